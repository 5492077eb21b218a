package app

import (
	"strings"

	"shukun/ledger"
	"shukun/problem"
	"shukun/store"
)

// standing is where a unit stands in the tree, and where it will once the draft's own enterprises ledger is filed.
type standing struct{ path, now string }

// loadUnits finds where units stand as far as the draft reaches, with what its own enterprises ledger adds and moves.
func (a *App) loadUnits(tx *store.Tx, who *Actor, d *draft) (err error) {
	if d.version, err = tx.TreeVersion(); err != nil {
		return err
	}
	t, err := a.tree(tx, false)
	if err != nil {
		return err
	}
	d.units, d.rows, d.refused = map[string]standing{}, nil, map[string]*problem.Error{}
	for _, u := range t.below(d.unit.Path) {
		d.units[u.Code] = standing{u.Path, u.Path}
	}
	if !d.book.EnterprisesGiven {
		return nil
	}
	all := unitsOf(d.book)
	for {
		d.rows = d.rows[:0]
		for _, u := range all {
			if d.refused[u.Code] == nil {
				d.rows = append(d.rows, u)
			}
		}
		p, err := a.PlanUnits(tx, who, d.rows, nil)
		if err != nil {
			return err
		}
		if len(p.Problems) == 0 {
			d.settle(p)
			return nil
		}
		for _, e := range p.Problems {
			d.refused[e.Value] = e
		}
	}
}

// settle puts the units where a plan puts them.
func (d *draft) settle(p *TreePlan) {
	for _, m := range p.moves {
		from := d.units[m.Code].path
		for code, s := range d.units {
			if rest, below := strings.CutPrefix(s.path, from); below && from != "" {
				d.units[code] = standing{m.To + rest, s.now}
			}
		}
	}
	for _, u := range p.save {
		if _, there := d.units[u.Code]; !there {
			d.units[u.Code] = standing{u.Path, u.Path}
		}
	}
}

// unitsOf gives the enterprises of a book as the tree keeps them, in the contract's own spelling.
func unitsOf(b *ledger.Book) []store.Unit {
	rows := b.Rows(ledger.FindKind("enterprises"))
	all := make([]store.Unit, 0, rows.Len())
	for i := range rows.Len() {
		cell := map[string]string{}
		for n, c := range rows.Kind().Columns {
			cell[c.Key] = string(rows.AppendCell(nil, i, n))
		}
		all = append(all, store.Unit{Code: cell["credit_code"], Name: cell["name"], Parent: cell["parent_code"], Control: cell["control"], Size: cell["size"],
			Kind: cell["kind"], Industry: cell["industry_code"], County: cell["county_code"], Holding: cell["holding_percent"]})
	}
	return all
}
