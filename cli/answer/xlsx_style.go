package answer

import (
	"math"

	"github.com/xuri/excelize/v2"

	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
)

// styles makes the few styles of the workbook. Text is text to the spreadsheet even if it looks like a number or a
// formula: format @ and the quote mark that also holds when the cell is edited.
func (b *book) styles() error {
	date, yuan := "yyyy-mm-dd", "#,##0.00"
	line := []excelize.Border{{Type: "bottom", Color: "8A94A0", Style: 1}, {Type: "top", Color: "8A94A0", Style: 1},
		{Type: "left", Color: "8A94A0", Style: 1}, {Type: "right", Color: "8A94A0", Style: 1}}
	top := &excelize.Alignment{Vertical: "top"}
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&b.style.title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}}},
		{&b.style.info, excelize.Style{Font: &excelize.Font{Color: "57606A"}}},
		{&b.style.head, excelize.Style{Font: &excelize.Font{Bold: true}, Border: line, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8F1FB"}},
			Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}}},
		{&b.style.text, excelize.Style{NumFmt: 49, Alignment: top}},
		{&b.style.wrap, excelize.Style{NumFmt: 49, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}},
		{&b.style.whole, excelize.Style{NumFmt: 3, Alignment: top}},
		{&b.style.money, excelize.Style{CustomNumFmt: &yuan, Alignment: top}},
		{&b.style.date, excelize.Style{CustomNumFmt: &date, Alignment: top}},
	} {
		id, err := b.file.NewStyle(&s.style)
		if err != nil {
			return err
		}
		*s.id = id
	}
	quoted := true
	for _, id := range []int{b.style.text, b.style.wrap} {
		b.file.Styles.CellXfs.Xf[id].QuotePrefix = &quoted
	}
	return nil
}

// text is a text cell; no text is no cell.
func (b *book) text(s string) excelize.Cell {
	if s == "" {
		return excelize.Cell{}
	}
	return excelize.Cell{StyleID: b.style.text, Value: s}
}

func (b *book) whole(n int) excelize.Cell { return excelize.Cell{StyleID: b.style.whole, Value: n} }

func (b *book) days(n int32) excelize.Cell {
	if n == 0 {
		return excelize.Cell{}
	}
	return b.whole(int(n))
}

// money is an amount in yuan; one with more digits than a spreadsheet keeps is written as text.
func (b *book) money(v ledger.Opt[money.Fen]) excelize.Cell {
	switch {
	case !v.OK:
		return excelize.Cell{}
	case v.V > maxExact || v.V < -maxExact:
		return b.text(v.V.String())
	}
	return excelize.Cell{StyleID: b.style.money, Value: float64(v.V) / 100}
}

// maxExact is the largest amount that the 15 digits of a spreadsheet number hold to the fen.
const maxExact = money.Fen(999_999_999_999_999)

// date is a day; days before March 1900, which spreadsheets count wrongly, are written as text.
func (b *book) date(d civil.Date) excelize.Cell {
	switch {
	case d == 0:
		return excelize.Cell{}
	case d < civil.MustOf(1900, 3, 1) || int64(d) > math.MaxInt32:
		return b.text(d.String())
	}
	return excelize.Cell{StyleID: b.style.date, Value: int(d - civil.MustOf(1899, 12, 30))}
}
