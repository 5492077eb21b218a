package app

import (
	"context"
	"strconv"
	"strings"

	"shukun/civil"
	"shukun/lang"
	"shukun/money"
	"shukun/policy"
	"shukun/problem"
	"shukun/store"
)

// Payable is what is known of a payable, as the law engine worked it out.
type Payable struct {
	store.PayableState
	Unit string // name of the payer
	Tags []Tag
}

// Tag is a live finding about a row, for lists.
type Tag struct {
	Finding string // id
	Rule    *policy.Rule
	Outcome policy.Outcome
}

// Past gives how many days it is past due on a day, less than 0 before; known is false without a due date.
func (p *Payable) Past(day civil.Date) (days int, known bool) {
	return int(day) - int(p.DueOn), !p.DueOn.IsZero()
}

// PayableFilter is how a person narrows the list of payables. The words are those of the address.
type PayableFilter struct {
	In, Only string // a unit's code: with all below it, or itself only
	Due      string // late, 1 … 4 (ages), week, month, unknown; "" any
	Days     int    // overdue more than so many days
	Paid     bool   // those paid in full too
	Supplier string // part of a name, or a code
	No       string // of payable or contract
	Method   string
	Covered  string
	Least    money.Fen // unpaid at least
	Most     bool      // largest first
	After    string
}

// Payables is a page of the list.
type Payables struct {
	Rows  []Payable
	Sum   store.PayableSum // of all the filter chooses
	Strip []StripAge
	Next  string // After of the next page; "" at the end
	Any   bool   // there are payables at all, whatever the filter
}

// StripAge is one of the ages above the list, over the same units: what is unpaid.
type StripAge struct {
	Due    string // of PayableFilter
	Count  int64
	Unpaid money.Fen
}

// payablesPage is how many rows a page has.
const payablesPage = 50

// Payables lists payables of a unit and all below it.
func (a *App) Payables(ctx context.Context, who *Actor, unit UnitRef, f PayableFilter, day civil.Date) (l *Payables, err error) {
	l = &Payables{}
	err = a.look(ctx, who, SeeLedgers, Object{Path: unit.Path}, func(tx *store.Tx) error {
		q, err := a.payableQuery(tx, unit, f, day)
		if err != nil {
			return err
		}
		if l.Sum, err = tx.SumPayables(q); err != nil {
			return err
		}
		if err := l.strip(tx, q, day); err != nil {
			return err
		}
		q.Limit = payablesPage + 1
		rows, err := tx.Payables(q)
		if err != nil {
			return err
		}
		if len(rows) > payablesPage {
			rows = rows[:payablesPage]
			l.Next = payableToken(rows[payablesPage-1])
		}
		l.Rows, err = a.named(tx, rows)
		return err
	})
	return l, err
}

// strip adds up what is unpaid in each age, over the units the list is about.
func (l *Payables) strip(tx *store.Tx, q store.PayableQuery, day civil.Date) (err error) {
	base := store.PayableQuery{Day: q.Day, Path: q.Path, Alone: q.Alone, Covered: q.Covered, Open: true}
	for _, due := range []string{"month", "1", "2", "3", "4", "unknown"} {
		one := base
		setDue(&one, due, day)
		sum, err := tx.SumPayables(one)
		if err != nil {
			return err
		}
		l.Strip = append(l.Strip, StripAge{due, sum.Count, money.Fen(sum.Unpaid)})
	}
	l.Any, err = tx.AnyPayables(base)
	return err
}

func (a *App) payableQuery(tx *store.Tx, unit UnitRef, f PayableFilter, day civil.Date) (q store.PayableQuery, err error) {
	q = store.PayableQuery{Day: a.past(day), Path: unit.Path, Open: !f.Paid, No: f.No, Method: f.Method, Covered: f.Covered, Least: int64(f.Least), Most: f.Most, After: parsePayableToken(f.After)}
	if code := f.In + f.Only; code != "" {
		u, found, err := tx.Unit(code)
		if err != nil {
			return q, err
		}
		if !found || !strings.HasPrefix(u.Path, unit.Path) {
			return q, errForbidden
		}
		q.Path, q.Alone = u.Path, f.Only != ""
	}
	setDue(&q, f.Due, day)
	if f.Days > 0 {
		q.To = day.AddDays(-f.Days - 1)
	}
	if f.Supplier != "" {
		if q.Payees, err = tx.PartiesNamed(GroupPath(unit.Path), f.Supplier, 100); err != nil {
			return q, err
		}
		q.Payees = append(q.Payees, f.Supplier)
	}
	return q, nil
}

// past gives a day that lies before the business day, zero for the business day itself: then what is known now is asked.
func (a *App) past(day civil.Date) civil.Date {
	if day < a.Day() {
		return day
	}
	return 0
}

// setDue narrows a query to when payables are due.
func setDue(q *store.PayableQuery, due string, day civil.Date) {
	switch due {
	case "late":
		q.To = day.AddDays(-1)
	case "1", "2", "3", "4":
		q.From, q.To = AgeRange(int(due[0]-'0'), day)
	case "week":
		q.From, q.To = day, day.AddDays(7)
	case "month":
		q.From, q.To = day, day.AddDays(30)
	case "unknown":
		q.NoDue = true
	}
}

// named adds what a list shows beside each payable: the payer's name, and what was found.
func (a *App) named(tx *store.Tx, rows []store.PayableState) ([]Payable, error) {
	ids := make([]int64, len(rows))
	for i := range rows {
		ids[i] = rows[i].Row
	}
	found, err := tx.FindingsOfRows(ids)
	if err != nil {
		return nil, err
	}
	tags := map[int64][]Tag{}
	for _, f := range found {
		if r := a.Law.Rule(f.Rule); r != nil {
			tags[f.Row] = append(tags[f.Row], Tag{f.ID, r, policy.Outcome(f.Outcome)})
		}
	}
	t, err := a.tree(tx, false)
	if err != nil {
		return nil, err
	}
	all := make([]Payable, len(rows))
	for i, r := range rows {
		all[i] = Payable{r, "", tags[r.Row]}
		if u := t.find(r.Owner); u != nil {
			all[i].Unit = u.Name
		}
	}
	return all, nil
}

// payableToken names a place in a list.
func payableToken(p store.PayableState) string {
	return p.DueOn.String() + "." + strconv.FormatInt(p.Unpaid, 10) + "." + strconv.FormatInt(p.Row, 10)
}

// parsePayableToken reads a place back; the start for anything else.
func parsePayableToken(s string) (k store.PayableKey) {
	parts := strings.Split(s, ".")
	if len(parts) != 3 {
		return k
	}
	k.Due, _ = civil.Parse(parts[0])
	k.Unpaid, _ = strconv.ParseInt(parts[1], 10, 64)
	k.Row, _ = strconv.ParseInt(parts[2], 10, 64)
	return k
}

// exportRows is how many rows an export has at most.
const exportRows = 200_000

// ExportPayables gives all the filter chooses, and says so in the audit log.
func (a *App) ExportPayables(ctx context.Context, who *Actor, unit UnitRef, f PayableFilter, day civil.Date) (rows []Payable, err error) {
	f.After = ""
	err = a.look(ctx, who, Export, Object{Path: unit.Path}, func(tx *store.Tx) error {
		q, err := a.payableQuery(tx, unit, f, day)
		if err != nil {
			return err
		}
		sum, err := tx.SumPayables(q)
		if err != nil {
			return err
		}
		if sum.Count > exportRows {
			return errExport.With(strconv.FormatInt(sum.Count, 10))
		}
		q.Limit = exportRows
		states, err := tx.Payables(q)
		if err != nil {
			return err
		}
		names, err := tx.UnitNames()
		for _, s := range states {
			rows = append(rows, Payable{PayableState: s, Unit: names[s.Owner]})
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return rows, a.act(ctx, who, Export, Object{Path: unit.Path, Ref: "payables"}, func(_ *store.Tx, e *Event) error {
		e.Detail("rows", strconv.Itoa(len(rows)))
		e.Detail("day", day.String())
		return nil
	})
}

var errExport = problem.New(problem.TooLarge, "export-too-large", lang.Text{Zh: "超过一次导出的 200,000 行", En: "more than the 200,000 rows one export can have"},
	lang.Text{Zh: "先用筛选缩小范围，再导出", En: "Narrow the list with the filters, then export"})
