package report

import (
	_ "embed"
	"html/template"
	"io"
	"strconv"

	"shukun/civil"
	"shukun/lang"
	"shukun/policy"
	"shukun/regulation"
)

// TopRows is how many findings of one rule and outcome a page lists: it is to be read and mailed; the workbook has all.
const TopRows = 200

//go:embed page.gohtml
var pageText string

//go:embed page.css
var pageStyle string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// Page is a report as its template wants it: words chosen, numbers formatted.
type Page struct {
	Lang, Title, AsOf, Program, Verdict, Note string
	Scope                                     string // whose findings these are; "" it goes without saying
	Style                                     template.CSS
	Words                                     map[string]string
	Incomplete                                bool
	Cards                                     []Card
	Sheets                                    []SheetRow
	Clauses                                   []ClausePart
	Rejected, Warnings                        []ProblemRow
	Basis                                     []BasisRow
}

// Lists are the two lists of problems with the words of their heads.
func (p *Page) Lists() []ProblemList {
	return []ProblemList{{p.Words, p.Rejected}, {p.Words, p.Warnings}}
}

// ProblemList is a list of problems with the words of its head.
type ProblemList struct {
	Words map[string]string
	Rows  []ProblemRow
}

// Card is the count of one outcome.
type Card struct{ Outcome, Title, Count string }

// SheetRow is a sheet that was read.
type SheetRow struct{ File, Sheet, Ledger, Rows, Rejected string }

// ClausePart is what was found under one clause.
type ClausePart struct {
	Anchor, Title, View, Sum string
	Rules                    []RulePart
}

// RulePart is what one rule found with one outcome.
type RulePart struct {
	Anchor, Title, ID, Formula, Outcome, OutcomeTitle, Count, Sum, Cap string
	Findings                                                           []FindingRow
	HasParty, HasAmount, HasDue, HasMissing                            bool
}

// FindingRow is one finding.
type FindingRow struct {
	Key, Enterprise, EnterpriseCode, Party, PartyCode, Amount, DueOn, Days, Reason, Missing, Sentence, Rewrite string
	Basis                                                                                                      []string
	Trace                                                                                                      []policy.Step
}

// ProblemRow is one problem of a ledger.
type ProblemRow struct{ File, Sheet, Row, Column, Value, Message string }

// BasisRow is what findings rest on, in words.
type BasisRow struct{ Key, Words string }

// Top gives the findings of a rule and outcome that a page lists, and what is said if they are not all.
type Top func(rule *policy.Rule, o policy.Outcome) (rows []FindingRow, short string)

// NewPage makes the page of a summary.
func NewPage(law *regulation.Regulation, l lang.Lang, asOf civil.Date, s *Summary, top Top) *Page {
	p := &Page{Lang: map[bool]string{true: "zh-CN", false: "en"}[l == lang.Zh], Title: Words.Title.In(l), AsOf: asOf.String(), Style: template.CSS(pageStyle),
		Note: Words.TotalsNote.In(l), Words: WordsIn(l)}
	if s.Outcomes[policy.Violation] == 0 {
		p.Verdict = Words.Clean.In(l)
	}
	for o := policy.Violation; o <= policy.Notice; o++ {
		p.Cards = append(p.Cards, Card{o.String(), o.Title().In(l), Grouped(s.Outcomes[o])})
	}
	for i := range s.Clauses {
		p.Clauses = append(p.Clauses, clausePart(law, l, &s.Clauses[i], top))
	}
	return p
}

// Write writes the page. The error is that of w.
func (p *Page) Write(w io.Writer) error { return pageTemplate.Execute(w, p) }

func clausePart(law *regulation.Regulation, l lang.Lang, c *ClauseSummary, top Top) ClausePart {
	part := ClausePart{Anchor: "c" + strconv.Itoa(c.Clause), Title: ClauseName(law, c.Clause, l)}
	if c.View != nil {
		part.View = Say(l, SayView, policy.Words(c.View.Rule.Title), policy.Str(c.View.Rule.ID))
		part.Sum = c.View.Amount.V.Grouped()
	}
	for _, s := range c.WorstFirst() {
		r := RulePart{Anchor: s.Rule.ID + "." + s.Outcome.String(), Title: s.Rule.Title.In(l), ID: s.Rule.ID, Formula: s.Rule.Formula.In(l),
			Outcome: s.Outcome.String(), OutcomeTitle: s.Outcome.Title().In(l), Count: Grouped(s.Count)}
		if s.Amount.OK {
			r.Sum = s.Amount.V.Grouped()
		}
		r.Findings, r.Cap = top(s.Rule, s.Outcome)
		for _, row := range r.Findings {
			r.HasParty = r.HasParty || row.PartyCode != ""
			r.HasAmount = r.HasAmount || row.Amount != ""
			r.HasDue = r.HasDue || row.DueOn != "" || row.Days != ""
			r.HasMissing = r.HasMissing || row.Missing != ""
		}
		part.Rules = append(part.Rules, r)
	}
	return part
}
