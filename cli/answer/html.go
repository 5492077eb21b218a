package answer

import (
	"io"
	"strconv"

	"shukun/policy"
	"shukun/problem"
	"shukun/report"
)

func (a *Answer) writeHTML(w io.Writer) error {
	p := report.NewPage(a.Law, a.Lang, a.AsOf, &a.Summary, a.top)
	p.Program = a.Program
	if p.Incomplete = !a.Complete(); p.Incomplete {
		p.Verdict = words.Incomplete.In(a.Lang)
	}
	for _, s := range a.Sheets {
		p.Sheets = append(p.Sheets, report.SheetRow{File: s.File, Sheet: s.Name, Ledger: report.KindLabel(s.Kind, a.Lang), Rows: report.Grouped(s.Rows), Rejected: report.Grouped(s.Rejected)})
	}
	p.Rejected, p.Warnings = a.problemRows(a.Rejected), a.problemRows(a.Warnings)
	p.Basis = a.basisRows()
	return p.Write(w)
}

// top gives the largest findings of a rule and outcome, and how to see all.
func (a *Answer) top(rule *policy.Rule, o policy.Outcome) (rows []report.FindingRow, short string) {
	top, all := largest(a.ofClause(rule.Clause), report.TopRows, func(f *policy.Finding) bool { return f.Rule == rule && f.Outcome == o })
	if all > len(top) {
		short = a.say(sayCap, report.Count(len(top)), report.Count(all), policy.Str(a.allCommand()))
	}
	for _, f := range top {
		rows = append(rows, a.findingRow(f))
	}
	return rows, short
}

func (a *Answer) findingRow(f *policy.Finding) report.FindingRow {
	row := report.FindingRow{Key: f.Key, Enterprise: a.name(f, false), EnterpriseCode: f.Enterprise.String(), Party: a.name(f, true),
		PartyCode: f.Beneficiary.String(), DueOn: f.DueOn.String(), Reason: f.Reason, Missing: report.MissingLabel(f.Missing, a.Lang), Trace: f.Trace}
	if f.Amount.OK {
		row.Amount = f.Amount.V.Grouped()
	}
	if f.Days > 0 {
		row.Days = report.Grouped(int(f.Days))
	}
	if f.Span != nil {
		row.Sentence, row.Rewrite = f.Span.Sentence, f.Span.Rewrite
	}
	row.Basis = f.Basis
	return row
}

func (a *Answer) problemRows(list []*problem.Error) []report.ProblemRow {
	var rows []report.ProblemRow
	for _, e := range list {
		row := report.ProblemRow{File: e.Place.File, Sheet: e.Place.Sheet, Column: a.placeOf(e).Column, Value: problem.Shorten(e.Value), Message: cure(e, a)}
		if e.Place.Row > 0 {
			row.Row = strconv.Itoa(e.Place.Row)
		}
		rows = append(rows, row)
	}
	return rows
}

// cure is what happened and what to do, where the value stands in a column of its own.
func cure(e *problem.Error, a *Answer) string { return e.With("").Message(a.Lang) }

// report.BasisRows explains every basis cited, once, in the order of first use.
func (a *Answer) basisRows() []report.BasisRow {
	var rows []report.BasisRow
	seen := map[string]bool{}
	for i := range a.Findings {
		for _, b := range a.Findings[i].Basis {
			if seen[b] {
				continue
			}
			seen[b] = true
			rows = append(rows, report.BasisRow{Key: b, Words: report.FullBasis(a.Law, b, a.Lang)})
		}
	}
	return rows
}
