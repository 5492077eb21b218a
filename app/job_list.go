package app

import (
	"context"
	"encoding/json"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// JobView is a job as screens show it.
type JobView struct {
	store.Job
	Why     Failure // why it failed last; Code "" it did not
	For     string  // name of the person who waits for it
	Unit    string  // name of the unit whose it is; "" of the instance
	Manages bool    // the actor may retry and cancel it
}

// JobQuery says which jobs to list.
type JobQuery struct {
	Path   string // at and below it; "" only the actor's own tasks, wherever they are
	State  string
	Kind   string
	Before string // the id after which the page goes on
	Limit  int
}

// Jobs lists jobs, the newest first, and counts them by state.
func (a *App) Jobs(ctx context.Context, who *Actor, q JobQuery) (list []JobView, count map[string]int, err error) {
	f := store.JobFilter{Paths: []string{q.Path}, State: q.State, Kind: q.Kind, Before: q.Before, Limit: q.Limit}
	run := func(tx *store.Tx) error {
		all, err := tx.ListJobs(f)
		if err != nil {
			return err
		}
		views, err := a.views(tx)
		if err != nil {
			return err
		}
		for _, j := range all {
			v, err := views.job(who, j)
			if err != nil {
				return err
			}
			list = append(list, v)
		}
		if q.Path != "" {
			count, err = tx.CountJobs(f.Paths)
		}
		return err
	}
	if q.Path == "" {
		f.Paths, f.Person = []string{"/"}, who.Person
		return list, count, a.Store.Read(ctx, store.Root, run)
	}
	err = a.look(ctx, who, SeeJobs, Object{Path: q.Path}, run)
	return list, count, err
}

// FindJob gives one job, for who may see it or waits for it.
func (a *App) FindJob(ctx context.Context, who *Actor, id string) (v JobView, err error) {
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		j, found, err := tx.FindJob(id)
		if err != nil {
			return err
		}
		if !found || j.Person != who.Person && !May(who, SeeJobs, Object{Path: j.Path}) {
			return errForbidden
		}
		views, err := a.views(tx)
		if err == nil {
			v, err = views.job(who, j)
		}
		return err
	})
	return v, err
}

func (v *views) job(who *Actor, j store.Job) (JobView, error) {
	w := JobView{Job: j, Manages: mayManageJob(who, j), Unit: v.unit(j.Path)}
	if j.Person != "" {
		w.For = v.names.of(j.Person)
	}
	if j.Error == "" {
		return w, nil
	}
	return w, json.Unmarshal([]byte(j.Error), &w.Why)
}

// mayManageJob: administrators manage all jobs of their paths, and everybody the tasks they wait for.
func mayManageJob(who *Actor, j store.Job) bool {
	return j.Person != "" && j.Person == who.Person || May(who, ManageJobs, Object{Path: j.Path})
}

// RetryJob lets a job that failed for good, or was cancelled, run again.
func (a *App) RetryJob(ctx context.Context, who *Actor, id string) error {
	return a.manageJob(ctx, who, id, "job.retry", func(tx *store.Tx) (bool, error) {
		tx.AfterCommit(a.wakeRunner)
		return tx.RetryJob(id, a.now())
	}, errNoRetry)
}

// CancelJob ends a job that waits or runs. What it already did in steps stays; its end will not come.
func (a *App) CancelJob(ctx context.Context, who *Actor, id string) error {
	return a.manageJob(ctx, who, id, "job.cancel", func(tx *store.Tx) (bool, error) { return tx.CancelJob(id, a.now()) }, errNoCancel)
}

func (a *App) manageJob(ctx context.Context, who *Actor, id, action string, do func(tx *store.Tx) (bool, error), refusal error) error {
	v, err := a.FindJob(ctx, who, id)
	if err != nil {
		return err
	}
	fn := func(tx *store.Tx, e *Event) error {
		e.Action, e.Object, e.Path = action, "job:"+id, v.Path
		e.Detail("kind", v.Kind)
		done, err := do(tx)
		if err == nil && !done {
			err = refusal
		}
		return err
	}
	if v.Person == who.Person && v.Person != "" {
		return a.own(ctx, who, action, func(tx *store.Tx, e *Event, _ store.Person) error { return fn(tx, e) })
	}
	return a.act(ctx, who, ManageJobs, Object{Path: v.Path, Ref: "job:" + id}, fn)
}

var (
	errNoRetry = problem.New(problem.Conflict, "job-not-failed", lang.Text{Zh: "这个任务没有失败，或同样的任务已在排队", En: "the job has not failed, or another like it waits already"},
		lang.Text{Zh: "刷新页面看它现在的状态", En: "Load the page again to see how it stands"})
	errNoCancel = problem.New(problem.Conflict, "job-ended", lang.Text{Zh: "这个任务已经结束", En: "the job has ended already"},
		lang.Text{Zh: "刷新页面看它的结果", En: "Load the page again to see its result"})
)
