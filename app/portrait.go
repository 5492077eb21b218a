package app

import (
	"context"
	"slices"
	"strings"

	"shukun/civil"
	"shukun/lang"
	"shukun/money"
	"shukun/policy"
	"shukun/problem"
	"shukun/store"
)

// Rollup is the figures of one unit, rule and outcome.
type Rollup = store.Rollup

// Tally is findings counted.
type Tally struct {
	Violations, Todo int64     // todo: obligations, and what cannot be determined
	Notices          int64     // entitlements and notices
	Amount           money.Fen // of the violations
	Worst            int64     // most days overdue
}

// Add counts a roll-up in.
func (t *Tally) Add(r Rollup) {
	switch policy.Outcome(r.Outcome) {
	case policy.Violation:
		t.Violations += r.Count
		t.Amount += money.Fen(r.Amount)
		t.Worst = max(t.Worst, r.WorstDays)
	case policy.Notice, policy.Entitlement:
		t.Notices += r.Count
	default:
		t.Todo += r.Count
	}
}

// State is the lamp of a tally: bad, warn, ok; none where nothing was filed that could tell.
func (t *Tally) State(filed bool) string {
	switch {
	case t.Violations > 0:
		return "bad"
	case t.Todo > 0:
		return "warn"
	case filed:
		return "ok"
	}
	return "none"
}

// Figures gives the roll-ups of the units at and below a path as they stood on a day.
func (a *App) Figures(ctx context.Context, who *Actor, path string, day civil.Date) (list []Rollup, err error) {
	err = a.look(ctx, who, SeeFindings, Object{Path: path}, func(tx *store.Tx) error {
		list, err = tx.Rollups(path, day)
		return err
	})
	return list, err
}

// UnitNamed gives the unit of a code, if the actor may see its findings.
func (a *App) UnitNamed(ctx context.Context, who *Actor, code string) (u store.Unit, err error) {
	t, err := a.treeOf(ctx, who)
	if err != nil {
		return u, err
	}
	found := t.find(code)
	if found == nil || !May(who, SeeFindings, Object{Path: found.Path}) {
		return u, errNoUnit
	}
	return *found, nil
}

var errNoUnit = problem.New(problem.NotFound, "no-unit", lang.Text{Zh: "没有这个单位", En: "there is no such unit"}, lang.Text{Zh: "返回组织", En: "Go back to the organisation"})

// Portrait is a unit with all below it: what is red, how it went, what it filed.
type Portrait struct {
	Unit    store.Unit
	Parent  string // name of the unit above, "" if none or not the person's to see
	Figures []Rollup
	Months  []MonthTally // twelve, the last the month of the day
	Filed   []store.LastFiled
	Below   []SubUnit // directly below
	Day     civil.Date
}

// MonthTally is how a unit stood at the end of a month, or on the day itself; Known is false before anything was evaluated.
type MonthTally struct {
	Day civil.Date
	Tally
	Known bool
}

// SubUnit is a unit directly below, with all below it.
type SubUnit struct {
	UnitRef
	Tally
	LastOn civil.Date // it filed; zero: never
}

// Portrait gives a unit as it stood on a day.
func (a *App) Portrait(ctx context.Context, who *Actor, code string, day civil.Date) (p Portrait, err error) {
	u, err := a.UnitNamed(ctx, who, code)
	if err != nil {
		return p, err
	}
	t, err := a.treeOf(ctx, who)
	if err != nil {
		return p, err
	}
	err = a.look(ctx, who, SeeFindings, Object{Path: u.Path}, func(tx *store.Tx) error {
		p = Portrait{Unit: u, Day: day}
		if above := t.find(u.Parent); above != nil && May(who, SeeFindings, Object{Path: above.Path}) {
			p.Parent = above.Name
		}
		if p.Figures, err = tx.Rollups(u.Path, day); err != nil {
			return err
		}
		if p.Filed, err = tx.LastFilings(u.Path, day); err != nil {
			return err
		}
		p.Below = subUnits(t, u.Path, p.Figures, p.Filed)
		first, err := tx.FirstRollup(u.Path)
		if err != nil {
			return err
		}
		for i := 11; i >= 0; i-- {
			end := day.AddMonths(-i).EndOfMonth()
			if i == 0 {
				end = day
			}
			m := MonthTally{Day: end, Known: !first.IsZero() && first <= end}
			list, err := tx.Rollups(u.Path, end)
			if err != nil {
				return err
			}
			for _, r := range list {
				m.Add(r)
			}
			p.Months = append(p.Months, m)
		}
		return nil
	})
	return p, err
}

// subUnits adds the figures up by the units directly below a path.
func subUnits(t *tree, path string, figures []Rollup, filed []store.LastFiled) (all []SubUnit) {
	at := map[string]int{}
	for _, u := range t.below(path) {
		rest := strings.TrimPrefix(u.Path, path)
		if strings.Count(rest, "/") == 1 {
			at[rest] = len(all)
			all = append(all, SubUnit{UnitRef: refOf(u, path)})
		}
	}
	child := func(p string) int {
		rest := strings.TrimPrefix(p, path)
		if i := strings.IndexByte(rest, '/'); i > 0 {
			if n, ok := at[rest[:i+1]]; ok {
				return n
			}
		}
		return -1
	}
	for _, r := range figures {
		if i := child(r.Path); i >= 0 {
			all[i].Add(r)
		}
	}
	for _, f := range filed {
		if i := child(f.Path); i >= 0 {
			all[i].LastOn = civil.Later(all[i].LastOn, f.On)
		}
	}
	slices.SortStableFunc(all, func(x, y SubUnit) int { return int(y.Violations - x.Violations) })
	return all
}
