package app

import (
	"context"
	"time"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// beat prolongs the leases of running jobs, writes their progress, and now and then takes over what others left.
func (r *Runner) beat(ctx context.Context) {
	now := r.app.now()
	for id, run := range r.running {
		done, all := run.done.Load(), run.all.Load()
		if run.ended.Load() || told(run, done, all) && now-run.beaten < store.Instant(jobBeat/time.Millisecond) {
			continue
		}
		if !run.writing.TryLock() {
			continue // its own transaction holds the row
		}
		err := r.app.Store.Write(ctx, store.Root, func(tx *store.Tx) error {
			return tx.BeatJob(id, run.Job.Fence, r.in(jobLease), int(done), int(all))
		})
		run.writing.Unlock()
		switch {
		case err == nil:
			run.beaten, run.told = now, [2]int64{done, all}
		case store.JobLost(err):
			run.cancel() // cancelled by somebody, or taken over: its writes would be refused
		default:
			r.app.log().Error("jobs: no sign of life could be given", "job", id, "error", err)
		}
	}
	if now-r.rescued >= store.Instant(jobRescue/time.Millisecond) {
		r.rescued = now
		if err := r.rescue(ctx); err != nil {
			r.app.log().Error("jobs: cannot look for stuck jobs", "error", err)
		}
	}
}

func told(run *Run, done, all int64) bool { return run.told == [2]int64{done, all} }

// rescue lets jobs run again whose worker gave no sign of life, and removes those that ended long ago. A job that
// killed its worker ten times is dead.
func (r *Runner) rescue(ctx context.Context) error {
	return r.app.Store.Write(ctx, store.Root, func(tx *store.Tx) error {
		now := r.app.now()
		stuck, err := tx.StuckJobs(now)
		if err != nil {
			return err
		}
		for _, j := range stuck {
			if r.running[j.ID] != nil {
				continue // it lives: the database was too busy for its signs of life
			}
			if err := r.failed(tx, j, errStuck); err != nil && !store.JobLost(err) {
				return err
			}
		}
		_, err = tx.SweepJobs(r.in(-jobKept))
		return err
	})
}

var errStuck = problem.New(problem.Unavailable, "job-stuck", lang.Text{Zh: "执行任务的进程中断", En: "the process that ran the job went away"},
	lang.Text{Zh: "会自动重试", En: "It is tried again by itself"})
