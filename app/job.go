package app

import (
	"context"
	"encoding/json"
	"sync"
	"sync/atomic"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// JobHandler does the work of one kind of job. It may run again after a crash, so what it changes it changes in Finish
// or Step, nowhere else. An error of the kind Internal, Unavailable or Conflict is tried again later; any other is final.
type JobHandler func(ctx context.Context, r *Run) error

// jobHandlers are the kinds of job there are.
func (a *App) jobHandlers() map[string]JobHandler {
	return map[string]JobHandler{
		EvaluateJob:     a.evaluateJob,
		ImportJob:       a.importJob,
		VerifyAuditJob:  a.verifyAuditJob,
		MailJob:         a.mailJob,
		PurgeUploadsJob: a.purgeUploadsJob,
		MoveJob:         a.moveJob,
		ReportJob:       a.reportJob,
	}
}

// NewJob is a job to enqueue.
type NewJob struct {
	Kind    string
	Key     string // one job a key waits and one runs; "" as many as there are
	Path    string // whose it is
	Person  string // who waits for it, and sees it among their tasks
	Payload any    // to JSON
	At      store.Instant
}

// Enqueue adds a job in the transaction of its cause and wakes a worker once it is committed. It gives the id, or "" if
// a job of the same key waits already.
func (a *App) Enqueue(tx *store.Tx, n NewJob) (id string, err error) {
	payload, err := json.Marshal(n.Payload)
	if err != nil {
		return "", err
	}
	j := store.Job{ID: a.newID(), Kind: n.Kind, Unique: n.Key, Path: n.Path, Person: n.Person, Payload: string(payload), RunAt: n.At, MadeAt: a.now()}
	if j.RunAt == 0 {
		j.RunAt = j.MadeAt
	}
	added, err := tx.Enqueue(j)
	if err != nil || !added {
		return "", err
	}
	tx.AfterCommit(a.wakeRunner)
	return j.ID, nil
}

// wakeRunner lets the runner of this process look for work at once; those of others look every second.
func (a *App) wakeRunner() {
	if a.runner != nil {
		select {
		case a.runner.wake <- struct{}{}:
		default: // it is awake
		}
	}
}

// Run is a job at work.
type Run struct {
	Job store.Job
	app *App

	done, all atomic.Int64
	result    string
	ended     atomic.Bool   // finished, or given up to somebody else
	beaten    store.Instant // last sign of life; the runner's own
	told      [2]int64      // progress as last written; the runner's own
	cancel    context.CancelFunc
	writing   sync.Mutex // one transaction of the job at a time
	ctx       context.Context
}

// Payload reads what the job was made with.
func (r *Run) Payload(into any) error {
	if err := json.Unmarshal([]byte(r.Job.Payload), into); err != nil {
		return problem.New(problem.Invalid, "job-payload", lang.Text{Zh: "任务内容无法读取", En: "the content of the job cannot be read"},
			lang.Text{Zh: "请重新发起这项操作", En: "Start the operation again"}).Because(err)
	}
	return nil
}

// Progress tells how far the work is. It is cheap; screens see it within a second.
func (r *Run) Progress(done, all int) {
	r.done.Store(int64(done))
	r.all.Store(int64(all))
}

// Result keeps a value that Finish writes into the job's record, as JSON.
func (r *Run) Result(v any) error {
	b, err := json.Marshal(v)
	r.result = string(b)
	return err
}

// Step runs fn in one transaction that is committed only if the job is still this worker's. The job goes on.
func (r *Run) Step(fn func(tx *store.Tx) error) error {
	r.writing.Lock()
	defer r.writing.Unlock()
	return r.app.Store.Write(r.ctx, store.Root, func(tx *store.Tx) error {
		if err := tx.HoldJob(r.Job.ID, r.Job.Fence); err != nil {
			return err
		}
		return fn(tx)
	})
}

// Finish runs fn, the job's effect, in one transaction with the job's end. A worker that has lost the job gets an error
// and the effect is rolled back: nothing is done twice. fn may be nil.
func (r *Run) Finish(fn func(tx *store.Tx) error) error {
	r.writing.Lock()
	defer r.writing.Unlock()
	err := r.app.Store.Write(r.ctx, store.Root, func(tx *store.Tx) error {
		if err := tx.FinishJob(r.Job.ID, r.Job.Fence, r.result, r.app.now()); err != nil {
			return err
		}
		if fn != nil {
			if err := fn(tx); err != nil {
				return err
			}
		}
		return r.app.audit(tx, nil, &Event{Action: "job.done", Object: "job:" + r.Job.ID, Path: r.Job.Path, Details: map[string]string{"kind": r.Job.Kind}})
	})
	if err == nil {
		r.ended.Store(true)
	}
	return err
}
