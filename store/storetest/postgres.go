package storetest

import (
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// server is the PostgreSQL of this test process.
type server struct {
	once    sync.Once
	err     error
	folder  string
	bin     string
	account *syscall.Credential
	super   *sql.DB        // as the superuser
	keeper  io.WriteCloser // held open as long as this process lives
	count   atomic.Int64
}

var postgres server // one a test process: making a cluster takes a second

// PostgresURL makes a migrated database and gives its address. The role it names is neither superuser nor exempt from
// row-level security.
func PostgresURL(t testing.TB) string {
	t.Helper()
	return postgres.database(t, " template migrated")
}

// EmptyPostgresURL makes a database without any table.
func EmptyPostgresURL(t testing.TB) string {
	t.Helper()
	return postgres.database(t, "")
}

func (s *server) database(t testing.TB, template string) string {
	t.Helper()
	s.once.Do(func() { s.err = s.start() })
	if s.err != nil {
		t.Fatalf("PostgreSQL is needed for the tests (Debian: apt-get install postgresql): %v", s.err)
	}
	name := "t" + strconv.FormatInt(s.count.Add(1), 10)
	if _, err := s.super.Exec("create database " + name + " owner shukun" + template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := s.super.Exec("drop database " + name + " with (force)"); err != nil {
			t.Error(err)
		}
	})
	return s.url("shukun", name)
}

func (s *server) url(role, database string) string {
	return fmt.Sprintf("postgres://%s@/%s?host=%s", role, database, s.folder)
}

// keep starts the cluster, says so, and waits until the pipe at its input closes, which the system does however this
// process ends; then it stops the cluster and removes its folder.
const keep = `"$1/pg_ctl" -D "$2/data" -s -w -t 120 -l "$2/log" -o "-k $2 -c listen_addresses= -c fsync=off -c synchronous_commit=off \
  -c full_page_writes=off -c max_connections=200 -c shared_buffers=64MB -c autovacuum=off -c jit=off" start && echo ready
read _
"$1/pg_ctl" -D "$2/data" -s -m immediate stop
cd / && rm -rf "$2"`

// start makes a cluster in a folder of its own, reached by socket only, with a migrated database to copy.
func (s *server) start() (err error) {
	if s.bin, err = binaries(); err != nil {
		return err
	}
	if s.folder, err = os.MkdirTemp("/tmp", "shukun-pg-"); err != nil { // a socket's path must be short
		return err
	}
	superuser := "shukun_super"
	if os.Getuid() == 0 { // PostgreSQL refuses to run as root
		if err := s.becomePostgres(); err != nil {
			return err
		}
	}
	initdb := s.command("initdb", "-D", filepath.Join(s.folder, "data"), "-U", superuser, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions")
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %v: %s", err, out)
	}
	keeper := exec.Command("/bin/sh", "-c", keep, "sh", s.bin, s.folder)
	keeper.Dir = s.folder
	keeper.SysProcAttr = &syscall.SysProcAttr{Credential: s.account, Setsid: true} // an interrupt of the tests must not reach it before the pipe closes
	if s.keeper, err = keeper.StdinPipe(); err != nil {
		return err
	}
	said, err := keeper.StdoutPipe()
	if err != nil {
		return err
	}
	if err := keeper.Start(); err != nil {
		return err
	}
	if n, _ := said.Read(make([]byte, len("ready"))); n == 0 {
		log, _ := os.ReadFile(filepath.Join(s.folder, "log"))
		return errors.New("postgres does not start: " + string(log))
	}
	go keeper.Wait()
	if s.super, err = sql.Open("pgx", s.url(superuser, "postgres")); err != nil {
		return err
	}
	for _, query := range []string{"create role shukun login", "create database migrated owner shukun"} {
		if _, err := s.super.Exec(query); err != nil {
			return err
		}
	}
	return migrate(s.url("shukun", "migrated"))
}

func (s *server) becomePostgres() error {
	who, err := user.Lookup("postgres")
	if err != nil {
		return err
	}
	uid, err := strconv.ParseUint(who.Uid, 10, 32)
	if err != nil {
		return err
	}
	gid, err := strconv.ParseUint(who.Gid, 10, 32)
	if err != nil {
		return err
	}
	s.account = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return os.Chown(s.folder, int(uid), int(gid))
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
