package ledger

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"shukun/lang"
	"shukun/ledger/xlsx"
	"shukun/problem"
)

func TestWriteCSV(t *testing.T) {
	b, _ := mustRead(t, input("payments.csv", "payment_no,payable_no,payer_code,paid_on,amount,method\n\"P,1\",A,"+unitA+",2022/6/30,1.5,转账\n"))
	table := b.Table(FindKind("payments"))
	for style, want := range map[CSVStyle]string{
		{}:                         "payment_no,payable_no,payer_code,paid_on,amount,method,instrument_no\n\"P,1\",A," + unitA + ",2022-06-30,1.50,transfer,\n",
		{Chinese: true, BOM: true}: "\uFEFF付款单号,应付单号,付款单位代码,付款日期,付款金额,付款方式,票据编号\n\"P,1\",A," + unitA + ",2022-06-30,1.50,银行转账,\n",
	} {
		var out bytes.Buffer
		must(t, WriteCSV(&out, table, style))
		if out.String() != want {
			t.Errorf("%+v: %q", style, out.String())
		}
	}
	if tables := b.Tables(); len(tables) != 1 || tables[0].Kind().Key != "payments" || b.Table(&Kind{}) != nil {
		t.Errorf("%v", tables)
	}
	if err := WriteCSV(failing{}, table, CSVStyle{}); err == nil {
		t.Error("a failing writer must be told")
	}
	if err := WriteXLSX(failing{}, table); err == nil {
		t.Error("a failing writer must be told")
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("full") }

// A table of more rows than a sheet takes becomes several sheets, which read back as one ledger.
func TestWriteXLSXSplitsLongTables(t *testing.T) {
	b, _ := mustRead(t, input("payables.csv", payablesCSV(7)))
	var out bytes.Buffer
	must(t, writeXLSX(&out, 3, b.Tables()))
	wb, err := xlsx.Open(bytes.NewReader(out.Bytes()), int64(out.Len()), xlsx.Limits{})
	must(t, err)
	var names []string
	for _, s := range wb.Sheets() {
		names = append(names, s.Name)
	}
	if got := strings.Join(names, " "); got != "应付账款 应付账款-2 应付账款-3" {
		t.Errorf("sheets %s", got)
	}
	again, r := mustRead(t, Input{Name: "x.xlsx", Data: out.Bytes()})
	wantBrief(t, "rejected", r.Rejected)
	if len(again.Payables) != 7 || again.Payables[6].No != "YF-7" {
		t.Errorf("%d rows", len(again.Payables))
	}
}

func TestDescribe(t *testing.T) {
	zh, en := Describe(lang.Zh), Describe(lang.En)
	for _, k := range Kinds() {
		for i := range k.Columns {
			c := &k.Columns[i]
			if c.TypeName().Empty() || c.Accepted().Empty() || c.Example().Empty() {
				t.Errorf("%s.%s is not explained in both languages", k.Key, c.Key)
			}
		}
		for _, want := range []string{"## " + k.Key + " " + k.Name, "`" + k.Columns[0].Key + "`"} {
			if !strings.Contains(zh, want) || !strings.Contains(en, want) {
				t.Errorf("%s is not described", want)
			}
		}
	}
	for _, want := range []string{"| `term_start` | 付款期限起算 | 选项 | 交付 delivery、验收 acceptance、结算确认 settlement |", "`enterprise_code` + `as_of`", "应付账款余额"} {
		if !strings.Contains(zh, want) {
			t.Errorf("the reference lacks %s", want)
		}
	}
}

// A stream gives the same records whatever the size of its pieces and of the reads beneath it.
func TestStream(t *testing.T) {
	text := "a,b\n\"x\ny\",1\n" + strings.Repeat("长文字,2\n", 50) + "\"open,3\nz,\"q\"\"q\",4\r\nend"
	records := func(r io.Reader, size int) (out []string) {
		s := &csvStream{r: r, pool: &sync.Pool{}, bytes: size, most: maxPiece, form: csvForm{comma: ','}, progress: func(int64) {}, row: 1}
		for {
			p, err := s.next()
			must(t, err)
			if p == nil {
				return out
			}
			from := int32(0)
			for _, end := range p.ends {
				out = append(out, string(p.text[from:end]))
				from = end
			}
			s.release(p)
		}
	}
	want := records(strings.NewReader(text), 1<<20)
	if len(want) != 55 || want[1] != "\"x\ny\",1\n" || want[52] != "\"open,3\n" || want[54] != "end" || strings.Join(want, "") != text {
		t.Fatalf("%d records: %q", len(want), want)
	}
	for size := 1; size < 200; size++ {
		if got := records(iotest.OneByteReader(strings.NewReader(text)), size); strings.Join(got, "|") != strings.Join(want, "|") {
			t.Fatalf("pieces of %d: %q", size, got)
		}
	}
}

func TestStreamRefusals(t *testing.T) {
	s := &csvStream{r: strings.NewReader(strings.Repeat("x", 100)), pool: &sync.Pool{}, bytes: 8, most: 32, form: csvForm{comma: ','}, progress: func(int64) {}, row: 7}
	if _, err := s.next(); problem.CodeOf(err) != "record-too-long" {
		t.Errorf("a record without end: %v", err)
	}
	s = &csvStream{r: iotest.ErrReader(errors.New("disk")), pool: &sync.Pool{}, bytes: 8, most: 32, progress: func(int64) {}}
	if _, err := s.next(); problem.CodeOf(err) != "file-unreadable" {
		t.Errorf("a failing disk: %v", err)
	}
}

// Blank lines without end, or a header that promises short rows, cost no memory for rows.
func TestEstimatesAreBounded(t *testing.T) {
	head := "payable_no,payer_code,payee_code,amount\n"
	s := &csvStream{r: strings.NewReader(head + strings.Repeat("\n", 2<<20)), pool: &sync.Pool{}, bytes: pieceBytes, most: maxPiece, progress: func(int64) {}}
	must(t, s.start())
	m, _, fault := (&payables.Kind).findForm(s, nil)
	if fault != nil {
		t.Fatal(fault)
	}
	if least := m.leastBytes(&payables.Kind); least != 42 || s.records(1<<30, least) > 1<<30/42+1 {
		t.Errorf("at least %d bytes a row, %d rows", least, s.records(1<<30, least))
	}
	b, r := mustRead(t, input("payables.csv", head+strings.Repeat("\n", 600_000)+"A,"+unitA+","+firmA+",1\n"))
	if len(b.Payables) != 1 || b.Payables[0].Source.Row != 600_002 || r.Sheets[0].Blank != 600_000 {
		t.Errorf("%d rows, %+v", len(b.Payables), r.Sheets[0])
	}
}
