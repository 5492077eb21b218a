package document

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// The limits of a docx: members, bytes of the main part, nesting.
const (
	maxMembers  = 4096
	maxPart     = 128 << 20
	maxNesting  = 200
	bombRatio   = 400     // expanded to packed, from
	bombMeasure = 8 << 20 // this many bytes expanded
)

// docxText reads the paragraphs of a Word file: one a line with an empty line between; table cells of a row are parted
// by tabs; a page break is a form feed. Text struck out by revision is left out.
func docxText(b []byte) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return "", errDocx.Because(err)
	}
	if len(z.File) > maxMembers {
		return "", errBomb
	}
	var main *zip.File
	for _, f := range z.File {
		if strings.EqualFold(f.Name, "word/document.xml") {
			main = f
		}
	}
	if main == nil {
		return "", errBinary
	}
	if main.UncompressedSize64 > maxPart || main.UncompressedSize64 > bombMeasure && main.UncompressedSize64 > bombRatio*max(main.CompressedSize64, 1) {
		return "", errBomb
	}
	r, err := main.Open()
	if err != nil {
		return "", errDocx.Because(err)
	}
	defer r.Close()
	counted := &counter{r: r, packed: int64(main.CompressedSize64)}
	w := wordReader{dec: xml.NewDecoder(counted)}
	if err := w.run(); err != nil {
		if counted.over || errors.Is(err, errBomb) || errors.Is(err, errTooLarge) {
			return "", err
		}
		return "", errDocx.Because(err)
	}
	return string(w.out), nil
}

// counter refuses a member that lied about its size.
type counter struct {
	r      io.Reader
	n      int64
	packed int64
	over   bool
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if c.n > maxPart || c.n > bombMeasure && c.n > bombRatio*max(c.packed, 1) {
		c.over = true
		return 0, errBomb
	}
	return n, err
}

type wordReader struct {
	dec     *xml.Decoder
	out     []byte
	depth   int
	inText  bool
	breaks  int  // page breaks waiting for the end of the paragraph
	cells   int  // depth of table cells we are in
	started bool // something yet in this paragraph
}

func (w *wordReader) run() error {
	for {
		t, err := w.dec.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if w.depth++; w.depth > maxNesting {
				return errBomb
			}
			if err := w.start(t); err != nil {
				return err
			}
		case xml.EndElement:
			w.depth--
			w.end(t.Name.Local)
		case xml.CharData:
			if w.inText {
				w.started = true
				w.out = append(w.out, t...)
			}
		case xml.Directive:
			return errBomb // a document type declaration has no place in a Word file
		}
		if len(w.out) > maxText {
			return errTooLarge
		}
	}
}

func (w *wordReader) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "t":
		w.inText = true
	case "tab":
		if w.depth > 0 && !inProperties(e) {
			w.out = append(w.out, '\t')
		}
	case "br", "cr":
		if attr(e, "type") == "page" {
			w.breaks++
		} else {
			w.out = append(w.out, '\n')
		}
	case "lastRenderedPageBreak":
		w.breaks++
	case "numPr":
		if !w.started {
			w.out = append(w.out, "· "...)
		}
	case "noBreakHyphen":
		w.out = append(w.out, '-')
	case "tc":
		w.cells++
	case "Fallback", "del", "moveFrom", "instrText", "delText", "rubyBase", "rt":
		if e.Name.Local == "rubyBase" {
			return nil
		}
		w.depth--
		return w.dec.Skip()
	}
	return nil
}

// inProperties tells a tab stop (it has a position) from a tab in the text.
func inProperties(e xml.StartElement) bool { return attr(e, "pos") != "" || attr(e, "val") != "" }

func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

func (w *wordReader) end(local string) {
	switch local {
	case "t":
		w.inText = false
	case "p":
		w.started = false
		w.out = append(w.out, '\n')
		if w.cells == 0 {
			w.out = append(w.out, '\n')
			w.pages()
		}
	case "tc":
		if w.cells--; w.cells == 0 {
			w.trim()
			w.out = append(w.out, '\t')
		}
	case "tr":
		if w.cells == 0 {
			w.trim()
			w.out = append(w.out, "\n\n"...)
			w.pages()
		}
	}
}

func (w *wordReader) pages() {
	for ; w.breaks > 0; w.breaks-- {
		w.out = append(w.out, '\f')
	}
}

// trim takes back the line end a cell or row closed with.
func (w *wordReader) trim() {
	for n := len(w.out); n > 0 && (w.out[n-1] == '\n' || w.out[n-1] == '\t'); n-- {
		w.out = w.out[:n-1]
	}
}
