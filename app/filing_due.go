package app

import (
	"cmp"
	"context"
	"slices"

	"shukun/civil"
	"shukun/ledger"
)

// Due is a ledger that is still to be filed for a period.
type Due struct {
	Kind    *ledger.Kind
	Period  Period
	Day     civil.Date // by which
	Left    int        // days until then; less than 0: so many days overdue
	Group   UnitRef    // the only one that has not filed; with Missing > 1 one of them
	Missing int        // groups that have not filed
	Of      int        // groups that must
	Mine    bool       // the person may file it
}

// DueNext lists what is still to be filed for a unit: overdue first, then the nearest day. Whoever files sees what they
// file themselves, whoever only looks on sees all. set says whether any day for filing is set at all.
func (a *App) DueNext(ctx context.Context, who *Actor, unit UnitRef) (all []Due, set bool, err error) {
	if !May(who, SeeFilings, Object{Path: unit.Path}) {
		return nil, false, nil
	}
	tables, err := a.FilingCalendar(ctx, who, unit, a.Day())
	for _, t := range tables {
		set = true
		for i, p := range t.Periods {
			d := Due{Kind: t.Kind, Period: p}
			for _, r := range t.Rows {
				c := r.Cells[i]
				d.Of++
				if !c.Filed.IsZero() {
					continue
				}
				if d.Missing++; d.Missing == 1 {
					d.Group = r.Group
				}
				d.Day, d.Left = c.Due, -c.Late
				d.Mine = d.Mine || May(who, FileLedger, Object{Path: r.Group.Path, Kind: t.Kind.Key}) || May(who, FileLedger, Object{Path: unit.Path, Kind: t.Kind.Key})
			}
			if d.Missing > 0 {
				all = append(all, d)
			}
		}
	}
	if slices.ContainsFunc(all, func(d Due) bool { return d.Mine }) {
		all = slices.DeleteFunc(all, func(d Due) bool { return !d.Mine })
	}
	slices.SortStableFunc(all, func(x, y Due) int { return cmp.Compare(x.Left, y.Left) })
	return all, set, err
}
