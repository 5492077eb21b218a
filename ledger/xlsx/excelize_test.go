package xlsx_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"shukun/ledger/xlsx"
)

// saved is the workbook as excelize writes it.
func saved(t interface{ Fatal(...any) }, f *excelize.File) []byte {
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// A ledger as people make it: merged titles, a unit row, styles, dates, formulas, a hidden sheet and a hidden row.
func TestReadsExcelizeLedger(t *testing.T) {
	for _, date1904 := range []bool{false, true} {
		f := excelize.NewFile()
		must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &date1904}))
		must(t, f.SetSheetName("Sheet1", "应付账款"))
		dates, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		must(t, err)
		own := `yyyy"年"m"月"d"日"`
		dates2, err := f.NewStyle(&excelize.Style{CustomNumFmt: &own})
		must(t, err)
		day := time.Date(2022, 6, 30, 0, 0, 0, 0, time.UTC)
		must(t,
			f.SetCellStr("应付账款", "A1", "应付账款明细表"), f.MergeCell("应付账款", "A1", "E1"),
			f.SetCellStr("应付账款", "E2", "单位：元"),
			f.SetSheetRow("应付账款", "A3", &[]any{"单号", "金额", "到期日", "付款日", "已付"}),
			f.SetSheetRow("应付账款", "A5", &[]any{"P-1", 1234.5, nil, nil, true}),
			f.SetCellValue("应付账款", "C5", day), f.SetCellStyle("应付账款", "C5", "C5", dates),
			f.SetCellValue("应付账款", "D5", day), f.SetCellStyle("应付账款", "D5", "D5", dates2),
			f.SetSheetRow("应付账款", "A6", &[]any{"合计"}), f.SetCellFormula("应付账款", "B6", "SUM(B5:B5)"),
			f.SetRowVisible("应付账款", 6, false),
		)
		_, err = f.NewSheet("说明")
		must(t, err, f.SetSheetVisible("说明", false))
		must(t, f.SetCellRichText("说明", "B2", []excelize.RichTextRun{{Text: "请"}, {Text: "填写", Font: &excelize.Font{Bold: true}}}))
		file := saved(t, f)
		w, err := open(file, xlsx.ServerLimits())
		must(t, err)
		if s := w.Sheets(); len(s) != 2 || s[0].Name != "应付账款" || s[0].Hidden || s[1].Name != "说明" || !s[1].Hidden || w.Date1904 != date1904 {
			t.Fatalf("got %+v, 1904 %v", s, w.Date1904)
		}
		serial := "44742"
		if date1904 {
			serial = "43280"
		}
		want := "1|S:应付账款明细表\n2|-|-|-|-|S:单位：元\n3|S:单号|S:金额|S:到期日|S:付款日|S:已付\n" +
			"5|S:P-1|N:1234.5|D:" + serial + "|D:" + serial + "|B:1\n6|S:合计|-f\n"
		got, err := showRows(w, 0)
		if got != want || err != nil {
			t.Errorf("got\n%s%v\nwant\n%s", got, err, want)
		}
		if y, m, d, ok := xlsx.ExcelDate([]byte(serial), w.Date1904); !ok || y != 2022 || m != 6 || d != 30 {
			t.Errorf("%s is %d-%d-%d, %v", serial, y, m, d, ok)
		}
		if m, err := w.Merged(0); err != nil || !slices.Equal(m, []xlsx.Range{{FirstRow: 1, LastRow: 1, LastColumn: 4}}) {
			t.Errorf("merged: %v, %v", m, err)
		}
		if h, err := w.HiddenRows(0); err != nil || !slices.Equal(h, []xlsx.Span{{First: 6, Last: 6}}) {
			t.Errorf("hidden: %v, %v", h, err)
		}
		if got, err := showRows(w, 1); got != "2|-|S:请填写\n" || err != nil {
			t.Errorf("got %q, %v", got, err)
		}
	}
}

func TestReadsExcelizeStream(t *testing.T) {
	f := excelize.NewFile()
	sw, err := f.NewStreamWriter("Sheet1")
	must(t, err)
	style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	must(t, err)
	var want strings.Builder
	for i := range 200 {
		must(t, sw.SetRow("B"+strconv.Itoa(2*i+1), []any{"第 " + strconv.Itoa(i) + " 行", i, nil, false, excelize.Cell{StyleID: style, Value: 44742 + i}}))
		fmt.Fprintf(&want, "%d|-|S:第 %d 行|N:%d|-|B:0|D:%d\n", 2*i+1, i, i, 44742+i)
	}
	must(t, sw.MergeCell("A1", "B1"), sw.Flush())
	if got := show(t, saved(t, f), 0); got != want.String() {
		t.Errorf("got\n%s", got)
	}
}

// grid is a table of values of the kinds a cell can have. Excelize does not escape a literal _xHHHH_, so only
// the grids for our own writer have them.
func grid(t *rapid.T, escapes ...string) [][]any {
	value := rapid.OneOf(
		rapid.Just[any](nil),
		rapid.Map(rapid.StringOfN(rapid.RuneFrom([]rune("甲乙丙ab12<>&\"'_ \n\t😀㐂=+-@")), 0, 30, -1), func(s string) any { return s }),
		rapid.Map(rapid.SampledFrom(append(escapes, "é", " 前后 ", "]]>", "<v>", "&amp;")), func(s string) any { return s }),
		rapid.Map(rapid.Int64(), func(n int64) any { return n }),
		rapid.Map(rapid.Float64Range(-1e12, 1e12), func(f float64) any { return f }),
		rapid.Map(rapid.Bool(), func(b bool) any { return b }),
	)
	return rapid.SliceOfN(rapid.SliceOfN(value, 0, 8), 0, 12).Draw(t, "grid")
}

// wantGrid compares what is read with the values: kinds, texts, and places.
func wantGrid(t *rapid.T, file []byte, rows [][]any) {
	w, err := open(file, xlsx.ServerLimits())
	if err != nil {
		t.Fatal(err)
	}
	seen := make([][]xlsx.Cell, len(rows))
	err = w.Rows(0, func(row int, cells []xlsx.Cell) error {
		for _, c := range cells {
			c.Text = slices.Clone(c.Text)
			seen[row-1] = append(seen[row-1], c)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		for j, v := range row {
			var got xlsx.Cell
			if j < len(seen[i]) {
				got = seen[i][j]
			}
			if !sameValue(got, v) {
				t.Fatalf("row %d column %d: got %d %q, want %T %v", i+1, j, got.Kind, got.Text, v, v)
			}
		}
		if len(seen[i]) > len(row) {
			t.Fatalf("row %d has %d cells, want %d", i+1, len(seen[i]), len(row))
		}
	}
}

func sameValue(c xlsx.Cell, v any) bool {
	switch v := v.(type) {
	case nil:
		return c.Kind == xlsx.Empty
	case string:
		return string(c.Text) == v && (c.Kind == xlsx.String) == (v != "")
	case int64:
		return c.Kind == xlsx.Number && string(c.Text) == strconv.FormatInt(v, 10)
	case float64:
		f, err := strconv.ParseFloat(string(c.Text), 64)
		return c.Kind == xlsx.Number && err == nil && (f == v || math.Abs(f-v) <= math.Abs(v)*1e-14)
	case bool:
		return c.Kind == xlsx.Bool && (string(c.Text) == "1") == v
	}
	return false
}

func TestExcelizeGridReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := grid(t)
		f := excelize.NewFile()
		for i, row := range rows {
			if err := f.SetSheetRow("Sheet1", "A"+strconv.Itoa(i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
		wantGrid(t, saved(t, f), rows)
	})
}

func TestExcelizeStreamGridReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := grid(t)
		f := excelize.NewFile()
		sw, err := f.NewStreamWriter("Sheet1")
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			if err := sw.SetRow("A"+strconv.Itoa(i+1), row); err != nil {
				t.Fatal(err)
			}
		}
		if err := sw.Flush(); err != nil {
			t.Fatal(err)
		}
		wantGrid(t, saved(t, f), rows)
	})
}
