package app

import (
	"context"
	"slices"

	"shukun/lang"
	"shukun/ledger"
	"shukun/problem"
	"shukun/store"
)

// filingsPage is how many filings or rows a page shows.
const filingsPage = 50

// Filings lists the filings of a unit and those below it, the latest first.
func (a *App) Filings(ctx context.Context, who *Actor, unit UnitRef, kind string, before int64) (all []FilingReceipt, err error) {
	err = a.look(ctx, who, SeeFilings, Object{Path: unit.Path}, func(tx *store.Tx) error {
		list, err := tx.ListFilings(unit.Path, kind, before, filingsPage+1)
		for _, f := range list {
			if err != nil {
				return err
			}
			var r FilingReceipt
			r, err = filingReceipt(tx, f)
			all = append(all, r)
		}
		return err
	})
	return all, err
}

// FilingView is a filing with what can be asked of it.
type FilingView struct {
	FilingReceipt
	UnitName string
	Files    []store.FilingFile
	Rows     []RowChange // added and changed
	Ended    []store.Row // ended without a successor; on the first page only
	Next     int64       // id to go on after; 0: no more
}

// RowChange is a row with the one it took the place of; Was.ID is 0 if it is new.
type RowChange struct{ Now, Was store.Row }

// FindFiling gives a filing of a unit the person may look at, and its rows after an id.
func (a *App) FindFiling(ctx context.Context, who *Actor, id string, after int64) (v FilingView, err error) {
	err = a.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		f, found, err := tx.Filing(id)
		if err != nil {
			return err
		}
		if !found || !May(who, SeeFilings, Object{Path: f.Path}) {
			return errForbidden
		}
		if v.FilingReceipt, err = filingReceipt(tx, f); err != nil {
			return err
		}
		if u, found, err := tx.Unit(f.Unit); err != nil {
			return err
		} else if found {
			v.UnitName = u.Name
		}
		if v.Files, err = tx.FilingFiles(f.Seq); err != nil || !May(who, SeeLedgers, Object{Path: f.Path}) {
			return err
		}
		return v.load(tx, after)
	})
	return v, err
}

func (v *FilingView) load(tx *store.Tx, after int64) error {
	rows, err := tx.RowsOfFiling(v.Seq, after, filingsPage+1)
	if err != nil {
		return err
	}
	if len(rows) > filingsPage {
		rows = rows[:filingsPage]
		v.Next = rows[filingsPage-1].ID
	}
	for _, r := range rows {
		versions, err := tx.RowVersions(r.Owner, r.Kind, r.Key)
		if err != nil {
			return err
		}
		c := RowChange{Now: r}
		if i := slices.IndexFunc(versions, func(x store.Row) bool { return x.EndedBy == v.Seq && x.ID < r.ID }); i >= 0 {
			c.Was = versions[i]
		}
		v.Rows = append(v.Rows, c)
	}
	if after > 0 || v.Filing.Ended == 0 {
		return nil
	}
	ended, err := tx.EndedBy(v.Seq, 0, 4*filingsPage)
	for _, r := range ended {
		if err != nil {
			return err
		}
		var found bool
		_, found, err = tx.CurrentRow(r.Kind, r.Path, r.Key)
		if !found && len(v.Ended) < filingsPage {
			v.Ended = append(v.Ended, r)
		}
	}
	return err
}

// OriginalOf gives an original of a filing, as it was received.
func (a *App) OriginalOf(ctx context.Context, who *Actor, id string, place int) (name string, content []byte, err error) {
	v, err := a.FindFiling(ctx, who, id, 0)
	if err != nil {
		return "", nil, err
	}
	if place < 0 || place >= len(v.Files) || !May(who, SeeLedgers, Object{Path: v.Path}) {
		return "", nil, errForbidden
	}
	f := v.Files[place]
	err = a.act(ctx, who, SeeLedgers, Object{Path: v.Path, Ref: "filing:" + id}, func(tx *store.Tx, e *Event) error {
		e.Action = "filing.original"
		b, found, err := tx.Blob(f.Blob)
		if err == nil && !found {
			err = errForbidden
		}
		content = b.Content
		return err
	})
	return f.Name, content, err
}

// FileZero files that nothing happened in a period: an act of its own, told from not filing. A second time gives the first.
func (a *App) FileZero(ctx context.Context, who *Actor, unit, kind, period string) (f store.Filing, err error) {
	d := &draft{Submission: Submission{Unit: unit}, day: a.Day()}
	if err := a.filingUnit(ctx, who, d); err != nil {
		return f, err
	}
	k := ledger.FindKind(kind)
	p, ok := ParsePeriod(period)
	if k == nil || !ok || period == "" || p.From > d.day {
		return f, problem.New(problem.Invalid, "zero-period", lang.Text{Zh: "零报告要选台账和已开始的期间", En: "a zero return needs a ledger and a period that has begun"}, lang.Text{}).At(problem.Place{Column: "period"})
	}
	err = a.act(ctx, who, FileLedger, Object{Path: d.unit.Path, Kind: kind, Ref: "unit:" + unit}, func(tx *store.Tx, e *Event) error {
		d.top = topOf(d.unit.Path)
		if err := d.alone(tx); err != nil {
			return err
		}
		earlier, err := tx.FilingsOf(unit, kind, period)
		if err != nil {
			return err
		}
		for i, was := range earlier {
			if was.Mode == store.Zero && i == 0 {
				f = was
				e.Action, e.Object = "filing.repeat", "filing:"+f.ID
				return nil
			}
			if was.RowsIn > 0 && was.Mode != store.Zero {
				return problem.New(problem.Conflict, "zero-but-filed", lang.Text{Zh: "这一期间已经报过有内容的台账，不能报零", En: "a ledger with rows has been filed for this period, so it is not zero"},
					lang.Text{Zh: "如要撤回，用“整份替换”报一份只有表头的文件", En: "To take it back, file one with a header only, to replace"}).At(problem.Place{Column: "zero"})
			}
		}
		seq, err := tx.NextFiling()
		if err != nil {
			return err
		}
		f = store.Filing{Seq: seq, ID: a.newID(), Unit: unit, Path: d.unit.Path, Kind: kind, Period: period, Mode: store.Zero, Person: who.Person, FiledOn: d.day, FiledAt: a.now()}
		e.Action, e.Object = "filing.zero", "filing:"+f.ID
		e.Detail("ledger", kind)
		e.Detail("period", period)
		return tx.AddFiling(f, nil)
	})
	return f, err
}
