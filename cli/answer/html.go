package answer

import (
	_ "embed"
	"html/template"
	"io"
	"strconv"

	"shukun/policy"
	"shukun/problem"
)

// capRows is how many findings of one rule and outcome the page lists: it is to be read and mailed; the workbook has all.
const capRows = 200

//go:embed page.gohtml
var pageText string

//go:embed page.css
var pageStyle string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// page is the answer as the template wants it: words chosen, numbers formatted.
type page struct {
	Lang, Title, AsOf, Program, Counts, Verdict, Note string
	Style                                             template.CSS
	Words                                             any
	Bad, Incomplete                                   bool
	Cards                                             []card
	Sheets                                            []sheetRow
	Clauses                                           []clausePart
	Rejected, Warnings                                []problemRow
	Basis                                             []basisRow
	Lists                                             []problemList
}

// problemList is a list of problems with the words of its head.
type problemList struct {
	Words any
	Rows  []problemRow
}

type card struct{ Outcome, Title, Count string }

type sheetRow struct{ File, Sheet, Ledger, Rows, Rejected string }

type clausePart struct {
	Anchor, Title, View, Sum string
	Rules                    []rulePart
}

type rulePart struct {
	Anchor, Title, ID, Formula, Outcome, OutcomeTitle, Count, Sum, Cap string
	Findings                                                           []findingRow
	HasParty, HasAmount, HasDue, HasMissing                            bool
}

type findingRow struct {
	Key, Enterprise, EnterpriseCode, Party, PartyCode, Amount, DueOn, Days, Reason, Missing, Sentence, Rewrite string
	Basis                                                                                                      []string
	Trace                                                                                                      []policy.Step
}

type problemRow struct{ File, Sheet, Row, Column, Value, Message string }

type basisRow struct{ Key, Words string }

func (a *Answer) writeHTML(w io.Writer) error {
	n := a.Summary.Outcomes
	p := page{Lang: map[bool]string{true: "zh-CN", false: "en"}[a.Lang == 0], Title: words.Title.In(a.Lang), AsOf: a.AsOf.String(),
		Program: a.Program, Style: template.CSS(pageStyle), Note: words.TotalsNote.In(a.Lang), Bad: a.Violated(), Incomplete: !a.Complete(),
		Words: wordsIn(a.Lang)}
	switch {
	case !a.Complete():
		p.Verdict = words.Incomplete.In(a.Lang)
	case !a.Violated():
		p.Verdict = words.Clean.In(a.Lang)
	}
	for o := policy.Violation; o <= policy.Notice; o++ {
		p.Cards = append(p.Cards, card{o.String(), o.Title().In(a.Lang), grouped(n[o])})
	}
	for _, s := range a.Sheets {
		p.Sheets = append(p.Sheets, sheetRow{s.File, s.Name, kindLabel(s.Kind, a.Lang), grouped(s.Rows), grouped(s.Rejected)})
	}
	for _, c := range a.Summary.Clauses {
		p.Clauses = append(p.Clauses, a.clausePart(&c))
	}
	p.Rejected, p.Warnings = a.problemRows(a.Rejected), a.problemRows(a.Warnings)
	p.Lists = []problemList{{p.Words, p.Rejected}, {p.Words, p.Warnings}}
	p.Basis = a.basisRows()
	return pageTemplate.Execute(w, &p)
}

func (a *Answer) clausePart(c *ClauseSummary) clausePart {
	part := clausePart{Anchor: "c" + strconv.Itoa(c.Clause), Title: a.clauseName(c.Clause)}
	if c.View != nil {
		part.View = a.say(sayView, policy.Words(c.View.Rule.Title), policy.Str(c.View.Rule.ID))
		part.Sum = c.View.Amount.V.Grouped()
	}
	findings := a.ofClause(c.Clause)
	for _, s := range c.worstFirst() {
		r := rulePart{Anchor: s.Rule.ID + "." + s.Outcome.String(), Title: s.Rule.Title.In(a.Lang), ID: s.Rule.ID, Formula: s.Rule.Formula.In(a.Lang),
			Outcome: s.Outcome.String(), OutcomeTitle: s.Outcome.Title().In(a.Lang), Count: grouped(s.Count)}
		if s.Amount.OK {
			r.Sum = s.Amount.V.Grouped()
		}
		top, all := largest(findings, capRows, func(f *policy.Finding) bool { return f.Rule == s.Rule && f.Outcome == s.Outcome })
		if all > len(top) {
			r.Cap = a.say(sayCap, count(len(top)), count(all), policy.Str(a.allCommand()))
		}
		for _, f := range top {
			row := a.findingRow(f)
			r.HasParty = r.HasParty || row.PartyCode != ""
			r.HasAmount = r.HasAmount || row.Amount != ""
			r.HasDue = r.HasDue || row.DueOn != "" || row.Days != ""
			r.HasMissing = r.HasMissing || row.Missing != ""
			r.Findings = append(r.Findings, row)
		}
		part.Rules = append(part.Rules, r)
	}
	return part
}

func (a *Answer) findingRow(f *policy.Finding) findingRow {
	row := findingRow{Key: f.Key, Enterprise: a.name(f, false), EnterpriseCode: f.Enterprise.String(), Party: a.name(f, true),
		PartyCode: f.Beneficiary.String(), DueOn: f.DueOn.String(), Reason: f.Reason, Missing: MissingLabel(f.Missing, a.Lang), Trace: f.Trace}
	if f.Amount.OK {
		row.Amount = f.Amount.V.Grouped()
	}
	if f.Days > 0 {
		row.Days = grouped(int(f.Days))
	}
	if f.Span != nil {
		row.Sentence, row.Rewrite = f.Span.Sentence, f.Span.Rewrite
	}
	row.Basis = f.Basis
	return row
}

func (a *Answer) problemRows(list []*problem.Error) []problemRow {
	var rows []problemRow
	for _, e := range list {
		row := problemRow{File: e.Place.File, Sheet: e.Place.Sheet, Column: a.placeOf(e).Column, Value: problem.Shorten(e.Value), Message: cure(e, a)}
		if e.Place.Row > 0 {
			row.Row = strconv.Itoa(e.Place.Row)
		}
		rows = append(rows, row)
	}
	return rows
}

// cure is what happened and what to do, where the value stands in a column of its own.
func cure(e *problem.Error, a *Answer) string { return e.With("").Message(a.Lang) }

// basisRows explains every basis cited, once, in the order of first use.
func (a *Answer) basisRows() []basisRow {
	var rows []basisRow
	seen := map[string]bool{}
	for i := range a.Findings {
		for _, b := range a.Findings[i].Basis {
			if seen[b] {
				continue
			}
			seen[b] = true
			rows = append(rows, basisRow{Key: b, Words: fullBasis(a.Law, b, a.Lang)})
		}
	}
	return rows
}
