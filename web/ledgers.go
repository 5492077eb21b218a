package web

import (
	"bytes"
	"strconv"

	"shukun/app"
	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/ledger/xlsx"
	"shukun/web/ui"
	"shukun/web/words"
)

func (s *Server) ledgerRoutes() []route {
	see := may(app.SeeLedgers)
	return []route{
		{"GET /ledgers", see, (*request).ledgers},
		{"GET /ledgers/{kind}", see, (*request).ledgerRows},
		{"GET /ledgers/{kind}/export.csv", may(app.Export), (*request).ledgerCSV},
		{"GET /ledgers/{kind}/export.xlsx", may(app.Export), (*request).ledgerXLSX},
		{"GET /rows/{id}", see, (*request).row},
	}
}

func (q *request) ledgers() error {
	p := q.page(words.LedgersTitle)
	p.Crumbs = []ui.Crumb{{Href: "/filings", Title: p.T(words.Filings)}}
	p.SwitchAmount = true
	all, err := q.app.Ledgers(q.ctx(), q.who, q.unit)
	if err != nil {
		return err
	}
	return q.show(ledgersPage(p, all))
}

// ledgerScreen is some rows of a ledger.
type ledgerScreen struct {
	app.LedgerPage
	Filter app.LedgerFilter
}

// ledgerFilter reads the filter of the address; what cannot be understood is said at its field and left out.
func (q *request) ledgerFilter(p *ui.Page) app.LedgerFilter {
	f := app.LedgerFilter{KeyStart: q.form("key"), Party: q.form("party"), After: q.form("after")}
	if s := q.form("least"); s != "" {
		least, ok := parseYuan(s)
		if !ok {
			p.Errors = append(p.Errors, ui.FieldError{Field: "least", Message: p.T(words.LeastWrong)})
		}
		f.Least = least
	}
	f.From, _ = civil.Parse(q.form("from"))
	f.To, _ = civil.Parse(q.form("to"))
	return f
}

func (q *request) ledgerPage() *ui.Page {
	p := q.page(words.LedgersTitle)
	p.Title = kindTitle(p, q.r.PathValue("kind"))
	p.Crumbs = []ui.Crumb{{Href: "/filings", Title: p.T(words.Filings)}, {Href: "/ledgers", Title: p.T(words.LedgersTitle)}}
	p.SwitchAmount, p.SwitchDay = true, true
	return p
}

func (q *request) ledgerRows() error {
	p := q.ledgerPage()
	s := ledgerScreen{Filter: q.ledgerFilter(p)}
	var err error
	if s.LedgerPage, err = q.app.LedgerRows(q.ctx(), q.who, q.unit, q.r.PathValue("kind"), s.Filter, q.asOf); err != nil {
		return err
	}
	return q.show(ledgerRowsPage(p, s))
}

func (s ledgerScreen) columns(p *ui.Page) []ui.Col {
	var all []ui.Col
	for i := range s.Kind.Columns {
		c := &s.Kind.Columns[i]
		title := columnHead(p, c)
		all = append(all, ui.Col{Title: lang.Text{Zh: title, En: title}, Num: numeric(c)})
	}
	return append(all, ui.Col{Title: words.WhereFiled})
}

// exported gives the rows with their headers, values as filed.
func (q *request) exported() (p *ui.Page, s ledgerScreen, err error) {
	p = q.ledgerPage()
	s.Filter = q.ledgerFilter(p)
	s.LedgerPage, err = q.app.ExportLedger(q.ctx(), q.who, q.unit, q.r.PathValue("kind"), s.Filter, q.asOf)
	return p, s, err
}

func (q *request) ledgerCSV() error {
	p, s, err := q.exported()
	if err != nil {
		return err
	}
	var head []string
	for i := range s.Kind.Columns {
		head = append(head, lang.Text{Zh: s.Kind.Columns[i].Title(), En: s.Kind.Columns[i].Key}.In(p.Lang))
	}
	table := [][]string{head}
	for _, r := range s.Rows {
		var line []string
		for _, c := range app.CellsOf(s.Kind, r.Content) {
			line = append(line, c.Value)
		}
		table = append(table, line)
	}
	return q.csv(s.Kind.Key+"-"+q.asOf.String()+".csv", table)
}

// ledgerXLSX sends the rows as a workbook that reads back as the same rows.
func (q *request) ledgerXLSX() error {
	p, s, err := q.exported()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	w := xlsx.NewWriter(&b)
	if err := w.Sheet(s.Kind.Name, xlsx.Look{FrozenRows: 1}); err != nil {
		return err
	}
	var head []string
	for i := range s.Kind.Columns {
		head = append(head, lang.Text{Zh: s.Kind.Columns[i].Title(), En: s.Kind.Columns[i].Key}.In(p.Lang))
	}
	if err := w.Header(head...); err != nil {
		return err
	}
	for _, r := range s.Rows {
		for _, c := range app.CellsOf(s.Kind, r.Content) {
			writeValue(w, c)
		}
		if err := w.EndRow(); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return q.attachment(s.Kind.Name+"-"+q.asOf.String()+".xlsx", b.Bytes())
}

// writeValue writes a value as a number or a day where it is one, else as text, which no program takes for a formula.
func writeValue(w *xlsx.Writer, c app.Cell) {
	switch c.Column.Type {
	case ledger.TypeDate:
		if d, ok := civil.Parse(c.Value); ok && d.Year() >= 1900 {
			w.Date(d.Split())
			return
		}
	case ledger.TypeMoney:
		if f, ok := parseYuan(c.Value); ok && f > -1e15 && f < 1e15 {
			w.Amount(int64(f))
			return
		}
	}
	w.Text(c.Value)
}

func (q *request) row() error {
	id, err := strconv.ParseInt(q.r.PathValue("id"), 10, 64)
	if err != nil {
		return errNoPage
	}
	versions, err := q.app.RowHistory(q.ctx(), q.who, id)
	if err != nil {
		return err
	}
	if len(versions) == 0 {
		return errNoPage
	}
	p := q.page(words.RowVersions)
	p.SwitchAmount = true
	p.Title = p.F(words.RowTitle, kindTitle(p, versions[0].Kind), versions[0].Key)
	p.Crumbs = []ui.Crumb{{Href: "/filings", Title: p.T(words.Filings)}, {Href: "/ledgers/" + versions[0].Kind, Title: kindTitle(p, versions[0].Kind)}}
	return q.show(rowPage(p, versions))
}
