package bench

import (
	"fmt"
	"path/filepath"
	"runtime"
	"testing"

	"shukun/ledger"
)

// BenchmarkPeers runs overdue and interest over the same million payables by the product and by its peers, every answer
// first held against the others'. The product gives findings in order, each with its reason in words; so does DuckDB
// under "findings" and "to-csv", while under "sums" it only adds up, and the engines of rows give two numbers a row.
// "rows-in-memory" leaves out fetching the rows, "from-csv" has it, "to-csv" has writing the findings too.
func BenchmarkPeers(b *testing.B) {
	dir := peerLedgers(b)
	all, g, bk := facts(b, dir), law(b), book(b, dir)
	d := openDuck(b, dir)
	defer d.db.Close()
	d.load()
	want := verdict{}
	for i := range all {
		want.add(byHand(&all[i]))
	}
	same := func(name string, got verdict) {
		if got != want {
			b.Fatalf("%s: %+v, by hand %+v", name, got, want)
		}
	}
	rules := map[string]func(*fact) (int64, int64){"cel": celRule(b), "expr": exprRule(b), "grule": gruleRule(b)}
	for name, rule := range rules {
		for i := range all[:20_000] {
			o, n := rule(&all[i])
			if x, y := byHand(&all[i]); o != x || n != y {
				b.Fatalf("%s differs on row %d: %d %d, by hand %d %d", name, i, o, n, x, y)
			}
		}
	}
	same("ours", ours(g, bk, 1))
	same("duckdb", d.sum(true))
	same("duckdb from CSV", d.sum(false))
	if got := int64(len(d.findings(true))); got != want.overdues+want.interests {
		b.Fatalf("duckdb fetches %d findings of %d", got, want.overdues+want.interests)
	}
	b.Logf("%d payables: %d overdue, %d with interest", len(all), want.overdues, want.interests)

	each := func(name string, rows int, fn func()) {
		b.Run(name, func(b *testing.B) {
			runtime.GC()
			for b.Loop() {
				fn()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows), "ns/row")
		})
	}
	over := func(n int, rule func(*fact) (int64, int64)) func() {
		return func() {
			v := verdict{}
			for i := range all[:n] {
				v.add(rule(&all[i]))
			}
		}
	}
	each("rows-in-memory/by-hand-1-core", peerRows, over(peerRows, byHand))
	for _, workers := range []int{1, 2} {
		d.exec(fmt.Sprintf("SET threads = %d", workers))
		each(fmt.Sprintf("rows-in-memory/shukun-%d-core", workers), peerRows, func() { g.Evaluate(bk, question, peerFilter, workers, nil) })
		each(fmt.Sprintf("rows-in-memory/duckdb-findings-%d-core", workers), peerRows, func() { d.findings(true) })
		each(fmt.Sprintf("rows-in-memory/duckdb-sums-%d-core", workers), peerRows, func() { d.sum(true) })
	}
	each("rows-in-memory/cel-1-core", peerRows, over(peerRows, rules["cel"]))
	each("rows-in-memory/expr-1-core", peerRows, over(peerRows, rules["expr"]))
	each("rows-in-memory/grule-1-core", 50_000, over(50_000, rules["grule"]))
	for _, workers := range []int{1, 2} {
		d.exec(fmt.Sprintf("SET threads = %d", workers))
		each(fmt.Sprintf("from-csv/shukun-%d-core", workers), peerRows, func() { oursFromCSV(b, dir, workers) })
		each(fmt.Sprintf("from-csv/duckdb-findings-%d-core", workers), peerRows, func() { d.findings(false) })
		each(fmt.Sprintf("from-csv/duckdb-sums-%d-core", workers), peerRows, func() { d.sum(false) })
	}
	each("from-csv/encoding-csv-and-by-hand-1-core", peerRows, func() { all = facts(b, dir); over(peerRows, byHand)() })
	each("to-csv/duckdb-2-core", peerRows, func() { d.write(filepath.Join(home(b), "duck.csv")) })
	bin := binary(b)
	each("to-csv/shukun-2-core", peerRows, func() {
		run(b, bin, "check", "--as-of", asOf, "--rule", "01.overdue", "--rule", "01.interest", "--format", "csv", "--out", filepath.Join(home(b), "own.csv"), dir)
	})
}

// oursFromCSV reads the ledgers and judges them, as the check does, on so many cores.
func oursFromCSV(b *testing.B, dir string, workers int) {
	b.Helper()
	was := runtime.GOMAXPROCS(workers)
	defer runtime.GOMAXPROCS(was)
	inputs, _, err := ledger.FindInputs([]string{dir})
	if err != nil {
		b.Fatal(err)
	}
	bk, _, err := ledger.Read(inputs, ledger.Options{Workers: workers})
	if err != nil {
		b.Fatal(err)
	}
	law(b).Evaluate(bk, question, peerFilter, workers, nil)
}
