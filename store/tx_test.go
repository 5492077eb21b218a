package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"

	"shukun/civil"
	"shukun/problem"
	"shukun/store"
	"shukun/store/storetest"
)

// write runs statements in one transaction of everything.
func write(t *testing.T, db *store.DB, queries ...string) {
	t.Helper()
	err := db.Write(t.Context(), store.Root, func(tx *store.Tx) error {
		for _, q := range queries {
			if _, err := tx.Exec(q); err != nil {
				return fmt.Errorf("%s: %w", q, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// count counts the rows of a table that a scope lets through.
func count(t *testing.T, db *store.DB, scope store.Scope, from string) (n int) {
	t.Helper()
	err := db.Read(t.Context(), scope, func(tx *store.Tx) error {
		_, err := tx.One("select count(*) from "+from, nil, &n)
		return err
	})
	if err != nil {
		t.Fatal(from, err)
	}
	return n
}

const everyType = "create table every_type (id bigint not null primary key, day date, at bigint, content bytea, words text, yes boolean)"

// TestBulkValues: what goes in by the fast way comes out as it was, and as the plain way would have it.
func TestBulkValues(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		write(t, db, everyType)
		type row struct {
			id      int64
			day     civil.Date
			at      store.Instant
			content []byte
			words   *string
			yes     bool
		}
		quote := "引号' \" \\ \t换行\n制表, 末尾\\."
		want := []row{{1, civil.MustOf(2022, 6, 30), 1656518400123, []byte{0, 1, 255, '\n', '\\'}, &quote, true}, {2, 0, 0, nil, nil, false},
			{3, civil.MustOf(1949, 10, 1), -1, bytes.Repeat([]byte("数"), 100_000), new(string), true}}
		columns := []string{"id", "day", "at", "content", "words", "yes"}
		err := db.Write(t.Context(), store.Root, func(tx *store.Tx) error {
			if err := tx.Bulk("every_type", columns, func(yield func([]any) bool) {
				for _, r := range want {
					if !yield([]any{r.id, r.day, r.at, r.content, r.words, r.yes}) {
						return
					}
				}
			}); err != nil {
				return err
			}
			for _, r := range want { // the plain way, in the same transaction
				if _, err := tx.Exec("insert into every_type (id, day, at, content, words, yes) values ($1, $2, $3, $4, $5, $6)", r.id+10, r.day, r.at, r.content, r.words, r.yes); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		err = db.Read(t.Context(), store.Root, func(tx *store.Tx) error {
			for _, w := range want {
				for _, id := range []int64{w.id, w.id + 10} {
					var g row
					if found, err := tx.One("select id, day, at, content, words, yes from every_type where id = $1", []any{id}, &g.id, &g.day, &g.at, &g.content, &g.words, &g.yes); err != nil || !found {
						return fmt.Errorf("%d: %v %w", id, found, err)
					}
					if g.day != w.day || g.at != w.at || !bytes.Equal(g.content, w.content) || (g.words == nil) != (w.words == nil) || g.words != nil && *g.words != *w.words || g.yes != w.yes {
						t.Errorf("row %d: %+v, want %+v", id, g, w)
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// TestBulkAllOrNothing: a row that cannot stand takes the whole transaction with it, and says what kind of trouble it was.
func TestBulkAllOrNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		write(t, db, everyType)
		rows := func(ids ...int64) iter.Seq[[]any] {
			return func(yield func([]any) bool) {
				for _, id := range ids {
					if !yield([]any{id}) {
						return
					}
				}
			}
		}
		err := db.Write(t.Context(), store.Root, func(tx *store.Tx) error { return tx.Bulk("every_type", []string{"id"}, rows(1, 2, 2)) })
		if problem.KindOf(err) != problem.Conflict {
			t.Errorf("a key twice: %v", err)
		}
		if n := count(t, db, store.Root, "every_type"); n != 0 {
			t.Errorf("%d rows of a refused insert are there", n)
		}
		if err := db.Write(t.Context(), store.Root, func(tx *store.Tx) error { return tx.Bulk("every_type", []string{"id"}, rows()) }); err != nil {
			t.Errorf("no rows: %v", err)
		}
	})
}

// TestKinds: what went wrong is told by the driver's code.
func TestKinds(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		twice := func() error {
			return db.Write(t.Context(), store.Root, func(tx *store.Tx) error {
				_, err := tx.Exec("insert into setting (key, value) values ('a', 'b')")
				return err
			})
		}
		if err := twice(); err != nil {
			t.Fatal(err)
		}
		if err := twice(); problem.KindOf(err) != problem.Conflict {
			t.Errorf("a key twice: %v", err)
		}
		over, cancel := context.WithCancel(t.Context())
		cancel()
		if err := db.Read(over, store.Root, func(tx *store.Tx) error { return nil }); problem.KindOf(err) != problem.Unavailable {
			t.Errorf("a caller who left: %v", err)
		}
		err := db.Write(t.Context(), store.Root, func(tx *store.Tx) error { _, err := tx.Exec("no such statement"); return err })
		if problem.KindOf(err) != problem.Internal || problem.CodeOf(err) != "database" {
			t.Errorf("wrong SQL: %v", err)
		}
		ours := problem.New(problem.Invalid, "ours", oneWord, oneWord)
		if err := db.Write(t.Context(), store.Root, func(tx *store.Tx) error { return ours }); !errors.Is(err, ours) {
			t.Errorf("our own error: %v", err)
		}
		if n := count(t, db, store.Root, "setting where key = 'a'"); n != 1 {
			t.Errorf("%d rows", n)
		}
	})
}

// TestPanicRollsBack: a fault in the middle of an act leaves nothing of it and the database usable.
func TestPanicRollsBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		func() {
			defer func() { recover() }()
			db.Write(t.Context(), store.Root, func(tx *store.Tx) error {
				if _, err := tx.Exec("insert into setting (key, value) values ('a', 'b')"); err != nil {
					t.Error(err)
				}
				panic("a fault of ours")
			})
		}()
		if n := count(t, db, store.Root, "setting where key = 'a'"); n != 0 {
			t.Error("half an act is there")
		}
		write(t, db, "insert into setting (key, value) values ('a', 'b')")
	})
}

// TestLostRace: a transaction that PostgreSQL gave up is run again, a deadlock is resolved without anybody noticing, and
// what cannot succeed is given up.
func TestLostRace(t *testing.T) {
	db := storetest.Postgres(t)
	tries := 0
	raise := func(code string) func(tx *store.Tx) error {
		return func(tx *store.Tx) error {
			if tries++; tries < 3 || code == "" {
				_, err := tx.Exec("do $$ begin raise exception 'lost' using errcode = '40001'; end $$")
				return err
			}
			return nil
		}
	}
	if err := db.Write(t.Context(), store.Root, raise("40001")); err != nil || tries != 3 {
		t.Errorf("serialisation failure: %d tries, %v", tries, err)
	}
	tries = 0
	if err := db.Write(t.Context(), store.Root, raise("")); problem.KindOf(err) != problem.Conflict || tries != 5 {
		t.Errorf("never to succeed: %d tries, %v", tries, err)
	}

	write(t, db, "insert into setting (key, value) values ('a', ''), ('b', '')")
	meet := make(chan bool)
	var both sync.WaitGroup
	for i, keys := range [][]string{{"a", "b"}, {"b", "a"}} {
		both.Go(func() {
			first := true
			err := db.Write(t.Context(), store.Root, func(tx *store.Tx) error {
				for k, key := range keys {
					if k == 1 && first { // both hold their first row before either asks for its second
						first = false
						if i == 0 {
							meet <- true
						} else {
							<-meet
						}
					}
					if _, err := tx.Exec("update setting set value = value || 'x' where key = $1", key); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Error("deadlock:", err)
			}
		})
	}
	both.Wait()
	if n := count(t, db, store.Root, "setting where value = 'xx'"); n != 2 {
		t.Errorf("%d rows carry both changes, want 2", n)
	}
}

// TestScopeOfPaths: Below gives exactly the paths at and below one.
func TestBelow(t *testing.T) {
	all := []string{"/", "/A/", "/A/B/", "/A/C/", "/AB/", "/B/"}
	for path, want := range map[string][]string{"/": all, "/A/": {"/A/", "/A/B/", "/A/C/"}, "/A/B/": {"/A/B/"}, "": nil} {
		from, end := store.Below(path)
		var got []string
		for _, p := range all {
			if from <= p && p < end {
				got = append(got, p)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("below %q: %s, want %s", path, strings.Join(got, " "), strings.Join(want, " "))
		}
	}
}
