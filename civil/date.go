// Package civil has dates without time zones, their arithmetic as the Civil Code has it, and the
// State Council's working-day calendar.
package civil

import (
	"fmt"
	"time"
)

// Date is a day of the Gregorian calendar. The zero Date means "no date"; dates compare with < and ==.
// It counts days, so that subtraction is exact whatever the zone: day 1 is 0001-01-01.
type Date int32

// MaxDate is the last day the product accepts, 9999-12-31.
const MaxDate Date = 3652059

// Of gives the date of a year, month and day; ok is false if there is no such day or the year is not 1…9999.
func Of(year, month, day int) (d Date, ok bool) {
	if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return 0, false
	}
	return ordinal(year, month, day), true
}

// MustOf is Of for constants and tests; it panics where there is no such day.
func MustOf(year, month, day int) Date {
	d, ok := Of(year, month, day)
	if !ok {
		panic(fmt.Sprintf("civil: no day %d-%d-%d", year, month, day))
	}
	return d
}

// Parse reads YYYY-MM-DD and nothing else.
func Parse(s string) (d Date, ok bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return 0, false
	}
	var n [3]int
	for i, span := range [3][2]int{{0, 4}, {5, 7}, {8, 10}} {
		for _, c := range []byte(s[span[0]:span[1]]) {
			if c < '0' || c > '9' {
				return 0, false
			}
			n[i] = n[i]*10 + int(c-'0')
		}
	}
	return Of(n[0], n[1], n[2])
}

// MustParse is Parse for constants and tests; it panics on anything that is not a date.
func MustParse(s string) Date {
	d, ok := Parse(s)
	if !ok {
		panic("civil: not a date: " + s)
	}
	return d
}

// FromTime gives the day of t in t's own location.
func FromTime(t time.Time) Date {
	y, m, d := t.Date()
	return ordinal(y, int(m), d)
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == 0 }

// AddDays gives d + n days. No date stays no date.
func (d Date) AddDays(n int) Date {
	if d == 0 {
		return 0
	}
	return d + Date(n)
}

// AddMonths gives the same day n months on, or that month's last day if there is none
// (31 January + 1 month = 28 February): Civil Code art. 202.
func (d Date) AddMonths(n int) Date {
	if d == 0 {
		return 0
	}
	y, m, day := d.Split()
	months := y*12 + (m - 1) + n
	y, m = months/12, months%12+1
	return ordinal(y, m, min(day, daysIn(y, m)))
}

// Split gives year, month (1–12) and day (1–31). No date gives zeros.
func (d Date) Split() (year, month, day int) {
	if d == 0 {
		return 0, 0, 0
	}
	// Howard Hinnant's civil_from_days, shifted so that the year begins in March.
	z := int(d) + 305
	era := z / 146097
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = doy - (153*mp+2)/5 + 1
	month = mp + 3
	if month > 12 {
		month -= 12
	}
	year = yoe + era*400
	if month <= 2 {
		year++
	}
	return year, month, day
}

// Year gives the year of d, 0 for no date.
func (d Date) Year() int { y, _, _ := d.Split(); return y }

// EndOfMonth gives the last day of d's month.
func (d Date) EndOfMonth() Date {
	if d == 0 {
		return 0
	}
	y, m, _ := d.Split()
	return ordinal(y, m, daysIn(y, m))
}

// Weekday gives the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday(int(d) % 7) }

// String gives YYYY-MM-DD, or "" for no date.
func (d Date) String() string { return string(d.Append(nil)) }

// Append appends YYYY-MM-DD to b, nothing for no date.
func (d Date) Append(b []byte) []byte {
	if d == 0 {
		return b
	}
	y, m, day := d.Split()
	return append(b,
		byte('0'+y/1000), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10), '-',
		byte('0'+m/10), byte('0'+m%10), '-', byte('0'+day/10), byte('0'+day%10))
}

// MarshalText gives YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return d.Append(nil), nil }

// UnmarshalText reads YYYY-MM-DD, or nothing for no date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	v, ok := Parse(string(b))
	if !ok {
		return fmt.Errorf("not a date (want YYYY-MM-DD): %q", b)
	}
	*d = v
	return nil
}

// Later gives the later of two dates; no date is earlier than any.
func Later(a, b Date) Date { return max(a, b) }

// Earlier gives the earlier of two dates, of which no date counts as never.
func Earlier(a, b Date) Date {
	if a == 0 || (b != 0 && b < a) {
		return b
	}
	return a
}

func leap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

func daysIn(y, m int) int {
	switch m {
	case 2:
		if leap(y) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

func ordinal(y, m, d int) Date {
	if m <= 2 {
		y--
		m += 12
	}
	return Date(365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + d - 306)
}
