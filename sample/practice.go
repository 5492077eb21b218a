package sample

import (
	"io"
	"strings"

	"shukun/civil"
	"shukun/ledger/xlsx"
)

// PracticeName is the name of the practice workbook.
const PracticeName = "应付账款练习表.xlsx"

// bookEntry is a line of the practice workbook. A day that is no day stands in it as the words somebody typed.
type bookEntry struct {
	no, payer, payee, name        string
	amount                        int64 // fen
	delivered, accepted, due, say string
}

// The mistakes: a day that June does not have, and a credit code that lost its last character.
const (
	noSuchDay    = "2022年6月31日"
	shortCode    = "91150102YL9000203"
	practiceUnit = "示例演示集团"
)

// practice is what a clerk of the demonstration's group might keep in December: three lines that are filed already, one
// of them corrected since, and five new ones.
var practice = []bookEntry{
	{"YF-演示-01.overdue-中", "91150102YL90000359", "91150102YL9000203B", "示例小微商行", 120_000_00, "2022-10-28", "", "2022-12-30", ""},
	{"YF-演示-01.interest-中", "91150102YL90000359", "91150102YL9000203B", "示例小微商行", 200_000_00, "2022-04-10", "", "2022-06-15", ""},
	{"YF-演示-01-胡杨", "91150102YL9000158A", "91150102YL9000246Q", "示例小机械厂", 115_000_00, "2022-12-05", "", "2023-01-30", "补开运费，原为10万元"},
	{"YF-2022-1201", "91150102YL90000359", "91150102YL9000246Q", "示例小机械厂", 3_865_000_00, "2022-06-24", noSuchDay, "2022-07-31", "主机设备款"},
	{"YF-2022-1202", "91150102YL9000051Y", shortCode, "示例小微商行", 48_600_00, "2022-12-06", "2022-12-08", "2023-02-05", "办公用品"},
	{"YF-2022-1203", "91150102YL9000115W", "91150102YL90002116", "示例小餐饮", 12_800_00, "2022-12-12", "2022-12-12", "2023-01-11", "职工用餐"},
	{"YF-2022-1204", "91150102YL9000131J", "91150102YL9000254K", "示例中型建材厂", 624_000_00, "2022-12-15", "2022-12-19", "2023-02-13", "井下支护材料"},
	{"YF-2022-1205", "91150102YL9000123P", "91150102YL9000262E", "示例小建筑队", 237_500_00, "2022-12-20", "2022-12-22", "2023-02-18", "园区道路修补"},
}

// WritePractice writes a workbook as a clerk keeps it, with title rows, amounts in 万元, a row of totals, and two mistakes
// to find: to try filing with. It goes with the Demo sample of seed 1, whose units and parties are in it.
func WritePractice(out io.Writer) error {
	w := xlsx.NewWriter(out)
	if err := w.Sheet("应付账款", xlsx.Look{FrozenRows: 3, Widths: []float64{6, 24, 21, 21, 18, 16, 12, 15, 12, 22}}); err != nil {
		return err
	}
	w.Text(practiceUnit + "2022年12月应付账款明细表（虚构的练习数据，故意留了两处错误）")
	if err := w.EndRow(); err != nil {
		return err
	}
	w.Text("编制单位：" + practiceUnit + "财务部（虚构）　　编制日期：2022年12月31日")
	if err := w.EndRow(); err != nil {
		return err
	}
	if err := w.Header("序号", "应付单号", "付款单位代码", "收款单位代码", "收款单位名称", "应付金额（万元）", "交付日期", "验收日期", "约定付款日", "摘要"); err != nil {
		return err
	}
	total := int64(0)
	for i, e := range practice {
		total += e.amount
		w.Int(int64(i + 1))
		for _, s := range []string{e.no, e.payer, e.payee, e.name} {
			w.Text(s)
		}
		w.Decimal(e.amount, tenKPlaces)
		for _, day := range []string{e.delivered, e.accepted, e.due} {
			writeDay(w, day)
		}
		w.Text(e.say)
		if err := w.EndRow(); err != nil {
			return err
		}
	}
	w.Text("合计")
	for range 4 {
		w.Blank()
	}
	w.Decimal(total, tenKPlaces)
	if err := w.EndRow(); err != nil {
		return err
	}
	return w.Close()
}

const tenKPlaces = 6 // of fen in 万元

// writeDay writes a day as a date cell, and what is no day as it was typed.
func writeDay(w *xlsx.Writer, day string) {
	switch d, ok := civil.Parse(day); {
	case ok:
		w.Date(d.Split())
	case strings.TrimSpace(day) == "":
		w.Blank()
	default:
		w.Text(day)
	}
}
