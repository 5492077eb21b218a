package sample

import "shukun/ledger"

// look is how a ledger's file looks: everything here is something that people do to their sheets and that is read.
type look struct {
	file     string
	format   Format // CSV or XLSX
	chinese  bool   // headers in Chinese
	titles   []string
	tenK     bool // amounts in 万元
	days     dayStyle
	encoding encoding
	comma    byte
	lineEnd  string
	total    bool // a row of totals at the end
}

// dayStyle is how a CSV file writes a day.
type dayStyle uint8

const (
	dashed  dayStyle = iota // 2022-06-30
	slashed                 // 2022/6/30
	compact                 // 20220630
	spoken                  // 2022年6月30日
)

// encoding is how a CSV file is encoded.
type encoding uint8

const (
	utf8Plain encoding = iota
	utf8Mark           // with a byte order mark, as spreadsheet programs want it
	gb18030
)

// lookOf gives the look of a kind's file.
func lookOf(k *ledger.Kind, size Size, o Options) look {
	if o.Format == Usual && size == Demo {
		return demoLook(k)
	}
	l := look{file: k.Key + ".csv", format: CSV, chinese: o.Chinese, comma: ',', lineEnd: "\n"}
	if o.Chinese {
		l.file = k.Name + ".csv"
	}
	if o.Format == XLSX {
		l.format = XLSX
		l.file = l.file[:len(l.file)-len("csv")] + "xlsx"
	}
	return l
}

// demoLook gives the demo's mix.
func demoLook(k *ledger.Kind) look {
	book := look{file: k.Name + ".xlsx", format: XLSX, chinese: true}
	plain := look{file: k.Key + ".csv", format: CSV, comma: ',', lineEnd: "\n"}
	office := look{file: k.Name + ".csv", format: CSV, chinese: true, encoding: utf8Mark, comma: ',', lineEnd: "\r\n", days: slashed}
	switch k.Key {
	case "enterprises":
		book.titles = []string{"示例演示集团所属企业名录"}
		return book
	case "contracts":
		book.titles, book.tenK = []string{"示例演示集团采购合同台账", "编制单位：示例演示集团（虚构）　截至2022年12月31日"}, true
		return book
	case "payables":
		book.titles, book.tenK, book.total = []string{"示例演示集团应付账款明细表", "截至2022年12月31日"}, true, true
		return book
	case "leases", "deposits":
		return book
	case "relief_records":
		book.titles, book.total = []string{"房租减免情况统计表"}, true
		return book
	case "counterparties", "utility_accounts":
		return office
	case "instruments":
		office.encoding, office.days = gb18030, compact
		return office
	case "early_payments", "complaints":
		office.encoding, office.days = utf8Plain, spoken
		return office
	case "upstream_receipts":
		office.comma, office.encoding = '\t', utf8Plain
		return office
	case "commodity_sales":
		plain.comma = ';'
		return plain
	case "cash_positions":
		office.tenK = true
		return office
	}
	return plain
}
