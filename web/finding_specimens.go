package web

import (
	"github.com/a-h/templ"

	"shukun/app"
	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
	"shukun/regulation"
	"shukun/web/ui"
	"shukun/web/words"
)

// lawSpecimens are the findings, a finding, the clauses and a clause in their states: what they say of the law is the law's.
func lawSpecimens(law *regulation.Regulation) []specimen {
	day := civil.MustParse("2022-06-30")
	f := app.Finding{ID: specimenID, Rule: "01.overdue", Clause: 1, Kind: "payables", Key: "YF-2022-00001-补充协议之二", Owner: "1", Enterprise: "1", Beneficiary: "2", State: app.FindingStates[2], StateDay: day, Promise: day.AddDays(10), First: day.AddDays(-40), From: day}
	f.Outcome, f.Amount.V, f.Amount.OK, f.DueOn, f.Days, f.ReasonZh, f.ReasonEn = int(policy.Violation), money.Fen(1_234_567_890), true, day.AddDays(-31), 31, "应于2022-05-30付清，已逾期31天（虚构）", "due on 2022-05-30, 31 days overdue (invented)"
	cleared, unsure := f, f
	cleared.State, cleared.Promise = app.FindingStates[3], 0
	unsure.Outcome, unsure.Missing, unsure.Amount.OK, unsure.State, unsure.Promise = int(policy.Undetermined), `["counterparties.employees","payables.due_on"]`, false, app.FindingStates[0], 0
	names := map[string]string{"1": longUnit, "2": "乙商行（虚构）"}
	list := func(asked app.FindingsAsked, got app.FindingsGot, chips ...string) *findingsView {
		v := &findingsView{asked: asked, got: got, law: law.Rules(), title: func(int) string { return longUnit }}
		v.got.Names = names
		for _, c := range chips {
			v.chips = append(v.chips, ui.Chip{Sentence: c, Off: "/findings"})
		}
		return v
	}
	row := &app.FiledRow{Filer: "张三（虚构）"}
	row.Kind, row.File, row.Sheet, row.RowNo, row.From, row.ID = "payables", "应付账款.xlsx", "Sheet1", 4, day, 1
	row.Cells = make([]string, len(ledger.FindKind("payables").Columns))
	row.Cells[0] = f.Key
	event := app.FindingEvent{ID: "e", Day: day, Person: "p", Name: "张三（虚构）", Act: app.ActPropose, State: app.FindingStates[0], Note: "对方账户已注销（虚构）"}
	page := func(f app.Finding, change func(*findingView)) func(p *ui.Page) templ.Component {
		return func(p *ui.Page) templ.Component {
			v := &findingView{FindingGot: app.FindingGot{Finding: f, Names: names, Row: row, Related: []app.Finding{unsure}, Answer: true,
				Events: []app.FindingEvent{{ID: "d", Day: day.AddDays(-40), Act: "found", State: app.FindingStates[0]}, event}}, law: law, rule: law.Rule(f.Rule)}
			if change != nil {
				change(v)
			}
			p.Title = p.T(v.rule.Title)
			return findingPage(p, v)
		}
	}
	clause := func(n int, seen bool, units ...unitTally) func(p *ui.Page) templ.Component {
		return func(p *ui.Page) templ.Component {
			v := &clauseView{text: law.Text(n), law: law, seen: seen, units: units}
			for _, r := range law.Rules() {
				if r.Clause == n {
					v.rules = append(v.rules, ruleTally{Rule: r, Tally: app.Tally{Violations: int64(len(units))}})
				}
			}
			return clausePage(p, v)
		}
	}
	tallies := [24]app.Tally{1: {Violations: 1234, Todo: 5, Amount: 9_999_999_999}, 5: {Todo: 3}}
	return []specimen{
		{"findings-never", func(p *ui.Page) templ.Component { return findingsPage(p, list(app.FindingsAsked{}, app.FindingsGot{})) }},
		{"findings-clean", func(p *ui.Page) templ.Component {
			return findingsPage(p, list(app.FindingsAsked{}, app.FindingsGot{Day: day}))
		}},
		{"findings-nothing-found", func(p *ui.Page) templ.Component {
			return findingsPage(p, list(app.FindingsAsked{Search: longUnit}, app.FindingsGot{Day: day}, longUnit))
		}},
		{"findings-error", func(p *ui.Page) templ.Component {
			p.Errors = []ui.FieldError{{Field: "from", Message: p.T(words.LeastWrong)}}
			return findingsPage(p, list(app.FindingsAsked{Rule: f.Rule}, app.FindingsGot{Findings: []app.Finding{f}, Count: 1, Day: day}))
		}},
		{"findings", func(p *ui.Page) templ.Component {
			return findingsPage(p, list(app.FindingsAsked{Rule: f.Rule}, app.FindingsGot{Findings: []app.Finding{f, unsure, cleared}, Count: 10_000, More: true, Summed: true, Sum: 9_999_999_999, Next: "x", Day: day}, longUnit))
		}},
		noRight("findings"),
		{"finding", page(f, nil)},
		{"finding-undetermined", page(unsure, func(v *findingView) { v.FindingGot.Row, v.RowHid = nil, true })},
		{"finding-cleared", page(cleared, func(v *findingView) { v.Answer, v.Related = false, nil })},
		{"finding-decide", page(f, func(v *findingView) { v.Answer, v.Decide, v.Proposal = false, true, &event })},
		{"finding-error", func(p *ui.Page) templ.Component {
			p.Errors = []ui.FieldError{{Field: "propose-note", Message: p.T(words.LeastWrong)}}
			return page(f, func(v *findingView) { v.open = "propose" })(p)
		}},
		noRight("finding"),
		{"clauses-unseen", func(p *ui.Page) templ.Component { return clausesPage(p, law, [24]app.Tally{}, false) }},
		{"clauses", func(p *ui.Page) templ.Component { return clausesPage(p, law, tallies, true) }},
		noRight("clauses"),
		{"clause-clean", clause(5, true)},
		{"clause-unseen", clause(5, false)},
		{"clause", clause(1, true, unitTally{"1", longUnit, app.Tally{Violations: 1234, Amount: 9_999_999_999, Worst: 400}})},
		noRight("clause"),
	}
}
