package app

import (
	"context"
	"encoding/base64"
	"slices"
	"strings"

	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
	"shukun/org"
	"shukun/store"
)

// LedgerFilter says which rows of a ledger to look at.
type LedgerFilter struct {
	KeyStart, Party string
	Least           money.Fen
	From, To        civil.Date
	After           string // place in the list, as LedgerPage.Next gives it
}

// LedgerPage is some rows of a ledger as they stand on a day.
type LedgerPage struct {
	Kind *ledger.Kind
	Rows []store.Row
	Next string // "" at the end
}

// exportMost is how many rows a file holds at most.
const exportMost = 100_000

// LedgerRows lists the rows of a ledger of a unit and those below it, in force on a day.
func (a *App) LedgerRows(ctx context.Context, who *Actor, unit UnitRef, kind string, f LedgerFilter, day civil.Date) (LedgerPage, error) {
	return a.ledgerRows(ctx, who, SeeLedgers, unit, kind, f, day, filingsPage)
}

// ExportLedger gives all rows that the filter chooses, up to 100,000, and says so in the audit log.
func (a *App) ExportLedger(ctx context.Context, who *Actor, unit UnitRef, kind string, f LedgerFilter, day civil.Date) (LedgerPage, error) {
	page, err := a.ledgerRows(store.Unhurried(ctx), who, Export, unit, kind, f, day, exportMost)
	if err != nil {
		return page, err
	}
	return page, a.act(ctx, who, Export, Object{Path: unit.Path, Ref: "ledger:" + kind}, func(tx *store.Tx, e *Event) error {
		e.Detail("day", day.String())
		return nil
	})
}

func (a *App) ledgerRows(ctx context.Context, who *Actor, verb Verb, unit UnitRef, kind string, f LedgerFilter, day civil.Date, most int) (page LedgerPage, err error) {
	page.Kind = ledger.FindKind(kind)
	on := Object{Path: unit.Path}
	if page.Kind == nil || page.Kind.Key != kind || !May(who, verb, on) || !May(who, SeeLedgers, on) {
		return page, errForbidden
	}
	list := store.RowFilter{Kind: kind, Below: unit.Path, Day: day, Past: day < a.Day(), KeyStart: f.KeyStart, Party: plausibleParty(f.Party), Least: f.Least, From: f.From, To: f.To}
	scope := who.Scope()
	if slices.Contains(sharedKinds, kind) && unit.Path != "/" {
		list.At = []string{"/", topOf(unit.Path)}
		scope = append(scope, topOf(unit.Path)) // the group's common register
	}
	if b, err := base64.RawURLEncoding.DecodeString(f.After); err == nil && len(b) > 0 {
		list.AfterPath, list.AfterKey, _ = strings.Cut(string(b), "\x00")
	}
	err = a.Store.Read(ctx, scope, func(tx *store.Tx) (err error) {
		page.Rows, err = tx.ListRows(list, most+1)
		return err
	})
	if len(page.Rows) > most {
		page.Rows = page.Rows[:most]
		last := page.Rows[most-1]
		page.Next = base64.RawURLEncoding.EncodeToString([]byte(last.Path + "\x00" + last.Key))
	}
	return page, err
}

// LedgerCount is a ledger with how many rows it has.
type LedgerCount struct {
	Kind  *ledger.Kind
	Rows  int64
	Total money.Fen
}

// Ledgers counts the rows in force of every ledger of a unit and those below it.
func (a *App) Ledgers(ctx context.Context, who *Actor, unit UnitRef) (all []LedgerCount, err error) {
	err = a.look(ctx, who, SeeLedgers, Object{Path: unit.Path}, func(tx *store.Tx) error {
		for _, k := range ledger.Kinds() {
			c := LedgerCount{Kind: k}
			var err error
			if c.Rows, c.Total, err = tx.RowTotals(k.Key, unit.Path); err != nil {
				return err
			}
			if slices.Contains(sharedKinds, k.Key) && unit.Path != "/" && c.Rows == 0 {
				for _, path := range []string{"/", topOf(unit.Path)} {
					rows, err := tx.ListRows(store.RowFilter{Kind: k.Key, At: []string{path}}, 1000)
					if err != nil {
						return err
					}
					c.Rows += int64(len(rows))
				}
			}
			all = append(all, c)
		}
		return nil
	})
	return all, err
}

// Version is a version of a row, with the filing it came by.
type Version struct {
	store.Row
	By       store.Filing
	UnitName string
}

// RowHistory gives a row with all its versions, the latest first.
func (a *App) RowHistory(ctx context.Context, who *Actor, id int64) (all []Version, err error) {
	err = a.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		r, found, err := tx.Row(id)
		if err != nil {
			return err
		}
		if !found || !May(who, SeeLedgers, Object{Path: r.Path}) && r.Path != "/" || !Anywhere(who, SeeLedgers) {
			return errForbidden
		}
		rows, err := tx.RowVersions(r.Owner, r.Kind, r.Key)
		for _, r := range rows {
			if err != nil {
				return err
			}
			v := Version{Row: r}
			v.By, _, err = tx.FilingBySeq(r.Filing)
			if u, found, uerr := tx.Unit(r.Owner); uerr == nil && found {
				v.UnitName = u.Name
			}
			all = append(all, v)
		}
		slices.Reverse(all)
		return err
	})
	return all, err
}

// Cell is a value of a row with its column.
type Cell struct {
	Column *ledger.Column
	Value  string // in the contract's own spelling
}

// CellsOf takes a row's content apart.
func CellsOf(k *ledger.Kind, content string) []Cell {
	values := ledger.SplitLine(content)
	cells := make([]Cell, 0, len(k.Columns))
	for i := range k.Columns {
		c := Cell{Column: &k.Columns[i]}
		if i < len(values) {
			c.Value = values[i]
		}
		cells = append(cells, c)
	}
	return cells
}

// plausibleParty keeps of what somebody typed what can be a credit code.
func plausibleParty(s string) string {
	if code, verdict := org.ParseCode(s); verdict.Usable() {
		return code.String()
	}
	return s
}
