package answer

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
	"shukun/report"
)

// A yuan may stand under several rules; no total of the summary may have it twice.
func TestNoTotalAddsEntitlementAndItsShortfall(t *testing.T) {
	g := law(t)
	rapid.Check(t, func(t *rapid.T) {
		var findings []*policy.Finding
		sums := map[string]int64{} // by rule and outcome
		for _, r := range []*policy.Rule{conflict, overdue, excuse, relief, shortfall} {
			for i := range rapid.IntRange(0, 5).Draw(t, r.ID) {
				f := finding(r, fmt.Sprintf("K-%d", i), rapid.Int64Range(1, 1_000_000).Draw(t, "fen"))
				if r.Outcome == policy.Violation && rapid.Bool().Draw(t, "undetermined") {
					f.Outcome = policy.Undetermined
				}
				findings = append(findings, f)
				if f.Outcome != policy.Notice {
					sums[r.ID+f.Outcome.String()] += int64(f.Amount.V)
				}
			}
		}
		a := &Answer{Law: g, Findings: findings, Summary: report.Summarise(findings)}
		allowed := map[string]bool{}
		for _, s := range sums {
			allowed[money.Fen(s).String()] = true
		}
		var tree any
		if err := json.Unmarshal(a.encodeSummary(), &tree); err != nil {
			t.Fatal(err)
		}
		eachAmount(tree, func(amount string) {
			if !allowed[amount] {
				t.Fatalf("%s is the sum of no single rule and outcome", amount)
			}
		})
		for _, c := range a.Summary.Clauses {
			for _, r := range c.Rules {
				if r.Outcome == policy.Notice && r.Amount.OK {
					t.Fatalf("a notice is counted: %s", r.Rule.ID)
				}
			}
			if c.Clause == 5 && c.View != nil && (c.View.Rule != relief || int64(c.View.Amount.V) != sums["05.reliefentitlement"]) {
				t.Fatalf("clause 5 stands for %s", c.View.Rule.ID)
			}
		}
	})
}

func eachAmount(tree any, fn func(string)) {
	switch v := tree.(type) {
	case map[string]any:
		for k, x := range v {
			if s, ok := x.(string); ok && k == "amount" {
				fn(s)
			}
			eachAmount(x, fn)
		}
	case []any:
		for _, x := range v {
			eachAmount(x, fn)
		}
	}
}

func TestSumBeyondFenIsLeftOut(t *testing.T) {
	for _, fen := range []int64{math.MaxInt64, math.MinInt64} {
		s := report.Summarise([]*policy.Finding{finding(overdue, "a", fen), finding(overdue, "b", fen), finding(overdue, "c", fen)})
		if r := s.Clauses[0].Rules[0]; r.Amount.OK || r.Count != 3 || s.Clauses[0].View != nil {
			t.Errorf("got %+v", r)
		}
	}
	s := report.Summarise([]*policy.Finding{finding(overdue, "a", -5), finding(overdue, "b", 0), finding(overdue, "c", 7)})
	if r := s.Clauses[0].Rules[0]; r.Amount != ledger.Some(money.Fen(2)) {
		t.Errorf("got %+v", r)
	}
}

func TestWorstTellsEachRowOnce(t *testing.T) {
	var findings []*policy.Finding
	for i := range 30 {
		findings = append(findings, finding(overdue, fmt.Sprintf("K-%02d", i), int64(i)))
	}
	findings = append(findings, finding(excuse, "K-03", 1000), finding(excuse, "K-29", 29))
	top, rows := worst(findings, 10)
	if rows != 30 || len(top) != 10 {
		t.Fatalf("%d rows, %d told", rows, len(top))
	}
	if top[0].Key != "K-03" || top[0].Rule != excuse || !slices.Equal(top[0].also, []*policy.Rule{overdue}) {
		t.Errorf("first %+v", top[0])
	}
	if top[1].Key != "K-29" || !slices.Equal(top[1].also, []*policy.Rule{excuse}) || top[9].Key != "K-21" {
		t.Errorf("then %s … %s", top[1].Key, top[9].Key)
	}
}

func TestLargestIsTheHeadOfTheSortedList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var findings []*policy.Finding
		for i, fen := range rapid.SliceOf(rapid.Int64Range(0, 9)).Draw(t, "fen") {
			findings = append(findings, finding(overdue, fmt.Sprint(i), fen))
		}
		n := rapid.IntRange(1, 8).Draw(t, "n")
		top, all := largest(findings, n, func(*policy.Finding) bool { return true })
		sorted := slices.Clone(findings)
		slices.SortStableFunc(sorted, func(x, y *policy.Finding) int { return rank(x, y) })
		if all != len(findings) || len(top) != min(n, all) {
			t.Fatalf("%d of %d", len(top), all)
		}
		for i, f := range top {
			if f.Key != sorted[i].Key {
				t.Fatalf("at %d: %s, want %s", i, f.Key, sorted[i].Key)
			}
		}
	})
}
