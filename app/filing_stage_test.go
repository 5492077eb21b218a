package app_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/ledger"
	"shukun/org"
	"shukun/problem"
	"shukun/store"
	"shukun/store/storetest"
)

// laid gives an app in which every filing is laid out before it takes effect, and a clerk of group A who has filed.
func laid(t *testing.T, db *store.DB) (*app.App, *apptest.Clock, *app.Actor) {
	a, clock := apptest.WithClock(t, db)
	a.StageFrom = 1
	apptest.Units(t, a, groupA, groupA+"/"+subA, groupB)
	clerk := apptest.SignIn(t, a, org.GroupAdmin, "/"+groupA+"/")
	if _, err := a.FileLedgers(t.Context(), clerk, app.Submission{Unit: groupA, Period: "2022-05", Mode: store.Upsert,
		Files: []ledger.Input{payables(payable("P1", groupA, "1"), payable("P2", subA, "2"), payable("P4", groupA, "4"))}}); err != nil {
		t.Fatal(err)
	}
	return a, clock, clerk
}

var replacing = app.Submission{Unit: groupA, Period: "2022-05", Mode: store.Replace, Files: []ledger.Input{payables(payable("P1", groupA, "9"), payable("P3", groupA, "3"), payable("P4", groupA, "4"))}}

// staged counts the filings that are laid out or being tidied, and all rows there are, seen or not.
func staged(t *testing.T, a *app.App) string {
	t.Helper()
	var all []store.Staged
	if err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) (err error) { all, err = tx.StagedFilings(); return err }); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(len(all))
}

// Rows that are laid out are seen by nobody, and what they are to end still stands, today and on days past, until the
// filing takes effect. Given up, nothing of it is left.
func TestStagedRowsAreNotThere(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, _, clerk := laid(t, db)
		before := state(t, a)
		stop := errors.New("stop")
		_, err := a.FileThen(t.Context(), clerk, replacing, func() error {
			if now := state(t, a); now != before {
				t.Errorf("rows that are laid out are seen:\n%s\n%s", now, before)
			}
			if n := staged(t, a); n != "1" {
				t.Errorf("%s filings are laid out", n)
			}
			return stop
		})
		if err == nil {
			t.Fatal("it was filed")
		}
		if now := state(t, a); now != before || staged(t, a) != "0" {
			t.Errorf("something of it is left:\n%s\n%s", now, before)
		}
		out, err := a.FileLedgers(t.Context(), clerk, replacing)
		if err != nil {
			t.Fatal(err)
		}
		if f := out.Filings[0]; f.Added != 1 || f.Changed != 1 || f.Unchanged != 1 || f.Ended != 1 {
			t.Errorf("%+v", f)
		}
		if now := filed(t, a, "payables"); len(now) != 3 || now["P2"] != "" || now["P3"] == "" || staged(t, a) != "0" {
			t.Errorf("%v", now)
		}
		sound(t, a)
	})
}

// sound makes the doctor's checks of rows.
func sound(t *testing.T, a *app.App) {
	t.Helper()
	for _, what := range []string{"rows-without-filing", "rows-ended-wrongly", "filings-beyond-head"} {
		if err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) error {
			n, err := tx.Inspect(what)
			if n != 0 {
				t.Errorf("%s: %d", what, n)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
}

// A server that dies while rows are laid out leaves them unseen. Meanwhile nobody else of the group files, other groups
// do; the next start takes them away, and then the filing can be made.
func TestDeadWhileStaging(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, clock, clerk := laid(t, db)
		before := state(t, a)
		func() {
			defer func() { recover() }()
			a.FileThen(t.Context(), clerk, replacing, func() error { panic("killed") })
		}()
		if now := state(t, a); now != before || staged(t, a) != "1" {
			t.Fatalf("%s\n%s", now, before)
		}
		sound(t, a)
		other := app.Submission{Unit: groupA, Period: "2022-06", Mode: store.Upsert, Files: []ledger.Input{payables(payable("P9", groupA, "9"))}}
		if _, err := a.FileLedgers(t.Context(), clerk, other); problem.CodeOf(err) != "filing-under-way" {
			t.Errorf("another filing of the group: %v", err)
		}
		if _, err := a.FileZero(t.Context(), clerk, groupA, "tenders", "2022-05"); problem.CodeOf(err) != "filing-under-way" {
			t.Errorf("a zero return of the group: %v", err)
		}
		elsewhere := apptest.SignIn(t, a, org.Finance, "/"+groupB+"/")
		if _, err := a.FileLedgers(t.Context(), elsewhere, app.Submission{Unit: groupB, Period: "2022-05", Mode: store.Upsert, Files: []ledger.Input{payables(payable("P1", groupB, "1"))}}); err != nil {
			t.Errorf("a filing of another group: %v", err)
		}
		tidy := func(starting bool) {
			t.Helper()
			err := a.GiveUpFilings(t.Context(), starting)
			if err == nil {
				err = a.TidyFilings(t.Context())
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if tidy(false); staged(t, a) != "1" {
			t.Error("what another server may be at was taken away")
		}
		clock.Move(2 * time.Minute) // another server would have given a sign of life
		if tidy(true); staged(t, a) != "0" {
			t.Error("it is still there")
		}
		for _, s := range []app.Submission{replacing, other} {
			if _, err := a.FileLedgers(t.Context(), clerk, s); err != nil {
				t.Fatal(err)
			}
		}
		if now := filed(t, a, "payables"); len(now) != 4 || now["P2"] != "" || now["P9"] == "" { // P1 of both groups
			t.Errorf("%v", now)
		}
		sound(t, a)
	})
}

// A filing in effect whose server died before the rows it ended were settled is whole for everybody, and is settled later.
func TestUnsettledFilingIsWhole(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, _, clerk := laid(t, db)
		later := apptest.Day.AddDays(1)
		seq := int64(0)
		err := a.Store.Write(t.Context(), store.Root, func(tx *store.Tx) (err error) {
			if seq, err = tx.NextFiling(); err != nil {
				return err
			}
			if err := tx.AddStaged(store.Staged{Filing: seq, Path: "/" + groupA + "/", Day: later, State: store.StageLaid}); err != nil {
				return err
			}
			now, _, err := tx.CurrentRow("payables", "/"+groupA+"/", "P1")
			if err != nil {
				return err
			}
			return tx.MarkRows([]int64{now.ID}, seq)
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(filed(t, a, "payables")) != 3 {
			t.Error("a marked row is gone before its time")
		}
		if err := a.Store.Write(t.Context(), store.Root, func(tx *store.Tx) error {
			if err := tx.AddFiling(store.Filing{Seq: seq, ID: "x", Unit: groupA, Path: "/" + groupA + "/", Kind: "payables", Mode: store.Replace, Person: clerk.Person, FiledOn: later}, nil); err != nil {
				return err
			}
			return tx.EffectStaged(seq)
		}); err != nil {
			t.Fatal(err)
		}
		look := func(when string) {
			t.Helper()
			if now := filed(t, a, "payables"); len(now) != 2 || now["P1"] != "" {
				t.Errorf("%s: %v", when, now)
			}
			for day, want := range map[bool]int{true: 3, false: 2} {
				f := store.RowFilter{Kind: "payables", Below: "/", Day: later, Past: true}
				if day {
					f.Day = apptest.Day
				}
				err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) error {
					rows, err := tx.ListRows(f, 10)
					if len(rows) != want {
						t.Errorf("%s: %d rows on %s, want %d", when, len(rows), f.Day, want)
					}
					n := 0
					if err == nil {
						err = tx.EachRowBelow("payables", "/", f.Day, func(int64, string, string, string) error { n++; return nil })
					}
					if n != want {
						t.Errorf("%s: %d rows below on %s, want %d", when, n, f.Day, want)
					}
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		look("before it is settled")
		if err := a.TidyFilings(t.Context()); err != nil {
			t.Fatal(err)
		}
		look("settled")
		if staged(t, a) != "0" {
			t.Error("it is still staged")
		}
		sound(t, a)
	})
}
