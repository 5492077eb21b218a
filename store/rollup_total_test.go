package store_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"

	"shukun/civil"
	"shukun/money"
	"shukun/store"
	"shukun/store/storetest"
)

// TestRollupTotals: what the units below a path come to is, on every day and at every path, the sum of their own figures,
// whatever is found, cleared and moved about, also on two days of the same week in no order.
func TestRollupTotals(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		chance := rand.New(rand.NewPCG(7, 11))
		first := civil.MustOf(2022, 6, 1)
		places := map[string]string{"A": "/A/", "B": "/A/B/", "C": "/A/B/C/", "D": "/A/B/C/D/", "E": "/A/E/", "Y": "/Y/", "Z": "/Z/"}
		codes := []string{"A", "B", "C", "D", "E", "Y", "Z"}
		paths := map[string]bool{"/": true}
		write := func(fn func(tx *store.Tx) error) {
			t.Helper()
			if err := db.Write(t.Context(), store.Root, fn); err != nil {
				t.Fatal(err)
			}
		}
		write(func(tx *store.Tx) error {
			for _, c := range codes {
				paths[places[c]] = true
				if err := tx.SaveUnit(store.Unit{Code: c, Name: c, Path: places[c], Since: first}); err != nil {
					return err
				}
			}
			return nil
		})
		live := map[string]store.Finding{}
		filed := int64(0)
		for step := range 150 {
			day := first.AddDays(step / 10)
			switch {
			case step%25 == 24:
				code := []string{"B", "C", "D", "E"}[chance.IntN(4)]
				under := places[codes[chance.IntN(len(codes))]]
				from, to := places[code], under+code+"/"
				if len(under) >= len(from) && under[:len(from)] == from || from == to {
					continue
				}
				write(func(tx *store.Tx) error { return tx.MoveSubtree(from, to, day) })
				for c, p := range places {
					if len(p) >= len(from) && p[:len(from)] == from {
						places[c] = to + p[len(from):]
						paths[places[c]] = true
					}
				}
				for id, f := range live {
					f.Path, f.From = places[f.Enterprise], day
					live[id] = f
				}
			default:
				code := codes[chance.IntN(len(codes))]
				id := fmt.Sprint(code, chance.IntN(6))
				f, there := live[id]
				write(func(tx *store.Tx) error {
					f.Amount = store.Amount{V: money.Fen(chance.Int64N(1000)), OK: true}
					if there {
						f.From = day
						f.State = []string{store.FindingOpen, store.FindingExcepted, store.FindingCleared}[chance.IntN(3)]
						if err := tx.SetFindings([]store.Finding{f}); err != nil {
							return err
						}
					} else {
						f = store.Finding{ID: id, Rule: fmt.Sprint("r", chance.IntN(3)), Clause: 1, Kind: "payables", Key: id, Owner: code, Enterprise: code, Path: places[code],
							First: day, From: day, Tick: day, State: store.FindingOpen, StateDay: day, Values: store.Values{Outcome: 1 + chance.IntN(2), Amount: f.Amount}}
						if err := tx.AddFindings([]store.Finding{f}); err != nil {
							return err
						}
					}
					return tx.UpdateRollup(code, places[code], day)
				})
				live[id] = f
				filed++
				kind := []string{"payables", "leases"}[chance.IntN(2)]
				file := store.Filing{Seq: filed, ID: fmt.Sprint(filed), Unit: code, Path: places[code], Kind: kind, Mode: store.Upsert, FiledOn: day, FiledAt: store.Instant(filed)}
				if err := db.Write(t.Context(), store.Scope{places[code]}, func(tx *store.Tx) error { return tx.AddFiling(file, nil) }); err != nil {
					t.Fatal(err)
				}
			}
		}
		for back := range 20 {
			day := first.AddDays(back - 2)
			for path := range paths {
				sameTotals(t, db, path, day)
			}
		}
	})
}

// sameTotals holds the totals of a path against the figures of every unit at and below it.
func sameTotals(t *testing.T, db *store.DB, path string, day civil.Date) {
	t.Helper()
	type key struct {
		rule            string
		clause, outcome int
	}
	sum := func(list []store.Rollup) map[key][2]int64 {
		m := map[key][2]int64{}
		for _, r := range list {
			k := key{r.Rule, r.Clause, r.Outcome}
			m[k] = [2]int64{m[k][0] + r.Count, m[k][1] + r.Amount}
		}
		return m
	}
	err := db.Read(t.Context(), store.Root, func(tx *store.Tx) error {
		all, err := tx.Rollups(path, day)
		if err != nil {
			return err
		}
		kept, err := tx.RollupsAt([]string{path}, day)
		if err != nil {
			return err
		}
		filed := map[string]store.LastFiled{}
		single, err := tx.LastFilings(path, day)
		if err != nil {
			return err
		}
		for _, l := range single {
			was := filed[l.Kind]
			filed[l.Kind] = store.LastFiled{Path: path, Kind: l.Kind, On: civil.Later(was.On, l.On), At: max(was.At, l.At)}
		}
		below, err := tx.LastFilingsBelow([]string{path}, day)
		if err != nil {
			return err
		}
		for _, l := range below {
			if filed[l.Kind] != l {
				t.Errorf("%s on %s filed %+v, want %+v", path, day, l, filed[l.Kind])
			}
			delete(filed, l.Kind)
		}
		if len(filed) > 0 {
			t.Errorf("%s on %s: not known to be filed: %v", path, day, filed)
		}
		if want, got := sum(all), sum(kept); !maps.Equal(got, want) {
			t.Errorf("%s on %s comes to %v, want %v", path, day, got, want)
		}
		spans, err := tx.RollupHistory(path, "r1", day)
		var stood []store.Rollup
		for _, s := range spans {
			if s.From <= day && s.To > day {
				stood = append(stood, s.Rollup)
			}
		}
		want := sum(all)
		maps.DeleteFunc(want, func(k key, _ [2]int64) bool { return k.rule != "r1" })
		got := sum(stood)
		maps.DeleteFunc(got, func(_ key, v [2]int64) bool { return v[0] == 0 })
		if !maps.Equal(got, want) {
			t.Errorf("the history of %s has %v on %s, want %v", path, got, day, want)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
