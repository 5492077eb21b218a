package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"io/fs"
	"path"
	"slices"
	"strconv"

	"github.com/pressly/goose/v3"

	"shukun/lang"
	"shukun/problem"
)

//go:embed schema/*.sql
var schemaFiles embed.FS

// Migrate brings the schema to this program's version, each file in a transaction of its own. It refuses a database that a
// newer program made, or whose files were changed after they ran. Two servers starting together: one migrates, the other
// waits.
func (db *DB) Migrate(ctx context.Context) error {
	if db.beside {
		return errBeside
	}
	files, err := fs.Sub(schemaFiles, "schema")
	if err != nil {
		return err
	}
	return db.trouble(db.migrate(ctx, files, 0))
}

// migrate runs the files up to a version, all for 0.
func (db *DB) migrate(ctx context.Context, files fs.FS, last int64) error {
	pool, done, err := db.dialect.forMigration(ctx, db)
	if err != nil {
		return err
	}
	defer done()
	s, err := readSchema(ctx, pool, db.dialect.tableQuery(), files)
	if err != nil {
		return err
	}
	if err := s.check(); err != nil {
		return err
	}
	if len(s.Pending) > 0 {
		p, err := provider(db, pool, files)
		if err != nil {
			return err
		}
		if last == 0 {
			last = s.Want
		}
		if _, err := p.UpTo(ctx, last); err != nil {
			return err
		}
		s.Pending = slices.DeleteFunc(s.Pending, func(f SchemaFile) bool { return f.Version > last })
	}
	if err := recordHashes(ctx, pool, append(s.Ran, s.Pending...)); err != nil {
		return err
	}
	if last > 0 && last < s.Want {
		return nil // the walls are those of the whole schema
	}
	return db.dialect.raiseWalls(ctx, pool)
}

func provider(db *DB, pool *sql.DB, files fs.FS) (*goose.Provider, error) {
	kind := goose.DialectSQLite3
	if db.Postgres() {
		kind = goose.DialectPostgres
	}
	return goose.NewProvider(kind, pool, files, goose.WithDisableGlobalRegistry(true))
}

// SchemaFile is one file of the schema.
type SchemaFile struct {
	Version int64  `json:"version"`
	Name    string `json:"name"`
	Hash    string `json:"hash"` // SHA-256, hex
}

// Schema is how the database's schema stands to this program's.
type Schema struct {
	Have    int64 // the database's version; 0: empty
	Want    int64 // this program's
	Ran     []SchemaFile
	Pending []SchemaFile
	Changed []string // files that ran and were changed since
}

// Schema reads the state of the schema. It changes nothing.
func (db *DB) Schema(ctx context.Context) (Schema, error) {
	files, err := fs.Sub(schemaFiles, "schema")
	if err != nil {
		return Schema{}, err
	}
	s, err := readSchema(ctx, db.reader, db.dialect.tableQuery(), files)
	return s, db.trouble(err)
}

// Check gives the reason why this program must not use the database as it is, nil if it may.
func (s Schema) Check() error {
	if err := s.check(); err != nil {
		return err
	}
	if len(s.Pending) > 0 {
		return problem.New(problem.Conflict, "schema-old", lang.Text{Zh: "数据库结构是旧版（" + version(s.Have) + "），程序需要 " + version(s.Want), En: "the database's schema is version " + version(s.Have) + ", this program needs " + version(s.Want)},
			lang.Text{Zh: "先备份，再运行 shukun migrate up", En: "Make a backup, then run shukun migrate up"})
	}
	return nil
}

func (s Schema) check() error {
	if s.Have > s.Want {
		return problem.New(problem.Unsupported, "schema-newer", lang.Text{Zh: "数据库结构（" + version(s.Have) + "）比程序认识的（" + version(s.Want) + "）新", En: "the database's schema (version " + version(s.Have) + ") is newer than this program knows (version " + version(s.Want) + ")"},
			lang.Text{Zh: "换用认识结构版本 " + version(s.Have) + " 的新程序，或恢复升级前的备份", En: "Use a program that knows schema version " + version(s.Have) + ", or restore the backup made before the upgrade"})
	}
	if len(s.Changed) > 0 {
		return problem.New(problem.Conflict, "schema-changed", lang.Text{Zh: "结构文件在执行之后被改过：" + s.Changed[0], En: "a schema file was changed after it ran: " + s.Changed[0]},
			lang.Text{Zh: "改用原来的程序版本，或从备份恢复到新的库；演示数据可删除文件夹重来", En: "Use the program that made the database, or restore a backup into a new one; a demonstration's folder can simply be removed"})
	}
	return nil
}

func version(n int64) string { return strconv.FormatInt(n, 10) }

// readSchema compares the files with what the database says of itself.
func readSchema(ctx context.Context, pool *sql.DB, tableQuery string, files fs.FS) (Schema, error) {
	var s Schema
	all, err := schemaList(files)
	if err != nil || len(all) == 0 {
		return s, err
	}
	s.Want = all[len(all)-1].Version
	ran, err := ranFiles(ctx, pool, tableQuery)
	if err != nil {
		return s, err
	}
	for _, f := range all {
		hash, done := ran[f.Version]
		switch {
		case !done:
			s.Pending = append(s.Pending, f)
		default:
			s.Ran = append(s.Ran, f)
			if hash != "" && hash != f.Hash {
				s.Changed = append(s.Changed, f.Name)
			}
		}
	}
	for v := range ran {
		s.Have = max(s.Have, v)
	}
	return s, nil
}

func schemaList(files fs.FS) ([]SchemaFile, error) {
	names, err := fs.Glob(files, "*.sql") // in order of name, which is that of version
	if err != nil {
		return nil, err
	}
	var all []SchemaFile
	for _, name := range names {
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		v, err := goose.NumericComponent(name)
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(content)
		all = append(all, SchemaFile{v, path.Base(name), hex.EncodeToString(sum[:])})
	}
	return all, nil
}

// ranFiles gives the recorded hash of every version that ran; none of an empty database.
func ranFiles(ctx context.Context, pool *sql.DB, tableQuery string) (map[int64]string, error) {
	ran := map[int64]string{}
	for _, table := range []string{goose.DefaultTablename, "schema_hash"} {
		var there bool
		if err := pool.QueryRowContext(ctx, tableQuery, table).Scan(&there); err != nil || !there {
			return ran, err
		}
	}
	rows, err := pool.QueryContext(ctx, "select v.version_id, coalesce(h.hash, '') from "+goose.DefaultTablename+" v left join schema_hash h on h.version = v.version_id where v.version_id > 0 and v.is_applied")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var v int64
		var hash string
		if err := rows.Scan(&v, &hash); err != nil {
			return nil, err
		}
		ran[v] = hash
	}
	return ran, rows.Err()
}

// recordHashes writes down what ran. A file whose hash is not there yet — the program was killed between the file and its
// record — gets it now.
func recordHashes(ctx context.Context, pool *sql.DB, files []SchemaFile) error {
	for _, f := range files {
		if _, err := pool.ExecContext(ctx, "insert into schema_hash (version, name, hash) values ($1, $2, $3) on conflict do nothing", f.Version, f.Name, f.Hash); err != nil {
			return err
		}
	}
	return nil
}
