package ledger

import (
	"bytes"

	"shukun/ledger/xlsx"
)

const (
	batchRows = 4096    // records one worker takes at a time
	maxRecord = 1 << 20 // bytes; a quoted text that runs on for longer was never closed
	csvText   = xlsx.String
)

// csvData is the text of one CSV file: UTF-8, records ended by LF or CRLF.
type csvData struct {
	text  []byte
	comma byte
	mixed bool // U+FFFD stands where the bytes were in another encoding than the rest
}

// recordEnd gives the offset after the record that begins at pos. wrong says that a quoted field in it is not closed,
// or goes on behind its closing mark; then the record ends with its first line, so that nothing behind it is lost.
func (f *csvData) recordEnd(pos int) (end int, wrong bool) {
	text := f.text
	lineEnd := len(text)
	if i := bytes.IndexByte(text[pos:], '\n'); i >= 0 {
		lineEnd = pos + i + 1
	}
	if bytes.IndexByte(text[pos:lineEnd], '"') < 0 {
		return lineEnd, false
	}
	const begin, plain, quoted, closed = 0, 1, 2, 3
	state := begin
	for i := pos; i < min(len(text), pos+maxRecord); i++ {
		c := text[i]
		switch {
		case state == quoted:
			if c != '"' {
				continue
			}
			if i+1 < len(text) && text[i+1] == '"' {
				i++
				continue
			}
			state = closed
		case c == '\n':
			return i + 1, false
		case c == f.comma:
			state = begin
		case c == '"' && state == begin:
			state = quoted
		case c == ' ' || c == '\r':
		case state == closed:
			return lineEnd, true
		default:
			state = plain
		}
	}
	if state == quoted || len(text) > pos+maxRecord {
		return lineEnd, true
	}
	return len(text), false
}

// fields cuts a record into cells. The cells point into the record, but for quoted fields with doubled marks.
func (f *csvData) fields(record []byte, cells []Cell) []Cell {
	for n := len(record); n > 0 && (record[n-1] == '\n' || record[n-1] == '\r'); n-- {
		record = record[:n-1]
	}
	if bytes.IndexByte(record, '"') >= 0 {
		return f.quotedFields(record, cells)
	}
	for {
		i := bytes.IndexByte(record, f.comma)
		if i < 0 {
			return append(cells, Cell{Text: record, Kind: csvText})
		}
		cells = append(cells, Cell{Text: record[:i:i], Kind: csvText})
		record = record[i+1:]
	}
}

// quotedFields cuts a record that has quotation marks in it.
func (f *csvData) quotedFields(record []byte, cells []Cell) []Cell {
	for more := true; more; {
		var text []byte
		if start := bytes.TrimLeft(record, " "); len(start) > 0 && start[0] == '"' {
			text, record = unquote(start[1:])
		} else {
			i := bytes.IndexByte(record, f.comma)
			if i < 0 {
				i = len(record)
			}
			text, record = record[:i:i], record[i:]
		}
		_, record, more = bytes.Cut(record, []byte{f.comma})
		cells = append(cells, Cell{Text: unformula(text), Kind: csvText})
	}
	return cells
}

// unquote gives the text of a quoted field, without its opening mark, and what stands behind its closing one.
func unquote(b []byte) (text, rest []byte) {
	from := 0
	for i := 0; i < len(b); i++ {
		if b[i] != '"' {
			continue
		}
		if i+1 < len(b) && b[i+1] == '"' {
			text = append(text, b[from:i+1]...)
			i++
			from = i + 1
			continue
		}
		if text == nil {
			return b[:i:i], b[i+1:]
		}
		return append(text, b[from:i]...), b[i+1:]
	}
	return append(text, b[from:]...), nil // never closed, as recordEnd has said
}

// unformula takes ="0012", which keeps Excel from making a number of it, for its text.
func unformula(b []byte) []byte {
	if len(b) > 3 && b[0] == '=' && b[1] == '"' && b[len(b)-1] == '"' {
		return b[2 : len(b)-1]
	}
	return b
}

// csvBatch is a run of records: where each ends, counted from start.
type csvBatch struct {
	start    int // offset of the first record
	ends     []int
	firstRow int   // of the first record, as a person counts
	index    int   // of the first record among the file's data records
	wrong    []int // those with a wrong quotation mark
}

// batches cuts the text from pos on into runs of records and hands each to yield.
func (f *csvData) batches(pos, row int, yield func(csvBatch)) {
	for index := 0; pos < len(f.text); {
		b := csvBatch{start: pos, firstRow: row + index, index: index, ends: make([]int, 0, batchRows)}
		for len(b.ends) < batchRows && pos < len(f.text) {
			end, wrong := f.recordEnd(pos)
			if wrong {
				b.wrong = append(b.wrong, len(b.ends))
			}
			b.ends = append(b.ends, end)
			pos = end
		}
		index += len(b.ends)
		yield(b)
	}
}

// countRecords gives an upper bound of the records from pos on.
func (f *csvData) countRecords(pos int) int {
	return bytes.Count(f.text[pos:], []byte{'\n'}) + 1
}

// head reads the first rows.
func (f *csvData) head() []headRow {
	var out []headRow
	var cells []Cell
	pos := 0
	for row := 1; row <= headerRows && pos < len(f.text); row++ {
		end, _ := f.recordEnd(pos)
		cells = f.fields(f.text[pos:end], cells[:0])
		out = append(out, headRow{row: row, after: end, cells: cellTexts(cells)})
		pos = end
	}
	return out
}

func cellTexts(cells []Cell) []string {
	s := make([]string, len(cells))
	for i, c := range cells {
		s[i] = string(cleaned(c.Text))
	}
	return s
}
