package ledger

import (
	"bufio"
	"bytes"
	"io"
	"strconv"

	"shukun/civil"
	"shukun/ledger/xlsx"
	"shukun/money"
)

// Table is the rows of one kind, ready to be written.
type Table interface {
	Kind() *Kind
	Len() int
	// AppendCell appends a value in the contract's own spelling, nothing where there is none; a choice is its key.
	AppendCell(b []byte, row, column int) []byte
}

// Table gives the book's rows of a kind.
func (b *Book) Table(k *Kind) Table {
	for _, r := range registry {
		if r.kind() == k {
			return r.table(b)
		}
	}
	return nil
}

// Tables gives the rows of the kinds that have any, in the order of the contract.
func (b *Book) Tables() []Table {
	var all []Table
	for _, r := range registry {
		if t := r.table(b); t.Len() > 0 && !(b.madeUp && t.Kind() == &enterprises.Kind) {
			all = append(all, t)
		}
	}
	return all
}

type table[T any] struct {
	k    *kind[T]
	rows []T
}

func (k *kind[T]) table(b *Book) Table { return table[T]{k, *k.rows(b)} }

func (t table[T]) Kind() *Kind { return &t.k.Kind }
func (t table[T]) Len() int    { return len(t.rows) }
func (t table[T]) AppendCell(b []byte, row, column int) []byte {
	return t.k.columns[column].encode(&t.rows[row], b)
}

// CSVStyle is how a table is written as CSV. The zero CSVStyle has English keys and no byte order mark.
type CSVStyle struct {
	Chinese bool // Chinese column names with their units, and choices in Chinese words
	BOM     bool // so that Excel opens the file as UTF-8
}

// WriteCSV writes a table as UTF-8, a header and a row a line. What it writes reads back as the same rows.
func WriteCSV(w io.Writer, t Table, style CSVStyle) error {
	out := bufio.NewWriterSize(w, 64<<10)
	k := t.Kind()
	var line []byte
	if style.BOM {
		line = append(line, utf8BOM...)
	}
	for i := range k.Columns {
		if i > 0 {
			line = append(line, ',')
		}
		if style.Chinese {
			line = append(line, k.Columns[i].Title()...)
		} else {
			line = append(line, k.Columns[i].Key...)
		}
	}
	line = append(line, '\n')
	var cell []byte
	for row := range t.Len() {
		for i := range k.Columns {
			if i > 0 {
				line = append(line, ',')
			}
			cell = t.AppendCell(cell[:0], row, i)
			if c := &k.Columns[i]; style.Chinese && c.Enum != nil && len(cell) > 0 {
				cell = append(cell[:0], c.Enum.Zh(c.Enum.find(string(cell)))...)
			}
			line = appendQuoted(line, cell)
		}
		line = append(line, '\n')
		if _, err := out.Write(line); err != nil {
			return err
		}
		line = line[:0]
	}
	if _, err := out.Write(line); err != nil {
		return err
	}
	return out.Flush()
}

// appendQuoted appends a cell as RFC 4180 has it.
func appendQuoted(line, cell []byte) []byte {
	if !bytes.ContainsAny(cell, ",\"\r\n") {
		return append(line, cell...)
	}
	line = append(line, '"')
	for _, c := range cell {
		if c == '"' {
			line = append(line, '"')
		}
		line = append(line, c)
	}
	return append(line, '"')
}

// Title is the Chinese name with the unit in brackets, as templates and exports print it.
func (c *Column) Title() string {
	if c.Unit == "" || c.Unit == "元" && c.Type == TypeMoney {
		return c.Name
	}
	return c.Name + "（" + c.Unit + "）"
}

// WriteXLSX writes tables as a workbook of plain sheets, one a kind (or several, of a million rows), with Chinese names
// and words. What it writes reads back as the same rows.
func WriteXLSX(w io.Writer, tables ...Table) error {
	const most = 1_000_000 // rows of a sheet, below Excel's last
	return writeXLSX(w, most, tables)
}

func writeXLSX(w io.Writer, most int, tables []Table) error {
	out := xlsx.NewWriter(w)
	for _, t := range tables {
		for from := 0; from == 0 || from < t.Len(); from += most {
			name := t.Kind().Name
			if from > 0 {
				name += "-" + strconv.Itoa(from/most+1)
			}
			if err := writeSheet(out, name, t, from, min(t.Len(), from+most)); err != nil {
				return err
			}
		}
	}
	return out.Close()
}

func writeSheet(out *xlsx.Writer, name string, t Table, from, to int) error {
	k := t.Kind()
	titles, widths := make([]string, len(k.Columns)), make([]float64, len(k.Columns))
	for i := range k.Columns {
		titles[i], widths[i] = k.Columns[i].Title(), columnWidth(&k.Columns[i])
	}
	if err := out.Sheet(name, xlsx.Look{FrozenRows: 1, Widths: widths}); err != nil {
		return err
	}
	if err := out.Header(titles...); err != nil {
		return err
	}
	var cell []byte
	for row := from; row < to; row++ {
		for i := range k.Columns {
			cell = t.AppendCell(cell[:0], row, i)
			writeCell(out, &k.Columns[i], string(cell))
		}
		if err := out.EndRow(); err != nil {
			return err
		}
	}
	return nil
}

// writeCell writes a value as a number or date where Excel keeps it whole, else as text.
func writeCell(out *xlsx.Writer, c *Column, value string) {
	const digits15 = 1_000_000_000_000_000
	switch c.Type {
	case TypeDate:
		if d, ok := civil.Parse(value); ok && d.Year() >= 1900 {
			out.Date(d.Split())
			return
		}
	case TypeMoney:
		if fen, f := parseMoney(&Cell{Text: []byte(value)}, 0); f == nil && -digits15 < fen && fen < digits15 {
			out.Amount(int64(fen))
			return
		}
	case TypeNumber, TypeTenK, TypeRate, TypeInteger:
		if d, ok := money.ParseDecimal(value); ok && -digits15 < d && d < digits15 {
			places := 8
			for ; places > 0 && d%10 == 0; places-- {
				d /= 10
			}
			out.Decimal(int64(d), places)
			return
		}
	case TypeEnum:
		value = c.Enum.Zh(c.Enum.find(value))
	}
	out.Text(value)
}

// columnWidth suits what a column holds, in characters.
func columnWidth(c *Column) float64 {
	switch c.Type {
	case TypeCode:
		return 22
	case TypeText:
		return 24
	case TypeDate, TypeYesNo, TypeInteger:
		return 12
	}
	return 16
}
