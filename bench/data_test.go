package bench

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"shukun/ledger"
	"shukun/sample"
)

// asOf is the day all benchmarks check for.
const asOf = "2022-12-31"

// home is the folder of what the benchmarks make.
func home(b *testing.B) string {
	b.Helper()
	dir := os.Getenv("SHUKUN_BENCH_DIR")
	if dir == "" {
		dir = filepath.Join(os.TempDir(), fmt.Sprintf("shukun-bench-%d", os.Getpid()))
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		b.Fatal(err)
	}
	return dir
}

// TestMain clears away what was made, unless a folder was named to keep it in.
func TestMain(m *testing.M) {
	code := m.Run()
	if os.Getenv("SHUKUN_BENCH_DIR") == "" {
		os.RemoveAll(filepath.Join(os.TempDir(), fmt.Sprintf("shukun-bench-%d", os.Getpid())))
	}
	os.Exit(code)
}

// province makes the province's ledgers, once.
func province(b *testing.B, f sample.Format) string {
	b.Helper()
	dir := filepath.Join(home(b), map[sample.Format]string{sample.CSV: "province", sample.XLSX: "province-xlsx"}[f])
	done := filepath.Join(dir, "示例说明.txt")
	if text, err := os.ReadFile(done); err == nil && strings.Contains(string(text), "(payables) 10000") {
		return dir
	}
	start := time.Now()
	sum, err := sample.Write(dir, sample.Province, 1, sample.Options{Format: f})
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("sample: %d rows in %.1f s", sum.Rows, time.Since(start).Seconds())
	return dir
}

// binary builds the product as make build does.
func binary(b *testing.B) string {
	b.Helper()
	path := filepath.Join(home(b), "shukun")
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", path, "./cmd/shukun")
	build.Dir, _ = filepath.Abs("..")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return path
}

// cost is what a run cost.
type cost struct {
	wall, cpu time.Duration
	rss       int64 // bytes at the peak
}

// run runs the product and gives what it cost. Exit codes 0 and 1 are answers.
func run(b *testing.B, path string, args ...string) cost {
	b.Helper()
	cmd := exec.Command(path, args...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	var exit *exec.ExitError
	if err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 1) {
		b.Fatalf("%v\n%s", err, complaint.Bytes())
	}
	use := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return cost{wall, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), use.Maxrss << 10}
}

// timed gives what fn cost this process.
func timed(fn func()) cost {
	var before, after syscall.Rusage
	runtime.GC()
	syscall.Getrusage(syscall.RUSAGE_SELF, &before)
	start := time.Now()
	fn()
	wall := time.Since(start)
	syscall.Getrusage(syscall.RUSAGE_SELF, &after)
	cpu := func(u *syscall.Rusage) time.Duration { return time.Duration(u.Utime.Nano() + u.Stime.Nano()) }
	return cost{wall: wall, cpu: cpu(&after) - cpu(&before)}
}

// plainCSV reads every record of a folder's CSV files with encoding/csv on one core: the floor.
func plainCSV(b *testing.B, dir string) {
	b.Helper()
	for _, name := range csvFiles(b, dir) {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			b.Fatal(err)
		}
		r := csv.NewReader(f)
		r.ReuseRecord = true
		for {
			if _, err := r.Read(); err == io.EOF {
				break
			} else if err != nil {
				b.Fatal(err)
			}
		}
		f.Close()
	}
}

func csvFiles(b *testing.B, dir string) []string {
	b.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	if err != nil || len(names) == 0 {
		b.Fatal(err, len(names))
	}
	for i := range names {
		names[i] = filepath.Base(names[i])
	}
	return names
}

// book reads a folder as the check does.
func book(b *testing.B, dir string) *ledger.Book {
	b.Helper()
	inputs, _, err := ledger.FindInputs([]string{dir})
	if err != nil {
		b.Fatal(err)
	}
	book, report, err := ledger.Read(inputs, ledger.Options{})
	if err != nil || len(report.Rejected) > 0 {
		b.Fatal(err, len(report.Rejected))
	}
	return book
}

// median gives the middle of some durations.
func median(all []time.Duration) time.Duration {
	s := slices.Clone(all)
	slices.Sort(s)
	return s[len(s)/2]
}

// seconds is a duration as a metric.
func seconds(d time.Duration) float64 { return d.Seconds() }
