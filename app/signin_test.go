package app_test

import (
	"context"
	"encoding/base32"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/org"
	"shukun/problem"
	"shukun/store"
	"shukun/store/storetest"
)

var ctx = context.Background()

func visit(ip string) app.Visit { return app.Visit{IP: ip, Agent: "test", Request: "r"} }

// seed adds a person with the tests' password.
func seed(t *testing.T, a *app.App, login string, grants ...app.Grant) string {
	t.Helper()
	id, err := a.SeedPerson(ctx, login, "名 "+login, apptest.Password, grants...)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// code is what the person's phone shows.
func code(t *testing.T, c *apptest.Clock, secret string) string {
	t.Helper()
	s, err := totp.GenerateCode(secret, c.Now())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	if problem.CodeOf(err) != code {
		t.Fatalf("error %v, want %s", err, code)
	}
}

// enrol signs a person in for the first time and gives their session, secret and recovery codes.
func enrol(t *testing.T, a *app.App, c *apptest.Clock, login string) (token, secret string, codes []string) {
	t.Helper()
	e, err := a.SignIn(ctx, visit("192.0.2.1"), login, apptest.Password)
	if err != nil || e.Stage != app.NeedsEnrol {
		t.Fatal(e, err)
	}
	in, err := a.Entering(ctx, app.Visit{Token: e.Token})
	if err != nil || in == nil || in.Stage != app.NeedsEnrol || !strings.Contains(in.URI, in.Secret) {
		t.Fatal(in, err)
	}
	e2, codes, err := a.Enrol(ctx, app.Visit{Token: e.Token}, code(t, c, in.Secret))
	if err != nil || e2.Stage != app.SignedIn || len(codes) != 10 || e2.Token == e.Token {
		t.Fatal(e2, codes, err)
	}
	return e2.Token, in.Secret, codes
}

func TestFirstSignInSetsUpTheSecondFactor(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, c := apptest.WithClock(t, db)
		id := seed(t, a, "lin", app.Grant{Role: org.Finance, Path: "/A/"})
		e, err := a.SignIn(ctx, visit("192.0.2.1"), " LIN ", apptest.Password)
		if err != nil || e.Stage != app.NeedsEnrol || len(e.Token) != 43 {
			t.Fatal(e, err)
		}
		if who, err := a.Authenticate(ctx, app.Visit{Token: e.Token}); err != nil || who != nil {
			t.Fatal("somebody on the way in must not be signed in", who, err)
		}
		if _, _, err := a.Enrol(ctx, app.Visit{Token: e.Token}, "000000"); problem.CodeOf(err) != "code-wrong" {
			t.Fatal(err)
		}
		token, secret, codes := enrol(t, a, c, "lin")
		who, err := a.Authenticate(ctx, app.Visit{Token: token, IP: "192.0.2.1"})
		if err != nil || who == nil || who.Person != id || !who.Second || len(who.Grants) != 1 {
			t.Fatal(who, err)
		}
		if _, err := base32.StdEncoding.DecodeString(secret); err != nil {
			t.Fatal(err)
		}

		// From now on: password, then a code that is used once; a step earlier or later is taken too.
		second := func(code string) (app.Entry, error) {
			e, err := a.SignIn(ctx, visit("192.0.2.1"), "lin", apptest.Password)
			if err != nil || e.Stage != app.NeedsSecond {
				t.Fatal(e, err)
			}
			return a.GiveSecond(ctx, app.Visit{Token: e.Token}, code)
		}
		_, err = second(code(t, c, secret))
		wantCode(t, err, "code-wrong") // used when enrolling
		next := code(t, c, secret)
		c.Move(30 * time.Second)
		late := next
		next = code(t, c, secret)
		if e, err := second(next[:3] + " " + next[3:]); err != nil || e.Stage != app.SignedIn {
			t.Fatal(e, err)
		}
		_, err = second(late)
		wantCode(t, err, "code-wrong") // earlier than one used
		_, err = second(next)
		wantCode(t, err, "code-wrong") // used
		c.Move(25 * time.Hour)
		old := code(t, c, secret)
		c.Move(90 * time.Second)
		_, err = second(old)
		wantCode(t, err, "code-wrong") // too old

		// A recovery code works once.
		if e, err := second(strings.ToLower(codes[3])); err != nil || e.Stage != app.SignedIn {
			t.Fatal(e, err)
		}
		_, err = second(codes[3])
		wantCode(t, err, "code-wrong")
	})
}

func TestUnknownAndKnownLoginsAnswerAlike(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		seed(t, a, "lin")
		_, known := a.SignIn(ctx, visit("192.0.2.1"), "lin", "wrong wrong")
		_, unknown := a.SignIn(ctx, visit("192.0.2.1"), "nobody", "wrong wrong")
		wantCode(t, known, "sign-in-wrong")
		if known.Error() != unknown.Error() {
			t.Errorf("%v / %v", known, unknown)
		}
	})
}

// TestUnknownAndKnownLoginsCostAlike counts the passwords worked out, and holds the cost of the hash that stands in for
// nobody's against that of a person's own: no clock is asked.
func TestUnknownAndKnownLoginsCostAlike(t *testing.T) {
	a := apptest.New(t, storetest.SQLite(t))
	id := seed(t, a, "lin")
	none := seed(t, a, "without")
	err := a.Store.Write(ctx, store.Root, func(tx *store.Tx) error {
		p, _, err := tx.Person(id)
		if err == nil && !app.NobodyIs(p.Password) {
			t.Errorf("a password costs otherwise than nobody's: %s", p.Password)
		}
		if err != nil {
			return err
		}
		if p, _, err = tx.Person(none); err != nil {
			return err
		}
		p.Password = ""
		return tx.SavePerson(p)
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range [][2]string{{"lin", "wrong wrong"}, {"nobody", "wrong wrong"}, {"without", "wrong wrong"}, {"lin", ""}, {"nobody", ""}} {
		before := a.Hashed()
		_, err := a.SignIn(ctx, visit("192.0.2.1"), x[0], x[1])
		wantCode(t, err, "sign-in-wrong")
		if n := a.Hashed() - before; n != 1 {
			t.Errorf("%s with %q: %d passwords worked out, want 1", x[0], x[1], n)
		}
	}
}

// TestGuessesOverServersCountTogether guesses by turns at two servers with one PostgreSQL, each with connections of its
// own: the delay comes as if it were one.
func TestGuessesOverServersCountTogether(t *testing.T) {
	url := storetest.PostgresURL(t)
	var servers [2]*app.App
	for i := range servers {
		db, err := store.Open(ctx, url)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		servers[i] = apptest.New(t, db)
	}
	seed(t, servers[0], "lin")
	for i := range 5 {
		_, err := servers[i%2].SignIn(ctx, visit("192.0.2.1"), "lin", "wrong wrong")
		wantCode(t, err, "sign-in-wrong")
	}
	for _, a := range servers {
		_, err := a.SignIn(ctx, visit("192.0.2.1"), "lin", apptest.Password)
		wantCode(t, err, "too-many-guesses")
		if e, err := a.SignIn(ctx, visit("198.51.100.7"), "lin", apptest.Password); err != nil || e.Token == "" {
			t.Fatal("from elsewhere", err)
		}
	}
}

func TestGuessesAreSlowedDownAndNeverLockOut(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, c := apptest.WithClock(t, db)
		seed(t, a, "lin")
		for range 5 {
			_, err := a.SignIn(ctx, visit("192.0.2.1"), "lin", "wrong wrong")
			wantCode(t, err, "sign-in-wrong")
		}
		_, err := a.SignIn(ctx, visit("192.0.2.1"), "lin", apptest.Password)
		wantCode(t, err, "too-many-guesses") // even the right one: nothing is looked at
		_, err = a.SignIn(ctx, visit("192.0.2.1"), "nobody", "x")
		wantCode(t, err, "sign-in-wrong") // others are not slowed down
		if e, err := a.SignIn(ctx, visit("198.51.100.7"), "lin", apptest.Password); err != nil || e.Token == "" {
			t.Fatal("an outsider must not lock somebody out", err)
		}
		for range 5 {
			_, err := a.SignIn(ctx, visit("192.0.2.9"), "lin", "wrong wrong")
			wantCode(t, err, "sign-in-wrong")
		}
		c.Move(1100 * time.Millisecond)
		_, err = a.SignIn(ctx, visit("192.0.2.9"), "lin", "wrong wrong")
		wantCode(t, err, "sign-in-wrong")
		c.Move(1100 * time.Millisecond)
		_, err = a.SignIn(ctx, visit("192.0.2.9"), "lin", apptest.Password)
		wantCode(t, err, "too-many-guesses") // the delay has grown to 2 s
		c.Move(time.Second)
		if _, err = a.SignIn(ctx, visit("192.0.2.9"), "lin", apptest.Password); err != nil {
			t.Fatal(err)
		}
		// Everything from one address: 30 a minute.
		for range 60 {
			if _, err = a.SignIn(ctx, visit("203.0.113.5"), app.FoldLogin("u"+a.NewID()), "x"); err != nil && problem.CodeOf(err) == "too-many-guesses" {
				return
			}
		}
		t.Fatal("60 logins were guessed from one address within a second")
	})
}

func TestSessionsEnd(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, c := apptest.WithClock(t, db)
		_, token := apptest.Visit(t, a, app.Grant{Role: org.Finance, Path: "/A/"})
		alive := func() bool {
			w, err := a.Authenticate(ctx, app.Visit{Token: token})
			if err != nil {
				t.Fatal(err)
			}
			return w != nil
		}
		for range 28 { // used every 25 minutes: until 11 h 40 min
			c.Move(25 * time.Minute)
			if !alive() {
				t.Fatal("a session in use ended after", c.Now().Sub(apptest.Start))
			}
		}
		c.Move(21 * time.Minute)
		if alive() {
			t.Fatal("a session lasts 12 hours at most")
		}
		_, token = apptest.Visit(t, a)
		c.Move(31 * time.Minute)
		if alive() {
			t.Fatal("a session unused for 30 minutes ends")
		}
		who, fresh := apptest.Visit(t, a)
		token = fresh
		if err := a.EndSession(ctx, who, who.Session); err != nil || alive() {
			t.Fatal("a session ended is over", err)
		}
		if who, err := a.Authenticate(ctx, app.Visit{Token: "guess"}); who != nil || err != nil {
			t.Fatal(who, err)
		}
	})
}

func TestBootstrapOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, c := apptest.WithClock(t, db)
		token, err := a.Bootstrap(ctx)
		if err != nil || token == "" {
			t.Fatal(err)
		}
		n := app.NewPerson{Login: "first", Name: "第一人"}
		if _, err := a.UseBootstrap(ctx, visit(""), token+"x", n, apptest.Password); err == nil {
			t.Fatal("a wrong link was taken")
		}
		_, err = a.UseBootstrap(ctx, visit(""), token, n, "12345678")
		wantCode(t, err, "password-common")
		c.Move(31 * time.Minute)
		_, err = a.UseBootstrap(ctx, visit(""), token, n, apptest.Password)
		wantCode(t, err, "link-over")
		old := token
		if token, err = a.Bootstrap(ctx); err != nil || token == old {
			t.Fatal(err)
		}
		e, err := a.UseBootstrap(ctx, visit(""), token, n, apptest.Password)
		if err != nil || e.Stage != app.NeedsEnrol {
			t.Fatal(e, err)
		}
		_, err = a.UseBootstrap(ctx, visit(""), token, app.NewPerson{Login: "second", Name: "第二人"}, apptest.Password)
		wantCode(t, err, "link-over")
		if again, err := a.Bootstrap(ctx); err != nil || again != "" {
			t.Fatal("there is an administrator already", again, err)
		}
	})
}

func TestDemonstrationNeedsNoSecondFactor(t *testing.T) {
	db := storetest.SQLite(t)
	a := apptest.New(t, db)
	seed(t, a, "demo")
	a.Demo = true
	e, err := a.SignIn(ctx, visit(""), "demo", apptest.Password)
	if err != nil || e.Stage != app.SignedIn {
		t.Fatal(e, err)
	}
	who, err := a.Authenticate(ctx, app.Visit{Token: e.Token})
	if err != nil || who == nil || who.Second {
		t.Fatal(who, err)
	}
	wantCode(t, app.StepUp(who), "step-up")
	wantCode(t, a.ConfirmSecond(ctx, who, "", "wrong wrong"), "code-wrong")
	if err := a.ConfirmSecond(ctx, who, "", apptest.Password); err != nil {
		t.Fatal(err)
	}
	if who, err = a.Authenticate(ctx, app.Visit{Token: e.Token}); err != nil || app.StepUp(who) != nil {
		t.Fatal(err)
	}
}
