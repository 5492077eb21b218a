package document

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
)

// wordFile packs a body of WordprocessingML into a docx.
func wordFile(t testing.TB, body string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"word/document.xml": `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
			` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>` + body + `</w:body></w:document>`,
	} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func para(text string) string { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>" }

// pdfPage is one page of a test PDF: lines of text, or a picture.
type pdfPage struct {
	lines   []string
	picture bool
}

// pdfOptions change how a test PDF is made.
type pdfOptions struct {
	flate    bool   // compress the streams
	objects  bool   // put the dictionaries into an object stream
	noMap    bool   // leave out the character map
	encoding string // of the Type0 font
	catalog  string // added to the catalogue
	trailer  string // added to the trailer
}

func flate(b []byte) []byte {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	w.Write(b)
	w.Close()
	return out.Bytes()
}

// pdfFile writes a PDF whose codes are the characters' UTF-16 units less one, so that only the map makes sense of them.
func pdfFile(pages []pdfPage, o pdfOptions) []byte {
	if o.encoding == "" {
		o.encoding = "Identity-H"
	}
	used := map[uint16]bool{}
	stream := func(dict string, data []byte) string {
		if o.flate {
			data, dict = flate(data), dict+" /Filter /FlateDecode"
		}
		return fmt.Sprintf("<< /Length %d %s >>\nstream\n%s\nendstream", len(data), dict, data)
	}
	kids, bodies := []string{}, map[int]string{}
	next := 10
	for _, p := range pages {
		var c strings.Builder
		c.WriteString("q BT /F1 12 Tf 1 0 0 1 72 760 Tm 18 TL\n")
		for _, l := range p.lines {
			hex := ""
			for _, u := range utf16.Encode([]rune(l)) {
				used[u] = true
				code := u
				if o.encoding == "Identity-H" {
					code--
				}
				hex += fmt.Sprintf("%04X", code)
			}
			half := len(hex) / 8 * 4
			fmt.Fprintf(&c, "[<%s> -20 <%s>] TJ T*\n", hex[:half], hex[half:])
		}
		c.WriteString("ET Q\n")
		if p.picture {
			c.WriteString("q 500 0 0 700 50 50 cm /Im1 Do Q\n")
		}
		bodies[next] = fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R >>", next+1)
		bodies[next+1] = stream("", []byte(c.String()))
		kids = append(kids, fmt.Sprintf("%d 0 R", next))
		next += 2
	}
	bodies[1] = "<< /Type /Catalog /Pages 2 0 R " + o.catalog + " >>"
	bodies[2] = fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] /Resources << /Font << /F1 3 0 R >> /XObject << /Im1 6 0 R >> >> >>", len(kids), strings.Join(kids, " "))
	bodies[3] = "<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /" + o.encoding + " /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
	if o.noMap || o.encoding != "Identity-H" {
		bodies[3] = strings.Replace(bodies[3], "/ToUnicode 5 0 R ", "", 1)
	}
	bodies[4] = "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test >>"
	var m strings.Builder
	m.WriteString("/CIDInit /ProcSet findresource begin begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n")
	for u := range used {
		fmt.Fprintf(&m, "1 beginbfchar <%04X> <%04X> endbfchar\n", u-1, u)
	}
	m.WriteString("endcmap end\n")
	bodies[5] = stream("", []byte(m.String()))
	bodies[6] = "<< /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\nx\nendstream"
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	if o.objects {
		var head, body strings.Builder
		n := 0
		for k := 1; k < next; k++ {
			if b, ok := bodies[k]; ok && !strings.Contains(b, "stream") {
				fmt.Fprintf(&head, "%d %d ", k, body.Len())
				body.WriteString(b + "\n")
				delete(bodies, k)
				n++
			}
		}
		data := flate([]byte(head.String() + body.String()))
		bodies[next] = fmt.Sprintf("<< /Type /ObjStm /N %d /First %d /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream", n, head.Len(), len(data), data)
		next++
	}
	for k := 1; k < next; k++ {
		if b, ok := bodies[k]; ok {
			fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", k, b)
		}
	}
	fmt.Fprintf(&out, "trailer\n<< /Root 1 0 R %s >>\nstartxref\n0\n%%%%EOF\n", o.trailer)
	return out.Bytes()
}
