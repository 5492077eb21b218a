package riskareas

import (
	"cmp"
	"strconv"
	"strings"

	"shukun/civil"
)

// moment is the hour a snapshot speaks for.
type moment struct {
	day    civil.Date
	minute int // of the day, 0–1440
}

func (m moment) compare(o moment) int {
	return cmp.Or(cmp.Compare(m.day, o.day), cmp.Compare(m.minute, o.minute))
}

// String gives "2022-06-01 9时", with minutes only where there are any.
func (m moment) String() string {
	s := m.day.String() + " " + strconv.Itoa(m.minute/60) + "时"
	if n := m.minute % 60; n != 0 {
		s += strconv.Itoa(n) + "分"
	}
	return s
}

// parseMoment reads an end_update_time: "2022-06-01 9时", "2022-06-01 07时"; also with minutes ("9时30分", "09:30"), with
// slashes or 年月日 for the date. 24时 stays on its day. A date without an hour is refused: it gives no order.
func parseMoment(s string) (m moment, ok bool) {
	r := scanner{rest: strings.TrimSpace(s)}
	var year, month, day, hour, minute int
	year = r.number(4, 4)
	switch {
	case r.skip("-"):
		month = r.number(1, 2)
		r.want("-")
		day = r.number(1, 2)
	case r.skip("/"):
		month = r.number(1, 2)
		r.want("/")
		day = r.number(1, 2)
	default:
		r.want("年")
		month = r.number(1, 2)
		r.want("月")
		day = r.number(1, 2)
		r.want("日")
	}
	apart := len(r.rest)
	r.rest = strings.TrimSpace(r.rest)
	apart -= len(r.rest)
	if apart == 0 && !strings.HasSuffix(s[:len(s)-len(r.rest)], "日") {
		return moment{}, false
	}
	hour = r.number(1, 2)
	switch {
	case r.skip("时"), r.skip("點"), r.skip("点"):
		if r.rest != "" {
			minute = r.number(1, 2)
			r.want("分")
		}
	default:
		r.want(":")
		minute = r.number(2, 2)
		if r.skip(":") && r.number(2, 2) > 59 {
			return moment{}, false
		}
	}
	d, real := civil.Of(year, month, day)
	at := hour*60 + minute
	if r.bad || r.rest != "" || !real || minute > 59 || at > 24*60 {
		return moment{}, false
	}
	return moment{d, at}, true
}

// scanner takes a text apart from the left; once something is not there, bad stays set.
type scanner struct {
	rest string
	bad  bool
}

func (r *scanner) skip(word string) bool {
	rest, ok := strings.CutPrefix(r.rest, word)
	r.rest = rest
	return ok
}

func (r *scanner) want(word string) {
	if !r.skip(word) {
		r.bad = true
	}
}

// number takes at least low and at most high digits.
func (r *scanner) number(low, high int) int {
	n, digits := 0, 0
	for digits < high && digits < len(r.rest) && r.rest[digits] >= '0' && r.rest[digits] <= '9' {
		n = n*10 + int(r.rest[digits]-'0')
		digits++
	}
	if digits < low {
		r.bad = true
	}
	r.rest = r.rest[digits:]
	return n
}
