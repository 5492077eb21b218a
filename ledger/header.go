package ledger

import (
	"slices"
	"strings"
	"sync"

	"shukun/lang"
	"shukun/problem"
)

// bound is a column of a kind found in a sheet.
type bound struct {
	field   int // index of the cell in the row
	column  int // index of the column in the kind
	power   int // numbers are multiplied by 10^power
	given   bool
	derived bool // codes are made up from foreign ids, as the profile says
	rank    int
	header  string // as the sheet has it
}

// mapping is what the header of a sheet says.
type mapping struct {
	row      int // the header's last row, as a person counts
	width    int
	columns  []bound
	required int // how many of the columns are required
	unknown  []string
	spare    []spare
	unit     string // "单位：万元" above the header
	fault    *problem.Error
}

// spare is a column that could be what another, better named one is.
type spare struct {
	header, used string
	column       int
}

// word is what a header word means in a kind. The lower rank wins: 0 the contract's own words, 1 the English title,
// from 2 the synonyms in their order.
type word struct{ column, rank int }

// vocabulary gives, for each kind, the folded header words.
var vocabulary = sync.OnceValue(func() map[string]map[string]word {
	all := map[string]map[string]word{}
	for _, k := range registry {
		words := map[string]word{}
		kd := k.kind()
		for i := range kd.Columns {
			c := &kd.Columns[i]
			for rank, s := range append([]string{c.Key, c.Name, c.En}, kd.Synonyms(c)...) {
				rank = max(rank-1, 0)
				if w, taken := words[foldHeader(s)]; !taken || rank < w.rank {
					words[foldHeader(s)] = word{i, rank}
				}
			}
		}
		all[kd.Key] = words
	}
	return all
})

// recognise finds what a header cell means in kind k: as it is, without brackets, without a unit at its end.
func (k *Kind) recognise(cell string) (w word, marks []string, ok bool) {
	words := vocabulary()[k.Key]
	if w, ok = words[foldHeader(cell)]; ok {
		return w, nil, true
	}
	base, marks := splitUnit(fold(cell))
	if w, ok = words[foldHeader(base)]; ok {
		return w, marks, true
	}
	base, unit := tailUnit(foldHeader(base))
	w, ok = words[base]
	return w, append(marks, unit), ok
}

// match reads a row as the header of kind k; a cell may have several readings, of which the first that is
// understood counts. What the profile says of a header word goes first. m.fault says why the header, if it is one,
// cannot be used.
func (k *Kind) match(cells [][]string, p *ProfileKind) (m mapping) {
	at := map[int]int{} // column → index in m.columns
	for field, readings := range cells {
		if len(readings) == 0 {
			continue
		}
		m.width = field + 1
		if columns, ok := p.of(readings[0]); ok {
			for _, column := range columns {
				b := bound{field: field, column: column, derived: p.derives(column), rank: -1, header: readings[0]}
				if p.units {
					_, marks := splitUnit(fold(readings[0]))
					var err *problem.Error
					if b.power, b.given, err = k.Columns[column].unitPower(readings[0], marks); err != nil && m.fault == nil {
						m.fault = err
					}
				}
				m.add(k, at, b)
			}
			continue
		}
		b, err := k.bind(field, readings)
		if err != nil && m.fault == nil {
			m.fault = err
		}
		if b.column < 0 {
			m.unknown = append(m.unknown, b.header)
			continue
		}
		m.add(k, at, b)
	}
	return m
}

// bind finds the column a header cell means; column is -1 if it means none.
func (k *Kind) bind(field int, readings []string) (b bound, err *problem.Error) {
	b = bound{field: field, header: readings[0], column: -1}
	for _, cell := range readings {
		if w, marks, ok := k.recognise(cell); ok {
			b.column, b.rank, b.header = w.column, w.rank, cell
			b.power, b.given, err = k.Columns[w.column].unitPower(cell, marks)
			break
		}
	}
	return b, err
}

// add takes a column in, or sets it aside if a better named one is there.
func (m *mapping) add(k *Kind, at map[int]int, b bound) {
	i, taken := at[b.column]
	if !taken {
		at[b.column] = len(m.columns)
		m.columns = append(m.columns, b)
		return
	}
	other := m.columns[i]
	if b.rank == other.rank && m.fault == nil {
		m.fault = columnTwice(&k.Columns[b.column], other.header, b.header)
	}
	if b.rank < other.rank {
		m.columns[i], b, other = b, other, b
	}
	m.spare = append(m.spare, spare{b.header, other.header, b.column})
}

// score orders headers: the more columns the better, then the more units named.
func (m mapping) score() int {
	score := len(m.columns) << 16
	for _, b := range m.columns {
		if b.given {
			score++
		}
	}
	return score
}

// missing lists the required columns that the mapping lacks and the profile does not fix.
func (m mapping) missing(k *Kind, p *ProfileKind) []*Column {
	var out []*Column
	for i := range k.Columns {
		if k.Columns[i].Required && !p.fixes(i) && !slices.ContainsFunc(m.columns, func(b bound) bool { return b.column == i }) {
			out = append(out, &k.Columns[i])
		}
	}
	return out
}

// leastBytes is how long a row of CSV must be to hold what is required.
func (m mapping) leastBytes(k *Kind) int {
	n, last := 1, 0
	for _, b := range m.columns {
		if k.Columns[b.column].Required {
			n, last = n+1, max(last, b.field)
			if k.Columns[b.column].Type == TypeCode && !b.derived {
				n += 17
			}
		}
	}
	return n + last
}

// applyUnit settles the powers of ten: a unit above the header holds for money columns that name none of their own.
// A column in 万元 by definition follows it unless it goes by its key.
func (m *mapping) applyUnit(k *Kind) {
	power, ok := moneyUnit(m.unit)
	for i := range m.columns {
		b := &m.columns[i]
		c := &k.Columns[b.column]
		switch {
		case !ok || b.given:
		case c.Type == TypeMoney:
			b.power = power
		case c.Type == TypeTenK && foldHeader(b.header) != foldHeader(c.Key):
			b.power = power - 4
		}
	}
}

// foldHeader makes header words comparable: case, width, spaces, line breaks, marks and underscores do not count.
func foldHeader(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || strings.ContainsRune("*:_-.\"'、/\\※★☆●\u200b\u200e\u200f\ufeff", r) {
			return -1
		}
		return r
	}, fold(s))
}

// titleUnit finds 单位：万元 in a row above the header.
func titleUnit(cells []string) string {
	row := fold(strings.Join(cells, " "))
	for {
		_, rest, ok := strings.Cut(row, "单位")
		if !ok {
			return ""
		}
		row = rest
		rest = strings.TrimLeft(rest, ": ")
		if end := strings.IndexAny(rest, " )]】,;\t\n"); end >= 0 {
			rest = rest[:end]
		}
		if _, ok := moneyUnit(rest); ok {
			return rest
		}
	}
}

func columnTwice(c *Column, a, b string) *problem.Error {
	return problem.New(problem.Invalid, "column-twice",
		lang.Text{Zh: "“" + a + "”与“" + b + "”都是“" + c.Name + "”列", En: "both " + a + " and " + b + " are the column " + c.Key},
		lang.Text{Zh: "请删除或改名其中一列", En: "Remove or rename one of them"}).At(problem.Place{Column: c.Key})
}

func missingColumns(k *Kind, missing []*Column) *problem.Error {
	var zh, en []string
	for _, c := range missing {
		zh = append(zh, c.Name+"（"+c.Key+"）")
		en = append(en, c.Key+" ("+c.Name+")")
	}
	return problem.New(problem.Invalid, "missing-column",
		lang.Text{Zh: "作为“" + k.Name + "”缺少必需列：" + strings.Join(zh, "、"), En: "as " + k.Key + " it lacks the required columns: " + strings.Join(en, ", ")},
		lang.Text{Zh: "请补上这些列，或用 shukun template " + k.Key + " 生成模板", En: "Add these columns, or make a template with: shukun template " + k.Key}).
		At(problem.Place{Column: missing[0].Key})
}
