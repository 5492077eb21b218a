package civil

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The due dates of the plan's golden table, rows 1–6 and 11–14: a term that ends on a rest day ends on the next working one.
func TestRollGoldenDates(t *testing.T) {
	for _, c := range []struct {
		start     string
		days      int
		raw, want string
	}{
		{"2022-03-31", 60, "2022-05-30", "2022-05-30"},
		{"2022-04-01", 60, "2022-05-31", "2022-05-31"},
		{"2022-04-04", 60, "2022-06-03", "2022-06-06"},
		{"2022-08-02", 60, "2022-10-01", "2022-10-08"}, // a worked Saturday
		{"2022-11-23", 60, "2023-01-22", "2023-01-28"}, // a worked Saturday
		{"2022-12-01", 60, "2023-01-30", "2023-01-30"},
		{"2022-06-02", 30, "2022-07-02", "2022-07-04"},
		{"2022-06-02", 90, "2022-08-31", "2022-08-31"},
		{"2022-01-10", 30, "2022-02-09", "2022-02-09"},
		{"2022-01-10", 90, "2022-04-10", "2022-04-11"},
		{"2025-06-01", 30, "2025-07-01", "2025-07-01"},
		{"2025-06-01", 90, "2025-08-30", "2025-09-01"},
		{"2018-12-01", 29, "2018-12-30", "2019-01-02"},
		{"2018-12-01", 28, "2018-12-29", "2018-12-29"}, // a worked Saturday, by the paper for 2019
		{"2022-12-01", 30, "2022-12-31", "2023-01-03"},
		{"2026-12-25", 1, "2026-12-26", "2026-12-28"},
	} {
		raw := MustParse(c.start).AddDays(c.days)
		got, known := StateCouncil().Roll(raw)
		if raw.String() != c.raw || got.String() != c.want || !known {
			t.Errorf("%s + %d days = %v → %v (known %v), want %s → %s", c.start, c.days, raw, got, known, c.raw, c.want)
		}
	}
}

// The golden table, rows 7–10: ten working days, the first day not counted.
func TestAddWorkingDaysGoldenDates(t *testing.T) {
	for _, c := range []struct{ start, want string }{
		{"2022-01-28", "2022-02-16"}, {"2022-04-29", "2022-05-17"}, {"2022-06-02", "2022-06-17"}, {"2022-09-29", "2022-10-18"},
	} {
		got, known := StateCouncil().AddWorkingDays(MustParse(c.start), 10)
		if got.String() != c.want || !known {
			t.Errorf("%s + 10 working days = %v (known %v), want %s", c.start, got, known, c.want)
		}
		if back, _ := StateCouncil().AddWorkingDays(got, -10); back.String() != c.start {
			t.Errorf("%v − 10 working days = %v, want %s", got, back, c.start)
		}
	}
}

func TestWorkingDaysPerYear(t *testing.T) {
	c := StateCouncil()
	for year, want := range map[int]int{2018: 250, 2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248} {
		n := 0
		for d := MustOf(year, 1, 1); d <= MustOf(year, 12, 31); d++ {
			working, known := c.Working(d)
			if !known {
				t.Fatalf("%v must be known", d)
			}
			if working {
				n++
			}
		}
		if n != want {
			t.Errorf("%d has %d working days, want %d", year, n, want)
		}
	}
}

func TestUnknownYears(t *testing.T) {
	c := StateCouncil()
	for _, s := range []string{"0001-01-01", "2017-12-30", "2027-01-01", "2028-05-06", "9999-12-31"} {
		d := MustParse(s)
		if r, known := c.Roll(d); known || r != d {
			t.Errorf("Roll(%s) = %v %v, want it unrolled and unknown", s, r, known)
		}
		if working, known := c.Working(d); known || working == weekend(d) {
			t.Errorf("Working(%s) = %v %v, want the weekday rule, unknown", s, working, known)
		}
	}
	if r, known := c.AddWorkingDays(MustParse("2028-05-05"), 1); known || r != MustParse("2028-05-08") {
		t.Errorf("one working day after Friday 2028-05-05 = %v %v", r, known)
	}
	if r, known := c.AddWorkingDays(MustParse("2026-12-31"), 1); known || r != MustParse("2027-01-01") {
		t.Errorf("one working day after 2026-12-31 = %v %v, want a provisional Friday", r, known)
	}
	if r, known := c.AddWorkingDays(MustParse("2017-12-29"), 1); known || r != MustParse("2018-01-02") {
		t.Errorf("one working day after 2017-12-29 = %v %v, want a provisional 2018-01-02: 2017 is passed", r, known)
	}
	if r, known := c.AddWorkingDays(MustParse("2017-12-31"), 1); !known || r != MustParse("2018-01-02") {
		t.Errorf("one working day after 2017-12-31 = %v %v, want 2018-01-02: the start is not counted", r, known)
	}
	for _, f := range []func() (Date, bool){
		func() (Date, bool) { return c.Roll(0) },
		func() (Date, bool) { return c.AddWorkingDays(0, 3) },
	} {
		if d, known := f(); d != 0 || known {
			t.Errorf("no date gives %v %v", d, known)
		}
	}
	if working, known := c.Working(0); working || known {
		t.Error("no date is not worked")
	}
}

// A list that ends on days off must not be rolled past its end.
func TestRollStopsWhereTheListEnds(t *testing.T) {
	c := newCalendar([]yearList{{year: 2022, off: "12-30..12-31"}})
	for s, want := range map[string]bool{"2022-12-29": true, "2022-12-30": false, "2022-12-31": false} {
		d := MustParse(s)
		if r, known := c.Roll(d); r != d || known != want {
			t.Errorf("Roll(%s) = %v %v, want it unrolled, known %v", s, r, known, want)
		}
		if _, known := c.Working(d); !known {
			t.Errorf("%s is in a listed year", s)
		}
	}
}

// What the lists say must be news: a day off that is a weekday somewhere in its holiday, a worked day that is a weekend or
// (3 February 2020) was at stake; no day is in both; every year has its papers.
func TestTableIsConsistent(t *testing.T) {
	for _, y := range stateCouncilYears {
		off := map[Date]bool{}
		for _, d := range y.days(y.off) {
			if off[d] {
				t.Errorf("%v is named twice", d)
			}
			off[d] = true
		}
		for _, d := range y.days(y.work) {
			if off[d] {
				t.Errorf("%v is both off and worked", d)
			}
			if !weekend(d) && d.String() != "2020-02-03" {
				t.Errorf("%v is worked anyway", d)
			}
		}
		if len(y.papers) == 0 {
			t.Errorf("%d has no paper", y.year)
		}
	}
	papers := StateCouncil().Papers()
	if len(papers) != 11 || papers[0].Year != 2018 || papers[10].Year != 2026 {
		t.Errorf("papers: %v", papers)
	}
	for _, p := range papers {
		if !strings.Contains(p.URL, "://www.gov.cn/zhengce/") {
			t.Errorf("%d: %s is not the State Council's address", p.Year, p.URL)
		}
	}
	papers[0].Year = 0
	if StateCouncil().Papers()[0].Year != 2018 {
		t.Error("a caller can change the calendar")
	}
	if first, last := StateCouncil().Years(); first != 2018 || last != 2026 {
		t.Errorf("years %d–%d", first, last)
	}
}

func TestNewCalendarRefusesAGap(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a missing year must not go unseen")
		}
	}()
	newCalendar([]yearList{{year: 2020}, {year: 2022}})
}

func TestCalendarProperties(t *testing.T) {
	c := StateCouncil()
	day := rapid.IntRange(int(MustOf(2017, 1, 1)), int(MustOf(2028, 12, 31)))
	rapid.Check(t, func(t *rapid.T) {
		d := Date(day.Draw(t, "day"))
		r, known := c.Roll(d)
		if known {
			if w, _ := c.Working(r); !w || r < d || r > d+10 { // the longest holiday, in 2020, had ten days
				t.Fatalf("Roll(%v) = %v", d, r)
			}
			for p := d; p < r; p++ {
				if w, _ := c.Working(p); w {
					t.Fatalf("Roll(%v) = %v passes the working day %v", d, r, p)
				}
			}
			if again, ok := c.Roll(r); !ok || again != r {
				t.Fatalf("Roll(%v) = %v, rolled again %v", d, r, again)
			}
		} else if r != d {
			t.Fatalf("an unknown roll moved %v to %v", d, r)
		}
		n, m := rapid.IntRange(0, 30).Draw(t, "n"), rapid.IntRange(0, 30).Draw(t, "m")
		a, _ := c.AddWorkingDays(d, n)
		b, _ := c.AddWorkingDays(a, m)
		if whole, _ := c.AddWorkingDays(d, n+m); whole != b {
			t.Fatalf("%v + %d + %d = %v, at once %v", d, n, m, b, whole)
		}
		if n > 0 {
			if w, _ := c.Working(a); !w || a <= d {
				t.Fatalf("%v + %d working days = %v, not a working day after it", d, n, a)
			}
		}
	})
}

func TestCalendarDoesNotAllocate(t *testing.T) {
	c, d := StateCouncil(), MustOf(2022, 10, 1)
	if n := testing.AllocsPerRun(100, func() { c.Roll(d); c.Working(d); c.AddWorkingDays(d, 10) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkRoll(b *testing.B) {
	c, d := StateCouncil(), MustOf(2022, 1, 1)
	for i := 0; b.Loop(); i++ {
		c.Roll(d + Date(i&1023))
	}
}

func BenchmarkAddWorkingDays(b *testing.B) {
	c, d := StateCouncil(), MustOf(2022, 9, 29)
	for b.Loop() {
		c.AddWorkingDays(d, 10)
	}
}
