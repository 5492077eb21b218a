package web

import (
	"slices"
	"strconv"
	"strings"

	"shukun/app"
	"shukun/lang"
	"shukun/policy"
	"shukun/regulation"
	"shukun/web/ui"
	"shukun/web/words"
)

// clauseRoutes are the 23 clauses.
func (s *Server) clauseRoutes() []route {
	return []route{
		{"GET /clauses", may(app.SeeLaw), (*request).clauses},
		{"GET /clauses/{n}", may(app.SeeLaw), (*request).clause},
	}
}

// figures gives the roll-ups of the unit looked at; none, and false, for who may not see findings.
func (q *request) figures() (list []app.Rollup, seen bool, err error) {
	if q.unit.Path == "" || !app.May(q.who, app.SeeFindings, app.Object{Path: q.unit.Path}) {
		return nil, false, nil
	}
	list, err = q.app.Figures(q.ctx(), q.who, q.unit.Path, q.asOf)
	return list, true, err
}

func (q *request) clauses() error {
	list, seen, err := q.figures()
	if err != nil {
		return err
	}
	var tallies [24]app.Tally
	for _, r := range list {
		tallies[r.Clause].Add(r)
	}
	p := q.page(words.Clauses)
	p.SwitchDay, p.SwitchAmount = true, true
	return q.show(clausesPage(p, q.app.Law, tallies, seen))
}

// clauseView is what a clause's page shows.
type clauseView struct {
	text  *regulation.ClauseText
	law   *regulation.Regulation
	rules []ruleTally
	units []unitTally
	seen  bool
}

type ruleTally struct {
	*policy.Rule
	app.Tally
}

type unitTally struct {
	code, name string
	app.Tally
}

func (q *request) clause() error {
	n, err := strconv.Atoi(q.r.PathValue("n"))
	if err != nil || n < 1 || n > 23 {
		return errNoPage
	}
	list, seen, err := q.figures()
	if err != nil {
		return err
	}
	v := clauseView{text: q.app.Law.Text(n), law: q.app.Law, seen: seen}
	byRule, byUnit := map[string]*app.Tally{}, map[string]*app.Tally{}
	for _, r := range list {
		if r.Clause != n {
			continue
		}
		for m, k := range map[*map[string]*app.Tally]string{&byRule: r.Rule, &byUnit: r.Enterprise} {
			if (*m)[k] == nil {
				(*m)[k] = &app.Tally{}
			}
			(*m)[k].Add(r)
		}
	}
	for _, r := range q.app.Law.Rules() {
		if r.Clause == n {
			t := ruleTally{Rule: r}
			if byRule[r.ID] != nil {
				t.Tally = *byRule[r.ID]
			}
			v.rules = append(v.rules, t)
		}
	}
	for code, t := range byUnit {
		u, err := q.app.UnitNamed(q.ctx(), q.who, code)
		if err == nil && t.Violations+t.Todo > 0 {
			v.units = append(v.units, unitTally{code, u.Name, *t})
		}
	}
	slices.SortFunc(v.units, func(x, y unitTally) int {
		if c := y.Violations - x.Violations; c != 0 {
			return int(c)
		}
		return strings.Compare(x.code, y.code)
	})
	p := q.page(lang.Text{Zh: words.SayClauseTitle(lang.Zh, n, v.text.Title.Zh), En: words.SayClauseTitle(lang.En, n, v.text.Title.En)})
	p.Crumbs = []ui.Crumb{{Href: "/clauses", Title: p.T(words.Clauses)}}
	p.SwitchDay, p.SwitchAmount = true, true
	return q.show(clausePage(p, &v))
}

// findingsOf leads to the findings of a clause, rule, outcome or unit: pairs of name and value.
func findingsOf(pairs ...string) string {
	s := "/findings"
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" && pairs[i+1] != "0" {
			s += map[bool]string{true: "?", false: "&"}[!strings.Contains(s, "?")] + pairs[i] + "=" + pairs[i+1]
		}
	}
	return s
}

// valueText shows a parameter's value.
func valueText(v *policy.Value) string {
	if len(v.List) > 0 {
		return strings.Join(v.List, "、")
	}
	return v.Text
}

// readingsOf lists the readings of a clause.
func (v *clauseView) readings() (all []*policy.Reading) {
	for _, r := range v.law.Readings.List() {
		if slices.Contains(r.Clauses, v.text.Number) {
			all = append(all, r)
		}
	}
	return all
}

// lampWord is the word beside a lamp.
func lampWord(p *ui.Page, state string) string {
	switch state {
	case "bad":
		return p.T(words.StateBad)
	case "warn":
		return p.T(words.StateAttention)
	case "ok":
		return p.T(words.StateFine)
	}
	return p.T(words.StateUnfiled)
}
