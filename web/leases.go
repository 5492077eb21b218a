package web

import (
	"strconv"
	"strings"

	"shukun/app"
	"shukun/lang"
	"shukun/ledger"
	"shukun/money"
	"shukun/web/ui"
	"shukun/web/words"
)

func (s *Server) leasesRoutes() []route {
	return []route{
		{"GET /leases", may(app.SeeLedgers), (*request).leases},
		{"GET /leases/{row}", may(app.SeeLedgers), (*request).lease},
		{"GET /leases/export.csv", may(app.Export), (*request).leasesCSV},
		{"GET /leases/export.xlsx", may(app.Export), (*request).leasesXLSX},
	}
}

// leasesScreen is what the batch computation shows.
type leasesScreen struct {
	*app.Leases
	Filter app.LeaseFilter
	Views  []app.SavedView
}

var (
	batchChoices = []choice{{app.BatchGeneral, words.BatchGeneral}, {app.BatchListed, words.BatchListed}, {app.BatchLocal, words.BatchLocal}, {"chain", words.BatchChain},
		{app.BatchUnknown, words.BatchUnknown}, {app.BatchNot, words.BatchNot}, {app.BatchHandedOn, words.BatchHandedOn}, {app.BatchElsewhere, words.BatchElsewhere}}
	stateChoices  = []choice{{"late", words.LeaseStateLate}, {"open", words.LeaseStateOpen}, {"done", words.LeaseStateDone}, {"unknown", words.LeaseStateUnknown}, {"none", words.LeaseStateNone}}
	funnelChoices = []choice{{"leases", words.FunnelLeases}, {"eligible", words.FunnelEligible}, {"recorded", words.FunnelRecorded}, {"complete", words.FunnelComplete}, {"confirmed", words.FunnelConfirmed}}
	lossChoices   = append([]choice{{"unrecorded", words.LostUnrecorded}, {"short", words.LostShort}, {"chain", words.LostChain}}, batchChoices...)
)

func (q *request) leaseFilter() app.LeaseFilter {
	return app.LeaseFilter{Batch: valueOf(batchChoices, q.form("batch")), State: valueOf(stateChoices, q.form("state")), Search: q.form("q"), After: q.form("after")}
}

func (q *request) leases() error {
	s := leasesScreen{Filter: q.leaseFilter()}
	var err error
	if s.Leases, err = q.app.Leases(q.ctx(), q.who, q.unit, s.Filter, q.asOf); err != nil {
		return err
	}
	if s.Views, err = q.app.SavedViews(q.ctx(), q.who, "leases"); err != nil {
		return err
	}
	p := q.page(words.Leases)
	p.SwitchAmount, p.SwitchDay = true, true
	return q.show(leasesPage(p, s))
}

func (q *request) lease() error {
	row, err := strconv.ParseInt(q.r.PathValue("row"), 10, 64)
	if err != nil {
		return errNoPage
	}
	x, err := q.app.LeaseOn(q.ctx(), q.who, row, q.asOf, q.lang)
	if err != nil {
		return err
	}
	p := q.page(words.LeaseTitle)
	p.Title = p.F(words.LeaseNamed, x.No)
	p.SwitchAmount, p.SwitchDay = true, true
	p.Crumbs = []ui.Crumb{{Href: "/leases", Title: p.T(words.Leases)}}
	return q.show(leasePage(p, x, q.basis(p)))
}

// tabs are the batches, each with how many leases it has.
func (s leasesScreen) tabs(p *ui.Page) []ui.Tab {
	all := []ui.Tab{{Href: p.With("batch", ""), Title: p.T(words.BatchAll), N: strconv.Itoa(s.Funnel[0].Count), Current: s.Filter.Batch == ""}}
	for _, b := range s.Batches {
		if b.Count > 0 || b.Batch == s.Filter.Batch {
			all = append(all, ui.Tab{Href: p.With("batch", b.Batch), Title: p.T(titleOf(batchChoices, b.Batch)), N: strconv.Itoa(b.Count), Current: b.Batch == s.Filter.Batch})
		}
	}
	return all
}

func (s leasesScreen) table(p *ui.Page) ui.TableOf {
	unit := p.T(p.Amount.Title())
	t := ui.TableOf{Name: "leases", Tall: true, Caption: p.F(words.LeasesCaption, p.Unit.Name, p.AsOf.String(), p.UnitNote()), Cols: []ui.Col{{Title: words.Tenant}, {Title: words.IndustrySize}, {Title: words.LeaseDates},
		{Title: words.MonthlyRent, Unit: unit, Num: true}, {Title: words.ReliefMonths, Num: true}, {Title: words.ReliefDays, Num: true}, {Title: words.ReliefAmount, Unit: unit, Num: true},
		{Title: words.ReliefGiven, Unit: unit, Num: true}, {Title: words.ReliefShort, Unit: unit, Num: true}, {Title: words.ReliefDue}, {Title: words.ReliefState}},
		Total: []string{p.F(words.LeasesTotal, s.Sum.Count), "", "", "", "", "", p.Money(s.Sum.Total), p.Money(s.Sum.Given), p.Money(s.Sum.Short), "", ""}}
	if len(s.Rows) == s.Sum.Count {
		parts := make([]money.Fen, len(s.Rows))
		for i, r := range s.Rows {
			parts[i] = r.Total
		}
		if diff, ok := p.Amount.Adds(s.Sum.Total, parts...); !ok {
			t.Rounded = p.F(words.RoundingNote, diff)
		}
	}
	return t
}

func leaseLamp(state string) string {
	switch state {
	case "done":
		return "ok"
	case "late":
		return "bad"
	case "open", "unknown":
		return "warn"
	}
	return "none"
}

// leaseMoney writes an amount of a lease on which something is owed, -- for others.
func leaseMoney(p *ui.Page, r *app.LeaseRow, f money.Fen) string {
	if r.Total == 0 && f == 0 {
		return "--"
	}
	return p.Money(f)
}

func months(r *app.LeaseRow) string {
	if r.Total+r.Maybe == 0 {
		return "--"
	}
	return r.Months.String()
}

func days(r *app.LeaseRow) string {
	if r.Days == 0 {
		return "--"
	}
	return strconv.Itoa(r.Days)
}

// missing names the columns that would settle a lease, in the words of the ledgers.
func missing(p *ui.Page, columns []string) string {
	var names []string
	for _, c := range columns {
		kind, column, _ := strings.Cut(c, ".")
		k := ledger.FindKind(kind)
		if k == nil {
			names = append(names, c)
			continue
		}
		for i := range k.Columns {
			if k.Columns[i].Key == column {
				names = append(names, p.T(lang.Text{Zh: k.Columns[i].Name, En: k.Columns[i].En}))
			}
		}
	}
	return p.F(words.LeaseMissing, strings.Join(names, "、"))
}
