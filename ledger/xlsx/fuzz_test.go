package xlsx_test

import (
	"testing"
	"unicode/utf8"

	"shukun/ledger/xlsx"
)

// small keeps a fuzzed file quick.
func small() xlsx.Limits {
	l := xlsx.ServerLimits()
	l.UnpackedBytes, l.SheetBytes, l.SharedBytes, l.Cells = 4<<20, 2<<20, 1<<20, 1<<20
	return l
}

// checkAll reads every sheet and checks what Rows promises; refusals must be ours.
func checkAll(t *testing.T, file []byte) {
	limits := small()
	w, err := open(file, limits)
	if err != nil {
		if !isProblem(err) {
			t.Fatalf("not our error: %v", err)
		}
		return
	}
	if len(w.Sheets()) == 0 {
		t.Fatal("no sheets and no refusal")
	}
	for i, s := range w.Sheets() {
		if !utf8.ValidString(s.Name) {
			t.Fatalf("sheet name %q", s.Name)
		}
		last := 0
		err := w.Rows(i, func(row int, cells []xlsx.Cell) error {
			if row <= last || row > 1_048_576 || len(cells) == 0 || len(cells) > limits.Columns {
				t.Fatalf("row %d after %d with %d cells", row, last, len(cells))
			}
			last = row
			for _, c := range cells {
				checkCell(t, c)
			}
			if c := cells[len(cells)-1]; c.Kind == xlsx.Empty && !c.Formula {
				t.Fatal("the last cell is blank")
			}
			return nil
		})
		if err != nil && !isProblem(err) {
			t.Fatalf("not our error: %v", err)
		}
		if merged, err2 := w.Merged(i); (err == nil) != (err2 == nil) {
			t.Fatalf("rows: %v, merged %v: %v", err, merged, err2)
		}
	}
}

func checkCell(t *testing.T, c xlsx.Cell) {
	if !utf8.Valid(c.Text) || (len(c.Text) == 0) != (c.Kind == xlsx.Empty) {
		t.Fatalf("kind %d %q", c.Kind, c.Text)
	}
	switch c.Kind {
	case xlsx.Number, xlsx.DateNumber:
		if b := c.Text[0]; b > '9' {
			t.Fatalf("number %q", c.Text)
		}
	case xlsx.Bool:
		if s := string(c.Text); s != "0" && s != "1" {
			t.Fatalf("truth value %q", s)
		}
	}
	xlsx.ExcelDate(c.Text, false)
}

func FuzzOpen(f *testing.F) {
	f.Add(build(minimal(sheetOf(oneRow))))
	f.Add(sizedZip(minimal(sheetOf(oneRow)).with("xl/styles.xml", "<styleSheet/>", "xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>")))
	f.Add(zip64(build(minimal(sheetOf(oneRow))), func(_, _ []byte) {}))
	f.Add(written(f, sample))
	f.Add(compound(3, "Workbook"))
	f.Add(compound(90, "EncryptedPackage"))
	f.Add([]byte("<html>"))
	f.Fuzz(func(t *testing.T, file []byte) {
		xlsx.Sniff(file)
		checkAll(t, file)
	})
}

func FuzzRows(f *testing.F) {
	for _, sheet := range []string{
		sheetOf(oneRow),
		sheetOf(`<row r="1"><c r="A1" t="inlineStr"><is><r><t>&lt;甲_x000D_</t></r></is></c><c r="B1" s="1"><f>SUM(A1)</f><v>44742</v></c></row>`),
		`<x:worksheet><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>`,
		`<!-- --><worksheet><sheetData><row hidden="1"><c t="str"><v><![CDATA[<]]></v></c></row></sheetData></worksheet>`,
		`<worksheet><sheetData><row><c t="b"><v>true</v></c><c t="d"><v>2022-06-30T00:00</v></c><c t="e"><v>#N/A</v></c></row></sheetData></worksheet>`,
	} {
		f.Add(sheet, `<sst><si><t>甲</t></si></sst>`, `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="[h]:mm yy"/></numFmts><cellXfs><xf numFmtId="14"/><xf numFmtId="176"/></cellXfs></styleSheet>`)
	}
	f.Fuzz(func(t *testing.T, sheet, shared, styles string) {
		checkAll(t, rawZip(plain(minimal(sheet).with("xl/sharedStrings.xml", shared, "xl/styles.xml", styles))...))
	})
}

func FuzzBook(f *testing.F) {
	m := minimal(sheetOf(oneRow))
	const book, rels, types, top = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "_rels/.rels"
	f.Add(m[book], m[rels], m[types], m[top])
	f.Add(`<workbook><workbookPr date1904="1"/><sheets><sheet name="&lt;" state="hidden" r:id="rId1"/></sheets><definedNames><definedName>A1</definedName></definedNames></workbook>`,
		m[rels], m[types], m[top])
	f.Fuzz(func(t *testing.T, a, b, c, d string) {
		checkAll(t, rawZip(plain(m.with(book, a, rels, b, types, c, top, d))...))
	})
}

// Reading costs no allocation per cell or row.
func TestNoAllocationPerCell(t *testing.T) {
	for name, make := range map[string]func(rows int) []byte{
		"ours":   benchBook,
		"shared": func(rows int) []byte { return benchShared(t, rows) },
	} {
		few, many := make(600), make(1_200)
		a := testing.AllocsPerRun(3, func() { readAll(t, few) })
		b := testing.AllocsPerRun(3, func() { readAll(t, many) })
		if per := (b - a) / (600 * benchColumns); per > 0.02 { // the inflater allocates per block
			t.Errorf("%s: %v allocations for 600 rows, %v for 1,200: %v per cell", name, a, b, per)
		}
	}
}
