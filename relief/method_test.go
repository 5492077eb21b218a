package relief

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
)

func lease(from, to string, rent money.Fen) *ledger.Lease {
	return &ledger.Lease{StartsOn: civil.MustParse(from), EndsOn: civil.MustParse(to), MonthlyRent: rent}
}

func year2022() *year {
	return &year{general: money.Whole(3), listed: money.Whole(6), levels: []string{"high", "medium"},
		first: civil.MustParse("2022-01-01"), last: civil.MustParse("2022-12-31"), deadline: civil.MustParse("2022-06-30"), topUp: 1, days: 365}
}

func TestDaysCountBothEnds(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     int
	}{
		{"2022-01-01", "2022-12-31", 365}, {"2020-01-01", "2030-01-01", 365}, {"2022-06-30", "2022-06-30", 1},
		{"2021-05-01", "2022-01-01", 1}, {"2022-12-31", "2023-12-30", 1}, {"2021-01-01", "2021-12-31", 0},
		{"2023-01-01", "2023-12-31", 0}, {"2022-07-02", "2022-07-01", 0}, {"2022-02-28", "2022-03-01", 2},
	} {
		if got := year2022().leased(lease(c.from, c.to, 0)); got != c.want {
			t.Errorf("%s to %s has %d days in 2022, want %d", c.from, c.to, got, c.want)
		}
	}
}

func TestWholeMonths(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     int64
	}{
		{"2022-01-01", "2022-12-31", 12}, {"2022-01-01", "2022-01-31", 1}, {"2022-01-01", "2022-01-30", 0},
		{"2022-01-31", "2022-02-27", 1}, {"2022-03-15", "2022-06-14", 3}, {"2022-03-15", "2022-06-13", 2},
		{"2021-07-01", "2022-02-15", 1}, {"2022-11-01", "2024-10-31", 2}, {"2023-01-01", "2023-12-31", 0},
	} {
		if got := year2022().whole(lease(c.from, c.to, 0)); got != c.want {
			t.Errorf("%s to %s has %d whole months in 2022, want %d", c.from, c.to, got, c.want)
		}
	}
}

// Each way of pro-rating on the same leases, 10,000 yuan a month, three months.
func TestMethods(t *testing.T) {
	full, half, two := lease("2022-01-01", "2022-12-31", 0), lease("2021-07-01", "2022-06-30", 0), lease("2022-05-01", "2022-06-30", 0)
	odd := lease("2022-05-01", "2022-07-10", 0)
	for _, c := range []struct {
		method method
		lease  *ledger.Lease
		want   string
	}{
		{days365, full, "30000.00"}, {days365, half, "14876.71"}, {days365, two, "5013.70"}, {days365, odd, "5835.62"},
		{share, full, "30000.00"}, {share, half, "14876.71"}, {share, two, "5013.70"},
		{wholeMonths, full, "30000.00"}, {wholeMonths, half, "30000.00"}, {wholeMonths, two, "20000.00"}, {wholeMonths, odd, "20000.00"},
		// A full year agreed on is not under a year, though only half of it lies in 2022.
		{twelfth, full, "30000.00"}, {twelfth, half, "30000.00"}, {twelfth, two, "5000.00"}, {twelfth, odd, "5000.00"},
	} {
		y := year2022()
		y.method = c.method
		if got := y.amount(c.lease, money.Yuan(10000), money.Whole(3), nil); got.String() != c.want {
			t.Errorf("%s: %v to %v gives %v, want %s", methodKeys[c.method], c.lease.StartsOn, c.lease.EndsOn, got, c.want)
		}
	}
	for m, key := range methodKeys {
		if methodOf(key) != method(m) || methodTitles[m].Empty() {
			t.Errorf("method %s is not found by its key, or has no title", key)
		}
	}
	if methodOf("no such way") != days365 {
		t.Error("the default is days over 365")
	}
}

// The whole rounded once, against big fractions; sums beyond all money are cut to the largest.
func TestTimesAgainstFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rent := money.Fen(rapid.Int64Range(-10, math.MaxInt64).Draw(t, "rent"))
		months := money.Decimal(rapid.Int64Range(-10, math.MaxInt64).Draw(t, "months"))
		num, den := rapid.Int64Range(0, 366).Draw(t, "num"), rapid.Int64Range(1, 366).Draw(t, "den")
		got := times(rent, months, num, den, nil)
		if rent <= 0 || months <= 0 || num == 0 {
			if got != 0 {
				t.Fatalf("nothing owed, got %v", got)
			}
			return
		}
		r := new(big.Rat).Mul(months.Rat(), big.NewRat(num, den))
		want, ok := money.RoundRat(r.Mul(r, new(big.Rat).SetInt64(int64(rent))))
		if !ok {
			want = math.MaxInt64
		}
		if got != want || times(rent, months, num, den, big.NewRat(1, 1)) != want {
			t.Fatalf("%v × %v × %d/%d = %v, want %v", rent, months, num, den, got, want)
		}
	})
}

func TestListingsThatCount(t *testing.T) {
	for _, c := range []struct {
		level    ledger.RiskLevel
		on, off  string
		expected bool
	}{
		{ledger.HighRisk, "2022-02-21", "", true}, {ledger.MediumRisk, "2022-12-31", "", true}, {ledger.LowRisk, "2022-02-21", "", false},
		{ledger.HighRisk, "2021-12-01", "", true}, {ledger.HighRisk, "2021-12-01", "2022-01-01", true},
		{ledger.HighRisk, "2021-12-01", "2021-12-31", false}, {ledger.HighRisk, "2023-01-01", "", false},
	} {
		a := &ledger.RiskArea{Level: c.level, ListedOn: civil.MustParse(c.on)}
		if c.off != "" {
			a.DelistedOn = civil.MustParse(c.off)
		}
		if got := year2022().counts(a); got != c.expected {
			t.Errorf("%s listed %s, off %s: %v", c.level.Key(), c.on, c.off, got)
		}
	}
}
