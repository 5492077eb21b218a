package app_test

import (
	"strings"
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/org"
	"shukun/store"
	"shukun/store/storetest"
)

// units writes "CODE<PARENT" as rows of an enterprises ledger.
func units(lines ...string) (rows []store.Unit) {
	for _, l := range lines {
		code, parent, _ := strings.Cut(l, "<")
		rows = append(rows, store.Unit{Code: code, Name: "名" + code, Parent: parent})
	}
	return rows
}

func sync(t *testing.T, a *app.App, who *app.Actor, rows []store.Unit, gone ...string) (plan *app.TreePlan, err error) {
	t.Helper()
	err = a.Store.Write(ctx, store.Root, func(tx *store.Tx) (err error) {
		plan, err = a.SyncUnits(tx, who, rows, gone)
		return err
	})
	return plan, err
}

// paths lists the paths of the tree.
func paths(t *testing.T, a *app.App) string {
	t.Helper()
	var all []string
	err := a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		list, err := tx.UnitsBelow("/")
		for _, u := range list {
			all = append(all, u.Path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(all, " ")
}

func TestTheTreeFollowsTheEnterprisesLedger(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		reg := apptest.SignIn(t, a, org.RegulatorOfficer, "/")
		plan, err := sync(t, a, reg, units("C<B", "A<", "B<A", "D<A", "X<"))
		if err != nil || plan.Added != 5 || paths(t, a) != "/A/ /A/B/ /A/B/C/ /A/D/ /X/" {
			t.Fatal(plan, err, paths(t, a))
		}
		admin := apptest.SignIn(t, a, org.GroupAdmin, "/A/")
		clerk := apptest.SignIn(t, a, org.Finance, "/A/B/C/")

		// The same again changes nothing; a move within the group takes the subtree and its rights along.
		if plan, err = sync(t, a, admin, units("B<A", "D<A")); err != nil || plan.Added+plan.Changed+plan.Moved != 0 {
			t.Fatal(plan, err)
		}
		if plan, err = sync(t, a, admin, units("B<D")); err != nil || plan.Moved != 1 || paths(t, a) != "/A/ /A/D/ /A/D/B/ /A/D/B/C/ /X/" {
			t.Fatal(plan, err, paths(t, a))
		}
		err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
			moves, err := tx.MovesOf("B")
			if err != nil || len(moves) != 1 || moves[0].From != "/A/B/" || moves[0].To != "/A/D/B/" || moves[0].Day != apptest.Day || moves[0].By != admin.Person {
				t.Error(moves, err)
			}
			grants, err := tx.GrantsOf(clerk.Person, apptest.Day)
			if err != nil || len(grants) != 1 || grants[0].Path != "/A/D/B/C/" {
				t.Error(grants, err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		// Turned upside down: what stood above comes below.
		if _, err = sync(t, a, admin, units("B<A", "D<C")); err != nil || paths(t, a) != "/A/ /A/B/ /A/B/C/ /A/B/C/D/ /X/" {
			t.Fatal(err, paths(t, a))
		}

		// Refused, and nothing changed: a circle, another's unit, a new group, a change of group.
		for _, c := range []struct {
			who  *app.Actor
			rows []store.Unit
			code string
		}{
			{reg, units("A<D"), "unit-circle"},
			{admin, units("X<"), "unit-not-yours"},
			{admin, units("X<A"), "unit-not-yours"},
			{admin, units("B<X"), "unit-not-yours"},
			{admin, units("N<"), "unit-not-yours"},
			{admin, units("N<UNKNOWN"), "unit-not-yours"},
			{reg, units("B<X"), "unit-changes-group"},
			{reg, units("a/b<X"), "unit-code"},
			{clerk, units("C<B"), "unit-not-yours"},
		} {
			_, err := sync(t, a, c.who, c.rows)
			wantCode(t, err, c.code)
		}
		if paths(t, a) != "/A/ /A/B/ /A/B/C/ /A/B/C/D/ /X/" {
			t.Fatal(paths(t, a))
		}

		// A unit no longer in the ledger has left, and is no choice any more; it comes back when it is in it again.
		if plan, err = sync(t, a, admin, nil, "D"); err != nil || plan.Left != 1 {
			t.Fatal(plan, err)
		}
		if list, err := a.UnitsOf(ctx, admin); err != nil || len(list) != 3 || list[2].Code != "C" || list[2].Depth != 2 {
			t.Fatal(list, err)
		}
		if plan, err = sync(t, a, admin, units("D<C")); err != nil || plan.Changed != 1 {
			t.Fatal(plan, err)
		}
		if list, err := a.UnitsOf(ctx, reg); err != nil || len(list) != 6 || list[0].Path != "/" {
			t.Fatal(list, err)
		}
	})
}
