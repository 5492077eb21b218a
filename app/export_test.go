package app

import (
	"context"
	"strings"

	"shukun/civil"
	"shukun/store"
)

// FileThen files and, in the same transaction, does what a test wants done last: a server that dies there.
func (a *App) FileThen(ctx context.Context, who *Actor, s Submission, last func() error) (*Outcome, error) {
	s.after = func(*store.Tx, *Outcome) error { return last() }
	return a.FileLedgers(ctx, who, s)
}

// RunImport does a job of an upload by hand, as a second worker that took it for stuck would.
func (a *App) RunImport(ctx context.Context, job store.Job) error {
	return a.importJob(ctx, &Run{Job: job, app: a, ctx: ctx})
}

// ReportPieces lets the files of reports be kept in small pieces.
func (a *App) ReportPieces(bytes int) { a.piece = bytes }

// RunReport does the job of a report by hand, as RunImport does an upload's.
func (a *App) RunReport(ctx context.Context, job store.Job) error {
	return a.reportJob(ctx, &Run{Job: job, app: a, ctx: ctx})
}

// Hashed counts the passwords worked out since the start.
func (a *App) Hashed() int64 { return a.hashers.done.Load() }

// Nobody is the hash that stands in for a person there is not.
const Nobody = "$argon2id$v=19$m=47104,t=1,p=1$"

// NobodyIs reports whether that hash costs what a person's own does.
func NobodyIs(phc string) bool {
	return strings.HasPrefix(nobody, Nobody) && strings.HasPrefix(phc, Nobody) && len(phc) == len(nobody)
}

// EvaluateBy is Evaluate with transactions of the caller's.
func (a *App) EvaluateBy(ctx context.Context, path string, day civil.Date, write func(func(*store.Tx) error) error) (Evaluated, error) {
	return a.evaluate(ctx, path, day, nil, write)
}

// FailJob ends a run of a job with an error, as a runner does.
func (a *App) FailJob(ctx context.Context, job store.Job, why error) error {
	return a.Store.Write(ctx, store.Root, func(tx *store.Tx) error { return newRunner(a, 1, nil).failed(tx, job, why) })
}
