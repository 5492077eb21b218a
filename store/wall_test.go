package store_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"shukun/problem"
	"shukun/store"
	"shukun/store/storetest"
)

// TestEveryTableHasItsWall: a table is behind the wall, or stands outside with a reason. A new one cannot be forgotten.
func TestEveryTableHasItsWall(t *testing.T) {
	db := storetest.Postgres(t)
	_, pool := db.Pools()
	rows, err := pool.Query("select relname, relrowsecurity and relforcerowsecurity from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	seen := 0
	for rows.Next() {
		var table string
		var walled bool
		if err := rows.Scan(&table, &walled); err != nil {
			t.Fatal(err)
		}
		seen++
		_, inside := store.Walls[table]
		reason, outside := store.Outside[table]
		switch {
		case inside == outside:
			t.Errorf("%s: give it a wall in wall.go, or a reason to stand outside", table)
		case inside != walled:
			t.Errorf("%s: the wall stands: %v, want %v", table, walled, inside)
		case outside && reason == "":
			t.Errorf("%s stands outside without a reason", table)
		}
	}
	if rows.Err() != nil || seen < len(store.Walls) {
		t.Fatal(seen, rows.Err())
	}
}

// inserts makes statements that put one row of every walled table at a path, with no filter of the application at all:
// parents first. The columns are those the database has, so a new one needs no change here.
func inserts(t *testing.T, db *store.DB, unit, path string, n int) (queries []string) {
	for _, table := range walledTables() {
		var names, values []string
		err := db.Read(t.Context(), store.Root, func(tx *store.Tx) error {
			return tx.EachColumn(table, func(name, kind string) {
				value := "'" + unit + "'" // keys and references alike: what belongs together has one name
				switch {
				case name == "path":
					value = "'" + path + "'"
				case kind == "date":
					value = "'2022-06-30'"
				case kind == "bigint":
					value = fmt.Sprint(n)
				case kind == "boolean":
					value = "true"
				case kind == "bytea":
					value = "''"
				}
				names, values = append(names, name), append(values, value)
			})
		})
		if err != nil || len(names) == 0 {
			t.Fatal(table, err)
		}
		queries = append(queries, "insert into "+table+" ("+strings.Join(names, ", ")+") values ("+strings.Join(values, ", ")+")")
	}
	return queries
}

// walledTables are the tables behind the wall; those that others refer to come first.
func walledTables() []string {
	tables := []string{"upload", "finding"}
	var rest []string
	for table := range store.Walls {
		if !slices.Contains(tables, table) {
			rest = append(rest, table)
		}
	}
	slices.Sort(rest)
	return append(tables, rest...)
}

// TestWall takes the application's filter away: no statement of group A's scope sees or changes a row of group B.
func TestWall(t *testing.T) {
	db := storetest.Postgres(t)
	for i, code := range []string{"A", "AB", "B"} { // AB begins like A but is another group
		write(t, db, fmt.Sprintf("insert into unit (code, name, path, since) values ('%s', '%s', '/%s/', '2022-01-01')", code, code, code))
		write(t, db, inserts(t, db, code, "/"+code+"/", i+1)...)
	}
	write(t, db, "insert into ledger_row (id, kind, owner, path, key, content, filing, file, sheet, row_no, from_day) values (9, 'risk_areas', '', '/', 'K', '', 1, '', '', 1, '2022-06-30')")
	for _, table := range walledTables() {
		shared := 0
		if table == "ledger_row" {
			shared = 1
		}
		for _, c := range []struct {
			scope store.Scope
			want  int
		}{{store.Scope{"/A/"}, 1 + shared}, {store.Scope{"/A/", "/B/"}, 2 + shared}, {store.Root, 3 + shared}, {store.Scope{"/C/"}, shared}, {nil, shared}} {
			if n := count(t, db, c.scope, table); n != c.want {
				t.Errorf("%s in scope %v: %d rows, want %d", table, c.scope, n, c.want)
			}
		}
	}
	change := func(scope store.Scope, query string) (n int64, err error) {
		err = db.Write(t.Context(), scope, func(tx *store.Tx) (err error) { n, err = tx.Exec(query); return err })
		return n, err
	}
	for _, c := range []struct {
		query string
		rows  int64
	}{
		{"update ledger_row set content = 'stolen'", 1}, {"update finding set state = 'cleared'", 1}, {"update filing set note = 'x'", 1}, {"update upload set state = 'dropped'", 1},
		{"update payable_state set unpaid = 0", 1}, {"update job set state = 'dead'", 1}, {"update upload_file set name = 'y'", 1}, {"update finding_event set note = 'y'", 1},
		{"update header_memory set col = 'y'", 1}, {"update rollup set count = 0", 1}, {"update finding_past set days = 9", 1},
		{"delete from finding_past", 1}, {"delete from rollup", 1}, {"delete from ledger_row where id = 9", 0},
	} {
		if n, err := change(store.Scope{"/A/"}, c.query); err != nil || n != c.rows {
			t.Errorf("%s: %d rows %v, want %d", c.query, n, err, c.rows)
		}
	}
	if n := count(t, db, store.Root, "ledger_row where content = 'stolen'"); n != 1 {
		t.Errorf("%d rows changed, want group A's own", n)
	}
	for _, query := range inserts(t, db, "C", "/B/C/", 7) {
		if strings.Contains(query, " job ") || strings.Contains(query, " header_memory ") {
			continue // a job is added whatever its path; C is no unit
		}
		if _, err := change(store.Scope{"/A/"}, query); err == nil {
			t.Errorf("written into another group: %s", query)
		}
	}
	if _, err := change(store.Scope{"/A/"}, "update ledger_row set path = '/B/' where owner = 'A'"); err == nil {
		t.Error("a row was pushed into another group")
	}
	if _, err := change(store.Scope{"/A/"}, "update ledger_row set path = '/'"); err == nil {
		t.Error("a row was made everybody's")
	}
}

// TestWallLetsActsThrough: the audit event and the job of an act pass, though the head of the log and a job for all lie
// outside the actor's scope.
func TestWallLetsActsThrough(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		for range 2 {
			err := db.Write(t.Context(), store.Scope{"/A/"}, func(tx *store.Tx) error {
				if err := tx.AppendAudit(store.AuditEvent{At: 1, Actor: "p", Path: "/A/", Action: "filing.file", Object: "filing:1", Result: store.Done}); err != nil {
					return err
				}
				_, err := tx.Enqueue(store.Job{ID: fmt.Sprint("j", count(t, db, store.Root, "audit_event")), Kind: "evaluate", Unique: "evaluate", Path: "/", Payload: "{}", RunAt: 1, MadeAt: 1})
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if n := count(t, db, store.Root, "job"); n != 1 {
			t.Errorf("%d jobs, want the one", n)
		}
	})
}

// TestNoScopeNoRows: outside a transaction of ours, as in a forgotten tool, nothing is seen.
func TestNoScopeNoRows(t *testing.T) {
	db := storetest.Postgres(t)
	write(t, db, append([]string{"insert into unit (code, name, path, since) values ('A', 'A', '/A/', '2022-01-01')"}, inserts(t, db, "A", "/A/", 1)...)...)
	_, pool := db.Pools()
	for range 20 { // also on a connection that served a transaction with a scope before
		var n int
		if err := pool.QueryRowContext(context.Background(), "select count(*) from finding").Scan(&n); err != nil || n != 0 {
			t.Fatalf("%d rows without a scope: %v", n, err)
		}
		count(t, db, store.Root, "finding")
	}
	if err := db.Write(t.Context(), nil, func(tx *store.Tx) error {
		_, err := tx.Exec(inserts(t, db, "B", "/B/", 2)[0])
		return err
	}); problem.KindOf(err) != problem.Internal {
		t.Errorf("written without a scope: %v", err)
	}
}
