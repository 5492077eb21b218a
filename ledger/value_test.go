package ledger

import (
	"strings"
	"testing"

	"shukun/ledger/xlsx"
	"shukun/org"
	"shukun/problem"
)

const (
	goodCode  = "91350100M000100Y43"
	wrongCode = "91350100M000100Y44"
)

// cellCase is a cell as it was read and what becomes of it: the value as we write it, or the code of the fault.
type cellCase struct {
	text string
	kind xlsx.Kind
	want string
}

// one reads a cell as the named column of the named kind and gives the value as it would be written, the code of the
// fault, and the codes of the warnings.
func oneCell[T any](k *kind[T], column string, header string, c Cell) (value, fault string, warned []string) {
	m := k.match(single([]string{header}), nil)
	m.applyUnit(&k.Kind)
	b := m.columns[0]
	n := &notes{}
	d := columnDecoder[T]{typ: k.Columns[b.column].Type, decode: k.columns[b.column].decode,
		decoder: decoder{power: b.power, notes: n, keep: &keeper{}, key: column}}
	var row T
	c.Text = cleaned(c.Text)
	if f := d.read(&row, &c); f != nil {
		return "", f.Code, nil
	}
	for _, w := range n.list {
		warned = append(warned, w.Code)
	}
	return string(k.columns[b.column].encode(&row, nil)), "", warned
}

func checkCells[T any](t *testing.T, k *kind[T], header string, cases []cellCase) {
	t.Helper()
	for _, c := range cases {
		kind := c.kind
		if kind == xlsx.Empty {
			kind = xlsx.String
		}
		value, fault, _ := oneCell(k, header, header, Cell{Text: []byte(c.text), Kind: kind})
		if value+fault != c.want {
			t.Errorf("%s.%s %q (%d): got %q%q, want %q", k.Key, header, c.text, kind, value, fault, c.want)
		}
	}
}

func TestDates(t *testing.T) {
	checkCells(t, contracts, "signed_on", []cellCase{
		{"2022-06-30", 0, "2022-06-30"}, {"2022/6/30", 0, "2022-06-30"}, {"20220630", 0, "2022-06-30"}, {"2022.6.30", 0, "2022-06-30"},
		{"2022年6月30日", 0, "2022-06-30"}, {"2022-6-3", 0, "2022-06-03"}, {"2022/06/30", 0, "2022-06-30"}, {"2022 年 6 月 30 日", 0, "2022-06-30"},
		{"２０２２年６月３０日", 0, "2022-06-30"}, {"２０２２－０６－３０", 0, "2022-06-30"}, {" 2022-06-30\u00a0", 0, "2022-06-30"}, {"2024-02-29", 0, "2024-02-29"},
		{"44742", 0, "2022-06-30"}, {"44742", xlsx.Number, "2022-06-30"}, {"44742", xlsx.DateNumber, "2022-06-30"}, {"44742.75", xlsx.DateNumber, "2022-06-30"},
		{"44742.5", xlsx.Number, "2022-06-30"}, {"20220630", xlsx.Number, "2022-06-30"}, {"2.022063E7", xlsx.Number, "2022-06-30"}, {"1", xlsx.DateNumber, "1900-01-01"},
		{"60", xlsx.DateNumber, "date-invalid"}, {"0", xlsx.DateNumber, "date-invalid"}, {"-1", xlsx.DateNumber, "date-invalid"}, {"1E9", xlsx.DateNumber, "date-invalid"},
		{"2022-06-31", 0, "date-impossible"}, {"2022-02-29", 0, "date-impossible"}, {"2022/13/1", 0, "date-impossible"}, {"20220631", 0, "date-impossible"},
		{"2022年6月31日", 0, "date-impossible"}, {"0000-01-01", 0, "date-impossible"},
		{"30/06/2022", 0, "date-ambiguous"}, {"6/30/2022", 0, "date-ambiguous"}, {"30.6.2022", 0, "date-ambiguous"}, {"06-30-2022", 0, "date-ambiguous"},
		{"2022-06", 0, "date-invalid"}, {"2022年6月", 0, "date-invalid"}, {"22-06-30", 0, "date-invalid"}, {"2022-06/30", 0, "date-invalid"}, {"2022-06-30 10:00", 0, "date-invalid"},
		{"2022-06-30T00:00:00", 0, "date-invalid"}, {"30 Jun 2022", 0, "date-invalid"}, {"六月三十日", 0, "date-invalid"}, {"2022", 0, "date-invalid"}, {"202206", 0, "date-invalid"},
		{"2022-06-30-", 0, "date-invalid"}, {"-2022-06-30", 0, "date-invalid"}, {"2022--06-30", 0, "date-invalid"}, {"2022-06-", 0, "date-invalid"}, {"待定", 0, "date-invalid"},
		{"20220630120000", 0, "date-invalid"}, {"0.0365", xlsx.PercentNumber, "unexpected-percent"}, {"1", xlsx.Bool, "unexpected-boolean"}, {"#N/A", xlsx.Error, "cell-error"},
	})
}

func TestMoney(t *testing.T) {
	checkCells(t, payables, "amount", []cellCase{
		{"1234.5", 0, "1234.50"}, {"1,234.50", 0, "1234.50"}, {"¥1,234.50", 0, "1234.50"}, {"￥1234.5", 0, "1234.50"}, {"１，２３４．５０", 0, "1234.50"}, {"1234.50元", 0, "1234.50"},
		{"(1,234.50)", 0, "-1234.50"}, {"（1,234.50）", 0, "-1234.50"}, {"-1,234.50", 0, "-1234.50"}, {"¥-1,234.50", 0, "-1234.50"}, {"-¥1,234.50", 0, "-1234.50"}, {"(¥1,234.50)", 0, "-1234.50"},
		{"−5", 0, "-5.00"}, {"+5", 0, "5.00"}, {"0", 0, "0.00"}, {".5", 0, "0.50"}, {"5.", 0, "5.00"}, {"CNY 1,234.5", 0, "1234.50"}, {"1.2万", 0, "12000.00"}, {"1.2万元", 0, "12000.00"},
		{"1.23456万", 0, "12345.60"}, {"0.5亿", 0, "50000000.00"}, {"3千元", 0, "3000.00"}, {"1.2 万", 0, "12000.00"}, {"-1.2万", 0, "-12000.00"}, {"1,234.5万", 0, "12345000.00"},
		{"1.230", 0, "1.23"}, {"1234567890123.45", 0, "1234567890123.45"}, {"92233720368547758.07", 0, "92233720368547758.07"},
		{"1234.5600000000001", xlsx.Number, "1234.56"}, {"0.30000000000000004", xlsx.Number, "0.30"}, {"1.2E5", xlsx.Number, "120000.00"}, {"1E-2", xlsx.Number, "0.01"}, {"-99.989999999999995", xlsx.Number, "-99.99"},
		{"1234.565", xlsx.Number, "money-fraction"}, {"1.234", 0, "money-fraction"}, {"0.001", 0, "money-fraction"}, {"1.2345678万", 0, "money-fraction"}, {"1234.567元", 0, "money-fraction"},
		{"92233720368547758.08", 0, "number-range"}, {"99999999999999999999999", 0, "number-range"}, {"999999999999亿", 0, "number-range"},
		{"", 0, "money-invalid"}, {"abc", 0, "money-invalid"}, {"12,34", 0, "money-invalid"}, {"1,2345", 0, "money-invalid"}, {",123", 0, "money-invalid"}, {"1,234,", 0, "money-invalid"}, {"1.2.3", 0, "money-invalid"}, {"--5", 0, "money-invalid"},
		{"5-", 0, "money-invalid"}, {"-", 0, "money-invalid"}, {"()", 0, "money-invalid"}, {"¥", 0, "money-invalid"}, {"万", 0, "money-invalid"}, {"5%", 0, "money-invalid"}, {"1 234", 0, "money-invalid"}, {"1e3", 0, "money-invalid"},
		{"$5", 0, "money-invalid"}, {"5美元", 0, "money-invalid"}, {"壹佰元", 0, "money-invalid"}, {"1.2万万", 0, "money-invalid"}, {"(-5)", 0, "money-invalid"}, {"NaN", xlsx.Number, "money-invalid"},
		{"44742", xlsx.DateNumber, "became-date"}, {"0.05", xlsx.PercentNumber, "unexpected-percent"}, {"1", xlsx.Bool, "unexpected-boolean"}, {"#DIV/0!", xlsx.Error, "cell-error"},
	})
	checkCells(t, payables, "应付金额（万元）", []cellCase{
		{"1.2", 0, "12000.00"}, {"1.23456", 0, "12345.60"}, {"0.000001", 0, "0.01"}, {"1,234.5", 0, "12345000.00"}, {"1234.5元", 0, "1234.50"}, {"1.2万", 0, "12000.00"}, {"(0.5)", 0, "-5000.00"},
		{"1.2345678", 0, "money-fraction"}, {"1234.5600000000001", xlsx.Number, "12345600.00"},
	})
	checkCells(t, payables, "应付金额（亿元）", []cellCase{{"0.5", 0, "50000000.00"}})
	checkCells(t, payables, "金额(分)", []cellCase{{"1234", 0, "12.34"}, {"1.5", 0, "money-fraction"}})
}

func TestRatesAndNumbers(t *testing.T) {
	checkCells(t, contracts, "overdue_rate", []cellCase{
		{"3.65", 0, "3.65"}, {"3.65%", 0, "3.65"}, {"３．６５％", 0, "3.65"}, {"0", 0, "0"}, {"0.0365", xlsx.PercentNumber, "3.65"}, {"3.6499999999999998E-2", xlsx.PercentNumber, "3.65"}, {"3.65", xlsx.Number, "3.65"},
		{"-1", 0, "-1"}, {"3.123456789", 0, "number-invalid"}, {"3.65万", 0, "number-invalid"}, {"¥3", 0, "number-invalid"}, {"三", 0, "number-invalid"}, {"万分之五", 0, "number-invalid"}, {"44742", xlsx.DateNumber, "became-date"},
	})
	checkCells(t, counterparties, "revenue", []cellCase{{"1,234.5678", 0, "1234.5678"}, {"2亿", 0, "20000"}, {"500元", 0, "0.05"}, {"5000000万", 0, "5000000"}, {"3%", 0, "number-invalid"}})
	checkCells(t, counterparties, "营业收入（元）", []cellCase{{"12345678.9", 0, "1234.56789"}, {"0.0001", 0, "0.00000001"}, {"0.00001", 0, "number-invalid"}})
	checkCells(t, counterparties, "营业收入（亿元）", []cellCase{{"1.5", 0, "15000"}})
	checkCells(t, counterparties, "employees", []cellCase{{"120", 0, "120"}, {"1,200", 0, "1200"}, {"120.0", 0, "120"}, {"120", xlsx.Number, "120"}, {"12.5", 0, "integer-invalid"}, {"3000000000", 0, "integer-invalid"}, {"120人", 0, "integer-invalid"}, {"1.2万", 0, "integer-invalid"}, {"-3", 0, "-3"}})
	checkCells(t, utilityBills, "用量（万千瓦时）", []cellCase{{"1.5", 0, "15000"}})
	checkCells(t, commoditySales, "数量（万吨）", []cellCase{{"1.5", 0, "15000"}, {"1.5万", 0, "15000"}})
	checkCells(t, commoditySales, "单价(元/吨)", []cellCase{{"460.5", 0, "460.5"}, {"¥460.5", 0, "460.5"}, {"460.123456789", 0, "number-invalid"}})
	checkCells(t, initiatives, "clause", []cellCase{{"14", 0, "14"}, {"22", 0, "22"}, {"19", 0, "choice-invalid"}, {"99", 0, "choice-invalid"}, {"14.5", 0, "integer-invalid"}})
}

func TestYesNo(t *testing.T) {
	checkCells(t, contracts, "noncash_agreed", []cellCase{
		{"是", 0, "是"}, {"否", 0, "否"}, {"true", 0, "是"}, {"FALSE", 0, "否"}, {"Yes", 0, "是"}, {"no", 0, "否"}, {"Y", 0, "是"}, {"n", 0, "否"}, {"1", 0, "是"}, {"0", 0, "否"}, {"Ｙ", 0, "是"}, {"１", 0, "是"},
		{"1", xlsx.Bool, "是"}, {"0", xlsx.Bool, "否"}, {"1", xlsx.Number, "是"}, {"0", xlsx.Number, "否"},
		{"2", 0, "yes-no-invalid"}, {"有", 0, "yes-no-invalid"}, {"不详", 0, "yes-no-invalid"}, {"√", 0, "yes-no-invalid"}, {"是的", 0, "yes-no-invalid"},
	})
}

func TestEnums(t *testing.T) {
	for _, k := range registry {
		for _, c := range k.kind().Columns {
			if c.Enum == nil {
				continue
			}
			for n := range c.Enum.Values {
				v := &c.Enum.Values[n]
				for _, w := range append([]string{v.Key, strings.ToUpper(v.Key), v.Zh, " " + v.Zh + "　"}, v.Also...) {
					if got, f := (&decoder{}).enum(&Cell{Text: cleaned([]byte(w))}, c.Enum); f != nil || int(got) != n+1 {
						t.Errorf("%s.%s %q: %d %v", k.kind().Key, c.Key, w, got, f)
					}
				}
			}
		}
	}
	checkCells(t, payments, "method", []cellCase{{"支票", 0, "choice-invalid"}, {"7", 0, "choice-invalid"}, {"银行承兑汇票", 0, "bank_bill"}, {"ＣＡＳＨ", 0, "cash"}})
}

func TestCreditCodes(t *testing.T) {
	checkCells(t, payables, "payee_code", []cellCase{
		{goodCode, 0, goodCode}, {strings.ToLower(goodCode), 0, goodCode}, {" " + goodCode + " ", 0, goodCode}, {wrongCode, 0, wrongCode}, {"９１３５０１００Ｍ０００１００Ｙ４３", 0, goodCode},
		{"9.115E+17", 0, "credit-code-precision-lost"}, {"9.11501E+17", xlsx.Number, "credit-code-precision-lost"}, {"911501001234567000", 0, "credit-code-precision-lost"},
		{"911501001234567000", xlsx.Number, "credit-code-precision-lost"}, {"9.1150100123456704E17", xlsx.Number, "credit-code-precision-lost"},
		{"12345", xlsx.Number, "credit-code-malformed"}, {"91350100M000100Y4", 0, "credit-code-malformed"}, {"某某公司", 0, "credit-code-malformed"}, {"91350100-M000100Y43", 0, "credit-code-malformed"}, {"44742", xlsx.DateNumber, "became-date"},
	})
	// A number that Excel cut to 15 digits may pass the check by chance; it is lost all the same.
	for n := range 100 {
		first := "91150100123" + string(rune('0'+n/10)) + string(rune('0'+n%10)) + "0000"
		if check, _ := org.CheckCharacter(first); check == '0' {
			checkCells(t, payables, "payee_code", []cellCase{{first + "0", xlsx.Number, "credit-code-precision-lost"}, {first + "0", 0, first + "0"}})
		}
	}
	for code, want := range map[string]string{goodCode: "", wrongCode: "credit-code-check", "9135O100M000100Y43": "credit-code-letter"} {
		_, fault, warned := oneCell(payables, "payee_code", "payee_code", Cell{Text: []byte(code), Kind: csvText})
		if fault != "" || strings.Join(warned, " ") != want {
			t.Errorf("%s: fault %q, warnings %v, want %q", code, fault, warned, want)
		}
	}
}

func TestDivisionsAndIndustries(t *testing.T) {
	checkCells(t, leases, "county_code", []cellCase{
		{"150102", 0, "150102"}, {"150102", xlsx.Number, "150102"}, {"１５０１０２", 0, "150102"}, {"150100", 0, "150100"}, {"159999", 0, "159999"},
		{"15010", 0, "division-invalid"}, {"1501020", 0, "division-invalid"}, {"新城区", 0, "division-invalid"}, {"150,102", 0, "division-invalid"}, {"15.0102万", 0, "division-invalid"}, {"000000", 0, "division-invalid"}, {"150102.5", xlsx.Number, "division-invalid"},
	})
	if _, _, warned := oneCell(leases, "county_code", "county_code", Cell{Text: []byte("159999"), Kind: csvText}); len(warned) != 1 || warned[0] != "division-unknown" {
		t.Errorf("an unknown division gives the warnings %v", warned)
	}
	checkCells(t, counterparties, "industry_code", []cellCase{
		{"F52", 0, "F52"}, {"52", 0, "F52"}, {"5211", 0, "F5211"}, {"f5211", 0, "F5211"}, {"F", 0, "F"}, {"Ｆ５２", 0, "F52"}, {"52", xlsx.Number, "F52"}, {"0111", 0, "A0111"},
		{"00", 0, "industry-invalid"}, {"A52", 0, "industry-invalid"}, {"零售", 0, "industry-invalid"}, {"52.5", xlsx.Number, "industry-invalid"}, {"52111", 0, "industry-invalid"}, {"A0000", 0, "industry-invalid"},
	})
	if _, _, warned := oneCell(counterparties, "industry_code", "industry_code", Cell{Text: []byte("111"), Kind: xlsx.Number}); len(warned) != 1 || warned[0] != "industry-zero-lost" {
		t.Errorf("111 as a number gives the warnings %v", warned)
	}
}

func TestTexts(t *testing.T) {
	checkCells(t, contracts, "contract_no", []cellCase{
		{"HT-1", 0, "HT-1"}, {" HT-1\t", 0, "HT-1"}, {"　合同１号　", 0, "合同１号"}, {"0012", 0, "0012"}, {"20220001", xlsx.Number, "20220001"}, {"1.5", xlsx.Number, "1.5"}, {"123456789012345", xlsx.Number, "123456789012345"},
		{"1234567890123456", xlsx.Number, "text-precision-lost"}, {"1.23456789012346E+17", xlsx.Number, "text-precision-lost"}, {"44742", xlsx.DateNumber, "became-date"}, {"1", xlsx.Bool, "unexpected-boolean"}, {"#REF!", xlsx.Error, "cell-error"},
	})
}

// A formula is refused in every column, whatever it gave when the file was saved.
func TestFormulas(t *testing.T) {
	for _, header := range []string{"payable_no", "payee_code", "amount", "due_on", "unpaid_reason"} {
		if _, fault, _ := oneCell(payables, header, header, Cell{Text: []byte("1"), Kind: xlsx.Number, Formula: true}); fault != "formula" {
			t.Errorf("a formula in %s gives %q", header, fault)
		}
	}
}

// Every fault says what is wrong and what to do, in both languages.
func TestFaultsSpeakBothLanguages(t *testing.T) {
	for _, f := range []*problem.Error{faultRequired, faultDateImpossible, faultDateAmbiguous, faultDate, faultMoney, faultFraction, faultRange, faultNumber, faultInteger,
		faultYesNo, faultEnum, faultDivision, warnDivision, faultIndustry, warnIndustryClass, warnIndustryZero, faultBecameDate, faultPercent, faultBool, faultBigNumber, faultFormula,
		faultCellError, faultEncoding, faultShape, faultQuote} {
		if f.What.Empty() || f.Next.Empty() || f.Code == "" || f.Kind != problem.Invalid {
			t.Errorf("%+v", f)
		}
	}
}
