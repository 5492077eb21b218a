package ledger

import (
	"bytes"
	"strings"

	"shukun/civil"
	"shukun/ledger/xlsx"
)

// dateOrder is the order of day and month in a foreign sheet; a profile sets it.
type dateOrder uint8

const (
	yearFirst dateOrder = iota // the contract's own: anything else is refused
	monthDayYear
	dayMonthYear
)

// parseDate reads the spellings of the input contract: 2022-06-30, 2022/6/30, 20220630, 2022.6.30,
// 2022年6月30日, an Excel date cell or a serial.
func parseDate(c *Cell, d *decoder) (civil.Date, *fault) {
	b := c.Text
	if len(b) == 10 && b[4] == '-' && b[7] == '-' {
		if y, m, day, ok := digits10(b); ok {
			return dayOf(y, m, day)
		}
	}
	if c.Kind == xlsx.DateNumber {
		return serialDate(b, d)
	}
	if !ascii(b) {
		s := foldDate(string(b))
		if !ascii([]byte(s)) {
			return 0, faultDate
		}
		b = []byte(s)
	}
	if allDigits(b) {
		switch len(b) {
		case 8:
			return dayOf(number2(b[:4]), number2(b[4:6]), number2(b[6:]))
		case 5:
			return serialDate(b, d)
		}
		return 0, faultDate
	}
	if c.Kind == xlsx.Number { // 44742.5 or 44742.0: a serial with a time of day
		return serialDate(b, d)
	}
	if d.dates != yearFirst {
		b, _, _ = bytes.Cut(b, []byte(" ")) // foreign exports put a time of day behind the date
	}
	return splitDate(b, d.dates)
}

// splitDate reads three numbers between -, / or . marks.
func splitDate(b []byte, order dateOrder) (civil.Date, *fault) {
	var n, width [3]int
	part, sep := 0, byte(0)
	for _, c := range b {
		switch {
		case c >= '0' && c <= '9':
			n[part] = n[part]*10 + int(c-'0')
			if width[part]++; width[part] > 4 {
				return 0, faultDate
			}
		case (c == '-' || c == '/' || c == '.') && part < 2 && width[part] > 0 && (sep == 0 || sep == c):
			part, sep = part+1, c
		default:
			return 0, faultDate
		}
	}
	if part != 2 || width[2] == 0 {
		return 0, faultDate
	}
	switch {
	case width[0] == 4 && width[1] <= 2 && width[2] <= 2:
		return dayOf(n[0], n[1], n[2])
	case width[2] == 4 && width[0] <= 2 && width[1] <= 2:
		switch order {
		case monthDayYear:
			return dayOf(n[2], n[0], n[1])
		case dayMonthYear:
			return dayOf(n[2], n[1], n[0])
		}
		return 0, faultDateAmbiguous
	}
	return 0, faultDate
}

func dayOf(y, m, d int) (civil.Date, *fault) {
	date, ok := civil.Of(y, m, d)
	if !ok {
		return 0, faultDateImpossible
	}
	return date, nil
}

func serialDate(b []byte, d *decoder) (civil.Date, *fault) {
	y, m, day, ok := xlsx.ExcelDate(b, d.date1904)
	if !ok {
		return 0, faultDate
	}
	return dayOf(y, m, day)
}

// foldDate turns 2022年6月30日 and full-width digits into 2022-6-30.
func foldDate(s string) string {
	s = fold(s)
	if y, rest, ok := strings.Cut(s, "年"); ok {
		if m, day, ok := strings.Cut(rest, "月"); ok && strings.HasSuffix(day, "日") {
			return strings.TrimSpace(y) + "-" + strings.TrimSpace(m) + "-" + strings.TrimSpace(strings.TrimSuffix(day, "日"))
		}
	}
	return s
}

func digits10(b []byte) (y, m, d int, ok bool) {
	for i, c := range b[:10] {
		if i != 4 && i != 7 && (c < '0' || c > '9') {
			return 0, 0, 0, false
		}
	}
	return number2(b[:4]), number2(b[5:7]), number2(b[8:10]), true
}

func number2(b []byte) int {
	n := 0
	for _, c := range b {
		n = n*10 + int(c-'0')
	}
	return n
}

func allDigits(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}
