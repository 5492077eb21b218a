package xlsx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"shukun/ledger/xlsx"
	"shukun/problem"
)

// written is a workbook of our writer.
func written(t interface{ Fatal(...any) }, fill func(w *xlsx.Writer)) []byte {
	var out bytes.Buffer
	w := xlsx.NewWriter(&out)
	fill(w)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func sample(w *xlsx.Writer) {
	_ = w.Sheet("应付 & <账款>", xlsx.Look{FrozenRows: 1, Widths: []float64{20, 0, 12.5}, Print: &xlsx.Print{TitleRows: 1, Foot: "甲 & <乙>"}})
	_ = w.Header("单号", "金额", "日期", "已付", "数量")
	w.Text("=1+1")
	w.Amount(-5)
	w.Date(2022, 6, 30)
	w.Bool(true)
	w.Int(-7)
	_ = w.EndRow()
	_ = w.EndRow() // a blank row
	w.Blank()
	w.Decimal(123_456_789, 8)
	w.Date(1900, 2, 28)
	w.Date(1900, 3, 1)
	w.Amount(-9_223_372_036_854_775_808)
	w.Text(" 空格 ")
	_ = w.EndRow()
	_ = w.Sheet("说明", xlsx.Look{Hidden: true})
	w.Text("a_x0041_\x01\r\uFFFE😀")
}

func TestWriterReadsBack(t *testing.T) {
	file := written(t, sample)
	want := "1|S:单号|S:金额|S:日期|S:已付|S:数量\n2|S:=1+1|N:-0.05|D:44742|B:1|N:-7\n" +
		"4|-|N:1.23456789|D:59|D:61|N:-92233720368547758.08|S: 空格 \n"
	if got := show(t, file, 0); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got, want := show(t, file, 1), "1|S:a_x0041_\x01\r\uFFFE😀\n"; got != want {
		t.Errorf("got %q want %q", got, want)
	}
	w, err := open(file, xlsx.ServerLimits())
	if s := w.Sheets(); err != nil || len(s) != 2 || s[0].Name != "应付 & <账款>" || s[0].Hidden || !s[1].Hidden {
		t.Errorf("got %+v, %v", s, err)
	}
	if !bytes.Equal(file, written(t, sample)) {
		t.Error("the same contents give other bytes")
	}
}

func TestExcelizeReadsOurs(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(written(t, sample)))
	must(t, err)
	defer f.Close()
	for cell, want := range map[string]string{"A1": "单号", "A2": "=1+1", "B2": "-0.05", "C2": "2022-06-30", "D2": "TRUE", "E2": "-7", "F4": " 空格 ", "A3": ""} {
		if got, err := f.GetCellValue("应付 & <账款>", cell); got != want || err != nil {
			t.Errorf("%s: got %q, %v; want %q", cell, got, err, want)
		}
	}
	id, err := f.GetCellStyle("应付 & <账款>", "A1")
	must(t, err)
	style, err := f.GetStyle(id)
	must(t, err)
	if style.Font == nil || !style.Font.Bold {
		t.Error("the header is not bold")
	}
	if id, err = f.GetCellStyle("应付 & <账款>", "A2"); err != nil || id == 0 {
		t.Errorf("=1+1 has style %d, %v", id, err)
	}
	panes, err := f.GetPanes("应付 & <账款>")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("panes: %+v, %v", panes, err)
	}
	if width, err := f.GetColWidth("应付 & <账款>", "C"); width != 12.5 || err != nil {
		t.Errorf("width %v, %v", width, err)
	}
	if visible, err := f.GetSheetVisible("说明"); visible || err != nil {
		t.Errorf("visible %v, %v", visible, err)
	}
}

// Every part is well-formed XML with a content type, and every relationship leads to a part.
func TestWriterPartsAreWhole(t *testing.T) {
	file := written(t, sample)
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	must(t, err)
	text := make(map[string]string)
	for _, p := range z.File {
		r, err := p.Open()
		must(t, err)
		b, err := io.ReadAll(r)
		must(t, err)
		text[p.Name] = string(b)
		for d := xml.NewDecoder(bytes.NewReader(b)); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", p.Name, err)
			}
		}
	}
	for name := range text {
		if !strings.HasSuffix(name, ".rels") && name != "[Content_Types].xml" && !strings.Contains(text["[Content_Types].xml"], `PartName="/`+name+`"`) {
			t.Errorf("%s has no content type", name)
		}
		if base, ok := strings.CutPrefix(name, "xl/"); ok && !strings.HasPrefix(base, "_rels") && base != "workbook.xml" &&
			!strings.Contains(text["xl/_rels/workbook.xml.rels"], `Target="`+base+`"`) {
			t.Errorf("%s has no relationship", name)
		}
	}
}

func TestWriterGridReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := grid(t, "_x000D_", "_x005F_x0041_", "__x0041_", "_x005f_", "_x00g0_", "\x00\x1f\r", "\uFFFF\uFFFE\uFFFD\uF000", "_x")
		for _, row := range rows {
			for i, v := range row {
				if _, ok := v.(float64); ok {
					row[i] = nil // the writer has exact decimals only
				}
			}
		}
		wantGrid(t, written(t, func(w *xlsx.Writer) {
			_ = w.Sheet("表", xlsx.Look{})
			for _, row := range rows {
				for _, v := range row {
					switch v := v.(type) {
					case nil:
						w.Blank()
					case string:
						w.Text(v)
					case int64:
						w.Int(v)
					case bool:
						w.Bool(v)
					}
				}
				_ = w.EndRow()
			}
		}), rows)
	})
}

func TestWriterDates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y, m, d := rapid.IntRange(1900, 9999).Draw(t, "y"), rapid.IntRange(1, 12).Draw(t, "m"), rapid.IntRange(1, 28).Draw(t, "d")
		w, err := open(written(t, func(w *xlsx.Writer) {
			_ = w.Sheet("表", xlsx.Look{})
			w.Date(y, m, d)
		}), xlsx.ServerLimits())
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Rows(0, func(_ int, cells []xlsx.Cell) error {
			if y2, m2, d2, ok := xlsx.ExcelDate(cells[0].Text, w.Date1904); !ok || y2 != y || m2 != m || d2 != d || cells[0].Kind != xlsx.DateNumber {
				t.Fatalf("got %d-%d-%d %v", y2, m2, d2, ok)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
}

func TestWriterRefuses(t *testing.T) {
	sheet := func(fill func(w *xlsx.Writer)) func(w *xlsx.Writer) {
		return func(w *xlsx.Writer) { _ = w.Sheet("表", xlsx.Look{}); fill(w) }
	}
	name := func(s string) func(w *xlsx.Writer) { return func(w *xlsx.Writer) { _ = w.Sheet(s, xlsx.Look{}) } }
	for what, c := range map[string]struct {
		fill func(w *xlsx.Writer)
		code string
	}{
		"no sheet":         {func(*xlsx.Writer) {}, "xlsx-no-sheet"},
		"only hidden":      {func(w *xlsx.Writer) { _ = w.Sheet("表", xlsx.Look{Hidden: true}) }, "xlsx-no-sheet"},
		"cell first":       {func(w *xlsx.Writer) { w.Text("甲") }, "xlsx-no-sheet"},
		"row first":        {func(w *xlsx.Writer) { _ = w.EndRow() }, "xlsx-no-sheet"},
		"empty name":       {name(""), "xlsx-sheet-name"},
		"name with colon":  {name("a:b"), "xlsx-sheet-name"},
		"name with NUL":    {name("a\x00"), "xlsx-sheet-name"},
		"apostrophe":       {name("'a"), "xlsx-sheet-name"},
		"long name":        {name(strings.Repeat("长", 32)), "xlsx-sheet-name"},
		"name twice":       {sheet(name("表")), "xlsx-sheet-name"},
		"no such day":      {sheet(func(w *xlsx.Writer) { w.Date(2022, 6, 31) }), "xlsx-date"},
		"day before 1900":  {sheet(func(w *xlsx.Writer) { w.Date(1899, 12, 31) }), "xlsx-date"},
		"decimals":         {sheet(func(w *xlsx.Writer) { w.Decimal(1, 19) }), "xlsx-decimal"},
		"not UTF-8":        {sheet(func(w *xlsx.Writer) { w.Text("\xB0\xFC") }), "xlsx-cell-text"},
		"long text":        {sheet(func(w *xlsx.Writer) { w.Text(strings.Repeat("长", 32_768)) }), "xlsx-cell-text"},
		"too many columns": {sheet(func(w *xlsx.Writer) { repeat(16_384, w.Blank); w.Int(1) }), "xlsx-too-many-columns"},
		"too many rows":    {sheet(func(w *xlsx.Writer) { repeat(1_048_577, func() { _ = w.EndRow() }) }), "xlsx-too-many-rows"},
	} {
		t.Run(what, func(t *testing.T) {
			w := xlsx.NewWriter(io.Discard)
			c.fill(w)
			err := w.Close()
			wantCode(t, err, c.code)
			if again := w.EndRow(); again != err {
				t.Errorf("the error does not stick: %v", again)
			}
		})
	}
	w := xlsx.NewWriter(failingWriter{})
	sample(w)
	if err := w.Close(); codeOf(err) != "xlsx-unwritable" || !errors.Is(err, errStop) || problem.KindOf(err) != problem.Unavailable {
		t.Errorf("got %v", err)
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, errStop }

func repeat(n int, do func()) {
	for range n {
		do()
	}
}
