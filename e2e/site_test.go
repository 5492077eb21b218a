package e2e

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"io"
	"log/slog"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	_ "modernc.org/sqlite" // the fixture writes what other parts of the system will have written

	"shukun/app"
	"shukun/civil"
	"shukun/regulation"
	"shukun/store"
	"shukun/web"
)

// site is the whole system at work, in this process.
type site struct {
	address string
	app     *app.App
	file    string // of the database
}

// today is the business day of the tests.
var today = civil.MustParse("2022-06-30")

// start starts a site with an empty, migrated database.
func start(t *testing.T) *site {
	t.Helper()
	file := filepath.Join(t.TempDir(), "shukun.db")
	db, err := store.Open(t.Context(), "sqlite:"+file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	law, err := regulation.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelError}))
	if t.Output() == nil {
		log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	a := &app.App{Store: db, Law: law, Now: func() time.Time { return time.Date(2022, 6, 30, 1, 0, 0, 0, time.UTC) }, Day: func() civil.Date { return today },
		Log: log, Name: "示例国资委", Demo: true}
	server := httptest.NewServer(web.New(a, web.Options{Log: log, Gallery: true}))
	t.Cleanup(server.Close)
	return &site{address: server.URL, app: a, file: file}
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
