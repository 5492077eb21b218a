// Package storetest gives tests a fresh, migrated database of each kind: SQLite in a temporary folder, and a real
// PostgreSQL that the first test of a package starts and that ends with the test process.
package storetest

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"shukun/store"
)

// Each runs the test on both databases, each fresh and migrated.
func Each(t *testing.T, test func(t *testing.T, db *store.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, Postgres(t)) })
}

// SQLite gives a fresh, migrated SQLite database that ends with the test.
func SQLite(t testing.TB) *store.DB {
	t.Helper()
	return Open(t, SQLiteURL(t))
}

// Postgres gives a fresh, migrated PostgreSQL database that ends with the test.
func Postgres(t testing.TB) *store.DB {
	t.Helper()
	return Open(t, PostgresURL(t))
}

// SQLiteURL gives the address of a fresh, migrated SQLite file that ends with the test.
func SQLiteURL(t testing.TB) string {
	t.Helper()
	content, err := migrated.bytes()
	if err != nil {
		t.Fatal(err)
	}
	url := EmptySQLiteURL(t)
	if err := os.WriteFile(strings.TrimPrefix(url, "sqlite:"), content, 0o600); err != nil {
		t.Fatal(err)
	}
	return url
}

// EmptySQLiteURL gives the address of a SQLite file that is not there yet.
func EmptySQLiteURL(t testing.TB) string { return "sqlite:" + filepath.Join(t.TempDir(), "shukun.db") }

// Open opens a database until the test ends.
func Open(t testing.TB, url string) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// migrated is a SQLite file with the schema in it, made once a test process: a copy takes a millisecond, the migration
// with its synchronised writes a hundred.
var migrated template

type template struct {
	once    sync.Once
	content []byte
	err     error
}

func (m *template) bytes() ([]byte, error) {
	m.once.Do(func() { m.content, m.err = makeTemplate() })
	return m.content, m.err
}

func makeTemplate() ([]byte, error) {
	folder, err := os.MkdirTemp("", "shukun-template-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "shukun.db")
	if err := migrate("sqlite:" + file); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
}

// migrate brings an empty database to the current schema and closes it.
func migrate(url string) error {
	db, err := store.Open(context.Background(), url)
	if err != nil {
		return err
	}
	err = db.Migrate(context.Background())
	if e := db.Close(); err == nil {
		err = e
	}
	return err
}
