package screen

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"shukun/cli/terminal"
)

// plural writes a count and what is counted.
func plural(n int, what string) string {
	space := ""
	if what[0] < 0x80 {
		space = " "
		if n != 1 && (what == "document" || what == "hit") {
			what += "s"
		}
	}
	return strconv.Itoa(n) + space + what
}

type textWriter struct {
	w     io.Writer
	style Style
	begun bool
}

// Write writes a document's hits for a person to read.
func (t *textWriter) Write(d *Document) error {
	b, s := bufio.NewWriter(t.w), &t.style
	line := func(indent, text string) {
		for _, l := range terminal.Wrap(terminal.Clean(text), s.Columns-terminal.Width(indent)) {
			b.WriteString(indent + l + "\n")
		}
	}
	if t.begun {
		b.WriteByte('\n')
	}
	t.begun = true
	b.WriteString(s.Paint.Bold(terminal.Clean(d.Name)) + "\n")
	if d.Problem != nil {
		line("  ", s.Paint.Yellow(d.Problem.Message(s.Lang)))
	}
	if d.Unread {
		return b.Flush()
	}
	line("  ", s.about(d))
	if len(d.Hits) == 0 {
		line("  ", s.Paint.Green(s.word(words.Nothing)))
	}
	colon := w("：", ": ").In(s.Lang)
	for i := range d.Hits {
		h := &d.Hits[i]
		b.WriteString("\n  " + strconv.Itoa(i+1) + ". " + s.Paint.Red(s.heading(h)) + "  " + h.Place(d.Paged).In(s.Lang) + "  " + s.word(words.Sure) + colon + h.Confidence.Text().In(s.Lang) + "\n")
		line("     ", s.word(words.Original)+colon+h.Sentence)
		line("     ", s.word(words.Why)+colon+h.Reason.In(s.Lang))
		line("     ", s.word(words.Basis)+colon+strings.Join(h.Basis, " "))
		line("     ", s.word(words.Rewrite)+colon+rewrite(s, h))
	}
	return b.Flush()
}

// rewrite gives the wording to put instead: it is Chinese, since it goes into a Chinese contract; English adds its sense.
func rewrite(s *Style, h *hit) string {
	if s.word(h.Rewrite) == h.Rewrite.Zh {
		return h.Rewrite.Zh
	}
	return h.Rewrite.Zh + " (" + h.Rewrite.En + ")"
}

// Close writes the totals.
func (t *textWriter) Close(n Totals) error {
	_, err := io.WriteString(t.w, "\n"+t.style.totals(n)+"\n")
	return err
}
