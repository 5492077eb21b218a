//go:build unix

package store

import (
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"syscall"

	"shukun/lang"
	"shukun/problem"
)

// takeLock makes sure that one process at a time writes the database beside the lock file. The system lets go of the lock
// when the process ends, however it ends. The file holds the process number and is never removed: removing it would let
// two processes lock two files of one name.
func takeLock(path string) (release func() error, err error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		holder, _ := io.ReadAll(io.LimitReader(f, 20))
		f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, alreadyOpen(strings.TrimSpace(string(holder)))
		}
		return nil, err
	}
	err = f.Truncate(0)
	if err == nil {
		_, err = f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f.Close, nil
}

func alreadyOpen(holder string) error {
	return problem.New(problem.Conflict, "database-open", lang.Text{Zh: "数据库正由另一个 shukun 进程使用（进程号 " + holder + "）", En: "another shukun process has the database open (process " + holder + ")"},
		lang.Text{Zh: "先停止那个进程；多个服务并行请使用 PostgreSQL", En: "Stop that process first; for several servers use PostgreSQL"})
}
