package web

import (
	"strconv"

	"shukun/app"
	"shukun/ledger"
	"shukun/web/ui"
	"shukun/web/words"
)

func (s *Server) filingRoutes() []route {
	return []route{
		{"GET /filings", may(app.SeeFilings), (*request).filings},
		{"GET /filings/{id}", may(app.SeeFilings), (*request).filing},
		{"GET /filings/{id}/original/{place}", may(app.SeeLedgers), (*request).original},
	}
}

// filingsScreen is what the list of filings shows.
type filingsScreen struct {
	Filings []app.FilingReceipt
	Kind    string
	Before  string
	Next    string
	Open    []app.Upload
	MayFile bool
	MaySee  bool // rows of ledgers
	Due     dueScreen
}

func (q *request) filings() error {
	p := q.page(words.Filings)
	p.SwitchAmount = true
	s := filingsScreen{Before: q.form("before"), MayFile: app.May(q.who, app.FileLedger, app.Object{Path: q.unit.Path}), MaySee: app.May(q.who, app.SeeLedgers, app.Object{Path: q.unit.Path})}
	if k := ledger.FindKind(q.form("kind")); k != nil {
		s.Kind = k.Key
	}
	before, _ := strconv.ParseInt(s.Before, 10, 64)
	var err error
	if s.Filings, err = q.app.Filings(q.ctx(), q.who, q.unit, s.Kind, before); err != nil {
		return err
	}
	if n := len(s.Filings); n > pageOf {
		s.Filings = s.Filings[:pageOf]
		s.Next = p.With("before", strconv.FormatInt(s.Filings[pageOf-1].Seq, 10))
	}
	if s.Open, err = q.app.OpenUploads(q.ctx(), q.who, q.unit); err != nil {
		return err
	}
	if s.Due, err = q.dueNext(dueMost); err != nil {
		return err
	}
	return q.show(filingsPage(p, s))
}

// pageOf is how many lines a list shows.
const pageOf = 50

func (q *request) filing() error {
	after, _ := strconv.ParseInt(q.form("after"), 10, 64)
	v, err := q.app.FindFiling(q.ctx(), q.who, q.r.PathValue("id"), after)
	if err != nil {
		return err
	}
	p := q.page(words.Filings)
	p.Title = p.F(words.FilingTitle, v.Seq, kindTitle(p, v.Kind))
	p.Crumbs = []ui.Crumb{{Href: "/filings", Title: p.T(words.Filings)}}
	p.SwitchAmount = true
	return q.show(filingPage(p, v))
}

func (q *request) original() error {
	place, err := strconv.Atoi(q.r.PathValue("place"))
	if err != nil {
		return errNoPage
	}
	name, content, err := q.app.OriginalOf(q.ctx(), q.who, q.r.PathValue("id"), place)
	if err != nil {
		return err
	}
	return q.attachment(name, content)
}

// difference is a cell that a filing changed.
type difference struct{ Column, Was, Now string }

// differences lists the cells in which two versions of a row differ.
func differences(p *ui.Page, kind, was, now string) (all []difference) {
	k := ledger.FindKind(kind)
	if k == nil {
		return nil
	}
	before := app.CellsOf(k, was)
	for i, c := range app.CellsOf(k, now) {
		if c.Value != before[i].Value {
			all = append(all, difference{columnTitle(p, kind, c.Column.Key), shown(p, before[i]), shown(p, c)})
		}
	}
	return all
}

// shown writes a value as the screen has it: a choice in words, an amount in the unit chosen.
func shown(p *ui.Page, c app.Cell) string {
	switch {
	case c.Value == "":
		return "--"
	case c.Column.Enum != nil:
		for _, v := range c.Column.Enum.Values {
			if v.Key == c.Value && p.Lang == 0 {
				return v.Zh
			}
		}
	case c.Column.Type == ledger.TypeMoney && c.Column.Unit == "元":
		if f, ok := parseYuan(c.Value); ok {
			return p.Money(f)
		}
	}
	return c.Value
}

// columnHead names a column, with the unit of its amounts.
func columnHead(p *ui.Page, c *ledger.Column) string {
	title := columnName(p, c)
	unit := c.Unit
	if c.Type == ledger.TypeMoney && unit == "元" {
		unit = p.T(p.Amount.Title())
	}
	if unit == "" {
		return title
	}
	if p.Lang == 0 {
		return title + "（" + unit + "）"
	}
	return title + " (" + unit + ")"
}

func numeric(c *ledger.Column) bool {
	switch c.Type {
	case ledger.TypeMoney, ledger.TypeRate, ledger.TypeNumber, ledger.TypeTenK, ledger.TypeInteger:
		return true
	}
	return false
}

// inForce says when a row holds.
func inForce(p *ui.Page, r app.Row) string {
	if r.To.IsZero() {
		return p.F(words.InForceFrom, r.From.String()) + " " + p.T(words.StillInForce)
	}
	return p.F(words.InForceTo, r.From.String(), r.To.String())
}

func placeOf(p *ui.Page, r app.Row) string { return p.F(words.PlaceOfRow, r.File, r.Sheet, r.RowNo) }

func rowHref(r app.Row) string { return "/rows/" + strconv.FormatInt(r.ID, 10) }
