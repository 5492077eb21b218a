package report

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
	"shukun/regulation"
)

// written writes rows into a workbook and opens it with another program's reader.
func written(t *testing.T, limit int, rows ...Row) (*excelize.File, []byte) {
	t.Helper()
	law, err := regulation.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	rule := law.Rule("01.overdue")
	var s Summary
	s.Add(RuleSummary{Rule: rule, Outcome: policy.Violation, Count: len(rows), Amount: ledger.Some(money.Fen(12_345))})
	b := &Workbook{Law: law, Lang: lang.Zh, AsOf: civil.MustOf(2022, 6, 30), Scope: "甲集团及以下", Program: "示例 & 国资委", limit: limit}
	var out bytes.Buffer
	if err := b.Begin(&out, &s); err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.Rule == nil {
			r.Rule = rule
		}
		if r.Outcome == 0 {
			r.Outcome = policy.Violation
		}
		if err := b.Add(&r); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f, out.Bytes()
}

func cell(t *testing.T, f *excelize.File, sheet, ref string) string {
	t.Helper()
	s, err := f.GetCellValue(sheet, ref)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A sheet a clause, with title, the line of day and unit, and a head that stays; dates and amounts are numbers.
func TestWorkbookHasASheetAClause(t *testing.T) {
	f, _ := written(t, 0, Row{Clause: 0, Key: "K0", State: "未处理"},
		Row{Clause: 1, Key: "=1+1", Amount: ledger.Some(money.Fen(12_345)), DueOn: civil.MustOf(2022, 5, 5), Days: 56, EnterpriseCode: "91", Enterprise: "甲", Basis: []string{"notice:1"}})
	sheets := f.GetSheetList()
	if len(sheets) != 4 || sheets[0] != "汇总" || sheets[1] != "各条通用" || !strings.HasPrefix(sheets[2], "第1条 ") || sheets[3] != "依据" {
		t.Fatalf("%q", sheets)
	}
	for ref, want := range map[string]string{"A2": "截至 2022-06-30    金额单位：元    甲集团及以下", "A3": "规则编号", "P3": "处理状态", "A4": "01.overdue", "D4": "91", "H4": "=1+1", "I4": "123.45", "J4": "2022-05-05", "K4": "56", "O4": "notice:1"} {
		if got := cell(t, f, sheets[2], ref); got != want {
			t.Errorf("%s: %q, want %q", ref, got, want)
		}
	}
	if p, err := f.GetPanes(sheets[2]); err != nil || !p.Freeze || p.YSplit != 3 {
		t.Errorf("%+v %v", p, err)
	}
	if formula, _ := f.GetCellFormula(sheets[2], "H4"); formula != "" {
		t.Errorf("a key is a formula: %s", formula)
	}
	if got := cell(t, f, sheets[3], "B4"); !strings.Contains(got, "《") {
		t.Errorf("basis in words: %q", got)
	}
	if got := cell(t, f, "汇总", "E7"); got != "2" {
		t.Errorf("count of the summary %q", got)
	}
}

// Rows beyond a sheet go on on the next; the same rows give the same bytes.
func TestWorkbookGoesOn(t *testing.T) {
	var rows []Row
	for i := range 25 {
		rows = append(rows, Row{Clause: 1, Key: fmt.Sprintf("K-%02d", i)})
	}
	f, one := written(t, 10, rows...)
	sheets := f.GetSheetList()
	if len(sheets) != 4 || !strings.HasSuffix(sheets[2], "续2") || !strings.HasSuffix(sheets[3], "续3") {
		t.Fatalf("%q", sheets)
	}
	if got := [3]string{cell(t, f, sheets[1], "H13"), cell(t, f, sheets[2], "H4"), cell(t, f, sheets[3], "H8")}; got != [3]string{"K-09", "K-10", "K-24"} {
		t.Error(got)
	}
	if _, two := written(t, 10, rows...); !bytes.Equal(one, two) {
		t.Error("the same rows give other bytes")
	}
}

// What a cell cannot hold is shortened or text.
func TestWorkbookHoldsWhatIsTooLarge(t *testing.T) {
	f, _ := written(t, 0, Row{Clause: 1, Key: strings.Repeat("长", 40_000), Amount: ledger.Some(money.Fen(1_000_000_000_000_000_01)), DueOn: civil.MustOf(1899, 5, 1)})
	sheet := f.GetSheetList()[1]
	if got := cell(t, f, sheet, "H4"); len(got) > 33_000 || !strings.HasSuffix(got, "… (120000)") {
		t.Errorf("%d bytes", len(got))
	}
	if got := [2]string{cell(t, f, sheet, "I4"), cell(t, f, sheet, "J4")}; got != [2]string{"1000000000000000.01", "1899-05-01"} {
		t.Error(got)
	}
}

// part reads a part of the file as it is.
func part(t *testing.T, b []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// On paper every sheet is A4 across, one page wide, its pages counted, and every page begins with the head.
func TestWorkbookIsLaidOutForPrint(t *testing.T) {
	f, b := written(t, 2, Row{Clause: 1, Key: "A"}, Row{Clause: 1, Key: "B"}, Row{Clause: 1, Key: "C", Basis: []string{"notice:1"}})
	sheets := f.GetSheetList()
	if len(sheets) != 4 {
		t.Fatalf("%q", sheets)
	}
	book := part(t, b, "xl/workbook.xml")
	for i, name := range sheets {
		sheet := part(t, b, fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1))
		for _, want := range []string{`<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`, `<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>`,
			`<oddFooter>&amp;L示例 &amp;&amp; 国资委&amp;R&amp;P / &amp;N</oddFooter>`} {
			if !strings.Contains(sheet, want) {
				t.Errorf("%s lacks %s", name, want)
			}
		}
		titles := fmt.Sprintf(`<definedName name="_xlnm.Print_Titles" localSheetId="%d">'%s'!$1:$3</definedName>`, i, name)
		if strings.Contains(book, titles) != (i > 0) { // the summary has no head of its own at the top
			t.Errorf("%s: %s", titles, book)
		}
		layout, err := f.GetPageLayout(name)
		if err != nil || layout.Orientation == nil || *layout.Orientation != "landscape" || layout.Size == nil || *layout.Size != 9 || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
			t.Errorf("%s: %+v %v", name, layout, err)
		}
	}
}
