package app

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/money"
	"shukun/org"
	"shukun/policy"
	"shukun/problem"
	"shukun/regulation"
	"shukun/relief"
	"shukun/store"
)

// The batches that leases are worked out in.
const (
	BatchGeneral   = "general"   // the months everybody gets
	BatchListed    = "listed"    // the months of a listed county
	BatchLocal     = "local"     // a local policy gives more
	BatchUnknown   = "unknown"   // cannot be determined
	BatchNot       = "not"       // not eligible
	BatchHandedOn  = "handed-on" // sublet: the actual occupant has a lease of its own
	BatchElsewhere = "elsewhere" // no unit of ours owes it
)

// LeaseRow is a lease and what the law gives on it.
type LeaseRow struct {
	Row                        int64
	No, Lessor, Tenant, Code   string
	Unit                       string // code of the unit that owes
	Industry                   org.Industry
	Size                       org.Size
	Starts, Ends               civil.Date
	Rent                       money.Fen
	Batch                      string
	Chain                      bool // there is a head lease above: the relief has to be passed on
	Months                     money.Decimal
	Days                       int
	Total, Given, Short, Ahead money.Fen // owed, recorded, of it late, not yet due
	Maybe                      money.Fen // owed if the facts that are missing speak for it
	Due                        civil.Date
	Confirmed                  bool // all that is owed is recorded for the actual occupant
	Missing                    []string
	Why                        lang.Text // it is not eligible
}

// State says how far a lease is: done, late, open, unknown, none.
func (r *LeaseRow) State() string {
	switch {
	case r.Batch == BatchUnknown:
		return "unknown"
	case r.Total == 0:
		return "none"
	case r.Given >= r.Total:
		return "done"
	case r.Short > 0:
		return "late"
	}
	return "open"
}

// Leases is what the leases of a unit and all below it come to.
type Leases struct {
	Rows    []LeaseRow // of the batch and state chosen, a page of them
	Batches []BatchSum
	Sum     BatchSum // of all rows chosen, not only the page's
	Funnel  []FunnelStep
	Next    string
	Any     bool
}

// BatchSum is what a batch comes to.
type BatchSum struct {
	Batch               string
	Count               int
	Total, Given, Short money.Fen
}

func (b *BatchSum) add(r *LeaseRow) {
	b.Count++
	b.Total, b.Given, b.Short = b.Total+r.Total, b.Given+r.Given, b.Short+r.Short
}

// FunnelStep is how many leases have come so far, and why others have not.
type FunnelStep struct {
	Step  string // leases, eligible, recorded, complete, confirmed
	Count int
	Lost  []Loss
}

// Loss is why leases did not come to a step.
type Loss struct {
	Reason string // of a batch, or unrecorded, short, chain
	Count  int
}

// LeaseFilter is how a person narrows the leases.
type LeaseFilter struct {
	Batch, State, Search, After string
}

const (
	leasesPage = 50
	// maxLeases is how many leases are worked out for one page: more, and a smaller unit has to be chosen.
	maxLeases = 50_000
)

// Leases works out the relief of every lease of a unit and all below it, as the law sees it on a day.
func (a *App) Leases(ctx context.Context, who *Actor, unit UnitRef, f LeaseFilter, day civil.Date) (*Leases, error) {
	rows, err := a.leaseRows(ctx, who, SeeLedgers, unit, day)
	if err != nil {
		return nil, err
	}
	l := &Leases{Any: len(rows) > 0, Funnel: funnel(rows), Batches: batches(rows)}
	rows = slices.DeleteFunc(rows, func(r LeaseRow) bool { return !f.takes(&r) })
	for i := range rows {
		l.Sum.add(&rows[i])
	}
	from, _ := strconv.Atoi(f.After)
	from = min(max(0, from), len(rows))
	to := min(from+leasesPage, len(rows))
	if to < len(rows) {
		l.Next = strconv.Itoa(to)
	}
	l.Rows = rows[from:to]
	return l, nil
}

// ExportLeases gives all the filter chooses, and says so in the audit log.
func (a *App) ExportLeases(ctx context.Context, who *Actor, unit UnitRef, f LeaseFilter, day civil.Date) ([]LeaseRow, error) {
	rows, err := a.leaseRows(ctx, who, Export, unit, day)
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(r LeaseRow) bool { return !f.takes(&r) })
	return rows, a.act(ctx, who, Export, Object{Path: unit.Path, Ref: "leases"}, func(_ *store.Tx, e *Event) error {
		e.Detail("rows", strconv.Itoa(len(rows)))
		e.Detail("day", day.String())
		return nil
	})
}

func (f *LeaseFilter) takes(r *LeaseRow) bool {
	return (f.Batch == "" || f.Batch == r.Batch || f.Batch == "chain" && r.Chain && r.Total > 0) && (f.State == "" || f.State == r.State()) &&
		(f.Search == "" || strings.Contains(r.Tenant, f.Search) || strings.Contains(r.No, f.Search) || r.Code == f.Search)
}

// leaseRows works out the leases group by group: relief passes through chains within a group.
func (a *App) leaseRows(ctx context.Context, who *Actor, verb Verb, unit UnitRef, day civil.Date) (all []LeaseRow, err error) {
	if !May(who, verb, Object{Path: unit.Path}) {
		return nil, errForbidden
	}
	// In the system's own scope: what a lease gives rests on lists filed for all and on head leases of other units. Only
	// rows of the unit are handed out.
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		paths := []string{GroupPath(unit.Path)}
		if unit.Path == "/" {
			units, err := tx.UnitsBelow("/")
			if err != nil {
				return err
			}
			paths = nil
			for _, u := range units {
				if GroupPath(u.Path) == u.Path {
					paths = append(paths, u.Path)
				}
			}
		}
		for _, path := range paths {
			rows, err := a.leasesOf(ctx, tx, path, unit.Path, day)
			if err != nil {
				return err
			}
			if all = append(all, rows...); len(all) > maxLeases {
				return errLeases
			}
		}
		return nil
	})
	slices.SortStableFunc(all, func(x, y LeaseRow) int { return int(min(max(y.Short-x.Short, -1), 1)) })
	return all, err
}

var errLeases = problem.New(problem.TooLarge, "leases-too-many", lang.Text{Zh: "租约超过 50,000 份，不能一次测算", En: "more than 50,000 leases, too many to work out at once"},
	lang.Text{Zh: "用上方的单位切换选择一个集团或子企业", En: "Choose a group or a unit below it with the unit switch above"})

func (a *App) leasesOf(ctx context.Context, tx *store.Tx, group, below string, day civil.Date) ([]LeaseRow, error) {
	e := &evaluation{app: a, ctx: ctx, path: group, day: day}
	if err := e.look(tx); err != nil {
		return nil, err
	}
	l, err := e.leaseBook(tx)
	if err != nil {
		return nil, err
	}
	var rows []LeaseRow
	for i := range l.book.Leases {
		x := &l.book.Leases[i]
		from := l.row(x.Source)
		if strings.HasPrefix(from.path, below) {
			r := a.leaseRow(l.book, x, policy.Question{AsOf: day})
			r.Row = from.id
			rows = append(rows, r)
		}
	}
	return rows, nil
}

// leaseBook has a group's leases and what their relief rests on.
func (e *evaluation) leaseBook(tx *store.Tx) (*loaded, error) {
	l := e.loader(tx)
	for _, kind := range commonKinds {
		if err := l.all(kind, ""); err != nil {
			return nil, err
		}
	}
	for _, kind := range []string{"leases", "relief_records"} {
		if err := l.group(kind); err != nil {
			return nil, err
		}
	}
	if err := l.parties(func(string) bool { return false }); err != nil {
		return nil, err
	}
	book, err := l.read()
	return &loaded{book: book, rows: l.rows}, err
}

// leaseRow is a lease with what the rules of clauses 5 to 7 give on it.
func (a *App) leaseRow(b *ledger.Book, x *ledger.Lease, q policy.Question) LeaseRow {
	r := LeaseRow{No: x.No, Code: x.Tenant.String(), Tenant: x.Tenant.String(), Starts: x.StartsOn, Ends: x.EndsOn, Rent: x.MonthlyRent, Chain: x.HeadNo != "", Industry: b.Industry(x.Tenant), Batch: BatchElsewhere}
	if s := b.Standing(x.Tenant); s != nil {
		r.Size = s.Size
	}
	if party := b.Counterparty(x.Tenant); party != nil {
		r.Tenant = party.Name
	} else if u := b.Enterprise(x.Tenant); u != nil {
		r.Tenant = u.Name
	}
	if u := b.Lessor(x); u != nil {
		r.Lessor = u.Name
	}
	c, given, ok := a.Law.Relief(b, x, q)
	if !ok {
		return r
	}
	r.Unit, r.Given = c.Unit.Code.String(), given.All
	switch {
	case c.Sublet:
		r.Batch, r.Why = BatchHandedOn, c.Why(b)
	case c.Verdict == relief.NotEligible:
		r.Batch, r.Why = BatchNot, c.Why(b)
	default:
		r.Batch = batchOf(&c)
		r.Months, r.Days, r.Total, r.Due, r.Missing = c.Months.Total, c.Days, c.Total, c.Due(), c.Missing
		if c.Verdict == relief.Unknown {
			r.Batch, r.Maybe, r.Total = BatchUnknown, c.Total, 0
			return r
		}
		due, _ := c.DueBy(q.AsOf, given.All)
		r.Short = max(0, due-given.All)
		r.Ahead = max(0, c.Total-given.All-r.Short)
		r.Confirmed = !r.Chain || recordedOn(b, x, q.AsOf) >= c.Total
	}
	return r
}

// recordedOn adds up what is recorded on the lease itself by a day: what its own occupant has confirmed, and not only
// what a head lease's records name it for.
func recordedOn(b *ledger.Book, x *ledger.Lease, day civil.Date) (sum money.Fen) {
	for _, i := range b.ReliefOf(x) {
		if rec := &b.ReliefRecords[i]; rec.DoneOn <= day && (rec.Beneficiary == org.Code{} || rec.Beneficiary == x.Tenant) {
			sum += rec.Amount
		}
	}
	return sum
}

func batchOf(c *relief.Claim) string {
	switch {
	case c.Months.Local():
		return BatchLocal
	case c.Months.Listing != nil && c.Months.Own > c.Months.Base || c.TopUp.Due != 0:
		return BatchListed
	}
	return BatchGeneral
}

// batches adds up the leases by batch, in the order of the screen.
func batches(rows []LeaseRow) []BatchSum {
	var all []BatchSum
	for _, name := range []string{BatchGeneral, BatchListed, BatchLocal, "chain", BatchUnknown, BatchNot, BatchHandedOn} {
		b, f := BatchSum{Batch: name}, LeaseFilter{Batch: name}
		for i := range rows {
			if f.takes(&rows[i]) {
				b.add(&rows[i])
			}
		}
		all = append(all, b)
	}
	return all
}

// funnel counts how far relief has come: to the lease, into the records, whole, to the actual occupant.
func funnel(rows []LeaseRow) []FunnelStep {
	steps := []FunnelStep{{Step: "leases"}, {Step: "eligible"}, {Step: "recorded"}, {Step: "complete"}, {Step: "confirmed"}}
	lost := func(step int, reason string) {
		for i := range steps[step].Lost {
			if steps[step].Lost[i].Reason == reason {
				steps[step].Lost[i].Count++
				return
			}
		}
		steps[step].Lost = append(steps[step].Lost, Loss{reason, 1})
	}
	for i := range rows {
		r := &rows[i]
		steps[0].Count++
		switch {
		case r.Batch == BatchUnknown, r.Batch == BatchNot, r.Batch == BatchHandedOn, r.Batch == BatchElsewhere:
			lost(1, r.Batch)
			continue
		case r.Given == 0:
			steps[1].Count++
			lost(2, "unrecorded")
			continue
		case r.Given < r.Total:
			steps[1].Count, steps[2].Count = steps[1].Count+1, steps[2].Count+1
			lost(3, "short")
			continue
		}
		for n := 1; n <= 3; n++ {
			steps[n].Count++
		}
		if r.Chain && !r.Confirmed {
			lost(4, "chain")
			continue
		}
		steps[4].Count++
	}
	return steps
}

// LeasePage is a lease with how its relief was worked out.
type LeasePage struct {
	LeaseRow
	Rules []LeaseRule
}

// LeaseRule is what a rule says of the lease, step by step.
type LeaseRule struct {
	Rule    *policy.Rule
	Outcome policy.Outcome
	Amount  ledger.Opt[money.Fen]
	Explained
}

// LeaseOn gives a lease as the law sees it on a day: every rule of clauses 5 to 7 that finds something, with its steps.
func (a *App) LeaseOn(ctx context.Context, who *Actor, row int64, day civil.Date, l lang.Lang) (p *LeasePage, err error) {
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		r, found, err := tx.Row(row)
		if err != nil {
			return err
		}
		if !found || r.Kind != "leases" || !May(who, SeeLedgers, Object{Path: r.Path}) {
			return errForbidden
		}
		e := &evaluation{app: a, ctx: ctx, path: GroupPath(r.Path), day: day}
		if err := e.look(tx); err != nil {
			return err
		}
		book, err := e.leaseBook(tx)
		if err != nil {
			return err
		}
		for i := range book.book.Leases {
			x := &book.book.Leases[i]
			if book.row(x.Source).id == row {
				q := policy.Question{AsOf: day, Lang: l}
				p = &LeasePage{LeaseRow: a.leaseRow(book.book, x, q)}
				p.Row = row
				p.Rules = a.leaseRules(book.book, x.No, q)
				return nil
			}
		}
		return errForbidden // not in force on that day
	})
	return p, err
}

func (a *App) leaseRules(b *ledger.Book, no string, q policy.Question) (all []LeaseRule) {
	for _, f := range a.Law.Evaluate(b, q, regulation.Filter{Clauses: []int{5, 6, 7}}, workers(), nil) {
		if f.Key == no {
			again := a.Law.Again(b, q, f)
			all = append(all, LeaseRule{f.Rule, again.Outcome, again.Amount, Explained{Reason: again.Reason, Steps: again.Trace, Basis: again.Basis, Found: true}})
		}
	}
	return all
}
