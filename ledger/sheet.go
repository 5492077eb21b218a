package ledger

import (
	"strings"

	"shukun/lang"
	"shukun/problem"
)

// headerRows is how many rows from the top may stand above the header and be it.
const headerRows = 30

// headRow is one of the first rows of a sheet.
type headRow struct {
	row   int
	after int // CSV: offset behind the row
	cells []string
}

// findHeader picks, among the first rows, the one that names most columns of the kind, or two rows under each other
// that together name more. fault says why there is none, or why it cannot be used.
func (k *Kind) findHeader(head []headRow, p *ProfileKind) (m mapping, at headRow, fault *problem.Error) {
	best, score := -1, mapping{columns: make([]bound, 1)}.score()
	try := func(i int, cells [][]string) {
		if found := k.match(cells, p); found.score() > score {
			best, m, score = i, found, found.score()
		}
	}
	stack := func(i int) {
		if 0 < i && i < len(head) && head[i-1].row == head[i].row-1 {
			try(i, stacked(head[i-1].cells, head[i].cells))
		}
	}
	for i, h := range head {
		try(i, single(h.cells))
		stack(i)
		if best == i && m.fault == nil && len(m.missing(k, p)) == 0 {
			stack(i + 1) // units may stand under it
			break        // whole: the rows of data need not be looked at
		}
	}
	if best < 0 {
		return m, at, noHeader(k)
	}
	at = head[best]
	m.row = at.row
	if p != nil {
		m.unit = p.Unit
	}
	for _, h := range head[:best] {
		if u := titleUnit(h.cells); u != "" {
			m.unit = u
		}
	}
	m.applyUnit(k)
	m.required = 0
	for _, b := range m.columns {
		if k.Columns[b.column].Required {
			m.required++
		}
	}
	if m.fault != nil {
		return m, at, m.fault.At(problem.Place{Row: m.row, Column: m.fault.Place.Column})
	}
	if missing := m.missing(k, p); len(missing) > 0 {
		fault := missingColumns(k, missing)
		return m, at, fault.At(problem.Place{Row: m.row, Column: fault.Place.Column})
	}
	return m, at, nil
}

// single gives each cell its one reading.
func single(cells []string) [][]string {
	out := make([][]string, len(cells))
	for i, c := range cells {
		if c != "" {
			out[i] = []string{c}
		}
	}
	return out
}

// stacked reads a header of two rows: 付款单位 over two columns, 代码 and 名称 under it.
func stacked(upper, lower []string) [][]string {
	out := make([][]string, max(len(upper), len(lower)))
	over := ""
	for i := range out {
		var above, below string
		if i < len(upper) {
			above = upper[i]
		}
		if i < len(lower) {
			below = lower[i]
		}
		if above != "" {
			over = above
		}
		switch {
		case below == "" && above != "":
			out[i] = []string{above}
		case below != "" && over == "":
			out[i] = []string{below}
		case below != "":
			out[i] = []string{over + below, below}
			if above != "" {
				out[i] = append(out[i], above)
			}
		}
	}
	return out
}

// Sheet is one sheet or CSV file that was read, or left out.
type Sheet struct {
	File, Name string // Name is empty for CSV
	Kind       *Kind  // nil if it belongs to no kind
	Header     int    // the header's row
	Rows       int    // rows accepted
	Rejected   int    // rows rejected
	Blank      int    // blank rows skipped
	Totals     int    // 合计 and 小计 rows skipped
	Encoding   string
}

func noHeader(k *Kind) *problem.Error {
	e := missingColumns(k, mapping{}.missing(k, nil))
	e.What.Zh = "前30行中没有找到表头；" + e.What.Zh
	e.What.En = "no header was found in the first 30 rows; " + e.What.En
	e.Code = "header-not-found"
	return e
}

// tellMapping warns of what the header leaves open: columns unknown or set aside, a unit above it.
func (r *reading) tellMapping(k *Kind, s *sheetRows) {
	tell := func(code, zh, en, column string) {
		e := problem.New(problem.Invalid, code, lang.Text{Zh: zh, En: en}, lang.Text{})
		r.report.Warnings = append(r.report.Warnings, e.At(problem.Place{File: s.file, Sheet: s.name, Row: s.mapping.row, Column: column}))
	}
	for _, h := range s.mapping.unknown {
		tell("column-unknown", "“"+k.Name+"”没有这一列，未使用", k.Key+" has no such column; it is not used", h)
	}
	for _, x := range s.mapping.spare {
		c := &k.Columns[x.column]
		tell("column-spare", "“"+c.Name+"”已取自“"+x.used+"”列，本列未使用", c.Key+" is taken from the column "+x.used+"; this one is not used", x.header)
	}
	for _, b := range s.mapping.columns {
		if k == &payables.Kind && k.Columns[b.column].Key == "amount" && (strings.Contains(b.header, "余额") || strings.Contains(b.header, "欠款")) {
			tell("amount-is-balance", "“"+b.header+"”按应付金额读取；如已扣除付过的部分，请不要再提供这部分付款",
				b.header+" is read as the amount payable; if what was paid is already taken off, leave those payments out", b.header)
		}
	}
	if u := s.mapping.unit; u != "" && u != "元" {
		tell("unit-above-header", "表头上方写明单位为“"+u+"”，未另注单位的金额列按此换算",
			"the sheet says its unit is "+u+"; money columns without a unit of their own are scaled by it", "")
	}
}
