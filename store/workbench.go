package store

import "shukun/civil"

// DueCounts are how many live violations and obligations are due.
type DueCounts struct {
	Today, Week, Overdue int64 // Week: the seven days after today
}

// CountDue counts the live violations and obligations at and below a path by when they are due.
func (t *Tx) CountDue(path string, day civil.Date) (n DueCounts, err error) {
	from, end := Below(path)
	for _, part := range []struct {
		into     *int64
		from, to civil.Date
	}{{&n.Today, day, day}, {&n.Week, day.AddDays(1), day.AddDays(7)}, {&n.Overdue, civil.MustOf(1949, 10, 1), day.AddDays(-1)}} {
		if _, err := t.one("select count(*) from finding where live = 1 and due_on >= $1 and due_on <= $2 and outcome <= 2 and path >= $3 and path < $4",
			[]any{part.from, part.to, from, end}, part.into); err != nil {
			return n, err
		}
	}
	return n, nil
}

// NextDue gives the first day after a day on which a live violation or obligation is due; zero: none.
func (t *Tx) NextDue(path string, day civil.Date) (next civil.Date, err error) {
	from, end := Below(path)
	_, err = t.one("select due_on from finding where live = 1 and due_on > $1 and outcome <= 2 and path >= $2 and path < $3 order by due_on limit 1", []any{day, from, end}, &next)
	return next, err
}

// ProposedExceptions lists the live findings at and below a path whose exception somebody else has proposed and nobody has
// decided, at most so many.
func (t *Tx) ProposedExceptions(path, but string, most int) ([]Finding, error) {
	from, end := Below(path)
	return collect(t, "select "+findingColumns+` from finding where live = 1 and path >= $1 and path < $2 and exists (
		select 1 from finding_event e where e.finding = finding.id and e.act = 'propose-exception' and e.person <> $3 and not exists (
			select 1 from finding_event d where d.finding = e.finding and d.act in ('approve-exception', 'refuse-exception') and (d.at > e.at or d.at = e.at and d.id > e.id)))
		order by due_on, id limit $4`, []any{from, end, but, most}, scanFinding)
}
