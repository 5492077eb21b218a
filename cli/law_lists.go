package cli

import (
	"slices"
	"strconv"
	"strings"

	"shukun/cli/terminal"
	"shukun/lang"
	"shukun/policy"
	"shukun/regulation"
	"shukun/report"
)

// coverage lists every sentence of the notice with what carries it out; it reports whether each has something.
func (p *lawPage) coverage() bool {
	complete, sentences := true, 0
	for n := 1; n <= len(regulation.Folders); n++ {
		text := p.law.Text(n)
		for i := range text.Sentences {
			s := &text.Sentences[i]
			sentences++
			how := p.how(s)
			if how == "" {
				how, complete = p.word(words.Nothing), false
			}
			p.line("", p.paint.Bold(s.ID)+"  "+p.word(s.Orders))
			p.line("     ", "→ "+how)
		}
	}
	p.line("", "")
	if p.lang == lang.En {
		p.line("", strconv.Itoa(sentences)+" sentences")
	} else {
		p.line("", "共 "+strconv.Itoa(sentences)+" 句")
	}
	return complete
}

// how says in a few words what carries a sentence out: the rules that exist, those to come, cases, registers, or that a
// reason says why nothing is computed.
func (p *lawPage) how(s *regulation.SentenceText) string {
	var have, planned, parts []string
	for _, id := range s.Rules {
		if p.law.Rule(id) != nil {
			have = append(have, id)
		} else {
			planned = append(planned, id)
		}
	}
	add := func(name lang.Text, list []string) {
		if len(list) > 0 {
			parts = append(parts, p.word(name)+" "+strings.Join(list, " "))
		}
	}
	add(words.Rules, have)
	add(words.Cases, s.Cases)
	add(words.Registers, s.Registers)
	if later := p.word(s.Later); later != "" {
		planned = append(planned, later)
	}
	add(words.Later, planned)
	if reason := p.word(s.Reason); reason != "" && len(parts) == 0 {
		parts = append(parts, p.word(words.Reason)+" "+reason)
	}
	if p.lang == lang.En {
		return strings.Join(parts, "; ")
	}
	return strings.Join(parts, "；")
}

// figures writes the parameters of a clause: the value in force on the day, and all values with their sources.
func (p *lawPage) figures(indent string, n int) {
	list := p.law.Parameters(n)
	if len(list) == 0 {
		return
	}
	p.head(indent + p.word(words.Parameters))
	for _, x := range list {
		p.parameter(indent, x)
	}
}

func (p *lawPage) parameter(indent string, x *policy.Parameter) {
	now := p.word(words.NoValue)
	at := x.At(p.on)
	if at != nil {
		now = valueText(at)
	}
	p.line(indent+"  ", x.Name+"  "+p.word(x.Title)+"  "+p.paint.Bold(now)+unitText(x.Unit)+"  "+p.paint.Dim("("+p.word(words.On)+" "+p.on.String()+"; "+
		p.word(words.Checked)+" "+x.Checked.String()+")"))
	t := terminal.Table{Aligns: []terminal.Align{terminal.Left, terminal.Left, terminal.Left}}
	for i := range x.Values {
		v := &x.Values[i]
		when := p.word(words.From) + " " + v.From.String()
		if v.To != 0 {
			when += " " + p.word(words.To) + " " + v.To.String()
		}
		value := valueText(v)
		if v.None {
			value = p.word(words.NoValue)
		}
		source := report.Basis(p.law, v.Source.Basis(), p.lang)
		if note := noteIn(v.Source.Note, p.lang); note != "" {
			source += " (" + note + ")"
		}
		t.Rows = append(t.Rows, []string{when, value, source})
	}
	t.Limit = p.columns
	for _, l := range t.Lines(indent+"      ", terminal.Paint{}) {
		p.out.WriteString(l + "\n")
	}
}

func valueText(v *policy.Value) string {
	if len(v.List) > 0 {
		return strings.Join(v.List, " ")
	}
	return v.Text
}

func unitText(unit string) string {
	if unit == "" {
		return ""
	}
	return " " + unit
}

// noteIn gives the part of "中文 | English" in a language.
func noteIn(note string, l lang.Lang) string {
	zh, en, both := strings.Cut(note, " | ")
	if both && l == lang.En {
		return en
	}
	return zh
}

// parameters lists the figures of all clauses.
func (p *lawPage) parameters() {
	for n := 1; n <= len(regulation.Folders); n++ {
		if list := p.law.Parameters(n); len(list) > 0 {
			p.head(p.clauseTitle(n))
			for _, x := range list {
				p.parameter("", x)
			}
		}
	}
}

// readings lists all choices made where the law is silent.
func (p *lawPage) readings() {
	for _, r := range p.law.Readings.List() {
		p.reading(r)
	}
}

func (p *lawPage) readingsOf(n int) {
	head := false
	for _, r := range p.law.Readings.List() {
		if slices.Contains(r.Clauses, n) {
			if !head {
				p.head(p.word(words.Readings))
				head = true
			}
			p.line("  ", p.paint.Bold(r.ID)+"  "+p.word(r.Choice))
		}
	}
}

func (p *lawPage) reading(r *policy.Reading) {
	var clauses []string
	for _, n := range r.Clauses {
		clauses = append(clauses, strconv.Itoa(n))
	}
	p.head(r.ID + "  (" + p.word(words.Clause) + " " + strings.Join(clauses, p.comma()) + ")")
	p.pair("  ", words.Question, p.word(r.Question))
	p.pair("  ", words.Choice, p.word(r.Choice))
	value := r.Default + unitText(p.word(r.Unit))
	if r.Chosen != "" {
		value += "; " + p.word(words.Chosen) + " " + r.Chosen + " (" + clean(r.By) + ")"
	}
	p.pair("  ", words.Default, value)
	p.pair("  ", words.Options2, strings.Join(r.Options, p.comma()))
	p.pair("  ", words.Why, p.word(r.Why))
	p.pair("  ", words.Who, p.word(r.Who))
}

// instruments lists the texts relied on.
func (p *lawPage) instruments() {
	for _, i := range p.law.Instruments.List {
		p.head(i.Key + "  " + p.word(i.Title))
		p.pair("  ", words.Number, i.Number)
		p.pair("  ", words.Issuer, p.word(i.Issuer))
		p.pair("  ", words.Issued, i.Issued)
		force := ""
		if i.InForce.From != "" {
			force = p.word(words.From) + " " + i.InForce.From
			if i.InForce.To != "" {
				force += " " + p.word(words.To) + " " + i.InForce.To
			}
		}
		p.pair("  ", words.InForce, force)
		p.pair("  ", words.Superseded, i.SupersededBy)
		p.pair("  ", words.Address, i.URL)
		p.pair("  ", words.Note, p.word(i.Note))
	}
}
