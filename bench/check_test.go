package bench

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"shukun/sample"
)

// BenchmarkCheckCSV runs the whole check as a process over the province's CSV files, the four large ones or all, after a plain
// encoding/csv loop on one core over the same files, turn by turn. x-csv is the ratio of the medians of the wall times: the goal is 2.0 at most for
// clauses 1, 4 and 5, 2.5 for all. x-csv-best is that of the minima.
func BenchmarkCheckCSV(b *testing.B) {
	whole, bin := province(b, sample.CSV), binary(b)
	for _, c := range []struct{ name, clauses, dir string }{{"four-ledgers", "1,4,5", fourLarge(b, whole)}, {"clauses-1-4-5", "1,4,5", whole}, {"all-clauses", "", whole}} {
		b.Run(c.name, func(b *testing.B) {
			dir, args := c.dir, []string{"check", "--as-of", asOf, "--format", "jsonl", "--out", filepath.Join(home(b), "findings.jsonl")}
			if c.clauses != "" {
				args = append(args, "--clause", c.clauses)
			}
			args = append(args, dir)
			plainCSV(b, dir) // the files are in the page cache from here on
			measure(b, "csv", func() { plainCSV(b, dir) }, func() cost { return run(b, bin, args...) })
		})
	}
}

// fourLarge gives a folder with the payables, payments, contracts and counterparties alone.
func fourLarge(b *testing.B, whole string) string {
	b.Helper()
	dir := b.TempDir()
	for _, name := range []string{"payables.csv", "payments.csv", "contracts.csv", "counterparties.csv"} {
		if err := os.Link(filepath.Join(whole, name), filepath.Join(dir, name)); err != nil {
			b.Fatal(err)
		}
	}
	return dir
}

// BenchmarkCheckXLSX is the same from workbooks, beside excelize's plain streaming read of them. The goal is 0.4 at most.
func BenchmarkCheckXLSX(b *testing.B) {
	dir, bin := province(b, sample.XLSX), binary(b)
	args := []string{"check", "--as-of", asOf, "--format", "jsonl", "--out", filepath.Join(home(b), "findings.jsonl"), dir}
	b.Run("all-clauses", func(b *testing.B) {
		measure(b, "excelize", func() { excelizeRows(b, dir) }, func() cost { return run(b, bin, args...) })
	})
}

// measure runs the floor and the product turn by turn and reports their ratios: of the medians of the wall times, of their
// minima, and of the least processor times, which a busy machine disturbs less.
func measure(b *testing.B, floor string, plain func(), own func() cost) {
	var floors, checks []cost
	for b.Loop() {
		floors, checks = append(floors, timed(plain)), append(checks, own())
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(seconds(median(walls(checks)))/seconds(median(walls(floors))), "x-"+floor)
	b.ReportMetric(seconds(slices.Min(walls(checks)))/seconds(slices.Min(walls(floors))), "x-"+floor+"-best")
	b.ReportMetric(seconds(slices.Min(cpus(checks)))/seconds(slices.Min(cpus(floors))), "cpu-x-"+floor)
	b.ReportMetric(seconds(slices.Min(walls(checks))), "s-check")
	b.ReportMetric(seconds(slices.Min(cpus(checks))), "cpu-s-check")
	b.ReportMetric(seconds(slices.Min(walls(floors))), "s-"+floor)
	b.ReportMetric(float64(peak(checks))/(1<<30), "GiB-rss")
}

func walls(all []cost) (out []time.Duration) {
	for _, c := range all {
		out = append(out, c.wall)
	}
	return out
}

func cpus(all []cost) (out []time.Duration) {
	for _, c := range all {
		out = append(out, c.cpu)
	}
	return out
}

func peak(all []cost) (most int64) {
	for _, c := range all {
		most = max(most, c.rss)
	}
	return most
}

// excelizeRows reads every row of a folder's workbooks as the common library streams them, with the raw values of cells:
// its faster way, since it takes several times as long to put numbers and dates in the format the cell shows.
func excelizeRows(b *testing.B, dir string) {
	b.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.xlsx"))
	if err != nil || len(names) == 0 {
		b.Fatal(err)
	}
	for _, name := range names {
		f, err := excelize.OpenFile(name, excelize.Options{RawCellValue: true})
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
}
