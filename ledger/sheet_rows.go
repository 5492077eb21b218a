package ledger

import (
	"bytes"

	"shukun/ledger/xlsx"
)

// sheetRows is one sheet whose header is known, ready to be loaded.
type sheetRows struct {
	index    uint32 // in Report.Sheets
	file     string
	name     string
	mapping  mapping
	csv      *csvStream // or
	estimate int        // of the rows in csv
	check    bool       // csv is to be proved UTF-8
	book     *xlsx.Workbook
	sheet    int
	gaps     int // blank rows between the rows of a workbook's sheet
	last     int // the last row of a workbook's sheet
}

// send cuts the sheet's rows into batches until stop says so.
func (s *sheetRows) send(batches chan<- batch, stop func() bool) error {
	if s.csv == nil {
		return s.sendGrids(batches)
	}
	for index := 0; !stop(); index++ {
		p, err := s.csv.next()
		if p == nil {
			return err
		}
		batches <- batch{index: index, first: p.index, n: len(p.ends), piece: p, each: s.eachRecord(p)}
	}
	return nil
}

// sendGrids cuts a workbook's sheet into batches.
func (s *sheetRows) sendGrids(batches chan<- batch) error {
	index := 0
	g := &grid{}
	flush := func() {
		batches <- batch{index: index, n: len(g.rows), each: g.each}
		index++
		g = &grid{text: make([]byte, 0, cap(g.text)), cells: make([]gridCell, 0, cap(g.cells)), rows: make([]gridRow, 0, cap(g.rows))}
	}
	s.last = s.mapping.row
	err := s.book.Rows(s.sheet, func(row int, cells []Cell) error {
		if row <= s.mapping.row {
			return nil
		}
		s.gaps += row - s.last - 1
		s.last = row
		g.add(row, cells)
		if len(g.rows) == gridRows {
			flush()
		}
		return nil
	})
	if len(g.rows) > 0 {
		flush()
	}
	return err
}

// eachRecord walks the records of a piece.
func (s *sheetRows) eachRecord(p *piece) func(func(int, int, []Cell, *fault)) {
	return func(fn func(int, int, []Cell, *fault)) {
		cells := make([]Cell, 0, s.mapping.width+1)
		from, wrong := int32(0), p.wrong
		for i, end := range p.ends {
			record := p.text[from:end]
			from = end
			cells = s.csv.form.fields(record, p.quotes, cells[:0])
			var f *fault
			switch {
			case len(wrong) > 0 && int(wrong[0]) == i:
				f, wrong = faultQuote.With(string(cleaned(record))), wrong[1:]
			case s.csv.form.mixed && bytes.ContainsRune(record, '\uFFFD'):
				f = faultEncoding.With(string(cleaned(record)))
			case len(cells) > s.mapping.width:
				if extra := firstText(cells[s.mapping.width:]); extra != "" {
					f = faultShape.With(extra)
				}
			}
			fn(i, p.firstRow+i, cells, f)
		}
	}
}

const gridRows = 4096 // rows of a workbook that one worker takes at a time

// grid is a batch of workbook rows, copied because the reader reuses its cells.
type grid struct {
	text  []byte
	cells []gridCell
	rows  []gridRow
}

type gridRow struct{ row, first, n int }

type gridCell struct {
	at, n   int
	kind    xlsx.Kind
	formula bool
}

func (g *grid) add(row int, cells []Cell) {
	g.rows = append(g.rows, gridRow{row, len(g.cells), len(cells)})
	for _, c := range cells {
		g.cells = append(g.cells, gridCell{len(g.text), len(c.Text), c.Kind, c.Formula})
		g.text = append(g.text, c.Text...)
	}
}

func (g *grid) each(fn func(int, int, []Cell, *fault)) {
	var cells []Cell
	for i, r := range g.rows {
		cells = cells[:0]
		for _, c := range g.cells[r.first : r.first+r.n] {
			cells = append(cells, Cell{Text: g.text[c.at : c.at+c.n : c.at+c.n], Kind: c.kind, Formula: c.formula})
		}
		fn(i, r.row, cells, nil)
	}
}
