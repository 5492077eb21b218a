package store

import (
	"strings"

	"shukun/lang"
	"shukun/problem"
)

// The states of a job.
const (
	JobReady     = "ready"
	JobRunning   = "running"
	JobDone      = "done"
	JobDead      = "dead"
	JobCancelled = "cancelled"
)

// Job is a piece of work born in the same transaction as its cause.
type Job struct {
	ID      string
	Kind    string // import, evaluate, report, mail …
	Unique  string // one job a key waits and one a key runs; "" its id
	Path    string // whose it is
	Person  string // who waits for it; "" nobody
	Payload string // JSON
	RunAt   Instant
	MadeAt  Instant

	State      string
	Worker     string // who runs it
	Fence      int64  // of the claim that runs it
	LeaseUntil Instant
	Attempts   int
	Done, All  int    // progress
	Error      string // why it failed last
	Result     string // JSON
	EndedAt    Instant
}

const jobColumns = `id, kind, unique_key, path, person, payload, run_at, made_at, state, worker, fence, lease_until, attempts,
	done_part, all_parts, error, result, ended_at`

func scanJob(scan func(into ...any) error, j *Job) error {
	return scan(&j.ID, &j.Kind, &j.Unique, &j.Path, &j.Person, &j.Payload, &j.RunAt, &j.MadeAt, &j.State, &j.Worker, &j.Fence, &j.LeaseUntil, &j.Attempts,
		&j.Done, &j.All, &j.Error, &j.Result, &j.EndedAt)
}

// Lane is the top of a path: jobs of one lane wait for each other, lanes take turns.
func Lane(path string) string {
	rest, ok := strings.CutPrefix(path, "/")
	if top, _, found := strings.Cut(rest, "/"); ok && found {
		return "/" + top + "/"
	}
	return "/"
}

// Enqueue adds a job in the transaction of its cause. If one with the same unique key waits already, that one stands;
// added tells which. One that runs already does not count: it may have read before this transaction wrote.
func (t *Tx) Enqueue(j Job) (added bool, err error) {
	if j.Unique == "" {
		j.Unique = j.ID
	}
	lane := Lane(j.Path)
	if _, err := t.exec("insert into job_lane (lane) values ($1) on conflict do nothing", lane); err != nil {
		return false, err
	}
	n, err := t.exec(`insert into job (id, kind, unique_key, path, lane, person, payload, state, run_at, made_at)
		values ($1, $2, $3, $4, $5, $6, $7, 'ready', $8, $9) on conflict do nothing`,
		j.ID, j.Kind, j.Unique, j.Path, lane, j.Person, j.Payload, j.RunAt, j.MadeAt)
	return n == 1, err
}

// Claim is what a worker asks for.
type Claim struct {
	Worker string
	Kinds  []string // it can run
	Full   []string // lanes it may take no more from
	Now    Instant
	Lease  Instant // until when the job is its own without a sign of life
}

// ClaimJob takes the next job that is due, for the worker alone: of the lane with the fewest running, then of the one
// served longest ago. found is false if nothing is due.
func (t *Tx) ClaimJob(c Claim) (j Job, found bool, err error) {
	kinds, args := in(c.Kinds, []any{c.Now})
	due := "j.state = 'ready' and j.run_at <= $1 and j.kind in " + kinds +
		" and not exists (select 1 from job b where b.unique_key = j.unique_key and b.state = 'running')"
	full, laneArgs := in(c.Full, args)
	lanes, err := collect(t, "select l.lane from job_lane l where l.lane not in "+full+" and exists (select 1 from job j where j.lane = l.lane and "+due+`)
		order by (select count(*) from job r where r.lane = l.lane and r.state = 'running'), l.served, l.lane`, laneArgs, scanText)
	if err != nil {
		return j, false, err
	}
	for _, lane := range lanes {
		args := append(args[:len(args):len(args)], lane)
		var id string
		found, err := t.one("select j.id from job j where "+due+" and j.lane = "+place(len(args))+" order by j.run_at, j.id limit 1"+t.dialect.claim(), args, &id)
		if err != nil {
			return j, false, err
		}
		if found { // else another worker has it
			return t.takeJob(id, lane, c)
		}
	}
	return j, false, nil
}

func (t *Tx) takeJob(id, lane string, c Claim) (j Job, found bool, err error) {
	all, err := collect(t, `update job set state = 'running', worker = $2, fence = fence + 1, lease_until = $3, attempts = attempts + 1,
		done_part = 0, all_parts = 0 where id = $1 and state = 'ready' returning `+jobColumns, []any{id, c.Worker, c.Lease}, scanJob)
	if err != nil || len(all) == 0 {
		return j, false, err
	}
	_, err = t.exec("update job_lane set served = (select max(served) + 1 from job_lane) where lane = $1", lane)
	return all[0], err == nil, err
}

// errLost refuses a worker that has lost its job: its lease ran out and another has it, or somebody cancelled it.
var errLost = problem.New(problem.Conflict, "job-lost", lang.Text{Zh: "任务已取消，或已由别的进程接手", En: "the job was cancelled, or another process has it now"},
	lang.Text{Zh: "不需要处理：这一次的结果不会写入", En: "Nothing to do: what this run made is not written"})

// JobLost reports whether err says that the job is another's now.
func JobLost(err error) bool { return problem.CodeOf(err) == "job-lost" }

// HoldJob checks the fence and keeps the job's row locked until the transaction ends: what it writes is written by the
// one worker that has the job, or not at all.
func (t *Tx) HoldJob(id string, fence int64) error {
	return t.fenced("update job set fence = fence where id = $1 and fence = $2 and state = 'running'", id, fence)
}

// FinishJob ends a job in the transaction of its effect. A worker that lost the job gets an error, and its effect is
// rolled back with the transaction.
func (t *Tx) FinishJob(id string, fence int64, result string, now Instant) error {
	return t.fenced(`update job set state = 'done', ended_at = $3, result = $4, error = '', done_part = all_parts, lease_until = 0
		where id = $1 and fence = $2 and state = 'running'`, id, fence, now, result)
}

// BeatJob is a sign of life: it prolongs the lease and keeps the progress.
func (t *Tx) BeatJob(id string, fence int64, lease Instant, done, all int) error {
	return t.fenced("update job set lease_until = $3, done_part = $4, all_parts = $5 where id = $1 and fence = $2 and state = 'running'", id, fence, lease, done, all)
}

// PutBackJob gives a running job up: it waits again until runAt. If it did not fail, the attempt does not count.
func (t *Tx) PutBackJob(id string, fence int64, runAt Instant, failure string, now Instant) error {
	undo := 0
	if failure == "" {
		undo = 1
	}
	return t.fenced(`update job set state = case when `+twin+` then 'cancelled' else 'ready' end, ended_at = case when `+twin+` then cast($6 as bigint) else 0 end,
		run_at = $3, lease_until = 0, attempts = attempts - $5, error = $4 where id = $1 and fence = $2 and state = 'running'`,
		id, fence, runAt, failure, undo, now)
}

// twin tells that a job of the same key waits already, and will do the work of this one.
const twin = "exists (select 1 from job t where t.unique_key = job.unique_key and t.state = 'ready')"

// KillJob ends a running job that will not succeed; it is kept with the reason, to be retried by hand.
func (t *Tx) KillJob(id string, fence int64, failure string, now Instant) error {
	return t.fenced(`update job set state = 'dead', ended_at = $3, error = $4, lease_until = 0 where id = $1 and fence = $2 and state = 'running'`,
		id, fence, now, failure)
}

func (t *Tx) fenced(query string, args ...any) error {
	n, err := t.exec(query, args...)
	if err == nil && n == 0 {
		return errLost
	}
	return err
}

// StuckJobs gives running jobs whose lease ran out before now. Jobs whose rows are locked are being finished and not
// stuck.
func (t *Tx) StuckJobs(now Instant) ([]Job, error) {
	return collect(t, "select "+jobColumns+" from job where state = 'running' and lease_until < $1 order by id"+t.dialect.claim(), []any{now}, scanJob)
}

// SweepJobs removes jobs that were done or cancelled before an instant; dead ones stay until somebody decides.
func (t *Tx) SweepJobs(before Instant) (int64, error) {
	return t.exec("delete from job where ended_at > 0 and ended_at < $1 and state in ('done', 'cancelled')", before)
}
