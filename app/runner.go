package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"runtime/debug"
	"slices"
	"time"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// How jobs are leased and tried again.
const (
	jobLease    = 60 * time.Second // without a sign of life the job is somebody else's
	jobBeat     = 15 * time.Second // between signs of life
	jobRescue   = 15 * time.Second // between looks for stuck jobs
	JobTries    = 10               // then it is dead, until somebody retries it
	jobBackoff  = 5 * time.Second  // after the first failure; doubles with each
	jobLongest  = time.Hour        // the longest wait between two tries
	jobKept     = 30 * 24 * time.Hour
	jobGrace    = 5           // beats that running jobs have to end by themselves when the server stops
	RunnerBeats = time.Second // how often Run wants its beat
)

// Runner runs the jobs of one process, some at once. Several processes on one PostgreSQL share the work.
type Runner struct {
	app      *App
	name     string // of this process, for others to see
	most     int
	handlers map[string]JobHandler
	kinds    []string
	wake     chan struct{}
	ended    chan *Run
	running  map[string]*Run
	lanes    map[string]int
	rescued  store.Instant
}

// NewRunner makes the runner that the app's own transactions wake. It runs at most so many jobs at once, and of one
// group at most one less, so that the others get their turn.
func NewRunner(a *App, most int) *Runner {
	r := newRunner(a, most, a.jobHandlers())
	a.runner = r
	return r
}

func newRunner(a *App, most int, handlers map[string]JobHandler) *Runner {
	return &Runner{app: a, name: a.newID(), most: max(most, 1), handlers: handlers, kinds: slices.Sorted(maps.Keys(handlers)), wake: make(chan struct{}, 1),
		ended: make(chan *Run, max(most, 1)), running: map[string]*Run{}, lanes: map[string]int{}}
}

// Run takes and runs jobs until ctx ends: when woken, when a job ends, and at every beat. Then it lets running jobs end
// for some beats, and hands the others back.
func (r *Runner) Run(ctx context.Context, beats <-chan time.Time) {
	working, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWork()
	for ctx.Err() == nil {
		r.fill(working)
		select {
		case <-ctx.Done():
		case <-r.wake:
		case run := <-r.ended:
			r.forget(run)
		case <-beats:
			r.beat(working)
		}
	}
	for grace := jobGrace; len(r.running) > 0; {
		select {
		case run := <-r.ended:
			r.forget(run)
		case <-beats:
			if grace--; grace == 0 {
				stopWork()
			}
			r.beat(context.WithoutCancel(ctx))
		}
	}
}

// Drain runs what is due, one after the other, until nothing is.
func (r *Runner) Drain(ctx context.Context) error {
	for {
		run, err := r.claim(ctx)
		if err != nil || run == nil {
			return err
		}
		r.do(run)
		r.forget(run)
	}
}

// fill takes jobs while there is room.
func (r *Runner) fill(ctx context.Context) {
	for len(r.running) < r.most {
		run, err := r.claim(ctx)
		if err != nil {
			r.app.log().Error("jobs: cannot take a job", "error", err)
			return
		}
		if run == nil {
			return
		}
		go func() {
			r.do(run)
			r.ended <- run
		}()
	}
}

func (r *Runner) claim(ctx context.Context) (*Run, error) {
	c := store.Claim{Worker: r.name, Kinds: r.kinds, Now: r.app.now(), Lease: r.in(jobLease)}
	for lane, n := range r.lanes {
		if n >= max(r.most-1, 1) {
			c.Full = append(c.Full, lane)
		}
	}
	run := &Run{app: r.app, beaten: c.Now}
	found := false
	err := r.app.Store.Write(ctx, store.Root, func(tx *store.Tx) (err error) {
		run.Job, found, err = tx.ClaimJob(c)
		return err
	})
	if err != nil || !found {
		return nil, err
	}
	run.ctx, run.cancel = context.WithCancel(ctx)
	r.running[run.Job.ID] = run
	r.lanes[store.Lane(run.Job.Path)]++
	return run, nil
}

func (r *Runner) forget(run *Run) {
	run.cancel()
	delete(r.running, run.Job.ID)
	lane := store.Lane(run.Job.Path)
	if r.lanes[lane]--; r.lanes[lane] == 0 {
		delete(r.lanes, lane)
	}
}

func (a *App) log() *slog.Logger {
	if a.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return a.Log
}

func (r *Runner) in(d time.Duration) store.Instant { return store.InstantOf(r.app.Now().Add(d)) }

// do runs one job to its end, and keeps how it ended.
func (r *Runner) do(run *Run) {
	err := r.try(run)
	if err == nil && !run.ended.Load() {
		err = run.Finish(nil)
	}
	if run.ended.Load() || err == nil {
		if err != nil {
			r.app.log().Error("jobs: an error after the end", "job", run.Job.ID, "kind", run.Job.Kind, "error", err)
		}
		return
	}
	if store.JobLost(err) {
		r.app.log().Warn("jobs: lost", "job", run.Job.ID, "kind", run.Job.Kind)
		return
	}
	handedBack := run.ctx.Err() != nil
	ctx := context.WithoutCancel(run.ctx)
	if err := r.app.Store.Write(ctx, store.Root, func(tx *store.Tx) error {
		if handedBack {
			return tx.PutBackJob(run.Job.ID, run.Job.Fence, r.app.now(), "", r.app.now())
		}
		return r.failed(tx, run.Job, err)
	}); err != nil && !store.JobLost(err) {
		r.app.log().Error("jobs: cannot keep how a job ended; it will be taken for stuck", "job", run.Job.ID, "error", err)
	}
}

// try calls the handler; a panic is an error like another.
func (r *Runner) try(run *Run) (err error) {
	defer func() {
		if p := recover(); p != nil {
			r.app.log().Error("jobs: panic", "job", run.Job.ID, "kind", run.Job.Kind, "panic", p, "stack", string(debug.Stack()))
			err = problem.New(problem.Internal, "job-panic", lang.Text{Zh: "程序内部出错", En: "the program failed"}, lang.Text{}).Because(fmt.Errorf("%v", p))
		}
	}()
	return r.handlers[run.Job.Kind](run.ctx, run)
}

// failed puts a job back for a later try, or ends it if that would not help or was tried often enough.
func (r *Runner) failed(tx *store.Tx, j store.Job, why error) error {
	failure := failureOf(why)
	now := r.app.now()
	r.app.log().Warn("jobs: failed", "job", j.ID, "kind", j.Kind, "attempt", j.Attempts, "error", why)
	if j.Attempts < JobTries && !final(why) {
		wait := min(jobBackoff<<(j.Attempts-1), jobLongest)
		return tx.PutBackJob(j.ID, j.Fence, r.in(wait), failure, now)
	}
	if err := tx.KillJob(j.ID, j.Fence, failure, now); err != nil {
		return err
	}
	if j.Kind == ReportJob {
		if err := r.app.mailReportFailed(tx, j); err != nil {
			return err
		}
	}
	return r.app.audit(tx, nil, &Event{Action: "job.dead", Object: "job:" + j.ID, Path: j.Path, Result: store.Failed,
		Details: map[string]string{"kind": j.Kind, "code": problem.CodeOf(why)}})
}

// final tells errors that another try would only repeat.
func final(err error) bool {
	switch problem.KindOf(err) {
	case problem.Internal, problem.Unavailable, problem.Conflict:
		return false
	}
	return true
}

// Failure is why a job failed, in both languages.
type Failure struct {
	Code   string `json:"code"`
	Zh     string `json:"zh"`
	En     string `json:"en"`
	Detail string `json:"detail,omitempty"` // what the other side said
}

func failureOf(err error) string {
	f := Failure{Code: problem.CodeOf(err), Zh: problem.In(err, lang.Zh), En: problem.In(err, lang.En)}
	if f.Code == "" {
		f = Failure{Code: "job-failed", Zh: "程序内部出错（" + f.Zh + "）", En: "the program failed (" + f.En + ")"}
	}
	if e, ok := errors.AsType[*problem.Error](err); ok && e.Cause != nil && e.Kind != problem.Internal {
		f.Detail = problem.Shorten(e.Cause.Error())
	}
	b, err := json.Marshal(f)
	if err != nil {
		return `{"code":"job-failed"}`
	}
	return string(b)
}
