package screen

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shukun/civil"
	"shukun/lang"
	"shukun/problem"
	"shukun/screening"
)

var style = Style{Title: func(rule string) lang.Text { return lang.Text{Zh: "题" + rule, En: "title " + rule} }, Program: "shukun"}

// drawn gives a document of any text, line breaks and markup included, with hits anywhere in it.
func drawn(t *rapid.T) *Document {
	text := rapid.StringOfN(rapid.SampledFrom([]rune("甲乙付款。<&>\"'\n\r\f \x01𠀀a")), 1, 60, -1).Draw(t, "text")
	n := len([]rune(text))
	d := &Document{Name: "<合同>.txt", Text: text, Day: civil.MustOf(2025, 7, 1), Guessed: rapid.Bool().Draw(t, "guessed")}
	at := 0
	for range rapid.IntRange(0, 4).Draw(t, "hits") {
		start := rapid.IntRange(at, n-1).Draw(t, "start")
		end := rapid.IntRange(start+1, n).Draw(t, "end")
		focus := rapid.IntRange(start, end-1).Draw(t, "focus")
		d.Hits = append(d.Hits, screening.Hit{Rule: "03.back-to-back", Start: start, End: end, Focus: [2]int{focus, end}, Page: 1, Paragraph: 1,
			Sentence: "<句>", Reason: lang.Text{Zh: "因<此>", En: "why"}, Basis: []string{"notice:3"}, Confidence: screening.High, Rewrite: lang.Text{Zh: "改&法", En: "instead"}})
		at = start
	}
	return d
}

// Lines give back the text, and every hit covers the characters it names.
func TestLinesKeepTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawn(t)
		var got strings.Builder
		covered := make([]int, len(d.Hits))
		starts := 0
		err := eachLine(d.Text, d.Hits, func(l *line) error {
			starts += len(l.Starts)
			for _, g := range l.Segments {
				got.WriteString(g.Text)
				for _, k := range g.Hits {
					covered[k] += len([]rune(strings.TrimSpace(g.Text)))
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if bare(got.String()) != bare(d.Text) {
			t.Fatalf("%q became %q", d.Text, got.String())
		}
		runes := []rune(d.Text)
		for i, h := range d.Hits {
			if max := h.End - h.Start; covered[i] > max || strings.TrimSpace(string(runes[h.Start:h.End])) != "" && covered[i] == 0 {
				t.Fatalf("hit %d of %q covers %d characters", i, d.Text, covered[i])
			}
		}
		if starts != len(d.Hits) {
			t.Fatalf("%d hits begin, want %d", starts, len(d.Hits))
		}
	})
}

func write(t interface{ Fatal(...any) }, f Format, s Style, docs ...*Document) []byte {
	var b bytes.Buffer
	w := New(f, &b, s)
	for _, d := range docs {
		if err := w.Write(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(Totals{Documents: len(docs)}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A docx is well-formed whatever the text holds, and every comment begins, ends, is referred to and is there once.
func TestDocxIsWellFormed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		docs := []*Document{drawn(t), drawn(t)}
		parts := unzip(t, write(t, DOCX, style, docs...))
		for name, text := range parts {
			for d := xml.NewDecoder(strings.NewReader(text)); ; {
				if _, err := d.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			}
		}
		want := len(docs[0].Hits) + len(docs[1].Hits)
		body := parts["word/document.xml"]
		for _, mark := range []string{"<w:commentRangeStart ", "<w:commentRangeEnd ", "<w:commentReference "} {
			if got := strings.Count(body, mark); got != want {
				t.Fatalf("%d of %s, want %d", got, mark, want)
			}
		}
		if got := strings.Count(parts["word/comments.xml"], "<w:comment "); got != want {
			t.Fatalf("%d comments, want %d", got, want)
		}
	})
}

func unzip(t interface{ Fatal(...any) }, b []byte) map[string]string {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(text)
	}
	return parts
}

// Nothing of a text becomes markup of the page, and every hit has its mark and its note.
func TestPageIsEscaped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawn(t)
		page := string(write(t, HTML, style, d))
		if strings.Contains(page, "<合同>") || strings.Contains(page, "因<此>") || strings.Contains(page, "<甲") {
			t.Fatal("unescaped text in the page")
		}
		if got := strings.Count(page, `<div class="note">`); got != len(d.Hits) {
			t.Fatalf("%d notes, want %d", got, len(d.Hits))
		}
		if strings.Count(page, "<section") != strings.Count(page, "</section>") || strings.Count(page, "<div") != strings.Count(page, "</div>") || !strings.HasSuffix(page, "</html>\n") {
			t.Fatal("the page is not closed")
		}
	})
}

func TestUnreadAndPartlyRead(t *testing.T) {
	bad := problem.New(problem.Invalid, "document-empty", lang.Text{Zh: "没有文字", En: "no text"}, lang.Text{})
	docs := []*Document{{Name: "空.txt", Problem: bad, Unread: true}, {Name: "半.pdf", Problem: bad, Text: "甲方付款。", Day: civil.MustOf(2025, 7, 1)}}
	for f, want := range map[Format]string{Text: "没有文字", HTML: "没有文字", JSONL: `"code":"document-empty","message":"没有文字"`} {
		if got := string(write(t, f, style, docs...)); strings.Count(got, want) != 2 {
			t.Errorf("%s: %s", formats[f], got)
		}
	}
	if parts := unzip(t, write(t, DOCX, style, docs...)); strings.Count(parts["word/document.xml"], "没有文字") != 2 {
		t.Error(parts["word/document.xml"])
	}
	if got := string(write(t, HTML, style)); !strings.Contains(got, "<h1>") || !strings.HasSuffix(got, "</html>\n") {
		t.Errorf("a page without documents: %s", got)
	}
}

func TestLinesOfJSON(t *testing.T) {
	d := &Document{Name: "a.pdf", As: screening.Tender, Paged: true, Text: "甲。", Day: civil.MustOf(2025, 7, 1), Hits: []screening.Hit{{
		Rule: "19.restrictive-condition", Family: "region", Start: 0, End: 2, Focus: [2]int{0, 1}, Page: 3, Paragraph: 4, Sentence: "甲。",
		Reason: lang.Text{Zh: "因", En: "why"}, Confidence: screening.Low, Rewrite: lang.Text{Zh: "改", En: "instead"}}}}
	en := style
	en.Lang = lang.En
	var got map[string]any
	if err := json.Unmarshal(write(t, JSONL, en, d), &got); err != nil {
		t.Fatal(err)
	}
	span := got["span"].(map[string]any)
	if got["as"] != "tender" || got["reason"] != "why" || span["page"] != 3.0 || span["paragraph"] != 4.0 || span["rewrite"] != "instead" || got["confidence"] != "low" || got["guessed"] != nil {
		t.Errorf("%v", got)
	}
}

// failing is a stream that is full.
type failing struct{}

var errFull = errors.New("full")

func (failing) Write([]byte) (int, error) { return 0, errFull }

// What cannot be written is told, not lost.
func TestWriteErrors(t *testing.T) {
	d := &Document{Name: "a.txt", Text: strings.Repeat("甲方付款。\n", 40_000), Day: civil.MustOf(2025, 7, 1),
		Hits: []screening.Hit{{Rule: "03.back-to-back", End: 5, Focus: [2]int{0, 1}, Confidence: screening.High}}}
	for f := Text; f <= DOCX; f++ {
		w := New(f, failing{}, style)
		err := w.Write(d)
		if err == nil {
			err = w.Close(Totals{})
		}
		if !errors.Is(err, errFull) {
			t.Errorf("%s: %v", formats[f], err)
		}
	}
}

func TestFormats(t *testing.T) {
	for name, want := range map[string]Format{"a.html": HTML, "a.HTM": HTML, "a.docx": DOCX, "a.jsonl": JSONL, "a.ndjson": JSONL, "a.txt": Text} {
		if got, ok := FormatOfFile(name); !ok || got != want {
			t.Errorf("%s: %v %v", name, got, ok)
		}
	}
	for _, name := range []string{"a", "a.text", "a.pdf"} {
		if _, ok := FormatOfFile(name); ok {
			t.Errorf("%s has a format", name)
		}
	}
}
