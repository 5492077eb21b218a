package store

import (
	"context"
	"database/sql"
	"iter"
	"strings"
	"time"

	"shukun/lang"
	"shukun/problem"
)

// dialect is everything that differs between SQLite and PostgreSQL.
type dialect interface {
	name() string // sqlite, postgres
	open(ctx context.Context, url string, beside bool) (writer, reader *sql.DB, release func() error, err error)
	forMigration(ctx context.Context, db *DB) (pool *sql.DB, done func(), err error) // alone, and without limits of time
	tableQuery() string                                                              // is there a table named $1?
	tablesQuery() string                                                             // the names of all tables, in order
	columnsQuery() string                                                            // names and types of the columns of table $1, in order
	raiseWalls(ctx context.Context, pool *sql.DB) error                              // row-level security, where there is one
	guard(t *Tx, on bool) error                                                      // walls, for this transaction's own changes too
	health(t *Tx, deep bool) (Health, error)
	patience() time.Duration // how long a request may wait for a connection
	isolation(readOnly bool) sql.IsolationLevel
	narrow(ctx context.Context, tx *sql.Tx, scope Scope) error // row-level security, where there is one
	insertRows(ctx context.Context, t *Tx, table string, columns []string, rows iter.Seq[[]any]) error
	many(ctx context.Context, t *Tx, query string, rows iter.Seq[[]any]) error // one statement for many rows of values
	remembers() bool                                                           // the driver keeps how statements run, from one transaction to the next
	// lots reads a query once, in one state of the database: row is called for every row, and end after each lot of rows,
	// when the same transaction may be asked other things.
	lots(t *Tx, query string, args []any, lot int, row func(scan func(...any) error) error, end func() error) error
	unindexed(column string) string // a column as it is written to keep from its index, whose rows would have to be sorted
	claim() string                  // after a SELECT of rows to take: "" or FOR UPDATE SKIP LOCKED
	lock() string                   // after a SELECT of rows to change: "" where there is one writer anyway, or FOR UPDATE
	lostRace(err error) bool
	diskFault(err error) bool
	kind(err error) problem.Kind // by the driver's code, never by its text
}

func dialectOf(url string) (dialect, error) {
	switch {
	case strings.HasPrefix(url, "sqlite:"):
		return sqlite{}, nil
	case strings.HasPrefix(url, "postgres://"), strings.HasPrefix(url, "postgresql://"):
		return postgres{}, nil
	}
	return nil, problem.New(problem.Invalid, "database-url", lang.Text{Zh: "数据库地址无法识别", En: "the database address is not understood"},
		lang.Text{Zh: "写 sqlite:文件路径，或 postgres://用户@主机/库", En: "Write sqlite:FILE, or postgres://USER@HOST/DATABASE"}).With(url)
}

// tooOld is a database whose version we do not trust.
func tooOld(have, need lang.Text) error {
	return problem.New(problem.Unsupported, "database-old", lang.Text{Zh: "数据库版本太旧：" + have.Zh, En: "the database is too old: " + have.En},
		lang.Text{Zh: "请换用 " + need.Zh, En: "Use " + need.En})
}
