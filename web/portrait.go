package web

import (
	"shukun/app"
	"shukun/lang"
	"shukun/ledger"
	"shukun/web/ui"
	"shukun/web/words"
)

// portraitRoutes are the page of a unit.
func (s *Server) portraitRoutes() []route {
	return []route{
		{"GET /units/{code}", may(app.SeeFindings), (*request).portrait},
	}
}

// parts are the tabs of a unit's page: parts of the notice put together, and data quality.
var parts = []struct {
	key   string
	title lang.Text
	of    []int
}{
	{"", words.UnitAllParts, nil},
	{"payment", words.PartPayment, []int{1}},
	{"rent", words.PartRent, []int{2}},
	{"fees", words.PartFees, []int{3}},
	{"procurement", words.PartProcurement, []int{4, 5}},
	{"complaints", words.PartComplaints, []int{6}},
	{"quality", words.PartQuality, []int{0}},
}

// partTitle names the part of the notice a clause belongs to.
func partTitle(n int) lang.Text {
	for _, x := range parts[1:] {
		for _, i := range x.of {
			if i == n {
				return x.title
			}
		}
	}
	return words.PartQuality
}

// portraitView is what a unit's page shows.
type portraitView struct {
	app.Portrait
	part    string
	clauses []clauseTally // of the tab
	rules   []ruleTally   // of the tab, those with findings
	all     app.Tally
	tabs    []ui.Tab
	filed   []filedTally
}

type clauseTally struct {
	n     int
	title lang.Text
	filed bool
	app.Tally
}

type filedTally struct {
	name string
	on   string
}

func (q *request) portrait() error {
	got, err := q.app.Portrait(q.ctx(), q.who, q.r.PathValue("code"), q.asOf)
	if err != nil {
		return err
	}
	v := &portraitView{Portrait: got, part: q.form("part")}
	p := q.page(lang.Text{Zh: got.Unit.Name, En: got.Unit.Name})
	p.SwitchDay, p.SwitchAmount = true, true
	p.Crumbs = []ui.Crumb{{Href: "/organisation", Title: p.T(words.Organisation)}}
	p.DataLine = got.Unit.Code
	q.tally(p, v)
	return q.show(portraitPage(p, v))
}

// tally adds the figures up by clause and rule for the tab, and by tab.
func (q *request) tally(p *ui.Page, v *portraitView) {
	kinds := map[string]bool{}
	last := map[string]string{}
	for _, f := range v.Filed {
		kinds[f.Kind] = true
		if on := f.On.String(); on > last[f.Kind] {
			last[f.Kind] = on
		}
	}
	for _, k := range ledger.Kinds() {
		if last[k.Key] != "" {
			v.filed = append(v.filed, filedTally{kindName(p, k), last[k.Key]})
		}
	}
	var clauses [24]app.Tally
	rules := map[string]*app.Tally{}
	for _, r := range v.Figures {
		clauses[r.Clause].Add(r)
		if rules[r.Rule] == nil {
			rules[r.Rule] = &app.Tally{}
		}
		rules[r.Rule].Add(r)
		v.all.Add(r)
	}
	filed := map[int]bool{}
	for _, r := range q.app.Law.Rules() {
		filed[r.Clause] = filed[r.Clause] || kinds[r.Ledger.Key]
	}
	part := func(n int) int {
		if n == 0 {
			return 0
		}
		return q.app.Law.Text(n).Part
	}
	for _, x := range parts {
		var n int64
		for c := range clauses {
			if x.of == nil || contain(x.of, part(c)) {
				n += clauses[c].Violations + clauses[c].Todo
				if x.of != nil && contain(x.of, 0) {
					n += clauses[c].Notices
				}
			}
		}
		v.tabs = append(v.tabs, ui.Tab{Href: "/units/" + v.Unit.Code + map[bool]string{true: "?part=" + x.key}[x.key != ""], Title: p.T(x.title), N: ui.Thousands(n), Current: x.key == v.part})
		if x.key != v.part {
			continue
		}
		for c := range clauses {
			if c > 0 && (x.of == nil || contain(x.of, part(c))) {
				v.clauses = append(v.clauses, clauseTally{c, q.app.Law.Text(c).Title, filed[c], clauses[c]})
			}
		}
		for _, r := range q.app.Law.Rules() {
			if t := rules[r.ID]; t != nil && (x.of == nil || contain(x.of, part(r.Clause))) {
				v.rules = append(v.rules, ruleTally{r, *t})
			}
		}
	}
}

func contain(list []int, n int) bool {
	for _, x := range list {
		if x == n {
			return true
		}
	}
	return false
}
