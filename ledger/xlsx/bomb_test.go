package xlsx_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"maps"
	"runtime"
	"strings"
	"testing"

	"shukun/ledger/xlsx"
)

const gib = 1 << 30

// bomb is a workbook of about 1 MB with a part that unpacks to about 1 GiB: head, then filler over and over.
// The packed filler is repeated too, so that making it is quick. The size declared is the true one, unless given.
func bomb(t *testing.T, f files, part, head, filler string, declared uint64) []byte {
	t.Helper()
	if n := (1 << 20) / len(filler); n > 1 {
		filler = strings.Repeat(filler, n)
	}
	pack := func(s string, last bool) []byte {
		var b bytes.Buffer
		w, _ := flate.NewWriter(&b, flate.BestCompression)
		_, err := w.Write([]byte(s))
		if err == nil && last {
			err = w.Close()
		} else if err == nil {
			err = w.Flush()
		}
		if err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	times := gib / len(filler)
	packed := append(pack(head, false), bytes.Repeat(pack(filler, false), times)...)
	packed = append(packed, pack("", true)...)
	if declared == 0 {
		declared = uint64(len(head) + times*len(filler))
	}
	entries := []entry{{zip.FileHeader{Name: part, Method: zip.Deflate, CRC32: 1,
		CompressedSize64: uint64(len(packed)), UncompressedSize64: declared}, packed}}
	f = maps.Clone(f)
	delete(f, part)
	entries = append(entries, plain(f)...)
	file := rawZip(entries...)
	if len(file) > 3<<20 {
		t.Fatalf("the bomb has %d bytes", len(file))
	}
	return file
}

// Bombs go off against absolute limits, counted while inflating: little is inflated and little is held. What
// is inflated is measured by how much of the packed part has been read.
func TestBombs(t *testing.T) {
	const sheet = "xl/worksheets/sheet1.xml"
	const row = `<worksheet><sheetData><row r="1">`
	base := minimal("")
	shared := minimal(sheetOf(`<row><c t="s"><v>0</v></c></row>`))
	for name, c := range map[string]struct {
		f                  files
		part, head, filler string
		declared           uint64
		code               string
	}{
		"one cell":             {base, sheet, row + `<c r="A1" t="str"><v>`, "0", 0, "xlsx-cell-too-long"},
		"one cell in sections": {base, sheet, row + `<c r="A1" t="str"><v>`, `<![CDATA[0]]>`, 0, "xlsx-cell-too-long"},
		"one rich cell":        {base, sheet, row + `<c r="A1"><is>`, `<r><t>0</t></r>`, 0, "xlsx-cell-too-long"},
		"one number":           {base, sheet, row + `<c r="A1"><v>`, "1", 0, "xlsx-cell-too-long"},
		"one formula":          {base, sheet, row + `<c r="A1"><f>`, "1+", 0, "xlsx-cell-too-long"},
		"one comment":          {base, sheet, row + `<!--`, " ", 0, "xlsx-token-too-large"},
		"one tag":              {base, sheet, row + `<c`, ` a=""`, 0, "xlsx-token-too-large"},
		"one attribute":        {base, sheet, row + `<c r="`, `A`, 0, "xlsx-token-too-large"},
		"space":                {base, sheet, row, " ", 0, "xlsx-token-too-large"},
		"space at the end":     {base, sheet, row + `</row></sheetData></worksheet>`, " ", 0, "xlsx-token-too-large"},
		"cells":                {base, sheet, row, `<c><v>1</v></c>`, 0, "xlsx-cell-reference"},
		"full cells":           {base, sheet, row, `<c t="str"><v>` + strings.Repeat("x", 30_000) + `</v></c>`, 0, "xlsx-row-too-large"},
		"rows":                 {base, sheet, `<worksheet><sheetData>`, `<row><c><v>1</v></c></row>`, 0, "xlsx-row-order"},
		"blank rows":           {base, sheet, `<worksheet><sheetData>`, `<row/>`, 0, "xlsx-row-order"},
		"depth":                {base, sheet, `<worksheet>`, `<a>`, 0, "xlsx-too-deep"},
		"elements after":       {base, sheet, `<worksheet><sheetData/>`, `<extLst/>`, 0, "xlsx-sheet-too-large"},
		"merged areas":         {base, sheet, `<worksheet><sheetData/><mergeCells>`, `<mergeCell ref="A1:B2"/>`, 0, "xlsx-too-many-merges"},
		"forged size":          {base, sheet, row + `<!--`, " ", 1_000, "xlsx-forged-size"},
		"shared string":        {shared, "xl/sharedStrings.xml", `<sst><si><t>`, "0", 512 << 20, "xlsx-cell-too-long"},
		"shared strings":       {shared, "xl/sharedStrings.xml", `<sst>`, "<si/>", 0, "xlsx-shared-too-large"},
		"styles":               {base, "xl/styles.xml", `<styleSheet><cellXfs>`, "<xf/>", 0, "xlsx-too-many-styles"},
		"number formats":       {base, "xl/styles.xml", `<styleSheet><numFmts><numFmt formatCode="`, `0`, 0, "xlsx-token-too-large"},
		"workbook":             {base, "xl/workbook.xml", `<workbook>`, "<a/>", 0, "xlsx-meta-too-large"},
		"content types":        {base, "[Content_Types].xml", `<Types>`, "<a/>", 0, "xlsx-meta-too-large"},
		"relations":            {base, "_rels/.rels", `<Relationships>`, "<a/>", 0, "xlsx-meta-too-large"},
	} {
		t.Run(name, func(t *testing.T) {
			file := bomb(t, c.f, c.part, c.head, c.filler, c.declared)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			err := read(file, xlsx.DefaultLimits())
			runtime.ReadMemStats(&after)
			wantCode(t, err, c.code)
			if held := after.TotalAlloc - before.TotalAlloc; held > 24<<20 && name != "full cells" && name != "merged areas" {
				t.Errorf("%d bytes were allocated", held)
			}
			if c.declared == 0 {
				if err := read(file, xlsx.ServerLimits()); codeOf(err) != "xlsx-too-large" {
					t.Errorf("on a server: %v", err)
				}
			}
		})
	}
}

// A server's limits hold by what is declared, before anything is inflated, and what is declared is enforced.
func TestBombOnAServer(t *testing.T) {
	file := bomb(t, minimal(""), "xl/worksheets/sheet1.xml", `<worksheet><sheetData>`, `<row/>`, 0)
	r := &counting{r: bytes.NewReader(file)}
	_, err := xlsx.Open(r, int64(len(file)), xlsx.ServerLimits())
	wantCode(t, err, "xlsx-too-large")
	if r.n > 256<<10 {
		t.Errorf("%d bytes of the file were read", r.n)
	}
	forged := bomb(t, minimal(""), "xl/worksheets/sheet1.xml", `<worksheet><sheetData>`, `<row/>`, 1_000)
	r = &counting{r: bytes.NewReader(forged)}
	w, err := xlsx.Open(r, int64(len(forged)), xlsx.ServerLimits())
	if err != nil {
		t.Fatal(err)
	}
	wantCode(t, w.Rows(0, nil), "xlsx-forged-size")
	if r.n > 512<<10 {
		t.Errorf("%d bytes of the file were read", r.n)
	}
}

// counting counts the bytes read.
type counting struct {
	r *bytes.Reader
	n int
}

func (c *counting) ReadAt(b []byte, at int64) (int, error) {
	n, err := c.r.ReadAt(b, at)
	c.n += n
	return n, err
}
