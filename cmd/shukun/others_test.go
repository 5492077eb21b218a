package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"shukun/app"
	"shukun/civil"
	"shukun/ledger"
	"shukun/ledger/xlsx"
	"shukun/org"
	"shukun/store"
	"shukun/store/storetest"
)

// filers gives an app with two groups, and somebody who files for the first.
func filers(t testing.TB, url string) (*app.App, *app.Actor) {
	a, err := crashApp(url, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Store.Close() })
	err = a.Store.Write(t.Context(), store.Root, func(tx *store.Tx) error {
		for _, first := range []string{crashGroup, "91150100MA0BBBBB1"} {
			code := crashCode(first)
			if err := tx.SaveUnit(store.Unit{Code: code, Name: "试验集团" + code, Path: "/" + code + "/", Size: "large", Since: civil.MustOf(2020, 1, 1)}); err != nil {
				return err
			}
		}
		return tx.AddPerson(store.Person{ID: "clerk", Login: "clerk", Name: "某人", Home: "/" + crashCode(crashGroup) + "/"})
	})
	if err == nil {
		err = a.Store.Write(t.Context(), store.Root, func(tx *store.Tx) error {
			return tx.AddGrant(store.RoleGrant{ID: "g", Person: "clerk", Role: org.Finance, Path: "/" + crashCode(crashGroup) + "/", From: civil.MustOf(2020, 1, 1)})
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	return a, &app.Actor{Person: "clerk", Grants: []app.Grant{{Role: org.Finance, Path: "/" + crashCode(crashGroup) + "/"}}}
}

// wide makes a payables file of n rows with the kind's 16 columns, and more that no ledger has.
func wide(n, more int) []byte {
	var b strings.Builder
	b.WriteString("payable_no,payer_code,payee_code,contract_no,amount,delivered_on,accepted_on,settled_on,due_on,paid_amount,paid_on,disputed_amount,unpaid_reason,upstream_no,confirmation_requested_on,confirmed_on")
	for i := range more {
		fmt.Fprintf(&b, ",自用%d", i)
	}
	b.WriteByte('\n')
	for i := range n {
		fmt.Fprintf(&b, "YF-2022-%07d,%s,%s,HT-%05d,%d.%02d,2022-03-%02d,2022-03-%02d,2022-04-%02d,2022-05-%02d,,,0.00,internal_process,SY-%05d,2022-05-01,2022-05-10",
			i, crashCode(crashGroup), crashCode("91150100MA0CCCCC1"), i/10, 1000+i%90000, i%100, 1+i%28, 1+(i+3)%28, 1+i%28, 1+i%28, i/50)
		for range more {
			b.WriteString(",甲")
		}
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

// another acts for another group again and again until told to stop, and gives how long each act took.
func another(t testing.TB, a *app.App) (stop func() []time.Duration) {
	ctx, cancel := context.WithCancel(t.Context())
	who := &app.Actor{Person: "other", Grants: []app.Grant{{Role: org.Finance, Path: "/" + crashCode("91150100MA0BBBBB1") + "/"}}}
	var took []time.Duration
	var work sync.WaitGroup
	work.Go(func() {
		beats, end := ticks(20 * time.Millisecond)
		defer end()
		for ctx.Err() == nil {
			start := time.Now()
			err := a.SaveView(ctx, who, "findings", "我的", "state=open")
			if err != nil && ctx.Err() == nil {
				t.Errorf("another person's act after %s: %v", time.Since(start), err)
			}
			took = append(took, time.Since(start))
			<-beats
		}
	})
	return func() []time.Duration {
		cancel()
		work.Wait()
		slices.Sort(took)
		return took
	}
}

// TestOthersActWhileOneFiles: while one files many rows others go on acting; nobody waits for the end of the filing.
func TestOthersActWhileOneFiles(t *testing.T) {
	for _, kind := range []string{"sqlite", "postgres"} {
		t.Run(kind, func(t *testing.T) {
			a, who := filers(t, urlOf(t, kind))
			stop := another(t, a)
			out, err := a.FileLedgers(t.Context(), who, app.Submission{Unit: crashCode(crashGroup), Mode: store.Upsert, Files: []ledger.Input{{Name: "payables.csv", Data: wide(20_000, 0)}}})
			if err != nil || out.Filings[0].Added != 20_000 {
				t.Fatal(out, err)
			}
			if acts := stop(); len(acts) < 10 { // of the twenty transactions that there are at least
				t.Errorf("only %d acts of another person while 20,000 rows were filed", len(acts))
			}
		})
	}
}

func urlOf(t testing.TB, kind string) string {
	if kind == "postgres" {
		return storetest.PostgresURL(t)
	}
	return storetest.SQLiteURL(t)
}

// TestOthersActWhileOneIsEvaluated: while the findings of one unit's many rows are written others go on acting.
func TestOthersActWhileOneIsEvaluated(t *testing.T) {
	for _, kind := range []string{"sqlite", "postgres"} {
		t.Run(kind, func(t *testing.T) {
			a, who := filers(t, urlOf(t, kind))
			if _, err := a.FileLedgers(t.Context(), who, app.Submission{Unit: crashCode(crashGroup), Mode: store.Upsert, Files: []ledger.Input{{Name: "payables.csv", Data: wide(4000, 0)}}}); err != nil {
				t.Fatal(err)
			}
			stop := another(t, a)
			sum, err := a.Evaluate(store.Unhurried(t.Context()), "/"+crashCode(crashGroup)+"/", a.Day(), nil)
			if err != nil || sum.Added < 12_000 {
				t.Fatal(sum, err)
			}
			if acts := stop(); len(acts) < 8 { // of the sixteen transactions that there are at least
				t.Errorf("only %d acts of another person while %d findings were written", len(acts), sum.Added)
			}
		})
	}
}

// BenchmarkOthersWhileFiling measures how long another person's act takes while 200,000 rows are filed, and while they are
// all corrected.
func BenchmarkOthersWhileFiling(b *testing.B) {
	rows := wide(200_000, 0)
	changed := []byte(strings.ReplaceAll(string(rows), ".00,2022", ".01,2022"))
	changed = []byte(strings.ReplaceAll(string(changed), "internal_process", "leader_changed"))
	limits := xlsx.DefaultLimits()
	for _, kind := range []string{"sqlite", "postgres"} {
		b.Run(kind, func(b *testing.B) {
			for b.Loop() {
				a, who := filers(b, urlOf(b, kind))
				for _, step := range []struct {
					name string
					data []byte
				}{{"new", rows}, {"corrected", changed}} {
					stop := another(b, a)
					start := time.Now()
					out, err := a.FileLedgers(b.Context(), who, app.Submission{Unit: crashCode(crashGroup), Mode: store.Upsert, Limits: &limits, Files: []ledger.Input{{Name: "payables.csv", Data: step.data}}})
					took := time.Since(start)
					acts := stop()
					if err != nil {
						b.Fatal(err, out.Report.Rejected)
					}
					f := out.Filings[0]
					b.Logf("%s %s: %d new, %d changed in %.1f s; %d acts of others, median %d ms, 95 %% %d ms, longest %d ms", kind, step.name, f.Added, f.Changed, took.Seconds(), len(acts),
						acts[len(acts)/2].Milliseconds(), acts[len(acts)*95/100].Milliseconds(), acts[len(acts)-1].Milliseconds())
				}
			}
		})
	}
}

// BenchmarkOthersWhileEvaluating is the same while the 200,000 rows of one unit are evaluated.
func BenchmarkOthersWhileEvaluating(b *testing.B) {
	rows, limits := wide(200_000, 0), xlsx.DefaultLimits()
	for _, kind := range []string{"sqlite", "postgres"} {
		b.Run(kind, func(b *testing.B) {
			for b.Loop() {
				a, who := filers(b, urlOf(b, kind))
				if _, err := a.FileLedgers(b.Context(), who, app.Submission{Unit: crashCode(crashGroup), Mode: store.Upsert, Limits: &limits, Files: []ledger.Input{{Name: "payables.csv", Data: rows}}}); err != nil {
					b.Fatal(err)
				}
				stop := another(b, a)
				start := time.Now()
				sum, err := a.Evaluate(store.Unhurried(b.Context()), "/"+crashCode(crashGroup)+"/", a.Day(), nil)
				took := time.Since(start)
				acts := stop()
				if err != nil {
					b.Fatal(err)
				}
				b.Logf("%s: %d found in %.1f s; %d acts of others, median %d ms, 95 %% %d ms, longest %d ms", kind, sum.Found, took.Seconds(), len(acts),
					acts[len(acts)/2].Milliseconds(), acts[len(acts)*95/100].Milliseconds(), acts[len(acts)-1].Milliseconds())
			}
		})
	}
}

// BenchmarkWizard files 100,000 rows of 20 columns as a person does: upload, check, preview, file, the work done by jobs.
func BenchmarkWizard(b *testing.B) {
	data := wide(100_000, 4)
	for _, kind := range []string{"sqlite", "postgres"} {
		b.Run(kind, func(b *testing.B) {
			for b.Loop() {
				a, who := filers(b, urlOf(b, kind))
				ctx, stop := context.WithCancel(b.Context())
				beats, end := ticks(app.RunnerBeats)
				ended := make(chan bool)
				go func() { app.NewRunner(a, 2).Run(ctx, beats); close(ended) }()
				var id string
				until := func(state string) error { // as the page does that shows the progress
					for looks, _ := ticks(100 * time.Millisecond); ; <-looks {
						if u, err := a.FindUpload(ctx, who, id); err != nil || u.State == state {
							return err
						} else if u.State == store.UploadFailed {
							return u.Why
						}
					}
				}
				start := time.Now()
				last := start
				step := func(name string, err error) {
					b.Helper()
					if err != nil {
						b.Fatal(name, err)
					}
					b.Logf("%s %s: %.1f s", kind, name, time.Since(last).Seconds())
					last = time.Now()
				}
				var err error
				id, err = a.StartUpload(ctx, who, "", crashCode(crashGroup), "2022-05", store.Upsert, []app.Sent{{Name: "payables.csv", Data: data}})
				step("upload", err)
				if err = a.CheckUpload(ctx, who, id); err == nil {
					err = until(store.UploadChecked)
				}
				step("check and preview", err)
				if err = a.FileUpload(ctx, who, id, false); err == nil {
					err = until(store.UploadFiled)
				}
				step("file", err)
				b.ReportMetric(time.Since(start).Seconds(), "s/visit")
				stop()
				<-ended
				end()
			}
		})
	}
}
