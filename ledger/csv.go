package ledger

import (
	"bytes"
	"encoding/binary"
	"math/bits"

	"shukun/ledger/xlsx"
)

const (
	maxRecord = 1 << 20 // bytes; a quoted text that runs on for longer was never closed
	csvText   = xlsx.String
)

// csvForm is how a CSV text is written: UTF-8, records ended by LF or CRLF.
type csvForm struct {
	comma byte
	mixed bool // U+FFFD stands where the bytes were in another encoding than the rest
}

// recordEnd gives the offset after the first record of text. wrong says that a quoted field in it is not closed, or goes
// on behind its closing mark; then the record ends with its first line, so that nothing behind it is lost. whole is
// false if more text is wanted to tell; last says that there is none.
func (f csvForm) recordEnd(text []byte, last bool) (end int, wrong, whole bool) {
	lineEnd := bytes.IndexByte(text, '\n') + 1
	if lineEnd == 0 {
		lineEnd = len(text)
		whole = last
	} else {
		whole = true
	}
	if bytes.IndexByte(text[:lineEnd], '"') < 0 {
		return lineEnd, false, whole
	}
	const begin, plain, quoted, closed = 0, 1, 2, 3
	state := begin
	for i := 0; i < min(len(text), maxRecord); i++ {
		c := text[i]
		switch {
		case state == quoted:
			if c != '"' {
				continue
			}
			if i+1 == len(text) && !last {
				return 0, false, false
			}
			if i+1 < len(text) && text[i+1] == '"' {
				i++
				continue
			}
			state = closed
		case c == '\n':
			return i + 1, false, true
		case c == f.comma:
			state = begin
		case c == '"' && state == begin:
			state = quoted
		case c == ' ' || c == '\r':
		case state == closed:
			return lineEnd, true, whole
		default:
			state = plain
		}
	}
	if len(text) < maxRecord && !last {
		return 0, false, false
	}
	if state == quoted || len(text) >= maxRecord {
		return lineEnd, true, whole
	}
	return len(text), false, true
}

// fields cuts a record into cells. The cells point into the record, but for quoted fields with doubled marks. quotes
// says that there may be quotation marks.
func (f csvForm) fields(record []byte, quotes bool, cells []Cell) []Cell {
	for n := len(record); n > 0 && (record[n-1] == '\n' || record[n-1] == '\r'); n-- {
		record = record[:n-1]
	}
	if quotes && bytes.IndexByte(record, '"') >= 0 {
		return f.quotedFields(record, cells)
	}
	const ones, sevens = 0x0101010101010101, 0x7f7f7f7f7f7f7f7f
	commas := uint64(f.comma) * ones
	from, at := 0, 0
	for ; at+8 <= len(record); at += 8 { // eight bytes at a time, since fields are short
		x := binary.LittleEndian.Uint64(record[at:]) ^ commas
		for hits := ^((x&sevens + sevens) | x | sevens); hits != 0; hits &= hits - 1 {
			end := at + bits.TrailingZeros64(hits)/8
			cells = append(cells, Cell{Text: record[from:end:end], Kind: csvText})
			from = end + 1
		}
	}
	for ; at < len(record); at++ {
		if record[at] == f.comma {
			cells = append(cells, Cell{Text: record[from:at:at], Kind: csvText})
			from = at + 1
		}
	}
	return append(cells, Cell{Text: record[from:], Kind: csvText})
}

// quotedFields cuts a record that has quotation marks in it.
func (f csvForm) quotedFields(record []byte, cells []Cell) []Cell {
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

// head reads the first rows of a text.
func (f csvForm) head(text []byte, last bool) []headRow {
	var out []headRow
	var cells []Cell
	pos := 0
	for row := 1; row <= headerRows && pos < len(text); row++ {
		end, _, whole := f.recordEnd(text[pos:], last)
		if !whole {
			break
		}
		cells = f.fields(text[pos:pos+end], true, cells[:0])
		pos += end
		out = append(out, headRow{row: row, after: pos, cells: cellTexts(cells)})
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
