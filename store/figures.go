package store

import "time"

// Figures are what a monitor wants to know.
type Figures struct {
	Jobs        []JobCount // not ended, and dead
	OldestWait  int64      // milliseconds the job longest due has waited
	AuditEvents int64
}

// JobCount counts jobs of a kind in a state.
type JobCount struct {
	Kind, State string
	Count       int64
}

// Figures reads them as of now.
func (t *Tx) Figures(now Instant) (f Figures, err error) {
	f.Jobs, err = collect(t, "select kind, state, count(*) from job where state in ('ready', 'running', 'dead') group by kind, state order by kind, state", nil,
		func(scan func(into ...any) error, j *JobCount) error { return scan(&j.Kind, &j.State, &j.Count) })
	if err != nil {
		return f, err
	}
	if _, err = t.one("select coalesce(max($1 - run_at), 0) from job where state = 'ready' and run_at <= $1", []any{int64(now)}, &f.OldestWait); err != nil {
		return f, err
	}
	_, err = t.one("select size from audit_head where one = 1", nil, &f.AuditEvents)
	return f, err
}

// Connections tells how many connections are open and busy, and how long callers have waited for one in all.
func (db *DB) Connections() (open, busy int, waited time.Duration) {
	s := db.writer.Stats()
	open, busy, waited = s.OpenConnections, s.InUse, s.WaitDuration
	if db.reader != db.writer {
		r := db.reader.Stats()
		open, busy, waited = open+r.OpenConnections, busy+r.InUse, waited+r.WaitDuration
	}
	return open, busy, waited
}
