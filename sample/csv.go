package sample

import (
	"bufio"
	"bytes"
	"io"
	"strconv"

	"golang.org/x/text/encoding/simplifiedchinese"

	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
)

// csvFile writes a sheet as text.
type csvFile struct {
	out  *bufio.Writer
	line []byte
}

func newCSVFile(out io.Writer, e encoding) *csvFile {
	if e == gb18030 {
		out = simplifiedchinese.GB18030.NewEncoder().Writer(out)
	}
	f := &csvFile{out: bufio.NewWriterSize(out, 1<<16)}
	if e == utf8Mark {
		f.line = append(f.line, "\ufeff"...)
	}
	return f
}

func (f *csvFile) header(s *sheet) error {
	for i, name := range headerOf(s) {
		f.cell(s, i, []byte(name))
	}
	return f.end(s)
}

// headerOf gives the words of a sheet's header.
func headerOf(s *sheet) []string {
	names := make([]string, len(s.kind.Columns))
	for i := range s.kind.Columns {
		c := &s.kind.Columns[i]
		names[i] = c.Key
		if s.look.chinese {
			names[i] = c.Name
		}
		if s.look.tenK && c.Type == ledger.TypeMoney {
			names[i] += "（万元）"
		}
	}
	return names
}

func (f *csvFile) row(s *sheet) error {
	var b [64]byte
	for i := range s.cells {
		f.cell(s, i, s.appendCell(b[:0], i))
	}
	return f.end(s)
}

// appendCell appends a cell as text.
func (s *sheet) appendCell(b []byte, i int) []byte {
	c := &s.cells[i]
	if !c.set {
		return b
	}
	switch s.kind.Columns[i].Type {
	case ledger.TypeCode:
		return c.code.Append(b)
	case ledger.TypeDate:
		return appendDay(b, civil.Date(c.number), s.look.days)
	case ledger.TypeMoney:
		if s.look.tenK {
			return money.Decimal(c.number * fenInTenK).Append(b)
		}
		return money.Fen(c.number).Append(b)
	case ledger.TypeRate, ledger.TypeNumber, ledger.TypeTenK:
		return money.Decimal(c.number).Append(b)
	case ledger.TypeInteger, ledger.TypeDivision:
		return strconv.AppendInt(b, c.number, 10)
	default:
		return append(b, s.word(i)...)
	}
}

// fenInTenK is one fen in units of a money.Decimal of 万元.
const fenInTenK = money.Scale / 1_000_000

// word gives the text of a cell, of an enumeration in the sheet's language.
func (s *sheet) word(i int) string {
	c, text := &s.kind.Columns[i], s.cells[i].text
	if c.Enum == nil || !s.look.chinese {
		return text
	}
	for _, v := range c.Enum.Values {
		if v.Key == text {
			return v.Zh
		}
	}
	return text
}

func appendDay(b []byte, d civil.Date, style dayStyle) []byte {
	year, month, day := d.Split()
	marks := [3]string{"/", "/", ""}
	switch style {
	case dashed:
		return d.Append(b)
	case compact:
		return strconv.AppendInt(b, int64(year*10000+month*100+day), 10)
	case spoken:
		marks = [3]string{"年", "月", "日"}
	}
	b = append(strconv.AppendInt(b, int64(year), 10), marks[0]...)
	b = append(strconv.AppendInt(b, int64(month), 10), marks[1]...)
	return append(strconv.AppendInt(b, int64(day), 10), marks[2]...)
}

// cell appends a cell to the line, quoted where it must be (RFC 4180).
func (f *csvFile) cell(s *sheet, i int, text []byte) {
	if i > 0 {
		f.line = append(f.line, s.look.comma)
	}
	if bytes.IndexByte(text, s.look.comma) < 0 && bytes.IndexByte(text, '"') < 0 && bytes.IndexByte(text, '\n') < 0 {
		f.line = append(f.line, text...)
		return
	}
	f.line = append(f.line, '"')
	for _, c := range text {
		if c == '"' {
			f.line = append(f.line, '"')
		}
		f.line = append(f.line, c)
	}
	f.line = append(f.line, '"')
}

func (f *csvFile) end(s *sheet) error {
	f.line = append(f.line, s.look.lineEnd...)
	_, err := f.out.Write(f.line)
	f.line = f.line[:0]
	return err
}

func (f *csvFile) close(*sheet) error { return f.out.Flush() }
