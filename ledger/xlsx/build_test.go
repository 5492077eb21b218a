package xlsx_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"maps"
	"slices"
	"strings"
	"testing"

	"shukun/lang"
	"shukun/ledger/xlsx"
	"shukun/problem"
)

// files are the parts of a workbook by name; build zips them in the order of their names.
type files map[string]string

const (
	relsHead = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	office   = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	mainNS   = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	mainType = `application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml`
)

// minimal is the least workbook: one sheet, no styles, no shared strings.
func minimal(sheet string) files {
	return files{
		"[Content_Types].xml": `<Types><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + mainType + `"/></Types>`,
		"_rels/.rels":     relsHead + `<Relationship Id="r" Type="` + office + `officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `<workbook ` + mainNS + ` xmlns:r="x"><sheets><sheet name="表1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": relsHead + `<Relationship Id="rId1" Type="` + office + `worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + office + `sharedStrings" Target="sharedStrings.xml"/>` +
			`<Relationship Id="rId3" Type="` + office + `styles" Target="styles.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml": sheet,
	}
}

// with gives the files with some parts added or replaced: name, content, name, content …
func (f files) with(pairs ...string) files {
	f = maps.Clone(f)
	for i := 0; i < len(pairs); i += 2 {
		f[pairs[i]] = pairs[i+1]
	}
	return f
}

// replace gives the files with a word of one part replaced.
func (f files) replace(part, old, with string) files {
	return f.with(part, strings.ReplaceAll(f[part], old, with))
}

// sheetOf is a worksheet with these rows.
func sheetOf(rows string) string {
	return `<worksheet ` + mainNS + `><sheetData>` + rows + `</sheetData></worksheet>`
}

func build(f files) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(f)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(f[name]))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// entry is one part for rawZip, with its header as given.
type entry struct {
	zip.FileHeader
	data []byte
}

// rawZip zips parts with their headers as they are.
func rawZip(entries ...entry) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, e := range entries {
		w, err := z.CreateRaw(&e.FileHeader)
		if err == nil {
			_, err = w.Write(e.data)
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// plain are the parts unpacked, with their sizes in both headers.
func plain(f files) []entry {
	var out []entry
	for _, name := range slices.Sorted(maps.Keys(f)) {
		data := []byte(f[name])
		out = append(out, entry{zip.FileHeader{Name: name, CRC32: crc32.ChecksumIEEE(data),
			CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(len(data))}, data})
	}
	return out
}

func open(file []byte, limits xlsx.Limits) (*xlsx.Workbook, error) {
	return xlsx.Open(bytes.NewReader(file), int64(len(file)), limits)
}

// read opens a workbook and reads every sheet.
func read(file []byte, limits xlsx.Limits) error {
	w, err := open(file, limits)
	if err != nil {
		return err
	}
	for i := range w.Sheets() {
		if err := w.Rows(i, func(int, []xlsx.Cell) error { return nil }); err != nil {
			return err
		}
	}
	return nil
}

// show writes the rows of a sheet as lines of kind:text, with f for a formula: "1|S:甲|N:12|-|Nf:3".
func show(t *testing.T, file []byte, sheet int) string {
	t.Helper()
	w, err := open(file, xlsx.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	out, err := showRows(w, sheet)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func showRows(w *xlsx.Workbook, sheet int) (string, error) {
	var b strings.Builder
	err := w.Rows(sheet, func(row int, cells []xlsx.Cell) error {
		fmt.Fprint(&b, row)
		for _, c := range cells {
			b.WriteByte('|')
			b.WriteByte("-SNDBE"[c.Kind])
			if c.Formula {
				b.WriteByte('f')
			}
			if c.Kind != xlsx.Empty {
				fmt.Fprintf(&b, ":%s", c.Text)
			}
		}
		b.WriteByte('\n')
		return nil
	})
	return b.String(), err
}

// wantCode fails unless err is a whole refusal of that code: words in both languages and a next step.
func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	if problem.CodeOf(err) != code {
		t.Fatalf("got %q (%v), want %q", problem.CodeOf(err), err, code)
	}
	p := err.(*problem.Error)
	if p.What.Empty() || p.Next.Empty() {
		t.Errorf("%s: words are missing: %+v", code, p)
	}
	if p.Kind != problem.Invalid && p.Kind != problem.TooLarge && p.Kind != problem.Unsupported {
		t.Errorf("%s: kind %d", code, p.Kind)
	}
	if zh := p.In(lang.Zh); !strings.ContainsFunc(zh, func(r rune) bool { return r >= '一' && r <= '龥' }) {
		t.Errorf("%s: no Chinese: %s", code, zh)
	}
}

func codeOf(err error) string { return problem.CodeOf(err) }

func isProblem(err error) bool { return problem.CodeOf(err) != "" }
