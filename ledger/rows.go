package ledger

import (
	"shukun/civil"
	"shukun/money"
	"shukun/org"
)

// Rows is a Table with what a store keeps of a row beside its cells.
type Rows interface {
	Table
	// Source says where the row stands in the files read.
	Source(row int) Source
	// Owner gives the enterprise a row belongs to: named in the row, or by what the row refers to. It is zero for the
	// ledgers that belong to no enterprise, and for a row that refers to something that is not in the book.
	Owner(row int) org.Code
	// Reference gives the value of the kind's RefColumn, "" if it has none.
	Reference(row int) string
	// AppendKey appends the row's key, unique within owner and kind; its parts are joined by +.
	AppendKey(b []byte, row int) []byte
	// AppendLine appends the row as a CSV line without its end: all columns in order, in the contract's own spelling.
	AppendLine(b []byte, row int) []byte
	// Amount gives the value of the kind's first money column, zero if it has none.
	Amount(row int) money.Fen
	// Party gives the other party: the first credit code that is not the owner's; zero if there is none.
	Party(row int) org.Code
	// Day gives the first date the row has.
	Day(row int) civil.Date
}

// Rows gives the book's rows of a kind, nil for a kind there is not.
func (b *Book) Rows(k *Kind) Rows {
	for _, r := range registry {
		if r.kind() == k {
			return r.filed(b)
		}
	}
	return nil
}

// Through gives the ledger and the column by which a row of the kind finds its owner, nil if its rows name it or
// belong to no enterprise.
func (k *Kind) Through() (other *Kind, column string) {
	switch column = k.RefColumn(); {
	case k.OwnerColumn() != nil:
		return nil, ""
	case column == "lease_no":
		return &leases.Kind, column
	case column == "account_no":
		return &utilityAccounts.Kind, column
	}
	return nil, ""
}

// OwnerColumn gives the column that names the enterprise a row belongs to; nil if none does. The enterprises ledger's
// rows name themselves.
func (k *Kind) OwnerColumn() *Column {
	for i := range k.Columns {
		if c := &k.Columns[i]; c.Owner || k == &enterprises.Kind && c.InKey {
			return c
		}
	}
	return nil
}

// MoneyColumn gives the first money column, whose sum stands for the ledger; nil if there is none.
func (k *Kind) MoneyColumn() *Column {
	for i := range k.Columns {
		if k.Columns[i].Type == TypeMoney {
			return &k.Columns[i]
		}
	}
	return nil
}

// SplitLine takes a line that AppendLine made, or any record of CSV, apart.
func SplitLine(line string) []string {
	cells := csvForm{comma: ','}.fields([]byte(line), true, nil)
	texts := make([]string, len(cells))
	for i, c := range cells {
		texts[i] = string(c.Text)
	}
	return texts
}

// filedRows are the rows of a kind with their book.
type filedRows[T any] struct {
	table[T]
	book  *Book
	owner int // column, -1 if rows do not name it
	ref   int // RefColumn, -1: none
	money int
	party int
	days  []int
}

func (k *kind[T]) filed(b *Book) Rows {
	f := filedRows[T]{table: table[T]{k, *k.rows(b)}, book: b, owner: k.owner, ref: k.columnIndex(k.RefColumn()), money: -1, party: -1}
	if &k.Kind == &enterprises.Kind {
		f.owner = k.key[0]
	}
	for i := range k.columns {
		switch c := &k.columns[i]; {
		case c.fen != nil && f.money < 0:
			f.money = i
		case c.codeAt != nil && f.party < 0 && i != f.owner:
			f.party = i
		case c.Type == TypeDate:
			f.days = append(f.days, i)
		}
	}
	return f
}

func (f filedRows[T]) Source(row int) Source { return *f.k.source(&f.rows[row]) }

func (f filedRows[T]) Owner(row int) org.Code {
	switch {
	case f.owner >= 0:
		return *f.k.columns[f.owner].codeAt(&f.rows[row])
	case f.k.through != nil:
		return f.k.through(f.book, &f.rows[row])
	}
	return org.Code{}
}

func (f filedRows[T]) Reference(row int) string {
	if f.ref < 0 {
		return ""
	}
	return *f.k.columns[f.ref].textAt(&f.rows[row])
}

func (f filedRows[T]) AppendKey(b []byte, row int) []byte {
	for n, i := range f.k.key {
		if n > 0 {
			b = append(b, '+')
		}
		b = f.AppendCell(b, row, i)
	}
	return b
}

func (f filedRows[T]) AppendLine(b []byte, row int) []byte {
	for i := range f.k.columns {
		if i > 0 {
			b = append(b, ',')
		}
		from := len(b)
		b = f.AppendCell(b, row, i)
		if needsQuotes(b[from:]) {
			b = appendQuoted(b[:from], append([]byte(nil), b[from:]...))
		}
	}
	return b
}

// needsQuotes reports whether a cell cannot stand in a CSV line as it is.
func needsQuotes(cell []byte) bool {
	for _, c := range cell {
		if c == ',' || c == '"' || c == '\n' || c == '\r' {
			return true
		}
	}
	return false
}

func (f filedRows[T]) Amount(row int) money.Fen {
	if f.money < 0 {
		return 0
	}
	return f.k.columns[f.money].fen(&f.rows[row])
}

func (f filedRows[T]) Party(row int) org.Code {
	if f.party < 0 {
		return org.Code{}
	}
	return *f.k.columns[f.party].codeAt(&f.rows[row])
}

func (f filedRows[T]) Day(row int) civil.Date {
	var cell [16]byte
	for _, i := range f.days {
		if d, ok := civil.Parse(string(f.AppendCell(cell[:0], row, i))); ok && d != 0 {
			return d
		}
	}
	return 0
}
