package evaluation

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"shukun/civil"
	"shukun/screening"
)

// Marked is a whole document in which each unfair paragraph carries its labels.
type Marked struct {
	Name  string
	Kind  screening.Kind
	Text  string
	Parts []Part
}

// Part is a paragraph of a marked document: its characters from Start up to End, and the labels it should get.
type Part struct {
	Start, End int
	Want       []string
}

// MarkedDocuments reads the marked documents of a split: a line that begins with @ holds labels, a tab and the paragraph.
func MarkedDocuments(split Split) ([]Marked, error) {
	names, err := fs.Glob(files, "cases/marked/"+string(split)+"/*.txt")
	if err != nil {
		return nil, err
	}
	var out []Marked
	for _, name := range names {
		b, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		m := Marked{Name: path.Base(name)}
		if strings.HasPrefix(m.Name, "tender") {
			m.Kind = screening.Tender
		}
		var text strings.Builder
		at := 0
		for line := range strings.Lines(string(b)) {
			p := Part{Start: at}
			if rest, ok := strings.CutPrefix(line, "@"); ok {
				marks, body, ok := strings.Cut(rest, "\t")
				if !ok {
					return nil, fmt.Errorf("%s: labels without a paragraph: %s", name, line)
				}
				p.Want, line = strings.Split(marks, ","), body
			}
			at += len([]rune(line))
			p.End = at
			text.WriteString(line)
			m.Parts = append(m.Parts, p)
		}
		m.Text = text.String()
		out = append(out, m)
	}
	return out, nil
}

// Paragraphs gives each paragraph of a marked document as a case.
func (m *Marked) Paragraphs() []Case {
	var cases []Case
	runes := []rune(m.Text)
	for i, p := range m.Parts {
		cases = append(cases, Case{Document: m.Name, Kind: m.Kind, Want: p.Want, Source: fmt.Sprintf("%s:%04d", m.Name, i+1), Text: strings.TrimSpace(string(runes[p.Start:p.End]))})
	}
	return cases
}

// InPlace gives each paragraph of a marked document as a case, and a finder that screens the document whole
// and answers with what was found inside the paragraph.
func InPlace(m Marked) ([]Case, Finder) {
	cases := m.Paragraphs()
	found := map[string][]string{}
	hits := screening.Screen(screening.Document{Text: m.Text}, m.Kind, civil.MustParse("2025-07-01"), screening.Options{Buyer: screening.BuyerLarge})
	for _, h := range hits {
		for i, p := range m.Parts {
			if h.Focus[0] >= p.Start && h.Focus[0] < p.End {
				found[cases[i].Source] = append(found[cases[i].Source], label(h))
			}
		}
	}
	return cases, func(c Case) []string { return found[c.Source] }
}

func label(h screening.Hit) string {
	if h.Family == "" {
		return h.Rule
	}
	return h.Rule + ":" + h.Family
}
