package store

import "database/sql"

// prepared keeps the statements that a transaction runs again and again: working out how to run one takes SQLite longer
// than reading a few rows by it. PostgreSQL's driver remembers them by itself, across transactions.
type prepared struct {
	seen map[string]*keptStatement
}

// keptStatement is a statement from its second use on. It can be read by one at a time: a query within itself runs anew.
type keptStatement struct {
	stmt *sql.Stmt
	busy bool
}

// mostPrepared bounds what one transaction keeps: lists of many lengths make many texts.
const mostPrepared = 100

// again gives the statement of a text seen before, nil to run it without; done must be called once it has been read.
func (t *Tx) again(query string) (stmt *sql.Stmt, done func(), err error) {
	if t.dialect.remembers() {
		return nil, func() {}, nil
	}
	k := t.prepared.seen[query]
	switch {
	case k == nil && len(t.prepared.seen) >= mostPrepared, k != nil && k.busy:
		return nil, func() {}, nil
	case k == nil:
		if t.prepared.seen == nil {
			t.prepared.seen = map[string]*keptStatement{}
		}
		t.prepared.seen[query] = &keptStatement{}
		return nil, func() {}, nil
	case k.stmt == nil:
		if k.stmt, err = t.tx.PrepareContext(t.ctx, query); err != nil { // closed by the end of the transaction
			return nil, func() {}, err
		}
	}
	k.busy = true
	return k.stmt, func() { k.busy = false }, nil
}

// query runs a query; done must be called once its rows are closed.
func (t *Tx) query(query string, args []any) (rows *sql.Rows, done func(), err error) {
	stmt, done, err := t.again(query)
	switch {
	case err != nil:
	case stmt != nil:
		rows, err = stmt.QueryContext(t.ctx, args...)
	default:
		rows, err = t.tx.QueryContext(t.ctx, query, args...)
	}
	return rows, done, err
}
