package store_test

import (
	"fmt"
	"slices"
	"testing"

	"shukun/civil"
	"shukun/money"
	"shukun/store"
	"shukun/store/storetest"
)

// findingsOf makes n findings of a unit.
func findingsOf(unit string, n int) (all []store.Finding) {
	day := civil.MustOf(2022, 6, 1)
	for i := range n {
		var amount store.Amount // every third has none
		if i%3 > 0 {
			amount = store.Amount{V: money.Fen(i), OK: true}
		}
		all = append(all, store.Finding{ID: fmt.Sprintf("%s%04d", unit, i), Rule: "r", Clause: 1, Kind: "payables", Key: fmt.Sprint(i), Owner: unit, Enterprise: unit, Path: "/" + unit + "/",
			First: day, From: day, Tick: day, State: store.FindingOpen, StateDay: day, Values: store.Values{Outcome: 1, Amount: amount, Days: i, ReasonZh: "逾期", ReasonEn: "late"}})
	}
	return all
}

// TestBulk: whatever way rows are sent, few as statements, many as a stream, they are there afterwards as they were given;
// and findings that grow with the days are changed in nothing else.
func TestBulk(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		for i, n := range []int{0, 1, 99, 100, 101, 1203} {
			unit := string(rune('A' + i))
			want := findingsOf(unit, n)
			step := func(fn func(tx *store.Tx) error) {
				t.Helper()
				if err := db.Write(t.Context(), store.Scope{"/" + unit + "/"}, fn); err != nil {
					t.Fatal(n, err)
				}
			}
			same := func(what string) {
				t.Helper()
				step(func(tx *store.Tx) error {
					got, err := tx.FindingsOf(unit, "r", false)
					slices.SortFunc(got, func(a, b store.Finding) int { return a.Days - b.Days })
					if err == nil && !slices.Equal(got, want) {
						t.Errorf("%d findings are not what was %s", n, what)
					}
					return err
				})
			}
			step(func(tx *store.Tx) error { return tx.AddFindings(want) })
			same("added")
			for _, amounts := range []bool{false, true} {
				for i := range want {
					f := &want[i]
					f.Days, f.ReasonZh, f.ReasonEn, f.NextChange = f.Days+1, "又一天", "a day later", civil.MustOf(2022, 6, 3)
					if amounts && f.Amount.OK {
						f.Amount.V, f.Tick = f.Amount.V+7, civil.MustOf(2022, 6, 2)
					}
				}
				step(func(tx *store.Tx) error { return tx.GrowFindings(want, amounts) })
				same("grown")
			}
		}
	})
}

// TestQueryWithinItself: a query that is run again while its rows are still being read gives the same rows; only SQLite
// can do that, and only there statements are kept.
func TestQueryWithinItself(t *testing.T) {
	db := storetest.SQLite(t)
	day := civil.MustOf(2022, 6, 1)
	if err := db.Write(t.Context(), store.Root, func(tx *store.Tx) error {
		return tx.AddRows(func(yield func(*store.Row) bool) {
			for i := range 3 {
				if !yield(&store.Row{ID: int64(i + 1), Kind: "payables", Owner: "A", Path: "/A/", Key: fmt.Sprint(i), Content: fmt.Sprint(i), From: day}) {
					return
				}
			}
		})
	}); err != nil {
		t.Fatal(err)
	}
	seen := 0
	if err := db.Read(t.Context(), store.Root, func(tx *store.Tx) error {
		var down func(deep int) error
		down = func(deep int) error {
			return tx.EachRow("payables", "A", day, func(int64, string, string) error {
				if seen++; deep == 4 {
					return nil
				}
				return down(deep + 1)
			})
		}
		return down(1)
	}); err != nil || seen != 3+9+27+81 {
		t.Fatal(seen, err)
	}
}
