package ledger

import (
	"bytes"
	"strings"

	"shukun/civil"
	"shukun/ledger/xlsx"
	"shukun/money"
	"shukun/org"
	"shukun/pages"
	"shukun/problem"
)

// Cell is one cell of a sheet as it was read.
type Cell = xlsx.Cell

// decoder reads the cells of one column of one sheet. It is used by one goroutine at a time.
type decoder struct {
	power    int // numbers are multiplied by 10^power
	date1904 bool
	dates    dateOrder
	derived  bool // codes are made up from foreign ids
	notes    *notes
	keep     *keeper
	key      string          // of the column
	seen     map[string]bool // values warned of, in this batch or one before
}

// notes gathers the warnings of a batch of rows.
type notes struct {
	place problem.Place // of the row being read
	list  []*problem.Error
}

// warn notes a doubt about a value. A worker takes its batches in order, so the first row with a value is always told.
func (d *decoder) warn(f *fault, value []byte) {
	if d.seen == nil {
		d.seen = map[string]bool{}
	}
	d.seen[string(value)] = true
	place := d.notes.place
	place.Column = d.key
	d.notes.list = append(d.notes.list, f.With(string(value)).At(place))
}

// cleaned gives a cell's text without surrounding blanks of any width.
func cleaned(b []byte) []byte {
	if len(b) == 0 {
		return b
	}
	if first, last := b[0], b[len(b)-1]; first > ' ' && first < 0x80 && last > ' ' && last < 0x80 {
		return b
	}
	return bytes.TrimFunc(b, func(r rune) bool {
		return r <= ' ' || r == '\u00a0' || r == '　' || r == '\ufeff' || r == '\u200b' || r == '\u200e' || r == '\u200f'
	})
}

// kindFault says why a cell of a workbook cannot be what its column holds, nil if it can.
func kindFault(typ Type, c *Cell) *fault {
	switch {
	case c.Formula:
		return faultFormula
	case c.Kind == xlsx.Error:
		return faultCellError
	case c.Kind == xlsx.Bool && typ != TypeYesNo:
		return faultBool
	case c.Kind == xlsx.DateNumber && typ != TypeDate:
		return faultBecameDate
	case c.Kind == xlsx.PercentNumber && typ != TypeRate:
		return faultPercent
	}
	return nil
}

func (d *decoder) text(c *Cell, at *string) *fault {
	if c.Kind == xlsx.Number {
		s, ok := plainNumber(c.Text)
		if !ok {
			return faultBigNumber
		}
		*at = s
		return nil
	}
	*at = d.keep.text(c.Text)
	return nil
}

// keeper keeps the texts of rows in blocks of memory, since one allocation a text would cost more than reading it.
type keeper struct{ block pages.Texts }

func (k *keeper) text(b []byte) string {
	k.block.Need(len(b))
	from := len(k.block.Bytes)
	k.block.Bytes = append(k.block.Bytes, b...)
	return k.block.From(from)
}

func (d *decoder) code(c *Cell, at *org.Code) *fault {
	if d.derived {
		*at = derivedCode(c.Text)
		return nil
	}
	code, verdict := org.ParseCode(c.Text)
	switch {
	case c.Kind == xlsx.Number && (len(c.Text) >= len(code) || bytes.IndexAny(c.Text, "eE") > 0):
		return org.CodePrecisionLost.Problem("") // a number keeps 15 digits at most, whatever the check says
	case verdict == org.CodeOK:
	case verdict.Usable():
		if !d.seen[string(c.Text)] {
			d.warn(verdict.Problem(""), c.Text)
		}
	default:
		if !ascii(c.Text) {
			if narrow := fold(string(c.Text)); ascii(narrow) {
				return d.code(&Cell{Text: []byte(narrow)}, at)
			}
		}
		return verdict.Problem("")
	}
	*at = code
	return nil
}

func (d *decoder) date(c *Cell, at *civil.Date) (f *fault) {
	*at, f = d.parseDate(c)
	return f
}

func (d *decoder) money(c *Cell, at *money.Fen) (f *fault) {
	*at, f = parseMoney(c, d.power)
	return f
}

func (d *decoder) decimal(typ Type, c *Cell, at *money.Decimal) (f *fault) {
	power := d.power
	if c.Kind == xlsx.PercentNumber { // 3.65% is stored as 0.0365
		power += 2
	}
	*at, f = parseDecimal(typ, c, power)
	return f
}

func (d *decoder) integer(c *Cell, at *int32) *fault {
	v, f := parseDecimal(TypeInteger, c, d.power)
	n := int64(v) / money.Scale
	if f != nil || int64(v)%money.Scale != 0 || n < -1<<31 || n > 1<<31-1 {
		return faultInteger
	}
	*at = int32(n)
	return nil
}

func (d *decoder) yesNo(c *Cell, at *YesNo) *fault {
	switch string(c.Text) {
	case "是", "1":
		*at = Yes
		return nil
	case "否", "0":
		*at = No
		return nil
	}
	switch fold(string(c.Text)) {
	case "是", "1", "true", "yes", "y":
		*at = Yes
	case "否", "0", "false", "no", "n":
		*at = No
	default:
		return faultYesNo
	}
	return nil
}

func (d *decoder) enum(c *Cell, e *Enum) (uint8, *fault) {
	for i := range e.Values {
		if v := &e.Values[i]; string(c.Text) == v.Key || string(c.Text) == v.Zh {
			return uint8(i + 1), nil
		}
	}
	if v := e.find(fold(string(c.Text))); v != 0 {
		return v, nil
	}
	return 0, faultEnum
}

func (d *decoder) division(c *Cell, at *org.Division) *fault {
	s := string(c.Text)
	switch {
	case c.Kind == xlsx.Number:
		s = fifteenDigits(s)
	case !ascii(s):
		s = fold(s)
	}
	n, ok := digits(s)
	if !ok || len(s) != 6 || n < 100000 {
		return faultDivision
	}
	*at = org.Division(n)
	if _, known := org.FindDivision(*at); !known && !d.seen[string(c.Text)] {
		d.warn(warnDivision, c.Text)
	}
	return nil
}

func (d *decoder) industry(c *Cell, at *org.Industry) *fault {
	s := string(c.Text)
	switch {
	case c.Kind == xlsx.Number:
		s = fifteenDigits(s)
		// A spreadsheet drops the 0 of 0111; 111 is a code too.
		if _, other := org.ParseIndustry("0" + s); other && len(s) == 3 && !d.seen[s] {
			d.warn(warnIndustryZero, []byte(s))
		}
	case !ascii(s):
		s = fold(s)
	}
	v, ok := org.ParseIndustry(s)
	if !ok {
		// A class of another edition: its group or division, if the standard has it, is enough for every rule.
		if digits := strings.TrimLeft(s, "ABCDEFGHIJKLMNOPQRSTabcdefghijklmnopqrst"); len(digits) != 4 || strings.Trim(digits, "0123456789") != "" {
			return faultIndustry
		}
		for cut := 1; cut <= 2 && !ok; cut++ {
			v, ok = org.ParseIndustry(s[:len(s)-cut])
		}
		if !ok {
			return faultIndustry
		}
		if !d.seen[string(c.Text)] {
			d.warn(warnIndustryClass, c.Text)
		}
	}
	*at = v
	return nil
}
