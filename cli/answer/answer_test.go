package answer

import (
	"bytes"
	"fmt"
	"testing"

	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/money"
	"shukun/org"
	"shukun/policy"
	"shukun/problem"
	"shukun/regulation"
	"shukun/report"
)

// The rules of the tests are made up, so that no test depends on what a clause finds.
var (
	payables = ledger.FindKind("payables")
	leases   = ledger.FindKind("leases")

	overdue   = testRule("01.overdue", 1, policy.Violation, payables)
	excuse    = testRule("01.unlawful-excuse", 1, policy.Violation, payables)
	relief    = testRule("05.relief", 5, policy.Entitlement, leases)
	shortfall = testRule("05.shortfall", 5, policy.Violation, leases)
	conflict  = testRule("00.size-conflict", 0, policy.Notice, payables)

	unit  = testCode("91150102MA0GR0011")
	party = testCode("91150102MA0XY0001")
)

func testRule(id string, clause int, o policy.Outcome, k *ledger.Kind) *policy.Rule {
	return &policy.Rule{ID: id, Clause: clause, Outcome: o, Ledger: k, Basis: []string{fmt.Sprintf("notice:%d", max(clause, 1))},
		Title: lang.Text{Zh: "甲" + id, En: "A" + id}, Formula: lang.Text{Zh: "乙", En: "B"}}
}

func testCode(first17 string) org.Code {
	check, ok := org.CheckCharacter(first17)
	if !ok {
		panic(first17)
	}
	return org.MustCode(first17 + string(check))
}

func law(t testing.TB) *regulation.Regulation {
	t.Helper()
	g, err := regulation.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func finding(r *policy.Rule, key string, fen int64) *policy.Finding {
	return &policy.Finding{Rule: r, Outcome: r.Outcome, Enterprise: unit, Beneficiary: party, Key: key, Amount: ledger.Some(money.Fen(fen)),
		DueOn: civil.MustOf(2022, 5, 5), Days: 56, NextChange: civil.MustOf(2022, 7, 1), Reason: "应于2022-05-05付清，已逾期56天", Basis: r.Basis}
}

// example is an answer with something of everything.
func example(t testing.TB, l lang.Lang) *Answer {
	traced := finding(overdue, "YF-0001", 12_000_000)
	traced.Trace = []policy.Step{{Step: "付款期限", Value: "60", Basis: "reg728:8"}, {Step: "余额", Value: "120,000.00"}}
	unsettled := finding(overdue, "YF-0002", 3_000_00)
	unsettled.Outcome, unsettled.Missing, unsettled.NextChange = policy.Undetermined, []string{"counterparties.employees", "counterparties.revenue"}, 0
	spanned := finding(excuse, "YF-0001", 12_000_000)
	spanned.Span = &policy.Span{Start: 10, End: 20, Page: 2, Sentence: "甲方收到上游款项后付款。", Rewrite: "甲方于验收后三十日内付款。"}
	bare := &policy.Finding{Rule: conflict, Outcome: policy.Notice, Enterprise: party, Key: "=1+1", Reason: "x\"y\\z\n<b>", Basis: []string{"notice:1", "reading:year-basis"}}
	findings := []*policy.Finding{bare, traced, unsettled, spanned, finding(relief, "ZL-1", 500_00), finding(shortfall, "ZL-1", 300_00)}
	bad := problem.New(problem.Invalid, "date-impossible", lang.Text{Zh: "没有这一天", En: "there is no such day"}, lang.Text{Zh: "请核对日期", En: "Check the date"}).
		With("2022-06-31").At(problem.Place{File: "六月.xlsx", Sheet: "应付账款", Row: 7, Column: "due_on"})
	doubt := problem.New(problem.Invalid, "skipped", lang.Text{Zh: "未读取", En: "not read"}, lang.Text{}).At(problem.Place{File: "说明.txt"})
	return &Answer{AsOf: civil.MustOf(2022, 6, 30), Lang: l, Law: law(t), Findings: findings, Rejected: []*problem.Error{bad}, Warnings: []*problem.Error{doubt},
		Sheets:  []ledger.Sheet{{File: "六月.xlsx", Name: "应付账款", Kind: payables, Rows: 3, Rejected: 1}, {File: "说明.txt"}},
		Program: "shukun test", Again: "--as-of 2022-06-30 六月.xlsx", Workers: 1}
}

func write(t testing.TB, a *Answer, f Format) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := a.Write(&b, f, Style{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFormatsByNameAndByFile(t *testing.T) {
	for _, name := range Formats() {
		if f, ok := ParseFormat(name); !ok || f.String() != name {
			t.Errorf("%s reads as %v, %v", name, f, ok)
		}
	}
	for name, want := range map[string]Format{"a.xlsx": XLSX, "a.b.HTML": HTML, "x/y.csv": CSV, "a.json": JSON, "a.jsonl": JSONL, "a.txt": Text, "a.htm": HTML} {
		if f, ok := FormatOfFile(name); !ok || f != want {
			t.Errorf("%s: %v, %v", name, f, ok)
		}
	}
	for _, name := range []string{"a", "a.dat", "a.text", "a.xls"} {
		if f, ok := FormatOfFile(name); ok {
			t.Errorf("%s: %v", name, f)
		}
	}
}

func TestSameBytesWhateverTheWorkers(t *testing.T) {
	a := example(t, lang.Zh)
	for i := range 5000 {
		a.Findings = append(a.Findings, finding(shortfall, fmt.Sprintf("ZL-%05d", i), int64(i)))
	}
	for f := Text; f <= HTML; f++ {
		var first []byte
		for _, workers := range []int{0, 1, 2, 8} {
			a.Workers = workers
			if got := write(t, a, f); first == nil {
				first = got
			} else if !bytes.Equal(got, first) {
				t.Errorf("%v differs with %d workers", f, workers)
			}
		}
	}
}

func TestWritingStopsAtTheFirstError(t *testing.T) {
	a := example(t, lang.Zh)
	for i := range 9000 {
		a.Findings = append(a.Findings, finding(shortfall, fmt.Sprint(i), 1))
	}
	a.Workers = 4
	for f := Text; f <= HTML; f++ {
		if err := a.Write(&full{room: 400_000}, f, Style{}); err != errFull && f != HTML && f != Text && f != XLSX {
			t.Errorf("%v: %v", f, err)
		}
		if err := a.Write(&full{}, f, Style{}); err == nil {
			t.Errorf("%v: no error", f)
		}
	}
}

var errFull = fmt.Errorf("full")

type full struct{ room int }

func (w *full) Write(b []byte) (int, error) {
	if w.room -= len(b); w.room < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestWordsInBothLanguages(t *testing.T) {
	zh, en := report.WordsIn(lang.Zh), report.WordsIn(lang.En)
	for name := range zh {
		if zh[name] == "" || en[name] == "" {
			t.Errorf("%s lacks a language", name)
		}
	}
}
