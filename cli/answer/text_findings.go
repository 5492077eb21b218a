package answer

import (
	"cmp"
	"slices"
	"strings"

	"shukun/cli/terminal"
	"shukun/lang"
	"shukun/policy"
	"shukun/report"
)

func (r *textReport) word(t lang.Text) string { return t.In(r.Lang) }

// ofClause gives the findings of one clause; they stand together.
func (a *Answer) ofClause(n int) []*policy.Finding {
	from, _ := slices.BinarySearchFunc(a.Findings, n, func(f *policy.Finding, n int) int { return cmp.Compare(f.Rule.Clause, n) })
	to, _ := slices.BinarySearchFunc(a.Findings, n+1, func(f *policy.Finding, n int) int { return cmp.Compare(f.Rule.Clause, n) })
	return a.Findings[from:to]
}

// worst tells the worst violations of each clause, each row once.
func (r *textReport) worst() {
	if !r.Violated() {
		return
	}
	r.head(r.word(words.Worst))
	for _, c := range r.Summary.Clauses {
		top, rows := worst(r.ofClause(c.Clause), showWorst)
		if rows == 0 {
			continue
		}
		r.line("  " + r.Paint.Bold(r.clauseName(c.Clause)) + "  " + r.Paint.Dim(r.say(sayTop, report.Count(len(top)), report.Count(rows))))
		for _, f := range top {
			r.finding(f.Finding)
			if len(f.also) > 0 {
				titles := make([]string, len(f.also))
				for i, rule := range f.also {
					titles[i] = rule.Title.In(r.Lang) + " " + rule.ID
				}
				r.para("      ", r.word(words.Also)+report.Colon(r.Lang)+strings.Join(titles, report.Comma(r.Lang)))
			}
		}
	}
}

// finding tells one finding in three lines: what and how much, who and to whom, why.
func (r *textReport) finding(f *policy.Finding) {
	parts := []string{r.Paint.Bold(terminal.Clean(f.Key)), f.Rule.Title.In(r.Lang)}
	if f.Amount.OK {
		parts = append(parts, r.outcome(f.Outcome, f.Amount.V.Grouped()+" "+r.word(words.Yuan)))
	}
	if f.Days > 0 {
		parts = append(parts, r.say(sayLate, policy.Int(f.Days)))
	}
	r.line("    " + strings.Join(parts, "  "))
	who := r.party(f, false)
	if !f.Beneficiary.IsZero() {
		who += " → " + r.party(f, true)
	}
	r.para("      ", who)
	r.para("      ", terminal.Clean(f.Reason))
}

func (r *textReport) party(f *policy.Finding, beneficiary bool) string {
	c := f.Enterprise
	if beneficiary {
		c = f.Beneficiary
	}
	if name := r.name(f, beneficiary); name != "" {
		return terminal.Clean(name) + " " + c.String()
	}
	return c.String()
}

func (r *textReport) outcome(o policy.Outcome, s string) string {
	switch o {
	case policy.Violation:
		return r.Paint.Red(s)
	case policy.Obligation:
		return r.Paint.Blue(s)
	case policy.Entitlement:
		return r.Paint.Green(s)
	case policy.Undetermined:
		return r.Paint.Yellow(s)
	}
	return s
}

// due tells the obligations whose day is still to come, the nearest first.
func (r *textReport) due() {
	var soon []*policy.Finding
	for i := range r.Findings {
		if f := r.Findings[i]; f.Outcome == policy.Obligation && f.DueOn >= r.AsOf {
			soon = append(soon, f)
		}
	}
	if len(soon) == 0 {
		return
	}
	slices.SortStableFunc(soon, func(x, y *policy.Finding) int {
		return cmp.Or(cmp.Compare(x.DueOn, y.DueOn), cmp.Compare(amountOf(y), amountOf(x)))
	})
	r.head(r.word(words.Due))
	t := terminal.Table{Aligns: []terminal.Align{terminal.Left, terminal.Right, terminal.Left, terminal.Left, terminal.Left}}
	for _, f := range soon[:min(len(soon), showDue)] {
		amount := r.word(words.None)
		if f.Amount.OK {
			amount = f.Amount.V.Grouped() + " " + r.word(words.Yuan)
		}
		t.Rows = append(t.Rows, []string{f.DueOn.String(), amount, terminal.Clean(f.Key), f.Rule.Title.In(r.Lang), r.party(f, false)})
	}
	r.table(t, "  ")
	if more := len(soon) - showDue; more > 0 {
		r.line("  " + r.Paint.Dim(r.say(sayMore, report.Count(more))))
	}
}

// unsettled tells what is missing, and which findings wait for it.
func (r *textReport) unsettled() {
	list := gaps(r.Findings, showGaps)
	if len(list) == 0 {
		return
	}
	r.head(r.word(words.Unsettled))
	for _, g := range list {
		what := report.MissingLabel(g.missing, r.Lang)
		if what == "" {
			what = r.word(words.None)
		}
		r.para("  ", r.Paint.Yellow(what)+"  "+r.say(sayWouldFix, report.Count(g.count)))
		for _, f := range g.first {
			r.para("    ", terminal.Clean(f.Key)+"  "+f.Rule.Title.In(r.Lang)+report.Colon(r.Lang)+terminal.Clean(f.Reason))
		}
		if more := g.count - len(g.first); more > 0 {
			r.line("    " + r.Paint.Dim(r.say(sayMore, report.Count(more))))
		}
	}
}
