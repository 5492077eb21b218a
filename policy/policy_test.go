package policy

import (
	"strings"
	"testing"

	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/money"
	"shukun/org"
)

const daily = `
- name: rate
  title: {zh: 利率, en: rate}
  unit: percent a day
  checked: 2026-01-01
  values:
    - {from: 2020-09-01, value: 0.05, source: {instrument: reg728, article: "15"}}
    - {from: 2025-06-01, to: 2025-12-31, value: 0.06, source: {instrument: reg802}}
    - {from: 2026-01-01, value: null, source: {instrument: reg802}}
`

func TestSeriesFollowsTheDay(t *testing.T) {
	ps, err := ParseParameters("p.yaml", []byte(daily))
	if err != nil {
		t.Fatal(err)
	}
	rate := ps.Number("rate")
	for day, want := range map[string]string{"2020-08-31": "", "2020-09-01": "0.05", "2025-05-31": "0.05", "2025-06-01": "0.06", "2025-12-31": "0.06", "2026-01-01": ""} {
		got := ""
		if v, ok := rate.At(civil.MustParse(day)); ok {
			got = v.String()
		}
		if got != want {
			t.Errorf("on %s the rate is %q, want %q", day, got, want)
		}
	}
	if b := rate.Basis(civil.MustParse("2021-01-01")); b != "reg728:15" {
		t.Error(b)
	}
	var days int
	rate.Spans(civil.MustParse("2025-05-01"), civil.MustParse("2026-03-01"), func(from, to civil.Date, _ money.Decimal) { days += int(to-from) + 1 })
	if days != 31+214 {
		t.Errorf("spans cover %d days", days)
	}
	ps.Integer("rate")
	if err := ps.Err(); err == nil || !strings.Contains(err.Error(), "p.yaml:2") {
		t.Errorf("a rate taken for a whole number must be refused with its place: %v", err)
	}
}

func TestSentenceAndArgs(t *testing.T) {
	s := Say("{0}前付{1}元，{2}天", "pay {1} yuan by {0}, {2} days")
	args := []Arg{Day(civil.MustParse("2022-06-30")), Yuan(123456789), Int(56)}
	if got := string(s.Append(nil, lang.Zh, args)); got != "2022-06-30前付1,234,567.89元，56天" {
		t.Error(got)
	}
	if got := string(s.Append(nil, lang.En, args)); got != "pay 1,234,567.89 yuan by 2022-06-30, 56 days" {
		t.Error(got)
	}
}

func TestCoverOf(t *testing.T) {
	r := NewRun(Question{AsOf: civil.MustParse("2022-06-30")}, &ledger.Book{}, nil)
	later := ledger.Standing{Size: org.Small, DeclaredOn: civil.MustParse("2022-07-01")}
	for _, c := range []struct {
		s    ledger.Standing
		want Cover
	}{
		{ledger.Standing{Size: org.Medium}, Covered}, {ledger.Standing{Size: org.Individual}, Covered}, {ledger.Standing{Size: org.Large}, NotCovered},
		{ledger.Standing{Institution: true}, NotCovered}, {ledger.Standing{}, CoverUnknown}, {later, CoverUnknown},
	} {
		if got := r.CoverOf(&c.s); got != c.want {
			t.Errorf("%+v: %v, want %v", c.s, got, c.want)
		}
	}
	r.AssumeSME = true
	if got := r.CoverOf(&later); got != CoverAssumed {
		t.Errorf("assumed: %v", got)
	}
}
