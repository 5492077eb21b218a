package civil

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// The standard library is the oracle for ordinals, splits and weekdays.
func TestDateAgreesWithTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date(rapid.IntRange(1, int(MaxDate)).Draw(t, "day"))
		want := time.Date(1, 1, int(d), 0, 0, 0, 0, time.UTC)
		y, m, day := d.Split()
		if y != want.Year() || m != int(want.Month()) || day != want.Day() || d.Weekday() != want.Weekday() {
			t.Fatalf("%d: got %v %v, want %v", d, d, d.Weekday(), want)
		}
		if back, ok := Of(y, m, day); !ok || back != d {
			t.Fatalf("Of(%d,%d,%d) = %v, want %d", y, m, day, back, d)
		}
		if back := MustParse(d.String()); back != d {
			t.Fatalf("parse of %v gives %v", d, back)
		}
	})
}

func TestOfRefusesImpossibleDays(t *testing.T) {
	for _, c := range [][3]int{{2022, 6, 31}, {2022, 2, 29}, {2023, 13, 1}, {2023, 0, 1}, {0, 1, 1}, {2022, 1, 0}, {10000, 1, 1}} {
		if d, ok := Of(c[0], c[1], c[2]); ok {
			t.Errorf("Of(%v) = %v, want refusal", c, d)
		}
	}
	for _, s := range []string{"", "2022-6-30", "20220630", "2022-06-3x", "2022/06/30", "2022-06-31"} {
		if d, ok := Parse(s); ok {
			t.Errorf("Parse(%q) = %v, want refusal", s, d)
		}
	}
}

// Civil Code art. 202: the corresponding day, or the month's last day.
func TestAddMonthsClamps(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2022-01-31", 1, "2022-02-28"}, {"2022-10-31", 1, "2022-11-30"}, {"2021-08-29", 6, "2022-02-28"},
		{"2022-06-30", 6, "2022-12-30"}, {"2023-08-29", 6, "2024-02-29"}, {"2023-08-31", 6, "2024-02-29"},
		{"2012-01-31", 1, "2012-02-29"}, {"2022-04-01", 6, "2022-10-01"}, {"2022-03-31", -1, "2022-02-28"},
		{"2022-12-15", 1, "2023-01-15"}, {"2022-01-15", -1, "2021-12-15"},
	} {
		if got := MustParse(c.from).AddMonths(c.n); got.String() != c.want {
			t.Errorf("%s + %d months = %v, want %s", c.from, c.n, got, c.want)
		}
	}
}

func TestNoDate(t *testing.T) {
	var none Date
	if none.AddDays(3) != 0 || none.AddMonths(3) != 0 || none.String() != "" || none.EndOfMonth() != 0 {
		t.Error("no date must stay no date")
	}
	d := MustParse("2022-06-30")
	if Earlier(none, d) != d || Earlier(d, none) != d || Earlier(d, d+1) != d || Later(none, d) != d {
		t.Error("Earlier and Later must treat no date as never")
	}
}
