package web

import (
	"net/url"
	"slices"
	"strconv"
	"unicode/utf8"

	"shukun/app"
	"shukun/lang"
	"shukun/money"
	"shukun/policy"
	"shukun/web/ui"
	"shukun/web/words"
)

// findingRoutes are the list of findings, the page of each, and what people do to it.
func (s *Server) findingRoutes() []route {
	see, answer := may(app.SeeFindings), may(app.AnswerFinding)
	return []route{
		{"GET /findings", see, (*request).findings},
		{"GET /findings/export.csv", may(app.Export), (*request).exportFindings},
		{"GET /findings/export.xlsx", may(app.Export), (*request).exportFindings},
		{"GET /findings/{id}", see, (*request).finding},
		{"GET /findings/{id}/trace", see, (*request).trace},
		{"GET /findings/{id}/evidence/{hash}", see, (*request).evidence},
		{"POST /findings/{id}/acknowledge", answer, (*request).acknowledge},
		{"POST /findings/{id}/promise", answer, (*request).promise},
		{"POST /findings/{id}/comment", answer.withFiles(), (*request).comment},
		{"POST /findings/{id}/propose", answer, (*request).propose},
		{"POST /findings/{id}/decide", may(app.DecideException), (*request).decideException},
	}
}

// findingsAsked reads the filters of the address. What cannot be read is left out, and so not shown as in force.
func (q *request) findingsAsked() app.FindingsAsked {
	number := func(name string, most int) int {
		n, err := strconv.Atoi(q.form(name))
		if err != nil || n < 0 || n > most {
			return 0
		}
		return n
	}
	a := app.FindingsAsked{Path: q.unit.Path, Day: q.asOf, Clause: number("clause", 23), DueWithin: number("within", 3650), Over: number("over", 36500), Unit: q.form("only"),
		Under: q.form("in"), Todo: q.form("todo") == "yes", Due: valueOf(findingDueChoices, q.form("due")),
		Order: q.form("order"), After: q.form("after")}
	if utf8.RuneCountInString(q.form("q")) <= 100 {
		a.Search = q.form("q")
	}
	if r := q.app.Law.Rule(q.form("rule")); r != nil {
		a.Rule = r.ID
	}
	a.Outcome, _ = policy.ParseOutcome(q.form("outcome"))
	a.Pressing = a.Rule == "" && q.form("outcome") != "all"
	if s := q.form("state"); s == "all" || slices.Contains(app.FindingStates, s) {
		a.State = s
	}
	if f, ok := parseYuan(q.form("from")); ok && f > 0 {
		a.AmountFrom = f
	}
	if !slices.Contains([]string{"days", "due", "clause"}, a.Order) {
		a.Order = "amount"
	}
	return a
}

func (q *request) findings() error {
	asked := q.findingsAsked()
	got, err := q.app.Findings(q.ctx(), q.who, asked)
	if err != nil {
		return err
	}
	views, err := q.app.SavedViews(q.ctx(), q.who, "findings")
	if err != nil {
		return err
	}
	p := q.page(words.Findings)
	p.SwitchDay, p.SwitchAmount = true, true
	if !got.Day.IsZero() {
		day := min(got.Day, q.asOf)
		p.DataLine = p.F(words.DataUpTo, ui.Date(day))
	}
	return q.show(findingsPage(p, q.findingsView(p, asked, got, views)))
}

// findingsView is what the list shows.
type findingsView struct {
	asked app.FindingsAsked
	got   app.FindingsGot
	views []app.SavedView
	law   []*policy.Rule
	chips []ui.Chip
	title func(n int) string // of a clause
}

func (q *request) findingsView(p *ui.Page, asked app.FindingsAsked, got app.FindingsGot, views []app.SavedView) *findingsView {
	v := &findingsView{asked: asked, got: got, views: views, law: q.app.Law.Rules(), title: func(n int) string {
		if n == 0 {
			return p.T(words.FindingQuality)
		}
		return p.T(q.app.Law.Text(n).Title)
	}}
	chip := func(name, sentence string) {
		v.chips = append(v.chips, ui.Chip{Sentence: sentence, Off: p.With(name, "")})
	}
	if asked.Clause > 0 {
		chip("clause", p.F(words.SayClause, asked.Clause, v.title(asked.Clause)))
	}
	if asked.Rule != "" {
		chip("rule", p.F(words.SayRule, p.T(q.app.Law.Rule(asked.Rule).Title)))
	}
	if asked.Outcome != 0 {
		chip("outcome", p.F(words.SayOutcome, p.T(asked.Outcome.Title())))
	}
	if asked.State != "" {
		chip("state", p.F(words.SayState, stateWord(p, asked.State)))
	}
	if asked.AmountFrom != 0 {
		chip("from", p.F(words.SayFrom, ui.Yuan.Show(asked.AmountFrom)))
	}
	if asked.DueWithin > 0 {
		chip("within", p.F(words.SayWithin, asked.DueWithin))
	}
	if asked.Over > 0 {
		chip("over", p.F(words.SayOver, asked.Over))
	}
	if asked.Search != "" {
		chip("q", p.F(words.SaySearch, asked.Search))
	}
	if asked.Unit != "" {
		name := asked.Unit
		if got.Names[name] != "" {
			name = got.Names[name]
		}
		chip("only", p.F(words.SayUnit, name))
	}
	if asked.Under != "" {
		name := asked.Under
		if got.Names[name] != "" {
			name = got.Names[name]
		}
		chip("in", p.F(words.SayUnder, name))
	}
	if asked.Todo {
		chip("todo", p.T(words.SayTodo))
	}
	if asked.Due != "" {
		chip("due", p.T(titleOf(findingDueChoices, asked.Due)))
	}
	return v
}

func stateWord(p *ui.Page, s string) string {
	if w, ok := words.FindingStates[s]; ok {
		return p.T(w)
	}
	return p.T(words.FindingAnyState)
}

// count is how many rows the list has: more than ten thousand are not counted.
func (v *findingsView) count(p *ui.Page) string {
	n := ui.Thousands(int64(v.got.Count))
	if v.got.More {
		n = p.T(words.FindingsMany)
	}
	return p.F(words.FindingsCount, n)
}

func (v *findingsView) caption(p *ui.Page) string { return v.count(p) + " · " + p.UnitNote() }

// table says what the list is made of, with its total from exact amounts.
func (v *findingsView) table(p *ui.Page) ui.TableOf {
	unit := p.T(p.Amount.Title())
	t := ui.TableOf{Name: "findings", Caption: v.caption(p), Tall: true, Cols: []ui.Col{{Title: words.FindingWhat}, {Title: words.FindingUnit}, {Title: words.FindingParty}, {Title: words.FindingOutcome},
		{Title: words.FindingAmount, Unit: unit, Num: true}, {Title: words.FindingDue}, {Title: words.FindingDays, Unit: p.T(words.FindingDaysUnit), Num: true}, {Title: words.FindingState}}}
	sum := "--"
	if v.got.Summed {
		sum = p.Money(v.got.Sum)
	} else {
		t.Rounded = p.T(v.noSum())
	}
	t.Total = []string{p.T(words.FindingsSum), "", "", "", sum, "", "", ""}
	if v.got.Summed && v.got.Next == "" && v.asked.After == "" {
		var parts []money.Fen
		for _, f := range v.got.Findings {
			parts = append(parts, f.Amount.V)
		}
		if diff, ok := p.Amount.Adds(v.got.Sum, parts...); !ok {
			t.Rounded = p.F(words.FindingsRounded, diff)
		}
	}
	return t
}

// noSum says why there is no total.
func (v *findingsView) noSum() lang.Text {
	if v.asked.Rule == "" {
		return words.FindingsOneRule
	}
	return words.FindingsNoSum
}

// outcome is the choice of outcome in force.
func (v *findingsView) outcome() string {
	if v.asked.Outcome == 0 && !v.asked.Pressing {
		return "all"
	}
	return v.asked.Outcome.String()
}

func (v *findingsView) clauses(p *ui.Page) []ui.Option {
	all := []ui.Option{{Title: p.T(words.FindingAnyClause)}}
	for n := 1; n <= 23; n++ {
		all = append(all, ui.Option{Value: strconv.Itoa(n), Title: strconv.Itoa(n) + " " + v.title(n)})
	}
	return all
}

func (v *findingsView) rules(p *ui.Page) []ui.Option {
	all := []ui.Option{{Title: p.T(words.FindingAnyRule)}}
	for _, r := range v.law {
		if v.asked.Clause == 0 || r.Clause == v.asked.Clause {
			all = append(all, ui.Option{Value: r.ID, Title: r.ID[:2] + " " + p.T(r.Title)})
		}
	}
	return all
}

func (v *findingsView) outcomes(p *ui.Page) []ui.Option {
	all := []ui.Option{{Title: p.T(words.FindingPressing)}, {Value: "all", Title: p.T(words.FindingAnyOutcome)}}
	for o := policy.Violation; o <= policy.Notice; o++ {
		all = append(all, ui.Option{Value: o.String(), Title: p.T(o.Title())})
	}
	return all
}

func (v *findingsView) states(p *ui.Page) []ui.Option {
	all := []ui.Option{{Title: p.T(words.FindingLive)}}
	for _, s := range app.FindingStates {
		all = append(all, ui.Option{Value: s, Title: stateWord(p, s)})
	}
	return append(all, ui.Option{Value: "all", Title: p.T(words.FindingAnyState)})
}

func (v *findingsView) orders(p *ui.Page) []ui.Option {
	return []ui.Option{{Value: "amount", Title: p.T(words.OrderAmount)}, {Value: "days", Title: p.T(words.OrderDays)}, {Value: "due", Title: p.T(words.OrderDue)}, {Value: "clause", Title: p.T(words.OrderClause)}}
}

// wholeReport leads to where the report of the list's unit is asked for.
func (v *findingsView) wholeReport() string {
	if v.asked.Under != "" {
		return "/reports?in=" + url.QueryEscape(v.asked.Under)
	}
	return "/reports"
}

// filtered reports whether any filter is in force.
func (v *findingsView) filtered() bool { return len(v.chips) > 0 }

func (v *findingsView) rule(id string) lang.Text {
	for _, r := range v.law {
		if r.ID == id {
			return r.Title
		}
	}
	return lang.Text{Zh: id, En: id}
}

// outcomeTag is the colour of an outcome's tag.
func outcomeTag(o int) string {
	switch policy.Outcome(o) {
	case policy.Violation:
		return "bad"
	case policy.Obligation, policy.Undetermined:
		return "warn"
	case policy.Entitlement:
		return "info"
	}
	return ""
}

func stateTag(s string) string {
	switch s {
	case "open":
		return "bad"
	case "cleared", "excepted":
		return "ok"
	}
	return "warn"
}

// named gives a name, or the code where there is none.
func named(names map[string]string, code string) string {
	if n := names[code]; n != "" {
		return n
	}
	return ui.Dash(code)
}

func amountOf(p *ui.Page, f *app.Finding) string {
	if !f.Amount.OK {
		return "--"
	}
	return p.Money(f.Amount.V)
}

func daysOf(n int) string {
	if n == 0 {
		return "--"
	}
	return ui.Thousands(int64(n))
}
