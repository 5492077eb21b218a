package app_test

import (
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/civil"
	"shukun/ledger"
	"shukun/sample"
	"shukun/store/storetest"
)

// groupSample files the sample of a group's size and gives how many payables it has.
func groupSample(b *testing.B) (a *app.App, payables int) {
	b.Helper()
	dir := b.TempDir()
	if _, err := sample.Write(dir, sample.Group, 1, sample.Options{Format: sample.CSV}); err != nil {
		b.Fatal(err)
	}
	in, _, err := ledger.FindInputs([]string{dir})
	if err != nil {
		b.Fatal(err)
	}
	book, _, err := ledger.Read(in, ledger.Options{})
	if err != nil {
		b.Fatal(err)
	}
	a = apptest.New(b, storetest.SQLite(b))
	apptest.FileBook(b, a, book, dir, civil.MustOf(2022, 1, 1))
	return a, len(book.Payables)
}

// BenchmarkEvaluation measures a first evaluation, the same again, and the next day, of a group's ledgers on SQLite.
func BenchmarkEvaluation(b *testing.B) {
	a, payables := groupSample(b)
	day := civil.MustOf(2022, 6, 30)
	run := func(name string, step int) {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				day = day.AddDays(step)
				sum := apptest.EvaluateAll(b, a, day)
				b.ReportMetric(float64(sum.Found), "findings")
				b.ReportMetric(float64(payables), "payables")
			}
		})
	}
	run("first", 0)
	run("again", 0)
	run("next-day", 1)
}
