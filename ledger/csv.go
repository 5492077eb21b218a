package ledger

import (
	"bytes"

	"shukun/ledger/xlsx"
)

// batchRows is how many records one worker takes at a time.
const batchRows = 4096

// csvData is the text of one CSV file: UTF-8, records ended by LF.
type csvData struct {
	text  []byte
	comma byte
}

// recordEnd gives the offset after the record that begins at pos, and whether a quotation mark in it was never
// closed; then the record is taken to end with its first line, so that nothing behind it is swallowed.
func (f *csvData) recordEnd(pos int) (end int, open bool) {
	text := f.text
	nl := bytes.IndexByte(text[pos:], '\n')
	if nl < 0 {
		nl = len(text) - pos
	}
	lineEnd := pos + nl
	if bytes.IndexByte(text[pos:lineEnd], '"') < 0 {
		return min(lineEnd+1, len(text)), false
	}
	quoted, fieldStart := false, true
	for i := pos; i < len(text); i++ {
		switch c := text[i]; {
		case quoted:
			if c == '"' {
				if i+1 < len(text) && text[i+1] == '"' {
					i++
				} else {
					quoted = false
				}
			}
		case c == '\n':
			return i + 1, false
		case c == f.comma:
			fieldStart = true
			continue
		case c == '"' && fieldStart:
			quoted = true
		case c == ' ' && fieldStart:
			continue
		}
		fieldStart = false
	}
	if quoted {
		return min(lineEnd+1, len(text)), true
	}
	return len(text), false
}

// fields cuts a record into cells. The cells point into the record, but for quoted fields with doubled marks.
func (f *csvData) fields(record []byte, cells []Cell) []Cell {
	record = bytes.TrimSuffix(record, []byte{'\n'})
	record = bytes.TrimSuffix(record, []byte{'\r'})
	cells = cells[:0]
	if bytes.IndexByte(record, '"') < 0 {
		for {
			i := bytes.IndexByte(record, f.comma)
			if i < 0 {
				return append(cells, Cell{Text: record, Kind: xlsx.String})
			}
			cells = append(cells, Cell{Text: record[:i:i], Kind: xlsx.String})
			record = record[i+1:]
		}
	}
	for {
		field, rest, more := f.field(record)
		cells = append(cells, Cell{Text: field, Kind: xlsx.String})
		if !more {
			return cells
		}
		record = rest
	}
}

// field cuts the first field off a record.
func (f *csvData) field(record []byte) (field, rest []byte, more bool) {
	start := bytes.TrimLeft(record, " ")
	if len(start) == 0 || start[0] != '"' {
		i := bytes.IndexByte(record, f.comma)
		if i < 0 {
			return unformula(record), nil, false
		}
		return unformula(record[:i:i]), record[i+1:], true
	}
	var out []byte
	doubled := false
	for i := 1; i < len(start); i++ {
		if start[i] != '"' {
			if doubled {
				out = append(out, start[i])
			}
			continue
		}
		if i+1 < len(start) && start[i+1] == '"' {
			if !doubled {
				doubled, out = true, append(out, start[1:i]...)
			}
			out = append(out, '"')
			i++
			continue
		}
		if !doubled {
			out = start[1:i:i]
		}
		tail := start[i+1:]
		j := bytes.IndexByte(tail, f.comma)
		if j < 0 {
			return append(out, bytes.TrimSpace(tail)...), nil, false
		}
		return append(out, bytes.TrimSpace(tail[:j])...), tail[j+1:], true
	}
	return start, nil, false // never closed: recordEnd has already said so
}

// unformula takes ="0012" for the text it protects from Excel.
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
	firstRow int // of the first record, as a person counts
	index    int // of the first record among the file's data records
	open     []int
}

// batches cuts the text from pos on into runs of records and hands each to yield until it says stop.
func (f *csvData) batches(pos, row int, yield func(csvBatch) bool) {
	index := 0
	for pos < len(f.text) {
		b := csvBatch{start: pos, firstRow: row, index: index, ends: make([]int, 0, batchRows)}
		for len(b.ends) < batchRows && pos < len(f.text) {
			end, open := f.recordEnd(pos)
			if open {
				b.open = append(b.open, len(b.ends))
			}
			b.ends = append(b.ends, end)
			pos = end
		}
		row += len(b.ends)
		index += len(b.ends)
		if !yield(b) {
			return
		}
	}
}

// countRecords gives an upper bound of the records from pos on.
func (f *csvData) countRecords(pos int) int {
	return bytes.Count(f.text[pos:], []byte{'\n'}) + 1
}
