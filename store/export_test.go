package store

import (
	"context"
	"database/sql"
	"io/fs"
	"iter"
)

// What the tests of this package may touch besides what all may.

func (db *DB) Pools() (writer, reader *sql.DB) { return db.writer, db.reader }

func (db *DB) MigrateFiles(ctx context.Context, files fs.FS) error {
	return db.trouble(db.migrate(ctx, files, 0))
}

func (db *DB) Trouble(err error) error { return db.trouble(err) }

func (t *Tx) Exec(query string, args ...any) (int64, error) { return t.exec(query, args...) }

func (t *Tx) One(query string, args []any, into ...any) (bool, error) {
	return t.one(query, args, into...)
}

func (t *Tx) Bulk(table string, columns []string, rows iter.Seq[[]any]) error {
	return t.bulk(table, columns, rows)
}

func (t *Tx) EachColumn(table string, fn func(name, kind string)) error {
	columns, err := t.columnsOf(table)
	for _, c := range columns {
		fn(c.Name, c.Type)
	}
	return err
}

var (
	SQLiteNewEnough   = sqliteNewEnough
	PostgresNewEnough = postgresNewEnough
	Walls, Outside    = walls, outside
	SchemaFiles       fs.FS
)

func init() { SchemaFiles, _ = fs.Sub(schemaFiles, "schema") }

// FindingPlan tells how a list of findings is read, SQLite only: of few rows by their paths, or in order.
func (t *Tx) FindingPlan(f FindingFilter, order FindingOrder, after *Finding, inOrder bool) (string, error) {
	if inOrder {
		f.pathAs = t.dialect.unindexed("path")
	}
	query, args := f.query(order, after, 51)
	return t.plan(query, args)
}

// PayablePlan tells how a page of payables over many units is read, or of one at a path.
func (t *Tx) PayablePlan(q PayableQuery, path string) (string, error) {
	if path == "" {
		q.pathAs = t.dialect.unindexed("path")
	}
	c := q.chosen(path)
	order := "due_on, ledger_row"
	if q.Most {
		order = "unpaid desc, ledger_row desc"
	} else {
		c.when("due_on >= ?", firstDay)
	}
	return t.plan(payableSQL(c, 0, order, 51), c.args)
}

func (t *Tx) plan(query string, args []any) (string, error) {
	var plan string
	err := t.each("explain query plan "+query, args, func(scan func(...any) error) error {
		var id, parent, unused int
		var step string
		err := scan(&id, &parent, &unused, &step)
		plan += step + "\n"
		return err
	})
	return plan, err
}
