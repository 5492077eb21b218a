package ledger

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"shukun/lang"
	"shukun/ledger/xlsx"
	"shukun/problem"
)

var (
	unitA = benchCode(1)
	unitB = benchCode(2)
	firmA = benchCode(101)
	firmB = benchCode(102)
)

// payablesCSV is a small ledger with rows YF-1 … YF-n.
func payablesCSV(n int) string {
	var b strings.Builder
	b.WriteString("payable_no,payer_code,payee_code,amount,due_on\n")
	for i := range n {
		fmt.Fprintf(&b, "YF-%d,%s,%s,%d.50,2022-06-%02d\n", i+1, unitA, firmA, 100+i, i%30+1)
	}
	return b.String()
}

func input(name string, text string) Input { return Input{Name: name, Data: []byte(text)} }

// mustRead reads inputs that can be used at all.
func mustRead(t *testing.T, in ...Input) (*Book, *Report) {
	t.Helper()
	b, r, err := Read(in, Options{Workers: 2})
	if err != nil {
		t.Fatalf("%v", err)
	}
	return b, r
}

// brief gives problems as "file[sheet]!row column code", without what is always there.
func brief(all []*problem.Error) []string {
	var out []string
	for _, e := range all {
		if e.Code == "no-enterprises" {
			continue
		}
		if e.What.Empty() {
			out = append(out, "a problem without words: "+e.Code)
		}
		at := e.Place.File
		if e.Place.Sheet != "" {
			at += "[" + e.Place.Sheet + "]"
		}
		if e.Place.Row > 0 {
			at += fmt.Sprintf("!%d", e.Place.Row)
		}
		out = append(out, strings.Join(strings.Fields(at+" "+e.Place.Column+" "+e.Code), " "))
	}
	return out
}

func wantBrief(t *testing.T, what string, got []*problem.Error, want ...string) {
	t.Helper()
	if b := brief(got); !slices.Equal(b, want) {
		t.Errorf("%s:\n got  %s\n want %s", what, strings.Join(b, "\n      "), strings.Join(want, "\n      "))
	}
}

func TestReadSmallLedger(t *testing.T) {
	b, r := mustRead(t, input("payables.csv", payablesCSV(3)))
	wantBrief(t, "rejected", r.Rejected)
	wantBrief(t, "warnings", r.Warnings)
	if len(b.Payables) != 3 || b.Payables[2].No != "YF-3" || b.Payables[2].Amount != 10250 || b.Payables[2].DueOn.String() != "2022-06-03" ||
		b.Payables[2].Source != (Source{0, 4}) || b.PlaceOf(b.Payables[2].Source) != (problem.Place{File: "payables.csv", Row: 4}) {
		t.Errorf("%+v", b.Payables)
	}
	want := Sheet{File: "payables.csv", Kind: FindKind("payables"), Header: 1, Rows: 3, Encoding: "UTF-8"}
	if len(r.Sheets) != 1 || r.Sheets[0] != want {
		t.Errorf("sheets %+v", r.Sheets)
	}
	// Without an enterprises ledger every acting unit is taken as ours, and one warning says so.
	if b.EnterprisesGiven || len(b.Enterprises) != 1 || b.Enterprises[0].Code.String() != unitA || len(r.Warnings) != 1 || r.Warnings[0].Code != "no-enterprises" {
		t.Errorf("enterprises %v, warnings %v", b.Enterprises, r.Warnings)
	}
}

// The same ledger in every encoding, with every delimiter and line end, is the same.
func TestEncodingsDelimitersLineEnds(t *testing.T) {
	plain := "应付单号,付款单位代码,收款单位代码,应付金额,未付原因\n合同一号," + unitA + "," + firmA + ",\"1,234.50\",存在争议\n合同二号," + unitA + "," + firmA + ",2,其他\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	utf16File := func(little bool) string {
		var out []byte
		for _, u := range append([]uint16{0xFEFF}, utf16.Encode([]rune(plain))...) {
			if little {
				out = append(out, byte(u), byte(u>>8))
			} else {
				out = append(out, byte(u>>8), byte(u))
			}
		}
		return string(out)
	}
	for name, c := range map[string]struct{ text, encoding string }{
		"UTF-8": {plain, "UTF-8"}, "BOM": {"\uFEFF" + plain, "UTF-8"}, "GB18030": {gb, "GB18030"},
		"UTF-16 LE": {utf16File(true), "UTF-16"}, "UTF-16 BE": {utf16File(false), "UTF-16"},
		"CRLF": {strings.ReplaceAll(plain, "\n", "\r\n"), "UTF-8"}, "CR": {strings.ReplaceAll(plain, "\n", "\r"), "UTF-8"},
		"no end of the last line": {strings.TrimSuffix(plain, "\n"), "UTF-8"},
		"tabs":                    {strings.ReplaceAll(strings.ReplaceAll(plain, "\"1,234.50\"", "1234.5"), ",", "\t"), "UTF-8"},
		"semicolons":              {strings.ReplaceAll(strings.ReplaceAll(plain, "\"1,234.50\"", "1234.5"), ",", ";"), "UTF-8"},
		"tabs, commas in values":  {strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(plain, ",", "\t"), "1\t234", "1,234"), "\"", ""), "UTF-8"},
		"all quoted":              {"\"" + strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(strings.TrimSuffix(plain, "\n"), "\"1,234.50\"", "1234.5"), ",", "\",\""), "\n", "\"\n\"") + "\"\n", "UTF-8"},
	} {
		b, r := mustRead(t, input("payables.csv", c.text))
		wantBrief(t, name, r.Rejected)
		if len(b.Payables) != 2 || b.Payables[0].No != "合同一号" || b.Payables[0].Amount != 123450 || b.Payables[0].Reason != InDispute ||
			b.Payables[1].No != "合同二号" || b.Payables[1].Amount != 200 || b.Payables[1].Source.Row != 3 {
			t.Errorf("%s: %+v", name, b.Payables)
		}
		if r.Sheets[0].Encoding != c.encoding {
			t.Errorf("%s: taken for %s", name, r.Sheets[0].Encoding)
		}
	}
}

// A row in another encoding than the rest is an error of that row alone, under the number a person sees.
func TestMixedEncodings(t *testing.T) {
	gb, _ := simplifiedchinese.GB18030.NewEncoder().String("合同二号")
	row := func(no string) string { return no + "," + unitA + "," + firmA + ",1,其他\n" }
	header := "应付单号,付款单位代码,收款单位代码,应付金额,未付原因\n"
	text := header + row("合同一号") + row("\"两行\n编号\"") + row(gb) + row("合同三号") + row("合同四号")
	b, r := mustRead(t, input("payables.csv", text))
	wantBrief(t, "one row of GB18030 in UTF-8", r.Rejected, "payables.csv!4 encoding-mixed")
	if len(b.Payables) != 4 || b.Payables[1].No != "两行\n编号" {
		t.Errorf("%d rows", len(b.Payables))
	}
	gbAll, _ := simplifiedchinese.GB18030.NewEncoder().String(header + row("合同一号") + row("合同二号") + row("合同三号"))
	b, r = mustRead(t, input("payables.csv", gbAll+row("合同四号")+row("合同五号")))
	wantBrief(t, "two rows of UTF-8 in GB18030", r.Rejected, "payables.csv!5 encoding-mixed", "payables.csv!6 encoding-mixed")
	if len(b.Payables) != 3 || b.Payables[2].No != "合同三号" {
		t.Errorf("%+v", b.Payables)
	}
}

// A file may turn out to be GB18030 only after a long stretch of ASCII; what was read of it by then counts for nothing.
func TestLateGB18030(t *testing.T) {
	gb, _ := simplifiedchinese.GB18030.NewEncoder().String("合同一号")
	text := payablesCSV(8_000) + gb + "," + unitA + "," + firmA + ",1,\n"
	var told int64
	b, r, err := Read([]Input{input("payables.csv", text)}, Options{Progress: func(n int64) { told += n }})
	must(t, err)
	wantBrief(t, "rejected", r.Rejected)
	if len(b.Payables) != 8_001 || b.Payables[8_000].No != "合同一号" || len(r.Sheets) != 1 || r.Sheets[0].Encoding != "GB18030" || told != int64(len(text)) {
		t.Errorf("%d rows, %+v, %d of %d bytes told", len(b.Payables), r.Sheets, told, len(text))
	}
}

func TestQuotes(t *testing.T) {
	codes := "," + unitA + "," + firmA + ","
	head := "payable_no,payer_code,payee_code,amount,contract_no\n"
	for _, c := range []struct {
		name, text string
		rows       string // payable_no/contract_no@row …
		rejected   []string
	}{
		{"a line end in a cell counts for no row", "A" + codes + "1,\"x\ny\"\nB" + codes + "2,z\n", "A/x\ny@2 B/z@3", nil},
		{"doubled marks", "A" + codes + "1,\"say \"\"hi\"\"\"\n", "A/say \"hi\"@2", nil},
		{"marks within a plain cell", "5\" pipe" + codes + "1,6\"\n", "5\" pipe/6\"@2", nil},
		{"delimiters in a cell", "\"A,1\"" + codes + "1,\"x,y\"\n", "A,1/x,y@2", nil},
		{"spaces around", " \"A\" " + codes + "1, \"x\" \n", "A/x@2", nil},
		{"a code protected from Excel", "=\"0012\"" + codes + "1,\"=\"\"0013\"\"\"\n", "0012/0013@2", nil},
		{"never closed: its line alone is lost", "A" + codes + "1,\"x\nB" + codes + "2,z\nC" + codes + "3,z\n", "B/z@3 C/z@4", []string{"payables.csv!2 quote-open"}},
		{"closed by the next one's opening", "A" + codes + "1,\"x\nB" + codes + "2,\"z\"\nC" + codes + "3,z\n", "B/z@3 C/z@4", []string{"payables.csv!2 quote-open"}},
		{"text behind the closing mark", "A" + codes + "1,\"x\"y\nB" + codes + "2,z\n", "B/z@3", []string{"payables.csv!2 quote-open"}},
		{"more cells than the header", "A" + codes + "1,x,extra\nB" + codes + "2,z,,,\n", "B/z@3", []string{"payables.csv!2 too-many-cells"}},
		{"fewer cells", "A" + codes + "1\nB" + codes + "\n", "A/@2", []string{"payables.csv!3 amount required-missing"}},
		{"blank lines count as rows", "\nA" + codes + "1\n\n,,,,\nB" + codes + "2\n\n", "A/@3 B/@6", nil},
	} {
		b, r := mustRead(t, input("payables.csv", head+c.text))
		var rows []string
		for _, p := range b.Payables {
			rows = append(rows, fmt.Sprintf("%s/%s@%d", p.No, p.ContractNo, p.Source.Row))
		}
		if got := strings.Join(rows, " "); got != c.rows {
			t.Errorf("%s: %q, want %q", c.name, got, c.rows)
		}
		wantBrief(t, c.name, r.Rejected, c.rejected...)
	}
}

// A row with several bad cells is rejected whole, and each bad cell is told with place, value and cure.
func TestRejections(t *testing.T) {
	text := "应付单号,付款单位代码,收款单位代码,应付金额,约定付款日,未付原因\n" +
		"YF-1," + unitA + "," + firmA + ",100,2022-06-30,\n" +
		"YF-2,9.115E+17," + firmA + ",1.234,31/06/2022,不想付\n" +
		"YF-3," + unitA + ",,100,2022-06-31,\n"
	b, r := mustRead(t, input("应付账款.csv", text))
	if len(b.Payables) != 1 || r.Sheets[0].Rejected != 2 || r.Sheets[0].Rows != 1 {
		t.Errorf("%d rows; %+v", len(b.Payables), r.Sheets[0])
	}
	wantBrief(t, "rejected", r.Rejected,
		"应付账款.csv!3 payer_code credit-code-precision-lost", "应付账款.csv!3 amount money-fraction", "应付账款.csv!3 due_on date-ambiguous", "应付账款.csv!3 unpaid_reason choice-invalid",
		"应付账款.csv!4 payee_code required-missing", "应付账款.csv!4 due_on date-impossible")
	values := []string{"9.115E+17", "1.234", "31/06/2022", "不想付", "", "2022-06-31"}
	for i, e := range r.Rejected {
		zh, en := e.In(lang.Zh), e.In(lang.En)
		if e.Value != values[i] || !strings.Contains(zh, "应付账款.csv") || !strings.Contains(zh, "行") || !strings.Contains(en, "row ") || e.Next.Empty() {
			t.Errorf("%s / %s", zh, en)
		}
	}
	if zh := r.Rejected[0].In(lang.Zh); !strings.Contains(zh, "15 位") || !strings.Contains(zh, "文本") {
		t.Errorf("a lost code must be explained: %s", zh)
	}
}

// Every bad row is told: there is no cap.
func TestNoCapOnRejections(t *testing.T) {
	var b strings.Builder
	b.WriteString("payable_no,payer_code,payee_code,amount\n")
	for i := range 10_000 {
		fmt.Fprintf(&b, "YF-%d,%s,%s,1.234\n", i, unitA, firmA)
	}
	_, r := mustRead(t, input("payables.csv", b.String()))
	if len(r.Rejected) != 10_000 || r.Rejected[9_999].Place.Row != 10_001 {
		t.Errorf("%d rejections", len(r.Rejected))
	}
}

func TestWrongCheckIsAWarning(t *testing.T) {
	text := "payable_no,payer_code,payee_code,amount\nA," + unitA + "," + wrongCode + ",1\nB," + unitA + "," + wrongCode + ",2\n"
	b, r := mustRead(t, input("payables.csv", text))
	wantBrief(t, "rejected", r.Rejected)
	wantBrief(t, "warnings", r.Warnings, "payables.csv!2 payee_code credit-code-check")
	if len(b.Payables) != 2 || b.Payables[1].Payee.String() != wrongCode {
		t.Errorf("%+v", b.Payables)
	}
}

func TestUnknownColumnsAndFiles(t *testing.T) {
	b, r := mustRead(t,
		input("payables.csv", "序号,payable_no,payer_code,payee_code,amount,备注\n1,A,"+unitA+","+firmA+",1,x\n2,B,"+unitA+","+firmA+",2,y\n"),
		input("readme.txt", "hello"), input("payables.pdf", "%PDF"), input("合同文本.csv", "a,b\n"), input("合同-1.txt", "第一条 甲方……\n"))
	wantBrief(t, "warnings", r.Warnings, "payables.csv!1 序号 column-unknown", "payables.csv!1 备注 column-unknown",
		"readme.txt skipped", "payables.pdf skipped", "合同文本.csv skipped", "合同-1.txt skipped")
	if len(b.Payables) != 2 || len(r.Sheets) != 5 {
		t.Errorf("%d rows, %d sheets", len(b.Payables), len(r.Sheets))
	}
}

func TestSpareColumns(t *testing.T) {
	b, r := mustRead(t, input("payables.csv", "单据编号,应付单号,付款单位代码,收款单位代码,欠款金额,应付账款余额\nX,A,"+unitA+","+firmA+",1,2\n"))
	wantBrief(t, "warnings", r.Warnings, "payables.csv!1 单据编号 column-spare", "payables.csv!1 欠款金额 column-spare", "payables.csv!1 应付账款余额 amount-is-balance")
	if b.Payables[0].No != "A" || b.Payables[0].Amount != 200 {
		t.Errorf("%+v", b.Payables[0])
	}
}

func TestUnusable(t *testing.T) {
	for _, c := range []struct {
		name string
		in   []Input
		code string
		file string
	}{
		{"nothing known", []Input{input("a.csv", "x"), input("b.txt", "y")}, "no-ledger", ""},
		{"nothing at all", nil, "no-ledger", ""},
		{"a missing column", []Input{input("payables.csv", "payable_no,payer_code,amount\n")}, "missing-column", "payables.csv"},
		{"an empty file", []Input{input("payables.csv", "")}, "header-not-found", "payables.csv"},
		{"no such file", []Input{{Name: "payables.csv", Path: "testdata/none.csv"}}, "file-unreadable", "payables.csv"},
		{"a folder", []Input{{Name: "payables.csv", Path: "testdata"}}, "file-unreadable", "payables.csv"},
		{"an .xls", []Input{input("payables.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")}, "xlsx-old-format", "payables.xls"},
		{"text under a workbook's name", []Input{input("payables.xlsx", "a,b")}, "xlsx-not-xlsx", "payables.xlsx"},
		{"a web page under the name of a table", []Input{input("payables.csv", "<html><table>")}, "xlsx-web-page", "payables.csv"},
		{"a wrong unit", []Input{input("payables.csv", "payable_no,payer_code,payee_code,应付金额(美元)\n")}, "column-unit", "payables.csv"},
		{"an unreadable workbook of no kind, alone", []Input{input("x.xlsx", "PK\x03\x04")}, "xlsx-truncated", "x.xlsx"},
	} {
		_, _, err := Read(c.in, Options{})
		e, ok := err.(*problem.Error)
		if !ok || e.Code != c.code || e.Place.File != c.file || e.What.Empty() || e.Next.Empty() {
			t.Errorf("%s: %v, want %s in %q", c.name, err, c.code, c.file)
		}
	}
}

// Limits hold for text files as well.
func TestLimitsOfText(t *testing.T) {
	for _, l := range []xlsx.Limits{{FileBytes: 100}, {Rows: 9}} {
		_, _, err := Read([]Input{input("payables.csv", payablesCSV(10))}, Options{Limits: &l})
		if problem.CodeOf(err) != "text-too-large" || problem.KindOf(err) != problem.TooLarge {
			t.Errorf("%+v: %v", l, err)
		}
	}
	if _, _, err := Read([]Input{input("payables.csv", payablesCSV(10))}, Options{Limits: &xlsx.Limits{Rows: 10}}); err != nil {
		t.Errorf("%v", err)
	}
}

// A workbook of no kind that cannot be opened leaves the result incomplete, but the rest is read.
func TestUnreadableWorkbookOfNoKind(t *testing.T) {
	b, r := mustRead(t, input("payables.csv", payablesCSV(2)), input("旧表.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
	wantBrief(t, "rejected", r.Rejected, "旧表.xls xlsx-old-format")
	if len(b.Payables) != 2 {
		t.Errorf("%d rows", len(b.Payables))
	}
}

func TestForcedKind(t *testing.T) {
	in := input("导出数据.dat", payablesCSV(2))
	in.Kind = FindKind("payables")
	b, _ := mustRead(t, in)
	other := input("payments.csv", payablesCSV(2))
	other.Kind = FindKind("payables")
	c, _ := mustRead(t, other)
	if len(b.Payables) != 2 || len(c.Payables) != 2 {
		t.Errorf("%d, %d rows", len(b.Payables), len(c.Payables))
	}
}

func TestRepeatedKeys(t *testing.T) {
	head := "payable_no,payer_code,payee_code,amount\n"
	first := head + "A," + unitA + "," + firmA + ",1\nA," + unitB + "," + firmA + ",2\nA," + unitA + "," + firmA + ",3\n"
	second := head + "B," + unitA + "," + firmA + ",4\nA," + unitA + "," + firmB + ",5\nA," + unitB + "," + firmB + ",6\n"
	b, r := mustRead(t, input("payables.csv", first), input("payables-2.csv", second))
	wantBrief(t, "rejected", r.Rejected, "payables.csv!4 payable_no key-repeated", "payables-2.csv!3 payable_no key-repeated", "payables-2.csv!4 payable_no key-repeated")
	if len(b.Payables) != 3 || b.Payables[0].Amount != 100 || b.Payables[1].Amount != 200 || b.Payables[2].Amount != 400 {
		t.Errorf("the first of each stays: %+v", b.Payables)
	}
	for i, want := range []string{"第4行与第2行", "第3行与payables.csv 第2行", "第4行与payables.csv 第3行"} {
		if zh := r.Rejected[i].In(lang.Zh); !strings.Contains(zh, want) || r.Rejected[i].Value != "A" {
			t.Errorf("%s does not name both rows (%s)", zh, want)
		}
	}
	if r.Sheets[0].Rows != 2 || r.Sheets[0].Rejected != 1 || r.Sheets[1].Rows != 1 || r.Sheets[1].Rejected != 2 {
		t.Errorf("%+v", r.Sheets)
	}
	_, r = mustRead(t, input("cash_positions.csv", "enterprise_code,as_of,available_funds\n"+unitA+",2022-06-30,1\n"+unitA+",2022/6/30,2\n"+unitA+",2022-07-01,3\n"))
	wantBrief(t, "a key of two columns", r.Rejected, "cash_positions.csv!3 enterprise_code key-repeated")
	if r.Rejected[0].Value != unitA+"+2022-06-30" {
		t.Errorf("value %s", r.Rejected[0].Value)
	}
}

// The enterprise of a bill or a relief record is that of its account or lease: two units may use the same numbers.
func TestKeysThroughReferences(t *testing.T) {
	accounts := "account_no,supplier_code,customer_code,service\nK1," + unitA + "," + firmA + ",power\nK2," + unitB + "," + firmA + ",power\n"
	bills := "bill_no,account_no,period_start,period_end,quantity,amount,due_on\n"
	bill := func(no, account string) string {
		return no + "," + account + ",2022-06-01,2022-06-30,10,5,2022-07-10\n"
	}
	b, r := mustRead(t, input("utility_accounts.csv", accounts), input("utility_bills.csv", bills+bill("Z1", "K1")+bill("Z1", "K2")+bill("Z1", "K1")))
	wantBrief(t, "bills", r.Rejected, "utility_bills.csv!4 bill_no key-repeated")
	if len(b.UtilityBills) != 2 || b.AccountOf(&b.UtilityBills[1]).Supplier.String() != unitB {
		t.Errorf("%+v", b.UtilityBills)
	}
}

func TestSeveralFilesOfOneKind(t *testing.T) {
	one, two := payablesCSV(2), strings.ReplaceAll(payablesCSV(3), "YF-", "B-")
	b, r := mustRead(t, input("payables-2022-05.csv", one), input("payables-2022-06.csv", two), input("应付账款.csv", "payable_no,payer_code,payee_code,amount\n"))
	if len(b.Payables) != 5 || b.PlaceOf(b.Payables[4].Source).File != "payables-2022-06.csv" || len(r.Sheets) != 3 || r.Sheets[2].Rows != 0 {
		t.Errorf("%d rows in %+v", len(b.Payables), r.Sheets)
	}
}

func TestUnitsInHeaders(t *testing.T) {
	text := "某集团应付账款明细表,,,,\n编制单位：某集团,,,,单位：万元\n应付单号,付款单位代码,收款单位代码,应付金额,已付金额（元）\nA," + unitA + "," + firmA + ",1.5,200\nB," + unitA + "," + firmA + ",3千元,\n合计,,,1.8,200\n"
	b, r := mustRead(t, input("应付账款.csv", text))
	wantBrief(t, "rejected", r.Rejected)
	wantBrief(t, "warnings", r.Warnings, "应付账款.csv total-rows", "应付账款.csv!3 unit-above-header", "应付账款.csv!4 paid_on paid-without-date")
	if b.Payables[0].Amount != 1_500_000 || b.Payables[0].PaidAmount != 20_000 || b.Payables[1].Amount != 300_000 {
		t.Errorf("%+v", b.Payables)
	}
}

func TestOddRows(t *testing.T) {
	row := func(no, amount string) string { return no + "," + unitA + "," + firmA + "," + amount + ",x\n" }
	head := "应付单号,付款单位代码,收款单位代码,应付金额,备注\n"
	text := head + row("A", "1") + row("B", "2.50") + "小计,,,3.50,\n" + row("C", "4") + "小　计：,,,5,\n,,,,\n" + "合 计,,,7.50,\n" + "总计（元）,-,-,8,\n" +
		head + ",,,,只有备注\n" + "制表人：张三,,审核：李四,,\n" + "第 1 页 共 1 页,,,,\n" + row("D", "1")
	b, r := mustRead(t, input("应付账款.csv", text))
	wantBrief(t, "rejected", r.Rejected)
	wantBrief(t, "warnings", r.Warnings, "应付账款.csv total-rows", "应付账款.csv blank-rows", "应付账款.csv empty-rows", "应付账款.csv header-again", "应付账款.csv note-rows",
		"应付账款.csv!1 备注 column-unknown", "应付账款.csv!6 amount total-mismatch", "应付账款.csv!9 amount total-mismatch")
	if len(b.Payables) != 4 || r.Sheets[0].Totals != 4 || r.Sheets[0].Blank != 1 || r.Sheets[0].Rejected != 0 {
		t.Errorf("%d rows, %+v", len(b.Payables), r.Sheets[0])
	}
	for _, e := range r.Warnings {
		if e.Code == "total-rows" && !strings.Contains(e.What.Zh, "4, 6, 8, 9") {
			t.Errorf("rows of totals: %s", e.What.Zh)
		}
	}
	// What merely looks like a total is none: it has all that is required.
	b, r = mustRead(t, input("应付账款.csv", head+row("合计", "1")+"负责人中心,,,\n"))
	wantBrief(t, "lookalikes", r.Rejected, "应付账款.csv!3 payer_code required-missing", "应付账款.csv!3 payee_code required-missing", "应付账款.csv!3 amount required-missing")
	if len(b.Payables) != 1 {
		t.Errorf("%d rows", len(b.Payables))
	}
}

func TestFindInputs(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"payables.csv", "payments.csv", ".hidden", "~$payables.xlsx"} {
		writeFile(t, dir, name, payablesCSV(1))
	}
	writeFile(t, dir, "sub/payables.csv", payablesCSV(1))
	in, notices, err := FindInputs([]string{dir, dir + "/sub/payables.csv"})
	if err != nil || len(in) != 3 || in[0].Name == in[2].Name || in[1].Name != "payments.csv" {
		t.Errorf("%+v %v", in, err)
	}
	wantBrief(t, "notices", notices, ".hidden skipped", "sub skipped", "~$payables.xlsx skipped")
	if _, _, err := FindInputs([]string{dir + "/none"}); problem.CodeOf(err) != "no-such-file" {
		t.Errorf("%v", err)
	}
	b, _, err := Read(in[:1], Options{})
	if err != nil || len(b.Payables) != 1 {
		t.Errorf("%v", err)
	}
}

// A row costs no allocation of its own: twice the rows, hardly more allocations.
func TestRowsDoNotAllocate(t *testing.T) {
	allocations := func(rows int) float64 {
		in := newFleet(rows).inputs()
		return testing.AllocsPerRun(2, func() {
			if _, _, err := Read(in, Options{Workers: 1}); err != nil {
				t.Fatal(err)
			}
		})
	}
	if few, many := allocations(10_000), allocations(20_000); (many-few)/16_700 > 0.02 {
		t.Errorf("%v allocations for 16,700 further rows", many-few)
	}
}

func TestProgress(t *testing.T) {
	dir := t.TempDir()
	text := payablesCSV(200_000)
	writeFile(t, dir, "payables.csv", text)
	in, _, _ := FindInputs([]string{dir})
	in = append(in, input("payables-2.csv", strings.ReplaceAll(payablesCSV(3), "YF", "B")))
	var n int64
	if _, _, err := Read(in, Options{Progress: func(bytes int64) { n += bytes }}); err != nil || n != int64(len(text)+len(payablesCSV(3))-3) {
		t.Errorf("%d bytes told, %v", n, err)
	}
}
