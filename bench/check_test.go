package bench

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"shukun/sample"
)

// BenchmarkCheckCSV runs the whole check as a process over the province's CSV files, after a plain encoding/csv loop on one
// core over the same files, turn by turn. x-csv is the ratio of the medians of the wall times: the goal is 2.0 at most for
// clauses 1, 4 and 5, 2.5 for all. x-csv-best is that of the minima.
func BenchmarkCheckCSV(b *testing.B) {
	dir, bin := province(b, sample.CSV), binary(b)
	for _, c := range []struct{ name, clauses string }{{"clauses-1-4-5", "1,4,5"}, {"all-clauses", ""}} {
		b.Run(c.name, func(b *testing.B) {
			args := []string{"check", "--as-of", asOf, "--format", "jsonl", "--out", filepath.Join(home(b), "findings.jsonl")}
			if c.clauses != "" {
				args = append(args, "--clause", c.clauses)
			}
			args = append(args, dir)
			plainCSV(b, dir) // the files are in the page cache from here on
			measure(b, "csv", func() time.Duration { wall, _ := plainCSV(b, dir); return wall }, func() cost { return run(b, bin, args...) })
		})
	}
}

// BenchmarkCheckXLSX is the same from workbooks, beside excelize's plain streaming read of them. The goal is 0.4 at most.
func BenchmarkCheckXLSX(b *testing.B) {
	dir, bin := province(b, sample.XLSX), binary(b)
	args := []string{"check", "--as-of", asOf, "--format", "jsonl", "--out", filepath.Join(home(b), "findings.jsonl"), dir}
	b.Run("all-clauses", func(b *testing.B) {
		measure(b, "excelize", func() time.Duration { return excelizeRows(b, dir) }, func() cost { return run(b, bin, args...) })
	})
}

// measure runs the floor and the product turn by turn and reports their ratio.
func measure(b *testing.B, floor string, plain func() time.Duration, own func() cost) {
	var floors, walls, cpus []time.Duration
	var rss int64
	for b.Loop() {
		floors = append(floors, plain())
		c := own()
		walls, cpus, rss = append(walls, c.wall), append(cpus, c.cpu), max(rss, c.rss)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(seconds(median(walls))/seconds(median(floors)), "x-"+floor)
	b.ReportMetric(seconds(slices.Min(walls))/seconds(slices.Min(floors)), "x-"+floor+"-best")
	b.ReportMetric(seconds(slices.Min(cpus))/seconds(slices.Min(floors)), "cpu-x-"+floor)
	b.ReportMetric(seconds(slices.Min(walls)), "s-check")
	b.ReportMetric(seconds(slices.Min(cpus)), "cpu-s-check")
	b.ReportMetric(seconds(slices.Min(floors)), "s-"+floor)
	b.ReportMetric(float64(rss)/(1<<30), "GiB-rss")
}

func excelizeRows(b *testing.B, dir string) time.Duration {
	b.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.xlsx"))
	if err != nil || len(names) == 0 {
		b.Fatal(err)
	}
	start := time.Now()
	for _, name := range names {
		f, err := excelize.OpenFile(name)
		if err != nil {
			b.Fatal(err)
		}
		for _, sheet := range f.GetSheetList() {
			rows, err := f.Rows(sheet)
			if err != nil {
				b.Fatal(err)
			}
			for rows.Next() {
				if _, err := rows.Columns(); err != nil {
					b.Fatal(err)
				}
			}
			rows.Close()
		}
		f.Close()
	}
	return time.Since(start)
}
