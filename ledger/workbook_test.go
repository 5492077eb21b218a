package ledger

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shukun/lang"
	"shukun/problem"
)

// sheetOf is a sheet to be typed into a workbook, cell by cell.
type sheetOf struct {
	name  string
	rows  [][]any
	after func(f *excelize.File, sheet string)
}

// workbookOf makes a workbook as a spreadsheet program would.
func workbookOf(t *testing.T, sheets ...sheetOf) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, s := range sheets {
		if i == 0 {
			must(t, f.SetSheetName("Sheet1", s.name))
		} else if _, err := f.NewSheet(s.name); err != nil {
			t.Fatal(err)
		}
		for r, row := range s.rows {
			for c, v := range row {
				cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
				if formula, ok := v.(formula); ok {
					must(t, f.SetCellFormula(s.name, cell, string(formula)))
				} else if v != nil {
					must(t, f.SetCellValue(s.name, cell, v))
				}
			}
		}
		if s.after != nil {
			s.after(f, s.name)
		}
	}
	var b bytes.Buffer
	must(t, f.Write(&b))
	return b.Bytes()
}

type formula string

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// style gives cells a number format.
func style(t *testing.T, f *excelize.File, sheet, from, to, format string) {
	t.Helper()
	id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	must(t, err)
	must(t, f.SetCellStyle(sheet, from, to, id))
}

// A sheet as people keep it: title merged over the columns, preparer and unit, header, dates as dates, totals by formula.
func TestWorkbookByHand(t *testing.T) {
	data := workbookOf(t, sheetOf{"应付账款", [][]any{
		{"某集团应付账款明细表"},
		{"编制单位：某集团", nil, nil, nil, nil, "单位：万元"},
		{"序号", "应付单号", "付款单位\n代码", "收款单位代码", "应付金额", "约定付款日", "已付金额（元）"},
		{1, 20220001, unitA, firmA, 1.1, 44742, "1,200.50"},
		{2, "YF-2", unitA, firmB, 0.30000000000000004, "2022年7月1日", nil},
		{},
		{"合计", nil, nil, nil, formula("SUM(E4:E5)"), nil, 1200.5},
	}, func(f *excelize.File, s string) {
		must(t, f.MergeCell(s, "A1", "G1"))
		must(t, f.MergeCell(s, "A7", "D7"))
		style(t, f, s, "F4", "F4", "yyyy/m/d;@")
	}}, sheetOf{"Sheet2", [][]any{{"说明"}}, nil})
	b, r := mustRead(t, Input{Name: "6月.xlsx", Data: data})
	wantBrief(t, "rejected", r.Rejected)
	wantBrief(t, "warnings", r.Warnings, "6月.xlsx[应付账款] total-rows", "6月.xlsx[应付账款] blank-rows", "6月.xlsx[应付账款]!3 序号 column-unknown", "6月.xlsx[应付账款]!3 unit-above-header",
		"6月.xlsx[应付账款]!4 paid_on paid-without-date", "6月.xlsx[Sheet2] skipped")
	if len(b.Payables) != 2 {
		t.Fatalf("%d rows", len(b.Payables))
	}
	p := b.Payables[0]
	if p.No != "20220001" || p.Amount != 1_100_000 || p.DueOn.String() != "2022-06-30" || p.PaidAmount != 120_050 || p.Source.Row != 4 {
		t.Errorf("%+v", p)
	}
	if q := b.Payables[1]; q.Amount != 300_000 || q.DueOn.String() != "2022-07-01" || q.Source.Row != 5 {
		t.Errorf("%+v", q)
	}
	if s := r.Sheets[0]; s.Header != 3 || s.Totals != 1 || s.Blank != 1 || s.Rows != 2 {
		t.Errorf("%+v", s)
	}
}

func TestWorkbookCells(t *testing.T) {
	row := func(cells ...any) []any { return cells }
	data := workbookOf(t, sheetOf{"contracts", [][]any{
		row("contract_no", "buyer_code", "supplier_code", "signed_on", "amount", "overdue_rate", "noncash_agreed", "term_days"),
		row("A", unitA, firmA, "2022-06-30", 1234.5600000000001, 0.0365, true, 30),
		row("B", unitA, firmA, 20220630, "1,234.50", 3.65, "否", "30"),
		row("C", unitA, firmA, "2022-06-30", formula("1+1"), nil, nil, nil),
		row("D", 911501001234567000, firmA, "2022-06-30", 1, nil, nil, nil),
		row("E", unitA, firmA, "2022-06-30", true, nil, 3, 1.5),
		row(44742, unitA, firmA, "2022-06-30", nil, nil, nil, nil),
		row("G", unitA, firmA, "2022-06-30", nil, nil, nil, nil),
		row(123456789012345678, unitA, firmA, "2022-06-30", 0.07, nil, nil, nil),
	}, func(f *excelize.File, s string) {
		style(t, f, s, "F2", "F2", "0.00%")
		style(t, f, s, "A7", "A7", "yyyy-mm")
		must(t, f.SetCellFormula(s, "E8", "1/0"))
		style(t, f, s, "E9", "E9", "0%")
	}})
	b, r := mustRead(t, Input{Name: "x.xlsx", Data: data})
	wantBrief(t, "rejected", r.Rejected,
		"x.xlsx[contracts]!4 amount formula", "x.xlsx[contracts]!5 buyer_code credit-code-precision-lost",
		"x.xlsx[contracts]!6 amount unexpected-boolean", "x.xlsx[contracts]!6 noncash_agreed yes-no-invalid", "x.xlsx[contracts]!6 term_days integer-invalid",
		"x.xlsx[contracts]!7 contract_no became-date", "x.xlsx[contracts]!8 amount formula",
		"x.xlsx[contracts]!9 contract_no text-precision-lost", "x.xlsx[contracts]!9 amount unexpected-percent")
	if len(b.Contracts) != 2 {
		t.Fatalf("%d rows", len(b.Contracts))
	}
	for i, c := range b.Contracts {
		want := []string{"1234.56", "1234.50"}[i]
		if c.Amount.V.String() != want || c.OverdueRate.V.String() != "3.65" || c.SignedOn.String() != "2022-06-30" || c.NoncashAgreed != YesNo(i+1) || c.TermDays.V != 30 {
			t.Errorf("%+v", c)
		}
	}
	if m := r.Rejected[0].In(lang.Zh); !strings.Contains(m, "公式") || !strings.Contains(m, "数值") {
		t.Errorf("%s", m)
	}
}

// A workbook that counts its dates from 1904 is read by its own epoch.
func TestDates1904(t *testing.T) {
	date1904 := true
	data := workbookOf(t, sheetOf{"cash_positions", [][]any{{"enterprise_code", "as_of", "available_funds"}, {unitA, 43280, 1}}, func(f *excelize.File, s string) {
		style(t, f, s, "B2", "B2", "yyyy-mm-dd")
		must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &date1904}))
	}})
	b, _ := mustRead(t, Input{Name: "x.xlsx", Data: data})
	if len(b.CashPositions) != 1 || b.CashPositions[0].AsOf.String() != "2022-06-30" {
		t.Errorf("%+v", b.CashPositions)
	}
}

// A merged area over several rows leaves the value of each open: they are rejected, whatever the other cells say.
func TestMergedCells(t *testing.T) {
	data := workbookOf(t, sheetOf{"应付账款", [][]any{
		{"应付单号", "付款单位代码", "收款单位代码", "应付金额", "合同编号", "备注"},
		{"A", unitA, firmA, 1, "HT-1", "x"},
		{"B", unitA, firmA, 2, nil, nil},
		{"C", unitA, firmA, 3, "HT-2", nil},
		{"D", unitA, nil, 4, "HT-3", nil},
		{"E", unitA, firmA, 5, "HT-4", nil},
	}, func(f *excelize.File, s string) {
		must(t, f.MergeCell(s, "E2", "E3"))
		must(t, f.MergeCell(s, "C4", "C5"))
		must(t, f.MergeCell(s, "F2", "F6"))
	}})
	b, r := mustRead(t, Input{Name: "x.xlsx", Data: data})
	wantBrief(t, "rejected", r.Rejected, "x.xlsx[应付账款]!2 contract_no merged-cell", "x.xlsx[应付账款]!3 contract_no merged-cell",
		"x.xlsx[应付账款]!4 payee_code merged-cell", "x.xlsx[应付账款]!5 payee_code merged-cell")
	if len(b.Payables) != 1 || b.Payables[0].No != "E" || r.Sheets[0].Rejected != 4 || r.Sheets[0].Rows != 1 {
		t.Errorf("%+v %+v", b.Payables, r.Sheets[0])
	}
}

func TestHiddenThings(t *testing.T) {
	rows := [][]any{{"enterprise_code", "as_of", "available_funds"}, {unitA, "2022-06-30", 1}, {unitA, "2022-07-01", 1}, {unitA, "2022-07-02", 1}}
	hide := func(f *excelize.File, s string) {
		must(t, f.SetRowVisible(s, 3, false))
		must(t, f.SetRowVisible(s, 4, false))
		must(t, f.SetColVisible(s, "C", false))
	}
	b, r := mustRead(t, Input{Name: "x.xlsx", Data: workbookOf(t, sheetOf{"资金头寸", rows, hide})})
	wantBrief(t, "hidden rows", r.Warnings, "x.xlsx[资金头寸] hidden-rows")
	if len(b.CashPositions) != 3 || !strings.Contains(r.Warnings[1].What.Zh, "2 行") {
		t.Errorf("%d rows, %s", len(b.CashPositions), r.Warnings[1].What.Zh)
	}
	data := workbookOf(t, sheetOf{"封面", [][]any{{"x"}}, nil}, sheetOf{"资金头寸", rows, func(f *excelize.File, s string) { must(t, f.SetSheetVisible(s, false)) }})
	b, r = mustRead(t, Input{Name: "x.xlsx", Data: data})
	wantBrief(t, "a hidden sheet", r.Warnings, "x.xlsx[封面] skipped", "x.xlsx[资金头寸] hidden-rows")
	if len(b.CashPositions) != 3 {
		t.Errorf("%d rows", len(b.CashPositions))
	}
}

// Which sheets of a workbook are ledgers: by their names, else by the file's name, if the header is there.
func TestSheetsOfAWorkbook(t *testing.T) {
	positions := [][]any{{"enterprise_code", "as_of", "available_funds"}, {unitA, "2022-06-30", 1}}
	support := [][]any{{"support_no", "group_code", "enterprise_code", "kind", "amount", "granted_on"}, {"Z", unitA, unitB, "funds", 1, "2022-06-30"}}
	other := [][]any{{"某说明", "另一列"}, {1, 2}}
	for _, c := range []struct {
		name      string
		file      string
		forced    string
		sheets    []sheetOf
		positions int
		support   int
		skipped   []string
		fails     string
	}{
		{"by the sheets' names", "x.xlsx", "", []sheetOf{{"资金头寸（6月）", positions, nil}, {"group_support", support, nil}, {"其他", other, nil}}, 1, 1, []string{"其他"}, ""},
		{"by the file's name", "资金头寸.xlsx", "", []sheetOf{{"Sheet1", positions, nil}, {"Sheet2", other, nil}}, 1, 0, []string{"Sheet2"}, ""},
		{"both", "资金头寸.xlsx", "", []sheetOf{{"Sheet1", positions, nil}, {"集团支持", support, nil}}, 1, 1, nil, ""},
		{"a sheet of the file's own kind", "资金头寸.xlsx", "", []sheetOf{{"资金头寸", positions, nil}, {"旧表", positions, nil}}, 1, 0, []string{"旧表"}, ""},
		{"a sheet's name wins over the file's", "group_support.xlsx", "", []sheetOf{{"cash_positions", positions, nil}}, 1, 0, nil, ""},
		{"by the user", "x.xlsx", "cash_positions", []sheetOf{{"Sheet1", positions, nil}, {"集团支持", support, nil}}, 1, 0, []string{"集团支持"}, ""},
		{"none has the header", "资金头寸.xlsx", "", []sheetOf{{"Sheet1", other, nil}}, 0, 0, nil, "header-not-found"},
		{"a named one has not", "x.xlsx", "", []sheetOf{{"资金头寸", other, nil}, {"集团支持", support, nil}}, 0, 0, nil, "header-not-found"},
		{"no sheet of any kind", "x.xlsx", "", []sheetOf{{"Sheet1", positions, nil}}, 0, 0, nil, "no-ledger"},
	} {
		in := Input{Name: c.file, Data: workbookOf(t, c.sheets...), Kind: FindKind(c.forced)}
		b, r, err := Read([]Input{in}, Options{})
		if problem.CodeOf(err) != c.fails {
			t.Errorf("%s: %v, want %q", c.name, err, c.fails)
		}
		if err != nil {
			continue
		}
		var skipped []string
		for _, w := range r.Warnings {
			if w.Code == "skipped" {
				skipped = append(skipped, w.Place.Sheet)
			}
		}
		if len(b.CashPositions) != c.positions || len(b.GroupSupport) != c.support || !slices.Equal(skipped, c.skipped) {
			t.Errorf("%s: %d and %d rows, skipped %v", c.name, len(b.CashPositions), len(b.GroupSupport), skipped)
		}
	}
}

// A workbook under the name of a text file is still a workbook.
func TestWorkbookNamedCSV(t *testing.T) {
	data := workbookOf(t, sheetOf{"Sheet1", [][]any{{"enterprise_code", "as_of", "available_funds"}, {unitA, "2022-06-30", 1}}, nil})
	b, _ := mustRead(t, Input{Name: "cash_positions.csv", Data: data})
	if len(b.CashPositions) != 1 {
		t.Errorf("%d rows", len(b.CashPositions))
	}
	if _, _, err := Read([]Input{{Name: "cash_positions.xlsx", Data: data[:len(data)/2]}}, Options{}); err == nil || problem.CodeOf(err) == "" {
		t.Errorf("half a workbook: %v", err)
	}
}
