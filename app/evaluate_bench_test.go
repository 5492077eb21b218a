package app_test

import (
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/civil"
	"shukun/ledger"
	"shukun/sample"
	"shukun/store"
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

func evaluateGroups(b *testing.B, a *app.App, day civil.Date) (sum app.Evaluated) {
	b.Helper()
	paths := map[string]bool{"/": true}
	if err := a.Store.Read(b.Context(), store.Root, func(tx *store.Tx) error {
		units, err := tx.UnitsBelow("/")
		for _, u := range units {
			paths[app.GroupPath(u.Path)] = true
		}
		return err
	}); err != nil {
		b.Fatal(err)
	}
	for path := range paths {
		s, err := a.Evaluate(b.Context(), path, day, nil)
		if err != nil {
			b.Fatal(err)
		}
		sum.Found += s.Found
		sum.Owners += s.Owners
	}
	return sum
}

// BenchmarkEvaluation measures a first evaluation, the same again, and the next day, of a group's ledgers on SQLite.
func BenchmarkEvaluation(b *testing.B) {
	a, payables := groupSample(b)
	day := civil.MustOf(2022, 6, 30)
	run := func(name string, step int) {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				day = day.AddDays(step)
				sum := evaluateGroups(b, a, day)
				b.ReportMetric(float64(sum.Found), "findings")
				b.ReportMetric(float64(payables), "payables")
			}
		})
	}
	run("first", 0)
	run("again", 0)
	run("next-day", 1)
}
