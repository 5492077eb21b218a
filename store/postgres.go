package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"iter"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"shukun/problem"
)

// postgres is PostgreSQL 14 or later, with row-level security as the second wall.
type postgres struct{}

func (postgres) name() string { return "postgres" }

func (postgres) open(ctx context.Context, url string) (writer, reader *sql.DB, err error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, nil, err
	}
	for k, v := range map[string]string{"statement_timeout": "60000", "lock_timeout": "10000", "idle_in_transaction_session_timeout": "60000", "timezone": "UTC"} {
		if _, set := config.RuntimeParams[k]; !set {
			config.RuntimeParams[k] = v
		}
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(16)
	db.SetConnMaxLifetime(30 * time.Minute)
	if err := db.PingContext(ctx); err != nil {
		db.Close()
		return nil, nil, err
	}
	return db, db, nil
}

func (postgres) isolation(readOnly bool) sql.IsolationLevel {
	if readOnly {
		return sql.LevelRepeatableRead
	}
	return sql.LevelReadCommitted
}

// narrow tells row-level security which paths this transaction may touch.
func (postgres) narrow(ctx context.Context, tx *sql.Tx, scope Scope) error {
	_, err := tx.ExecContext(ctx, "select set_config('app.scope', $1, true)", strings.Join(scope, ","))
	return err
}

func (postgres) claim() string { return " for update skip locked" }

// insertRows sends the rows by COPY, over the transaction's own connection.
func (postgres) insertRows(ctx context.Context, t *Tx, table string, columns []string, rows iter.Seq[[]any]) error {
	next, stop := iter.Pull(rows)
	defer stop()
	return t.conn.Raw(func(raw any) error {
		conn := raw.(*stdlib.Conn).Conn()
		_, err := conn.CopyFrom(ctx, pgx.Identifier{table}, columns, pgx.CopyFromFunc(func() ([]any, error) {
			row, ok := next()
			if !ok {
				return nil, nil
			}
			for i, v := range row {
				if valuer, ok := v.(driver.Valuer); ok {
					plain, err := valuer.Value()
					if err != nil {
						return nil, err
					}
					row[i] = plain
				}
			}
			return row, nil
		}))
		return err
	})
}

func (postgres) lostRace(err error) bool {
	e, ok := errors.AsType[*pgconn.PgError](err)
	return ok && (e.Code == "40001" || e.Code == "40P01")
}

func (p postgres) kind(err error) problem.Kind {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch {
		case e.Code == "23505" || p.lostRace(err):
			return problem.Conflict
		case strings.HasPrefix(e.Code, "08"), strings.HasPrefix(e.Code, "53"), strings.HasPrefix(e.Code, "57"), e.Code == "55P03", e.Code == "25006":
			return problem.Unavailable
		}
		return problem.Internal
	}
	if errors.Is(err, driver.ErrBadConn) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) || pgconn.Timeout(err) {
		return problem.Unavailable
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return problem.Unavailable
	}
	return problem.Internal
}
