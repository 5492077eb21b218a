package store

import (
	"shukun/civil"
)

// Rollup is the figures of one unit, rule and outcome.
type Rollup struct {
	Enterprise, Path string
	Clause           int
	Rule             string
	Outcome          int
	From             civil.Date
	Count            int64
	Amount           int64 // fen
	WorstDays        int64
}

// UpdateRollup counts a unit's live findings anew, those of some rules or, if none is named, of all, and keeps what changed,
// from a day on.
func (t *Tx) UpdateRollup(enterprise, path string, day civil.Date, rules ...string) error {
	type at struct {
		rule    string
		outcome int
	}
	scan := func(scan func(...any) error, r *Rollup) error {
		return scan(&r.Rule, &r.Outcome, &r.Clause, &r.Count, &r.Amount, &r.WorstDays, &r.From, &r.Path)
	}
	c := &conditions{}
	which := " where enterprise = " + c.arg(enterprise)
	if len(rules) > 0 {
		which += " and rule in " + list(c, rules)
	}
	now, err := collect(t, "select rule, outcome, min(clause), count(*), cast(coalesce(sum(amount), 0) as bigint), max(days) from finding"+which+" and live = 1 group by rule, outcome", c.args, func(scan func(...any) error, r *Rollup) error {
		return scan(&r.Rule, &r.Outcome, &r.Clause, &r.Count, &r.Amount, &r.WorstDays) // all of it in the index
	})
	if err != nil {
		return err
	}
	was, err := collect(t, "select rule, outcome, clause, count, amount, worst_days, from_day, path from rollup"+which+" and to_day is null", c.args, scan)
	if err != nil {
		return err
	}
	old := map[at]Rollup{}
	for _, r := range was {
		old[at{r.Rule, r.Outcome}] = r
	}
	end := func(r Rollup) error {
		t.stepRollup(&r, r.Path, civil.Later(r.From, day), -1)
		if r.From >= day {
			_, err := t.exec("delete from rollup where enterprise = $1 and rule = $2 and outcome = $3 and from_day = $4", enterprise, r.Rule, r.Outcome, r.From)
			return err
		}
		_, err := t.exec("update rollup set to_day = $1 where enterprise = $2 and rule = $3 and outcome = $4 and to_day is null", day, enterprise, r.Rule, r.Outcome)
		return err
	}
	for _, r := range now {
		k := at{r.Rule, r.Outcome}
		o, there := old[k]
		delete(old, k)
		if there && o.Count == r.Count && o.Amount == r.Amount && o.WorstDays == r.WorstDays && o.Path == path {
			continue
		}
		if there {
			if err := end(o); err != nil {
				return err
			}
		}
		t.stepRollup(&r, path, day, 1)
		if _, err := t.exec(`insert into rollup (enterprise, path, clause, rule, outcome, from_day, count, amount, worst_days) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
			enterprise, path, r.Clause, r.Rule, r.Outcome, day, r.Count, r.Amount, r.WorstDays); err != nil {
			return err
		}
	}
	for _, o := range old {
		if err := end(o); err != nil {
			return err
		}
	}
	return nil
}

// Rollups lists the figures of the units at and below a path as they stood on a day.
func (t *Tx) Rollups(path string, day civil.Date) ([]Rollup, error) {
	from, end := Below(path)
	return collect(t, `select enterprise, path, clause, rule, outcome, from_day, count, amount, worst_days from rollup
		where path >= $1 and path < $2 and from_day <= $3 and (to_day is null or to_day > $3) order by path, clause, rule, outcome`, []any{from, end, day},
		func(scan func(...any) error, r *Rollup) error {
			return scan(&r.Enterprise, &r.Path, &r.Clause, &r.Rule, &r.Outcome, &r.From, &r.Count, &r.Amount, &r.WorstDays)
		})
}

// FirstRollup gives the first day of which there are figures of the units at and below a path; zero: none.
func (t *Tx) FirstRollup(path string) (day civil.Date, err error) {
	from, end := Below(path)
	_, err = t.one("select min(from_day) from rollup where path >= $1 and path < $2", []any{from, end}, &day)
	return day, err
}
