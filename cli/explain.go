package cli

import (
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"

	"shukun/cli/answer"
	"shukun/lang"
	"shukun/policy"
	"shukun/problem"
	"shukun/regulation"
	"shukun/report"
)

func explainCommand() *command {
	return &command{name: "explain", args: words.ArgExplain, about: words.AboutExplain, more: words.MoreExplain, flags: questionFlags(),
		run: (*session).explain}
}

// explain tells why a rule finds what it finds about one row.
func (s *session) explain(o *options, args []string) (int, error) {
	if len(args) < 2 {
		return ExitFailed, usage("argument-missing", lang.Text{Zh: "要写明规则和编号", En: "Name the rule and the key"},
			lang.Text{Zh: "例如：shukun explain 01.overdue YF-0007 台账/", En: "For example: shukun explain 01.overdue YF-0007 ledgers/"})
	}
	id, key, paths := args[0], args[1], args[2:]
	format, err := s.chooseFormat(o, answer.Text)
	if err != nil {
		return ExitFailed, err
	}
	wanted := o.filter
	o.filter.Rules = append(slices.Clone(wanted.Rules), id) // so that a rule that does not exist is told before reading
	o.wholeRow = true
	m := s.meter(o.progress, words.Evaluating)
	defer m.stop()
	q, out, err := s.ask(o, paths, m)
	defer out.abandon()
	if err != nil {
		return ExitFailed, err
	}
	rule := q.law.Rule(id)
	q.question.Trace = false
	found, others, err := s.search(o, q, rule, key, m)
	if err != nil {
		return ExitFailed, err
	}
	m.stop()
	if len(found) == 0 {
		return ExitFailed, s.notFound(q, rule, key, others)
	}
	if format != answer.Text {
		o.filter = wanted
		a := s.answer(o, q, found, append([]string{id, key}, paths...))
		return ExitClean, s.deliver(a, format, out, m)
	}
	err = s.emit(out, m, func(to io.Writer) error {
		p := s.page()
		p.out.Reset(to)
		for i := range found {
			if i > 0 {
				p.line("", "")
			}
			p.explanation(q, found[i])
		}
		p.others(others)
		return p.out.Flush()
	})
	return ExitClean, err
}

// search finds what the rule finds about the key, with a trace, and what other rules find about the same row.
func (s *session) search(o *options, q *asked, rule *policy.Rule, key string, m *meter) (found, others []*policy.Finding, err error) {
	var all []*policy.Finding
	err = s.wait(func() error {
		all = q.law.Evaluate(q.book, q.question, regulation.Filter{}, o.workers, func(done, n int) { m.all.Store(int64(n)); m.rows.Store(int64(done)) })
		return nil
	})
	for i := range all {
		f := all[i]
		switch {
		case f.Key != key || f.Rule.Ledger != rule.Ledger:
		case f.Rule == rule:
			found = append(found, q.law.Again(q.book, q.question, f))
		default:
			others = append(others, f)
		}
	}
	return found, others, err
}

// notFound tells that the rule finds nothing about the key, and whether the row is there.
func (s *session) notFound(q *asked, rule *policy.Rule, key string, others []*policy.Finding) error {
	source, there, near := findRow(q.book, rule.Ledger.Key, key)
	l := kindName(rule.Ledger)
	if there || len(others) > 0 {
		e := problem.New(problem.NotFound, "nothing-found",
			lang.Text{Zh: "这一行在台账里，但规则 " + rule.ID + " 在 " + q.question.AsOf.String() + " 对它没有结果", En: "the row is there, but " + rule.ID + " finds nothing about it on " + q.question.AsOf.String()},
			lang.Text{Zh: "认定方法：" + rule.Formula.Zh + otherRules(others, lang.Zh), En: "How it is found: " + rule.Formula.En + otherRules(others, lang.En)}).With(key)
		if there {
			e = e.At(q.book.PlaceOf(source))
		}
		return e
	}
	next := lang.Text{Zh: "请核对编号。", En: "Check the key. "}
	if near != "" {
		next = lang.Text{Zh: "是否想查 " + near + "？", En: "Did you mean " + near + "? "}
	}
	if n := len(q.report.Rejected); n > 0 {
		next.Zh += "另有 " + strconv.Itoa(n) + " 处被拒收，它可能在其中，请用 shukun check 查看"
		next.En += strconv.Itoa(n) + " cells were rejected and it may be among them: see shukun check"
	}
	return problem.New(problem.NotFound, "row-not-found", lang.Text{Zh: l.Zh + "台账里没有编号为此的行", En: "the " + l.En + " ledger has no row with this key"}, next).With(key)
}

func otherRules(others []*policy.Finding, l lang.Lang) string {
	var ids []string
	for i := range others {
		ids = append(ids, others[i].Rule.ID)
	}
	slices.Sort(ids)
	if ids = slices.Compact(ids); len(ids) == 0 {
		return ""
	}
	if l == lang.En {
		return ". Other rules find something: " + strings.Join(ids, ", ")
	}
	return "。其他规则对它有结果：" + strings.Join(ids, "、")
}

// explanation writes one finding with its steps.
func (p *page) explanation(q *asked, f *policy.Finding) {
	p.line("", p.paint.Bold(f.Rule.ID+" "+p.word(f.Rule.Title)+"  "+clean(f.Key)+"  "+p.word(f.Outcome.Title())))
	p.pair("  ", words.Place, clean(q.book.PlaceOf(f.Source).In(p.lang)))
	p.pair("  ", words.Enterprise, p.party(q, f, false))
	p.pair("  ", words.Beneficiary, p.party(q, f, true))
	if f.Amount.OK {
		p.pair("  ", words.Amount, f.Amount.V.Grouped()+" "+p.word(words.Yuan))
	}
	p.pair("  ", words.DueOn, f.DueOn.String())
	if f.Days > 0 {
		p.pair("  ", words.Days, strconv.Itoa(int(f.Days)))
	}
	p.pair("  ", words.NextChange, f.NextChange.String())
	p.pair("  ", words.Missing, report.MissingLabel(f.Missing, p.lang))
	if f.Span != nil {
		p.pair("  ", words.Sentence2, clean(f.Span.Sentence))
		p.pair("  ", words.Suggestion, clean(f.Span.Rewrite))
	}
	p.pair("  ", words.Conclusion, clean(f.Reason))
	p.pair("  ", words.Formula, p.word(f.Rule.Formula))
	if len(f.Trace) > 0 {
		p.head("  " + p.word(words.Steps))
		for i, step := range f.Trace {
			p.line("  ", strconv.Itoa(i+1)+". "+step.Step+p.colon()+p.paint.Bold(clean(step.Value)))
			if step.Basis != "" {
				p.line("     ", p.paint.Dim(report.Basis(q.law, step.Basis, p.lang)))
			}
		}
	}
	p.head("  " + p.word(words.Basis))
	for _, b := range f.Basis {
		p.line("  ", "· "+report.Basis(q.law, b, p.lang))
	}
}

func (p *page) party(q *asked, f *policy.Finding, beneficiary bool) string {
	c := f.Enterprise
	if beneficiary {
		c = f.Beneficiary
	}
	return strings.TrimSpace(clean(answer.NameOf(q.book, c, beneficiary)) + " " + c.String())
}

// others tells in one line each what other rules find about the row.
func (p *page) others(others []*policy.Finding) {
	if len(others) == 0 {
		return
	}
	slices.SortStableFunc(others, func(x, y *policy.Finding) int { return cmp.Compare(x.Rule.ID, y.Rule.ID) })
	p.head("  " + p.word(words.OtherFindings))
	for i := range others {
		f := others[i]
		p.line("  ", "· "+f.Rule.ID+" "+p.word(f.Rule.Title)+p.colon()+clean(f.Reason))
	}
}
