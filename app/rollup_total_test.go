package app_test

import (
	"maps"
	"math/rand/v2"
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/civil"
	"shukun/org"
	"shukun/policy"
	"shukun/store"
	"shukun/store/storetest"
)

// TestTotalsFollowEverything: filings, evaluations, exceptions and moves of units in any order leave, on every day there
// has been, totals that are the sums of the units' own figures.
func TestTotalsFollowEverything(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := sampleApp(t, db)
		chance := rand.New(rand.NewPCG(3, 5))
		first := a.Day()
		for round := range 4 {
			day := first.AddDays(round * 3)
			onDay(a, day)
			for range 5 {
				change(t, a, chance, day)
			}
			evaluateAll(t, a, day)
			group := groups(t, a)[round%2]
			finance, approver := apptest.SignIn(t, a, org.Finance, group), apptest.SignIn(t, a, org.Approver, group)
			if got, err := a.Findings(t.Context(), finance, app.FindingsAsked{Path: group, Day: day, Outcome: policy.Violation}); err != nil {
				t.Fatal(err)
			} else if len(got.Findings) > 0 {
				id := got.Findings[0].ID
				if err := a.ProposeException(t.Context(), finance, id, "账户被冻结"); err != nil {
					t.Fatal(err)
				}
				if err := a.DecideException(t.Context(), approver, id, true, "同意"); err != nil {
					t.Fatal(err)
				}
			}
			sameRollups(t, a, day)
			swap(t, a, group, day)
			sameTotals(t, a, day)
		}
		for back := range 12 {
			sameTotals(t, a, first.AddDays(back))
		}
	})
}

// swap moves a unit of a group below its neighbour, if there are two.
func swap(t *testing.T, a *app.App, group string, day civil.Date) {
	t.Helper()
	err := a.Store.Write(t.Context(), store.Root, func(tx *store.Tx) error {
		units, err := tx.UnitsBelow(group)
		if err != nil || len(units) < 3 {
			return err
		}
		u, under := units[1], units[len(units)-1]
		return tx.MoveSubtree(u.Path, under.Path+u.Code+"/", day)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// sameTotals holds what the figures kept up the tree come to, at every path, against the figures of all units.
func sameTotals(t *testing.T, a *app.App, day civil.Date) {
	t.Helper()
	sum := func(list []store.Rollup) map[string][2]int64 {
		m := map[string][2]int64{}
		for _, r := range list {
			k := line(r.Clause, r.Rule, r.Outcome)
			m[k] = [2]int64{m[k][0] + r.Count, m[k][1] + r.Amount}
		}
		return m
	}
	err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) error {
		units, err := tx.UnitsBelow("/")
		if err != nil {
			return err
		}
		for _, u := range append(units, store.Unit{Path: "/"}) {
			all, err := tx.Rollups(u.Path, day)
			if err != nil {
				return err
			}
			kept, err := tx.RollupsAt([]string{u.Path}, day)
			if err != nil {
				return err
			}
			if want, got := sum(all), sum(kept); !maps.Equal(want, got) {
				t.Errorf("%s on %s comes to %v, want %v", u.Path, day, got, want)
			}
			n, amount, err := tx.CountFindings(store.FindingFilter{Path: u.Path, Day: day, Past: day < a.Day()}, 1_000_000)
			if err != nil {
				return err
			}
			for _, r := range kept {
				n, amount = n-int(r.Count), amount-r.Amount
			}
			if n != 0 || amount != 0 {
				t.Errorf("%s on %s: %d more findings of %d fen than kept totals have", u.Path, day, n, amount)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
