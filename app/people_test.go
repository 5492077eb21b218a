package app_test

import (
	"strings"
	"testing"
	"time"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/civil"
	"shukun/org"
	"shukun/problem"
	"shukun/store"
	"shukun/store/storetest"
)

type civilDate = civil.Date

func codeOf(err error) string { return problem.CodeOf(err) }

func TestInvitedPeopleSetTheirOwnPassword(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, clock := apptest.WithClock(t, db)
		apptest.Units(t, a, "A", "A/B", "Z")
		admin := apptest.SignIn(t, a, org.GroupAdmin, "/A/")
		n := app.NewPerson{Login: "Li.Ming", Name: "李明", Email: "li@example.com"}
		_, _, err := a.Invite(ctx, admin, "/Z/", n, app.NewGrant{})
		wantCode(t, err, "not-allowed")
		_, _, err = a.Invite(ctx, admin, "/A/", n, app.NewGrant{Role: org.Finance, Path: "/Z/"})
		wantCode(t, err, "not-allowed")
		_, _, err = a.Invite(ctx, admin, "/A/", app.NewPerson{Login: "l m", Name: "李"}, app.NewGrant{})
		wantCode(t, err, "login-form")
		_, _, err = a.Invite(ctx, noSecond(admin), "/A/", n, app.NewGrant{})
		wantCode(t, err, "step-up")
		id, link, err := a.Invite(ctx, admin, "/A/B/", n, app.NewGrant{Role: org.Finance, Path: "/A/B/"})
		if err != nil || link == "" {
			t.Fatal(err)
		}
		_, _, err = a.Invite(ctx, admin, "/A/B/", n, app.NewGrant{})
		wantCode(t, err, "login-taken")
		if _, err := a.SignIn(ctx, visit("192.0.2.1"), "li.ming", ""); codeOf(err) != "sign-in-wrong" {
			t.Fatal("nobody signs in without a password", err)
		}
		if login, _, err := a.Invited(ctx, link); err != nil || login != "li.ming" {
			t.Fatal(login, err)
		}
		_, err = a.UseInvitation(ctx, visit(""), link, "li.ming2022")
		wantCode(t, err, "password-common")
		e, err := a.UseInvitation(ctx, visit(""), link, apptest.Password)
		if err != nil || e.Stage != app.NeedsEnrol {
			t.Fatal(e, err)
		}
		_, err = a.UseInvitation(ctx, visit(""), link, apptest.Password)
		wantCode(t, err, "link-over")
		token, secret, _ := enrol(t, a, clock, "li.ming")

		// A reset: the old password and the sessions end, the second factor stays.
		link, waits, err := a.ResetPassword(ctx, admin, id, false, "")
		if err != nil || waits || alive(t, a, token) {
			t.Fatal(err)
		}
		clock.Move(time.Minute)
		_, err = a.SignIn(ctx, visit("192.0.2.1"), "li.ming", apptest.Password)
		wantCode(t, err, "sign-in-wrong")
		if e, err = a.UseInvitation(ctx, visit(""), link, apptest.Password+"2"); err != nil || e.Stage != app.NeedsSecond {
			t.Fatal("a reset never goes round the second factor", e, err)
		}
		if e, err = a.GiveSecond(ctx, app.Visit{Token: e.Token}, code(t, clock, secret)); err != nil {
			t.Fatal(err)
		}
		token = e.Token

		// Disabled: at once, everywhere, links too.
		if link, _, err = a.ResetPassword(ctx, admin, id, true, ""); err != nil {
			t.Fatal(err)
		}
		if err := a.DisablePerson(ctx, admin, id, true); err != nil || alive(t, a, token) {
			t.Fatal(err)
		}
		_, err = a.UseInvitation(ctx, visit(""), link, apptest.Password)
		wantCode(t, err, "link-over")
		if err := a.DisablePerson(ctx, admin, id, false); err != nil {
			t.Fatal(err)
		}
		// After three days a link is over.
		if link, _, err = a.ResetPassword(ctx, admin, id, false, ""); err != nil {
			t.Fatal(err)
		}
		clock.Move(73 * time.Hour)
		_, err = a.UseInvitation(ctx, visit(""), link, apptest.Password)
		wantCode(t, err, "link-over")
	})
}

func TestOnlyWhoHoldsAllOfItManagesAnAccount(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		apptest.Units(t, a, "A", "A/B", "Z")
		admin := apptest.SignIn(t, a, org.GroupAdmin, "/A/")
		security := apptest.SignIn(t, a, org.SecurityAdmin, "/")
		both, _ := apptest.Visit(t, a, app.Grant{Role: org.Finance, Path: "/A/B/"}, app.Grant{Role: org.Viewer, Path: "/Z/"})
		_, _, err := a.ResetPassword(ctx, admin, both.Person, false, "")
		wantCode(t, err, "not-allowed") // or the administrator of A would come to see Z
		wantCode(t, a.EditPerson(ctx, admin, both.Person, app.NewPerson{Name: "改"}), "not-allowed")
		wantCode(t, a.DisablePerson(ctx, admin, security.Person, true), "not-allowed")
		wantCode(t, a.DisablePerson(ctx, admin, admin.Person, true), "not-allowed")
		wantCode(t, a.EndAllSessions(ctx, both, admin.Person), "not-allowed")
		if err := a.EditPerson(ctx, security, both.Person, app.NewPerson{Name: "改名", Phone: "0471-1"}); err != nil {
			t.Fatal(err)
		}
		wantCode(t, a.EditPerson(ctx, security, both.Person, app.NewPerson{Name: "改名", Email: "a@b\r\nBcc: c"}), "email-form")
		list, err := a.People(ctx, admin, "/A/", "", "", 10)
		if err != nil || len(list) != 2 {
			t.Fatal(list, err)
		}
		if list, err = a.People(ctx, admin, "/A/", "改_", "", 10); err != nil || len(list) != 0 {
			t.Fatal("the sign _ stands for itself", list, err)
		}
		if list, err = a.People(ctx, admin, "/A/", "改名", "", 10); err != nil || len(list) != 1 || list[0].Name != "改名" {
			t.Fatal(list, err)
		}
		_, err = a.People(ctx, admin, "/", "", "", 10)
		wantCode(t, err, "not-allowed")
		holders, err := a.Holders(ctx, security, "B")
		if err != nil || len(holders) != 3 { // security over everything, the administrator of A, the clerk
			t.Fatal(holders, err)
		}
		_, err = a.Holders(ctx, both, "B")
		wantCode(t, err, "not-allowed")
	})
}

func TestOnesOwnAccount(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, clock := apptest.WithClock(t, db)
		id := seed(t, a, "wang", app.Grant{Role: org.Finance, Path: "/A/"})
		token, secret, codes := enrol(t, a, clock, "wang")
		other, err := a.OpenFor(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		who, err := a.Authenticate(ctx, app.Visit{Token: token})
		if err != nil {
			t.Fatal(err)
		}
		acc, err := a.Account(ctx, who)
		if err != nil || acc.Codes != 10 || len(acc.Sessions) != 2 || len(acc.Grants) != 1 || !acc.HasSecond {
			t.Fatal(acc, err)
		}
		wantCode(t, a.ChangePassword(ctx, who, "wrong wrong", "another long one"), "password-old")
		wantCode(t, a.ChangePassword(ctx, who, apptest.Password, "包钢2022!!"), "password-common")
		if err := a.ChangePassword(ctx, who, apptest.Password, "another long one"); err != nil {
			t.Fatal(err)
		}
		if !alive(t, a, token) || alive(t, a, other) {
			t.Fatal("a new password ends all other sessions")
		}
		// A new phone.
		clock.Move(11 * time.Minute)
		if who, err = a.Authenticate(ctx, app.Visit{Token: token}); err != nil {
			t.Fatal(err)
		}
		wantCode(t, a.BeginSecond(ctx, who), "step-up")
		wantCode(t, a.ConfirmSecond(ctx, who, "", "another long one"), "code-wrong") // no password stands in here
		if err := a.ConfirmSecond(ctx, who, codes[0], ""); err != nil {
			t.Fatal(err)
		}
		if who, err = a.Authenticate(ctx, app.Visit{Token: token}); err != nil {
			t.Fatal(err)
		}
		if err := a.BeginSecond(ctx, who); err != nil {
			t.Fatal(err)
		}
		if acc, err = a.Account(ctx, who); err != nil || acc.Enrol == nil || acc.Enrol.Secret == secret || acc.Codes != 9 {
			t.Fatal(acc, err)
		}
		if _, err := a.FinishSecond(ctx, who, code(t, clock, secret)); codeOf(err) != "code-wrong" {
			t.Fatal("the old phone does not confirm the new one", err)
		}
		fresh, err := a.FinishSecond(ctx, who, code(t, clock, acc.Enrol.Secret))
		if err != nil || len(fresh) != 10 || fresh[0] == codes[0] {
			t.Fatal(fresh, err)
		}
		if again, err := a.RenewRecoveryCodes(ctx, who); err != nil || strings.Join(again, " ") == strings.Join(fresh, " ") {
			t.Fatal(err)
		}
		if err := a.EndOtherSessions(ctx, who); err != nil || !alive(t, a, token) {
			t.Fatal(err)
		}
	})
}

func TestPasswordRules(t *testing.T) {
	a := apptest.New(t, storetest.SQLite(t))
	token, err := a.Bootstrap(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for password, want := range map[string]string{
		"short 7": "password-short", strings.Repeat("长", 129): "password-long", "密码密码密码": "password-short",
		"12345678": "password-common", "aaaaaaaaaa": "password-common", "abcdefgh": "password-common", "87654321": "password-common", "PASSWORD1": "password-common",
		"Qwertyuiop": "password-common", "nmgzw@2022": "password-common", "Neimenggu2022!": "password-common", "包钢集团2022": "password-common", "first.person1": "password-common",
		"shukun@123456": "password-common", "ｐａｓｓｗｏｒｄ１": "password-common", "iloveyou!!": "password-common", "\xff\xfe\xfd12345678": "password-short",
	} {
		_, err := a.UseBootstrap(ctx, visit(""), token, app.NewPerson{Login: "first.person", Name: "第一人"}, password)
		if codeOf(err) != want {
			t.Errorf("%q: %v, want %s", password, err, want)
		}
	}
	if _, err := a.UseBootstrap(ctx, visit(""), token, app.NewPerson{Login: "first.person", Name: "第一人"}, "草原 上的 四匹马"); err != nil {
		t.Error(err)
	}
}

// TestInvitationsAreMailed: where mail is set up the link goes by mail too, and the database never knows it.
func TestInvitationsAreMailed(t *testing.T) {
	a := apptest.New(t, storetest.SQLite(t))
	apptest.Units(t, a, "A")
	a.Mail, a.URL = app.MailServer{Address: "127.0.0.1:1", From: "shukun@example.cn"}, "https://shukun.example.cn"
	admin := apptest.SignIn(t, a, org.GroupAdmin, "/A/")
	if _, _, err := a.Invite(ctx, admin, "/A/", app.NewPerson{Login: "no.mail", Name: "无"}, app.NewGrant{}); err != nil {
		t.Fatal(err)
	}
	_, link, err := a.Invite(ctx, admin, "/A/", app.NewPerson{Login: "with.mail", Name: "有", Email: "you@example.cn"}, app.NewGrant{})
	if err != nil {
		t.Fatal(err)
	}
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		jobs, err := tx.ListJobs(store.JobFilter{Paths: []string{"/"}, Limit: 10})
		if err != nil || len(jobs) != 1 || jobs[0].Kind != app.MailJob || strings.Contains(jobs[0].Payload, link) || !strings.Contains(jobs[0].Payload, "{secret}") {
			t.Errorf("%v %v", jobs, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
