package app_test

import (
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/lang"
	"shukun/org"
	"shukun/problem"
	"shukun/store"
	"shukun/store/storetest"
)

// lettersWaiting are the mails that wait to be sent.
func lettersWaiting(t *testing.T, db *store.DB) (all []app.Mail) {
	t.Helper()
	err := db.Read(t.Context(), store.Root, func(tx *store.Tx) error {
		jobs, err := tx.ListJobs(store.JobFilter{Paths: []string{"/"}, Limit: 100})
		for _, j := range jobs {
			var m app.Mail
			if err == nil && j.Kind == app.MailJob {
				err = json.Unmarshal([]byte(j.Payload), &m)
				all = append(all, m)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// reached gives a person an address and a language.
func reached(t *testing.T, db *store.DB, person, email string, l lang.Lang) {
	t.Helper()
	err := db.Write(t.Context(), store.Root, func(tx *store.Tx) error {
		p, _, err := tx.Person(person)
		if err != nil {
			return err
		}
		p.Email, p.Lang = email, l
		return tx.SavePerson(p)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// reportJobTaken takes the job of the report that waits.
func reportJobTaken(t *testing.T, db *store.DB, now time.Time) (j store.Job) {
	t.Helper()
	err := db.Write(t.Context(), store.Root, func(tx *store.Tx) error {
		var found bool
		var err error
		j, found, err = tx.ClaimJob(store.Claim{Worker: "w", Kinds: []string{app.ReportJob}, Now: store.InstantOf(now), Lease: store.InstantOf(now.Add(time.Minute))})
		if err == nil && !found {
			t.Error("no report waits")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// Who asked is told by mail, in their language, that a report is made: a link to sign in, and no figure.
func TestReportIsToldByMail(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		reportWorld(t, a, 9)
		clerk := apptest.SignIn(t, a, org.Finance, "/G/")
		askReport(t, a, clerk, unitG, a.Day())
		drain(t, a)
		if got := lettersWaiting(t, db); len(got) != 0 {
			t.Fatalf("without a mail server: %+v", got)
		}
		a.Mail, a.URL = app.MailServer{Address: "127.0.0.1:1", From: "shukun@example.com"}, "https://shukun.example/"
		askReport(t, a, clerk, unitG, a.Day().AddDays(-1))
		drain(t, a)
		if got := lettersWaiting(t, db); len(got) != 0 {
			t.Fatalf("without an address: %+v", got)
		}
		reached(t, db, clerk.Person, "not an address", lang.Zh)
		askReport(t, a, clerk, unitG, a.Day().AddDays(-2))
		drain(t, a)
		if list, err := a.Reports(t.Context(), clerk, "/G/", "", 1); err != nil || list[0].State != store.JobDone || len(lettersWaiting(t, db)) != 0 {
			t.Fatalf("an address nothing can be sent to: %+v %v", list, err)
		}
		for i, want := range []struct {
			lang    lang.Lang
			subject string
			words   string
		}{{lang.Zh, "纾困：报表已生成", "请登录"}, {lang.En, "Shukun: your report is ready", "Sign in"}} {
			reached(t, db, clerk.Person, "clerk@example.com", want.lang)
			id := askReport(t, a, clerk, unitG, a.Day().AddDays(-3-i))
			drain(t, a)
			got := lettersWaiting(t, db)
			if len(got) != i+1 {
				t.Fatalf("%d letters, want %d", len(got), i+1)
			}
			var m app.Mail
			for _, l := range got {
				if l.Subject == want.subject {
					m = l
				}
			}
			body := strings.ReplaceAll(strings.ReplaceAll(m.Body, clerk.Name, ""), "https://shukun.example/sign-in\n", "<link>")
			if m.To != "clerk@example.com" || !strings.Contains(body, want.words) || !strings.HasSuffix(body, "<link>") || regexp.MustCompile(`\d|单位G`).MatchString(body) || strings.Contains(m.Body, id) {
				t.Errorf("%+v", m)
			}
		}
	})
}

// A report that failed for good is told of with the end of its job, or not at all; one that is tried again is not.
func TestReportThatFailedIsToldByMail(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, clock := apptest.WithClock(t, db)
		a.Mail, a.URL = app.MailServer{Address: "127.0.0.1:1", From: "shukun@example.com"}, "https://shukun.example"
		reportWorld(t, a, 3)
		clerk := apptest.SignIn(t, a, org.Finance, "/G/")
		reached(t, db, clerk.Person, "clerk@example.com", lang.Zh)
		id := askReport(t, a, clerk, unitG, a.Day())
		job := reportJobTaken(t, db, clock.Now())
		if err := a.FailJob(t.Context(), job, errors.New("broken off")); err != nil {
			t.Fatal(err)
		}
		if got := lettersWaiting(t, db); len(got) != 0 {
			t.Fatalf("it is tried again, and told of: %+v", got)
		}
		clock.Move(time.Hour)
		job = reportJobTaken(t, db, clock.Now())
		final := problem.New(problem.Invalid, "never", lang.Text{Zh: "不行", En: "no"}, lang.Text{Zh: "无", En: "none"})
		lost := job
		lost.Fence--
		if err := a.FailJob(t.Context(), lost, final); !store.JobLost(err) || len(lettersWaiting(t, db)) != 0 {
			t.Fatalf("a worker that lost the job tells: %v", err)
		}
		if err := a.FailJob(t.Context(), job, final); err != nil {
			t.Fatal(err)
		}
		got := lettersWaiting(t, db)
		if len(got) != 1 || got[0].Subject != "纾困：报表没有生成" || !strings.HasSuffix(got[0].Body, "\n\nhttps://shukun.example/sign-in\n") || strings.Contains(got[0].Body, "不行") {
			t.Errorf("%+v", got)
		}
		if v, err := a.FindReport(t.Context(), clerk, id); err != nil || v.State != store.JobDead {
			t.Errorf("%+v %v", v, err)
		}
	})
}
