package app_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/civil"
	"shukun/problem"
	"shukun/store"
	"shukun/store/storetest"
)

// payableSums gives what lists and dashboards say all payables come to.
func payableSums(t *testing.T, a *app.App) (s store.PayableSum) {
	t.Helper()
	if err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) (err error) {
		s, err = tx.SumPayables(store.PayableQuery{Path: "/"})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestEvaluationInLots: findings written in many short transactions are those that check finds, also where the process
// ended after some of them and another day has come.
func TestEvaluationInLots(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		book, folder := apptest.Sample(t)
		apptest.FileBook(t, a, book, folder, civil.MustOf(2022, 1, 1))
		a.StageFrom = 40
		random := rand.New(rand.NewPCG(5, 8))
		day := civil.MustOf(2022, 6, 29)
		for left := 3; ; left += 1 + left/2 {
			whole := true
			for _, path := range groups(t, a) {
				ended := errors.New("the process ended")
				n := 0
				_, err := a.EvaluateBy(t.Context(), path, day, func(fn func(*store.Tx) error) error {
					if n++; n > left {
						return ended
					}
					return a.Store.Write(t.Context(), store.Root, fn)
				})
				if err != nil && !errors.Is(err, ended) {
					t.Fatal(err)
				}
				whole = whole && err == nil
			}
			if random.IntN(2) == 0 {
				change(t, a, random, day)
			}
			if day++; whole {
				break
			}
		}
		evaluateAll(t, a, day)
		differ(t, fmt.Sprint(day), checked(t, a, inForce(t, a, day), folder, day), kept(t, a, store.FindingFilter{Path: "/", Day: day}))
		sameRollups(t, a, day)
		if again := evaluateAll(t, a, day); again != (app.Evaluated{}) {
			t.Errorf("evaluating again did something: %+v", again)
		}
		var want store.PayableSum
		if err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) error {
			units, err := tx.UnitsBelow("/")
			for _, u := range units {
				list, e := tx.PayableStatesOf(u.Code)
				for _, s := range list {
					want.Count, want.Amount, want.Paid, want.Unpaid = want.Count+1, want.Amount+s.Amount, want.Paid+s.Paid, want.Unpaid+s.Unpaid
				}
				err = errors.Join(err, e)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if got := payableSums(t, a); got != want {
			t.Errorf("payables come to %+v, kept as %+v", want, got)
		}
	})
}

// TestEvaluationOvertaken: an evaluation that another has overtaken between two of its transactions writes nothing more.
func TestEvaluationOvertaken(t *testing.T) {
	a := apptest.New(t, storetest.SQLite(t))
	book, folder := apptest.Sample(t)
	apptest.FileBook(t, a, book, folder, civil.MustOf(2022, 1, 1))
	a.StageFrom = 40
	day := civil.MustOf(2022, 6, 30)
	overtaken := 0
	for _, path := range groups(t, a)[1:] {
		n := 0
		_, err := a.EvaluateBy(t.Context(), path, day, func(fn func(*store.Tx) error) error {
			if n++; n == 4 {
				if _, err := a.Evaluate(t.Context(), path, day+1, nil); err != nil {
					t.Fatal(err)
				}
			}
			return a.Store.Write(t.Context(), store.Root, fn)
		})
		if problem.CodeOf(err) == "evaluation-overtaken" {
			overtaken++
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if overtaken == 0 {
		t.Error("no evaluation was overtaken while it wrote")
	}
	evaluateAll(t, a, day+1)
	differ(t, "overtaken", checked(t, a, book, folder, day+1), kept(t, a, store.FindingFilter{Path: "/", Day: day + 1}))
	sameRollups(t, a, day+1)
}
