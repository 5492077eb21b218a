package app

import (
	"context"
	"slices"
	"strings"

	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/problem"
	"shukun/store"
)

// DutyRow is what a group has filed under a duty, period by period.
type DutyRow struct {
	Group UnitRef
	Cells []DutyCell // one a period
}

// DutyCell is a ledger of a group for a period: filed, late, missing, not yet due.
type DutyCell struct {
	Period Period
	Due    civil.Date
	Filed  civil.Date // first filed; zero: not
	Zero   bool       // the latest filing says that nothing happened
	Late   int        // days after Due: filed late, or missing so long; 0 or less: on time, or days left
}

// DutyTable is a duty with the groups it binds.
type DutyTable struct {
	store.Duty
	Kind    *ledger.Kind
	Periods []Period
	Rows    []DutyRow
}

// periodsShown is how many periods of a duty a table shows.
const periodsShown = 6

// FilingCalendar lists the duties in force on a day with what the groups of a unit have filed by it.
func (a *App) FilingCalendar(ctx context.Context, who *Actor, unit UnitRef, day civil.Date) (all []DutyTable, err error) {
	err = a.look(ctx, who, SeeFilings, Object{Path: unit.Path}, func(tx *store.Tx) error {
		duties, err := tx.Duties(day)
		if err != nil {
			return err
		}
		groups, err := a.groupsOf(tx, unit)
		if err != nil {
			return err
		}
		for _, d := range duties {
			t := DutyTable{Duty: d, Kind: ledger.FindKind(d.Kind), Periods: periodsOf(d, day)}
			if t.Kind == nil || len(t.Periods) == 0 {
				continue
			}
			if err := t.fill(tx, groups, unit, day); err != nil {
				return err
			}
			if len(t.Rows) > 0 {
				all = append(all, t)
			}
		}
		return nil
	})
	return all, err
}

// groupsOf lists the groups at and below a unit, or the one it belongs to.
func (a *App) groupsOf(tx *store.Tx, unit UnitRef) ([]UnitRef, error) {
	from := unit.Path
	if from != "/" {
		from = topOf(unit.Path)
	}
	units, err := tx.UnitsBelow(from)
	var all []UnitRef
	for _, u := range units {
		if u.Path == topOf(u.Path) {
			all = append(all, refOf(u, "/"))
		}
	}
	return all, err
}

// periodsOf lists the periods of a duty that have begun by a day, the latest last.
func periodsOf(d store.Duty, day civil.Date) []Period {
	var all []Period
	for p := PeriodOf(day, d.Every); p.To >= d.From && len(all) < periodsShown; p = p.Before() {
		all = append(all, p)
	}
	slices.Reverse(all)
	return all
}

func (t *DutyTable) fill(tx *store.Tx, groups []UnitRef, unit UnitRef, day civil.Date) error {
	filed, err := tx.FilingsFor(t.Duty.Kind, unit.Path, t.Periods[0].Name)
	if err != nil {
		return err
	}
	for _, g := range groups {
		if !strings.HasPrefix(g.Path, t.Path) {
			continue
		}
		row := DutyRow{Group: g}
		for _, p := range t.Periods {
			c := DutyCell{Period: p, Due: p.To.AddDays(int(t.DueDays))}
			for _, f := range filed {
				if f.Period == p.Name && strings.HasPrefix(f.Path, g.Path) && f.On <= day {
					if c.Filed.IsZero() {
						c.Filed = f.On
					}
					c.Zero = f.Mode == store.Zero
				}
			}
			by := day
			if !c.Filed.IsZero() {
				by = c.Filed
			}
			c.Late = int(by - c.Due)
			row.Cells = append(row.Cells, c)
		}
		t.Rows = append(t.Rows, row)
	}
	return nil
}

// SetDuty sets a day by which groups must file a ledger, with the paper it rests on.
func (a *App) SetDuty(ctx context.Context, who *Actor, d store.Duty) error {
	bad := func(field, zh, en string) error {
		return problem.New(problem.Invalid, "duty-"+field, lang.Text{Zh: zh, En: en}, lang.Text{}).At(problem.Place{Column: field})
	}
	switch {
	case ledger.FindKind(d.Kind) == nil:
		return bad("kind", "选择台账", "choose a ledger")
	case d.Every != Month && d.Every != Quarter && d.Every != Year:
		return bad("every", "选择多久报一次", "choose how often")
	case d.DueDays < 0 || d.DueDays > 366:
		return bad("days", "天数应在 0 到 366 之间", "the days are between 0 and 366")
	case d.From.IsZero():
		return bad("from", "写明自哪天起", "say from which day")
	case len([]rune(strings.TrimSpace(d.Source))) < 4:
		return bad("source", "写明依据的文件", "name the paper it rests on")
	}
	d.ID, d.Path, d.By, d.At, d.Until = a.newID(), "/", who.Person, a.now(), 0
	return a.act(ctx, who, SetDuties, Object{Path: "/", Ref: "duty:" + d.ID}, func(tx *store.Tx, e *Event) error {
		e.Detail("ledger", d.Kind)
		e.Detail("source", d.Source)
		return tx.AddDuty(d)
	})
}

// EndDuty lets a duty end today.
func (a *App) EndDuty(ctx context.Context, who *Actor, id string) error {
	return a.act(ctx, who, SetDuties, Object{Path: "/", Ref: "duty:" + id}, func(tx *store.Tx, e *Event) error {
		e.Action = "duty.end"
		ended, err := tx.EndDuty(id, a.Day())
		if err == nil && !ended {
			err = errForbidden
		}
		return err
	})
}
