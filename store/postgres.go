package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"iter"
	"net"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"shukun/lang"
	"shukun/problem"
)

// postgres is PostgreSQL 14 or later, with row-level security as the second wall.
type postgres struct{}

func (postgres) name() string { return "postgres" }

func (postgres) open(ctx context.Context, url string, _ bool) (writer, reader *sql.DB, release func() error, err error) {
	db, err := postgresPool(url, map[string]string{"statement_timeout": "15000", "lock_timeout": "3000", "idle_in_transaction_session_timeout": "30000"})
	if err != nil {
		return nil, nil, nil, err
	}
	var version int
	if err := db.QueryRowContext(ctx, "select current_setting('server_version_num')::int").Scan(&version); err != nil {
		db.Close()
		return nil, nil, nil, err
	}
	if err := postgresNewEnough(version); err != nil {
		db.Close()
		return nil, nil, nil, err
	}
	return db, db, func() error { return nil }, nil
}

// postgresPool opens a pool whose sessions start with the settings given, unless the address says otherwise.
func postgresPool(url string, settings map[string]string) (*sql.DB, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, problem.New(problem.Invalid, "database-url", lang.Text{Zh: "数据库地址无法识别", En: "the database address is not understood"},
			lang.Text{Zh: "写作 postgres://用户@主机:5432/库", En: "Write postgres://USER@HOST:5432/DATABASE"}) // without the cause: it may show the password
	}
	settings["timezone"], settings["application_name"] = "UTC", "shukun"
	settings["plan_cache_mode"] = "force_custom_plan" // a plan for any path and day is one for few rows, and wrong for a group's
	for k, v := range settings {
		if _, set := config.RuntimeParams[k]; !set {
			config.RuntimeParams[k] = v
		}
	}
	config.DialFunc = (&net.Dialer{Timeout: 5 * time.Second, KeepAlive: 15 * time.Second, Control: userTimeout}).DialContext
	db := stdlib.OpenDB(*config)
	size := max(8, 2*runtime.GOMAXPROCS(0))
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	db.SetConnMaxLifetime(30 * time.Minute)
	return db, nil
}

// postgresLeast is the oldest PostgreSQL that gets security fixes.
const postgresLeast = 140000

func postgresNewEnough(version int) error {
	if version < postgresLeast {
		have := "PostgreSQL " + strconv.Itoa(version/10000) + "." + strconv.Itoa(version%10000)
		return tooOld(lang.Text{Zh: have, En: have}, lang.Text{Zh: "PostgreSQL 14 或更新的版本", En: "PostgreSQL 14 or later"})
	}
	return nil
}

// patience is short: a page that cannot be served at once is refused, so that the rest stay quick.
func (postgres) patience() time.Duration { return 2 * time.Second }

func (postgres) isolation(readOnly bool) sql.IsolationLevel {
	if readOnly {
		return sql.LevelRepeatableRead
	}
	return sql.LevelReadCommitted
}

// narrow tells row-level security which paths this transaction may touch, and how long a statement may take.
func (postgres) narrow(ctx context.Context, tx *sql.Tx, scope Scope) error {
	query := "select set_config('app.scope', $1, true)"
	if isUnhurried(ctx) {
		query = "select set_config('app.scope', $1, true), set_config('statement_timeout', '0', true)"
	}
	_, err := tx.ExecContext(ctx, query, strings.Join(scope, ","))
	return err
}

// migrationLock is the advisory lock that servers starting together queue on.
const migrationLock = 0x5348554b554e // "SHUKUN"

// forMigration gives a pool of its own without limits of time, and holds the lock until done.
func (postgres) forMigration(ctx context.Context, db *DB) (*sql.DB, func(), error) {
	pool, err := postgresPool(db.url, map[string]string{"statement_timeout": "0", "lock_timeout": "0", "idle_in_transaction_session_timeout": "0"})
	if err != nil {
		return nil, nil, err
	}
	conn, err := pool.Conn(ctx)
	if err == nil {
		_, err = conn.ExecContext(ctx, "select pg_advisory_lock($1)", migrationLock)
	}
	if err != nil {
		pool.Close()
		return nil, nil, err
	}
	return pool, func() { conn.Close(); pool.Close() }, nil // the lock ends with its session
}

func (postgres) tableQuery() string { return "select to_regclass($1) is not null" }

func (postgres) tablesQuery() string {
	return `select relname::text from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace order by relname collate "C"`
}

func (postgres) columnsQuery() string {
	return "select column_name::text, data_type::text from information_schema.columns where table_name = $1 and table_schema = current_schema() order by ordinal_position"
}

func (postgres) remembers() bool { return true }

// unindexed leaves the column as it is: the planner knows how many rows it lets pass, and of an expression it does not.
func (postgres) unindexed(column string) string { return column }

func (postgres) lock() string { return " for update" }

func (postgres) claim() string { return " for update skip locked" }

// fewRows are sent as statements: for them making a table aside takes longer than the rows.
const fewRows = 100

// insertRows sends many rows by COPY, over the transaction's own connection. COPY does not work on a table behind a wall:
// the rows then go to a table of the transaction's own first, and from there through the wall.
func (p postgres) insertRows(ctx context.Context, t *Tx, table string, columns []string, rows iter.Seq[[]any]) error {
	list := strings.Join(columns, ", ")
	next, stop := iter.Pull(rows)
	defer stop()
	var first [][]any
	for len(first) < fewRows {
		row, ok := next()
		if !ok {
			places := make([]string, len(columns))
			for i := range places {
				places[i] = "$" + strconv.Itoa(i+1)
			}
			return p.many(ctx, t, "insert into "+table+" ("+list+") values ("+strings.Join(places, ", ")+")", slices.Values(first))
		}
		first = append(first, slices.Clone(row)) // who gives the rows may use one again for the next
	}
	rows = func(yield func([]any) bool) {
		row, ok := first[0], true
		for n := 1; ok && yield(row); n++ {
			if n < len(first) {
				row = first[n]
			} else {
				row, ok = next()
			}
		}
	}
	if _, behind := walls[table]; !behind {
		return p.copyRows(ctx, t, table, columns, rows)
	}
	aside := "aside_" + table
	if _, err := t.tx.ExecContext(ctx, "create temp table "+aside+" on commit drop as select "+list+" from "+table+" where false"); err != nil {
		return err
	}
	if err := p.copyRows(ctx, t, aside, columns, rows); err != nil {
		return err
	}
	if _, err := t.tx.ExecContext(ctx, "insert into "+table+" ("+list+") select "+list+" from "+aside); err != nil {
		return err
	}
	_, err := t.tx.ExecContext(ctx, "drop table "+aside)
	return err
}

func (postgres) copyRows(ctx context.Context, t *Tx, table string, columns []string, rows iter.Seq[[]any]) error {
	next, stop := iter.Pull(rows)
	defer stop()
	return t.conn.Raw(func(raw any) error {
		conn := raw.(*stdlib.Conn).Conn()
		_, err := conn.CopyFrom(ctx, pgx.Identifier{table}, columns, pgx.CopyFromFunc(func() ([]any, error) {
			row, ok := next()
			if !ok {
				return nil, nil
			}
			return plainRow(row)
		}))
		return err
	})
}

// many sends some rows' statements at once and waits for all their answers: one way there and back for hundreds.
func (postgres) many(ctx context.Context, t *Tx, query string, rows iter.Seq[[]any]) error {
	const most = 500
	next, stop := iter.Pull(rows)
	defer stop()
	return t.conn.Raw(func(raw any) error {
		conn := raw.(*stdlib.Conn).Conn()
		for {
			var lot pgx.Batch
			for lot.Len() < most {
				row, ok := next()
				if !ok {
					break
				}
				values, err := plainRow(row)
				if err != nil {
					return err
				}
				lot.Queue(query, values...)
			}
			if lot.Len() == 0 {
				return nil
			}
			if err := conn.SendBatch(ctx, &lot).Close(); err != nil {
				return err
			}
		}
	})
}

// plainRow turns values of our own types into what the driver knows, as database/sql does for single statements.
func plainRow(row []any) ([]any, error) {
	plain := make([]any, len(row))
	for i, v := range row {
		p, err := driver.DefaultParameterConverter.ConvertValue(v)
		if err != nil {
			return nil, err
		}
		plain[i] = p
	}
	return plain, nil
}

// diskFault: the server guards its own disk; it ends by itself.
func (postgres) diskFault(error) bool { return false }

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

// lots: a cursor stands in the server, and each lot is a statement, with a statement's time.
func (postgres) lots(t *Tx, query string, args []any, lot int, row func(scan func(...any) error) error, end func() error) error {
	if _, err := t.exec("declare lots no scroll cursor for "+query, args...); err != nil {
		return err
	}
	for n := lot; n == lot; {
		n = 0
		err := t.each("fetch "+strconv.Itoa(lot)+" from lots", nil, func(scan func(...any) error) error { n++; return row(scan) })
		if err == nil {
			err = end()
		}
		if err != nil {
			return err
		}
	}
	_, err := t.exec("close lots")
	return err
}
