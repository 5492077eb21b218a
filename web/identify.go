package web

import (
	"net/http"
	"net/url"

	"shukun/app"
	"shukun/civil"
	"shukun/lang"
	"shukun/web/ui"
	"shukun/web/words"
)

// identify finds out who asks, and which unit and day they look at.
func (q *request) identify() error {
	q.asOf = q.app.Day()
	v := q.visit()
	if v.Token == "" {
		return nil
	}
	who, err := q.app.Identify(q.ctx(), v)
	if err != nil || who == nil {
		return err
	}
	q.who = who
	if d, ok := civil.Parse(q.r.URL.Query().Get("as-of")); ok && d <= q.asOf {
		q.asOf = d
	}
	chosen := ""
	if c, err := q.r.Cookie(q.s.cookieName("unit")); err == nil {
		chosen = c.Value
	}
	q.unit, err = q.app.ChosenUnit(q.ctx(), who, chosen)
	return err
}

func (q *request) unitName() string {
	if q.onlyOwn() {
		return "" // no unit stands above what is one's own
	}
	if q.unit.Code == "" {
		return words.AllUnits.In(q.lang)
	}
	return q.unit.Name
}

// fewUnits is how many units a person can have in the switch; who has more searches.
const fewUnits = 100

// units lists what the person may switch to, and whether there is more to search for.
func (q *request) units() (all []ui.UnitChoice, more bool) {
	list, more, err := q.app.NearUnits(q.ctx(), q.who, q.unit, fewUnits)
	if err != nil {
		return nil, false
	}
	for _, u := range list {
		name := u.Name
		if u.Code == "" {
			name = words.AllUnits.In(q.lang)
		}
		all = append(all, ui.UnitChoice{Code: u.Code, Name: name, Depth: u.Depth})
	}
	return all, more
}

// menu lists the screens the person may open.
func (q *request) menu() []ui.MenuItem {
	var items []ui.MenuItem
	for _, m := range menus {
		if m.href == "/" && q.onlyOwn() {
			continue
		}
		if m.verb == "" || app.Anywhere(q.who, m.verb) {
			items = append(items, ui.MenuItem{Href: m.href, Title: m.title, Current: q.r.URL.Path == m.href || m.href != "/" && len(q.r.URL.Path) > len(m.href) && q.r.URL.Path[:len(m.href)+1] == m.href+"/"})
		}
	}
	return items
}

// menus are the main menu, in order.
var menus = []struct {
	href  string
	title lang.Text
	verb  app.Verb
}{
	{"/", words.Today, ""},
	{"/mine", words.Mine, app.SeeOwn},
	{"/dashboard", words.Dashboard, app.SeeDashboard},
	{"/findings", words.Findings, app.SeeFindings},
	{"/payables", words.Payables, app.SeeLedgers},
	{"/leases", words.Leases, app.SeeLedgers},
	{"/filings", words.Filings, app.SeeFilings},
	{"/reports", words.Reports, app.Export},
	{"/clauses", words.Clauses, app.SeeLaw},
	{"/organisation", words.Organisation, app.SeeOrganisation},
	{"/people", words.People, app.SeePeople},
	{"/jobs", words.Jobs, app.SeeJobs},
	{"/audit", words.Audit, app.SeeAudit},
}

func escapePath(r *http.Request) string {
	if r.Method != http.MethodGet {
		return url.QueryEscape("/")
	}
	return url.QueryEscape(r.URL.RequestURI())
}

// homeRoutes are the switches of language and unit, and the front page.
func (s *Server) homeRoutes() []route {
	return []route{
		{"GET /language", public, (*request).setLanguage},
		{"GET /unit", signed, (*request).setUnit},
		{"GET /amount", signed, (*request).setAmount},
		{"GET /{$}", signed, (*request).home},
	}
}

func (q *request) setLanguage() error {
	if l, ok := lang.Parse(q.form("to")); ok {
		http.SetCookie(q.w, q.s.cookie("lang", l.String(), 365*24*3600))
	}
	return q.goTo(local(q.form("back")), lang.Text{})
}

func (q *request) setUnit() error {
	http.SetCookie(q.w, q.s.cookie("unit", url.QueryEscape(q.form("to")), 0))
	return q.goTo(local(q.form("back")), lang.Text{})
}

// amountUnit is the unit the person likes to see amounts in.
func (q *request) amountUnit() ui.AmountUnit {
	c, err := q.r.Cookie(q.s.cookieName("amount"))
	if err != nil {
		return ui.TenK
	}
	return ui.ParseAmountUnit(c.Value)
}

func (q *request) setAmount() error {
	http.SetCookie(q.w, q.s.cookie("amount", string(ui.ParseAmountUnit(q.form("to"))), 365*24*3600))
	return q.goTo(local(q.form("back")), lang.Text{})
}
