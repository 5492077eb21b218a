package xlsx

// shape is what a full reading of a sheet finds beside its cells.
type shape struct {
	merged []Range
	hidden []Span
}

// hide takes in a hidden row; rows come in order.
func (s *shape) hide(row int) {
	if n := len(s.hidden); n > 0 && s.hidden[n-1].Last == row-1 {
		s.hidden[n-1].Last = row
		return
	}
	s.hidden = append(s.hidden, Span{row, row})
}

// Merged gives the merged areas of a sheet, in the order of the file. They stand after the rows, so this costs
// nothing once Rows has read the sheet to its end, and otherwise as much as Rows does (see Sheet.Bytes). Only
// the first cell of a merged area holds a value.
func (w *Workbook) Merged(sheet int) ([]Range, error) {
	s, err := w.shape(sheet)
	if err != nil {
		return nil, err
	}
	return s.merged, nil
}

// HiddenRows gives the hidden rows of a sheet, in order, blank ones included; it costs what Merged does.
func (w *Workbook) HiddenRows(sheet int) ([]Span, error) {
	s, err := w.shape(sheet)
	if err != nil {
		return nil, err
	}
	return s.hidden, nil
}

// shape gives the shape of a sheet, reading the sheet if nobody has.
func (w *Workbook) shape(sheet int) (*shape, error) {
	w.mu.Lock()
	s := w.shapes[sheet]
	w.mu.Unlock()
	if s != nil {
		return s, nil
	}
	if err := w.Rows(sheet, nil); err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.shapes[sheet], nil
}

// readMerge takes in a <mergeCell>.
func (r *reader) readMerge() error {
	ref := r.s.attr("ref")
	merged, ok := parseRange(ref)
	if !ok {
		return damaged("xlsx-cell-reference", "合并单元格的范围有误", "a merged area is wrong").With(string(ref))
	}
	if most := r.w.limits.Merges; len(r.shape.merged) >= most {
		return tooLarge("xlsx-too-many-merges", int64(most), "合并单元格的个数", "Merged areas of the sheet")
	}
	r.shape.merged = append(r.shape.merged, merged)
	return r.s.skip()
}

// readOther passes over an element beside the rows, looking into the formulas in it: of conditional formats,
// data validation and their extensions.
func (r *reader) readOther() error {
	s := r.s
	for depth := len(s.marks); len(s.marks) >= depth; {
		t, err := s.next()
		if err != nil {
			return err
		}
		if t != open {
			continue
		}
		switch string(s.name) {
		case "f", "formula", "formula1", "formula2":
			if err := r.readFormula(); err != nil {
				return err
			}
		}
	}
	return nil
}
