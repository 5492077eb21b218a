package app_test

import (
	"errors"
	"fmt"
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/civil"
	"shukun/org"
	"shukun/problem"
	"shukun/store"
	"shukun/store/storetest"
)

// An export has every row of the list once, in its order and with its names, over the end of a lot; of others' rows none.
func TestExportIsTheWholeList(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		reportWorld(t, a, 6_300) // of which 4,200 are G's: two lots and a rest
		clerk, other := apptest.SignIn(t, a, org.Finance, "/G/"), apptest.SignIn(t, a, org.Finance, "/X/")
		for _, day := range []civil.Date{a.Day(), a.Day().AddDays(-3)} {
			for _, order := range []store.FindingOrder{store.ByAmount, store.ByContract} {
				q := app.FindingsAsked{Path: "/G/", Day: day, Order: string(order)}
				var want, got []string
				err := db.Read(t.Context(), store.Root, func(tx *store.Tx) error {
					return tx.EachFinding(store.FindingFilter{Path: "/G/", Day: day, Past: day < a.Day()}, order, func(f *store.Finding) error { want = append(want, f.ID); return nil })
				})
				if err != nil {
					t.Fatal(err)
				}
				err = a.EachFinding(t.Context(), clerk, q, func(f *app.Finding, names map[string]string) error {
					if names[f.Enterprise] != "单位"+f.Enterprise {
						t.Errorf("%s has no name", f.Enterprise)
					}
					got = append(got, f.ID)
					return nil
				})
				if err != nil || len(got) != 4_200 || fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("%s by %s: %d rows, want %d in order: %v", day, order, len(got), len(want), err)
				}
				if err := a.EachFinding(t.Context(), other, q, func(*app.Finding, map[string]string) error { return fmt.Errorf("a row") }); problem.KindOf(err) != problem.Forbidden {
					t.Errorf("another group's clerk: %v", err)
				}
				seen := 0
				stop := fmt.Errorf("the client went away")
				if err := a.EachFinding(t.Context(), clerk, q, func(*app.Finding, map[string]string) error { seen++; return stop }); !errors.Is(err, stop) || seen != 1 {
					t.Errorf("after %d rows: %v", seen, err)
				}
			}
		}
	})
}

// BenchmarkExportPast reads 60,000 findings of a past day: page by page, each a query of its own, and in lots of one query.
func BenchmarkExportPast(b *testing.B) {
	for name, db := range map[string]*store.DB{"sqlite": storetest.SQLite(b), "postgres": storetest.Postgres(b)} {
		a := apptest.New(b, db)
		reportWorld(b, a, 60_000)
		f := store.FindingFilter{Path: "/", Day: a.Day().AddDays(-3), Past: true}
		for _, order := range []store.FindingOrder{store.ByAmount, store.ByContract} {
			run := func(how string, all func(tx *store.Tx, give func([]store.Finding) error) error) {
				b.Run(name+"/"+string(order)+"/"+how, func(b *testing.B) {
					for b.Loop() {
						n := 0
						err := db.Read(store.Unhurried(b.Context()), store.Root, func(tx *store.Tx) error {
							return all(tx, func(l []store.Finding) error { n += len(l); return nil })
						})
						if err != nil || n != 60_000 {
							b.Fatal(n, err)
						}
					}
				})
			}
			run("pages", func(tx *store.Tx, give func([]store.Finding) error) error {
				for after := (*store.Finding)(nil); ; {
					l, err := tx.Findings(f, order, after, 2000)
					if err != nil || len(l) == 0 {
						return err
					}
					after = &l[len(l)-1]
					if err := give(l); err != nil {
						return err
					}
				}
			})
			run("lots", func(tx *store.Tx, give func([]store.Finding) error) error {
				return tx.FindingLots(f, order, 2000, give)
			})
		}
	}
}
