package cli

import (
	"errors"
	"strconv"
	"strings"

	"shukun/civil"
	"shukun/cli/terminal"
	"shukun/lang"
	"shukun/policy"
	"shukun/regulation"
)

func lawCommand() *command {
	return &command{name: "law", args: words.ArgLaw, about: words.AboutLaw, more: words.MoreLaw, run: (*session).law, flags: []*flag{
		{"on", lang.Text{Zh: "日期", En: "DATE"}, words.FlagOn, (*options).setOn},
		{"parameters", lang.Text{Zh: "文件夹", En: "DIR"}, words.FlagParameters, (*options).setParameters},
		{"pack", lang.Text{Zh: "规则包", En: "PACK"}, words.FlagPack, (*options).setPack},
	}}
}

func (o *options) setOn(v string) error {
	d, ok := civil.Parse(v)
	if !ok {
		return badValue("--on", v, lang.Text{Zh: "请按 2022-06-30 的格式写一个存在的日期", En: "Write a day that exists, like 2022-06-30"})
	}
	o.asOf = d
	return nil
}

// lawPage is a page about the law on a day.
type lawPage struct {
	*page
	law *regulation.Regulation
	on  civil.Date
}

// law shows the law: all clauses, one clause or rule, or one of its lists.
func (s *session) law(o *options, args []string) (int, error) {
	if len(args) > 1 {
		return ExitFailed, tooMany(args[1])
	}
	law, _, err := loadLaw(o)
	if err != nil {
		return ExitFailed, err
	}
	p := &lawPage{page: s.page(), law: law, on: s.asOf(o)}
	exit := ExitClean
	switch {
	case len(args) == 0:
		p.clauses()
	case args[0] == "coverage":
		if !p.coverage() {
			exit = ExitViolation
		}
	case args[0] == "parameters":
		p.parameters()
	case args[0] == "readings":
		p.readings()
	case args[0] == "instruments":
		p.instruments()
	case args[0] == "rules":
		p.line("", law.RulesPage(p.lang))
	case args[0] == "changes":
		p.line("", law.ChangesPage(p.lang))
	case args[0] == "packs":
		err = p.packs()
	default:
		if err := p.one(args[0]); err != nil {
			return ExitFailed, err
		}
	}
	return exit, errors.Join(err, p.flush())
}

// one shows a clause or a rule.
func (p *lawPage) one(what string) error {
	if n, err := strconv.Atoi(what); err == nil && n >= 1 && n <= len(regulation.Folders) {
		p.clause(n)
		return nil
	}
	rule := p.law.Rule(what)
	if rule == nil {
		if !strings.Contains(what, ".") {
			return badValue("law", what, lang.Text{Zh: "请写 1 至 23 的条号、规则编号，或 coverage、parameters、readings、instruments、packs、rules、changes", En: "Name a clause from 1 to 23, a rule, or coverage, parameters, readings, instruments, packs, rules, changes"})
		}
		return unknownRule(p.law, what)
	}
	p.line("", p.paint.Bold(rule.ID+"  "+p.word(rule.Title)))
	p.rule("  ", rule)
	p.scenarios(rule)
	if rule.Clause >= 1 {
		p.head(p.clauseTitle(rule.Clause))
		p.figures("  ", rule.Clause)
	}
	return nil
}

func (p *lawPage) clauseTitle(n int) string {
	if p.lang == lang.En {
		return "Clause " + strconv.Itoa(n) + "  " + p.law.Text(n).Title.En
	}
	return "第" + strconv.Itoa(n) + "条  " + p.law.Text(n).Title.Zh
}

// clauses lists the 23 clauses with their rules.
func (p *lawPage) clauses() {
	t := terminal.Table{Aligns: []terminal.Align{terminal.Right, terminal.Left, terminal.Left},
		Head: []string{p.word(words.Clause), p.word(words.Title), p.word(words.Rules)}}
	for n := 0; n <= len(regulation.Folders); n++ {
		var ids []string
		for _, r := range p.rulesOf(n) {
			ids = append(ids, r.ID)
		}
		title := words.AllClauses
		if n > 0 {
			title = p.law.Text(n).Title
		} else if len(ids) == 0 {
			continue
		}
		t.Rows = append(t.Rows, []string{strconv.Itoa(n), p.word(title), strings.Join(ids, " ")})
	}
	p.table(t)
}

func (p *lawPage) rulesOf(n int) (list []*policy.Rule) {
	for _, r := range p.law.Rules() {
		if r.Clause == n {
			list = append(list, r)
		}
	}
	return list
}

// rule writes what a rule is about and how it finds it.
func (p *lawPage) rule(indent string, r *policy.Rule) {
	outcome := r.Outcome.String()
	if title := p.word(r.Outcome.Title()); title != outcome {
		outcome = title + " (" + outcome + ")"
	}
	p.pair(indent, words.Outcome, outcome)
	p.pair(indent, words.Ledger, p.word(kindName(r.Ledger))+" ("+r.Ledger.Key+")")
	p.pair(indent, words.Formula, p.word(r.Formula))
}

// clause writes the page of one clause.
func (p *lawPage) clause(n int) {
	text := p.law.Text(n)
	p.line("", p.paint.Bold(p.clauseTitle(n)))
	p.line("", p.word(text.Intro))
	p.head(p.word(words.Sentences))
	for i := range text.Sentences {
		s := &text.Sentences[i]
		p.line("  ", s.ID+"  "+p.word(s.Orders))
		p.pair("       ", words.Duty, p.word(s.Duty))
		p.pair("       ", words.CarriedBy, p.carried(s))
	}
	if rules := p.rulesOf(n); len(rules) > 0 {
		p.head(p.word(words.Rules))
		for _, r := range rules {
			p.line("  ", p.paint.Bold(r.ID)+"  "+p.word(r.Title))
			p.rule("    ", r)
		}
	}
	p.figures("", n)
	p.readingsOf(n)
	p.tail(words.History, text.History)
	p.tail(words.Open, text.Open)
}

func (p *lawPage) tail(head lang.Text, list []lang.Text) {
	if len(list) == 0 {
		return
	}
	p.head(p.word(head))
	for _, t := range list {
		p.line("  ", "· "+p.word(t))
	}
}

// carried says what carries a sentence out, or why nothing does.
func (p *lawPage) carried(s *regulation.SentenceText) string {
	var parts []string
	for _, x := range []struct {
		name lang.Text
		list []string
	}{{words.Rules, s.Rules}, {words.Cases, s.Cases}, {words.Registers, s.Registers}} {
		if len(x.list) > 0 {
			parts = append(parts, p.word(x.name)+" "+strings.Join(x.list, " "))
		}
	}
	if later := p.word(s.Later); later != "" {
		parts = append(parts, p.word(words.Later)+" "+later)
	}
	if reason := p.word(s.Reason); reason != "" {
		parts = append(parts, p.word(words.Reason)+" "+reason)
	}
	if p.lang == lang.En {
		return strings.Join(parts, "; ")
	}
	return strings.Join(parts, "；")
}
