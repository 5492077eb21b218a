package screen

import (
	"bufio"
	_ "embed"
	"html/template"
	"io"
	"strconv"
	"strings"
)

//go:embed page.gohtml
var pageText string

//go:embed page.css
var pageStyle string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// htmlWriter writes one page with a part for every document.
type htmlWriter struct {
	w     io.Writer
	style Style
	begun bool
	count int
}

type headData struct {
	Lang, Title, Legend string
	Style               template.CSS
}

type partData struct {
	ID, Name, About, Problem, Found string
	Clean                           bool
	Rules                           []ruleData
	Text                            bool
}

type ruleData struct{ ID, Title, Count string }

type rowData struct {
	Part    string
	NewPage bool
	Pieces  []pieceData
	Notes   []noteData
}

type pieceData struct {
	Text, Mark, Anchor string // Mark: the numbers of the hits it is in
	Focus              bool
}

type noteData struct {
	Part, Number, Rule, Title, Place, Sure, SureWord, Why, WhyWord, Rewrite, RewriteWord, Basis, Gloss string
}

func (h *htmlWriter) begin(w io.Writer) error {
	if h.begun {
		return nil
	}
	h.begun = true
	s := &h.style
	return pageTemplate.ExecuteTemplate(w, "head", headData{map[bool]string{true: "zh-CN", false: "en"}[s.word(words.Contract) == words.Contract.Zh],
		s.word(words.Title), s.word(words.Legend), template.CSS(pageStyle)})
}

// Write writes a document: its text with the hits marked, and beside them why and what to write instead.
func (h *htmlWriter) Write(d *Document) error {
	w := bufio.NewWriterSize(h.w, 1<<16)
	if err := h.begin(w); err != nil {
		return err
	}
	h.count++
	part := strconv.Itoa(h.count)
	if err := pageTemplate.ExecuteTemplate(w, "part", h.part(part, d)); err != nil {
		return err
	}
	if !d.Unread {
		marked := make([]bool, len(d.Hits))
		err := eachLine(d.Text, d.Hits, func(l *line) error {
			return pageTemplate.ExecuteTemplate(w, "row", h.row(part, d, l, marked))
		})
		if err != nil {
			return err
		}
	}
	if err := pageTemplate.ExecuteTemplate(w, "partend", !d.Unread); err != nil {
		return err
	}
	return w.Flush()
}

func (h *htmlWriter) part(id string, d *Document) partData {
	s := &h.style
	p := partData{ID: id, Name: d.Name, Text: !d.Unread}
	if d.Problem != nil {
		p.Problem = d.Problem.Message(s.Lang)
	}
	if d.Unread {
		return p
	}
	p.About, p.Clean = s.about(d), len(d.Hits) == 0
	p.Found = s.word(words.Nothing)
	if !p.Clean {
		p.Found = s.word(words.Found) + " " + strconv.Itoa(len(d.Hits)) + " " + s.word(words.Note)
	}
	var order []string
	count := map[string]int{}
	for i := range d.Hits {
		if r := d.Hits[i].Rule; count[r] == 0 {
			order = append(order, r)
		}
		count[d.Hits[i].Rule]++
	}
	for _, r := range order {
		p.Rules = append(p.Rules, ruleData{r, s.word(s.Title(r)), strconv.Itoa(count[r])})
	}
	return p
}

func (h *htmlWriter) row(part string, d *Document, l *line, marked []bool) rowData {
	s := &h.style
	r := rowData{Part: part, NewPage: l.NewPage}
	for _, g := range l.Segments {
		p := pieceData{Text: g.Text, Focus: g.Focus}
		var numbers []string
		for _, k := range g.Hits {
			numbers = append(numbers, strconv.Itoa(k+1))
			if !marked[k] && p.Anchor == "" {
				marked[k], p.Anchor = true, "h"+part+"-"+strconv.Itoa(k+1)
			}
		}
		p.Mark = strings.Join(numbers, " ")
		r.Pieces = append(r.Pieces, p)
	}
	for _, k := range l.Starts {
		x := &d.Hits[k]
		n := noteData{Part: part, Number: strconv.Itoa(k + 1), Rule: x.Rule, Title: s.word(s.Title(x.Rule)), Place: x.Place(d.Paged).In(s.Lang),
			Sure: x.Confidence.Text().In(s.Lang), SureWord: s.word(words.Sure), Why: x.Reason.In(s.Lang), WhyWord: s.word(words.Why),
			Rewrite: x.Rewrite.Zh, RewriteWord: s.word(words.Rewrite), Basis: strings.Join(x.Basis, "  ")}
		if s.word(x.Rewrite) != x.Rewrite.Zh {
			n.Gloss = x.Rewrite.En
		}
		r.Notes = append(r.Notes, n)
	}
	return r
}

// Close ends the page with the totals.
func (h *htmlWriter) Close(t Totals) error {
	if err := h.begin(h.w); err != nil {
		return err
	}
	return pageTemplate.ExecuteTemplate(h.w, "foot", struct{ Total, Program string }{h.style.totals(t), h.style.Program})
}
