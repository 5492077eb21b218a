package web

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/org"
	"shukun/store"
	"shukun/store/storetest"
)

// positions are where something stands as seen from the unit S: its path. The actor's role is over S.
var positions = []struct{ name, path string }{
	{"self", "/G/P/S/"}, {"child", "/G/P/S/SK/"}, {"grandchild", "/G/P/S/SK/SKK/"}, {"parent", "/G/P/"}, {"top", "/G/"}, {"sibling", "/G/P/SB/"}, {"cousin", "/G/Q/C/"},
	{"likename", "/G/P/SX/"}, {"othergroup", "/X/"}, {"stranger", "/X/Y/"},
}

// within is the matrix's own idea of reach: S itself and what hangs below it, by the codes on the way.
func within(path string) bool { return slices.Contains(strings.Split(path, "/"), "S") }

// things are what routes with a place in them can be about: by the address, the id of the thing at a position, and the
// verbs asked of whoever comes.
var things = []struct {
	prefix string
	id     func(position string) string
	exact  bool // what the route's verb allows is the whole rule: whoever may gets an answer, not 404
}{
	{"/organisation/{code}", func(p string) string { return codeOf(p) }, true},
	{"/people/{id}", nil, true}, // filled in by the test: the ids of people
	{"/findings/{id}", func(p string) string { return "f-" + codeOf(p) }, false},
	{"/uploads/{id}", func(p string) string { return "u-" + codeOf(p) }, false},
	{"/filings/{id}", func(p string) string { return "l-" + codeOf(p) }, false},
	{"/jobs/{id}", func(p string) string { return "j-" + codeOf(p) }, false},
	{"/reports/{id}", func(p string) string { return "r-" + codeOf(p) }, false},
	{"/units/{code}", func(p string) string { return codeOf(p) }, false},
	{"/enterprises/{code}", func(p string) string { return codeOf(p) }, false},
}

func codeOf(path string) string {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	return parts[len(parts)-1]
}

// world puts a unit, a person, a finding, a filing, an upload, a job and a report at every position, each with a mark of its own.
func world(t *testing.T, a *app.App) (people map[string]string) {
	t.Helper()
	people = map[string]string{}
	var paths []string
	for _, p := range append(slices.Clone(positions), struct{ name, path string }{"uncle", "/G/Q/"}) {
		paths = append(paths, p.path)
	}
	slices.Sort(paths)
	for _, p := range paths {
		apptest.Units(t, a, strings.Trim(p, "/"))
		id, err := a.SeedPerson(t.Context(), "p-"+strings.ToLower(codeOf(p)), "人"+mark(p), apptest.Password, app.Grant{Role: org.Viewer, Path: p})
		if err != nil {
			t.Fatal(err)
		}
		people[p] = id
	}
	err := a.Store.Write(t.Context(), store.Root, func(tx *store.Tx) error {
		for i, p := range paths {
			code := codeOf(p)
			u, _, err := tx.Unit(code)
			if err != nil {
				return err
			}
			u.Name = "单位" + mark(p)
			if err := tx.SaveUnit(u); err != nil {
				return err
			}
			f := store.Finding{ID: "f-" + code, Rule: "01.overdue", Clause: 1, Kind: "payables", Key: "键" + mark(p), Owner: code, Enterprise: code, Path: p, Values: store.Values{Outcome: 1, ReasonZh: "因" + mark(p), ReasonEn: "because " + mark(p)},
				First: a.Day(), From: a.Day(), Tick: a.Day(), State: store.FindingOpen, StateDay: a.Day()}
			if err := tx.AddFindings([]store.Finding{f}); err != nil {
				return err
			}
			seq := int64(i + 1)
			if err := tx.AddFiling(store.Filing{Seq: seq, ID: "l-" + code, Unit: code, Path: p, Kind: "payables", Period: "2022-05", Mode: "upsert", File: "文件" + mark(p), Person: people[p], FiledOn: a.Day(), FiledAt: 1}, nil); err != nil {
				return err
			}
			if err := tx.SaveUpload(store.Upload{ID: "u-" + code, Path: p, Unit: code, Person: people[p], State: "checked", Mode: "upsert", Period: "期" + mark(p), Made: 1, Changed: 1}); err != nil {
				return err
			}
			if err := tx.AddReport(store.Report{ID: "r-" + code, Path: p, Unit: code, Person: people[p], Lang: "zh", Day: a.Day(), Job: "j-" + code, Made: 1}); err != nil {
				return err
			}
			piece := store.Blob{Hash: "h-" + code, Content: []byte("file of " + mark(p)), MadeAt: 1}
			if err := tx.SaveBlob(piece); err != nil {
				return err
			}
			files := []store.ReportFile{{Form: app.ReportXLSX, Size: int64(len(piece.Content)), Hash: piece.Hash, Parts: []string{piece.Hash}}, {Form: app.ReportHTML, Size: int64(len(piece.Content)), Hash: piece.Hash, Parts: []string{piece.Hash}}}
			if _, err := tx.ReportReady("r-"+code, 1, files, 1); err != nil {
				return err
			}
			if _, err := tx.Enqueue(store.Job{ID: "j-" + code, Kind: "evaluate", Path: p, Payload: `"` + mark(p) + `"`, RunAt: 1, MadeAt: 1}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return people
}

// mark is a word that stands nowhere else.
func mark(path string) string { return "⟦" + codeOf(path) + "⟧" }

// visitor is somebody of the matrix: a role over S, or over everything if it is one of the instance.
type visitor struct {
	name, token string
	who         *app.Actor
	everything  bool
}

func visitors(t *testing.T, a *app.App) (all []visitor) {
	t.Helper()
	all = append(all, visitor{name: "nobody"})
	who, token := apptest.Visit(t, a)
	all = append(all, visitor{"no role", token, who, false})
	for _, r := range org.Roles() {
		g := app.Grant{Role: r, Path: "/G/P/S/"}
		switch {
		case r.Instance():
			g.Path = "/"
		case r == org.SME:
			g.Path = "/sme/E/"
		}
		who, token := apptest.Visit(t, a, g)
		all = append(all, visitor{string(r), token, who, r.Instance()})
	}
	return all
}

// ask sends a request of a visitor straight to the handler: no network, no cookies kept.
func ask(h http.Handler, method, path, token string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, nil)
	if method == "POST" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	if token != "" {
		r.AddCookie(&http.Cookie{Name: "sid", Value: token})
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// fill puts an id into a pattern's first place and "none" into the others.
func fill(pattern, id string) (method, path string) {
	method, path, _ = strings.Cut(pattern, " ")
	path = strings.TrimSuffix(path, "{$}")
	for first := true; ; first = false {
		before, rest, found := strings.Cut(path, "{")
		if !found {
			return method, path
		}
		_, after, _ := strings.Cut(rest, "}")
		if !first {
			id = "none"
		}
		path = before + url.PathEscape(id) + after
	}
}

// mutating are routes that a matrix cannot ask without ending its own visitors: sessions and sign-ins.
func mutating(pattern string) bool {
	for _, p := range []string{"POST /sign-out", "POST /sign-in", "POST /account/", "POST /confirm", "POST /bootstrap/", "POST /invitation/", "POST /views", "POST /findings/views"} {
		if strings.HasPrefix(pattern, p) {
			return true
		}
	}
	return false
}

// TestEveryRouteByRole asks every route as everybody, about nothing there is: who is not signed in is sent to sign in,
// who has not the route's verb anywhere gets the answer of a page there is not, and nobody ever an error of ours.
func TestEveryRouteByRole(t *testing.T) {
	a := apptest.New(t, storetest.SQLite(t))
	world(t, a)
	h := New(a, Options{Log: a.Log})
	all := visitors(t, a)
	for _, rt := range (&Server{app: a, options: Options{Log: a.Log}}).routes() {
		if mutating(rt.pattern) {
			continue
		}
		method, path := fill(rt.pattern, "none")
		for _, v := range all {
			w := ask(h, method, path, v.token)
			name := fmt.Sprintf("%s as %s: %d %s", rt.pattern, v.name, w.Code, w.Header().Get("Location"))
			signIn := w.Code == 303 && strings.HasPrefix(w.Header().Get("Location"), "/sign-in")
			switch {
			case w.Code >= 500:
				t.Errorf("%s: an error of ours", name)
			case rt.access.public:
			case v.who == nil && !signIn:
				t.Errorf("%s: who is not signed in is sent to sign in", name)
			case v.who == nil:
			case signIn:
				t.Errorf("%s: is signed in", name)
			case rt.access.verb != "" && !app.Anywhere(v.who, rt.access.verb):
				if w.Code != 404 || !sameAsNowhere(h, w, path, v.token) {
					t.Errorf("%s: a page one may not see is no page", name)
				}
			}
		}
	}
}

// sameAsNowhere compares an answer with that for an address that is none, but for the number of the request and the
// address itself.
func sameAsNowhere(h http.Handler, w *httptest.ResponseRecorder, path, token string) bool {
	nowhere := ask(h, "GET", "/nowhere-at-all", token)
	clean := func(b *bytes.Buffer, path string) string {
		s := strings.ReplaceAll(plain(b.String()), ` aria-current="page"`, "") // the menu marks the area of the address
		return strings.ReplaceAll(s, url.QueryEscape(path), "")
	}
	return clean(w.Body, path) == clean(nowhere.Body, "/nowhere-at-all")
}

// TestEveryThingByPosition asks every route about things at every position as everybody. What lies outside of one's
// reach answers as what there is not, byte for byte; on our own screens what lies within answers.
func TestEveryThingByPosition(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		people := world(t, a)
		h := New(a, Options{Log: a.Log})
		all := visitors(t, a)
		asked := 0
		for _, rt := range (&Server{app: a, options: Options{Log: a.Log}}).routes() {
			_, address, _ := strings.Cut(rt.pattern, " ")
			for _, thing := range things {
				if address != thing.prefix && !strings.HasPrefix(address, thing.prefix+"/") || mutating(rt.pattern) || rt.access.verb == "" {
					continue
				}
				for _, v := range all[1:] {
					none := "none"
					_, nonePath := fill(rt.pattern, none)
					for _, p := range positions {
						id := people[p.path]
						if thing.id != nil {
							id = thing.id(p.path)
						}
						method, path := fill(rt.pattern, id)
						w := ask(h, method, path, v.token)
						asked++
						whole := strings.HasSuffix(address, "/erase") // a role over the instance is needed, whomever it is about
						allowed := app.Anywhere(v.who, rt.access.verb) && (v.everything || within(p.path) && !whole)
						name := fmt.Sprintf("%s of %s as %s: %d", rt.pattern, p.name, v.name, w.Code)
						if !allowed {
							other := ask(h, method, nonePath, v.token)
							if w.Code != 404 || strings.ReplaceAll(plain(w.Body.String()), url.QueryEscape(path), "") != strings.ReplaceAll(plain(other.Body.String()), url.QueryEscape(nonePath), "") {
								t.Errorf("%s: is told from what there is not", name)
							}
						} else if thing.exact && w.Code == 404 && rt.pattern != "POST /organisation/{code}/move" {
							t.Errorf("%s: is theirs and is not shown", name)
						}
					}
				}
			}
		}
		if asked < 1000 {
			t.Fatalf("only %d were asked", asked)
		}
	})
}

// TestTheOwnerGetsTheWholePage opens the page of every thing at every position as whoever may: it is there, and it is
// about that thing. Without this a site that answers 404 to everything would pass the tests above.
func TestTheOwnerGetsTheWholePage(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		world(t, a)
		h := New(a, Options{Log: a.Log})
		opened := map[string]int{}
		for _, v := range visitors(t, a) {
			for _, page := range []struct {
				id   string
				verb app.Verb
			}{{"/findings/f-", app.SeeFindings}, {"/uploads/u-", app.FileLedger}, {"/filings/l-", app.SeeFilings}, {"/jobs/j-", app.SeeJobs}, {"/reports/r-", app.Export}, {"/units/", app.SeeFindings}, {"/organisation/", app.SeeOrganisation}} {
				for _, p := range positions {
					if v.who == nil || !app.May(v.who, page.verb, app.Object{Path: p.path}) {
						continue
					}
					w := ask(h, "GET", page.id+codeOf(p.path), v.token)
					if body := w.Body.String(); w.Code != 200 || !strings.Contains(body, mark(p.path)) || !strings.Contains(body, "</html>") {
						t.Errorf("%s%s as %s, of the %s: %d, %d bytes", page.id, codeOf(p.path), v.name, p.name, w.Code, len(body))
					}
					opened[page.id]++
				}
			}
		}
		for _, id := range []string{"/findings/f-", "/uploads/u-", "/filings/l-", "/jobs/j-", "/reports/r-"} {
			if opened[id] < 9 {
				t.Errorf("%s was opened %d times only", id, opened[id])
			}
		}
	})
}

// TestNoListShowsWhatIsForeign opens every screen without a place in its address as everybody with a role over S: no
// mark of what lies elsewhere is on it.
func TestNoListShowsWhatIsForeign(t *testing.T) {
	a := apptest.New(t, storetest.SQLite(t))
	world(t, a)
	h := New(a, Options{Log: a.Log})
	seen := 0
	for _, v := range visitors(t, a) {
		if v.everything || v.who == nil {
			continue
		}
		for _, rt := range (&Server{app: a, options: Options{Log: a.Log}}).routes() {
			if !strings.HasPrefix(rt.pattern, "GET ") || strings.Contains(strings.TrimSuffix(rt.pattern, "{$}"), "{") {
				continue
			}
			_, path := fill(rt.pattern, "")
			for _, query := range []string{"", "?q=" + url.QueryEscape("⟦"), "?as-of=2022-06-01", "?unit=X", "?at=X", "?after=a"} {
				body := ask(h, "GET", path+query, v.token).Body.String()
				for _, p := range positions {
					switch shown := strings.Contains(body, mark(p.path)); {
					case shown && !within(p.path):
						t.Errorf("%s%s as %s shows something of the %s", path, query, v.name, p.name)
					case shown:
						seen++
					}
				}
			}
		}
	}
	if seen < 100 {
		t.Fatalf("marks were seen %d times only: the test looks at too little", seen)
	}
}
