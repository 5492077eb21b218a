// Package screen writes what screening found in documents: text for a terminal, jsonl for programs, html with the
// unfair words marked beside the rewrites, docx with comments. Documents come one by one and are not kept.
package screen

import (
	"io"
	"path/filepath"
	"strings"

	"shukun/civil"
	"shukun/cli/terminal"
	"shukun/lang"
	"shukun/problem"
	"shukun/screening"
)

// Format is a way to write the hits.
type Format uint8

// The formats.
const (
	Text Format = iota
	JSONL
	HTML
	DOCX
)

var formats = [...]string{"text", "jsonl", "html", "docx"}

// Formats lists the formats' names.
func Formats() []string { return formats[:] }

// ParseFormat reads a format's name.
func ParseFormat(s string) (f Format, ok bool) {
	for i, name := range formats {
		if name == s {
			return Format(i), true
		}
	}
	return 0, false
}

// FormatOfFile gives the format a file's extension asks for; ok is false for an extension of none.
func FormatOfFile(name string) (f Format, ok bool) {
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
	switch ext {
	case "txt":
		return Text, true
	case "htm":
		return HTML, true
	case "ndjson":
		return JSONL, true
	case "text":
		return 0, false
	}
	return ParseFormat(ext)
}

// Document is a file and what was found in it.
type Document struct {
	Name    string
	As      screening.Kind
	Guessed bool       // As was not given
	Day     civil.Date // whose law was applied
	Text    string
	Paged   bool // its pages are those of the file
	Hits    []screening.Hit
	Problem *problem.Error // it could not be read, or some of its pages
	Unread  bool           // nothing of it could be read
}

// Totals counts what was written.
type Totals struct{ Documents, WithHits, Hits, Unread int }

// Style is how to write.
type Style struct {
	Lang    lang.Lang
	Title   func(rule string) lang.Text // of a rule
	Program string                      // name and version, for the foot of a page
	Paint   terminal.Paint
	Columns int
}

// Writer writes documents as they come. Close ends the output; it does not close the stream under it.
type Writer interface {
	Write(d *Document) error
	Close(t Totals) error
}

// New makes a writer of a format.
func New(f Format, w io.Writer, s Style) Writer {
	switch f {
	case JSONL:
		return newJSONL(w, s)
	case HTML:
		return &htmlWriter{w: w, style: s}
	case DOCX:
		return newDocx(w, s)
	}
	return &textWriter{w: w, style: s}
}

func (s *Style) word(t lang.Text) string { return t.In(s.Lang) }

// about tells as what a document was screened, and by the law of which day.
func (s *Style) about(d *Document) string {
	kind := map[screening.Kind]lang.Text{screening.Contract: words.Contract, screening.Tender: words.Tender}[d.As]
	out := s.word(words.As) + s.word(kind)
	if d.Guessed {
		out += s.word(words.Guessed)
	}
	return out + s.word(words.Law) + d.Day.String()
}

var words = struct {
	Contract, Tender, As, Guessed, Law, Nothing, Why, Rewrite, Sure, Basis, Title, Legend lang.Text
	Original, Found, Note                                                                 lang.Text
}{
	Contract: w("合同", "contract"), Tender: w("采购文件", "tender"), As: w("按", "screened as a "), Guessed: w("（自动判断，可用 --as 指定）", " (guessed; --as says otherwise)"),
	Law: w("筛查，适用日期 ", ", by the law of "), Nothing: w("没有发现问题条款", "nothing found"), Why: w("理由", "Why"), Rewrite: w("建议写法", "Suggested wording"),
	Sure: w("把握", "Confidence"), Basis: w("依据", "Basis"), Title: w("条款筛查", "Screening of terms"),
	Legend:   w("标出的是问题条款，加粗的是起决定作用的文字；旁边是理由和建议写法。筛查供人复核，不替法院宣布条款无效。", "Terms found are marked, the decisive words bold; beside them stand the reasons and suggested wordings. A person decides; nothing here declares a term void."),
	Original: w("原文", "Text"), Found: w("发现", "Found"), Note: w("处", ""),
}

func w(zh, en string) lang.Text { return lang.Text{Zh: zh, En: en} }

// heading names the rule of a hit and how sure it is.
func (s *Style) heading(h *screening.Hit) string { return h.Rule + " " + s.word(s.Title(h.Rule)) }

func (s *Style) totals(t Totals) string {
	if s.Lang == lang.En {
		return plural(t.Documents, "document") + ", " + plural(t.WithHits, "with hits") + ", " + plural(t.Hits, "hit") + ", " + plural(t.Unread, "not read or only in part")
	}
	return plural(t.Documents, "份文件") + "，" + plural(t.WithHits, "份有问题条款") + "，共" + plural(t.Hits, "处") + "，" + plural(t.Unread, "份没有读到或者没有读全")
}
