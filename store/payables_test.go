package store_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"shukun/civil"
	"shukun/store"
	"shukun/store/storetest"
)

// inventedPayables are payables of three units, one below another, some paid, some without a due date.
func inventedPayables(n int) []store.PayableState {
	r := rand.New(rand.NewPCG(7, 7))
	paths := []string{"/A/", "/A/B/", "/C/"}
	day := civil.MustParse("2022-03-01")
	var all []store.PayableState
	for i := range n {
		path := paths[r.IntN(3)]
		p := store.PayableState{Row: int64(i + 1), Owner: path[len(path)-2 : len(path)-1], Path: path, No: fmt.Sprintf("P%d", i), Payee: fmt.Sprintf("S%d", r.IntN(9)), PayeeName: "供应商",
			Amount: int64(r.IntN(9000) + 1), DueOn: day.AddDays(r.IntN(120)), Method: []string{"transfer", "bill", ""}[r.IntN(3)], Covered: []string{"yes", "no", "unknown"}[r.IntN(3)]}
		if r.IntN(3) == 0 {
			p.Paid = p.Amount
		}
		if r.IntN(9) == 0 {
			p.DueOn = 0
		}
		p.Unpaid = p.Amount - p.Paid
		all = append(all, p)
	}
	return all
}

// saveUnits saves the units of inventedPayables, and others beside and below them.
func saveUnits(tx *store.Tx, others int) error {
	paths := []string{"/A/", "/A/B/", "/C/"}
	for i := range others {
		paths = append(paths, []string{"/A/", "/C/"}[i%2]+fmt.Sprintf("X%d/", i))
	}
	for _, p := range paths {
		parts := strings.Split(strings.Trim(p, "/"), "/")
		u := store.Unit{Code: parts[len(parts)-1], Name: p, Path: p, Since: civil.MustOf(2020, 1, 1)}
		if len(parts) > 1 {
			u.Parent = parts[len(parts)-2]
		}
		if err := tx.SaveUnit(u); err != nil {
			return err
		}
	}
	return nil
}

// replace puts the states of an owner in place, with the totals above.
func replace(tx *store.Tx, owner string, day civil.Date, out []int64, in []store.PayableState) error {
	totals, err := tx.ReplacePayableStates(owner, day, out, in)
	if err != nil {
		return err
	}
	return tx.AddPayableTotals(totals)
}

// TestPayables holds every query against a plain loop: what is listed, page by page, and what it comes to.
func TestPayables(t *testing.T) {
	for _, others := range []int{0, 40} { // units without payables: of many the index over all is read
		t.Run(fmt.Sprint(others), func(t *testing.T) { testPayables(t, others) })
	}
}

func testPayables(t *testing.T, others int) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		rows, first := inventedPayables(400), civil.MustParse("2022-05-01")
		err := db.Write(t.Context(), store.Root, func(tx *store.Tx) error {
			if err := saveUnits(tx, others); err != nil {
				return err
			}
			byOwner := map[string][]store.PayableState{}
			for _, p := range rows {
				byOwner[p.Owner] = append(byOwner[p.Owner], p)
			}
			for owner, some := range byOwner {
				if err := replace(tx, owner, first, nil, some); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		day := civil.MustParse("2022-04-01")
		for name, q := range map[string]store.PayableQuery{
			"all": {Path: "/"}, "a subtree": {Path: "/A/"}, "a leaf": {Path: "/A/B/"}, "nothing": {}, "a unit itself": {Path: "/A/", Alone: true}, "open": {Path: "/", Open: true}, "overdue": {Path: "/", To: day, Open: true},
			"coming": {Path: "/A/", From: day, To: day.AddDays(30), Open: true}, "no due date": {Path: "/", NoDue: true}, "method": {Path: "/", Method: "bill"}, "covered": {Path: "/", Covered: "yes", Open: true},
			"largest": {Path: "/", Most: true}, "large": {Path: "/A/", Most: true, Least: 5000}, "supplier": {Path: "/", Payees: []string{"S1", "S2"}}, "no supplier": {Path: "/", Payees: []string{}}, "number": {Path: "/", No: "P7"},
		} {
			var want []store.PayableState
			var sum store.PayableSum
			from, end := store.Below(q.Path)
			for _, p := range rows {
				if p.Path < from || p.Path >= end || q.Alone && p.Path != q.Path || (q.Open || q.Most || q.Least > 0) && p.Unpaid == 0 || !q.From.IsZero() && p.DueOn < q.From || !q.To.IsZero() && (p.DueOn.IsZero() || p.DueOn > q.To) ||
					q.NoDue && !p.DueOn.IsZero() || q.Payees != nil && !slices.Contains(q.Payees, p.Payee) || q.No != "" && p.No != q.No || q.Method != "" && p.Method != q.Method ||
					q.Covered != "" && p.Covered != q.Covered || p.Unpaid < q.Least {
					continue
				}
				want = append(want, p)
				sum.Count, sum.Amount, sum.Paid, sum.Unpaid = sum.Count+1, sum.Amount+p.Amount, sum.Paid+p.Paid, sum.Unpaid+p.Unpaid
			}
			err := db.Read(t.Context(), store.Root, func(tx *store.Tx) error {
				q.Limit = 17
				var got []store.PayableState
				for {
					page, err := tx.Payables(q)
					if err != nil {
						return err
					}
					got = append(got, page...)
					if len(page) < q.Limit {
						break
					}
					last := page[len(page)-1]
					q.After = store.PayableKey{Due: last.DueOn, Unpaid: last.Unpaid, Row: last.Row}
				}
				ordered := slices.IsSortedFunc(got, func(a, b store.PayableState) int {
					if q.Most {
						return int(b.Unpaid - a.Unpaid)
					}
					return cmp.Compare(uint32(a.DueOn)-1, uint32(b.DueOn)-1) // no due date comes last
				})
				if !ordered {
					t.Errorf("%s: not in order", name)
				}
				byRow := func(a, b store.PayableState) int { return int(a.Row - b.Row) }
				slices.SortFunc(got, byRow)
				if !slices.Equal(got, want) {
					t.Errorf("%s: %d rows, want %d", name, len(got), len(want))
				}
				total, err := tx.SumPayables(q)
				if err != nil {
					return err
				}
				if total != sum {
					t.Errorf("%s: comes to %+v, want %+v", name, total, sum)
				}
				return err
			})
			if err != nil {
				t.Fatal(name, err)
			}
		}
	})
}

// TestPayablesOnAPastDay: what was known stays readable when more becomes known.
func TestPayablesOnAPastDay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		if err := db.Write(t.Context(), store.Root, func(tx *store.Tx) error { return saveUnits(tx, 0) }); err != nil {
			t.Fatal(err)
		}
		first, second := civil.MustParse("2022-05-01"), civil.MustParse("2022-05-09")
		rows := inventedPayables(60)
		var a []store.PayableState
		for _, p := range rows {
			if p.Owner == "A" {
				a = append(a, p)
			}
		}
		later := slices.Clone(a[1:]) // one is gone, one is paid
		later[0].Paid, later[0].Unpaid = later[0].Amount, 0
		gone := []int64{a[0].Row}
		for _, p := range later {
			gone = append(gone, p.Row)
		}
		write := func(fn func(tx *store.Tx) error) {
			if err := db.Write(t.Context(), store.Root, fn); err != nil {
				t.Fatal(err)
			}
		}
		write(func(tx *store.Tx) error { return replace(tx, "A", first, nil, a) })
		write(func(tx *store.Tx) error { return replace(tx, "A", second, gone, later) })
		for day, want := range map[civil.Date][]store.PayableState{first.AddDays(-1): nil, first: a, second.AddDays(-1): a, second: later, 0: later} {
			var sum store.PayableSum
			for _, p := range want {
				sum.Count, sum.Amount, sum.Paid, sum.Unpaid = sum.Count+1, sum.Amount+p.Amount, sum.Paid+p.Paid, sum.Unpaid+p.Unpaid
			}
			err := db.Read(t.Context(), store.Root, func(tx *store.Tx) error {
				q := store.PayableQuery{Path: "/", Day: day, Limit: 100}
				got, err := tx.Payables(q)
				if err != nil {
					return err
				}
				slices.SortFunc(got, func(a, b store.PayableState) int { return int(a.Row - b.Row) })
				if !slices.Equal(got, want) {
					t.Errorf("on %s: %d rows, want %d", day, len(got), len(want))
				}
				total, err := tx.SumPayables(q)
				if err != nil || total != sum {
					t.Errorf("on %s: %+v, want %+v (%v)", day, total, sum, err)
				}
				ends := [4]civil.Date{second.AddDays(9), second, second.AddDays(-9), second.AddDays(-20)}
				ages := map[int]store.PayableSum{}
				for _, p := range want {
					for age := 4; age > 0; age-- {
						if !p.DueOn.IsZero() && p.DueOn <= ends[age-1] && p.Covered == "yes" && p.Unpaid > 0 {
							s := ages[age]
							ages[age] = store.PayableSum{Count: s.Count + 1, Amount: s.Amount + p.Amount, Paid: s.Paid + p.Paid, Unpaid: s.Unpaid + p.Unpaid}
							break
						}
					}
				}
				if some, err := tx.AnyPayables(q); err != nil || some != (len(want) > 0) {
					t.Errorf("on %s: there are payables: %v (%v)", day, some, err)
				}
				open, err := tx.OpenByAge("/", []string{"/A/", "/C/"}, ends, day)
				for _, d := range open {
					s := ages[d.Age]
					ages[d.Age] = store.PayableSum{Count: s.Count - d.Count, Amount: s.Amount - d.Amount, Paid: s.Paid - d.Paid, Unpaid: s.Unpaid - d.Unpaid}
				}
				for age, left := range ages {
					if left != (store.PayableSum{}) {
						t.Errorf("on %s: age %d differs by %+v", day, age, left)
					}
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}

// TestPayableTotals: what the units below a path come to stays right while payables come, change and go, and units move.
func TestPayableTotals(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		first := civil.MustParse("2022-05-01")
		byOwner := map[string][]store.PayableState{}
		for _, p := range inventedPayables(200) {
			byOwner[p.Owner] = append(byOwner[p.Owner], p)
		}
		check := func(when string, paths ...string) {
			t.Helper()
			err := db.Read(t.Context(), store.Root, func(tx *store.Tx) error {
				for _, path := range paths {
					fast, err := tx.SumPayables(store.PayableQuery{Path: path})
					if err != nil {
						return err
					}
					slow, err := tx.SumPayables(store.PayableQuery{Path: path, Least: -1}) // reads the payables themselves
					if err != nil {
						return err
					}
					if fast != slow {
						t.Errorf("%s: %s comes to %+v, want %+v", when, path, fast, slow)
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		write := func(fn func(tx *store.Tx) error) {
			t.Helper()
			if err := db.Write(t.Context(), store.Root, fn); err != nil {
				t.Fatal(err)
			}
		}
		write(func(tx *store.Tx) error { return saveUnits(tx, 4) })
		for owner, some := range byOwner {
			write(func(tx *store.Tx) error { return replace(tx, owner, first, nil, some) })
		}
		check("filed", "/", "/A/", "/A/B/", "/C/")
		var gone []int64
		paid := slices.Clone(byOwner["B"][10:])
		for i, p := range byOwner["B"] {
			gone = append(gone, p.Row)
			if i >= 10 && i%2 == 0 {
				paid[i-10].Paid, paid[i-10].Unpaid = p.Amount, 0
			}
		}
		write(func(tx *store.Tx) error { return replace(tx, "B", first.AddDays(1), gone, paid) })
		check("paid", "/", "/A/", "/A/B/", "/C/")
		write(func(tx *store.Tx) error { return tx.MoveSubtree("/A/B/", "/C/B/", first.AddDays(2)) })
		check("moved", "/", "/A/", "/C/", "/C/B/")
		write(func(tx *store.Tx) error { return tx.MoveSubtree("/C/", "/A/C/", first.AddDays(3)) })
		check("moved with what is below", "/", "/A/", "/A/C/", "/A/C/B/")
	})
}
