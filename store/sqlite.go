package store

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"net/url"
	"os"
	"strings"

	driver "modernc.org/sqlite"

	"shukun/problem"
)

// sqlite is the embedded database: write-ahead log, full synchronisation, one writer, no memory mapping.
type sqlite struct{}

// sqliteReaders is how many readers there are beside the one writer.
const sqliteReaders = 8

func (sqlite) name() string { return "sqlite" }

func (sqlite) open(ctx context.Context, address string) (writer, reader *sql.DB, err error) {
	path := strings.TrimPrefix(address, "sqlite:")
	if f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600); err != nil {
		return nil, nil, err
	} else if err := f.Close(); err != nil {
		return nil, nil, err
	}
	pragmas := "_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(ON)" +
		"&_pragma=trusted_schema(OFF)&_pragma=mmap_size(0)&_pragma=journal_size_limit(67108864)&_pragma=cache_size(-65536)&_pragma=temp_store(MEMORY)"
	file := "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + pragmas
	if writer, err = sql.Open("sqlite", file+"&_txlock=immediate"); err != nil {
		return nil, nil, err
	}
	writer.SetMaxOpenConns(1)
	if err := writer.PingContext(ctx); err != nil {
		writer.Close()
		return nil, nil, err
	}
	if reader, err = sql.Open("sqlite", file+"&_pragma=query_only(ON)"); err != nil {
		writer.Close()
		return nil, nil, err
	}
	reader.SetMaxOpenConns(sqliteReaders)
	reader.SetMaxIdleConns(sqliteReaders)
	return writer, reader, nil
}

func (sqlite) isolation(bool) sql.IsolationLevel { return sql.LevelDefault } // always serialisable

func (sqlite) narrow(context.Context, *sql.Tx, Scope) error { return nil }

func (sqlite) claim() string { return "" }

// insertRows prepares one statement and runs it row by row: the fast way here.
func (sqlite) insertRows(ctx context.Context, t *Tx, table string, columns []string, rows iter.Seq[[]any]) error {
	query := "insert into " + table + " (" + strings.Join(columns, ", ") + ") values (" + strings.Repeat("?, ", len(columns)-1) + "?)"
	stmt, err := t.tx.PrepareContext(ctx, query)
	if err != nil {
		return err
	}
	defer stmt.Close()
	for row := range rows {
		if _, err := stmt.ExecContext(ctx, row...); err != nil {
			return err
		}
	}
	return nil
}

// SQLite's primary result codes.
const (
	sqliteBusy, sqliteLocked, sqliteReadOnly, sqliteIOErr, sqliteFull, sqliteCantOpen, sqliteConstraint = 5, 6, 8, 10, 13, 14, 19
)

func (sqlite) lostRace(err error) bool { return false } // one writer; waiting is busy_timeout's

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
