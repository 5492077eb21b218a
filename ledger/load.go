package ledger

import (
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"shukun/pages"
	"shukun/problem"
)

// batch is a run of rows as read, for one worker.
type batch struct {
	index int // of the batch
	first int // index of its first row among the sheet's rows
	n     int
	piece *piece // of a CSV text
	each  func(fn func(i, row int, cells []Cell, f *fault))
}

// outcome is what a worker made of a batch.
type outcome[T any] struct {
	rows     []T // a row without Source.Row is a hole
	rejected []*problem.Error
	warnings []*problem.Error
	totals   []total[T]
	asides   []aside
	good     int
	blank    int
	bad      int
	holes    bool
}

// total is a 合计 or 小计 row, kept to be checked against the sum.
type total[T any] struct {
	row    int
	sub    bool
	values *T
}

// load reads the data rows of a sheet into the book.
func (k *kind[T]) load(r *reading, s *sheetRows) error {
	dst := pages.Make[T](s.estimate)
	batches := make(chan batch, r.Workers)
	outcomes := map[int]*outcome[T]{}
	var mu sync.Mutex
	var workers sync.WaitGroup
	var foreign atomic.Bool // not UTF-8
	for range r.Workers {
		workers.Go(func() {
			d := k.rowDecoder(r, s)
			var aside []T // for rows beyond dst
			for b := range batches {
				if s.check && !utf8.Valid(b.piece.text) {
					foreign.Store(true)
					continue
				}
				out := &outcome[T]{}
				if b.first+b.n <= len(dst) {
					out.rows = dst[b.first : b.first+b.n]
					d.batch(b, out)
				} else {
					aside = slices.Grow(aside[:0], b.n)[:b.n]
					clear(aside)
					out.rows = aside
					d.batch(b, out)
					out.rows = slices.Clone(k.compact(aside)) // blank lines without end must not pile up
				}
				if b.piece != nil {
					s.csv.release(b.piece)
				}
				mu.Lock()
				outcomes[b.index] = out
				mu.Unlock()
			}
		})
	}
	err := s.send(batches, foreign.Load)
	close(batches)
	workers.Wait()
	if foreign.Load() {
		return errNotUTF8
	}
	if err != nil {
		return err
	}
	all := make([]*outcome[T], len(outcomes))
	for i, out := range outcomes {
		all[i] = out
	}
	return k.gather(r, s, dst, all)
}

// gather puts the outcomes together in the order of the sheet.
func (k *kind[T]) gather(r *reading, s *sheetRows, dst []T, outcomes []*outcome[T]) error {
	sheet := &r.report.Sheets[s.index]
	sheet.Blank = s.gaps
	var rejected []*problem.Error
	var totals []total[T]
	var asides []aside
	for _, out := range outcomes {
		rejected = append(rejected, out.rejected...)
		r.report.Warnings = append(r.report.Warnings, out.warnings...)
		totals = append(totals, out.totals...)
		asides = append(asides, out.asides...)
		sheet.Blank += out.blank
		sheet.Rejected += out.bad
	}
	dst = k.closeUp(dst, outcomes)
	if s.book != nil {
		merged, err := s.mergedRows()
		if err != nil {
			return err
		}
		dst, rejected = k.refuseMerged(s, sheet, merged, dst, rejected)
	}
	r.report.Rejected = append(r.report.Rejected, rejected...)
	sheet.Rows = len(dst)
	sheet.Totals = len(totals)
	k.checkTotals(r, s, dst, totals)
	r.tellAsides(s, sheet, totalRows(totals), asides)
	if rows := k.rows(r.book); len(*rows) == 0 {
		*rows = dst
	} else {
		*rows = append(*rows, dst...)
	}
	return nil
}

// closeUp brings the rows of all outcomes together in dst, without holes; most of them stand there already.
func (k *kind[T]) closeUp(dst []T, outcomes []*outcome[T]) []T {
	kept := 0
	for _, out := range outcomes {
		if out.good == 0 {
			out.rows = nil
		} else if out.holes {
			out.rows = k.compact(out.rows)
		}
		kept += len(out.rows)
	}
	if kept > len(dst) { // a workbook, or an estimate too low
		dst = make([]T, kept)
	}
	at := 0
	for _, out := range outcomes {
		if len(out.rows) > 0 && &out.rows[0] != &dst[at] {
			copy(dst[at:], out.rows)
		}
		at += len(out.rows)
	}
	return dst[:kept]
}

// errNotUTF8 says that a text that began as UTF-8 does not go on so.
var errNotUTF8 = errors.New("not UTF-8")

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

// fixedRow gives a row with the values a profile fixes, nil if it fixes none.
func (k *kind[T]) fixedRow(p *ProfileKind) *T {
	if p == nil || len(p.fixed) == 0 {
		return nil
	}
	r := new(T)
	for column, value := range p.fixed {
		c := &k.columns[column]
		d := decoder{notes: &notes{}, keep: &keeper{}, key: c.Key}
		_ = c.decode(r, &Cell{Text: []byte(value), Kind: csvText}, &d) // ParseProfile has refused bad values
	}
	return r
}
