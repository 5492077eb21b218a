package bench

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"shukun/sample"
)

// BenchmarkGrowth runs the whole check over 10 thousand to 10 million payables, with their payments, contracts and parties.
// us/payable is the time for one; flat means that time grows linearly.
func BenchmarkGrowth(b *testing.B) {
	sizes := []int{10_000, 100_000, 1_000_000}
	if os.Getenv("SHUKUN_BENCH_10M") != "" {
		sizes = append(sizes, 10_000_000)
	}
	from, bin := province(b, sample.CSV), binary(b)
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := scaled(b, from, n)
			defer os.RemoveAll(dir)
			var floors, checks []cost
			for b.Loop() {
				floors = append(floors, timed(func() { plainCSV(b, dir) }))
				checks = append(checks, run(b, bin, "check", "--as-of", asOf, "--clause", "1,4,5", "--format", "jsonl", "--out", filepath.Join(home(b), "findings.jsonl"), dir))
			}
			wall, cpu := slices.Min(walls(checks)), slices.Min(cpus(checks))
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(seconds(wall)*1e6/float64(n), "us/payable")
			b.ReportMetric(seconds(cpu)*1e6/float64(n), "cpu-us/payable")
			b.ReportMetric(seconds(wall), "s-check")
			b.ReportMetric(seconds(wall)/seconds(slices.Min(walls(floors))), "x-csv")
			b.ReportMetric(float64(peak(checks))/(1<<30), "GiB-rss")
		})
	}
}

// whole is how many payables one round of the province's has, about.
const whole = 1_000_000

// scaled makes ledgers with n payables out of the province's: the first n and their payments, or several rounds of all,
// each with numbers of its own.
func scaled(b *testing.B, from string, n int) string {
	b.Helper()
	dir, err := os.MkdirTemp(home(b), "growth-")
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range []string{"enterprises.csv", "counterparties.csv", "contracts.csv", "upstream_receipts.csv"} {
		text, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	rounds, kept := max(1, n/whole), map[string]bool{}
	copyRows(b, from, dir, "payables.csv", rounds, 1, func(row []byte) bool {
		if n < whole && len(kept) < n {
			kept[string(field(row, 0))] = true
			return true
		}
		return n >= whole
	})
	copyRows(b, from, dir, "payments.csv", rounds, 2, func(row []byte) bool { return n >= whole || kept[string(field(row, 1))] })
	return dir
}

// copyRows copies the rows that keep accepts, in so many rounds. Rounds after the first put their own number after the
// first numbers of a row: its own and, in payments, that of the payable.
func copyRows(b *testing.B, from, to, name string, rounds, numbers int, keep func(row []byte) bool) {
	b.Helper()
	text, err := os.ReadFile(filepath.Join(from, name))
	if err != nil {
		b.Fatal(err)
	}
	out, err := os.Create(filepath.Join(to, name))
	if err != nil {
		b.Fatal(err)
	}
	defer out.Close()
	w := bufio.NewWriterSize(out, 1<<20)
	header, rows, _ := bytes.Cut(text, []byte("\n"))
	w.Write(append(header, '\n'))
	for round := range rounds {
		for at := rows; len(at) > 0; {
			row, rest, _ := bytes.Cut(at, []byte("\n"))
			at = rest
			if keep(row) {
				writeRow(w, row, round, numbers)
			}
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
}

func writeRow(w io.Writer, row []byte, round, numbers int) {
	for range numbers {
		no, rest, _ := bytes.Cut(row, []byte(","))
		w.Write(no)
		if round > 0 {
			fmt.Fprintf(w, "-%d", round)
		}
		w.Write([]byte(","))
		row = rest
	}
	w.Write(row)
	w.Write([]byte("\n"))
}

func field(row []byte, i int) []byte {
	for range i {
		_, row, _ = bytes.Cut(row, []byte(","))
	}
	f, _, _ := bytes.Cut(row, []byte(","))
	return f
}
