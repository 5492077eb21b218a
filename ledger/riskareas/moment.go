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

// parseMoment reads an end_update_time: "2022-06-01 9时", "2022-06-01 07时"; also with minutes ("9时30分", "09:30"), and
// with slashes or 年月日 for the date. 24时 stays on its day. A date without an hour is refused: it gives no order.
func parseMoment(s string) (m moment, ok bool) {
	r := scanner{rest: strings.TrimSpace(s)}
	d, ok := r.date()
	minute := r.time()
	if !ok || r.bad || r.rest != "" || minute > 24*60 {
		return moment{}, false
	}
	return moment{d, minute}, true
}

// scanner takes a text apart from the left; once something is not there, bad stays set.
type scanner struct {
	rest string
	bad  bool
}

// date takes a date and what parts it from the hour: a space, or 日.
func (r *scanner) date() (civil.Date, bool) {
	separators := [3]string{"-", "-", " "}
	year := r.number(4, 4)
	switch {
	case strings.HasPrefix(r.rest, "/"):
		separators = [3]string{"/", "/", " "}
	case strings.HasPrefix(r.rest, "年"):
		separators = [3]string{"年", "月", "日"}
	}
	r.want(separators[0])
	month := r.number(1, 2)
	r.want(separators[1])
	day := r.number(1, 2)
	r.want(separators[2])
	r.rest = strings.TrimSpace(r.rest)
	return civil.Of(year, month, day)
}

// time takes a time of day, in minutes.
func (r *scanner) time() int {
	hour, minute := r.number(1, 2), 0
	switch {
	case !r.skip("时"):
		r.want(":")
		minute = r.number(2, 2)
		if r.skip(":") && r.number(2, 2) > 59 {
			r.bad = true
		}
	case r.rest != "":
		minute = r.number(1, 2)
		r.want("分")
	}
	r.bad = r.bad || minute > 59
	return hour*60 + minute
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
