package web

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/store/storetest"
)

// client is a browser without a screen: it keeps cookies and does not follow redirects.
type client struct {
	t      *testing.T
	base   string
	client *http.Client
}

// site starts the whole site over an app.
func site(t *testing.T, a *app.App) string {
	t.Helper()
	s := httptest.NewServer(New(a, Options{Log: a.Log}))
	t.Cleanup(s.Close)
	return s.URL
}

// testSite is an app on a fresh SQLite database, its clock, and the site over it.
func testSite(t *testing.T) (*app.App, *apptest.Clock, string) {
	t.Helper()
	a, c := apptest.WithClock(t, storetest.SQLite(t))
	return a, c, site(t, a)
}

// browser makes a client; token is the session's, "" for nobody.
func browser(t *testing.T, base, token string) *client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		u, _ := url.Parse(base)
		jar.SetCookies(u, []*http.Cookie{{Name: "sid", Value: token, Path: "/"}})
	}
	return &client{t, base, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// as signs a new person with roles in and gives their browser.
func as(t *testing.T, a *app.App, base string, grants ...app.Grant) (*client, *app.Actor) {
	t.Helper()
	who, token := apptest.Visit(t, a, grants...)
	return browser(t, base, token), who
}

type answer struct {
	status   int
	body     string
	location string
	header   http.Header
}

func (c *client) do(r *http.Request) answer {
	c.t.Helper()
	resp, err := c.client.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return answer{resp.StatusCode, string(b), resp.Header.Get("Location"), resp.Header}
}

func (c *client) get(path string) answer {
	c.t.Helper()
	r, err := http.NewRequest("GET", c.base+path, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	return c.do(r)
}

// post sends a form as a browser on the same site would; fields are name, value, name, value …
func (c *client) post(path string, fields ...string) answer {
	c.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	r, err := http.NewRequest("POST", c.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return c.do(r)
}

func (a answer) want(t *testing.T, status int, parts ...string) answer {
	t.Helper()
	if a.status != status {
		t.Fatalf("status %d, want %d; location %q\n%s", a.status, status, a.location, a.body)
	}
	for _, p := range parts {
		if !strings.Contains(a.body, p) && !strings.Contains(a.location, p) {
			t.Fatalf("%q is not in the answer; location %q\n%s", p, a.location, a.body)
		}
	}
	return a
}

// between gives what stands between two marks of an answer.
func (a answer) between(t *testing.T, from, to string) string {
	t.Helper()
	_, rest, ok := strings.Cut(a.body, from)
	s, _, ok2 := strings.Cut(rest, to)
	if !ok || !ok2 {
		t.Fatalf("%q … %q is not in\n%s", from, to, a.body)
	}
	return s
}
