package store

import (
	"context"
	"embed"
	"io/fs"

	"github.com/pressly/goose/v3"
)

//go:embed schema/*.sql
var schemaFiles embed.FS

// Migrate brings the schema to this program's version. Two servers starting together: one migrates, the other waits.
func (db *DB) Migrate(ctx context.Context) error {
	sub, err := fs.Sub(schemaFiles, "schema")
	if err != nil {
		return err
	}
	kind := goose.DialectSQLite3
	if db.Postgres() {
		kind = goose.DialectPostgres
	}
	p, err := goose.NewProvider(kind, db.writer, sub)
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return db.trouble(err)
}
