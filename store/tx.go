package store

import (
	"context"
	"database/sql"
	"errors"
	"iter"
)

// Tx is one transaction. Its methods take SQL that runs on both databases, with $1 … for values.
type Tx struct {
	ctx     context.Context
	conn    *sql.Conn
	tx      *sql.Tx
	dialect dialect
	after   []func()
	last    []func() error              // what reaches above the scope, done before the commit
	steps   map[rollupStep]rollupChange // of rollup_total, taken after that
	prepared
}

// AfterCommit has fn run once the transaction is committed; never if it is not.
func (t *Tx) AfterCommit(fn func()) { t.after = append(t.after, fn) }

// exec runs a statement and gives how many rows it changed.
func (t *Tx) exec(query string, args ...any) (int64, error) {
	stmt, done, err := t.again(query)
	if err != nil {
		return 0, err
	}
	defer done()
	var r sql.Result
	if stmt != nil {
		r, err = stmt.ExecContext(t.ctx, args...)
	} else {
		r, err = t.tx.ExecContext(t.ctx, query, args...)
	}
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// one reads the single row of a query; found is false if there is none.
func (t *Tx) one(query string, args []any, into ...any) (found bool, err error) {
	stmt, done, err := t.again(query)
	if err != nil {
		return false, err
	}
	defer done()
	if stmt != nil {
		err = stmt.QueryRowContext(t.ctx, args...).Scan(into...)
	} else {
		err = t.tx.QueryRowContext(t.ctx, query, args...).Scan(into...)
	}
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// each calls row for every row of a query.
func (t *Tx) each(query string, args []any, row func(scan func(into ...any) error) error) error {
	rows, done, err := t.query(query, args)
	defer done()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// collect reads all rows of a query with scan.
func collect[T any](t *Tx, query string, args []any, scan func(scan func(into ...any) error, v *T) error) ([]T, error) {
	var all []T
	err := t.each(query, args, func(s func(into ...any) error) error {
		var v T
		if err := scan(s, &v); err != nil {
			return err
		}
		all = append(all, v)
		return nil
	})
	return all, err
}

// bulk inserts many rows the fast way of the database. rows may end early with an error of its own kept by the caller.
func (t *Tx) bulk(table string, columns []string, rows iter.Seq[[]any]) error {
	return t.dialect.insertRows(t.ctx, t, table, columns, rows)
}
