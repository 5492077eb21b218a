package store

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"net/url"
	"os"
	"strings"
	"time"

	"golang.org/x/mod/semver"
	driver "modernc.org/sqlite"

	"shukun/lang"
	"shukun/problem"
)

// sqlite is the embedded database: write-ahead log, full synchronisation, one writer, no memory mapping.
type sqlite struct{}

// sqliteReaders is how many readers there are beside the one writer.
const sqliteReaders = 8

func (sqlite) name() string { return "sqlite" }

func (sqlite) open(ctx context.Context, address string, beside bool) (writer, reader *sql.DB, release func() error, err error) {
	path := strings.TrimPrefix(address, "sqlite:")
	release = func() error { return nil }
	if beside {
		if _, err := os.Stat(path); err != nil {
			return nil, nil, nil, err
		}
	} else {
		if release, err = takeLock(path + ".lock"); err != nil {
			return nil, nil, nil, err
		}
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err == nil {
			err = f.Close()
		}
		if err != nil {
			release()
			return nil, nil, nil, err
		}
	}
	if writer, reader, err = openPools(ctx, path, beside); err != nil {
		release()
		return nil, nil, nil, err
	}
	return writer, reader, release, nil
}

// sqlitePragmas are how every connection is set up; busy_timeout must come first.
const sqlitePragmas = "_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(ON)" +
	"&_pragma=trusted_schema(OFF)&_pragma=mmap_size(0)&_pragma=journal_size_limit(67108864)&_pragma=temp_store(MEMORY)"

// What a connection keeps of the file, in KiB. A reader's pages are all dropped as soon as anybody has written, and getting
// and giving back their memory then takes longer than reading them again from the system's cache; the writer keeps its own.
const sqliteReaderCache, sqliteWriterCache = "&_pragma=cache_size(-2048)", "&_pragma=cache_size(-65536)"

func openPools(ctx context.Context, path string, beside bool) (writer, reader *sql.DB, err error) {
	file := "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + sqlitePragmas
	if reader, err = sql.Open("sqlite", file+sqliteReaderCache+"&_pragma=query_only(ON)"); err != nil {
		return nil, nil, err
	}
	reader.SetMaxOpenConns(sqliteReaders)
	reader.SetMaxIdleConns(sqliteReaders)
	if beside {
		writer, err = sql.Open("sqlite", file+sqliteWriterCache)
	} else {
		writer, err = sql.Open("sqlite", file+sqliteWriterCache+"&_txlock=immediate")
	}
	if err == nil {
		writer.SetMaxOpenConns(1)
		err = checkSQLite(ctx, writer)
	}
	if err != nil {
		reader.Close()
		if writer != nil {
			writer.Close()
		}
		return nil, nil, err
	}
	return writer, reader, nil
}

// sqliteLeast is the first SQLite in which two connections that write and check-point at once cannot spoil the file.
const sqliteLeast = "3.51.3"

func checkSQLite(ctx context.Context, db *sql.DB) error {
	var version string
	if err := db.QueryRowContext(ctx, "select sqlite_version()").Scan(&version); err != nil {
		return err
	}
	return sqliteNewEnough(version)
}

func sqliteNewEnough(version string) error {
	if semver.Compare("v"+version, "v"+sqliteLeast) < 0 {
		return tooOld(lang.Text{Zh: "SQLite " + version, En: "SQLite " + version}, lang.Text{Zh: "SQLite " + sqliteLeast + " 或更新的版本", En: "SQLite " + sqliteLeast + " or later"})
	}
	return nil
}

// patience is long: a big import holds the one writer for seconds.
func (sqlite) patience() time.Duration { return 30 * time.Second }

func (sqlite) isolation(bool) sql.IsolationLevel { return sql.LevelDefault } // always serialisable

func (sqlite) narrow(context.Context, *sql.Tx, Scope) error { return nil }

// forMigration: the lock of the file keeps other processes out, the single writer the rest of this one.
func (sqlite) forMigration(_ context.Context, db *DB) (*sql.DB, func(), error) {
	return db.writer, func() {}, nil
}

func (sqlite) tableQuery() string {
	return "select count(*) > 0 from sqlite_master where type = 'table' and name = $1"
}

// raiseWalls guards the audit log; there is no row-level security here.
func (sqlite) raiseWalls(ctx context.Context, pool *sql.DB) error {
	_, err := pool.ExecContext(ctx, sqliteGuard())
	return err
}

func (sqlite) tablesQuery() string {
	return "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name"
}

func (sqlite) columnsQuery() string {
	return "select name, type from pragma_table_info($1) order by cid"
}

func (sqlite) health(t *Tx, deep bool) (Health, error) {
	h := Health{Bytewise: true, Settings: map[string]string{}}
	if _, err := t.one("select sqlite_version()", nil, &h.Version); err != nil {
		return h, err
	}
	for name, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"} {
		var got string
		if _, err := t.one("pragma "+name, nil, &got); err != nil {
			return h, err
		}
		if got != want {
			h.Settings[name] = got
		}
	}
	if !deep {
		return h, nil
	}
	var found string
	if _, err := t.one("pragma quick_check(1)", nil, &found); err != nil {
		return h, err
	}
	if found != "ok" {
		h.Damage = found
	}
	return h, nil
}

func (sqlite) guard(*Tx, bool) error { return nil }

func (sqlite) remembers() bool { return false }

func (sqlite) unindexed(column string) string { return column + " || ''" }

func (sqlite) lock() string { return "" }

func (sqlite) claim() string { return "" }

// insertRows runs one statement row by row: the fast way here.
func (d sqlite) insertRows(ctx context.Context, t *Tx, table string, columns []string, rows iter.Seq[[]any]) error {
	return d.many(ctx, t, "insert into "+table+" ("+strings.Join(columns, ", ")+") values ("+strings.Repeat("?, ", len(columns)-1)+"?)", rows)
}

func (sqlite) many(_ context.Context, t *Tx, query string, rows iter.Seq[[]any]) error {
	for row := range rows {
		if _, err := t.exec(query, row...); err != nil {
			return err
		}
	}
	return nil
}

// SQLite's primary result codes.
const (
	sqliteBusy, sqliteLocked, sqliteReadOnly, sqliteIOErr, sqliteCorrupt, sqliteFull, sqliteCantOpen, sqliteConstraint, sqliteNotADB = 5, 6, 8, 10, 11, 13, 14, 19, 26
)

func (sqlite) lostRace(err error) bool { return false } // one writer; waiting is busy_timeout's

// diskFault is an error of reading or writing the file itself, or a file found damaged.
func (sqlite) diskFault(err error) bool {
	e, ok := errors.AsType[*driver.Error](err)
	if !ok {
		return false
	}
	primary := e.Code() & 0xff
	return primary == sqliteIOErr || primary == sqliteCorrupt || primary == sqliteNotADB
}

func (sqlite) kind(err error) problem.Kind {
	if e, ok := errors.AsType[*driver.Error](err); ok {
		switch e.Code() & 0xff {
		case sqliteConstraint:
			return problem.Conflict
		case sqliteBusy, sqliteLocked, sqliteFull, sqliteIOErr, sqliteReadOnly, sqliteCantOpen:
			return problem.Unavailable
		}
	}
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return problem.Unavailable
	}
	return problem.Internal
}

// lots: a connection answers others while it stands in the middle of a query.
func (sqlite) lots(t *Tx, query string, args []any, lot int, row func(scan func(...any) error) error, end func() error) error {
	n := 0
	err := t.each(query, args, func(scan func(...any) error) error {
		if err := row(scan); err != nil {
			return err
		}
		if n++; n%lot == 0 {
			return end()
		}
		return nil
	})
	if err != nil {
		return err
	}
	return end()
}
