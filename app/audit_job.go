package app

import (
	"context"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// VerifyAuditJob is the kind of job that verifies the audit log.
const VerifyAuditJob = "verify-audit"

// AuditVerdict is what a verification found, as its job keeps it.
type AuditVerdict struct {
	Size        int64  `json:"size"`
	Root        string `json:"root"`
	Checkpoints int    `json:"checkpoints"`
	Signed      int64  `json:"signed"`
	Erased      int    `json:"erased"`
	Sound       bool   `json:"sound"`
	Seq         int64  `json:"seq,omitempty"` // first entry that is wrong, if not sound
	Until       int64  `json:"until,omitempty"`
	Zh          string `json:"zh,omitempty"` // why
	En          string `json:"en,omitempty"`
}

// StartVerifyAudit enqueues a verification of the audit log; the actor sees its result among the jobs and on the log's page.
func (a *App) StartVerifyAudit(ctx context.Context, who *Actor) (job string, err error) {
	err = a.act(ctx, who, SeeAudit, Object{Path: "/", Ref: "audit"}, func(tx *store.Tx, e *Event) error {
		e.Action = "audit.verify"
		job, err = a.Enqueue(tx, NewJob{Kind: VerifyAuditJob, Key: VerifyAuditJob, Path: "/", Person: who.Person, Payload: struct{}{}})
		return err
	})
	return job, err
}

// verifyAuditJob verifies the log against the notary's key and last checkpoint.
func (a *App) verifyAuditJob(ctx context.Context, r *Run) error {
	report, err := a.VerifyAuditHere(ctx)
	if err != nil {
		return err
	}
	v := AuditVerdict{Size: report.Size, Root: report.Root.String(), Checkpoints: report.Checkpoints, Signed: report.Signed, Erased: report.Erased, Sound: report.Bad == nil}
	if b := report.Bad; b != nil {
		v.Seq, v.Until, v.Zh, v.En = b.Seq, b.Until, b.Why.Zh, b.Why.En
		a.log().Error("the audit log is not as it was written", "entry", b.Seq, "until", b.Until, "why", b.Why.En)
	}
	if err := r.Result(v); err != nil {
		return err
	}
	return r.Finish(nil)
}

// VerifyAuditHere verifies the log against this server's notary.
func (a *App) VerifyAuditHere(ctx context.Context) (AuditReport, error) {
	if a.Notary == nil {
		return AuditReport{}, problem.New(problem.Unsupported, "no-notary", lang.Text{Zh: "没有签名密钥，无法核验检查点", En: "there is no key to check the checkpoints with"},
			lang.Text{Zh: "以 shukun serve 启动后再试", En: "Start the server with shukun serve, then try again"})
	}
	last, err := a.Notary.Last()
	if err != nil {
		return AuditReport{}, err
	}
	return a.VerifyAudit(ctx, a.Notary.Key, last)
}
