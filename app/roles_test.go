package app_test

import (
	"testing"
	"time"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/org"
	"shukun/store"
	"shukun/store/storetest"
)

// roles lists what a person holds today.
func roles(t *testing.T, a *app.App, person string) (all []string) {
	t.Helper()
	err := a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		list, err := tx.GrantsOf(person, a.Day())
		for _, g := range list {
			all = append(all, string(g.Role)+" "+g.Path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func alive(t *testing.T, a *app.App, token string) bool {
	t.Helper()
	who, err := a.Authenticate(ctx, app.Visit{Token: token})
	if err != nil {
		t.Fatal(err)
	}
	return who != nil
}

func TestRolesAreGrantedWithinOnesOwn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		apptest.Units(t, a, "A", "A/B", "Z")
		admin := apptest.SignIn(t, a, org.GroupAdmin, "/A/")
		sub := apptest.SignIn(t, a, org.GroupAdmin, "/A/B/")
		clerk, token := apptest.Visit(t, a, app.Grant{Role: org.Viewer, Path: "/A/B/"})
		stranger := apptest.SignIn(t, a, org.Viewer, "/Z/")
		grant := func(who *app.Actor, person string, g app.NewGrant) error {
			_, err := a.GrantRole(ctx, who, person, g, "")
			return err
		}
		for name, c := range map[string]struct {
			err  error
			code string
		}{
			"above one's own":         {grant(sub, clerk.Person, app.NewGrant{Role: org.Finance, Path: "/A/"}), "not-allowed"},
			"beside one's own":        {grant(admin, clerk.Person, app.NewGrant{Role: org.Finance, Path: "/Z/"}), "not-allowed"},
			"over everything":         {grant(admin, clerk.Person, app.NewGrant{Role: org.RegulatorHead, Path: "/"}), "not-allowed"},
			"an instance role here":   {grant(admin, clerk.Person, app.NewGrant{Role: org.SecurityAdmin, Path: "/A/"}), "grant-place"},
			"to oneself":              {grant(admin, admin.Person, app.NewGrant{Role: org.Finance, Path: "/A/"}), "role-self"},
			"to somebody not theirs":  {grant(admin, stranger.Person, app.NewGrant{Role: org.Finance, Path: "/A/"}), "not-allowed"},
			"to nobody":               {grant(admin, "nobody", app.NewGrant{Role: org.Finance, Path: "/A/"}), "not-allowed"},
			"no such role":            {grant(admin, clerk.Person, app.NewGrant{Role: "king", Path: "/A/"}), "role-unknown"},
			"no such unit":            {grant(admin, clerk.Person, app.NewGrant{Role: org.Finance, Path: "/A/X/"}), "grant-place"},
			"half a path":             {grant(admin, clerk.Person, app.NewGrant{Role: org.Finance, Path: "/A/B"}), "grant-place"},
			"in the past":             {grant(admin, clerk.Person, app.NewGrant{Role: org.Finance, Path: "/A/B/", From: apptest.Day.AddDays(-1)}), "grant-past"},
			"ends before it begins":   {grant(admin, clerk.Person, app.NewGrant{Role: org.Finance, Path: "/A/B/", Until: apptest.Day.AddDays(-1)}), "grant-dates"},
			"held already":            {grant(admin, clerk.Person, app.NewGrant{Role: org.Viewer, Path: "/A/B/"}), "role-held"},
			"by who may not":          {grant(clerk, sub.Person, app.NewGrant{Role: org.Viewer, Path: "/A/B/"}), "not-allowed"},
			"without a second factor": {grant(noSecond(admin), clerk.Person, app.NewGrant{Role: org.Finance, Path: "/A/B/"}), "step-up"},
		} {
			if got := codeOf(c.err); got != c.code {
				t.Errorf("%s: %v, want %s", name, c.err, c.code)
			}
		}
		if !alive(t, a, token) || len(roles(t, a, clerk.Person)) != 1 {
			t.Fatal("a refused grant changed something")
		}
		if err := grant(sub, clerk.Person, app.NewGrant{Role: org.Finance, Path: "/A/B/", Until: apptest.Day}); err != nil {
			t.Fatal(err)
		}
		if got := roles(t, a, clerk.Person); alive(t, a, token) || len(got) != 2 || got[0] != "finance /A/B/" {
			t.Fatal("the grant counts at once, and the sessions from before it are over", got)
		}
		view, err := a.PersonPage(ctx, admin, clerk.Person)
		if err != nil || len(view.Grants) != 2 || !view.Manage || !view.Grants[0].Mine {
			t.Fatal(view, err)
		}
		wantCode(t, a.RevokeRole(ctx, stranger, view.Grants[0].ID), "not-allowed")
		if err := a.RevokeRole(ctx, admin, view.Grants[0].ID); err != nil || len(roles(t, a, clerk.Person)) != 1 {
			t.Fatal(err)
		}
		if _, err := a.PersonPage(ctx, stranger, clerk.Person); codeOf(err) != "not-allowed" {
			t.Fatal(err)
		}
	})
}

func noSecond(who *app.Actor) *app.Actor {
	w := *who
	w.Second = false
	return &w
}

func TestAdministratorsAreKeptApartAndTwoDecide(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, clock := apptest.WithClock(t, db)
		first := apptest.SignIn(t, a, org.SecurityAdmin, "/")
		add := func(login string) string {
			id, link, err := a.Invite(ctx, first, "/", app.NewPerson{Login: login, Name: login}, app.NewGrant{})
			if err != nil || link == "" {
				t.Fatal(err)
			}
			return id
		}
		ids := map[string]string{}
		for _, n := range []string{"sec2", "sys", "head"} {
			ids[n] = add(n)
		}
		grant := func(who *app.Actor, person string, r org.Role) bool {
			t.Helper()
			waits, err := a.GrantRole(ctx, who, person, app.NewGrant{Role: r, Path: "/"}, "设立")
			if err != nil {
				t.Fatal(err)
			}
			return waits
		}
		// The founder is alone: what they grant counts at once, until a second person could decide.
		if grant(first, ids["sys"], org.SystemAdmin) || grant(first, ids["sec2"], org.SecurityAdmin) {
			t.Fatal("there is nobody who could be the second person")
		}
		_, err := a.GrantRole(ctx, first, ids["sys"], app.NewGrant{Role: org.AuditAdmin, Path: "/"}, "")
		wantCode(t, err, "roles-apart")
		if !grant(first, ids["head"], org.RegulatorHead) || len(roles(t, a, ids["head"])) != 0 {
			t.Fatal("a role over the instance waits for a second person")
		}
		token, err := a.OpenFor(ctx, ids["sec2"])
		if err != nil {
			t.Fatal(err)
		}
		second, err := a.Authenticate(ctx, app.Visit{Token: token})
		if err != nil {
			t.Fatal(err)
		}
		open := func(who *app.Actor) []app.ProposalView {
			t.Helper()
			list, err := a.Proposals(ctx, who)
			if err != nil {
				t.Fatal(err)
			}
			return list
		}
		list := open(second)
		if len(list) != 1 || !list[0].Decidable || list[0].Grant.Role != org.RegulatorHead || list[0].Object != "head" || open(first)[0].Decidable {
			t.Fatal(list)
		}
		_, err = a.Decide(ctx, first, list[0].ID, true)
		wantCode(t, err, "same-person")
		_, err = a.Decide(ctx, apptest.SignIn(t, a, org.SystemAdmin, "/"), list[0].ID, true)
		wantCode(t, err, "not-allowed")
		_, err = a.Decide(ctx, noSecond(second), list[0].ID, true)
		wantCode(t, err, "step-up")
		if _, err = a.Decide(ctx, second, list[0].ID, true); err != nil || len(roles(t, a, ids["head"])) != 1 {
			t.Fatal(err)
		}
		_, err = a.Decide(ctx, second, list[0].ID, true)
		wantCode(t, err, "proposal-over")

		// Whom it concerns decides no more than who proposed it; a proposal can be taken back, and is over after a week.
		grant(second, first.Person, org.RegulatorAuditor)
		_, err = a.Decide(ctx, first, open(first)[0].ID, true)
		wantCode(t, err, "same-person")
		if _, err = a.Decide(ctx, second, open(second)[0].ID, false); err != nil || len(open(second)) != 0 {
			t.Fatal(err)
		}
		grant(second, ids["sys"], org.RegulatorAuditor)
		late := open(first)[0].ID
		clock.Move(8 * 24 * time.Hour)
		if len(open(first)) != 0 {
			t.Fatal("a proposal is over after a week")
		}
		_, err = a.Decide(ctx, first, late, true)
		wantCode(t, err, "proposal-over")

		// The last security administrator stays.
		page, err := a.PersonPage(ctx, first, second.Person)
		if err != nil {
			t.Fatal(err)
		}
		if err := a.RevokeRole(ctx, first, page.Grants[0].ID); err != nil {
			t.Fatal(err)
		}
		wantCode(t, a.RevokeRole(ctx, first, first.Grants[0].ID), "last-administrator")
	})
}

func TestRolesAreLentForDates(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		apptest.Units(t, a, "A", "A/B", "Z")
		boss := apptest.SignIn(t, a, org.Approver, "/A/")
		colleague := apptest.SignIn(t, a, org.Viewer, "/A/B/")
		foreign := apptest.SignIn(t, a, org.Viewer, "/Z/")
		own, day := boss.Grants[0].ID, apptest.Day
		lend := func(who *app.Actor, grant, login, path string, days int) error {
			_, err := a.Lend(ctx, who, grant, login, path, day, day.AddDays(days))
			return err
		}
		wantCode(t, lend(boss, own, foreign.Login, "", 5), "loan-person")
		wantCode(t, lend(boss, own, "nobody", "", 5), "loan-person")
		wantCode(t, lend(boss, own, colleague.Login, "/Z/", 5), "not-allowed")
		wantCode(t, lend(boss, own, colleague.Login, "/", 5), "not-allowed")
		wantCode(t, lend(boss, own, colleague.Login, "/A/B/", 93), "loan-long")
		wantCode(t, lend(boss, own, boss.Login, "", 5), "role-self")
		wantCode(t, lend(colleague, own, colleague.Login, "/A/B/", 5), "not-allowed")
		wantCode(t, lend(colleague, colleague.Grants[0].ID, boss.Login, "", 5), "not-allowed") // a viewer's role is not lent
		wantCode(t, lend(noSecond(boss), own, colleague.Login, "/A/B/", 5), "step-up")
		if err := lend(boss, own, colleague.Login, "/A/B/", 5); err != nil {
			t.Fatal(err)
		}
		if got := roles(t, a, colleague.Person); len(got) != 2 || got[0] != "approver /A/B/" {
			t.Fatal(got)
		}
		// What is borrowed is not lent on, so there is no loop.
		token, err := a.OpenFor(ctx, colleague.Person)
		if err != nil {
			t.Fatal(err)
		}
		borrower, err := a.Authenticate(ctx, app.Visit{Token: token})
		if err != nil || len(borrower.Grants) != 2 {
			t.Fatal(borrower, err)
		}
		other := apptest.SignIn(t, a, org.Viewer, "/A/B/")
		wantCode(t, lend(borrower, borrower.Grants[0].ID, other.Login, "", 2), "loan-lent")
		// It ends with its last day, with the lender's word, or with the lender's own role.
		a.Day = func() (d civilDate) { return day.AddDays(6) }
		if len(roles(t, a, colleague.Person)) != 1 {
			t.Fatal("a loan ends with its last day")
		}
		a.Day = func() civilDate { return day }
		acc, err := a.Account(ctx, boss)
		if err != nil || len(acc.Lent) != 1 || !acc.Lent[0].Mine {
			t.Fatal(acc.Lent, err)
		}
		if err := a.RevokeRole(ctx, boss, acc.Lent[0].ID); err != nil || len(roles(t, a, colleague.Person)) != 1 {
			t.Fatal(err)
		}
		if err := lend(boss, own, colleague.Login, "/A/B/", 5); err != nil {
			t.Fatal(err)
		}
		admin := apptest.SignIn(t, a, org.GroupAdmin, "/A/")
		if err := a.RevokeRole(ctx, admin, own); err != nil || len(roles(t, a, colleague.Person)) != 1 {
			t.Fatal("a loan ends with the role lent", err)
		}
	})
}
