package app

import (
	"context"

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
