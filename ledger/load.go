package ledger

import (
	"sync"

	"shukun/ledger/xlsx"
	"shukun/problem"
)

// batch is a run of rows as read, for one worker.
type batch struct {
	index int // of the batch
	first int // index of its first row among the sheet's rows
	n     int
	each  func(fn func(i, row int, cells []Cell, f *fault))
}

// outcome is what a worker made of a batch.
type outcome[T any] struct {
	rows     []T // a row without Source.Row is a hole
	rejected []*problem.Error
	warnings []*problem.Error
	totals   []total[T]
	blank    int
	bad      int
	holes    bool
}

// total is a 合计 or 小计 row, kept to be checked against the sum.
type total[T any] struct {
	row T
	sub bool
}

// load reads the data rows of a sheet into the book.
func (k *kind[T]) load(r *reading, s *sheetRows) error {
	var dst []T
	if s.csv != nil {
		dst = make([]T, s.csv.countRecords(s.pos))
	}
	batches := make(chan batch, r.Workers)
	outcomes := map[int]*outcome[T]{}
	var mu sync.Mutex
	var workers sync.WaitGroup
	for range r.Workers {
		workers.Go(func() {
			for b := range batches {
				out := &outcome[T]{}
				if dst != nil {
					out.rows = dst[b.first : b.first+b.n]
				} else {
					out.rows = make([]T, b.n)
				}
				k.decode(r, s, b, out)
				mu.Lock()
				outcomes[b.index] = out
				mu.Unlock()
			}
		})
	}
	err := s.send(batches)
	close(batches)
	workers.Wait()
	if err != nil {
		return err
	}
	k.gather(r, s, dst, outcomes)
	return nil
}

// gather puts the outcomes together in the order of the sheet.
func (k *kind[T]) gather(r *reading, s *sheetRows, dst []T, outcomes map[int]*outcome[T]) {
	sheet := &r.report.Sheets[s.index]
	rows := k.rows(r.book)
	var totals []total[T]
	n, holes := 0, false
	for i := range len(outcomes) {
		out := outcomes[i]
		r.report.Rejected = append(r.report.Rejected, out.rejected...)
		r.report.Warnings = append(r.report.Warnings, out.warnings...)
		totals = append(totals, out.totals...)
		sheet.Blank += out.blank
		sheet.Rejected += out.bad
		holes = holes || out.holes
		n += len(out.rows)
	}
	if dst != nil {
		dst = dst[:n]
		if holes {
			dst = k.compact(dst)
		}
	} else {
		for i := range len(outcomes) {
			dst = append(dst, k.compact(outcomes[i].rows)...)
		}
	}
	sheet.Rows = len(dst)
	sheet.Totals = len(totals)
	k.checkTotals(r, s, dst, totals)
	if len(*rows) == 0 {
		*rows = dst
	} else {
		*rows = append(*rows, dst...)
	}
}

// compact closes the holes that rejected and skipped rows left.
func (k *kind[T]) compact(rows []T) []T {
	kept := rows[:0]
	for i := range rows {
		if k.source(&rows[i]).Row != 0 {
			kept = append(kept, rows[i])
		}
	}
	return kept
}

// send cuts the sheet's rows into batches.
func (s *sheetRows) send(batches chan<- batch) error {
	index := 0
	if s.csv != nil {
		s.csv.batches(s.pos, s.mapping.row+1, func(b csvBatch) bool {
			batches <- batch{index: index, first: b.index, n: len(b.ends), each: s.eachRecord(b)}
			index++
			return true
		})
		return nil
	}
	var g *grid
	flush := func() {
		if g != nil {
			batches <- batch{index: index, n: len(g.rows), each: g.each}
			index++
			g = nil
		}
	}
	err := s.book.Rows(s.sheet, func(row int, cells []Cell) error {
		if row <= s.mapping.row {
			return nil
		}
		if g == nil {
			g = &grid{}
		}
		g.add(row, cells)
		if len(g.rows) >= batchRows {
			flush()
		}
		return nil
	})
	flush()
	return err
}

// eachRecord walks the records of a CSV batch.
func (s *sheetRows) eachRecord(b csvBatch) func(func(int, int, []Cell, *fault)) {
	return func(fn func(int, int, []Cell, *fault)) {
		var cells []Cell
		pos, open := b.start, b.open
		for i, end := range b.ends {
			cells = s.csv.fields(s.csv.text[pos:end], cells)
			var f *fault
			switch {
			case len(open) > 0 && open[0] == i:
				f, open = faultQuote, open[1:]
			case s.bad != nil && s.bad[b.firstRow+i]:
				f = faultEncoding
			case len(cells) > s.mapping.width && !blank(cells[s.mapping.width:]):
				f = faultShape
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

func blank(cells []Cell) bool {
	for i := range cells {
		if len(cleaned(cells[i].Text)) > 0 {
			return false
		}
	}
	return true
}
