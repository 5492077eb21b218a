package bench

import (
	"bufio"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"shukun/app/apptest"
	"shukun/civil"
	"shukun/store"
	"shukun/web"
)

// processorTime is how long this process has computed: on a machine that others use too it says more than the clock. What a
// server of PostgreSQL computes is not in it.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// loadDays is how many days BenchmarkLoad evaluates after the first.
func loadDays() int {
	if n, err := strconv.Atoi(os.Getenv("SHUKUN_LOAD_DAYS")); err == nil {
		return n
	}
	return 12
}

// otherServers starts as many processes over the same database as are asked for, and gives their addresses.
func otherServers(b *testing.B) (bases []string) {
	b.Helper()
	n, _ := strconv.Atoi(os.Getenv("SHUKUN_LOAD_SERVERS"))
	for range n {
		c := exec.Command(os.Args[0], "-test.run", "^$", "-test.bench", "^BenchmarkLoad$", "-test.benchtime", "1x")
		c.Env = append(os.Environ(), "SHUKUN_LOAD_SERVE=1")
		c.Stderr = os.Stderr
		in, err := c.StdinPipe()
		if err != nil {
			b.Fatal(err)
		}
		out, err := c.StdoutPipe()
		if err != nil {
			b.Fatal(err)
		}
		if err := c.Start(); err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { in.Close(); c.Wait() })
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if base, found := strings.CutPrefix(lines.Text(), "serving "); found {
				bases = append(bases, base)
				break
			}
		}
	}
	if len(bases) != n {
		b.Fatalf("%d of %d servers say where they serve", len(bases), n)
	}
	return bases
}

// serveLoad is one of the processes of otherServers: it serves until its input ends.
func serveLoad(b *testing.B) {
	db, err := store.Open(b.Context(), os.Getenv("SHUKUN_LOAD_URL"))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	a := apptest.New(b, db)
	a.Day = func() civil.Date { return apptest.Day.AddDays(loadDays()) }
	site := httptest.NewServer(web.New(a, web.Options{Log: a.Log}))
	defer site.Close()
	fmt.Printf("\nserving %s\n", site.URL)
	io.Copy(io.Discard, os.Stdin)
}
