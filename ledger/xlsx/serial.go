package xlsx

import (
	"bytes"
	"strconv"
	"time"
)

// ExcelDate gives the day of a serial number as Excel counts them; the fraction, which is the time of day, is
// ignored. In the 1900 system day 1 is 1900-01-01 and day 60 is 1900-02-29, which never was and is refused; in
// the 1904 system day 0 is 1904-01-01. Days outside 1900 to 9999, and texts that are no number, are refused.
func ExcelDate(serial []byte, date1904 bool) (y, m, d int, ok bool) {
	const last1900, last1904 = 2_958_465, 2_957_003 // 9999-12-31
	n, ok := wholeDays(serial)
	if !ok {
		return 0, 0, 0, false
	}
	day := time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	switch {
	case date1904 && n > last1904, !date1904 && (n < 1 || n == 60 || n > last1900):
		return 0, 0, 0, false
	case date1904:
	case n < 60:
		day = time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)
	default:
		day = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	}
	year, month, dayOfMonth := day.AddDate(0, 0, n).Date()
	return year, int(month), dayOfMonth, true
}

// wholeDays cuts the fraction off a serial number; false for negative ones and for what is no number.
func wholeDays(serial []byte) (int, bool) {
	if !isNumber(serial) || serial[0] == '-' {
		return 0, false
	}
	whole, _, _ := bytes.Cut(serial, []byte("."))
	if n, ok := number(whole); ok && bytes.IndexByte(serial, 'E') < 0 && bytes.IndexByte(serial, 'e') < 0 {
		return n, true
	}
	f, err := strconv.ParseFloat(string(serial), 64)
	if err != nil || f < 0 || f >= 1e7 {
		return 0, false
	}
	return int(f), true
}
