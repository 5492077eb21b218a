package store

import "strings"

// FindJob reads one job at or below a path.
func (t *Tx) FindJob(id string) (j Job, found bool, err error) {
	all, err := collect(t, "select "+jobColumns+" from job where id = $1", []any{id}, scanJob)
	if err != nil || len(all) == 0 {
		return j, false, err
	}
	return all[0], true, nil
}

// JobFilter says which jobs a list shows; empty fields do not limit it.
type JobFilter struct {
	Paths  []string // at or below any of these
	Person string
	State  string
	Kind   string
	Before string // the id after which the page goes on: newest first
	Limit  int
}

// ListJobs gives jobs, the newest first.
func (t *Tx) ListJobs(f JobFilter) ([]Job, error) {
	where, args := []string{"1 = 1"}, []any(nil)
	add := func(column, op, value string) {
		if value != "" {
			args = append(args, value)
			where = append(where, column+" "+op+" "+place(len(args)))
		}
	}
	add("person", "=", f.Person)
	add("state", "=", f.State)
	add("kind", "=", f.Kind)
	add("id", "<", f.Before)
	under, args := below("path", f.Paths, args)
	args = append(args, f.Limit)
	return collect(t, "select "+jobColumns+" from job where "+strings.Join(where, " and ")+under+" order by id desc limit "+place(len(args)), args, scanJob)
}

// CountJobs gives how many jobs there are in each state at or below the paths.
func (t *Tx) CountJobs(paths []string) (map[string]int, error) {
	under, args := below("path", paths, nil)
	n := map[string]int{}
	return n, t.each("select state, count(*) from job where 1 = 1"+under+" group by state", args, func(scan func(into ...any) error) error {
		var state string
		var count int
		err := scan(&state, &count)
		n[state] = count
		return err
	})
}

// RetryJob lets a dead or cancelled job run again from the start; false if it is neither, or its work waits already.
func (t *Tx) RetryJob(id string, now Instant) (bool, error) {
	n, err := t.exec(`update job set state = 'ready', run_at = $2, attempts = 0, ended_at = 0, done_part = 0, all_parts = 0
		where id = $1 and state in ('dead', 'cancelled') and not `+twin, id, now)
	return n == 1, err
}

// CancelJob ends a job that waits or runs; the worker that runs it can write nothing any more. False if it had ended.
func (t *Tx) CancelJob(id string, now Instant) (bool, error) {
	n, err := t.exec(`update job set state = 'cancelled', ended_at = $2, lease_until = 0 where id = $1 and state in ('ready', 'running')`, id, now)
	return n == 1, err
}
