package web

import (
	"database/sql"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/org"
	"shukun/store/storetest"
)

// TestEveryAnswerHasTheHeaders asks every route, also for what there is not, and looks at the security headers.
func TestEveryAnswerHasTheHeaders(t *testing.T) {
	a := apptest.New(t, storetest.SQLite(t))
	world(t, a)
	_, token := apptest.Visit(t, a, app.Grant{Role: org.RegulatorHead, Path: "/"}, app.Grant{Role: org.GroupAdmin, Path: "/G/"})
	h := New(a, Options{Log: a.Log, Secure: true})
	nonces := map[string]bool{}
	inline := regexp.MustCompile(`(?i)<script(?:>|[^>]*>[^<])|<style|\sstyle=|\son[a-z]+=|javascript:|https?://`)
	check := func(method, path string) {
		r := httptest.NewRequest(method, path, nil)
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		r.AddCookie(&http.Cookie{Name: "__Host-sid", Value: token})
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		for name, want := range map[string]string{"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "Permissions-Policy": "camera=()", "Strict-Transport-Security": "max-age=31536000; includeSubDomains"} {
			if got := w.Header().Get(name); !strings.HasPrefix(got, want) {
				t.Errorf("%s %s: %s is %q", method, path, name, got)
			}
		}
		if csp := w.Header().Get("Content-Security-Policy"); strings.Contains(csp, "unsafe") || !strings.Contains(csp, "frame-ancestors 'none'") || !strings.Contains(csp, "base-uri 'none'") || !strings.Contains(csp, "form-action 'self'") {
			t.Errorf("%s %s: %s", method, path, csp)
		}
		nonce := regexp.MustCompile(`script-src 'nonce-([A-Z2-7]{26})'; style-src 'nonce-([A-Z2-7]{26})';`).FindStringSubmatch(w.Header().Get("Content-Security-Policy"))
		if nonce == nil || nonce[1] != nonce[2] || nonces[nonce[1]] {
			t.Errorf("%s %s: its nonce is not one of its own: %q", method, path, nonce)
			return
		}
		nonces[nonce[1]] = true
		for _, element := range regexp.MustCompile(`<script[^>]*>|<link rel="stylesheet"[^>]*>`).FindAllString(w.Body.String(), -1) {
			if !strings.Contains(element, `nonce="`+nonce[1]+`"`) {
				t.Errorf("%s %s: %s is without the nonce", method, path, element)
			}
		}
		for _, c := range w.Result().Cookies() {
			if !strings.HasPrefix(c.Name, "__Host-") || !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.Name == "__Host-sid" && len(c.Value) > 64 {
				t.Errorf("%s %s: the cookie %v", method, path, c)
			}
		}
		if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			if bad := inline.FindString(w.Body.String()); bad != "" {
				t.Errorf("%s %s: the page has %q", method, path, bad)
			}
		}
	}
	for _, rt := range (&Server{app: a, options: Options{Log: a.Log}}).routes() {
		if strings.HasPrefix(rt.pattern, "POST /sign-out") || strings.HasPrefix(rt.pattern, "POST /account/sessions") {
			continue // they end the session of this test
		}
		check(fill(rt.pattern, "none"))
	}
	check("GET", "/organisation/S")
	check("GET", "/findings/f-S")
	check("GET", "/static/app.css")
	check("GET", "/nowhere")
}

// TestNoFormComesFromAnotherSite sends every form as another site's page would: refused, before anything is looked at.
func TestNoFormComesFromAnotherSite(t *testing.T) {
	a := apptest.New(t, storetest.SQLite(t))
	_, token := apptest.Visit(t, a, app.Grant{Role: org.SecurityAdmin, Path: "/"})
	h := New(a, Options{Log: a.Log})
	n := 0
	for _, rt := range (&Server{app: a, options: Options{Log: a.Log}}).routes() {
		method, path := fill(rt.pattern, "none")
		if method == "GET" {
			continue
		}
		n++
		for name, set := range map[string]func(http.Header){
			"Sec-Fetch-Site cross-site": func(h http.Header) { h.Set("Sec-Fetch-Site", "cross-site") },
			"Sec-Fetch-Site same-site":  func(h http.Header) { h.Set("Sec-Fetch-Site", "same-site") },
			"another Origin":            func(h http.Header) { h.Set("Origin", "https://evil.example") },
			"Origin null":               func(h http.Header) { h.Set("Origin", "null") },
		} {
			r := httptest.NewRequest(method, path, strings.NewReader("to=en"))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			set(r.Header)
			r.AddCookie(&http.Cookie{Name: "sid", Value: token})
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != 403 {
				t.Errorf("%s with %s: %d", rt.pattern, name, w.Code)
			}
		}
	}
	if n < 20 {
		t.Fatalf("only %d forms were found", n)
	}
	if w := ask(h, "GET", "/account", token); w.Code != 200 {
		t.Error("a refused form ended the session")
	}
}

// TestLookingChangesNothing crawls the site twice as several people, following every link but those of exports, which the
// audit log notes: the database is the same before and after, but for when their sessions were last used.
func TestLookingChangesNothing(t *testing.T) {
	url := storetest.SQLiteURL(t)
	a := apptest.New(t, storetest.Open(t, url))
	world(t, a)
	var tokens []string
	for _, g := range [][]app.Grant{
		{{Role: org.RegulatorHead, Path: "/"}, {Role: org.RegulatorOfficer, Path: "/"}}, {{Role: org.GroupAdmin, Path: "/G/"}, {Role: org.Finance, Path: "/G/"}},
		{{Role: org.SecurityAdmin, Path: "/"}}, {{Role: org.SystemAdmin, Path: "/"}}, {{Role: org.AuditAdmin, Path: "/"}}, {},
	} {
		_, token := apptest.Visit(t, a, g...)
		tokens = append(tokens, token)
	}
	h := New(a, Options{Log: a.Log})
	before := dump(t, url)
	for range 2 {
		for _, token := range append(tokens, "") {
			if n := crawl(t, h, token); token == tokens[0] && n < 30 {
				t.Fatalf("the crawl found %d pages only", n)
			}
		}
		for i, after := range dump(t, url) {
			if after != before[i] {
				t.Fatalf("looking changed\n%.300s\ninto\n%.300s", before[i], after)
			}
		}
	}
}

var links = regexp.MustCompile(`(?:href|src|action)="(/[^"]*)"`)

// crawl follows every link from the front page and every route without a place, and counts the pages.
func crawl(t *testing.T, h http.Handler, token string) int {
	t.Helper()
	todo := []string{"/"}
	for _, rt := range (&Server{}).routes() {
		if method, path := fill(rt.pattern, "none"); method == "GET" {
			todo = append(todo, path)
		}
	}
	seen := map[string]bool{}
	for len(todo) > 0 && len(seen) < 400 {
		path := strings.ReplaceAll(todo[0], "&amp;", "&")
		if todo = todo[1:]; seen[path] || strings.Contains(path, "export") {
			continue
		}
		seen[path] = true
		w := ask(h, "GET", path, token)
		if w.Code >= 500 {
			t.Errorf("GET %s: %d", path, w.Code)
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			continue
		}
		for _, m := range links.FindAllStringSubmatch(w.Body.String(), -1) {
			if !seen[m[1]] && !strings.Contains(m[1], "back=") {
				todo = append(todo, m[1])
			}
		}
	}
	return len(seen)
}

// dump writes every table of an SQLite file, a line a row, but for when sessions were last used.
func dump(t *testing.T, address string) (lines []string) {
	t.Helper()
	db, err := sql.Open("sqlite", strings.TrimPrefix(address, "sqlite:"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var tables []string
	rows, err := db.Query("select name from sqlite_master where type = 'table' order by name")
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		tables = append(tables, name)
	}
	for _, table := range tables {
		rows, err := db.Query("select * from " + table)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			values, into := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
			if err := rows.Scan(into...); err != nil {
				t.Fatal(err)
			}
			if i := slices.Index(columns, "seen_at"); i >= 0 {
				values[i] = 0
			}
			lines = append(lines, table+" "+fmt.Sprint(values...))
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(lines)
	return append(lines, fmt.Sprint(len(lines), " rows"))
}
