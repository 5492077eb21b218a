package app_test

import (
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/org"
	"shukun/store"
	"shukun/store/storetest"
)

func TestUnitsAreEditedAndMoved(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		apptest.Units(t, a, "A", "A/B", "A/B/C", "A/D", "Z")
		admin := apptest.SignIn(t, a, org.GroupAdmin, "/A/")
		mid, midToken := apptest.Visit(t, a, app.Grant{Role: org.Viewer, Path: "/A/B/"})
		officer := apptest.SignIn(t, a, org.RegulatorOfficer, "/")

		wantCode(t, a.EditUnit(ctx, admin, store.Unit{Code: "Z", Name: "改"}, false), "not-allowed")
		wantCode(t, a.EditUnit(ctx, admin, store.Unit{Code: "NONE", Name: "改"}, false), "not-allowed")
		wantCode(t, a.EditUnit(ctx, mid, store.Unit{Code: "B", Name: "改"}, false), "not-allowed")
		wantCode(t, a.EditUnit(ctx, admin, store.Unit{Code: "B"}, false), "unit-name")
		wantCode(t, a.EditUnit(ctx, admin, store.Unit{Code: "N", Name: "新"}, true), "not-allowed") // a group of its own
		wantCode(t, a.EditUnit(ctx, admin, store.Unit{Code: "B", Name: "新", Parent: "A"}, true), "unit-there")
		if err := a.EditUnit(ctx, admin, store.Unit{Code: "n", Name: "新公司", Parent: "D"}, true); err != nil {
			t.Fatal(err)
		}
		if err := a.EditUnit(ctx, admin, store.Unit{Code: "B", Name: "新名", Control: "controlled"}, false); err != nil {
			t.Fatal(err)
		}
		page, err := a.UnitPage(ctx, admin, "B")
		if err != nil || page.Name != "新名" || page.Path != "/A/B/" || page.Parent != "A" || !page.Edit || page.Children != 1 || len(page.Parents) != 1 {
			t.Fatal(page, err)
		}
		_, err = a.UnitPage(ctx, mid, "A")
		wantCode(t, err, "not-allowed")

		// A move: first in numbers, then done; who sees it only through where it stood loses it at once.
		m, err := a.PreviewMove(ctx, admin, "C", "D")
		if err != nil || m.Units != 1 || m.TwoPersons || len(m.Lose) != 1 || m.Lose[0].Name != mid.Name || len(m.Gain) != 0 {
			t.Fatal(m, err)
		}
		for to, want := range map[string]string{"B": "move-nowhere", "C": "move-circle", "Z": "not-allowed", "": "not-allowed", "NONE": "not-allowed"} {
			_, err := a.MoveUnit(ctx, admin, "C", to, 0, "")
			wantCode(t, err, want)
		}
		_, err = a.MoveUnit(ctx, admin, "A", "D", 0, "") // one's own top is not one's own to move
		wantCode(t, err, "not-allowed")
		_, err = a.MoveUnit(ctx, noSecond(admin), "C", "D", 0, "")
		wantCode(t, err, "step-up")
		if waits, err := a.MoveUnit(ctx, admin, "C", "D", 0, ""); err != nil || waits {
			t.Fatal(err)
		}
		who, err := a.Identify(ctx, app.Visit{Token: midToken})
		if err != nil {
			t.Fatal(err)
		}
		if list, err := a.UnitsOf(ctx, who); err != nil || len(list) != 1 {
			t.Fatal("who saw it through where it stood sees it no more", list, err)
		}
		if page, err = a.UnitPage(ctx, admin, "C"); err != nil || page.Parent != "D" || len(page.Moves) != 1 || page.Moves[0].To.Code != "D" {
			t.Fatal(page, err)
		}

		// To another group: a second person approves.
		if waits, err := a.MoveUnit(ctx, officer, "D", "Z", 0, "重组"); err != nil || !waits {
			t.Fatal(waits, err)
		}
		if _, err = a.UnitPage(ctx, admin, "D"); err != nil {
			t.Fatal("nothing has moved yet", err)
		}
		head := apptest.SignIn(t, a, org.RegulatorHead, "/")
		list, err := a.Proposals(ctx, head)
		if err != nil || len(list) != 1 || list[0].Unit.Code != "D" || list[0].To.Code != "Z" || list[0].Reason != "重组" {
			t.Fatal(list, err)
		}
		_, err = a.Decide(ctx, officer, list[0].ID, true)
		wantCode(t, err, "not-allowed")
		if _, err = a.Decide(ctx, head, list[0].ID, true); err != nil || paths(t, a) != "/A/ /A/B/ /Z/ /Z/D/ /Z/D/C/ /Z/D/N/" {
			t.Fatal(err, paths(t, a))
		}
		_, err = a.UnitPage(ctx, admin, "D")
		wantCode(t, err, "not-allowed")
	})
}

func TestBigTreesAreShownInParts(t *testing.T) {
	a := apptest.New(t, storetest.SQLite(t))
	var all []string
	for _, g := range "ABCDEFGHIJ" {
		all = append(all, string(g))
		for i := range 20 {
			all = append(all, string(g)+"/"+string(g)+string(rune('a'+i)))
		}
	}
	apptest.Units(t, a, all...)
	officer := apptest.SignIn(t, a, org.RegulatorOfficer, "/")
	units, more, err := a.NearUnits(ctx, officer, app.UnitRef{Code: "Cb", Path: "/C/Cb/"}, 100)
	if err != nil || !more || len(units) != 3 || units[0].Path != "/" || units[2].Code != "Cb" {
		t.Fatal(units, more, err)
	}
	if units, more, err = a.NearUnits(ctx, apptest.SignIn(t, a, org.Viewer, "/C/"), app.UnitRef{}, 100); err != nil || more || len(units) != 21 {
		t.Fatal(len(units), more, err)
	}
	b, err := a.Branches(ctx, officer, "/", 100)
	if err != nil || len(b) != 10 || b[2].All != 20 || len(b[2].Branches) != 20 {
		t.Fatal(len(b), err)
	}
	if found, err := a.FindUnits(ctx, officer, " cB", 10); err != nil || len(found) != 1 || found[0].Code != "Cb" {
		t.Fatal(found, err)
	}
	if found, err := a.FindUnits(ctx, apptest.SignIn(t, a, org.Viewer, "/D/"), "cb", 10); err != nil || len(found) != 0 {
		t.Fatal(found, err)
	}
	if u, err := a.ChosenUnit(ctx, apptest.SignIn(t, a, org.Viewer, "/D/"), "Cb"); err != nil || u.Code != "D" {
		t.Fatal("a unit of others is not chosen", u, err)
	}
}
