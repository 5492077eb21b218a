package ledger

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"shukun/civil"
	"shukun/ledger/xlsx"
	"shukun/problem"
)

// FuzzCSV reads any bytes as a ledger: it must not fail otherwise than in words, must lose no row without telling, and
// must not depend on workers or pieces.
func FuzzCSV(f *testing.F) {
	head := "payable_no,payer_code,payee_code,amount,contract_no\n"
	row := "A," + unitA + "," + firmA + ",1.50,x\n"
	for _, s := range []string{head + row, head + row + row, "\uFEFF" + head + row, strings.ReplaceAll(head+row, ",", "\t"), head + "\"A\nB\"," + row[2:], head + "\"A," + row + row,
		head + "合计,,,1.50,\n", "应付单号;付款单位代码;收款单位代码;应付金额（万元）\n", "\xff\xfea\x00", head + "A\xb2\xe2" + row[1:], strings.ReplaceAll(head+row, "\n", "\r"), "\"", head + "\"\"\"", head + "x,\"y\"z\n"} {
		f.Add([]byte(s), 64)
	}
	f.Fuzz(func(t *testing.T, data []byte, piece int) {
		in := []Input{{Name: "payables.csv", Data: data, Kind: &payables.Kind}}
		if data == nil {
			in[0].Data = []byte{}
		}
		b, r, err := read(in, Options{Workers: 1}, pieceBytes)
		c, s, err2 := read(in, Options{Workers: 2}, 16+piece&1023)
		if (err == nil) != (err2 == nil) || err == nil && (!reflect.DeepEqual(b.Payables, c.Payables) || !reflect.DeepEqual(full(r.Rejected), full(s.Rejected))) {
			t.Fatalf("workers or pieces matter: %v %v", err, err2)
		}
		if err != nil {
			if e, ok := err.(*problem.Error); !ok || e.What.Empty() {
				t.Fatalf("%v", err)
			}
			return
		}
		sheet := r.Sheets[0]
		if sheet.Rows != len(b.Payables) {
			t.Fatalf("%d rows told, %d read", sheet.Rows, len(b.Payables))
		}
		bad := map[int]bool{}
		for _, e := range r.Rejected {
			if e.Place.Row <= sheet.Header || e.What.Empty() || e.Next.Empty() {
				t.Fatalf("%+v", e)
			}
			bad[e.Place.Row] = true
		}
		if len(bad) != sheet.Rejected {
			t.Fatalf("%d rows rejected, %d told", sheet.Rejected, len(bad))
		}
		for i := range b.Payables {
			p := &b.Payables[i]
			if bad[int(p.Source.Row)] || p.No == "" || p.Payer.IsZero() || p.Payee.IsZero() || !utf8.ValidString(p.No) {
				t.Fatalf("%+v", p)
			}
		}
	})
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2022-06-30", "2022/6/30", "20220630", "2022.6.30", "2022年6月30日", "44742", "44742.5", "30/06/2022", "２０２２年６月３０日", "2.022063E7", "2022-06-31"} {
		f.Add(s, uint8(xlsx.String), uint8(0), false)
	}
	f.Fuzz(func(t *testing.T, s string, kind, order uint8, date1904 bool) {
		d := decoder{dates: dateOrder(order % 3), date1904: date1904}
		day, fault := d.parseDate(&Cell{Text: []byte(s), Kind: xlsx.Kind(kind % 7)})
		if fault != nil {
			if day != 0 {
				t.Fatalf("%q: %v and %v", s, day, fault)
			}
			return
		}
		if day <= 0 || day > civil.MaxDate {
			t.Fatalf("%q is day %d", s, day)
		}
		if again, fault := (&decoder{}).parseDate(&Cell{Text: []byte(day.String()), Kind: csvText}); fault != nil || again != day {
			t.Fatalf("%q is %v, read again %v", s, day, again)
		}
	})
}

func FuzzMoney(f *testing.F) {
	for _, s := range []string{"1234.5", "1,234.50", "¥1,234.50", "１，２３４．５", "1.2万", "(1,234.50)", "1234.5600000000001", "1E-2", "9.115E+17", "-0.005", "0.5亿", "１％", "1.2.3"} {
		f.Add(s, uint8(xlsx.String), int8(0))
	}
	f.Fuzz(func(t *testing.T, s string, kind uint8, unit int8) {
		c := &Cell{Text: []byte(s), Kind: xlsx.Kind(kind % 7)}
		fen, fault := parseMoney(c, int(unit%9))
		if fault == nil {
			again, fault := parseMoney(&Cell{Text: []byte(fen.String()), Kind: csvText}, 0)
			if fault != nil || again != fen {
				t.Fatalf("%q is %v, read again %v %v", s, fen, again, fault)
			}
			if quick, ok := quickMoney(c.Text); ok && unit == 0 && quick != fen {
				t.Fatalf("%q is %v, and %v at once", s, fen, quick)
			}
		}
		for _, typ := range []Type{TypeRate, TypeNumber, TypeTenK, TypeInteger} {
			d, fault := parseDecimal(typ, c, int(unit%9))
			if fault != nil {
				continue
			}
			if again, fault := parseDecimal(TypeNumber, &Cell{Text: d.Append(nil), Kind: csvText}, 0); fault != nil || again != d {
				t.Fatalf("%q is %v, read again %v %v", s, d, again, fault)
			}
		}
	})
}

// FuzzHeader looks for a header in any three rows, for any kind.
func FuzzHeader(f *testing.F) {
	f.Add("企业代码|日期|可用资金（万元）", "", "", uint8(7))
	f.Add("单位：万元", "应付单号|付款单位||收款单位||应付金额", "|代码|名称|代码|名称|", uint8(3))
	f.Add("a(b|[（", "）】|单位：", "合同金额（元/|亿元", uint8(2))
	f.Fuzz(func(t *testing.T, a, b, c string, kind uint8) {
		k := Kinds()[int(kind)%24]
		m, at, fault := k.findHeader(rowsOf(a, b, c), nil)
		if fault != nil {
			if fault.What.Empty() || fault.Next.Empty() {
				t.Fatalf("%+v", fault)
			}
			return
		}
		if m.row != at.row || m.row < 1 || m.row > 3 || len(m.missing(k, nil)) > 0 {
			t.Fatalf("%+v", m)
		}
		seen := map[int]bool{}
		for _, b := range m.columns {
			if b.field >= m.width || seen[b.column] || b.power < -9 || b.power > 9 {
				t.Fatalf("%+v", m)
			}
			seen[b.column] = true
		}
	})
}

func FuzzKindOfName(f *testing.F) {
	for _, s := range []string{"payables", "应付账款（1）", "upstream_receipts_2", "ＰＡＹＡＢＬＥＳ 2022", "合同2", "payablesx", "", "\xff", "leases【"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		k := KindOfName(name)
		folded := fold(name)
		for _, other := range Kinds() {
			for _, n := range []string{other.Key, other.Name} {
				if rest, ok := strings.CutPrefix(folded, n); ok && endsName(rest) && k != other && (k == nil || max(len(k.Key), len(k.Name)) < len(n)) {
					t.Fatalf("%q is %v, but begins with %s", name, k, n)
				}
			}
		}
		if k != nil && !strings.HasPrefix(folded, k.Key) && !strings.HasPrefix(folded, k.Name) {
			t.Fatalf("%q is %s", name, k.Key)
		}
		if KindOfName(name+"-1") != k && k != nil {
			t.Fatalf("%q-1 is no %s", name, k.Key)
		}
	})
}

// FuzzProfile parses any bytes as a profile: what is accepted can be read with.
func FuzzProfile(f *testing.F) {
	for _, p := range []string{"name: x\n", "name: x\ndates: mdy\nkinds:\n  payables:\n    unit: 万元\n    columns: {a: amount, b: [due_on, paid_on]}\n    codes: [payee_code]\n", "a: [\n", "name: &a x\nkinds: *a\n"} {
		f.Add([]byte(p))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := ParseProfile("p.yaml", text)
		if err != nil {
			if e, ok := err.(*problem.Error); !ok || e.What.Empty() || e.Next.Empty() {
				t.Fatalf("%v", err)
			}
			return
		}
		if _, _, err := Read([]Input{input("payables.csv", payablesCSV(2))}, Options{Profile: p, Workers: 1}); err != nil {
			if _, ok := err.(*problem.Error); !ok {
				t.Fatalf("%v", err)
			}
		}
	})
}
