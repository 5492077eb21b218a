package ledger

import (
	"strings"
	"sync"
	"unicode/utf8"

	"shukun/lang"
	"shukun/problem"
)

// headerRows is how many rows from the top may stand above the header.
const headerRows = 30

// bound is a column of a kind found in a sheet.
type bound struct {
	field  int // index of the cell in the row
	column int // index of the column in the kind
	scale  int64
	header string // as the sheet has it
}

// mapping is what the header of a sheet says.
type mapping struct {
	row     int // as a person counts
	width   int
	columns []bound
	unknown []string
	unit    string // "单位：万元" above the header
}

// titles gives, for a kind, the folded header words and the column each means. Words that come from the contract
// rank before synonyms.
var titles = sync.OnceValue(func() map[string]map[string]int {
	all := map[string]map[string]int{}
	for _, k := range registry {
		words := map[string]int{}
		kd := k.kind()
		for i := range kd.Columns {
			for _, s := range kd.Synonyms(&kd.Columns[i]) {
				words[foldHeader(s)] = i
			}
		}
		for i, c := range kd.Columns {
			words[foldHeader(c.En)] = i
		}
		for i, c := range kd.Columns {
			words[foldHeader(c.Name)] = i
			words[foldHeader(c.Key)] = i
		}
		all[kd.Key] = words
	}
	return all
})

// matchHeader reads a row as the header of kind k. score is the number of the kind's columns it names.
func (k *Kind) matchHeader(cells []string, aliases map[string]string) (m mapping, score int, err error) {
	words := titles()[k.Key]
	exact := map[int]bool{}
	at := map[int]int{} // column → index in m.columns
	for field, cell := range cells {
		cell = strings.TrimSpace(cell)
		if cell == "" {
			continue
		}
		m.width = field + 1
		base, u := splitUnit(cell)
		if alias, ok := aliases[cell]; ok {
			base = alias
		}
		column, ok := words[foldHeader(base)]
		if !ok {
			if column, ok = words[foldHeader(cell)]; !ok {
				m.unknown = append(m.unknown, cell)
				continue
			}
		}
		b := bound{field: field, column: column, header: cell, scale: k.scaleOf(column, u)}
		isExact := k.isExact(column, base)
		if i, seen := at[column]; seen {
			switch {
			case isExact && !exact[column]:
				m.unknown = append(m.unknown, m.columns[i].header)
				m.columns[i], exact[column] = b, true
			case isExact:
				return m, score, duplicateColumn(k, column, m.columns[i].header, cell)
			default:
				m.unknown = append(m.unknown, cell)
			}
			continue
		}
		at[column], exact[column] = len(m.columns), isExact
		m.columns = append(m.columns, b)
		score++
	}
	return m, score, nil
}

func (k *Kind) isExact(column int, base string) bool {
	c := &k.Columns[column]
	f := foldHeader(base)
	return f == foldHeader(c.Key) || f == foldHeader(c.Name)
}

// missing lists the required columns that the mapping lacks.
func (m *mapping) missing(k *Kind) []*Column {
	var out []*Column
	for i := range k.Columns {
		if !k.Columns[i].Required {
			continue
		}
		found := false
		for _, b := range m.columns {
			found = found || b.column == i
		}
		if !found {
			out = append(out, &k.Columns[i])
		}
	}
	return out
}

// units are the units of money a header or title may name, in yuan.
var units = map[string]int64{
	"元": 1, "人民币元": 1, "rmb": 1, "cny": 1, "千元": 1e3, "万元": 1e4, "百万元": 1e6, "千万元": 1e7, "亿元": 1e8, "人民币万元": 1e4, "万": 1e4, "亿": 1e8,
}

// bulkUnits are the units of quantity a header may name, in the column's own unit.
var bulkUnits = map[string]int64{"万千瓦时": 1e4, "万度": 1e4, "万吨": 1e4, "万立方米": 1e4, "兆瓦时": 1e3, "千吨": 1e3}

// scaleOf gives the factor a unit in the header means for a column; 0 where the column's own unit stands.
func (k *Kind) scaleOf(column int, unit string) int64 {
	switch k.Columns[column].Type {
	case TypeMoney:
		if s := units[unit]; s != 0 {
			return s
		}
	case TypeTenK:
		return units[unit]
	case TypeNumber:
		return bulkUnits[unit]
	}
	return 0
}

// splitUnit takes a unit in brackets (or after a slash) off a header cell: "应付金额（万元）" gives "应付金额", "万元".
func splitUnit(cell string) (base, unit string) {
	folded := fold(cell)
	open := strings.IndexAny(folded, "([【〔")
	if open <= 0 {
		return folded, ""
	}
	inner := folded[open:]
	_, size := utf8.DecodeRuneInString(inner)
	inner = strings.TrimRight(inner[size:], ")]】〕* ")
	unit = strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(inner), "单位:"), "单位")
	return strings.TrimSpace(folded[:open]), strings.TrimSpace(unit)
}

// foldHeader makes header words comparable: case, width, spaces, line breaks, marks and underscores do not count.
func foldHeader(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\n', '\r', '*', ':', '_', '-', '.', '"', '\'', '、', '/', '\u200b', '\ufeff':
			return -1
		}
		return r
	}, fold(s))
}

// titleUnit finds "单位：万元" in a row above the header.
func titleUnit(cells []string) string {
	for _, cell := range cells {
		f := strings.ReplaceAll(fold(cell), " ", "")
		for _, lead := range []string{"金额单位:", "货币单位:", "计量单位:", "单位:"} {
			if i := strings.Index(f, lead); i >= 0 {
				u := strings.TrimRight(f[i+len(lead):], ")")
				u = strings.TrimPrefix(u, "人民币")
				if _, ok := units[u]; ok {
					return u
				}
			}
		}
	}
	return ""
}

func duplicateColumn(k *Kind, column int, a, b string) error {
	c := &k.Columns[column]
	return problem.New(problem.Invalid, "column-twice",
		lang.Text{Zh: "“" + a + "”与“" + b + "”都是“" + c.Name + "”列", En: "both " + a + " and " + b + " are the column " + c.Key},
		lang.Text{Zh: "请删除或改名其中一列", En: "Remove or rename one of them"})
}

func missingColumns(k *Kind, missing []*Column) *problem.Error {
	var zh, en []string
	for _, c := range missing {
		zh = append(zh, c.Name+"（"+c.Key+"）")
		en = append(en, c.Key+" ("+c.Name+")")
	}
	e := problem.New(problem.Invalid, "missing-column",
		lang.Text{Zh: "作为“" + k.Name + "”缺少必需列：" + strings.Join(zh, "、"), En: "as " + k.Key + " it lacks the required columns: " + strings.Join(en, ", ")},
		lang.Text{Zh: "请补上这些列，或用 shukun template " + k.Key + " 生成模板", En: "Add these columns, or make a template with: shukun template " + k.Key})
	e.Place.Column = missing[0].Key
	return e
}
