package ledger

import (
	"bytes"
	"unsafe"

	"shukun/civil"
	"shukun/ledger/xlsx"
	"shukun/money"
	"shukun/org"
)

// Cell is one cell of a sheet as it was read.
type Cell = xlsx.Cell

// decoder reads the cells of one column of one sheet. It is used by one goroutine at a time.
type decoder struct {
	scale    int64 // a money column's unit in yuan: 1, 1000, 10000, …; 0 means the unit is not of money
	date1904 bool
	dates    dateOrder
	warn     func(f *fault, c *Cell)
}

// cleaned gives the cell's text without surrounding blanks of any width.
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

func (d *decoder) text(c *Cell, at *string) *fault {
	if c.Kind == xlsx.Number {
		s, ok := plainNumber(c.Text)
		if !ok {
			return faultBigNumber
		}
		*at = s
		return nil
	}
	// The text is not copied: it stands in the file's buffer, which the rows keep alive.
	*at = unsafe.String(unsafe.SliceData(c.Text), len(c.Text))
	return nil
}

func (d *decoder) code(c *Cell, at *org.Code) *fault {
	code, verdict := org.ParseCode(c.Text)
	switch {
	case verdict == org.CodeOK:
	case c.Kind == xlsx.Number:
		return org.CodePrecisionLost.Problem("")
	case verdict.Usable():
		d.warn(verdict.Problem(""), c)
	default:
		return verdict.Problem("")
	}
	*at = code
	return nil
}

func (d *decoder) date(c *Cell, at *civil.Date) *fault {
	var f *fault
	*at, f = parseDate(c, d)
	return f
}

func (d *decoder) money(c *Cell, at *money.Fen) *fault {
	var f *fault
	*at, f = parseMoney(c, d.scale)
	return f
}

func (d *decoder) decimal(typ Type, c *Cell, at *money.Decimal) *fault {
	v, f := parseDecimal(typ, c, d.scale)
	*at = v
	return f
}

func (d *decoder) integer(c *Cell, at *int32) *fault {
	v, f := parseDecimal(TypeInteger, c, 0)
	if f != nil {
		return f
	}
	n := int64(v) / money.Scale
	if int64(v)%money.Scale != 0 || n < -1<<31 || n > 1<<31-1 {
		return faultInteger
	}
	*at = int32(n)
	return nil
}

func (d *decoder) yesNo(c *Cell, at *YesNo) *fault {
	switch string(c.Text) {
	case "是", "1", "true", "TRUE", "yes", "y", "Y":
		*at = Yes
		return nil
	case "否", "0", "false", "FALSE", "no", "n", "N":
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
		if string(c.Text) == e.Values[i].Key || string(c.Text) == e.Values[i].Zh {
			return uint8(i + 1), nil
		}
	}
	s := fold(string(c.Text))
	for i := range e.Values {
		v := &e.Values[i]
		if s == v.Key || s == v.Zh {
			return uint8(i + 1), nil
		}
		for _, also := range v.Also {
			if s == also {
				return uint8(i + 1), nil
			}
		}
	}
	return 0, faultEnum
}

func (d *decoder) division(c *Cell, at *org.Division) *fault {
	v, f := parseDecimal(TypeInteger, c, 0)
	n := int64(v) / money.Scale
	if f != nil || int64(v)%money.Scale != 0 || n < 100000 || n > 999999 {
		return faultDivision
	}
	*at = org.Division(n)
	if _, known := org.FindDivision(*at); !known {
		d.warn(warnDivision, c)
	}
	return nil
}

func (d *decoder) industry(c *Cell, at *org.Industry) *fault {
	var text []byte = c.Text
	if c.Kind == xlsx.Number {
		s, _ := plainNumber(c.Text)
		text = []byte(s)
	}
	v, ok := org.ParseIndustry(string(text))
	if !ok {
		return faultIndustry
	}
	*at = v
	return nil
}
