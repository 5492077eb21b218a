package xlsx

import (
	"errors"
	"strconv"

	"shukun/problem"
)

// Rows calls fn for every row that holds anything, in order. row is the number a person sees: blank rows are
// not delivered, but show as a gap. cells[i] is column i, counted from 0, up to the last cell that holds
// anything; blank cells between are Empty. cells and their texts are valid only during the call. An error of fn
// ends the reading and is returned as it is. A refusal in the middle comes after the rows before it have been
// delivered, so what fn did must be undone by the caller.
//
// A cell whose value is not what its type says (a number that is not numeric) is delivered as String, so that
// the caller's own message can name it. ISO dates (type "d") come as String, without their time of day.
func (w *Workbook) Rows(sheet int, fn func(row int, cells []Cell) error) error {
	if sheet < 0 || sheet >= len(w.sheets) {
		return errNoSheet
	}
	limit := w.limits.SheetBytes
	s, closer, err := w.scan(w.parts[sheet], limit, tooLarge("xlsx-sheet-too-large", limit, "工作表解压后的字节数", "Bytes of the sheet, unpacked"))
	if err != nil {
		return w.inSheet(sheet, err)
	}
	defer closer()
	r := &reader{w: w, s: s, fn: fn}
	if err := r.sheet(); err != nil {
		if r.failed {
			return err
		}
		return w.inSheet(sheet, r.place(err))
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.shapes[sheet] = &r.shape
	return nil
}

// inSheet adds the name of the sheet to a refusal.
func (w *Workbook) inSheet(sheet int, err error) error {
	p, ok := errors.AsType[*problem.Error](err)
	if !ok {
		return err
	}
	place := p.Place
	place.Sheet = w.sheets[sheet].Name
	return p.At(place)
}

// reader is one reading of one sheet.
type reader struct {
	w      *Workbook
	s      *scanner
	fn     func(row int, cells []Cell) error
	failed bool // fn has failed
	strs   *sharedStrings
	shape  shape

	row     int    // number of the row being read
	rowText []byte // the same in digits
	column  int    // index of the cell being read, or -1
	cells   []Cell
	arena   []byte // texts of the row
	rows    int
	total   int64 // cells delivered
}

// sheet reads the part from beginning to end.
func (r *reader) sheet() error {
	s := r.s
	s.tooMany = tooLarge("xlsx-sheet-too-large", maxTail, "工作表中行以外内容的字节数", "Bytes of the sheet outside its rows")
	unlimited := s.most
	s.most = maxTail
	r.column = -1
	seen := false
	return s.eachChild("worksheet", func() error {
		switch string(s.name) {
		case "sheetData":
			if seen {
				return errTwoTables
			}
			seen = true
			s.most = unlimited
			if err := s.children(r.readRow); err != nil {
				return err
			}
			r.row = 0
			s.most = s.read + maxTail
			return nil
		case "mergeCells":
			return s.children(r.readMerge)
		}
		return r.readOther()
	})
}

var errTwoTables = malformed("一张工作表有两处行数据", "a sheet has two tables of rows")

// readRow reads the row whose start tag was just given.
func (r *reader) readRow() error {
	s := r.s
	if string(s.name) != "row" {
		return s.skip()
	}
	next := r.row + 1
	if ref := s.attr("r"); ref != nil {
		n, ok := number(ref)
		if !ok || n < next {
			return damaged("xlsx-row-order", "行号有误或没有递增", "a row's number is wrong or does not increase").With(string(ref))
		}
		next = n
	}
	if next > maxRows {
		return damaged("xlsx-row-order", "行号超出 Excel 的范围", "a row's number is beyond Excel's range").With(strconv.Itoa(next))
	}
	r.row, r.column = next, -1
	r.rowText = strconv.AppendInt(r.rowText[:0], int64(next), 10)
	hidden := truth(s.attr("hidden"))
	r.cells, r.arena = r.cells[:0], r.arena[:0]
	if err := s.children(r.readCell); err != nil {
		return err
	}
	r.column = -1
	if hidden {
		r.shape.hide(r.row)
	}
	return r.deliver()
}

// deliver hands the row to the caller, unless it is blank.
func (r *reader) deliver() error {
	if len(r.cells) == 0 {
		return nil
	}
	r.rows++
	if most := r.w.limits.Rows; r.rows > most {
		return tooLarge("xlsx-too-many-rows", int64(most), "工作表的行数", "Rows of the sheet")
	}
	r.total += int64(len(r.cells))
	if most := r.w.limits.Cells; r.total > most {
		return tooLarge("xlsx-too-many-cells", most, "工作表的单元格数", "Cells of the sheet")
	}
	if r.fn == nil {
		return nil
	}
	if err := r.fn(r.row, r.cells); err != nil {
		r.failed = true
		return err
	}
	return nil
}

// place adds row and column to a refusal.
func (r *reader) place(err error) error {
	p, ok := errors.AsType[*problem.Error](err)
	if !ok {
		return err
	}
	place := p.Place
	place.Row = r.row
	if r.column >= 0 {
		place.Column = ColumnName(r.column)
	}
	return p.At(place)
}
