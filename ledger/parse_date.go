package ledger

import (
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
func (d *decoder) parseDate(c *Cell) (civil.Date, *fault) {
	b := c.Text
	if len(b) == 10 && b[4] == '-' && b[7] == '-' {
		y, ok1 := digits(b[:4])
		m, ok2 := digits(b[5:7])
		day, ok3 := digits(b[8:])
		if ok1 && ok2 && ok3 {
			return dayOf(y, m, day)
		}
	}
	if c.Kind == xlsx.DateNumber {
		return d.serial(b)
	}
	s := string(b)
	if c.Kind == xlsx.Number {
		s = fifteenDigits(s)
		if whole, _, ok := strings.Cut(s, "."); ok && len(whole) == 5 {
			return d.serial([]byte(s)) // a serial with a time of day
		}
	}
	if !ascii(s) {
		s = dashDate(fold(s))
	}
	if _, ok := digits(s); ok {
		switch len(s) {
		case 8:
			return eightDigits(s)
		case 5:
			return d.serial([]byte(s))
		}
		return 0, faultDate
	}
	if d.dates != yearFirst {
		s, _, _ = strings.Cut(s, " ") // foreign exports put a time of day behind the date
	}
	return splitDate(s, d.dates)
}

func eightDigits(s string) (civil.Date, *fault) {
	y, _ := digits(s[:4])
	m, _ := digits(s[4:6])
	day, _ := digits(s[6:])
	return dayOf(y, m, day)
}

// splitDate reads three numbers between -, / or . marks, all the same.
func splitDate(s string, order dateOrder) (civil.Date, *fault) {
	var n, width [3]int
	part, mark := 0, rune(0)
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9' && width[part] < 4:
			n[part] = n[part]*10 + int(c-'0')
			width[part]++
		case (c == '-' || c == '/' || c == '.') && part < 2 && width[part] > 0 && (mark == 0 || mark == c):
			part, mark = part+1, c
		default:
			return 0, faultDate
		}
	}
	switch {
	case part != 2 || width[2] == 0:
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

func (d *decoder) serial(b []byte) (civil.Date, *fault) {
	y, m, day, ok := xlsx.ExcelDate(b, d.date1904)
	if !ok {
		return 0, faultDate
	}
	return dayOf(y, m, day)
}

// dashDate turns 2022年6月30日 into 2022-6-30.
func dashDate(s string) string {
	if y, rest, ok := strings.Cut(s, "年"); ok {
		if m, day, ok := strings.Cut(rest, "月"); ok && strings.HasSuffix(day, "日") {
			return strings.TrimSpace(y) + "-" + strings.TrimSpace(m) + "-" + strings.TrimSpace(strings.TrimSuffix(day, "日"))
		}
	}
	return s
}

// digits reads up to eight digits and nothing else.
func digits[T string | []byte](s T) (n int, ok bool) {
	if len(s) == 0 || len(s) > 8 {
		return 0, false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

func ascii[T string | []byte](s T) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
