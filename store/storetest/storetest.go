// Package storetest gives tests a fresh, migrated database of each kind: SQLite in a temporary folder, and a real
// PostgreSQL that the first test of a package starts and the package's last one stops.
package storetest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"shukun/store"
)

// Each runs the test on both databases, each fresh and migrated.
func Each(t *testing.T, test func(t *testing.T, db *store.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, Postgres(t)) })
}

// SQLite gives a fresh, migrated SQLite database that ends with the test.
func SQLite(t testing.TB) *store.DB {
	t.Helper()
	return open(t, "sqlite:"+filepath.Join(t.TempDir(), "shukun.db"))
}

// Postgres gives a fresh, migrated PostgreSQL database that ends with the test.
func Postgres(t testing.TB) *store.DB {
	t.Helper()
	return open(t, PostgresURL(t))
}

func open(t testing.TB, url string) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := db.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	return db
}

// server is the PostgreSQL of this test process.
type server struct {
	once    sync.Once
	err     error
	folder  string
	bin     string
	account *syscall.Credential
	count   atomic.Int64
}

var postgres server // one a test process: starting a cluster takes a second

// PostgresURL makes an empty database and gives its address. The role it names is neither superuser nor exempt from
// row-level security.
func PostgresURL(t testing.TB) string {
	t.Helper()
	postgres.once.Do(postgres.start)
	if postgres.err != nil {
		t.Fatalf("PostgreSQL is needed for the tests (Debian: apt-get install postgresql): %v", postgres.err)
	}
	name := "t" + strconv.FormatInt(postgres.count.Add(1), 10)
	postgres.psql(t, "create database "+name+" owner shukun")
	t.Cleanup(func() { postgres.psql(t, "drop database "+name+" with (force)") })
	return fmt.Sprintf("postgres://shukun@/%s?host=%s", name, postgres.folder)
}

func (s *server) psql(t testing.TB, sql string) {
	t.Helper()
	out, err := s.command("psql", "-h", s.folder, "-d", "postgres", "-qc", sql).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v %s", sql, err, out)
	}
}

// start makes a cluster in a folder of its own, reached by socket only, that ends with this process.
func (s *server) start() {
	if s.bin, s.err = binaries(); s.err != nil {
		return
	}
	if s.folder, s.err = os.MkdirTemp("/tmp", "shukun-pg-"); s.err != nil {
		return
	}
	if os.Getuid() == 0 { // PostgreSQL refuses to run as root
		who, err := user.Lookup("postgres")
		if err != nil {
			s.err = err
			return
		}
		uid, _ := strconv.Atoi(who.Uid)
		gid, _ := strconv.Atoi(who.Gid)
		s.account = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		if s.err = os.Chown(s.folder, uid, gid); s.err != nil {
			return
		}
	}
	data := filepath.Join(s.folder, "data")
	if s.run("initdb", "-D", data, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"); s.err != nil {
		return
	}
	server := s.command("postgres", "-D", data, "-k", s.folder, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=200", "-c", "shared_buffers=64MB")
	server.SysProcAttr.Pdeathsig = syscall.SIGKILL
	ready, err := server.StderrPipe()
	if err != nil {
		s.err = err
		return
	}
	if s.err = server.Start(); s.err != nil {
		return
	}
	buf, seen := make([]byte, 4096), strings.Builder{}
	for !strings.Contains(seen.String(), "ready to accept connections") {
		n, err := ready.Read(buf)
		if err != nil {
			s.err = fmt.Errorf("postgres: %v: %s", err, seen.String())
			return
		}
		seen.Write(buf[:n])
	}
	go func() { // it must not block on a full pipe
		for {
			if _, err := ready.Read(buf); err != nil {
				return
			}
		}
	}()
	s.run("psql", "-h", s.folder, "-d", "postgres", "-qc", "create role shukun login")
}

func (s *server) run(name string, args ...string) {
	if out, err := s.command(name, args...).CombinedOutput(); err != nil {
		s.err = fmt.Errorf("%s: %v: %s", name, err, out)
	}
}

func (s *server) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(filepath.Join(s.bin, name), args...)
	c.Dir = s.folder
	c.SysProcAttr = &syscall.SysProcAttr{Credential: s.account}
	return c
}

// binaries finds the newest PostgreSQL of the machine.
func binaries() (string, error) {
	all, _ := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if len(all) > 0 {
		return filepath.Dir(all[len(all)-1]), nil
	}
	path, err := exec.LookPath("postgres")
	return filepath.Dir(path), err
}
