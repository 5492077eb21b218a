package xlsx

import "bytes"

// cellType is the t attribute of a cell (ECMA-376 part 1, 18.18.11).
type cellType uint8

const (
	typeNumber cellType = iota
	typeShared
	typeText // str and inlineStr
	typeBool
	typeError
	typeISODate
)

// readCell reads the cell whose start tag was just given.
func (r *reader) readCell() error {
	s := r.s
	if string(s.name) != "c" {
		return s.skip()
	}
	column, kind, shown := r.column+1, typeNumber, Number
	for i := range s.attrs {
		a := &s.attrs[i]
		if len(a.name) != 1 {
			continue
		}
		switch a.name[0] {
		case 'r':
			index, n := columnIndex(a.value)
			if n == 0 || !bytes.Equal(a.value[n:], r.rowText) {
				return damaged("xlsx-cell-reference", "单元格的位置有误", "a cell's position is wrong").With(string(a.value))
			}
			column = index
		case 't':
			var ok bool
			if kind, ok = typeOf(a.value); !ok {
				return damaged("xlsx-cell-type", "单元格的类型未知", "a cell's type is unknown").With(string(a.value))
			}
		case 's':
			style, _ := number(a.value)
			if style < len(r.w.styles) {
				shown = r.w.styles[style]
			}
		}
	}
	if column <= r.column || column >= maxColumns {
		return damaged("xlsx-cell-reference", "单元格重复、没有按列递增或超出范围", "a cell comes twice, out of order or beyond the last column").With(ColumnName(column))
	}
	r.column = column
	from := len(r.arena)
	inline, formula, err := r.readValue()
	if err != nil {
		return err
	}
	if inline {
		kind = typeText
	}
	cell, err := r.cell(r.arena[from:len(r.arena):len(r.arena)], kind, shown)
	if err != nil {
		return err
	}
	cell.Formula = formula
	return r.put(cell)
}

// put places a cell in the row, with the blank ones before it.
func (r *reader) put(c Cell) error {
	if c.Kind == Empty && !c.Formula {
		return nil
	}
	if most := r.w.limits.Columns; r.column >= most {
		return tooLarge("xlsx-too-many-columns", int64(most), "工作表的列数", "Columns of the sheet")
	}
	for len(r.cells) < r.column {
		r.cells = append(r.cells, Cell{})
	}
	r.cells = append(r.cells, c)
	return nil
}

// readValue appends the value of a cell to the arena, up to the cell's end. inline says that it was an inline
// string.
func (r *reader) readValue() (inline, formula bool, err error) {
	s := r.s
	valued := false
	for depth := len(s.marks); ; {
		t, err := s.next()
		if err != nil {
			return false, false, err
		}
		if t == end && len(s.marks) < depth {
			return inline, formula, nil
		}
		if t != open {
			continue
		}
		most := maxCharBytes(r.w.limits.CellChars)
		switch name := string(s.name); {
		case (name == "v" || name == "is") && valued:
			return false, false, damaged("xlsx-cell-type", "单元格有两个值", "a cell has two values")
		case name == "v":
			valued = true
			r.arena, err = s.collect(r.arena, most)
		case name == "is":
			valued, inline = true, true
			r.arena, err = s.collectRich(r.arena, most)
		case name == "f":
			formula = true
			err = r.readFormula()
		default:
			err = s.skip()
		}
		if err == errBigToken {
			err = errCellTooLong(r.w.limits.CellChars)
		}
		if err != nil {
			return false, false, err
		}
		if len(r.arena) > maxRowBytes {
			return false, false, tooLarge("xlsx-row-too-large", maxRowBytes, "一行文字的字节数", "Bytes of text in one row")
		}
	}
}

// readFormula looks at a formula, up to its end, for calls that reach outside.
func (r *reader) readFormula() error {
	from := len(r.arena)
	var err error
	if r.arena, err = r.s.collect(r.arena, maxFormula); err != nil {
		return err
	}
	formula := r.arena[from:]
	r.arena = r.arena[:from]
	return checkFormula(formula)
}

// cell makes a cell of the text of its value; shown is what the cell's style makes of a number.
func (r *reader) cell(value []byte, kind cellType, shown Kind) (Cell, error) {
	if kind != typeText {
		value = trimSpace(value)
	}
	if len(value) == 0 {
		return Cell{}, nil
	}
	switch kind {
	case typeNumber:
		if !isNumber(value) {
			return Cell{Text: value, Kind: String}, nil
		}
		return Cell{Text: value, Kind: shown}, nil
	case typeShared:
		return r.sharedCell(value)
	case typeBool:
		return boolCell(value), nil
	case typeError:
		return Cell{Text: value, Kind: Error}, nil
	case typeISODate:
		return Cell{Text: isoDay(value), Kind: String}, nil
	}
	if most := r.w.limits.CellChars; len(value) > most && charCount(value) > most {
		return Cell{}, errCellTooLong(most)
	}
	return Cell{Text: value, Kind: String}, nil
}

// sharedCell looks a shared string up.
func (r *reader) sharedCell(index []byte) (Cell, error) {
	if r.strs == nil {
		strs, err := r.w.shared()
		if err != nil {
			return Cell{}, err
		}
		r.strs = strs
	}
	i, ok := number(index)
	if !ok {
		i = -1
	}
	text, ok := r.strs.at(i)
	if !ok {
		return Cell{}, damaged("xlsx-shared-index", "单元格引用的共享字符串不存在", "a cell refers to a shared string that is not there").With(string(index))
	}
	if len(text) == 0 {
		return Cell{}, nil
	}
	return Cell{Text: text, Kind: String}, nil
}

// boolCell makes true and false, as some programs write them, 1 and 0.
func boolCell(value []byte) Cell {
	switch string(value) {
	case "true":
		value = append(value[:0], '1')
	case "false":
		value = append(value[:0], '0')
	case "1", "0":
	default:
		return Cell{Text: value, Kind: String}
	}
	return Cell{Text: value, Kind: Bool}
}

// isoDay cuts the time of day off an ISO 8601 date and time.
func isoDay(value []byte) []byte {
	if len(value) > 10 && value[4] == '-' && value[7] == '-' && value[10] == 'T' {
		return value[:10]
	}
	return value
}

func typeOf(t []byte) (cellType, bool) {
	switch string(t) {
	case "", "n":
		return typeNumber, true
	case "s":
		return typeShared, true
	case "str", "inlineStr":
		return typeText, true
	case "b":
		return typeBool, true
	case "e":
		return typeError, true
	case "d":
		return typeISODate, true
	}
	return typeNumber, false
}
