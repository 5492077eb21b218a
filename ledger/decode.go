package ledger

import (
	"strings"
	"unicode/utf8"

	"shukun/ledger/xlsx"
	"shukun/problem"
)

// rowDecoder decodes the rows of one batch.
type rowDecoder[T any] struct {
	k        *kind[T]
	s        *sheetRows
	out      *outcome[T]
	decoders []decoder
	row      int
	warned   map[string]bool
	formulas map[int]bool
}

// decode turns a batch into rows.
func (k *kind[T]) decode(r *reading, s *sheetRows, b batch, out *outcome[T]) {
	d := &rowDecoder[T]{k: k, s: s, out: out, decoders: make([]decoder, len(s.mapping.columns))}
	for i, col := range s.mapping.columns {
		dec := decoder{scale: col.scale, dates: r.Profile.order()}
		if dec.scale == 0 && k.columns[col.column].Type == TypeMoney {
			dec.scale = max(units[s.mapping.unit], 1)
		}
		if s.book != nil {
			dec.date1904 = s.book.Date1904
		}
		dec.warn = func(f *fault, c *Cell) { d.warn(i, f, c) }
		d.decoders[i] = dec
	}
	b.each(func(i, row int, cells []Cell, f *fault) {
		d.row = row
		d.one(&out.rows[i], cells, f)
	})
}

// one decodes one row into r, or leaves a hole.
func (d *rowDecoder[T]) one(r *T, cells []Cell, f *fault) {
	if f != nil {
		d.reject(-1, f, "")
		d.hole(r)
		d.out.bad++
		return
	}
	faults, filled := 0, 0
	for i := range d.s.mapping.columns {
		col := &d.s.mapping.columns[i]
		if col.field >= len(cells) {
			continue
		}
		c := &cells[col.field]
		c.Text = cleaned(c.Text)
		if len(c.Text) == 0 && !c.Formula {
			continue
		}
		filled++
		if f := d.cell(r, i, c); f != nil {
			faults++
		}
	}
	switch {
	case filled == 0 && blank(cells):
		d.out.blank++
		d.hole(r)
		return
	case d.lacksRequired(cells) || faults > 0:
		if word, ok := totalWord(cells); ok && d.lacksRequired(cells) {
			d.out.totals = append(d.out.totals, total[T]{row: *r, sub: strings.Contains(word, "小计")})
			d.k.source(&d.out.totals[len(d.out.totals)-1].row).Row = uint32(d.row)
			d.hole(r)
			return
		}
		d.explain(r, cells)
		d.hole(r)
		d.out.bad++
		return
	}
	*d.k.source(r) = Source{Sheet: d.s.index, Row: uint32(d.row)}
}

// cell decodes one cell; the fault is told later, once it is known that the row is no total.
func (d *rowDecoder[T]) cell(r *T, i int, c *Cell) *fault {
	switch {
	case c.Formula:
		return faultFormula
	case c.Kind == xlsx.Error:
		return faultCellError
	}
	return d.k.columns[d.s.mapping.columns[i].column].decode(r, c, &d.decoders[i])
}

func (d *rowDecoder[T]) lacksRequired(cells []Cell) bool {
	for i := range d.s.mapping.columns {
		col := &d.s.mapping.columns[i]
		if d.k.columns[col.column].Required && (col.field >= len(cells) || len(cells[col.field].Text) == 0) {
			return true
		}
	}
	return false
}

// explain decodes a bad row once more and rejects every bad cell.
func (d *rowDecoder[T]) explain(r *T, cells []Cell) {
	for i := range d.s.mapping.columns {
		col := &d.s.mapping.columns[i]
		var c Cell
		if col.field < len(cells) {
			c = cells[col.field]
		}
		switch {
		case len(c.Text) == 0 && !c.Formula:
			if d.k.columns[col.column].Required {
				d.reject(i, faultRequired, "")
			}
		default:
			if f := d.cell(r, i, &c); f != nil {
				d.reject(i, f, string(c.Text))
			}
		}
	}
}

func (d *rowDecoder[T]) hole(r *T) {
	var none T
	*r = none
	d.out.holes = true
}

func (d *rowDecoder[T]) place(i int) problem.Place {
	p := problem.Place{File: d.s.file, Sheet: d.s.name, Row: d.row}
	if i >= 0 {
		p.Column = d.k.columns[d.s.mapping.columns[i].column].Key
	}
	return p
}

func (d *rowDecoder[T]) reject(i int, f *fault, value string) {
	d.out.rejected = append(d.out.rejected, f.With(value).At(d.place(i)))
}

// warn notes a doubt about a cell once a batch.
func (d *rowDecoder[T]) warn(i int, f *fault, c *Cell) {
	key := f.Code + "\x00" + string(c.Text)
	if d.warned[key] {
		return
	}
	if d.warned == nil {
		d.warned = map[string]bool{}
	}
	d.warned[key] = true
	d.out.warnings = append(d.out.warnings, f.With(string(c.Text)).At(d.place(i)))
}

// totalWord finds the word that marks a row of totals in the first filled cell.
func totalWord(cells []Cell) (string, bool) {
	for i := range cells {
		text := cleaned(cells[i].Text)
		if len(text) == 0 {
			continue
		}
		word := strings.Map(func(r rune) rune {
			if r == ' ' || r == '　' || r == ':' || r == '：' {
				return -1
			}
			return r
		}, string(text))
		for _, w := range []string{"合计", "小计", "总计", "共计", "累计"} {
			if strings.HasSuffix(word, w) && utf8.RuneCountInString(word) <= 12 || strings.HasPrefix(word, w+"(") || strings.HasPrefix(word, w+"（") {
				return word, true
			}
		}
		lower := strings.ToLower(word)
		return word, lower == "total" || lower == "subtotal" || lower == "grandtotal"
	}
	return "", false
}
