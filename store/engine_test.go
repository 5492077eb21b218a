package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
	"shukun/store/storetest"
)

// TestSQLiteOptions reads every option back from both pools.
func TestSQLiteOptions(t *testing.T) {
	db := storetest.SQLite(t)
	writer, reader := db.Pools()
	want := map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000", "trusted_schema": "0",
		"mmap_size": "0", "journal_size_limit": "67108864", "temp_store": "2"}
	for name, pool := range map[string]*sql.DB{"writer": writer, "reader": reader} {
		for option, value := range want {
			var got string
			if err := pool.QueryRow("pragma " + option).Scan(&got); err != nil && option != "mmap_size" || got != value && option != "mmap_size" {
				t.Errorf("%s: %s is %q (%v), want %s", name, option, got, err, value)
			} else if option == "mmap_size" && got != "" && got != "0" {
				t.Errorf("%s: memory is mapped: %s", name, got)
			}
		}
	}
	if n := writer.Stats().MaxOpenConnections; n != 1 {
		t.Errorf("%d writers, one is wanted", n)
	}
	if _, err := reader.Exec("insert into setting values ('a', 'b')"); err == nil {
		t.Error("a reader can write")
	}
}

func TestSQLiteFileIsPrivate(t *testing.T) {
	url := storetest.EmptySQLiteURL(t)
	storetest.Open(t, url)
	for _, suffix := range []string{"", ".lock"} {
		info, err := os.Stat(strings.TrimPrefix(url, "sqlite:") + suffix)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%q: %v %v, want 0600", suffix, info.Mode(), err)
		}
	}
}

// TestPostgresSession reads the limits of a session back, plain and unhurried.
func TestPostgresSession(t *testing.T) {
	db := storetest.Postgres(t)
	read := func(ctx context.Context, option string) (value string) {
		err := db.Read(ctx, store.Root, func(tx *store.Tx) error {
			_, err := tx.One("select current_setting($1)", []any{option}, &value)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
	want := map[string]string{"statement_timeout": "15s", "lock_timeout": "3s", "idle_in_transaction_session_timeout": "30s", "TimeZone": "UTC",
		"app.scope": "/", "transaction_read_only": "on", "transaction_isolation": "repeatable read", "application_name": "shukun", "is_superuser": "off"}
	for option, value := range want {
		if got := read(t.Context(), option); got != value {
			t.Errorf("%s is %s, want %s", option, got, value)
		}
	}
	if got := read(store.Unhurried(t.Context()), "statement_timeout"); got != "0" {
		t.Errorf("unhurried: %s", got)
	}
	if got := read(t.Context(), "statement_timeout"); got != "15s" {
		t.Errorf("after an unhurried transaction: %s", got)
	}
}

func TestOldVersionsRefused(t *testing.T) {
	for version, ok := range map[string]bool{"3.51.2": false, "3.7.0": false, "3.51.3": true, "3.54.1": true} {
		if err := store.SQLiteNewEnough(version); (err == nil) != ok {
			t.Errorf("SQLite %s: %v", version, err)
		}
	}
	for version, ok := range map[int]bool{130022: false, 96024: false, 140000: true, 150018: true, 180001: true} {
		err := store.PostgresNewEnough(version)
		if (err == nil) != ok {
			t.Errorf("PostgreSQL %d: %v", version, err)
		}
		if err != nil && problem.CodeOf(err) != "database-old" {
			t.Errorf("PostgreSQL %d: code %s", version, problem.CodeOf(err))
		}
	}
}

// TestSecondProcess: the second to open a file for writing is refused and told who has it; looking is allowed.
func TestSecondProcess(t *testing.T) {
	url := storetest.SQLiteURL(t)
	first := storetest.Open(t, url)
	_, err := store.Open(t.Context(), url)
	if problem.CodeOf(err) != "database-open" || !strings.Contains(problem.In(err, lang.Zh), strconv.Itoa(os.Getpid())) {
		t.Fatalf("a second opening: %v", err)
	}
	beside, err := store.OpenBeside(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { beside.Close() })
	write := func(db *store.DB, key string) error {
		return db.Write(t.Context(), store.Root, func(tx *store.Tx) error {
			_, err := tx.Exec("insert into setting (key, value) values ($1, 'x')", key)
			return err
		})
	}
	if err := write(first, "one"); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := beside.Read(t.Context(), store.Root, func(tx *store.Tx) error {
		_, err := tx.One("select count(*) from setting where key = 'one'", nil, &n)
		return err
	}); err != nil || n != 1 {
		t.Errorf("beside: %d %v", n, err)
	}
	if err := write(beside, "two"); err == nil {
		t.Error("the one beside wrote")
	}
	if err := beside.Migrate(t.Context()); err == nil {
		t.Error("the one beside migrated")
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := store.Open(t.Context(), url)
	if err != nil {
		t.Fatal("the lock was not let go:", err)
	}
	again.Close()
}

func TestBadAddress(t *testing.T) {
	for url, code := range map[string]string{"mysql://x": "database-url", "": "database-url", "postgres://a:secret@[": "database-url",
		"postgres://nobody@127.0.0.1:1/x?connect_timeout=1": "database-busy", "sqlite:" + t.TempDir() + "/no/such/folder/x.db": "database"} {
		_, err := store.Open(t.Context(), url)
		if problem.CodeOf(err) != code {
			t.Errorf("%s: %v, want %s", url, err, code)
		}
		if strings.Contains(fmt.Sprint(err), "secret") {
			t.Errorf("%s: the message shows the password: %v", url, err)
		}
	}
}

// TestDamagedFile: once the file is found damaged nothing more is written, and the server is told to end.
func TestDamagedFile(t *testing.T) {
	url := storetest.SQLiteURL(t)
	file := strings.TrimPrefix(url, "sqlite:")
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := 4096; i < len(content); i++ { // all but the first page
		content[i] = 0xA5
	}
	db := storetest.Open(t, url)
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	write := func() error {
		return db.Write(t.Context(), store.Root, func(tx *store.Tx) error {
			_, err := tx.Exec("insert into setting (key, value) values ('a', 'b')")
			return err
		})
	}
	if err := write(); problem.CodeOf(err) != "database-disk" {
		t.Errorf("writing a damaged file: %v", err)
	}
	select {
	case <-db.Broken():
	default:
		t.Error("nobody is told")
	}
	if err := write(); problem.CodeOf(err) != "database-disk" {
		t.Errorf("writing again: %v", err)
	}
}

var oneWord = lang.Text{Zh: "字", En: "word"}
