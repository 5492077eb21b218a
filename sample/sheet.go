package sample

import (
	"strconv"

	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
	"shukun/org"
)

// sheet is a ledger being written, cell by cell by the keys of the input contract, row by row.
type sheet struct {
	kind  *ledger.Kind
	look  look
	out   writer
	cells []cell
	sums  []money.Fen // of money columns, for the row of totals
	rows  int
	onRow func()
	err   error
	unfit string // the first cell that does not fit its column: a fault of this package
}

// cell is a value of a row; the zero cell is blank.
type cell struct {
	set    bool
	number int64 // date, fen, units of money.Decimal, whole number
	code   org.Code
	text   string
}

// writer puts finished rows into a file.
type writer interface {
	header(s *sheet) error
	row(s *sheet) error
	close(s *sheet) error
}

func newSheet(k *ledger.Kind, l look, out writer, onRow func()) *sheet {
	return &sheet{kind: k, look: l, out: out, cells: make([]cell, len(k.Columns)), sums: make([]money.Fen, len(k.Columns)), onRow: onRow}
}

// at finds the cell of a column that may hold one of the types.
func (s *sheet) at(column string, types ...ledger.Type) *cell {
	for i := range s.kind.Columns {
		if s.kind.Columns[i].Key != column {
			continue
		}
		for _, t := range types {
			if s.kind.Columns[i].Type == t {
				s.cells[i].set = true
				return &s.cells[i]
			}
		}
		break
	}
	if s.unfit == "" {
		s.unfit = s.kind.Key + "." + column
	}
	return &cell{}
}

func (s *sheet) text(column, value string) {
	if value != "" {
		s.at(column, ledger.TypeText, ledger.TypeEnum).text = value
	}
}

// serialNo sets a number such as YF-2022-00000017.
func (s *sheet) serialNo(column, prefix string, n int) { s.text(column, serialNo(prefix, n)) }

func serialNo(prefix string, n int) string {
	b := make([]byte, 0, 24)
	b = append(append(b, prefix...), '-')
	digits := strconv.Itoa(n)
	for range 7 - len(digits) {
		b = append(b, '0')
	}
	return string(append(b, digits...))
}

func (s *sheet) code(column string, c org.Code) {
	if !c.IsZero() {
		s.at(column, ledger.TypeCode).code = c
	}
}

func (s *sheet) day(column string, d civil.Date) {
	if d != 0 {
		s.at(column, ledger.TypeDate).number = int64(d)
	}
}

func (s *sheet) yuan(column string, f money.Fen) { s.at(column, ledger.TypeMoney).number = int64(f) }

func (s *sheet) decimal(column string, d money.Decimal) {
	s.at(column, ledger.TypeNumber, ledger.TypeRate, ledger.TypeTenK).number = int64(d)
}

func (s *sheet) integer(column string, n int) {
	s.at(column, ledger.TypeInteger, ledger.TypeDivision).number = int64(n)
}

func (s *sheet) county(column string, d org.Division) { s.integer(column, int(d)) }

func (s *sheet) industry(column, code string) { s.at(column, ledger.TypeIndustry).text = code }

func (s *sheet) yes(column string, yes bool) {
	word := "否"
	if yes {
		word = "是"
	}
	s.at(column, ledger.TypeYesNo).text = word
}

// end writes the row and begins the next.
func (s *sheet) end() {
	if s.err == nil {
		s.err = s.out.row(s)
	}
	for i := range s.cells {
		if s.kind.Columns[i].Type == ledger.TypeMoney && s.cells[i].set {
			s.sums[i] += money.Fen(s.cells[i].number)
		}
		s.cells[i] = cell{}
	}
	s.rows++
	if s.onRow != nil {
		s.onRow()
	}
}
