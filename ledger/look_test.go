package ledger

import (
	"bytes"
	"strings"
	"testing"

	"shukun/ledger/xlsx"
	"shukun/money"
)

const lookPayer = "91150100MA0SHUKU1X"

// A sheet of no telling name, with words of its own: its kind is guessed, its columns shown with samples, and what a
// person then chooses is what is read, in the unit its header names.
func TestLookAtAndChoose(t *testing.T) {
	in := Input{Name: "工作簿1.csv", Data: []byte("明细表\n应付单号,付款单位代码,收款单位代码,到手价（万元）,随便\nP1," + lookPayer + "," + lookPayer + ",1.2,x\nP2," + lookPayer + "," + lookPayer + ",3,y\n")}
	looks, err := LookAt(in, nil, nil)
	if err != nil || len(looks) != 1 {
		t.Fatal(err, looks)
	}
	l := looks[0]
	if l.Kind != nil || l.Guess == nil || l.Guess.Key != "payables" || l.Header != 2 || len(l.Fields) != 5 || len(l.Missing) != 1 || l.Missing[0].Key != "amount" {
		t.Fatalf("%+v", l)
	}
	if f := l.Fields[3]; f.Column != nil || strings.Join(f.Samples, " ") != "1.2 3" || l.Fields[0].Confidence != Sure {
		t.Errorf("%+v", l.Fields)
	}
	k := FindKind("payables")
	p := ChosenColumns(map[*Kind]map[string]string{k: {"到手价（万元）": "amount", "随便": "", "没有": "no_such"}})
	in.Kind = k
	looks, err = LookAt(in, nil, p)
	if err != nil || looks[0].Why != nil || looks[0].Fields[3].Confidence != Chosen || looks[0].Fields[4].Column != nil || looks[0].Fields[4].Confidence != Chosen {
		t.Fatalf("%v %+v", err, looks)
	}
	book, report, err := Read([]Input{in}, Options{Profile: p})
	if err != nil || len(report.Rejected) > 0 || book.Payables[0].Amount != money.Fen(1_200_000) {
		t.Errorf("%v %v %v", err, report, book)
	}
}

func TestLookAtWorkbook(t *testing.T) {
	var b bytes.Buffer
	w := xlsx.NewWriter(&b)
	for _, name := range []string{"Sheet1", "草稿"} {
		if err := w.Sheet(name, xlsx.Look{}); err != nil {
			t.Fatal(err)
		}
		w.Header("应付单号", "付款单位代码", "收款单位代码", "应付金额")
		for _, v := range []string{"P1", lookPayer, lookPayer, "5"} {
			w.Text(v)
		}
		w.EndRow()
	}
	w.Close()
	in := Input{Name: "表.xlsx", Data: b.Bytes()}
	looks, err := LookAt(in, nil, nil)
	if err != nil || len(looks) != 2 || looks[0].Guess == nil || looks[0].Kind != nil {
		t.Fatalf("%v %+v", err, looks)
	}
	in.Sheets = map[string]*Kind{"Sheet1": FindKind("payables"), "草稿": nil}
	book, report, err := Read([]Input{in}, Options{})
	if err != nil || len(book.Payables) != 1 || report.Sheets[0].Kind == nil || report.Sheets[1].Kind != nil {
		t.Errorf("%v %+v", err, report)
	}
	if _, err := LookAt(Input{Name: "表.xlsx", Data: []byte("<html>")}, nil, nil); err == nil {
		t.Error("a web page is no workbook")
	}
}

// TestLookShowsDays: the first values of a sheet are shown as a person sees them in it.
func TestLookShowsDays(t *testing.T) {
	var b bytes.Buffer
	w := xlsx.NewWriter(&b)
	if err := w.Sheet("应付账款", xlsx.Look{}); err != nil {
		t.Fatal(err)
	}
	w.Header("应付单号", "付款单位代码", "收款单位代码", "应付金额（万元）", "交付日期")
	for _, v := range []string{"P1", lookPayer, lookPayer} {
		w.Text(v)
	}
	w.Decimal(11_500_000, 6)
	w.Date(2022, 10, 28)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	looks, err := LookAt(Input{Name: "a.xlsx", Data: b.Bytes()}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if f := looks[0].Fields; f[3].Samples[0] != "11.5" || f[4].Samples[0] != "2022-10-28" {
		t.Errorf("%q %q", f[3].Samples, f[4].Samples)
	}
}

func TestRepair(t *testing.T) {
	for _, c := range []struct {
		typ  Type
		in   string
		want string // "" left alone
	}{
		{TypeDate, "2022-06-30 00:00:00", "2022-06-30"}, {TypeDate, "2022-06-30T08:15:00Z", "2022-06-30"},
		{TypeDate, "30/06/2022", ""}, {TypeDate, "06-30", ""}, {TypeDate, "2022-06-30 下午", ""},
		{TypeMoney, "1 234.50", "1234.50"}, {TypeMoney, "人民币1234.50元整", "1234.50元"}, {TypeMoney, "1234.5", ""},
		{TypeYesNo, "√", "是"}, {TypeYesNo, "有", ""},
		{TypeCode, "9115-0100-MA0S HUKU1X", ""}, {TypeText, "x y", ""},
	} {
		got, ok := repair(c.typ, []byte(c.in))
		if ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%d %q: %q %v, want %q", c.typ, c.in, got, ok, c.want)
		}
	}
	in := []Input{{Name: "payables.csv", Data: []byte("payable_no,payer_code,payee_code,amount,delivered_on\nP1," + lookPayer + "," + lookPayer + ",人民币5元整,2022-06-30 00:00:00\nP2," + lookPayer + "," + lookPayer + ",6,30/06/2022\n")}}
	_, report, err := Read(in, Options{})
	if err != nil || len(report.Rejected) != 3 || !Repairable(FindKind("payables"), report.Rejected[0]) || Repairable(FindKind("payables"), report.Rejected[2]) {
		t.Fatalf("%v %v", err, report.Rejected)
	}
	book, report, err := Read(in, Options{Repair: true})
	repaired := 0
	for _, w := range report.Warnings {
		if w.Code == CodeRepaired {
			repaired++
		}
	}
	if err != nil || len(report.Rejected) != 1 || repaired != 2 || len(book.Payables) != 1 || book.Payables[0].Amount != 500 {
		t.Errorf("%v %v %v", err, report.Rejected, report.Warnings)
	}
}
