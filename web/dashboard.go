package web

import (
	"net/url"
	"strconv"
	"strings"

	"shukun/app"
	"shukun/lang"
	"shukun/ledger"
	"shukun/money"
	"shukun/web/ui"
	"shukun/web/words"
)

func (s *Server) dashboardRoutes() []route {
	return []route{
		{"GET /dashboard", may(app.SeeDashboard), (*request).dashboard},
		{"GET /dashboard/{table}", may(app.SeeDashboard), (*request).dashboardCSV},
	}
}

// boardScreen is what the dashboard shows.
type boardScreen struct {
	*app.Board
	Clauses []lang.Text               // the names of the 23
	Title   func(id string) lang.Text // of a rule
}

func (q *request) dashboard() error {
	b, err := q.app.Dashboard(q.ctx(), q.who, q.unit, q.asOf)
	if err != nil {
		return err
	}
	p := q.page(words.Dashboard)
	p.SwitchAmount, p.SwitchDay, p.Charts = true, true, true
	p.DataLine = boardLine(p, b)
	return q.show(dashboardPage(p, q.boardScreen(b)))
}

// boardLine says of what day the data are, and whose are missing.
func boardLine(p *ui.Page, b *app.Board) string {
	line := p.F(words.DataLine, b.Day.String(), b.Filed, len(b.Rows))
	if b.LastFiled != 0 {
		line += " · " + p.F(words.LastFiledAt, ui.Minute(b.LastFiled.Time()))
	}
	return line
}

func (q *request) boardScreen(b *app.Board) boardScreen {
	screen := boardScreen{Board: b, Title: func(id string) lang.Text {
		if r := q.app.Law.Rule(id); r != nil {
			return r.Title
		}
		return lang.Text{Zh: id, En: id}
	}}
	for n := 1; n <= 23; n++ {
		screen.Clauses = append(screen.Clauses, q.app.Law.Text(n).Title)
	}
	return screen
}

// dashboardCSV gives the table behind a picture: exact amounts in yuan.
func (q *request) dashboardCSV() error {
	b, err := q.app.Dashboard(q.ctx(), q.who, q.unit, q.asOf)
	if err != nil {
		return err
	}
	p, screen := q.page(words.Dashboard), q.boardScreen(b)
	p.Amount = ui.Yuan
	var table [][]string
	switch q.r.PathValue("table") {
	case "ageing.csv":
		table = chartCSV(p, screen.ageing(p))
	case "trend.csv":
		table = chartCSV(p, screen.trend(p))
	case "lamps.csv":
		table = screen.lamps(p)
	default:
		return errNoPage
	}
	return q.csv(q.r.PathValue("table"), table)
}

// chartCSV is a chart's table, amounts in yuan without separators.
func chartCSV(p *ui.Page, c ui.Chart) [][]string {
	head := []string{c.Head}
	for _, s := range c.Series {
		head = append(head, s+" ("+p.T(ui.Yuan.Title())+")")
	}
	table := [][]string{head}
	for _, r := range c.Rows {
		line := []string{r.Label}
		for _, v := range r.Values {
			if r.Faint {
				line = append(line, "")
			} else {
				line = append(line, money.Fen(v.Raw).String())
			}
		}
		table = append(table, line)
	}
	return table
}

func (b boardScreen) lamps(p *ui.Page) [][]string {
	head := []string{p.T(words.UnitColumn)}
	for n := range b.Clauses {
		head = append(head, p.F(words.ClauseNumber, n+1))
	}
	table := [][]string{head}
	for _, r := range b.Rows {
		line := []string{b.name(p, r)}
		for _, c := range r.Cells {
			switch c.State() {
			case "none":
				line = append(line, "")
			default:
				line = append(line, strconv.FormatInt(c.Violations, 10))
			}
		}
		table = append(table, line)
	}
	return table
}

func (b boardScreen) name(p *ui.Page, r app.BoardRow) string {
	if r.Own && len(b.Rows) > 1 {
		return p.F(words.ItselfOnly, r.Unit.Name)
	}
	return r.Unit.Name
}

// under limits a list to a row's unit and all below it, or to the unit itself.
func under(r app.BoardRow, rows int) string {
	if r.Own && rows > 1 {
		return "only=" + url.QueryEscape(r.Unit.Code)
	}
	return "in=" + url.QueryEscape(r.Unit.Code)
}

// findingsOf is the list behind a lamp.
func (b boardScreen) findingsOf(r app.BoardRow, clause int, outcome string) string {
	if outcome == "todo" {
		return "/findings?clause=" + strconv.Itoa(clause) + "&" + under(r, len(b.Rows)) + "&todo=yes"
	}
	return "/findings?clause=" + strconv.Itoa(clause) + "&" + under(r, len(b.Rows)) + "&outcome=" + outcome
}

// lacks says what a row has not filed.
func lacks(p *ui.Page, r app.BoardRow) string {
	var names []string
	for _, key := range r.Lacks {
		if k := ledger.FindKind(key); k != nil {
			names = append(names, p.T(lang.Text{Zh: k.Name, En: k.En}))
		}
	}
	switch {
	case r.LastOn.IsZero():
		return p.T(words.NeverFiled)
	case len(names) > 0:
		return p.F(words.LacksLedgers, strings.Join(names, p.T(words.ListComma)))
	}
	return p.F(words.NotFiledSince, r.LastOn.String())
}

// worstTable is the frame of one of the two lists of what to look at first.
func (b boardScreen) worstTable(p *ui.Page, name string, title lang.Text) ui.TableOf {
	return ui.TableOf{Name: name, Caption: p.T(title) + " · " + p.F(words.AsOfDay, b.Day.String()), Cols: []ui.Col{{Title: words.FindingRule},
		{Title: words.FindingAmount, Unit: p.T(p.Amount.Title()), Num: true}, {Title: words.FindingDays, Unit: p.T(words.FindingDaysUnit), Num: true}}}
}

var ageTitles = [4]lang.Text{words.Age1, words.Age2, words.Age3, words.Age4}

// ageing is the picture of who owes and how long.
func (b boardScreen) ageing(p *ui.Page) ui.Chart {
	c := ui.Chart{ID: "ageing", Title: p.T(words.Ageing), Kind: "bars", Unit: p.T(p.Amount.Title()), CSV: "/dashboard/ageing.csv", Head: p.T(words.UnitColumn)}
	for _, t := range ageTitles {
		c.Series = append(c.Series, p.T(t))
	}
	var all, old, most money.Fen
	where := ""
	for _, r := range b.Rows {
		row := ui.ChartRow{Label: b.name(p, r), Faint: !r.Cells[0].Filed && r.Ages == [4]app.Age{}}
		var sum money.Fen
		for i, a := range r.Ages {
			sum += a.Unpaid
			row.Values = append(row.Values, ui.ChartValue{Shown: p.Money(a.Unpaid), Raw: int64(a.Unpaid), Href: "/payables?covered=yes&due=" + strconv.Itoa(i+1) + "&" + under(r, len(b.Rows))})
		}
		if row.Faint {
			for i := range row.Values {
				row.Values[i] = ui.ChartValue{Shown: "○"}
			}
		} else if sum > 0 {
			row.Total = p.Money(sum)
		}
		all, old = all+sum, old+r.Ages[3].Unpaid
		if sum > most {
			most, where = sum, r.Unit.Name
		}
		c.Rows = append(c.Rows, row)
	}
	c.Summary = p.T(words.AgeingNone)
	if all > 0 {
		c.Summary = p.F(words.AgeingSummary, p.Money(all), c.Unit, p.Money(old), where)
	}
	return c
}

// trend is the picture of what was overdue over time.
func (b boardScreen) trend(p *ui.Page) ui.Chart {
	c := ui.Chart{ID: "trend", Title: p.T(words.Trend), Kind: "line", Unit: p.T(p.Amount.Title()), CSV: "/dashboard/trend.csv", Head: p.T(words.DayColumn), Series: []string{p.T(words.AmountColumn)}}
	for _, t := range b.Trend {
		c.Rows = append(c.Rows, ui.ChartRow{Label: t.Day.String(), Values: []ui.ChartValue{{Shown: p.Money(t.Amount), Raw: int64(t.Amount), Href: "/findings?rule=01.overdue&outcome=violation&as-of=" + t.Day.String()}}})
	}
	if n := len(b.Trend); n > 0 {
		first, last := b.Trend[0], b.Trend[n-1]
		c.Summary = p.F(words.TrendSummary, first.Day.String(), p.Money(first.Amount), last.Day.String(), p.Money(last.Amount), c.Unit)
	}
	return c
}

// changed says how a figure moved, more being worse.
func (b boardScreen) changed(p *ui.Page, f *ui.Figure, now, before int64, show func(int64) string) {
	if !b.Compared {
		f.Note = p.T(words.NoEarlier)
		return
	}
	f.Note = p.F(words.Since, b.Before.String())
	f.Worse, f.Better = now > before, now < before
	switch {
	case now > before:
		f.Change = "▲ " + show(now-before)
	case now < before:
		f.Change = "▼ " + show(before-now)
	default:
		f.Change = p.T(words.NoChange)
	}
}

// figure makes one of the big numbers out of an amount.
func (b boardScreen) figure(p *ui.Page, title lang.Text, c app.Change, href string) ui.Figure {
	f := ui.Figure{Label: p.T(title), Value: p.Money(c.Amount), Unit: p.T(p.Amount.Title()), State: "ok", Href: href, Data: strconv.FormatInt(int64(c.Amount), 10)}
	b.changed(p, &f, int64(c.Amount), int64(c.AmountBefore), func(n int64) string { return p.Money(money.Fen(n)) })
	if c.Count > 0 {
		f.State = "bad"
	}
	return f
}

func (b boardScreen) problems(p *ui.Page) ui.Figure {
	f := ui.Figure{Label: p.T(words.FigureProblems), Value: ui.Thousands(b.Violations.Count), Unit: p.T(words.Things), State: "ok", Href: "/findings?outcome=violation", Data: strconv.FormatInt(b.Violations.Count, 10)}
	b.changed(p, &f, b.Violations.Count, b.Violations.CountBefore, ui.Thousands)
	if b.Violations.Count > 0 {
		f.State = "bad"
	}
	return f
}

func (b boardScreen) filed(p *ui.Page) ui.Figure {
	f := ui.Figure{Label: p.T(words.FigureFiled), Value: strconv.Itoa(b.Filed), Unit: p.F(words.Of, len(b.Rows)), State: "ok", Href: "/filings", Data: strconv.Itoa(b.Filed)}
	if b.Filed < len(b.Rows) {
		f.State = "warn"
	}
	if b.Filed == 0 {
		f.State = "none"
	}
	return f
}
