package store_test

import (
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
	"shukun/store/storetest"
)

// empty runs the test on both databases without any table in them.
func empty(t *testing.T, test func(t *testing.T, url string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, storetest.EmptySQLiteURL(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, storetest.EmptyPostgresURL(t)) })
}

// files copies the schema's files so that a test can change them.
func files(t *testing.T) fstest.MapFS {
	m := fstest.MapFS{}
	names, err := fs.Glob(store.SchemaFiles, "*.sql")
	if err != nil || len(names) == 0 {
		t.Fatal("no schema", err)
	}
	for _, name := range names {
		content, err := fs.ReadFile(store.SchemaFiles, name)
		if err != nil {
			t.Fatal(err)
		}
		m[name] = &fstest.MapFile{Data: content}
	}
	return m
}

func TestMigrate(t *testing.T) {
	empty(t, func(t *testing.T, url string) {
		db := storetest.Open(t, url)
		before, err := db.Schema(t.Context())
		if err != nil || before.Have != 0 || len(before.Pending) == 0 || problem.CodeOf(before.Check()) != "schema-old" {
			t.Fatalf("an empty database: %+v %v", before, err)
		}
		for range 2 { // the second changes nothing
			if err := db.Migrate(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		after, err := db.Schema(t.Context())
		if err != nil || after.Have != after.Want || len(after.Pending) != 0 || after.Check() != nil || len(after.Ran) != len(before.Pending) {
			t.Errorf("afterwards: %+v %v", after, err)
		}
		if n := count(t, db, store.Root, "schema_hash where length(hash) = 64"); n != len(after.Ran) {
			t.Errorf("%d hashes of %d files", n, len(after.Ran))
		}

		m := files(t)
		m["00001_house.sql"].Data = append(m["00001_house.sql"].Data, "\n-- a word\n"...)
		if err := db.MigrateFiles(t.Context(), m); problem.CodeOf(err) != "schema-changed" || !strings.Contains(problem.In(err, lang.En), "00001_house.sql") {
			t.Errorf("a file changed after it ran: %v", err)
		}
		m = files(t)
		m["99999_later.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\ncreate table later (id bigint not null primary key);\n")}
		if err := db.MigrateFiles(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		if err := db.Migrate(t.Context()); problem.CodeOf(err) != "schema-newer" || !strings.Contains(problem.In(err, lang.En), "99999") {
			t.Errorf("a database of a newer program: %v", err)
		}
	})
}

// TestMigrationFails: a file that fails leaves nothing of itself, those before it stay, and a later run goes on.
func TestMigrationFails(t *testing.T) {
	empty(t, func(t *testing.T, url string) {
		db := storetest.Open(t, url)
		m := files(t)
		m["99998_bad.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\ncreate table half (id bigint not null primary key);\ncreate table half (id bigint not null primary key);\n")}
		if err := db.MigrateFiles(t.Context(), m); err == nil {
			t.Fatal("a bad file ran")
		}
		m["99998_bad.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\ncreate table half (id bigint not null primary key);\n")}
		if err := db.MigrateFiles(t.Context(), m); err != nil {
			t.Fatal("the repaired file does not run:", err)
		}
		if n := count(t, db, store.Root, "half"); n != 0 {
			t.Error(n)
		}
	})
}

// TestKilledBeforeHash: the program was killed after a file ran and before its hash was written; the next run writes it.
func TestKilledBeforeHash(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		n := count(t, db, store.Root, "schema_hash")
		write(t, db, "delete from schema_hash where version = 1")
		if err := db.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		if again := count(t, db, store.Root, "schema_hash"); again != n {
			t.Errorf("%d hashes, want %d", again, n)
		}
	})
}

// TestServersStartingTogether: one migrates, the others wait; all find the schema whole.
func TestServersStartingTogether(t *testing.T) {
	url := storetest.EmptyPostgresURL(t)
	var all sync.WaitGroup
	for range 4 {
		db := storetest.Open(t, url)
		all.Go(func() {
			if err := db.Migrate(t.Context()); err != nil {
				t.Error(err)
			}
			if s, err := db.Schema(t.Context()); err != nil || s.Check() != nil {
				t.Errorf("%+v %v", s, err)
			}
		})
	}
	all.Wait()
}
