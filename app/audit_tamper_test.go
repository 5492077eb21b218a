package app

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"shukun/lang"
	"shukun/store"
	"shukun/store/storetest"
)

// intruder is somebody with the database in their hands and its guards taken away.
type intruder struct {
	t  *testing.T
	db *sql.DB
	r  *rand.Rand
	n  int64 // events
}

var auditTables = []string{"audit_event", "audit_detail", "audit_hash", "audit_head", "audit_checkpoint"}

func (x *intruder) exec(query string, args ...any) {
	x.t.Helper()
	if _, err := x.db.Exec(query, args...); err != nil {
		x.t.Fatalf("%s: %v", query, err)
	}
}

func (x *intruder) any() int64 { return x.r.Int64N(x.n) }

// read gives the leaf of an event.
func (x *intruder) read(seq int64) (leaf store.AuditLeaf) {
	var entry []byte
	if err := x.db.QueryRow("select entry from audit_event where seq = $1", seq).Scan(&entry); err != nil {
		x.t.Fatal(err)
	}
	if err := json.Unmarshal(entry, &leaf); err != nil {
		x.t.Fatal(err)
	}
	return leaf
}

// forge puts a leaf in the place of another, with its columns and its hash.
func (x *intruder) forge(seq int64, leaf store.AuditLeaf) {
	entry, _ := json.Marshal(leaf)
	hash := tlog.RecordHash(entry)
	x.exec("update audit_event set at = $2, actor = $3, path = $4, action = $5, object = $6, result = $7, entry = $8, hash = $9 where seq = $1",
		seq, int64(leaf.At), leaf.Actor, leaf.Path, leaf.Action, leaf.Object, leaf.Result, entry, hash[:])
}

// rehash makes every stored hash anew, as if the events had always been so.
func (x *intruder) rehash() {
	x.exec("delete from audit_hash")
	rows, err := x.db.Query("select hash from audit_event order by seq")
	if err != nil {
		x.t.Fatal(err)
	}
	defer rows.Close()
	var stored []tlog.Hash
	for n := int64(0); rows.Next(); n++ {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			x.t.Fatal(err)
		}
		more, err := tlog.StoredHashesForRecordHash(n, tlog.Hash(b), tlog.HashReaderFunc(func(at []int64) ([]tlog.Hash, error) {
			var all []tlog.Hash
			for _, i := range at {
				all = append(all, stored[i])
			}
			return all, nil
		}))
		if err != nil {
			x.t.Fatal(err)
		}
		stored = append(stored, more...)
	}
	rows.Close()
	for i, h := range stored {
		x.exec("insert into audit_hash (idx, hash) values ($1, $2)", i, h[:])
	}
}

// cut takes the end off, from an event on, so that nothing in the database tells.
func (x *intruder) cut(from int64) {
	x.exec("delete from audit_event where seq >= $1", from)
	x.exec("delete from audit_detail where seq >= $1", from)
	x.exec("delete from audit_hash where idx >= $1", tlog.StoredHashIndex(0, from))
	x.exec("delete from audit_checkpoint where size > $1", from)
	x.exec("update audit_head set size = $1", from)
}

// change gives a leaf that says something else.
func (x *intruder) change(l store.AuditLeaf) store.AuditLeaf {
	switch x.r.IntN(6) {
	case 0:
		l.At++
	case 1:
		l.Actor += "x"
	case 2:
		l.Path = "/OTHER/"
	case 3:
		l.Action = "nothing.much"
	case 4:
		l.Object += "0"
	default:
		l.Result = "refused"
	}
	return l
}

// tampering does some harm and tells the first entry it harms; exact says that precisely this one must be named.
type tampering struct {
	name string
	do   func(x *intruder) (first int64, exact bool)
}

var tamperings = []tampering{
	{"column", func(x *intruder) (int64, bool) {
		k, column := x.any(), []string{"actor", "path", "action", "object", "result"}[x.r.IntN(5)]
		x.exec("update audit_event set "+column+" = "+column+" || 'x' where seq = $1", k)
		return k, true
	}},
	{"time", func(x *intruder) (int64, bool) {
		k := x.any()
		x.exec("update audit_event set at = at - 1000 where seq = $1", k)
		return k, true
	}},
	{"leaf", func(x *intruder) (int64, bool) {
		k := x.any()
		entry, _ := json.Marshal(x.change(x.read(k)))
		x.exec("update audit_event set entry = $2 where seq = $1", k, entry)
		return k, true
	}},
	{"leaf hash", func(x *intruder) (int64, bool) {
		k := x.any()
		x.exec("update audit_event set hash = $2 where seq = $1", k, make([]byte, 32))
		return k, true
	}},
	{"event with its hash", func(x *intruder) (int64, bool) {
		k := x.any()
		x.forge(k, x.change(x.read(k)))
		return k, true
	}},
	{"event and all hashes", func(x *intruder) (int64, bool) {
		k := x.any()
		x.forge(k, x.change(x.read(k)))
		x.rehash()
		return k, false
	}},
	{"event taken out", func(x *intruder) (int64, bool) {
		k := x.any()
		x.exec("delete from audit_event where seq = $1", k)
		return k, k < x.n-1 // the last one's absence is found by the checkpoint
	}},
	{"event taken out, the rest moved up", func(x *intruder) (int64, bool) {
		k := x.any()
		for seq := k; seq < x.n-1; seq++ {
			leaf := x.read(seq + 1)
			leaf.Seq = seq
			x.forge(seq, leaf)
			x.exec("update audit_detail set salt = (select salt from audit_detail where seq = $1 + 1), plain = (select plain from audit_detail where seq = $1 + 1) where seq = $1", seq)
		}
		last := x.n - 1
		x.exec("delete from audit_event where seq = $1", last)
		x.exec("delete from audit_detail where seq = $1", last)
		x.rehash()
		x.exec("update audit_head set size = $1", last)
		return k, false
	}},
	{"two events swapped", func(x *intruder) (int64, bool) {
		j, k := x.any(), x.any()
		for j == k {
			k = x.any()
		}
		a, b := x.read(j), x.read(k)
		a.Seq, b.Seq = k, j
		x.forge(j, b)
		x.forge(k, a)
		x.exec("update audit_detail set seq = -1 where seq = $1", j)
		x.exec("update audit_detail set seq = $1 where seq = $2", j, k)
		x.exec("update audit_detail set seq = $1 where seq = -1", k)
		if x.r.IntN(2) == 0 {
			x.rehash()
			return min(j, k), false
		}
		return min(j, k), true
	}},
	{"end cut off", func(x *intruder) (int64, bool) {
		k := x.any()
		x.cut(k)
		return k, false
	}},
	{"end cut off, head left", func(x *intruder) (int64, bool) {
		k := x.any()
		x.exec("delete from audit_event where seq >= $1", k)
		return k, false
	}},
	{"rolled back and gone on", func(x *intruder) (int64, bool) {
		k := x.any()
		leaves := make([]store.AuditLeaf, 0, x.n)
		for seq := k; seq < x.n; seq++ {
			leaves = append(leaves, x.change(x.read(seq)))
		}
		x.exec("delete from audit_checkpoint where size > $1", k)
		for i, l := range leaves {
			x.forge(k+int64(i), l)
		}
		x.rehash()
		return k, false
	}},
	{"head", func(x *intruder) (int64, bool) {
		x.exec("update audit_head set size = size - 1")
		return x.n - 1, true
	}},
	{"stored hash", func(x *intruder) (int64, bool) {
		idx := x.r.Int64N(tlog.StoredHashCount(x.n))
		query := []string{"update audit_hash set hash = $2 where idx = $1", "delete from audit_hash where idx = $1 and $2 is not null"}[x.r.IntN(2)]
		x.exec(strings.Replace(query, "$2 is", "cast($2 as bytea) is", 1), idx, make([]byte, 32))
		level, n := tlog.SplitStoredHashIndex(idx)
		return (n+1)<<level - 1, true // the event that completes it
	}},
	{"hash of no event", func(x *intruder) (int64, bool) {
		x.exec("insert into audit_hash (idx, hash) values ($1, $2)", tlog.StoredHashCount(x.n)+x.any(), make([]byte, 32))
		return x.n, true
	}},
	{"event of no place", func(x *intruder) (int64, bool) {
		x.exec("insert into audit_event select -1, at, actor, path, action, object, result, entry, hash from audit_event where seq = $1", x.any())
		return x.n, true
	}},
	{"event added without hashes", func(x *intruder) (int64, bool) {
		x.exec("insert into audit_event select $2, at, actor, path, action, object, result, entry, hash from audit_event where seq = $1", x.any(), x.n)
		return x.n, true
	}},
	{"details", func(x *intruder) (int64, bool) {
		k := x.any()
		x.exec("update audit_detail set plain = $2 where seq = $1", k, []byte(`{"ip":"192.0.2.8"}`))
		return k, true
	}},
	{"details taken out", func(x *intruder) (int64, bool) {
		k := x.any()
		x.exec("delete from audit_detail where seq = $1", k)
		return k, true
	}},
	{"details erased by nobody", func(x *intruder) (int64, bool) {
		k := x.any()
		x.exec("update audit_detail set plain = null, salt = null, erased = $2 where seq = $1", k, min(k+1, x.n-1))
		return k, true
	}},
	{"checkpoint", func(x *intruder) (int64, bool) {
		size := x.point()
		query := []string{"update audit_checkpoint set root = $2 where size = $1", "update audit_checkpoint set note = $2 where size = $1"}[x.r.IntN(2)]
		x.exec(query, size, make([]byte, 32))
		return size - 1, false
	}},
	{"checkpoint taken out", func(x *intruder) (int64, bool) {
		size := x.point()
		x.exec("delete from audit_checkpoint where size = $1", size)
		return size - 1, false
	}},
	{"checkpoint moved", func(x *intruder) (int64, bool) {
		size := x.point()
		x.exec("update audit_checkpoint set size = size + 1 where size = $1", size)
		return size - 1, false
	}},
}

// point chooses a checkpoint, not the last: without its row the log is as after a crash, and the file still vouches for it.
func (x *intruder) point() (size int64) {
	if err := x.db.QueryRow("select size from audit_checkpoint order by size limit 1 offset $1", x.r.IntN(7)).Scan(&size); err != nil {
		x.t.Fatal(err)
	}
	return size
}

// TestTampering: hundreds of changes behind the program's back, one by one, over a log of 57 events and 8 checkpoints: each
// is found, and the first entry it concerns is named.
func TestTampering(t *testing.T) {
	for _, base := range []struct{ name, driver, url string }{{"sqlite", "sqlite", storetest.SQLiteURL(t)}, {"postgres", "pgx", storetest.PostgresURL(t)}} {
		t.Run(base.name, func(t *testing.T) {
			a, clock := jobApp(storetest.Open(t, base.url))
			n := openNotary(t, t.TempDir())
			for i := range 8 {
				grow(t, a, 1+2*i)
				clock.advance(time.Minute)
				sign(t, n, a)
			}
			raw, err := sql.Open(base.driver, strings.TrimPrefix(base.url, "sqlite:"))
			if err != nil {
				t.Fatal(err)
			}
			defer raw.Close()
			raw.SetMaxOpenConns(1)
			if base.driver == "sqlite" {
				if _, err := raw.Exec("pragma synchronous = off"); err != nil {
					t.Fatal(err)
				}
			}
			x := &intruder{t: t, db: raw, r: rand.New(rand.NewPCG(20220630, 1)), n: verify(t, a, n).Size}
			x.disarm(base.driver)
			for _, table := range auditTables {
				x.exec("create table kept_" + table + " as select * from " + table)
			}
			const rounds = 500
			for i := range rounds {
				harm := tamperings[i%len(tamperings)]
				first, exact := harm.do(x)
				got := verify(t, a, n)
				switch bad := got.Bad; {
				case bad == nil:
					t.Fatalf("round %d: %s at %d was not found", i, harm.name, first)
				case exact && bad.Seq != first, bad.Seq > first, bad.Until <= first:
					t.Fatalf("round %d: %s at %d: %d to %d were named: %s", i, harm.name, first, bad.Seq, bad.Until, bad.Why.In(lang.En))
				}
				for _, table := range auditTables {
					x.exec("delete from " + table)
					x.exec("insert into " + table + " select * from kept_" + table)
				}
			}
			if r := verify(t, a, n); r.Bad != nil {
				t.Fatalf("put back, and still: %+v", r.Bad)
			}
		})
	}
}

// disarm takes the guards away, as whoever owns the tables can.
func (x *intruder) disarm(driver string) {
	for _, table := range auditTables {
		if driver == "pgx" {
			x.exec("alter table " + table + " disable trigger user")
		}
	}
	if driver == "pgx" {
		return
	}
	rows, err := x.db.Query("select name from sqlite_master where type = 'trigger' and name like 'audit_%'")
	if err != nil {
		x.t.Fatal(err)
	}
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			x.t.Fatal(err)
		}
		names = append(names, name)
	}
	rows.Close()
	for _, name := range names {
		x.exec("drop trigger " + name)
	}
}

// TestAuditIsOnlyAddedTo: the database itself refuses, also its owner.
func TestAuditIsOnlyAddedTo(t *testing.T) {
	for _, base := range []struct{ name, driver, url string }{{"sqlite", "sqlite", storetest.SQLiteURL(t)}, {"postgres", "pgx", storetest.PostgresURL(t)}} {
		t.Run(base.name, func(t *testing.T) {
			a, _ := jobApp(storetest.Open(t, base.url))
			n := openNotary(t, t.TempDir())
			grow(t, a, 5)
			sign(t, n, a)
			raw, err := sql.Open(base.driver, strings.TrimPrefix(base.url, "sqlite:"))
			if err != nil {
				t.Fatal(err)
			}
			defer raw.Close()
			queries := []string{"update audit_event set actor = 'x'", "delete from audit_event", "update audit_hash set hash = ''", "delete from audit_hash where idx = 1",
				"delete from audit_checkpoint", "update audit_checkpoint set size = 4", "delete from audit_detail", "update audit_detail set plain = ''", "update audit_detail set seq = 9, plain = null, salt = null, erased = 1"}
			if base.driver == "pgx" {
				queries = append(queries, "truncate audit_event", "truncate audit_detail", "update audit_event set hash = ''")
			}
			for _, query := range queries {
				if base.driver == "pgx" {
					query = strings.ReplaceAll(query, "= ''", "= '\\x'")
				}
				if _, err := raw.ExecContext(context.Background(), query); err == nil || !strings.Contains(fmt.Sprint(err), "only added to") {
					t.Errorf("%s: %v", query, err)
				}
			}
			if r := verify(t, a, n); r.Bad != nil {
				t.Errorf("%+v", r.Bad)
			}
		})
	}
}
