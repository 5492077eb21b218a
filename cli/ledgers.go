package cli

import (
	"strings"

	"shukun/cli/terminal"
	"shukun/lang"
	"shukun/ledger"
)

func ledgersCommand() *command {
	return &command{name: "ledgers", args: words.ArgKind, about: words.AboutLedgers, more: words.MoreLedgers, run: (*session).ledgers, flags: []*flag{
		{"markdown", lang.Text{}, words.FlagMarkdown, func(o *options, _ string) error { o.markdown = true; return nil }},
	}}
}

// ledgers lists the kinds, or the columns of one.
func (s *session) ledgers(o *options, args []string) (int, error) {
	p := s.page()
	if len(args) > 1 {
		return ExitFailed, tooMany(args[1])
	}
	if len(args) == 1 {
		k := ledger.FindKind(args[0])
		if k == nil {
			return ExitFailed, unknownKind(args[0])
		}
		if o.markdown {
			p.kindMarkdown(k)
		} else {
			p.kind(k)
		}
		return ExitClean, p.flush()
	}
	if o.markdown {
		p.columns = 0
		p.line("", "# "+p.word(words.LedgersTitle)+"\n\n"+p.word(words.MoreCheck))
		for _, k := range ledger.Kinds() {
			p.kindMarkdown(k)
		}
		return ExitClean, p.flush()
	}
	t := terminal.Table{Aligns: []terminal.Align{terminal.Left, terminal.Left, terminal.Left},
		Head: []string{p.word(words.Key), p.word(words.Name), p.word(words.Required)}}
	for _, k := range ledger.Kinds() {
		var required []string
		for i := range k.Columns {
			if k.Columns[i].Required {
				required = append(required, p.columnName(&k.Columns[i]))
			}
		}
		t.Rows = append(t.Rows, []string{k.Key, p.word(kindName(k)), strings.Join(required, p.comma())})
	}
	p.table(t)
	return ExitClean, p.flush()
}

func kindName(k *ledger.Kind) lang.Text { return lang.Text{Zh: k.Name, En: k.En} }

func (p *page) columnName(c *ledger.Column) string { return p.word(lang.Text{Zh: c.Name, En: c.En}) }

func (p *page) comma() string {
	if p.lang == lang.En {
		return ", "
	}
	return "、"
}

// kind writes the columns of a kind.
func (p *page) kind(k *ledger.Kind) {
	p.line("", p.paint.Bold(p.word(kindName(k))+"  "+k.Key))
	t := terminal.Table{Aligns: []terminal.Align{terminal.Left, terminal.Left, terminal.Left, terminal.Left, terminal.Left},
		Head: []string{p.word(words.Key), p.word(words.Name), p.word(words.Type), p.word(words.Required), p.word(words.Note)}}
	for i := range k.Columns {
		t.Rows = append(t.Rows, p.columnRow(k, &k.Columns[i]))
	}
	p.table(t)
}

// kindMarkdown writes the columns of a kind as a section of a Markdown page.
func (p *page) kindMarkdown(k *ledger.Kind) {
	cell := strings.NewReplacer("|", `\|`, "<", "&lt;")
	p.out.WriteString("\n## `" + k.Key + "` " + p.word(kindName(k)) + "\n\n")
	head := []string{p.word(words.Key), p.word(words.Name), p.word(words.Type), p.word(words.Required), p.word(words.Note)}
	p.out.WriteString("| " + strings.Join(head, " | ") + " |\n" + strings.Repeat("|---", len(head)) + "|\n")
	for i := range k.Columns {
		row := p.columnRow(k, &k.Columns[i])
		row[0] = "`" + row[0] + "`"
		for j := range row {
			row[j] = cell.Replace(row[j])
		}
		p.out.WriteString("| " + strings.Join(row, " | ") + " |\n")
	}
}

// columnRow says what there is to say of a column: key, name, type, whether it is required, notes.
func (p *page) columnRow(k *ledger.Kind, c *ledger.Column) []string {
	name := c.Name
	if p.lang == lang.En {
		name += " · " + c.En
	}
	required := ""
	switch {
	case c.InKey:
		required = p.word(words.Yes) + " (" + p.word(words.KeyColumn) + ")"
	case c.Required:
		required = p.word(words.Yes)
	}
	return []string{c.Key, name, p.columnType(c), required, p.columnNotes(k, c)}
}

var typeWords = map[ledger.Type]lang.Text{
	ledger.TypeText: words.TypeText, ledger.TypeCode: words.TypeCode, ledger.TypeDate: words.TypeDate, ledger.TypeMoney: words.TypeMoney,
	ledger.TypeRate: words.TypeRate, ledger.TypeNumber: words.TypeNumber, ledger.TypeTenK: words.TypeTenK, ledger.TypeInteger: words.TypeInteger,
	ledger.TypeYesNo: words.TypeYesNo, ledger.TypeEnum: words.TypeEnum, ledger.TypeDivision: words.TypeDivision, ledger.TypeIndustry: words.TypeIndustry,
}

func (p *page) columnType(c *ledger.Column) string {
	s := p.word(typeWords[c.Type])
	if c.Unit != "" && c.Type != ledger.TypeMoney && c.Type != ledger.TypeTenK {
		s += "（" + c.Unit + "）"
	}
	return s
}

func (p *page) choiceName(v ledger.EnumValue) string {
	if p.lang == lang.En {
		return v.Key
	}
	return v.Zh + "（" + v.Key + "）"
}

// columnNotes gives the choices, the note and the further header words of a column.
func (p *page) columnNotes(k *ledger.Kind, c *ledger.Column) string {
	var parts []string
	if c.Enum != nil {
		var values []string
		for _, v := range c.Enum.Values {
			values = append(values, p.choiceName(v))
		}
		parts = append(parts, p.word(words.Values)+" "+strings.Join(values, p.comma()))
	}
	if note := p.word(c.Note); note != "" {
		parts = append(parts, note)
	}
	if more := k.Synonyms(c); len(more) > 0 {
		parts = append(parts, p.word(words.Synonyms)+" "+strings.Join(more, p.comma()))
	}
	sep := "；"
	if p.lang == lang.En {
		sep = "; "
	}
	return strings.Join(parts, sep)
}
