package answer

import (
	"bufio"
	"io"
	"strings"

	"shukun/cli/terminal"
	"shukun/policy"
	"shukun/report"
)

// Style is how a text is laid out. The zero Style is plain text that is not wrapped.
type Style struct {
	Paint   terminal.Paint
	Columns int // of the terminal; 0: unknown, nothing is wrapped
}

// What a clerk is shown of each list before being told how to get the rest.
const (
	showWorst    = 10
	showGaps     = 5
	showWarnings = 40
	showDue      = 10
)

// textReport writes the text for a clerk.
type textReport struct {
	*Answer
	Style
	out *bufio.Writer
}

func (a *Answer) writeText(w io.Writer, style Style) error {
	r := &textReport{Answer: a, Style: style, out: bufio.NewWriter(w)}
	r.line(r.Paint.Bold(r.word(words.Title)) + "  " + r.word(words.AsOf) + " " + a.AsOf.String())
	r.readings()
	r.verdict()
	r.summary()
	r.worst()
	r.due()
	r.unsettled()
	r.rejections()
	r.warnings()
	r.next()
	return r.out.Flush()
}

func (r *textReport) line(s string) {
	r.out.WriteString(s)
	r.out.WriteByte('\n')
}

// para writes text wrapped to the terminal, each line begun with indent.
func (r *textReport) para(indent, s string) {
	for _, l := range terminal.Wrap(s, r.Columns-terminal.Width(indent)) {
		r.line(indent + l)
	}
}

func (r *textReport) head(s string) {
	r.line("")
	r.line(r.Paint.Bold(s))
}

func (r *textReport) table(t terminal.Table, indent string) {
	t.Limit = r.Columns
	for _, l := range t.Lines(indent, r.Paint) {
		r.line(l)
	}
}

// readings tells what was read, file by file.
func (r *textReport) readings() {
	r.head(r.word(words.Read))
	t := terminal.Table{Aligns: []terminal.Align{terminal.Left, terminal.Left, terminal.Left}}
	for _, s := range r.Sheets {
		name := s.File
		if s.Name != "" {
			name += " · " + s.Name
		}
		var what []string
		if s.Kind != nil {
			what = append(what, r.say(sayRead, report.Count(s.Rows)))
		}
		if s.Rejected > 0 {
			what = append(what, r.say(sayRejected, report.Count(s.Rejected)))
		}
		if s.Blank > 0 {
			what = append(what, r.say(sayBlank, report.Count(s.Blank)))
		}
		if s.Totals > 0 {
			what = append(what, r.say(sayTotals, report.Count(s.Totals)))
		}
		t.Rows = append(t.Rows, []string{terminal.Clean(name), report.KindLabel(s.Kind, r.Lang), strings.Join(what, report.Comma(r.Lang))})
	}
	r.table(t, "  ")
}

// verdict tells the result in one line.
func (r *textReport) verdict() {
	n := r.Summary.Outcomes
	r.head(r.word(words.Outcome))
	s := r.say(report.SayCounts, report.Count(n[policy.Violation]), report.Count(n[policy.Obligation]), report.Count(n[policy.Entitlement]),
		report.Count(n[policy.Undetermined]), report.Count(n[policy.Notice]))
	if r.Violated() {
		r.para("  ", r.Paint.Red(s))
	} else {
		r.para("  ", s)
	}
	for _, c := range r.Summary.Clauses {
		if c.View != nil {
			r.para("  ", r.clauseName(c.Clause)+"  "+r.say(report.SayView, policy.Words(c.View.Rule.Title), policy.Str(c.View.Rule.ID))+
				report.Colon(r.Lang)+c.View.Amount.V.Grouped()+" "+r.word(words.Yuan))
		}
	}
	switch {
	case !r.Complete():
		r.para("  ", r.Paint.Yellow(r.word(words.Incomplete)))
	case !r.Violated():
		r.para("  ", r.Paint.Green(r.word(words.Clean)))
	}
}

// summary counts by clause, rule and outcome.
func (r *textReport) summary() {
	if len(r.Summary.Clauses) == 0 {
		return
	}
	r.head(r.word(words.Summary))
	t := terminal.Table{
		Aligns: []terminal.Align{terminal.Left, terminal.Left, terminal.Left, terminal.Right, terminal.Right},
		Head: []string{r.word(words.Clause), r.word(words.Rule), r.word(words.Outcome), r.word(words.Count),
			r.word(words.AmountYuan)},
	}
	for _, c := range r.Summary.Clauses {
		title := r.clauseName(c.Clause)
		for _, s := range c.WorstFirst() {
			t.Rows = append(t.Rows, []string{title, s.Rule.Title.In(r.Lang) + " " + s.Rule.ID, s.Outcome.Title().In(r.Lang), report.Grouped(s.Count), r.sum(s)})
			title = ""
		}
	}
	r.table(t, "  ")
	r.para("  ", r.Paint.Dim(r.word(words.TotalsNote)))
}

func (r *textReport) sum(s report.RuleSummary) string {
	if !s.Amount.OK {
		return r.word(words.None)
	}
	return s.Amount.V.Grouped()
}

// clauseName gives "第1条 及时付款".
func (a *Answer) clauseName(n int) string { return report.ClauseName(a.Law, n, a.Lang) }

// say puts a sentence in the answer's language.
func (a *Answer) say(s *policy.Sentence, args ...policy.Arg) string {
	return report.Say(a.Lang, s, args...)
}
