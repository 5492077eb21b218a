package store

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"shukun/civil"
)

// Rollups are added up on the way to the top: rollup_total has, for every path with units below it, what all below it,
// itself left out, come to. Whatever changes rollup notes a step; the steps of a transaction are taken when it commits.

// farDay ends what has not ended.
var farDay = civil.MustOf(9999, 12, 31)

// rollupStep is a day from which a figure of a path changes.
type rollupStep struct {
	path, rule string
	outcome    int
	day        civil.Date
}

type rollupChange struct {
	clause        int
	count, amount int64
}

// stepRollup notes that a unit's figure at a path begins to count on a day, or ends (sign -1).
func (t *Tx) stepRollup(r *Rollup, path string, day civil.Date, sign int64) {
	if t.steps == nil {
		t.steps = map[rollupStep]rollupChange{}
	}
	for i := 0; i < len(path)-1; i++ {
		if path[i] == '/' {
			k := rollupStep{path[:i+1], r.Rule, r.Outcome, day}
			c := t.steps[k]
			t.steps[k] = rollupChange{r.Clause, c.count + sign*r.Count, c.amount + sign*r.Amount}
		}
	}
}

// takeSteps brings rollup_total up to what the transaction has changed. It is the last thing a transaction does: others
// that change totals wait for it, and for nothing else. Totals reach further up than whoever makes them change may see.
func (t *Tx) takeSteps() error {
	maps.DeleteFunc(t.steps, func(_ rollupStep, c rollupChange) bool { return c.count == 0 && c.amount == 0 })
	if len(t.steps)+len(t.last) == 0 {
		return nil
	}
	if err := t.dialect.narrow(t.ctx, t.tx, Root); err != nil {
		return err
	}
	for _, fn := range t.last {
		if err := fn(); err != nil {
			return err
		}
	}
	if len(t.steps) == 0 {
		return nil
	}
	// One row that is nobody's figure makes them wait: a total made from an earlier one must not miss another's step.
	if _, err := t.exec(`insert into rollup_total (path, rule, outcome, clause, from_day, to_day, count, amount) values ('/', '', 0, 0, '0001-01-01', '0001-01-02', 0, 0)
		on conflict (path, rule, outcome, from_day) do update set count = 0`); err != nil {
		return err
	}
	keys := slices.SortedFunc(maps.Keys(t.steps), func(a, b rollupStep) int {
		return cmp.Or(strings.Compare(a.path, b.path), strings.Compare(a.rule, b.rule), cmp.Compare(a.outcome, b.outcome), cmp.Compare(a.day, b.day))
	})
	begin, err := t.tx.PrepareContext(t.ctx, `insert into rollup_total (path, rule, outcome, clause, from_day, to_day, count, amount) values ($1, $2, $3, $4, $5,
		coalesce((select min(from_day) from rollup_total where path = $1 and rule = $2 and outcome = $3 and from_day > $5), $6),
		coalesce((select count from rollup_total where path = $1 and rule = $2 and outcome = $3 and from_day < $5 and to_day > $5), 0) + $7,
		coalesce((select amount from rollup_total where path = $1 and rule = $2 and outcome = $3 and from_day < $5 and to_day > $5), 0) + $8)
		on conflict (path, rule, outcome, from_day) do update set count = rollup_total.count + $7, amount = rollup_total.amount + $8`)
	if err != nil {
		return err
	}
	defer begin.Close()
	end, err := t.tx.PrepareContext(t.ctx, "update rollup_total set to_day = $4 where path = $1 and rule = $2 and outcome = $3 and from_day < $4 and to_day > $4")
	if err != nil {
		return err
	}
	defer end.Close()
	later, err := t.tx.PrepareContext(t.ctx, "update rollup_total set count = count + $5, amount = amount + $6 where path = $1 and rule = $2 and outcome = $3 and from_day > $4")
	if err != nil {
		return err
	}
	defer later.Close()
	for _, k := range keys {
		c := t.steps[k]
		if _, err := begin.ExecContext(t.ctx, k.path, k.rule, int64(k.outcome), int64(c.clause), k.day, farDay, c.count, c.amount); err != nil {
			return err
		}
		if _, err := end.ExecContext(t.ctx, k.path, k.rule, int64(k.outcome), k.day); err != nil {
			return err
		}
		if _, err := later.ExecContext(t.ctx, k.path, k.rule, int64(k.outcome), k.day, c.count, c.amount); err != nil {
			return err
		}
	}
	return nil
}

// moveRollups takes the figures of a subtree, which stand at their new paths already, from what the paths above the old
// ones come to, and adds them to that of those above the new ones.
func (t *Tx) moveRollups(from, to string) error {
	start, end := Below(to)
	all, err := collect(t, "select path, clause, rule, outcome, from_day, count, amount from rollup where path >= $1 and path < $2 and to_day is null", []any{start, end},
		func(scan func(...any) error, r *Rollup) error {
			return scan(&r.Path, &r.Clause, &r.Rule, &r.Outcome, &r.From, &r.Count, &r.Amount)
		})
	for i := range all {
		r := &all[i]
		t.stepRollup(r, from+strings.TrimPrefix(r.Path, to), r.From, -1)
		t.stepRollup(r, r.Path, r.From, 1)
	}
	return err
}

// RollupsAt gives the figures of paths on a day: those of the unit at each, and, under no enterprise's name, what all
// units below it come to.
func (t *Tx) RollupsAt(paths []string, day civil.Date) ([]Rollup, error) {
	c := &conditions{}
	in, on := list(c, paths), c.arg(day)
	const own = "select enterprise, path, clause, rule, outcome, count, amount from rollup where path in "
	return collect(t, own+in+" and from_day <= "+on+" and to_day is null union all "+own+in+" and from_day <= "+on+" and to_day > "+on+
		" union all select '', path, clause, rule, outcome, count, amount from rollup_total where path in "+in+" and from_day <= "+on+" and to_day > "+on+" and count <> 0", c.args,
		func(scan func(...any) error, r *Rollup) error {
			return scan(&r.Enterprise, &r.Path, &r.Clause, &r.Rule, &r.Outcome, &r.Count, &r.Amount)
		})
}

// RollupSpan is a roll-up with the days it stood for: From up to, not including, To.
type RollupSpan struct {
	Rollup
	To civil.Date
}

// RollupHistory lists the figures of a rule at a path, and of all units below it together, that stood on or after a day.
func (t *Tx) RollupHistory(path, rule string, since civil.Date) ([]RollupSpan, error) {
	return collect(t, `select clause, rule, outcome, from_day, coalesce(to_day, $4), count, amount from rollup where path = $1 and rule = $2 and (to_day is null or to_day > $3)
		union all select clause, rule, outcome, from_day, to_day, count, amount from rollup_total where path = $1 and rule = $2 and to_day > $3`, []any{path, rule, since, farDay},
		func(scan func(...any) error, r *RollupSpan) error {
			return scan(&r.Clause, &r.Rule, &r.Outcome, &r.From, &r.To, &r.Count, &r.Amount)
		})
}
