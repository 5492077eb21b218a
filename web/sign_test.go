package web

import (
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/org"
)

func TestFirstAdministratorThroughTheLink(t *testing.T) {
	a, clock, base := testSite(t)
	token, err := a.Bootstrap(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c := browser(t, base, "")
	c.get("/?x=1").want(t, 303, "/sign-in?back=%2F%3Fx%3D1")
	c.get("/bootstrap/x").want(t, 410)
	link := "/bootstrap/" + token
	c.get(link).want(t, 200, `autocomplete="new-password"`)
	c.post(link, "login", "a", "name", "第一人", "password", apptest.Password, "again", apptest.Password).want(t, 422, "login-error", "#login")
	c.post(link, "login", "first", "name", "第一人", "password", apptest.Password, "again", "other").want(t, 422, "again-error")
	c.post(link, "login", "first", "name", "第一人", "password", apptest.Password, "again", apptest.Password).want(t, 303, "/sign-in/enrol")
	c.get(link).want(t, 410)
	c.get("/").want(t, 303, "/sign-in")
	page := c.get("/sign-in/enrol").want(t, 200, "data:image/png;base64,")
	secret := page.between(t, "<code>", "</code>")
	c.post("/sign-in/enrol", "code", "000000").want(t, 422, "code-error")
	code, err := totp.GenerateCode(secret, clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	page = c.post("/sign-in/enrol", "code", code, "back", "/account").want(t, 200, `href="/account"`)
	if strings.Count(page.body, "<li><code>") != 10 {
		t.Fatal("ten recovery codes are wanted", page.body)
	}
	c.get("/").want(t, 200, "第一人")
	c.post("/sign-out").want(t, 303, "/sign-in")
	c.get("/").want(t, 303, "/sign-in")

	// The next time: password, second factor, and back to where one wanted to go.
	c.post("/sign-in", "login", "first", "password", apptest.Password, "back", "/account").want(t, 303, "/sign-in/second?back=%2Faccount")
	clock.Move(time.Minute)
	if code, err = totp.GenerateCode(secret, clock.Now()); err != nil {
		t.Fatal(err)
	}
	c.post("/sign-in/second", "code", "12").want(t, 422, "code-error")
	c.post("/sign-in/second", "code", code, "back", "/account").want(t, 303, "/account")
	c.get("/").want(t, 200, "第一人")
}

func TestSignInRefusesAlikeAndLeadsNowhereElse(t *testing.T) {
	a, _, base := testSite(t)
	a.Demo = true
	if _, err := a.SeedPerson(t.Context(), "lin", "林", apptest.Password, app.Grant{Role: org.Finance, Path: "/A/"}); err != nil {
		t.Fatal(err)
	}
	c := browser(t, base, "")
	c.get("/sign-in").want(t, 200, "演示")
	known := c.post("/sign-in", "login", "lin", "password", "wrong wrong").want(t, 422)
	unknown := c.post("/sign-in", "login", "xxx", "password", "wrong wrong").want(t, 422)
	if strings.ReplaceAll(plain(known.body), `value="lin"`, `value="xxx"`) != plain(unknown.body) {
		t.Error("a known login answers otherwise than an unknown one")
	}
	for _, back := range []string{"https://evil.example/", "//evil.example/", `/\evil.example`, "javascript:alert(1)", "/%09/evil.example", "http:evil.example"} {
		c := browser(t, base, "")
		if got := c.post("/sign-in", "login", "lin", "password", apptest.Password, "back", back).want(t, 303); strings.Contains(got.location, "evil") && !strings.HasPrefix(got.location, "/%09") {
			t.Errorf("%q leads to %q", back, got.location)
		}
	}
}

func TestGuessingIsSlowedDown(t *testing.T) {
	_, _, base := testSite(t)
	c := browser(t, base, "")
	for range 5 {
		c.post("/sign-in", "login", "lin", "password", "wrong wrong").want(t, 422)
	}
	c.post("/sign-in", "login", "lin", "password", "wrong wrong").want(t, 429, "login-error")
}
