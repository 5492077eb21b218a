package civil

import (
	"fmt"
	"strings"
	"sync"
	"time"
)

// Calendar is a working-day calendar: which days are worked, after holidays and swapped weekends (调休).
// It knows whole years without a gap; it never changes and may be shared.
type Calendar struct {
	first  Date    // 1 January of the first known year
	rest   []uint8 // for each known day, how many days until the next working one; 0 = it is worked itself
	papers []Paper
}

// Paper is a State Council document that a year's list comes from.
type Paper struct {
	Year int
	URL  string
}

// beyond marks a day off from which the next working day lies in a year without a list.
const beyond = 255

var stateCouncil = sync.OnceValue(func() *Calendar { return newCalendar(stateCouncilYears) })

// StateCouncil gives the national calendar by the State Council's yearly arrangements. The years 2018–2026 are known
// in full: the last days of 2018 and of 2022 follow the papers for 2019 and 2023, which moved them.
// Should the paper for 2027 move days of December 2026, that month changes with it.
func StateCouncil() *Calendar { return stateCouncil() }

// Papers gives the documents the calendar rests on, in order of year. A year may have several; the later one amends.
func (c *Calendar) Papers() []Paper { return append([]Paper(nil), c.papers...) }

// Years gives the first and last year with a list.
func (c *Calendar) Years() (first, last int) {
	return c.first.Year(), c.first.AddDays(len(c.rest) - 1).Year()
}

// Working reports whether d is a working day. In a year without a list, known is false and Monday to Friday are worked.
// No date is not worked.
func (c *Calendar) Working(d Date) (working, known bool) {
	if i := uint32(d - c.first); i < uint32(len(c.rest)) {
		return c.rest[i] == 0, true
	}
	return d != 0 && !weekend(d), false
}

// Roll gives the first working day on or after d (Civil Code art. 203). If d, or a day it would have to pass, lies in a
// year without a list, it gives d itself and known is false: the result is provisional.
func (c *Calendar) Roll(d Date) (r Date, known bool) {
	if i := uint32(d - c.first); i < uint32(len(c.rest)) {
		if n := c.rest[i]; n != beyond {
			return d + Date(n), true
		}
	}
	return d, false
}

// AddWorkingDays gives the n-th working day after d, or before it if n is negative; d itself is not counted
// (Civil Code art. 201) and need not be worked. Days in years without a list are counted Monday to Friday, and known is false.
// No date stays no date.
func (c *Calendar) AddWorkingDays(d Date, n int) (r Date, known bool) {
	if d == 0 {
		return 0, false
	}
	step := Date(1)
	if n < 0 {
		step, n = -1, -n
	}
	for known = true; n > 0; {
		d += step
		working, listed := c.Working(d)
		if working {
			n--
		}
		known = known && listed
	}
	return d, known
}

func weekend(d Date) bool {
	w := d.Weekday()
	return w == time.Saturday || w == time.Sunday
}

// newCalendar builds a calendar from lists of successive years. It panics on a table that cannot be right, which is a
// fault of the table.
func newCalendar(years []yearList) *Calendar {
	first, last := years[0].year, years[len(years)-1].year
	c := &Calendar{first: ordinal(first, 1, 1)}
	off := make([]bool, ordinal(last, 12, 31)-c.first+1)
	for i := range off {
		off[i] = weekend(c.first + Date(i))
	}
	for i, y := range years {
		if y.year != first+i {
			panic(fmt.Sprintf("civil: the list after %d is for %d", first+i-1, y.year))
		}
		for _, d := range y.days(y.off) {
			off[d-c.first] = true
		}
		for _, d := range y.days(y.work) {
			off[d-c.first] = false
		}
		for _, url := range y.papers {
			c.papers = append(c.papers, Paper{y.year, url})
		}
	}
	c.rest = make([]uint8, len(off))
	until := beyond
	for i := len(off) - 1; i >= 0; i-- {
		switch {
		case !off[i]:
			until = 0
		case until != beyond:
			until++
		}
		c.rest[i] = uint8(until)
	}
	return c
}

// days spells out a list such as "2018-12-30..2018-12-31 01-01 05-01..05-04".
func (y yearList) days(list string) []Date {
	var out []Date
	for span := range strings.FieldsSeq(list) {
		from, to, isRange := strings.Cut(span, "..")
		if !isRange {
			to = from
		}
		for d := y.day(from); d <= y.day(to); d++ {
			out = append(out, d)
		}
	}
	return out
}

func (y yearList) day(s string) Date {
	if len(s) == len("01-02") {
		s = fmt.Sprintf("%04d-%s", y.year, s)
	}
	return MustParse(s)
}
