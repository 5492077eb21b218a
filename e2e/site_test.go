package e2e

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	_ "modernc.org/sqlite" // the fixture writes what other parts of the system will have written

	"shukun/app"
	"shukun/civil"
	"shukun/ledger"
	"shukun/org"
	"shukun/regulation"
	"shukun/sample"
	"shukun/store"
	"shukun/web"
)

// site is the whole system at work, in this process.
type site struct {
	address string
	app     *app.App
	file    string // of the database
}

// today is the business day of the tests with a small world of their own.
var today = civil.MustParse("2022-06-30")

// start starts a site with an empty, migrated database that ends with the test.
func start(t *testing.T) *site {
	t.Helper()
	s, stop := startIn(t, t.TempDir(), today)
	t.Cleanup(stop)
	return s
}

// startIn starts a site in a folder, on a business day.
func startIn(t *testing.T, folder string, day civil.Date) (s *site, stop func()) {
	t.Helper()
	file := filepath.Join(folder, "shukun.db")
	db, err := store.Open(context.Background(), "sqlite:"+file)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	law, err := regulation.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	y, m, d := day.Split()
	a := &app.App{Store: db, Law: law, Now: func() time.Time { return time.Date(y, time.Month(m), d, 1, 0, 0, 0, time.UTC) }, Day: func() civil.Date { return day },
		Log: log, Name: "示例国资委", Demo: true}
	server := httptest.NewServer(web.New(a, web.Options{Log: log, Gallery: true}))
	return &site{address: server.URL, app: a, file: file}, func() { server.Close(); db.Close() }
}

// sharedDemo is the one site with the demonstration's ledgers, for tests that change nothing anybody else looks at.
type sharedDemo struct {
	once sync.Once
	site *site
	stop func()
}

var demonstration sharedDemo // filing and evaluating it takes seconds

// demo gives the site with the sample ledgers filed and evaluated, as `shukun serve --demo` has them.
func demo(t *testing.T) *site {
	t.Helper()
	demonstration.once.Do(func() {
		folder, err := os.MkdirTemp("", "shukun-e2e-")
		if err != nil {
			t.Fatal(err)
		}
		s, stop := startIn(t, folder, sample.AsOf())
		demonstration.stop = func() { stop(); os.RemoveAll(folder) }
		s.loadSample(t, filepath.Join(folder, "sample"))
		demonstration.site = s
	})
	if demonstration.site == nil {
		t.Fatal("the demonstration did not start")
	}
	return demonstration.site
}

// loadSample files the sample by the code that people's filings go through, and evaluates it.
func (s *site) loadSample(t *testing.T, folder string) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	sum, err := sample.Write(folder, sample.Demo, 1, sample.Options{})
	must(err)
	files, _, err := ledger.FindInputs([]string{folder})
	must(err)
	var texts []app.TextFile
	for _, name := range sum.Texts {
		data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		must(err)
		texts = append(texts, app.TextFile{Name: name, Data: data})
	}
	who := &app.Actor{Person: "system", Name: "示例", Grants: []app.Grant{{Role: org.GroupAdmin, Path: "/"}}}
	_, err = s.app.FileLedgers(context.Background(), who, app.Submission{Mode: store.Upsert, Files: files, Texts: texts, Note: "示例数据"})
	must(err)
	must(app.NewRunner(s.app, 2).Drain(context.Background()))
	var units []store.Unit
	must(s.app.Store.Read(context.Background(), store.Root, func(tx *store.Tx) (err error) { units, err = tx.UnitsBelow("/"); return err }))
	most := ""
	for _, u := range units {
		if n := len(below(units, u.Path)); u.Parent == "" && n > len(below(units, most)) {
			most = u.Path
		}
	}
	for who, role := range map[string]string{"head": "regulator-head", "system": "system-admin", "security": "security-admin", "audit": "audit-admin"} {
		s.signIn(t, who, role, "/")
	}
	for who, role := range map[string]string{"finance": "finance", "leasing": "leasing", "group": "group-admin", "approver": "approver"} {
		s.signIn(t, who, role, most)
	}
	s.signIn(t, "sme", "sme", app.SMEPath("91150102YL9000203B")) // 示例小微商行, whom several units owe
}

func below(units []store.Unit, path string) (all []store.Unit) {
	for _, u := range units {
		if path != "" && strings.HasPrefix(u.Path, path) {
			all = append(all, u)
		}
	}
	return all
}

// sql runs statements on the database behind the system's back.
func (s *site) sql(t *testing.T, statement string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+s.file+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement, args...); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// token is the cookie of a person the fixture signed in.
func (s *site) token(who string) string { return "token-of-" + who }

// signIn makes a person with a role and a session.
func (s *site) signIn(t *testing.T, who, role, path string) {
	t.Helper()
	sum := sha256.Sum256([]byte(s.token(who)))
	s.sql(t, "insert into person (id, login, name, created_at) values ($1, $1, $2, 1)", who, who+"（虚构）")
	s.sql(t, "insert into role_grant (id, person, role, path, from_day, granted_by, granted_at) values ($1, $1, $2, $3, '2020-01-01', 'test', 1)", who, role, path)
	s.sql(t, "insert into session (token, id, person, created_at, seen_at, expires_at) values ($1, $2, $2, 1, $3, 4000000000000)", hex.EncodeToString(sum[:]), who, s.app.Now().UnixMilli())
}
