package app_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/civil"
	"shukun/store"
	"shukun/store/storetest"
)

// payableStates gives a line for what is known of each payable.
func payableStates(t *testing.T, a *app.App) (all []string) {
	t.Helper()
	err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) error {
		units, err := tx.UnitsBelow("/")
		for _, u := range units {
			list, e := tx.PayableStatesOf(u.Code)
			for _, s := range list {
				all = append(all, line(s))
			}
			if e != nil {
				return e
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	return all
}

// aheadDays are days one after the other over the ends of months and of a year, and days after a pause.
func aheadDays() (days []civil.Date) {
	for _, r := range [][2]civil.Date{
		{civil.MustOf(2022, 6, 28), civil.MustOf(2022, 7, 14)}, // longer than anything is worked out ahead
		{civil.MustOf(2022, 7, 30), civil.MustOf(2022, 8, 2)},
		{civil.MustOf(2022, 8, 6), civil.MustOf(2022, 8, 6)},
		{civil.MustOf(2022, 8, 9), civil.MustOf(2022, 8, 9)},
		{civil.MustOf(2022, 9, 29), civil.MustOf(2022, 10, 1)},
		{civil.MustOf(2022, 12, 28), civil.MustOf(2022, 12, 30)},
		{civil.MustOf(2023, 1, 2), civil.MustOf(2023, 1, 3)}, // over the end of the year, two days skipped
		{civil.MustOf(2023, 3, 30), civil.MustOf(2023, 4, 1)},
		{civil.MustOf(2025, 5, 30), civil.MustOf(2025, 6, 2)},
	} {
		for d := r[0]; d <= r[1]; d++ {
			days = append(days, d)
		}
	}
	return days
}

// TestEvaluationAhead: what was worked out ahead gives, day by day and over days skipped, what check finds and what is
// known of each payable on the day; and units of whom nothing changes are left alone.
func TestEvaluationAhead(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		book, folder := apptest.Sample(t)
		apptest.FileBook(t, a, book, folder, civil.MustOf(2022, 1, 1))
		all := 0
		var last civil.Date
		for i, day := range aheadDays() {
			sum := evaluateAll(t, a, day)
			if i == 0 {
				all = sum.Owners
			} else if i < 6 && sum.Owners >= all {
				t.Errorf("%s: all %d units were evaluated again", day, all)
			}
			differ(t, day.String(), checked(t, a, book, folder, day), kept(t, a, store.FindingFilter{Path: "/", Day: day}))
			sameRollups(t, a, day)
			if again := evaluateAll(t, a, day); again != (app.Evaluated{}) {
				t.Errorf("%s: evaluating again did something: %+v", day, again)
			}
			last = day
		}
		anew := apptest.New(t, storetest.SQLite(t))
		apptest.FileBook(t, anew, book, folder, civil.MustOf(2022, 1, 1))
		evaluateAll(t, anew, last)
		differ(t, "payables", payableStates(t, anew), payableStates(t, a))
	})
}

// TestAheadGivesWayToFilings: rows that change between days, some of them filed for the day after the one that is
// evaluated, count from the day on that they are filed for.
func TestAheadGivesWayToFilings(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		book, folder := apptest.Sample(t)
		apptest.FileBook(t, a, book, folder, civil.MustOf(2022, 1, 1))
		random := rand.New(rand.NewPCG(3, 5))
		for day := civil.MustOf(2022, 12, 20); day <= civil.MustOf(2023, 1, 8); day++ {
			early := random.IntN(3) == 0
			for range random.IntN(3) {
				filed := day
				if early {
					filed++ // the business day changed before the evaluation of the last one had begun
				}
				change(t, a, random, filed)
			}
			evaluateAll(t, a, day)
			differ(t, fmt.Sprint(day, early), checked(t, a, inForce(t, a, day), folder, day), kept(t, a, store.FindingFilter{Path: "/", Day: day}))
			sameRollups(t, a, day)
		}
	})
}
