package app_test

import (
	"fmt"
	"strings"
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/ledger"
	"shukun/ledger/xlsx"
	"shukun/org"
	"shukun/store"
	"shukun/store/storetest"
)

// manyPayables makes a payables file of n rows with every column filled.
func manyPayables(n int) ledger.Input {
	var b strings.Builder
	b.WriteString("payable_no,payer_code,payee_code,contract_no,amount,delivered_on,accepted_on,settled_on,due_on,disputed_amount,unpaid_reason,upstream_no,confirmation_requested_on,confirmed_on\n")
	for i := range n {
		fmt.Fprintf(&b, "YF-2022-%07d,%s,%s,HT-2022-%05d,%d.%02d,2022-03-%02d,2022-03-%02d,2022-04-%02d,2022-05-%02d,0.00,internal_process,SY-%05d,2022-05-01,2022-05-10\n",
			i, groupA, payee, i/10, 1000+i%90000, i%100, 1+i%28, 1+(i+3)%28, 1+i%28, 1+i%28, i/50)
	}
	return ledger.Input{Name: "payables.csv", Data: []byte(b.String())}
}

// BenchmarkImport files 100,000 payables: to compare with BenchmarkPlainInsert of the same rows.
func BenchmarkImport(b *testing.B) {
	in := manyPayables(100_000)
	for _, kind := range []string{"sqlite", "postgres"} {
		b.Run(kind, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				a, who := benchApp(b, kind)
				b.StartTimer()
				out, err := a.FileLedgers(b.Context(), who, app.Submission{Unit: groupA, Period: "2022-05", Mode: store.Upsert, Files: []ledger.Input{in}})
				if err != nil || out.Filings[0].Added != 100_000 {
					b.Fatal(err, out.Report.Rejected)
				}
			}
			b.ReportMetric(100_000*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// BenchmarkPlainInsert puts the same rows, made ready beforehand, into the same table in one transaction and nothing else.
func BenchmarkPlainInsert(b *testing.B) {
	in := manyPayables(100_000)
	book, _, err := ledger.Read([]ledger.Input{in}, ledger.Options{})
	if err != nil {
		b.Fatal(err)
	}
	rows := book.Rows(ledger.FindKind("payables"))
	ready := make([]store.Row, rows.Len())
	for i := range ready {
		ready[i] = store.Row{ID: store.RowID(1, i+1), Kind: "payables", Owner: groupA, Path: "/" + groupA + "/", Key: string(rows.AppendKey(nil, i)), Content: string(rows.AppendLine(nil, i)),
			Filing: 1, File: "payables.csv", RowNo: int64(i + 2), Party: payee, Amount: rows.Amount(i), Day: rows.Day(i), From: apptest.Day}
	}
	for _, kind := range []string{"sqlite", "postgres"} {
		b.Run(kind, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				a, _ := benchApp(b, kind)
				b.StartTimer()
				err := a.Store.Write(store.Unhurried(b.Context()), store.Root, func(tx *store.Tx) error {
					return tx.AddRows(func(yield func(*store.Row) bool) {
						for i := range ready {
							if !yield(&ready[i]) {
								return
							}
						}
					})
				})
				if err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(100_000*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// BenchmarkImportAgain files 100,000 payables of which one in a hundred has changed.
func BenchmarkImportAgain(b *testing.B) {
	in := manyPayables(100_000)
	changed := ledger.Input{Name: in.Name, Data: []byte(strings.ReplaceAll(string(in.Data), "77,2022-03-", "78,2022-03-"))}
	a, who := benchApp(b, "sqlite")
	limits := xlsx.ServerLimits()
	file := func(in ledger.Input) {
		if _, err := a.FileLedgers(b.Context(), who, app.Submission{Unit: groupA, Period: "2022-05", Mode: store.Upsert, Files: []ledger.Input{in}, Limits: &limits}); err != nil {
			b.Fatal(err)
		}
	}
	file(in)
	for i := 0; b.Loop(); i++ {
		if i%2 == 0 {
			file(changed)
		} else {
			file(in)
		}
	}
}

func benchApp(b *testing.B, kind string) (*app.App, *app.Actor) {
	db := storetest.SQLite(b)
	if kind == "postgres" {
		db = storetest.Postgres(b)
	}
	a := apptest.New(b, db)
	apptest.Units(b, a, groupA)
	return a, apptest.SignIn(b, a, org.Finance, "/"+groupA+"/")
}

// BenchmarkImportMillion files a million payables in one file.
func BenchmarkImportMillion(b *testing.B) {
	in := manyPayables(1_000_000)
	limits := xlsx.DefaultLimits()
	for b.Loop() {
		b.StopTimer()
		a, who := benchApp(b, "sqlite")
		b.StartTimer()
		out, err := a.FileLedgers(b.Context(), who, app.Submission{Unit: groupA, Period: "2022-05", Mode: store.Upsert, Files: []ledger.Input{in}, Limits: &limits})
		if err != nil || out.Filings[0].Added != 1_000_000 {
			b.Fatal(err)
		}
	}
}
