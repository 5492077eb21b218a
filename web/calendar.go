package web

import (
	"net/http"
	"strconv"

	"shukun/app"
	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/web/ui"
	"shukun/web/words"
)

func (s *Server) calendarRoutes() []route {
	return []route{
		{"GET /calendar", may(app.SeeFilings), (*request).calendar},
		{"POST /calendar/duties", may(app.SetDuties), (*request).addDuty},
		{"POST /calendar/duties/{id}/end", may(app.SetDuties), (*request).endDuty},
	}
}

// calendarScreen is the calendar of filing.
type calendarScreen struct {
	Tables  []app.DutyTable
	MaySet  bool
	MayFile bool
	Form    app.Duty
	Days    string
	Kinds   []ui.Option
}

func (q *request) calendarScreen(p *ui.Page) (s calendarScreen, err error) {
	s.MaySet = app.May(q.who, app.SetDuties, app.Object{Path: "/"})
	s.MayFile = app.May(q.who, app.FileLedger, app.Object{Path: q.unit.Path})
	s.Form = app.Duty{Kind: q.form("kind"), Every: q.form("every"), Source: q.form("source"), From: q.app.Day()}
	if d, ok := civil.Parse(q.form("from")); ok {
		s.Form.From = d
	}
	if s.Form.Every == "" {
		s.Form.Every = app.Month
	}
	s.Days = q.form("days")
	s.Kinds = kindsOf(p, ledger.Kinds())
	s.Tables, err = q.app.FilingCalendar(q.ctx(), q.who, q.unit, q.asOf)
	return s, err
}

func (q *request) calendarPage() *ui.Page {
	p := q.page(words.Calendar)
	p.Crumbs = []ui.Crumb{{Href: "/filings", Title: p.T(words.Filings)}}
	p.SwitchDay = true
	return p
}

func (q *request) calendar() error {
	p := q.calendarPage()
	s, err := q.calendarScreen(p)
	if err != nil {
		return err
	}
	return q.show(calendarPageOf(p, s))
}

func (q *request) addDuty() error {
	p := q.calendarPage()
	days, err := strconv.ParseInt(q.form("days"), 10, 64)
	if err != nil {
		days = -1
	}
	d := app.Duty{Kind: q.form("kind"), Every: q.form("every"), DueDays: days, Source: q.form("source")}
	d.From, _ = civil.Parse(q.form("from"))
	if err := q.app.SetDuty(q.ctx(), q.who, d); err != nil {
		if !q.wrong(p, err, "source") {
			return err
		}
		s, serr := q.calendarScreen(p)
		if serr != nil {
			return serr
		}
		return q.showAs(http.StatusUnprocessableEntity, calendarPageOf(p, s))
	}
	return q.goTo("/calendar", words.DutyAdded)
}

func (q *request) endDuty() error {
	if err := q.app.EndDuty(q.ctx(), q.who, q.r.PathValue("id")); err != nil {
		return err
	}
	return q.goTo("/calendar", words.DutyEnded)
}

func everyWords(every string) lang.Text {
	switch every {
	case app.Quarter:
		return words.EveryQuarter
	case app.Year:
		return words.EveryYear
	}
	return words.EveryMonth
}

// dutyState says how a group stands with a period: its lamp and words.
func dutyState(p *ui.Page, c app.DutyCell) (lamp, says string) {
	switch {
	case c.Filed.IsZero() && c.Late > 0:
		return "bad", p.F(words.NotFiledLate, c.Late)
	case c.Filed.IsZero():
		return "none", p.F(words.NotFiledYet, -c.Late)
	case c.Late > 0:
		lamp, says = "warn", p.F(words.FiledLateBy, c.Late)
	default:
		lamp, says = "ok", p.T(words.FiledOnTime)
	}
	if c.Zero {
		says += " · " + p.T(words.FiledZero)
	}
	return lamp, says
}

func dutyColumns(p *ui.Page, t app.DutyTable) []ui.Col {
	all := []ui.Col{{Title: words.GroupWord}}
	for i, period := range t.Periods {
		due := ""
		if len(t.Rows) > 0 {
			due = t.Rows[0].Cells[i].Due.String()
		}
		title := period.Name + " · " + p.T(words.DueDay) + " " + due
		all = append(all, ui.Col{Title: lang.Text{Zh: title, En: title}})
	}
	return all
}

func everyOptions(p *ui.Page) []ui.Option {
	return []ui.Option{{Value: app.Month, Title: p.T(words.EveryMonth)}, {Value: app.Quarter, Title: p.T(words.EveryQuarter)}, {Value: app.Year, Title: p.T(words.EveryYear)}}
}
