package app

import (
	"bytes"
	"context"
	"strings"

	"shukun/ledger"
	"shukun/money"
	"shukun/problem"
	"shukun/store"
)

// part is what a submission does to one ledger of one filing unit.
type part struct {
	Effect
	rows  ledger.Rows
	lines []line
	homes []home            // of lines, by number: most rows share one
	ended []int64           // rows in force that this filing ends: superseded, or taken out by a replace
	touch map[string]string // owner → path of whose rows change
}

// line is a row to file.
type line struct {
	row  int32
	home int32
	same bool // stands in force as it is
}

// plan decides, against one state of the database, whose the rows are and what filing them changes.
func (a *App) plan(ctx context.Context, who *Actor, d *draft) error {
	if err := a.mayFileKinds(ctx, who, d); err != nil {
		return err
	}
	copied := *d.read
	d.report, d.parts, d.gone = &copied, nil, nil
	d.report.Rejected = append([]*problem.Error(nil), d.read.Rejected...)
	d.report.Warnings = append([]*problem.Error(nil), d.read.Warnings...)
	d.report.Sheets = append([]ledger.Sheet(nil), d.read.Sheets...)
	return a.Store.Read(store.Unhurried(ctx), d.scope(who), func(tx *store.Tx) (err error) {
		if d.seen, err = tx.LastFiling(); err != nil {
			return err
		}
		if err := a.loadUnits(tx, who, d); err != nil {
			return err
		}
		h := &homes{d: d, who: who, known: map[string]home{}}
		if err := h.loadRefs(tx); err != nil {
			return err
		}
		for _, k := range d.kinds {
			for _, p := range d.partsOf(h, k) {
				if err := p.compare(tx, d); err != nil {
					return err
				}
				d.parts = append(d.parts, p)
			}
		}
		if err := d.matchTexts(tx); err != nil {
			return err
		}
		return d.quiet(tx)
	})
}

// scope is the person's own, and the group's: its register of counterparties is one for all its units.
func (d *draft) scope(who *Actor) store.Scope { return append(who.Scope(), d.top) }

// mayFileKinds refuses ledgers that are not the person's to file, and says so in the audit log.
func (a *App) mayFileKinds(ctx context.Context, who *Actor, d *draft) error {
	for _, k := range d.kinds {
		on := Object{Path: d.unit.Path, Kind: k.Key, Ref: "unit:" + d.Unit}
		if May(who, FileLedger, on) {
			continue
		}
		if err := a.act(ctx, who, FileLedger, on, nil); err != nil && problem.KindOf(err) != problem.Forbidden {
			return err
		}
		e := *errNotYourLedger
		return e.With(k.Name)
	}
	return nil
}

// partsOf sorts the rows of a ledger by who files them, and rejects those that cannot be filed.
func (d *draft) partsOf(h *homes, k *ledger.Kind) []*part {
	rows := d.book.Rows(k)
	byUnit := map[string]*part{}
	var order []*part
	get := func(path string) *part {
		unit := d.unit
		if d.Unit == "" && path != "/" {
			unit.Path = topOf(path)
			unit.Code = strings.Trim(unit.Path, "/")
		}
		p := byUnit[unit.Code]
		if p == nil {
			p = &part{Effect: Effect{Kind: k, Unit: unit.Code, Path: unit.Path}, rows: rows, touch: map[string]string{}}
			byUnit[unit.Code], order = p, append(order, p)
		}
		return p
	}
	if d.Unit != "" || rows.Len() == 0 {
		get(d.unit.Path) // an empty file is a filing too
	}
	numbers := map[home]int32{}
	var scratch []byte
	for i := range rows.Len() {
		x := h.of(rows, i)
		if scratch = rows.AppendLine(scratch[:0], i); bytes.IndexByte(scratch, 0) >= 0 {
			x.why = errTextNUL
		}
		if x.why != nil {
			d.reject(rows, i, x.why)
			continue
		}
		p := get(x.path)
		n, ok := numbers[x]
		if !ok || int(n) >= len(p.homes) || p.homes[n] != x {
			n = int32(len(p.homes))
			p.homes, numbers[x] = append(p.homes, x), n
		}
		p.lines = append(p.lines, line{row: int32(i), home: n})
	}
	for _, s := range d.report.Sheets {
		if s.Kind == k && len(order) > 0 {
			order[0].Left += s.Rejected
		}
	}
	return order
}

// reject tells of a row that reads well but cannot be filed.
func (d *draft) reject(rows ledger.Rows, i int, why *problem.Error) {
	place := d.book.PlaceOf(rows.Source(i))
	var value []byte
	if c := rows.Kind().OwnerColumn(); c != nil {
		place.Column = c.Key
		for n := range rows.Kind().Columns {
			if rows.Kind().Columns[n].Key == c.Key {
				value = rows.AppendCell(value, i, n)
			}
		}
	}
	d.report.Rejected = append(d.report.Rejected, why.At(place).With(string(value)))
	if s := int(rows.Source(i).Sheet); s < len(d.report.Sheets) {
		d.report.Sheets[s].Rejected++
		d.report.Sheets[s].Rows--
	}
}

// sum adds an amount; a sum beyond what fits stays at the bound.
func sum(to *money.Fen, v money.Fen) {
	if s := *to + v; (v > 0) == (s > *to) || v == 0 {
		*to = s
	}
}
