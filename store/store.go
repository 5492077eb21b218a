// Package store keeps everything `serve` remembers, in SQLite or PostgreSQL: one SQL text, one schema, the differences
// in dialect.go. It decides nothing: what may be done, and what follows from it, is app's.
package store

import (
	"context"
	"database/sql"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"shukun/lang"
	"shukun/problem"
)

// Instant is a point in time in unix milliseconds; 0 is none.
type Instant int64

// InstantOf gives the Instant of t, 0 for the zero time.
func InstantOf(t time.Time) Instant {
	if t.IsZero() {
		return 0
	}
	return Instant(t.UnixMilli())
}

// Time gives the instant in UTC, the zero time for 0.
func (i Instant) Time() time.Time {
	if i == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(i)).UTC()
}

// Scope is the organisation paths a transaction may touch: its own wall in PostgreSQL. Root sees everything.
type Scope []string

// Root is the scope of the regulator and of the system itself.
var Root = Scope{"/"}

// Below gives the half-open range of paths at and below path: path <= p < end, compared bytewise.
func Below(path string) (from, end string) {
	if path == "" {
		return "/", "/" // nothing
	}
	return path, strings.TrimSuffix(path, "/") + "0" // '0' follows '/'
}

// DB is an open database.
type DB struct {
	writer, reader *sql.DB
	dialect        dialect
	url            string
	beside         bool // opened to look only
	release        func() error
	broken         chan struct{}
	breakOnce      sync.Once
}

// Open opens the database at a URL: "sqlite:FILE" or "postgres://…", for a server. It does not migrate. One process at a
// time may have a SQLite file open this way; a second one is refused with the number of the first.
func Open(ctx context.Context, url string) (*DB, error) { return open(ctx, url, false) }

// OpenBeside opens the database to look only, also while a server has it: for backups and checks.
func OpenBeside(ctx context.Context, url string) (*DB, error) { return open(ctx, url, true) }

func open(ctx context.Context, url string, beside bool) (*DB, error) {
	d, err := dialectOf(url)
	if err != nil {
		return nil, err
	}
	db := &DB{dialect: d, url: url, beside: beside, broken: make(chan struct{})}
	if db.writer, db.reader, db.release, err = d.open(ctx, url, beside); err != nil {
		return nil, db.trouble(err)
	}
	return db, nil
}

// Close closes the database; SQLite's log is folded into the file.
func (db *DB) Close() error {
	err := db.reader.Close()
	if e := db.writer.Close(); err == nil {
		err = e
	}
	if e := db.release(); err == nil {
		err = e
	}
	return err
}

// Broken is closed when the database's own file could not be written or read. What the disk holds is then unknown: the
// server must end, and the next start recovers from the log.
func (db *DB) Broken() <-chan struct{} { return db.broken }

// Postgres reports whether the database is PostgreSQL.
func (db *DB) Postgres() bool { return db.dialect.name() == "postgres" }

// Ping asks the database for a sign of life.
func (db *DB) Ping(ctx context.Context) error {
	if err := db.reader.PingContext(ctx); err != nil {
		return db.trouble(err)
	}
	return nil
}

// unhurried marks a context.
type unhurried struct{}

// Unhurried gives a context whose transactions may take their time: jobs, reports, imports. Others are cut off after
// 15 seconds, so that one page cannot hold up the rest.
func Unhurried(ctx context.Context) context.Context { return context.WithValue(ctx, unhurried{}, true) }

func isUnhurried(ctx context.Context) bool { return ctx.Value(unhurried{}) != nil }

// Write runs fn in one transaction that may change what scope covers; it is committed if fn gives no error. A
// transaction that lost a race is run again, so fn must do nothing but use tx.
func (db *DB) Write(ctx context.Context, scope Scope, fn func(*Tx) error) error {
	if db.beside {
		return errBeside
	}
	const tries = 5
	for try := 1; ; try++ {
		select {
		case <-db.broken:
			return ErrBroken
		default:
		}
		err := db.run(ctx, db.writer, scope, false, fn)
		if err == nil || try == tries || !db.dialect.lostRace(err) {
			return db.trouble(err)
		}
		if err := pause(ctx, try); err != nil {
			return db.trouble(err)
		}
	}
}

// pause waits a little, longer with every try, and never the same, so that rivals part.
func pause(ctx context.Context, try int) error {
	most := time.Duration(10<<try) * time.Millisecond
	wait, cancel := context.WithTimeout(ctx, most/2+rand.N(most/2))
	defer cancel()
	<-wait.Done()
	return ctx.Err()
}

// Read runs fn in one transaction that sees one state of the database and changes nothing.
func (db *DB) Read(ctx context.Context, scope Scope, fn func(*Tx) error) error {
	return db.trouble(db.run(ctx, db.reader, scope, true, fn))
}

func (db *DB) run(ctx context.Context, pool *sql.DB, scope Scope, readOnly bool, fn func(*Tx) error) (err error) {
	conn, err := db.connection(ctx, pool)
	if err != nil {
		return err
	}
	defer conn.Close()
	tx, err := conn.BeginTx(ctx, &sql.TxOptions{ReadOnly: readOnly && db.Postgres(), Isolation: db.dialect.isolation(readOnly)})
	if err != nil {
		return err
	}
	defer tx.Rollback() // nothing after a commit; also if fn panics
	t := &Tx{ctx: ctx, conn: conn, tx: tx, dialect: db.dialect}
	if err := db.dialect.narrow(ctx, tx, scope); err != nil {
		return err
	}
	if err := fn(t); err != nil {
		return err
	}
	if err := t.takeSteps(); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	for _, f := range t.after {
		f()
	}
	return nil
}

// connection waits for a free connection, but not for long unless the caller has time.
func (db *DB) connection(ctx context.Context, pool *sql.DB) (*sql.Conn, error) {
	if isUnhurried(ctx) {
		return pool.Conn(ctx)
	}
	wait, cancel := context.WithTimeout(ctx, db.dialect.patience())
	defer cancel()
	return pool.Conn(wait)
}

// trouble turns a driver's error into a problem; ours pass as they are.
func (db *DB) trouble(err error) error {
	if err == nil || problem.CodeOf(err) != "" {
		return err
	}
	if db.dialect.diskFault(err) {
		db.breakOnce.Do(func() { close(db.broken) })
		return ErrBroken.Because(err)
	}
	switch kind := db.dialect.kind(err); kind {
	case problem.Conflict:
		return problem.New(kind, "already-there", lang.Text{Zh: "已有同样的记录，或刚被别人改动", En: "the same record is there already, or somebody has just changed it"},
			lang.Text{Zh: "请刷新后再试", En: "Load the page again and retry"}).Because(err)
	case problem.Unavailable:
		return problem.New(kind, "database-busy", lang.Text{Zh: "数据库暂时不可用", En: "the database is not available at the moment"},
			lang.Text{Zh: "请稍后再试；持续出现请运行 shukun doctor", En: "Try again soon; if it lasts, run shukun doctor"}).Because(err)
	default:
		return problem.New(problem.Internal, "database", lang.Text{Zh: "数据库出错", En: "the database reported an error"},
			lang.Text{Zh: "请运行 shukun doctor，并查看日志", En: "Run shukun doctor and look at the log"}).Because(err)
	}
}

var (
	errBeside = problem.New(problem.Internal, "database-beside", lang.Text{Zh: "数据库以只读方式打开", En: "the database was opened to look only"}, lang.Text{})

	// ErrBroken is the answer once the database's file could not be read or written.
	ErrBroken = problem.New(problem.Unavailable, "database-disk", lang.Text{Zh: "数据库文件读写出错，已停止写入", En: "the database's file could not be read or written; writing has stopped"},
		lang.Text{Zh: "请检查磁盘，再启动；启动时会自动恢复", En: "Check the disk, then start again: it recovers by itself"})
)
