package app

import (
	"context"

	"shukun/store"
)

// evaluateJob evaluates a group, or, for "/", the shared rows and then every group by a job of its own. Every part is
// committed only while the job is still this worker's.
func (a *App) evaluateJob(ctx context.Context, r *Run) error {
	var p EvaluatePayload
	if err := r.Payload(&p); err != nil {
		return err
	}
	path := GroupPath(p.Path)
	sum, err := a.evaluate(ctx, path, a.Day(), r.Progress, r.Step)
	if err != nil {
		return err
	}
	if err := r.Result(sum); err != nil {
		return err
	}
	return r.Finish(func(tx *store.Tx) error {
		if path != "/" {
			return nil
		}
		_, err := a.enqueueEvaluations(tx, func(store.Evaluation) bool { return true })
		return err
	})
}

// Daily sees to what a new business day brings: every group not yet evaluated for it gets a job, and uploads that nobody
// goes on with are removed by one. It may be called as
// often as one likes, by every server. Days missed while nothing ran need no catching up: the law is asked about a day
// and its answer does not depend on having been asked before; only the lists of the missed days show what stood last.
func (a *App) Daily(ctx context.Context) (jobs int, err error) {
	err = a.Store.Write(ctx, store.Root, func(tx *store.Tx) (err error) {
		if jobs, err = a.enqueueEvaluations(tx, func(e store.Evaluation) bool { return e.Day < a.Day() }); err != nil {
			return err
		}
		return a.enqueuePurge(tx)
	})
	return jobs, err
}

// enqueueEvaluations adds a job for each group that is due.
func (a *App) enqueueEvaluations(tx *store.Tx, due func(store.Evaluation) bool) (jobs int, err error) {
	units, err := tx.UnitsBelow("/")
	if err != nil {
		return 0, err
	}
	paths := map[string]bool{"/": len(units) > 0}
	for _, u := range units {
		paths[GroupPath(u.Path)] = true
	}
	for path, wanted := range paths {
		was, _, err := tx.EvaluationOf(path)
		if err != nil {
			return jobs, err
		}
		if !wanted || !due(was) || path == "/" && was.Day >= a.Day() {
			continue
		}
		id, err := a.Enqueue(tx, NewJob{Kind: EvaluateJob, Key: EvaluateJob + ":" + path, Path: path, Payload: EvaluatePayload{Path: path}})
		if err != nil {
			return jobs, err
		}
		if id != "" {
			jobs++
		}
	}
	return jobs, nil
}
