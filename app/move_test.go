package app_test

import (
	"slices"
	"testing"
	"time"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/civil"
	"shukun/org"
	"shukun/store"
	"shukun/store/storetest"
)

// waiting lists the paths of the jobs of a kind that wait.
func waiting(t *testing.T, a *app.App, kind string) (paths []string) {
	t.Helper()
	err := a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		list, err := tx.ListJobs(store.JobFilter{Paths: []string{"/"}, Kind: kind, State: "ready", Limit: 50})
		for _, j := range list {
			paths = append(paths, j.Path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(paths)
	return paths
}

// TestAMoveHappensOnItsDay: until then nothing has moved; on the day it has, once, and both sides are to be evaluated.
func TestAMoveHappensOnItsDay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, clock := apptest.WithClock(t, db)
		day := apptest.Day
		a.Day = func() civil.Date { return day }
		apptest.Units(t, a, "A", "A/B", "A/B/C", "A/D", "Z")
		admin := apptest.SignIn(t, a, org.GroupAdmin, "/A/")
		officer, head := apptest.SignIn(t, a, org.RegulatorOfficer, "/"), apptest.SignIn(t, a, org.RegulatorHead, "/")
		for _, on := range []civil.Date{day.AddDays(-1), day.AddDays(367)} {
			_, err := a.MoveUnit(ctx, admin, "C", "D", on, "")
			wantCode(t, err, "move-day")
		}
		if waits, err := a.MoveUnit(ctx, admin, "C", "D", day.AddDays(2), ""); err != nil || waits {
			t.Fatal(waits, err)
		}
		if waits, err := a.MoveUnit(ctx, officer, "B", "Z", day.AddDays(2), "重组"); err != nil || !waits {
			t.Fatal(waits, err)
		}
		list, err := a.Proposals(ctx, head)
		if err != nil || len(list) != 1 || list[0].On != day.AddDays(2) {
			t.Fatal(list, err)
		}
		if _, err := a.Decide(ctx, head, list[0].ID, true); err != nil {
			t.Fatal(err)
		}
		const before = "/A/ /A/B/ /A/B/C/ /A/D/ /Z/"
		page, err := a.UnitPage(ctx, officer, "C")
		if err != nil || len(page.Moves) != 1 || !page.Moves[0].Planned || page.Moves[0].To.Code != "D" || page.Moves[0].Day != day.AddDays(2).String() {
			t.Fatal(page.Moves, err)
		}
		drain := func() {
			t.Helper()
			r := app.NewRunner(a, 1)
			if err := r.Drain(ctx); err != nil {
				t.Fatal(err)
			}
		}
		drain()
		clock.Move(24 * time.Hour)
		day = day.AddDays(1)
		drain()
		if got := paths(t, a); got != before || len(waiting(t, a, app.MoveJob)) != 2 {
			t.Fatalf("a day early: %s, %v wait", got, waiting(t, a, app.MoveJob))
		}
		clock.Move(24 * time.Hour) // the hour has come, the business day not: it is looked at again later
		drain()
		if got := paths(t, a); got != before || len(waiting(t, a, app.MoveJob)) != 2 {
			t.Fatalf("before the business day: %s, %v wait", got, waiting(t, a, app.MoveJob))
		}
		clock.Move(2 * time.Hour)
		day = day.AddDays(1)
		drain()
		if got := paths(t, a); got != "/A/ /A/D/ /A/D/C/ /Z/ /Z/B/" || len(waiting(t, a, app.MoveJob)) != 0 {
			t.Fatalf("on the day: %s, %v wait", got, waiting(t, a, app.MoveJob))
		}
		for _, group := range []string{"/A/", "/Z/"} {
			err := a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
				e, found, err := tx.EvaluationOf(group)
				if err == nil && (!found || e.Day != day) {
					t.Errorf("%s was not evaluated after the move: %+v", group, e)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestBothSidesOfAMoveAreEvaluated(t *testing.T) {
	a := apptest.New(t, storetest.SQLite(t))
	apptest.Units(t, a, "A", "A/B", "Z")
	officer, head := apptest.SignIn(t, a, org.RegulatorOfficer, "/"), apptest.SignIn(t, a, org.RegulatorHead, "/")
	if _, err := a.MoveUnit(ctx, officer, "B", "Z", 0, "重组"); err != nil {
		t.Fatal(err)
	}
	list, err := a.Proposals(ctx, head)
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	if _, err := a.Decide(ctx, head, list[0].ID, true); err != nil {
		t.Fatal(err)
	}
	if got := waiting(t, a, app.EvaluateJob); !slices.Equal(got, []string{"/A/", "/Z/"}) {
		t.Errorf("evaluations wait for %v", got)
	}
}

// TestAMoveThatCannotBeAnyMore ends with the reason, and moves nothing.
func TestAMoveThatCannotBeAnyMore(t *testing.T) {
	a, clock := apptest.WithClock(t, storetest.SQLite(t))
	day := apptest.Day
	a.Day = func() civil.Date { return day }
	apptest.Units(t, a, "A", "A/B", "A/D")
	admin := apptest.SignIn(t, a, org.GroupAdmin, "/A/")
	if _, err := a.MoveUnit(ctx, admin, "B", "D", day.AddDays(1), ""); err != nil {
		t.Fatal(err)
	}
	if _, err := a.MoveUnit(ctx, admin, "D", "B", 0, ""); err != nil { // now it would be a circle
		t.Fatal(err)
	}
	clock.Move(24 * time.Hour)
	day = day.AddDays(1)
	if err := app.NewRunner(a, 1).Drain(ctx); err != nil {
		t.Fatal(err)
	}
	var dead []store.Job
	err := a.Store.Read(ctx, store.Root, func(tx *store.Tx) (err error) {
		dead, err = tx.ListJobs(store.JobFilter{Paths: []string{"/"}, Kind: app.MoveJob, State: "dead", Limit: 5})
		return err
	})
	if err != nil || len(dead) != 1 || paths(t, a) != "/A/ /A/B/ /A/B/D/" {
		t.Errorf("%v, %s, %v", dead, paths(t, a), err)
	}
}
