package web

import (
	"github.com/a-h/templ"

	"shukun/app"
	"shukun/lang"
	"shukun/problem"
	"shukun/web/ui"
	"shukun/web/words"
)

// operationSpecimens are the jobs and the audit log in their states.
func operationSpecimens() []specimen {
	job := func(kind, state string, change func(*app.JobView)) app.JobView {
		v := app.JobView{Unit: "甲集团（虚构）", For: "张三（虚构）", Manages: true}
		v.ID, v.Kind, v.State, v.Path, v.Attempts, v.MadeAt, v.RunAt = "specimen-"+kind+"-"+state, kind, state, "/1/", 1, 1_654_000_000_000, 1_654_000_000_000
		if change != nil {
			change(&v)
		}
		return v
	}
	dead := job(app.MailJob, "dead", func(v *app.JobView) {
		v.Attempts, v.EndedAt = 10, 1_654_000_900_000
		v.Why = app.Failure{Code: "mail-server", Zh: "邮件服务器没有收下这封邮件", En: "the mail server did not take the mail", Detail: "421 come again later"}
	})
	running := job(app.ImportJob, "running", func(v *app.JobView) { v.Done, v.All = 512, 2048 })
	list := &jobList{both: true, back: "/jobs?of=unit", count: map[string]int{"dead": 1, "running": 1, "done": 2}, jobs: []app.JobView{running, dead,
		job(app.EvaluateJob, "ready", nil), job(app.MailJob, "done", func(v *app.JobView) { v.Result = `{"sent":false}` }), job(app.EvaluateJob, "cancelled", nil)}}
	event := app.AuditView{Who: "张三（虚构）", Unit: "甲集团（虚构）", Signed: true}
	event.Seq, event.At, event.Action, event.Object, event.Result, event.Path, event.IP = 41, 1_654_000_000_000, "filing.file", "filing:specimen", "done", "/1/", "192.0.2.7"
	event.Entry, event.Hash, event.Details = []byte(`{"seq":41}`), make([]byte, 32), map[string]string{"rows": "120"}
	refused := event
	refused.Seq, refused.Result = 40, "refused"
	sound := &app.AuditState{Size: 42, Signed: &app.Checkpoint{Size: 42, At: 1_654_000_000_000}, Verified: &app.AuditVerdict{Sound: true, Size: 42, Checkpoints: 3}, At: 1_654_000_000_000, Public: "shukun.audit/specimen+00000000+AAAA"}
	bad := &app.AuditState{Size: 42, Verified: &app.AuditVerdict{Seq: 7, Zh: "内容与它的哈希不符", En: "the entry does not match its hash"}, At: 1_654_000_000_000, Job: "specimen", Public: sound.Public,
		Trouble: problem.New(problem.Conflict, "audit-fork", lang.Text{Zh: "审计日志与已签的检查点不一致，不再签发", En: "the audit log contradicts the checkpoint signed last, so no other is signed"}, words.FailedNext)}
	reports := reportSpecimens()
	show := func(name string, page func(p *ui.Page) templ.Component) specimen { return specimen{name, page} }
	return append(reports, []specimen{
		show("jobs", func(p *ui.Page) templ.Component { return jobsPage(p, list) }),
		show("jobs-empty", func(p *ui.Page) templ.Component { return jobsPage(p, &jobList{mine: true, both: true}) }),
		show("jobs-none-found", func(p *ui.Page) templ.Component { return jobsPage(p, &jobList{mine: true, state: "dead"}) }),
		show("job-running", func(p *ui.Page) templ.Component { return jobPage(p, running) }),
		show("job-failed", func(p *ui.Page) templ.Component { return jobPage(p, dead) }),
		show("audit", func(p *ui.Page) templ.Component {
			return auditPage(p, &auditList{events: []app.AuditView{event, refused}, state: sound, chips: []ui.Chip{{Sentence: "filing.file", Off: "/audit"}}})
		}),
		show("audit-changed", func(p *ui.Page) templ.Component {
			return auditPage(p, &auditList{events: []app.AuditView{event}, state: bad})
		}),
		show("audit-empty", func(p *ui.Page) templ.Component { return auditPage(p, &auditList{state: &app.AuditState{}}) }),
		show("audit-event", func(p *ui.Page) templ.Component { return auditEventPage(p, event) }),
	}...)
}
