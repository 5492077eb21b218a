package xlsx

// Kind is what a cell holds.
type Kind uint8

// The kinds of cell.
const (
	Empty         Kind = iota
	String             // text, or a date stored as text
	Number             // a number as stored: 44742, 1234.5, 9.115E+17
	DateNumber         // a number whose cell shows it as a date; see ExcelDate
	Bool               // 1 or 0
	Error              // #DIV/0! and the like
	PercentNumber      // a number whose cell shows it as a percentage: 0.0365 for 3.65%
)

// Cell is one cell of a row.
type Cell struct {
	Text    []byte // UTF-8, to be read only and during the call; _xHHHH_ escapes may make control characters
	Kind    Kind
	Formula bool // the cell holds a formula; Text is the value it had when the file was saved
}

// Range is a merged area: rows as a person sees them, from 1; columns as indexes, from 0; ends included.
type Range struct{ FirstRow, FirstColumn, LastRow, LastColumn int }

// Span is a run of rows as a person sees them, from 1, ends included.
type Span struct{ First, Last int }

// ColumnName gives the letters of a column index: 0 is A, 26 is AA.
func ColumnName(index int) string {
	var b [8]byte
	i := len(b)
	for n := index + 1; n > 0 && i > 0; n = (n - 1) / 26 {
		i--
		b[i] = byte('A' + (n-1)%26)
	}
	return string(b[i:])
}

// columnIndex reads the letters at the beginning of a reference; n is how many, 0 if there is no column.
func columnIndex(ref []byte) (index, n int) {
	for n < len(ref) && isLetter(ref[n]) && n < 4 {
		index = index*26 + int(ref[n]|0x20-'a') + 1
		n++
	}
	if index > maxColumns {
		return 0, 0
	}
	return index - 1, n
}

// parseRange reads A1:C3, or A1 alone.
func parseRange(ref []byte) (Range, bool) {
	r := Range{}
	first, rest, ok := parseRef(ref)
	if !ok {
		return r, false
	}
	last := first
	if len(rest) > 0 {
		if last, rest, ok = parseRef(rest[1:]); !ok || len(rest) > 0 {
			return r, false
		}
	}
	r = Range{first[0], first[1], last[0], last[1]}
	return r, r.FirstRow <= r.LastRow && r.FirstColumn <= r.LastColumn
}

// parseRef reads A1 up to the end or a colon.
func parseRef(ref []byte) (rowColumn [2]int, rest []byte, ok bool) {
	column, n := columnIndex(ref)
	i := n
	for i < len(ref) && ref[i] != ':' {
		i++
	}
	row, ok := number(ref[n:i])
	return [2]int{row, column}, ref[i:], ok && n > 0 && 1 <= row && row <= maxRows
}

// isNumber reports whether b is a number as a file stores it: sign, digits, point, exponent.
func isNumber(b []byte) bool {
	i, digits := 0, 0
	if i < len(b) && (b[i] == '-' || b[i] == '+') {
		i++
	}
	for ; i < len(b) && '0' <= b[i] && b[i] <= '9'; i++ {
		digits++
	}
	if i < len(b) && b[i] == '.' {
		for i++; i < len(b) && '0' <= b[i] && b[i] <= '9'; i++ {
			digits++
		}
	}
	if digits == 0 {
		return false
	}
	if i == len(b) {
		return true
	}
	if b[i]|0x20 != 'e' {
		return false
	}
	i++
	if i < len(b) && (b[i] == '-' || b[i] == '+') {
		i++
	}
	from := i
	for i < len(b) && '0' <= b[i] && b[i] <= '9' {
		i++
	}
	return i == len(b) && i > from
}
