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
