package sample

import (
	"io"
	"strconv"

	"shukun/civil"
	"shukun/ledger"
	"shukun/ledger/xlsx"
)

// bookFile writes a sheet as a workbook of its own.
type bookFile struct{ out *xlsx.Writer }

func newBookFile(out io.Writer) *bookFile { return &bookFile{xlsx.NewWriter(out)} }

// titleWidths are the widths of columns by what they hold, in characters.
var titleWidths = map[ledger.Type]float64{ledger.TypeCode: 21, ledger.TypeDate: 12, ledger.TypeMoney: 16}

func (f *bookFile) header(s *sheet) error {
	widths := make([]float64, len(s.kind.Columns))
	for i := range s.kind.Columns {
		if widths[i] = titleWidths[s.kind.Columns[i].Type]; widths[i] == 0 {
			widths[i] = 18
		}
	}
	if err := f.out.Sheet(s.kind.Name, xlsx.Look{FrozenRows: len(s.look.titles) + 1, Widths: widths}); err != nil {
		return err
	}
	for _, t := range s.look.titles {
		f.out.Text(t)
		if err := f.out.EndRow(); err != nil {
			return err
		}
	}
	return f.out.Header(headerOf(s)...)
}

func (f *bookFile) row(s *sheet) error {
	for i := range s.cells {
		c := &s.cells[i]
		if !c.set {
			f.out.Blank()
			continue
		}
		switch s.kind.Columns[i].Type {
		case ledger.TypeCode:
			f.out.Text(c.code.String())
		case ledger.TypeDate:
			f.out.Date(civil.Date(c.number).Split())
		case ledger.TypeMoney:
			f.amount(s, c.number)
		case ledger.TypeRate, ledger.TypeNumber, ledger.TypeTenK:
			f.out.Decimal(c.number, 8)
		case ledger.TypeInteger:
			f.out.Int(c.number)
		case ledger.TypeDivision:
			f.out.Text(strconv.FormatInt(c.number, 10))
		default:
			f.out.Text(s.word(i))
		}
	}
	return f.out.EndRow()
}

func (f *bookFile) amount(s *sheet, fen int64) {
	if s.look.tenK {
		f.out.Decimal(fen, 6)
		return
	}
	f.out.Amount(fen)
}

func (f *bookFile) close(s *sheet) error {
	if s.look.total {
		f.out.Text("合计")
		for i := range s.kind.Columns[1:] {
			if s.kind.Columns[i+1].Type == ledger.TypeMoney {
				f.amount(s, int64(s.sums[i+1]))
			} else {
				f.out.Blank()
			}
		}
		if err := f.out.EndRow(); err != nil {
			return err
		}
	}
	return f.out.Close()
}
