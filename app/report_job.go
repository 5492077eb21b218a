package app

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"

	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
	"shukun/problem"
	"shukun/report"
	"shukun/store"
)

// ReportJob is the kind of job that makes a report.
const ReportJob = "report"

// reportWork is what the job of a report is made with.
type reportWork struct {
	Report string `json:"report"`
}

// reportLot is how many findings are looked up and written at a time.
const reportLot = 2000

// reportRun is a report being made.
type reportRun struct {
	*App
	run     *Run
	report  store.Report
	lang    lang.Lang
	scope   string // whose findings, in words
	summary report.Summary
	tops    map[string][]report.FindingRow // by rule and outcome: what the page lists
	book    *report.Workbook
	rules   map[string]*policy.Rule
	done    int
}

// reportJob makes the files of a report: it reads the findings once, in one state of the database, and keeps the files piece
// by piece as they come, under the hash of their content. The report has them with the job's end, or not at all: a run that
// was broken off has left nothing but pieces, which the next run finds again by their hash.
func (a *App) reportJob(ctx context.Context, r *Run) error {
	var w reportWork
	if err := r.Payload(&w); err != nil {
		return err
	}
	m := &reportRun{App: a, run: r, tops: map[string][]report.FindingRow{}, rules: map[string]*policy.Rule{}}
	ctx = store.Unhurried(ctx)
	sheets, page := newReportFile(r, ReportXLSX), newReportFile(r, ReportHTML)
	err := a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		if err := m.begin(tx, w.Report); err != nil {
			return err
		}
		return m.write(ctx, tx, sheets)
	})
	if err == nil {
		err = m.page().Write(page)
	}
	if err = cmp.Or(sheets.err, page.err, err); err != nil {
		return err
	}
	var files []store.ReportFile
	for _, f := range []*reportFile{sheets, page} {
		done, err := f.end()
		if err != nil {
			return err
		}
		files = append(files, done)
	}
	return a.reportMade(m, files)
}

// reportMade gives the report its files, with the job's end.
func (a *App) reportMade(m *reportRun, files []store.ReportFile) error {
	if err := m.run.Result(reportWork{Report: m.report.ID}); err != nil {
		return err
	}
	return m.run.Finish(func(tx *store.Tx) error {
		made, err := tx.ReportReady(m.report.ID, int64(m.done), files, a.now())
		if err != nil {
			return err
		}
		if !made {
			return errReportGone
		}
		e := &Event{Action: "report.make", Object: "report:" + m.report.ID, Path: m.report.Path}
		for _, f := range files {
			e.Detail("file:"+f.Form, f.Hash)
		}
		if err := a.mailReport(tx, m.report, mailReportReady); err != nil {
			return err
		}
		return a.audit(tx, nil, e)
	})
}

// begin loads the report and its figures, and what the page will list.
func (m *reportRun) begin(tx *store.Tx, id string) error {
	r, found, err := tx.Report(id)
	if err != nil {
		return err
	}
	if !found || r.Ready != 0 {
		return errReportGone
	}
	m.report = r
	m.lang, _ = lang.Parse(r.Lang)
	t, err := m.tree(tx, false)
	if err != nil {
		return err
	}
	m.scope = m.Name
	if u := t.find(r.Unit); u != nil {
		m.scope = u.Name
		if m.lang == lang.En {
			m.scope += " "
		}
		m.scope += report.Words.And.In(m.lang)
	}
	if m.summary, err = m.reportSummary(tx, r.Path, r.Day); err != nil {
		return err
	}
	for _, c := range m.summary.Clauses {
		for _, s := range c.Rules {
			if err := m.top(tx, s); err != nil {
				return err
			}
		}
	}
	m.book = &report.Workbook{Law: m.Law, Lang: m.lang, AsOf: r.Day, Scope: m.scope, Program: m.Name}
	return nil
}

// asked is the report as a list would be asked for: what is live, in the order of the output contract.
func (m *reportRun) asked() FindingsAsked {
	return FindingsAsked{Path: m.report.Path, Day: m.report.Day}
}

// reportSummary adds up the figures kept up the tree, as lists do.
func (a *App) reportSummary(tx *store.Tx, path string, day civil.Date) (s report.Summary, err error) {
	list, err := tx.RollupsAt([]string{path}, day)
	if err != nil {
		return s, err
	}
	type key struct {
		clause  int
		rule    string
		outcome int
	}
	sums := map[key]store.Rollup{}
	for _, r := range list {
		k := key{r.Clause, r.Rule, r.Outcome}
		sum := sums[k]
		sum.Count, sum.Amount = sum.Count+r.Count, sum.Amount+r.Amount
		sums[k] = sum
	}
	for _, k := range slices.SortedFunc(maps.Keys(sums), func(x, y key) int {
		return cmp.Or(cmp.Compare(x.clause, y.clause), cmp.Compare(x.rule, y.rule), cmp.Compare(x.outcome, y.outcome))
	}) {
		sum := sums[k]
		if sum.Count > 0 {
			s.Add(report.RuleSummary{Rule: a.ruleOf(k.rule, k.clause), Outcome: policy.Outcome(k.outcome), Count: int(sum.Count),
				Amount: ledger.Opt[money.Fen]{V: money.Fen(sum.Amount), OK: sum.Amount != 0}})
		}
	}
	return s, nil
}

// ruleOf finds a rule; one that the law no longer has is told by its id.
func (a *App) ruleOf(id string, clause int) *policy.Rule {
	if r := a.Law.Rule(id); r != nil {
		return r
	}
	return &policy.Rule{ID: id, Clause: clause, Title: lang.Text{Zh: id, En: id}}
}

// top keeps the largest findings of a rule and outcome for the page.
func (m *reportRun) top(tx *store.Tx, s report.RuleSummary) error {
	q := m.asked()
	q.Rule, q.Outcome = s.Rule.ID, s.Outcome
	f, err := m.findingFilter(tx, q)
	if err != nil {
		return err
	}
	list, err := tx.Findings(f, store.ByAmount, nil, report.TopRows)
	if err != nil {
		return err
	}
	names, err := m.names(tx, list)
	if err != nil {
		return err
	}
	var rows []report.FindingRow
	for i := range list {
		x := m.row(&list[i], names)
		row := report.FindingRow{Key: x.Key, Enterprise: x.Enterprise, EnterpriseCode: x.EnterpriseCode, Party: x.Party, PartyCode: x.Other,
			Reason: x.Reason, Missing: report.MissingLabel(x.Missing, m.lang), Basis: x.Basis}
		if x.Amount.OK {
			row.Amount = x.Amount.V.Grouped()
		}
		if !x.DueOn.IsZero() {
			row.DueOn = x.DueOn.String()
		}
		if x.Days > 0 {
			row.Days = report.Grouped(x.Days)
		}
		rows = append(rows, row)
	}
	m.tops[s.Rule.ID+"."+s.Outcome.String()] = rows
	return nil
}

// row puts a finding in the words of the report.
func (m *reportRun) row(f *Finding, names map[string]string) report.Row {
	lookBack(f, m.report.Day, m.Day())
	rule := m.rules[f.Rule]
	if rule == nil {
		rule = m.ruleOf(f.Rule, f.Clause)
		m.rules[f.Rule] = rule
	}
	r := report.Row{Clause: f.Clause, Rule: rule, Outcome: policy.Outcome(f.Outcome), EnterpriseCode: f.Enterprise, Enterprise: names[f.Enterprise], Other: f.Beneficiary,
		Party: names[f.Beneficiary], Key: f.Key, Reason: f.ReasonZh, State: LiveStates[f.State].In(m.lang), Amount: ledger.Opt[money.Fen]{V: f.Amount.V, OK: f.Amount.OK},
		DueOn: f.DueOn, NextChange: f.NextChange, Days: f.Days}
	if m.lang == lang.En {
		r.Reason = f.ReasonEn
	}
	_ = json.Unmarshal([]byte(f.Missing), &r.Missing) // our own writing; what is not a list says nothing
	_ = json.Unmarshal([]byte(f.Basis), &r.Basis)
	return r
}

// LiveStates are what the states of a live finding are called, as on the screens.
var LiveStates = map[string]lang.Text{
	store.FindingOpen:         {Zh: "未处理", En: "Open"},
	store.FindingAcknowledged: {Zh: "已知悉", En: "Acknowledged"},
	store.FindingRectifying:   {Zh: "整改中", En: "Being put right"},
}

var errReportGone = problem.New(problem.NotFound, "report-gone", lang.Text{Zh: "这份报表已删除或已生成", En: "this report was removed, or is made already"},
	lang.Text{Zh: "需要时重新申请一份", En: "Ask for another if you need one"})
