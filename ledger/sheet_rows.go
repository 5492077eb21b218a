package ledger

import (
	"bytes"

	"shukun/ledger/xlsx"
)

// sheetRows is one sheet whose header is known, ready to be loaded.
type sheetRows struct {
	index   uint32 // in Report.Sheets
	file    string
	name    string
	mapping mapping
	csv     *csvData // or
	pos     int      // of the first data record
	book    *xlsx.Workbook
	sheet   int
	gaps    int // blank rows between the rows of a workbook's sheet
	last    int // the last row of a workbook's sheet
}

// send cuts the sheet's rows into batches.
func (s *sheetRows) send(batches chan<- batch) error {
	if s.csv != nil {
		index := 0
		s.csv.batches(s.pos, s.mapping.row+1, func(b csvBatch) {
			batches <- batch{index: index, first: b.index, n: len(b.ends), each: s.eachRecord(b)}
			index++
		})
		return nil
	}
	return s.sendGrids(batches)
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
		if len(g.rows) == batchRows {
			flush()
		}
		return nil
	})
	if len(g.rows) > 0 {
		flush()
	}
	return err
}

// eachRecord walks the records of a CSV batch.
func (s *sheetRows) eachRecord(b csvBatch) func(func(int, int, []Cell, *fault)) {
	return func(fn func(int, int, []Cell, *fault)) {
		cells := make([]Cell, 0, s.mapping.width+1)
		pos, wrong := b.start, b.wrong
		for i, end := range b.ends {
			record := s.csv.text[pos:end]
			cells = s.csv.fields(record, cells[:0])
			var f *fault
			switch {
			case len(wrong) > 0 && wrong[0] == i:
				f, wrong = faultQuote.With(string(cleaned(record))), wrong[1:]
			case s.csv.mixed && bytes.ContainsRune(record, '\uFFFD'):
				f = faultEncoding.With(string(cleaned(record)))
			case len(cells) > s.mapping.width:
				if extra := firstText(cells[s.mapping.width:]); extra != "" {
					f = faultShape.With(extra)
				}
			}
			fn(i, b.firstRow+i, cells, f)
			pos = end
		}
	}
}

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
