package app

import (
	"strconv"
	"strings"

	"shukun/civil"
)

// Period is a month, a quarter or a year that ledgers are filed for.
type Period struct {
	Name     string // '2022-06', '2022-Q2', '2022'; "" standing
	Every    string // month, quarter, year; "" standing
	From, To civil.Date
}

// The lengths of a period.
const (
	Month   = "month"
	Quarter = "quarter"
	Year    = "year"
)

// ParsePeriod reads a period's name; "" is the standing one. ok is false for anything else.
func ParsePeriod(name string) (p Period, ok bool) {
	if name == "" {
		return Period{}, true
	}
	year, rest, parted := strings.Cut(name, "-")
	y, err := strconv.Atoi(year)
	if err != nil || len(year) != 4 {
		return Period{}, false
	}
	switch {
	case !parted:
		p.Every = Year
		p.From, ok = civil.Of(y, 1, 1)
		p.To, _ = civil.Of(y, 12, 31)
	case len(rest) == 2 && rest[0] == 'Q' && rest[1] >= '1' && rest[1] <= '4':
		p.Every = Quarter
		p.From, ok = civil.Of(y, int(rest[1]-'1')*3+1, 1)
		p.To = p.From.AddMonths(2).EndOfMonth()
	case len(rest) == 2:
		p.Every = Month
		m, err := strconv.Atoi(rest)
		if err != nil {
			return Period{}, false
		}
		p.From, ok = civil.Of(y, m, 1)
		p.To = p.From.EndOfMonth()
	}
	p.Name = name
	return p, ok
}

// PeriodOf gives the period of a length that a day lies in.
func PeriodOf(day civil.Date, every string) Period {
	y, m, _ := day.Split()
	name := strconv.Itoa(y)
	switch every {
	case Month:
		name = day.String()[:7]
	case Quarter:
		name += "-Q" + strconv.Itoa((m-1)/3+1)
	}
	p, _ := ParsePeriod(name)
	return p
}

// Before gives the period of the same length that ends the day before.
func (p Period) Before() Period { return PeriodOf(p.From.AddDays(-1), p.Every) }
