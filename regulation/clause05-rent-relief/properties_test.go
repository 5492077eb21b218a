package rentrelief_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shukun/civil"
	"shukun/money"
	"shukun/policy"
)

// sum adds up what a rule's findings of a world come to.
func sum(found []*policy.Finding) (all money.Fen) {
	for _, f := range found {
		all += f.Amount.V
	}
	return all
}

// A full year's tenancy that changes hands once: the two amounts add up to the whole one to the fen, whatever the rent
// and the day, since a full year's relief is whole fen and a part of 365 days never rounds at exactly a half.
func TestFullYearSplitInTwoAddsUpToTheFen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fen := int64(rapid.IntRange(1, 100_000_000).Draw(t, "rent"))
		cut := day(t, "cut", newYear, lastDay-1)
		w := newWorld()
		w.lease("W", first, small, 150104, newYear-100, lastDay+100, fen, "")
		w.lease("A", first, small, 150104, newYear-100, cut, fen, "")
		w.lease("B", first, individual, 150104, cut+1, lastDay+100, fen, "")
		if rapid.Bool().Draw(t, "listed") {
			w.listings = []string{"150104,high,2022-03-01,"}
		}
		got := perLease(rent(law, w.book(t), lastDay, "05.relief"))
		if got["A"]+got["B"] != got["W"] {
			t.Fatalf("whole %v, split %v and %v", got["W"], got["A"], got["B"])
		}
	})
}

// Any tenancy cut into k successive ones of the same rent: each is rounded once, and so is the whole, so the sum is off
// by at most k/2 fen, one fen for two or three tenants, and by nothing where the rent is a multiple of 365 fen and the months are whole.
func TestSplitTenancyAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fen := int64(rapid.IntRange(1, 10_000_000).Draw(t, "rent"))
		exact := rapid.Bool().Draw(t, "multiple of 365")
		if exact {
			fen *= 365
		}
		from := day(t, "from", newYear-50, lastDay-50)
		to := day(t, "to", from+40, lastDay+40)
		k := rapid.IntRange(2, 6).Draw(t, "tenants")
		cuts := []civil.Date{from - 1, to}
		for len(cuts) < k+1 {
			if c := day(t, "cut", from, to-1); !slices.Contains(cuts, c) {
				cuts = append(cuts, c)
			}
		}
		slices.Sort(cuts)
		w := newWorld()
		w.lease("W", first, small, 150104, from, to, fen, "")
		for i := 1; i < len(cuts); i++ {
			w.lease(fmt.Sprintf("S%d", i), first, small, 150104, cuts[i-1]+1, cuts[i], fen, "")
		}
		found := rent(law, w.book(t), lastDay, "05.relief")
		whole := perLease(found)["W"]
		off := sum(found) - 2*whole
		if 2*max(off, -off) > money.Fen(k) || exact && off != 0 {
			t.Fatalf("whole %v, %d tenants together %v", whole, k, sum(found)-whole)
		}
	})
}

// An oracle of its own for direct leases: exact fractions, rounded half up.
func TestReliefAgainstFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld()
		fen := int64(rapid.IntRange(1, 50_000_000).Draw(t, "rent"))
		from := day(t, "from", newYear-400, lastDay+30)
		to := day(t, "to", from, from+800)
		w.lease("W", first, small, 150104, from, to, fen, "")
		months := big.NewRat(3, 1)
		if rapid.Bool().Draw(t, "listed") {
			w.listings, months = []string{"150104,medium,2022-08-31,2022-09-20"}, big.NewRat(6, 1)
		}
		tenths := rapid.IntRange(1, 90).Draw(t, "tenths of a month")
		w.policies = []string{fmt.Sprintf("150100,%d.%d,2022-02-01,doc", tenths/10, tenths%10)}
		if local := big.NewRat(int64(tenths), 10); local.Cmp(months) > 0 {
			months = local
		}
		days := 0
		for d := newYear; d <= lastDay; d++ {
			if d >= from && d <= to {
				days++
			}
		}
		r := new(big.Rat).Mul(months, big.NewRat(fen*int64(days), 365))
		half := new(big.Int).Add(new(big.Int).Lsh(r.Num(), 1), r.Denom())
		want := half.Quo(half, new(big.Int).Lsh(r.Denom(), 1)).Int64()
		if got := int64(sum(rent(law, w.book(t), lastDay, "05.relief"))); got != want {
			t.Fatalf("relief %d fen, want %d (%v months, %d days)", got, want, months, days)
		}
	})
}

// perLease gives what a rule finds of each lease.
func perLease(found []*policy.Finding) map[string]money.Fen {
	out := map[string]money.Fen{}
	for _, f := range found {
		out[f.Key] += f.Amount.V
	}
	return out
}

// One more listing, or one more local policy, never lowers what anybody is owed.
func TestMoreGroundsNeverLowerRelief(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := anyWorld(t)
		asOf := day(t, "as of", newYear, lastDay+200)
		before := rent(law, w.book(t), asOf, "05.relief")
		if rapid.Bool().Draw(t, "a policy") {
			w.policies = append(w.policies, fmt.Sprintf("150100,%d,%v,doc", rapid.IntRange(0, 12).Draw(t, "months"), newYear-400))
		} else {
			w.listings = append(w.listings, fmt.Sprintf("%d,high,%v,", rapid.SampledFrom(counties).Draw(t, "where"), newYear-400))
		}
		after := perLease(rent(law, w.book(t), asOf, "05.relief"))
		for key, was := range perLease(before) {
			if after[key] < was {
				t.Fatalf("%s: %v before, %v after", key, was, after[key])
			}
		}
	})
}

// The order of rows, in every ledger, never shows.
func TestRowOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := anyWorld(t)
		asOf := day(t, "as of", newYear-10, lastDay+200)
		a := words(rent(law, w.book(t), asOf))
		b := words(rent(law, w.shuffled(t, func(rows []string) []string { return rapid.Permutation(rows).Draw(t, "order") }), asOf))
		if a != b {
			t.Fatalf("in order:\n%s\nshuffled:\n%s", a, b)
		}
	})
}

// A listing, a policy or a record dated after the as-of day, and the end of a listing after it, change nothing.
func TestLaterFactsChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := anyWorld(t)
		asOf := day(t, "as of", newYear-10, lastDay+200)
		before := words(rent(law, w.book(t), asOf))
		var kept []string
		for _, l := range w.listings {
			on, _, _ := strings.Cut(strings.SplitN(l, ",", 3)[2], ",")
			if d := civil.MustParse(on); d <= asOf && strings.HasSuffix(l, ",") {
				l += (asOf + 1).String()
			}
			kept = append(kept, l)
		}
		w.listings = kept
		// Keys of listings and policies drawn before must not repeat: the new ones lie beyond them all.
		facts(t, w, len(w.leases), lastDay+400, lastDay+500, "later")
		if after := words(rent(law, w.book(t), asOf)); after != before {
			t.Fatalf("before:\n%s\nwith later facts:\n%s", before, after)
		}
	})
}

// What was found today stands, but for the days counted, until the day the finding itself names.
func TestNextChangeIsNotTooLate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := anyWorld(t)
		w.listings, w.policies, w.records = nil, nil, nil // facts known later change results by themselves
		if rapid.Bool().Draw(t, "listed") {
			w.listings = []string{"150102,high,2021-12-01,", "150104,medium,2022-01-01,2022-02-01"}
		}
		asOf := day(t, "as of", newYear, lastDay)
		b := w.book(t)
		ahead := day(t, "later", asOf, lastDay+100)
		today, then := rent(law, b, asOf), rent(law, b, ahead)
		for _, f := range today {
			if f.NextChange != 0 && f.NextChange <= ahead {
				continue
			}
			if !slices.ContainsFunc(then, func(g *policy.Finding) bool {
				return g.Rule == f.Rule && g.Key == f.Key && g.Enterprise == f.Enterprise && g.Amount == f.Amount && g.DueOn == f.DueOn && g.Outcome == f.Outcome
			}) {
				t.Fatalf("of %v, gone by %v:\n%s\nthen:\n%s", asOf, ahead, words([]*policy.Finding{f}), words(then))
			}
		}
	})
}

// No finding stands twice: rule, enterprise and key identify it.
func TestFindingsAreDistinct(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := anyWorld(t)
		seen := map[string]bool{}
		for _, f := range rent(law, w.book(t), day(t, "as of", newYear, lastDay+200)) {
			id := f.Rule.ID + f.Enterprise.String() + f.Key
			if seen[id] {
				t.Fatalf("%s of %s stands twice", f.Rule.ID, f.Key)
			}
			seen[id] = true
		}
	})
}
