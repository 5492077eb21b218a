package cli

import (
	"bufio"

	"shukun/cli/terminal"
	"shukun/lang"
)

// page is text for a person: paragraphs, heads and tables, wrapped to the terminal.
type page struct {
	out     *bufio.Writer
	lang    lang.Lang
	paint   terminal.Paint
	columns int
}

func (s *session) page() *page {
	return &page{out: bufio.NewWriter(s.Stdout), lang: s.lang, paint: s.paint(), columns: s.Columns}
}

func (p *page) word(t lang.Text) string { return t.In(p.lang) }

// line writes text, wrapped, each line begun with indent.
func (p *page) line(indent, text string) {
	for _, l := range terminal.Wrap(text, p.columns-terminal.Width(indent)) {
		if l != "" {
			p.out.WriteString(indent + l)
		}
		p.out.WriteByte('\n')
	}
}

// head writes a head with a blank line above.
func (p *page) head(text string) {
	p.out.WriteString("\n" + p.paint.Bold(text) + "\n")
}

// pair writes a name and what it stands for; nothing for nothing.
func (p *page) pair(indent string, name lang.Text, text string) {
	if text == "" {
		return
	}
	p.line(indent, p.word(name)+p.colon()+text)
}

func (p *page) colon() string {
	if p.lang == lang.En {
		return ": "
	}
	return "："
}

func (p *page) table(t terminal.Table) {
	t.Limit = p.columns
	for _, l := range t.Lines("  ", p.paint) {
		p.out.WriteString(l + "\n")
	}
}

func (p *page) flush() error {
	if err := p.out.Flush(); err != nil {
		return cannotWrite(words.StandardOutput.In(p.lang), err)
	}
	return nil
}
