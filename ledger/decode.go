package ledger

import (
	"shukun/ledger/xlsx"
	"shukun/problem"
)

// rowDecoder decodes the rows of a sheet, batch by batch; each worker has one.
type rowDecoder[T any] struct {
	k        *kind[T]
	s        *sheetRows
	out      *outcome[T] // of the batch at hand
	columns  []columnDecoder[T]
	required int
	fixed    *T // values that the profile fixes, nil if none
	notes    notes
	keep     keeper
}

// columnDecoder decodes the cells of one column.
type columnDecoder[T any] struct {
	decode   func(*T, *Cell, *decoder) *fault
	field    int
	required bool
	repair   bool // cells that fail are read as what they certainly mean
	typ      Type
	decoder
}

func (k *kind[T]) rowDecoder(r *reading, s *sheetRows) *rowDecoder[T] {
	d := &rowDecoder[T]{k: k, s: s, required: s.mapping.required, columns: make([]columnDecoder[T], len(s.mapping.columns))}
	d.keep.block.Slabs = &r.book.room
	d.notes.place = problem.Place{File: s.file, Sheet: s.name}
	for i, m := range s.mapping.columns {
		c := &k.columns[m.column]
		d.columns[i] = columnDecoder[T]{field: m.field, required: c.Required, repair: r.Repair, typ: c.Type, decode: c.decode,
			decoder: decoder{power: m.power, dates: r.Profile.order(), derived: m.derived, notes: &d.notes, keep: &d.keep, key: c.Key,
				date1904: s.book != nil && s.book.Date1904}}
	}
	d.fixed = k.fixedRow(r.Profile.forKind(&k.Kind))
	return d
}

// batch turns a batch into rows.
func (d *rowDecoder[T]) batch(b batch, out *outcome[T]) {
	d.out = out
	b.each(func(i, row int, cells []Cell, f *fault) {
		d.notes.place.Row = row
		d.one(&out.rows[i], cells, f)
	})
	out.warnings, d.notes.list = d.notes.list, nil
}

// one decodes one row into r, or leaves a hole.
func (d *rowDecoder[T]) one(r *T, cells []Cell, f *fault) {
	if len(cells) == 1 && len(cells[0].Text) == 0 && !cells[0].Formula && f == nil { // a blank line, maybe one of very many
		d.out.blank++
		d.out.holes = true
		return
	}
	if d.fixed != nil {
		*r = *d.fixed
	}
	left, filled, good := d.required, 0, f == nil
	for i := range d.columns {
		c := &d.columns[i]
		if c.field >= len(cells) {
			continue
		}
		cell := &cells[c.field]
		cell.Text = cleaned(cell.Text)
		if len(cell.Text) == 0 && !cell.Formula {
			continue
		}
		filled++
		if c.required {
			left--
		}
		if c.read(r, cell) != nil {
			good = false
		}
	}
	if left == 0 && good && filled > 0 {
		*d.k.source(r) = Source{Sheet: d.s.index, Row: uint32(d.notes.place.Row)}
		d.out.good++
		return
	}
	d.odd(r, cells, f)
	d.out.holes = true
	if filled > 0 || d.fixed != nil { // else the row is untouched, and blank lines cost no memory
		var none T
		*r = none
	}
}

// read decodes one cell. The fault is told later, once it is known that the row is no total.
func (c *columnDecoder[T]) read(r *T, cell *Cell) *fault {
	if cell.Kind != xlsx.String || cell.Formula {
		if f := kindFault(c.typ, cell); f != nil {
			return f
		}
	}
	f := c.decode(r, cell, &c.decoder)
	if f != nil && c.repair && c.mend(r, cell) {
		return nil
	}
	return f
}

// odd deals with a row that is no proper row: blank, a total, a note, the header once more, or wrong.
func (d *rowDecoder[T]) odd(r *T, cells []Cell, f *fault) {
	row := d.notes.place.Row
	switch what := d.shape(cells, f); what {
	case wrongRow:
		d.out.bad++
		if f != nil {
			d.reject(nil, f, f.Value)
		} else {
			d.explain(r, cells)
		}
	case blankRow:
		d.out.blank++
	case totalRow, subtotalRow:
		d.out.totals = append(d.out.totals, total[T]{row: row, sub: what == subtotalRow, values: d.amounts(cells)})
	default:
		d.out.asides = append(d.out.asides, aside{row, what})
	}
}

// explain decodes a bad row once more and rejects every bad cell.
func (d *rowDecoder[T]) explain(r *T, cells []Cell) {
	for i := range d.columns {
		c := &d.columns[i]
		var cell Cell
		if c.field < len(cells) {
			cell = cells[c.field]
		}
		if len(cell.Text) > 0 || cell.Formula {
			if f := c.read(r, &cell); f != nil {
				d.reject(c, f, string(cell.Text))
			}
		} else if c.required {
			d.reject(c, faultRequired, "")
		}
	}
}

func (d *rowDecoder[T]) reject(c *columnDecoder[T], f *fault, value string) {
	place := d.notes.place
	if c != nil {
		place.Column = c.key
	}
	d.out.rejected = append(d.out.rejected, f.With(value).At(place))
}

// amounts reads the money of a row of totals; a cell that cannot be read counts as not stated. What a formula
// gave when the file was saved will do for a comparison.
func (d *rowDecoder[T]) amounts(cells []Cell) *T {
	r := new(T)
	for i := range d.columns {
		if c := &d.columns[i]; c.typ == TypeMoney && c.field < len(cells) && len(cells[c.field].Text) > 0 {
			cell := cells[c.field]
			cell.Formula = false
			_ = c.read(r, &cell)
		}
	}
	return r
}
