package answer

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
	"shukun/report"
)

func openBook(t *testing.T, b []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestWorkbookHasASheetAClause(t *testing.T) {
	a := example(t, lang.Zh)
	f := openBook(t, write(t, a, XLSX))
	want := []string{"汇总", "各条通用", "第1条 " + a.Law.Text(1).Title.Zh, "第5条 " + a.Law.Text(5).Title.Zh, "拒收的行", "提醒", "依据"}
	if got := strings.Join(f.GetSheetList(), "|"); got != strings.Join(want, "|") {
		t.Fatalf("sheets %s", got)
	}
	for _, sheet := range want[1:] {
		if p, err := f.GetPanes(sheet); err != nil || !p.Freeze || p.YSplit != headRow {
			t.Errorf("%s: panes %+v, %v", sheet, p, err)
		}
	}
	if got := cell(t, f, want[2], "A2"); !strings.Contains(got, "金额单位：元") || !strings.Contains(got, "2022-06-30") {
		t.Errorf("unit line %q", got)
	}
	for ref, want := range map[string]string{"A4": "01.overdue", "D4": unit.String(), "H4": "YF-0001", "I4": "120,000.00", "J4": "2022-05-05", "K4": "56"} {
		if got := cell(t, f, "第1条 "+a.Law.Text(1).Title.Zh, ref); got != want {
			t.Errorf("%s: got %q, want %q", ref, got, want)
		}
	}
	if got := cell(t, f, "拒收的行", "D4"); got != "约定付款日" {
		t.Errorf("column %q", got)
	}
	if en := openBook(t, write(t, example(t, lang.En), XLSX)).GetSheetList(); strings.Join(en[:1], "") != "Summary" {
		t.Errorf("English sheets %v", en)
	}
	for _, sheet := range f.GetSheetList() {
		if ledger.KindOfName(sheet) != nil {
			t.Errorf("sheet %s would be read as a ledger", sheet)
		}
	}
}

func cell(t *testing.T, f *excelize.File, sheet, ref string) string {
	t.Helper()
	s, err := f.GetCellValue(sheet, ref)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWorkbookHoldsNoFormula(t *testing.T) {
	a := example(t, lang.Zh)
	for i := range a.Findings {
		a.Findings[i].Key, a.Findings[i].Reason = "=HYPERLINK(\"http://x\")", "+1\x00\x1b<b>"
	}
	b := write(t, a, XLSX)
	parts := unzip(t, b)
	for name, text := range parts {
		for _, bad := range []string{"<f>", "<f ", "externalLink", "ddeLink"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s has %s", name, bad)
			}
		}
		if strings.Contains(name, "worksheets/") && !strings.Contains(text, "landscape") {
			t.Errorf("%s is not laid out for print", name)
		}
	}
	if !strings.Contains(parts["xl/styles.xml"], `quotePrefix="true"`) {
		t.Error("text is not marked as text")
	}
	if !strings.Contains(parts["xl/worksheets/sheet3.xml"], "<autoFilter ref=") {
		t.Error("no filter")
	}
	if got := cell(t, openBook(t, b), "第1条 "+a.Law.Text(1).Title.Zh, "H4"); got != `=HYPERLINK("http://x")` {
		t.Errorf("key %q", got)
	}
}

func unzip(t *testing.T, b []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(text)
	}
	return parts
}

func TestRowsBeyondASheetContinueOnTheNext(t *testing.T) {
	a := example(t, lang.Zh)
	a.Findings = nil
	for i := range 25 {
		a.Findings = append(a.Findings, finding(overdue, fmt.Sprintf("K-%02d", i), int64(i)))
	}
	var b bytes.Buffer
	a.Summary = report.Summarise(a.Findings)
	if err := a.workbook(&b, headRow+10); err != nil {
		t.Fatal(err)
	}
	f := openBook(t, b.Bytes())
	name := "第1条 " + a.Law.Text(1).Title.Zh
	for sheet, want := range map[string][2]string{name: {"K-00", "K-09"}, name + " 续2": {"K-10", "K-19"}, name + " 续3": {"K-20", ""}} {
		if got := [2]string{cell(t, f, sheet, "H4"), cell(t, f, sheet, "H13")}; got != want {
			t.Errorf("%s: %v, want %v", sheet, got, want)
		}
	}
}

func TestSheetNames(t *testing.T) {
	for _, c := range [][3]string{{"第1条 及时付款", "", "第1条 及时付款"}, {"a[b]:c*d?e/f\\g'h", "", "a-b--c-d-e-f-g-h"},
		{strings.Repeat("长", 40), " 续2", strings.Repeat("长", 28) + " 续2"}} {
		if got := sheetName(c[0], c[1]); got != c[2] {
			t.Errorf("got %q, want %q", got, c[2])
		}
	}
}

func TestWhatASpreadsheetCannotHoldIsText(t *testing.T) {
	b := &book{}
	if c := b.money(ledger.Some(money.Fen(1_000_000_000_000_000_01))); c.Value != "1000000000000000.01" {
		t.Errorf("large amount %v", c.Value)
	}
	if c := b.money(ledger.Some(maxExact)); c.Value != 9999999999999.99 {
		t.Errorf("largest number %v", c.Value)
	}
	if c := b.date(civil.MustOf(1899, 5, 1)); c.Value != "1899-05-01" {
		t.Errorf("early day %v", c.Value)
	}
	if c := b.date(civil.MustOf(1900, 3, 1)); c.Value != 61 {
		t.Errorf("first day %v", c.Value)
	}
	if c := b.text(""); c.Value != nil {
		t.Errorf("no text %v", c.Value)
	}
	if traceText([]policy.Step{{Step: "a", Value: "b"}, {Step: "c", Value: "d", Basis: "e"}}) != "1. a: b\n2. c: d [e]" {
		t.Error("trace")
	}
}
