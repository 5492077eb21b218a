package screen

import (
	"archive/zip"
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The fixed parts of a docx (ECMA-376, part 1): what the package holds and how its parts belong together.
const (
	xmlHead      = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	contentTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>`
	packageRels  = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	documentRels = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>`
	wordSpace    = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
)

// docxWriter writes the documents one after the other as one Word file. The text goes out as it comes; only the comments
// are kept, for they are a part of their own.
type docxWriter struct {
	zip      *zip.Writer
	out      *bufio.Writer // word/document.xml
	err      error
	style    Style
	comments []byte
	count    int // comments so far
	begun    bool
}

func newDocx(w io.Writer, s Style) *docxWriter {
	d := &docxWriter{zip: zip.NewWriter(w), style: s}
	for _, part := range [...][2]string{{"[Content_Types].xml", contentTypes}, {"_rels/.rels", packageRels}, {"word/_rels/document.xml.rels", documentRels}} {
		d.part(part[0], part[1])
	}
	if d.err != nil {
		return d
	}
	body, err := d.zip.Create("word/document.xml")
	if err != nil {
		d.err = err
		return d
	}
	d.out = bufio.NewWriterSize(body, 1<<16)
	d.put(xmlHead, `<w:document `, wordSpace, `><w:body>`)
	return d
}

func (d *docxWriter) part(name, text string) {
	if d.err != nil {
		return
	}
	w, err := d.zip.Create(name)
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	d.err = err
}

func (d *docxWriter) put(pieces ...string) {
	for _, p := range pieces {
		if d.err == nil {
			_, d.err = d.out.WriteString(p)
		}
	}
}

// escapeXML makes text safe within XML: the five characters, and none that XML 1.0 forbids.
func escapeXML(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r < 0x20 && r != '\t', r == 0xfffe, r == 0xffff, r == utf8.RuneError:
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func runOf(text, properties string) string {
	if properties != "" {
		properties = "<w:rPr>" + properties + "</w:rPr>"
	}
	return "<w:r>" + properties + `<w:t xml:space="preserve">` + escapeXML(text) + "</w:t></w:r>"
}

func paragraphOf(runs string) string { return "<w:p>" + runs + "</w:p>" }

const (
	bold   = `<w:b/>`
	large  = `<w:b/><w:sz w:val="32"/>`
	marked = `<w:highlight w:val="yellow"/>`
	newOne = `<w:r><w:br w:type="page"/></w:r>`
)

// Write writes a document's text; every hit is a comment on its sentence.
func (d *docxWriter) Write(x *Document) error {
	if d.err != nil {
		return d.err
	}
	s := &d.style
	if d.begun {
		d.put(paragraphOf(newOne))
	}
	d.begun = true
	d.put(paragraphOf(runOf(x.Name, large)))
	if x.Problem != nil {
		d.put(paragraphOf(runOf(x.Problem.Message(s.Lang), bold)))
	}
	if x.Unread {
		return d.err
	}
	d.put(paragraphOf(runOf(s.about(x), "")))
	var open []int
	if err := eachLine(x.Text, x.Hits, func(l *line) error { open = d.line(x, l, open); return d.err }); err != nil {
		return err
	}
	if len(open) > 0 { // they end in blank lines, which are left out
		d.put("<w:p>")
		d.shut(open, func(int) bool { return true })
		d.put("</w:p>")
	}
	d.count += len(x.Hits)
	return d.err
}

// line writes a paragraph. open are the hits whose comment has begun and not ended; it gives those still open.
func (d *docxWriter) line(x *Document, l *line, open []int) []int {
	d.put("<w:p>")
	if l.NewPage {
		d.put(newOne)
	}
	begin := l.Starts
	for _, g := range l.Segments {
		open = d.shut(open, func(k int) bool { return !slices.Contains(g.Hits, k) })
		for len(begin) > 0 && slices.Contains(g.Hits, begin[0]) {
			open = d.open(x, begin[0], open)
			begin = begin[1:]
		}
		properties := ""
		if len(g.Hits) > 0 {
			properties = marked
		}
		if g.Focus {
			properties = bold + marked
		}
		d.put(runOf(g.Text, properties))
	}
	for _, k := range begin {
		open = d.open(x, k, open)
	}
	open = d.shut(open, func(k int) bool { return x.Hits[k].End <= l.End })
	d.put("</w:p>")
	return open
}

// open begins the comment of hit k.
func (d *docxWriter) open(x *Document, k int, open []int) []int {
	d.put(`<w:commentRangeStart w:id="`, strconv.Itoa(d.count+k), `"/>`)
	d.comment(x, k)
	return append(open, k)
}

// shut ends the comments of the open hits that are over, and gives the others.
func (d *docxWriter) shut(open []int, over func(k int) bool) []int {
	return slices.DeleteFunc(open, func(k int) bool {
		if !over(k) {
			return false
		}
		id := strconv.Itoa(d.count + k)
		d.put(`<w:commentRangeEnd w:id="`, id, `"/><w:r><w:commentReference w:id="`, id, `"/></w:r>`)
		return true
	})
}

func (d *docxWriter) comment(x *Document, k int) {
	h, s := &x.Hits[k], &d.style
	colon := w("：", ": ").In(s.Lang)
	text := paragraphOf(runOf(s.heading(h), bold)) + paragraphOf(runOf(s.word(words.Why)+colon+h.Reason.In(s.Lang), "")) +
		paragraphOf(runOf(s.word(words.Rewrite)+colon+rewrite(s, h), "")) +
		paragraphOf(runOf(s.word(words.Sure)+colon+h.Confidence.Text().In(s.Lang)+"  "+strings.Join(h.Basis, " "), ""))
	d.comments = append(d.comments, `<w:comment w:id="`+strconv.Itoa(d.count+k)+`" w:author="shukun" w:initials="SK">`+text+"</w:comment>"...)
}

// Close writes the comments and ends the file.
func (d *docxWriter) Close(Totals) error {
	if d.err != nil {
		return d.err
	}
	d.put(`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>`)
	if d.err == nil {
		d.err = d.out.Flush()
	}
	d.part("word/comments.xml", xmlHead+"<w:comments "+wordSpace+">"+string(d.comments)+"</w:comments>")
	if d.err == nil {
		d.err = d.zip.Close()
	}
	return d.err
}
