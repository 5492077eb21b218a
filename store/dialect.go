package store

import (
	"context"
	"database/sql"
	"iter"
	"strings"

	"shukun/lang"
	"shukun/problem"
)

// dialect is everything that differs between SQLite and PostgreSQL.
type dialect interface {
	name() string // sqlite, postgres
	open(ctx context.Context, url string) (writer, reader *sql.DB, err error)
	isolation(readOnly bool) sql.IsolationLevel
	narrow(ctx context.Context, tx *sql.Tx, scope Scope) error // row-level security, where there is one
	insertRows(ctx context.Context, t *Tx, table string, columns []string, rows iter.Seq[[]any]) error
	claim() string // after a SELECT of rows to take: "" or FOR UPDATE SKIP LOCKED
	lostRace(err error) bool
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
