package bench

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"shukun/civil"
	"shukun/ledger"
	"shukun/policy"
	"shukun/regulation"
	"shukun/sample"
)

func law(b *testing.B) *regulation.Regulation {
	b.Helper()
	g, err := regulation.Load(nil)
	if err != nil {
		b.Fatal(err)
	}
	return g
}

var question = policy.Question{AsOf: civil.MustParse(asOf)}

// BenchmarkRules runs the rules of clauses 1, 4 and 5 over the province's book in memory on one core. The goal is five
// million payables a second; rows/s counts every row that a rule looks at.
func BenchmarkRules(b *testing.B) {
	dir := province(b, sample.CSV)
	g, full := law(b), book(b, dir)
	for _, c := range []struct {
		name string
		book *ledger.Book
	}{{"province", full}, {"clean", clean(b, g, full, dir)}} {
		b.Run(c.name, func(b *testing.B) {
			f := regulation.Filter{Clauses: []int{1, 4, 5}}
			rows, findings := 0, 0
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			n := 0
			for b.Loop() {
				found := g.Evaluate(c.book, question, f, 1, func(_, all int) { rows = all })
				findings, n = len(found), n+1
			}
			runtime.ReadMemStats(&after)
			each := b.Elapsed().Seconds() / float64(n)
			b.ReportMetric(float64(len(c.book.Payables))/each, "payables/s")
			b.ReportMetric(float64(rows)/each, "rows/s")
			b.ReportMetric(float64(findings), "findings")
			b.ReportMetric(float64(after.Mallocs-before.Mallocs)/float64(n)/float64(rows), "allocs/row")
		})
	}
}

// clean gives the book of the same ledgers without the rows that clauses 1, 4 and 5 find anything about.
func clean(b *testing.B, g *regulation.Regulation, full *ledger.Book, dir string) *ledger.Book {
	b.Helper()
	dirty := map[string]bool{}
	for _, f := range g.Evaluate(full, question, regulation.Filter{Clauses: []int{1, 4, 5}}, 2, nil) {
		dirty[f.Rule.Ledger.Key+f.Key] = true
	}
	var inputs []ledger.Input
	for _, name := range csvFiles(b, dir) {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			b.Fatal(err)
		}
		records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil {
			b.Fatal(err)
		}
		kind := ledger.KindOfName(name[:len(name)-len(".csv")]).Key
		var out bytes.Buffer
		w := csv.NewWriter(&out)
		for i, r := range records {
			switch {
			case i == 0, kind != "payables" && kind != "payments" && kind != "instruments" && kind != "leases" && kind != "contracts" && kind != "relief_records":
			case dirty[kind+r[0]], kind == "payments" && dirty["payables"+r[1]], kind == "relief_records" && dirty["leases"+r[1]]:
				continue
			}
			w.Write(r)
		}
		w.Flush()
		inputs = append(inputs, ledger.Input{Name: name, Data: out.Bytes()})
	}
	book, _, err := ledger.Read(inputs, ledger.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return book
}
