package app_test

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
	"shukun/regulation"
	"shukun/screening/document"
	"shukun/store"
	"shukun/store/storetest"
)

// checked asks the law about a book as check does, in both languages, and gives a line a finding.
func checked(t *testing.T, a *app.App, b *ledger.Book, folder string, day civil.Date) []string {
	t.Helper()
	q := policy.Question{AsOf: day}
	contracts, tenders := a.Law.TextFiles(b, q, regulation.Filter{})
	read := func(name string) ledger.Text {
		f, err := os.Open(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		s, err := document.ReadFrom(name, f)
		if err != nil {
			t.Fatal(err)
		}
		return ledger.Text{Body: s.Text, Paged: s.Pages > 0}
	}
	for _, i := range contracts {
		b.SetContractText(i, read(b.Contracts[i].TextFile))
	}
	for _, i := range tenders {
		b.SetTenderText(i, read(b.Tenders[i].TextFile))
	}
	zh := a.Law.Evaluate(b, q, regulation.Filter{}, 2, nil)
	q.Lang = lang.En
	en := a.Law.Evaluate(b, q, regulation.Filter{}, 2, nil)
	var all []string
	for i := range zh {
		f := zh[i]
		span := ""
		if f.Span != nil {
			span = fmt.Sprint(f.Span.Start, f.Span.End, f.Span.Sentence)
		}
		all = append(all, line(f.Rule.ID, f.Rule.Clause, f.Outcome, f.Enterprise, f.Beneficiary, f.Rule.Ledger.Key, f.Key, span, f.Amount, f.DueOn, f.Days, f.NextChange,
			strings.Join(f.Missing, ","), f.Reason, en[i].Reason, strings.Join(f.Basis, ",")))
	}
	slices.Sort(all)
	return all
}

// line puts values in a line.
func line(values ...any) string {
	s := ""
	for _, v := range values {
		s += fmt.Sprint(v) + "|"
	}
	return s
}

// kept gives a line a finding that is kept as live, in the form of checked.
func kept(t *testing.T, a *app.App, f store.FindingFilter) []string {
	t.Helper()
	var all []string
	list := func(s string) string { return strings.NewReplacer(`["`, "", `"]`, "", `","`, ",").Replace(s) }
	err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) error {
		return tx.EachFinding(f, store.ByContract, func(f *store.Finding) error {
			span := ""
			if f.Span != "" {
				s := app.ParseSpan(f.Span)
				span = fmt.Sprint(s.Start, s.End, s.Sentence)
			}
			all = append(all, line(f.Rule, f.Clause, policy.Outcome(f.Outcome), f.Enterprise, f.Beneficiary, f.Kind, f.Key, span, f.Amount, f.DueOn, int32(f.Days), f.NextChange,
				list(f.Missing), f.ReasonZh, f.ReasonEn, list(f.Basis)))
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	return all
}

// differ tells what is in one list only.
func differ(t *testing.T, what string, want, got []string) {
	t.Helper()
	n := 0
	for i, j := 0, 0; (i < len(want) || j < len(got)) && n < 12; {
		switch {
		case j == len(got) || i < len(want) && want[i] < got[j]:
			t.Errorf("%s: only check has\n%s", what, want[i])
			i, n = i+1, n+1
		case i == len(want) || got[j] < want[i]:
			t.Errorf("%s: only serve has\n%s", what, got[j])
			j, n = j+1, n+1
		default:
			i, j = i+1, j+1
		}
	}
}

// groups lists the paths of the groups, and "/".
func groups(t *testing.T, a *app.App) []string {
	t.Helper()
	all := []string{"/"}
	err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) error {
		units, err := tx.UnitsBelow("/")
		for _, u := range units {
			if u.Parent == "" {
				all = append(all, u.Path)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func evaluateAll(t *testing.T, a *app.App, day civil.Date) (sum app.Evaluated) {
	t.Helper()
	for _, path := range groups(t, a) {
		s, err := a.Evaluate(t.Context(), path, day, nil)
		if err != nil {
			t.Fatal(err)
		}
		sum.Added += s.Added
		sum.Changed += s.Changed
		sum.Cleared += s.Cleared
		sum.Returned += s.Returned
		sum.Owners += s.Owners
	}
	return sum
}

// TestServeFindsWhatCheckFinds: the same data give the same findings, day after day, on both databases, and each past
// day can be asked again.
func TestServeFindsWhatCheckFinds(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		book, folder := apptest.Sample(t)
		apptest.FileBook(t, a, book, folder, civil.MustOf(2022, 1, 1))
		days := []civil.Date{civil.MustOf(2022, 6, 30), civil.MustOf(2022, 7, 1), civil.MustOf(2022, 7, 2), civil.MustOf(2022, 9, 30), civil.MustOf(2022, 12, 31), civil.MustOf(2025, 6, 1)}
		for _, day := range days {
			want := checked(t, a, book, folder, day)
			evaluateAll(t, a, day)
			differ(t, day.String(), want, kept(t, a, store.FindingFilter{Path: "/", Day: day}))
			if again := evaluateAll(t, a, day); again != (app.Evaluated{}) {
				t.Errorf("%s: evaluating again did something: %+v", day, again)
			}
		}
	})
}

// TestEvaluationFollowsChanges: rows superseded, added and taken out at random, evaluated now and then and unit after
// unit, leave the findings that asking about everything at once gives.
func TestEvaluationFollowsChanges(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		book, folder := apptest.Sample(t)
		apptest.FileBook(t, a, book, folder, civil.MustOf(2022, 1, 1))
		random := rand.New(rand.NewPCG(7, 11))
		day := civil.MustOf(2022, 6, 30)
		evaluateAll(t, a, day)
		for round := range 8 {
			for range 1 + random.IntN(12) {
				change(t, a, random, day)
			}
			if random.IntN(3) == 0 {
				day = day.AddDays(1 + random.IntN(40))
			}
			paths := groups(t, a)
			random.Shuffle(len(paths), func(i, j int) { paths[i], paths[j] = paths[j], paths[i] })
			for _, path := range paths {
				if _, err := a.Evaluate(t.Context(), path, day, nil); err != nil {
					t.Fatal(err)
				}
			}
			want := checked(t, a, inForce(t, a, day), folder, day)
			differ(t, fmt.Sprint("round ", round, " ", day), want, kept(t, a, store.FindingFilter{Path: "/", Day: day}))
			sameRollups(t, a, day)
		}
	})
}

// change supersedes a row by another of its kind, takes it out, or files it again as it is.
func change(t *testing.T, a *app.App, random *rand.Rand, day civil.Date) {
	t.Helper()
	err := a.Store.Write(t.Context(), store.Root, func(tx *store.Tx) error {
		kinds := ledger.Kinds()[1:]
		k := kinds[random.IntN(len(kinds))]
		var rows []store.Row
		if err := tx.EachRowBelow(k.Key, "/", day, func(id int64, owner, path, content string) error {
			rows = append(rows, store.Row{Kind: k.Key, Owner: owner, Path: path, Content: content, File: "改动.csv", RowNo: 2})
			return nil
		}); err != nil || len(rows) == 0 {
			return err
		}
		r := rows[random.IntN(len(rows))]
		cells := ledger.SplitLine(r.Content)
		var key []string
		for _, c := range k.KeyColumns() {
			key = append(key, cells[slices.IndexFunc(k.Columns, func(x ledger.Column) bool { return x.Key == c })])
		}
		r.Key = strings.Join(key, "+")
		switch random.IntN(4) {
		case 0:
			r.Content = ""
		case 1: // as it is
		default:
			for i := range k.Columns { // what another row has in the columns that no other row hangs on
				switch k.Columns[i].Type {
				case ledger.TypeMoney, ledger.TypeDate, ledger.TypeEnum, ledger.TypeYesNo:
					if !k.Columns[i].InKey && !k.Columns[i].Owner {
						cells[i] = ledger.SplitLine(rows[random.IntN(len(rows))].Content)[i]
					}
				}
			}
			var b strings.Builder
			w := csv.NewWriter(&b)
			if err := w.Write(cells); err != nil {
				return err
			}
			w.Flush()
			r.Content = strings.TrimSuffix(b.String(), "\n")
		}
		if c := k.RefColumn(); c != "" {
			r.Ref = cells[slices.IndexFunc(k.Columns, func(x ledger.Column) bool { return x.Key == c })]
		}
		return apptest.File(tx, day, r)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// inForce reads all rows in force on a day into one book, as if they were the files of a check.
func inForce(t *testing.T, a *app.App, day civil.Date) *ledger.Book {
	t.Helper()
	var in []ledger.Input
	err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) error {
		for _, k := range ledger.Kinds() {
			var b strings.Builder
			for i := range k.Columns {
				b.WriteString(k.Columns[i].Key + ",")
			}
			b.WriteString("\n")
			if k.Key == "enterprises" {
				units, err := tx.UnitsBelow("/")
				if err != nil {
					return err
				}
				for _, u := range units {
					b.WriteString(strings.Join([]string{u.Code, u.Name, u.Parent, u.Holding, u.Control, u.Size, u.Kind, u.Industry, u.County}, ",") + "\n")
				}
			}
			if err := tx.EachRowBelow(k.Key, "/", day, func(_ int64, _, _, content string) error { b.WriteString(content + "\n"); return nil }); err != nil {
				return err
			}
			in = append(in, ledger.Input{Name: k.Key + ".csv", Data: []byte(b.String()), Kind: k})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	book, _, err := ledger.Read(in, ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// sameRollups holds the figures kept against the findings they are of.
func sameRollups(t *testing.T, a *app.App, day civil.Date) {
	t.Helper()
	sameTotals(t, a, day)
	want := map[string][2]int64{}
	err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) error {
		if err := tx.EachFinding(store.FindingFilter{Path: "/", Day: day}, store.ByContract, func(f *store.Finding) error {
			k := line(f.Enterprise, f.Rule, f.Outcome)
			want[k] = [2]int64{want[k][0] + 1, want[k][1] + int64(f.Amount.V)}
			return nil
		}); err != nil {
			return err
		}
		list, err := tx.Rollups("/", day)
		for _, r := range list {
			k := line(r.Enterprise, r.Rule, r.Outcome)
			if want[k] != [2]int64{r.Count, r.Amount} {
				t.Errorf("%s %s: rolled up %d %d, found %v", day, k, r.Count, r.Amount, want[k])
			}
			delete(want, k)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(want) > 0 {
		t.Errorf("%s: not rolled up: %v", day, want)
	}
}

// TestDailyEvaluation: a new day gives every group one job, a second asking none, and the jobs bring the findings up.
func TestDailyEvaluation(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		book, folder := apptest.Sample(t)
		apptest.FileBook(t, a, book, folder, civil.MustOf(2022, 1, 1))
		runner := app.NewRunner(a, 2)
		for _, day := range []civil.Date{civil.MustOf(2022, 6, 30), civil.MustOf(2022, 7, 1)} {
			a.Day = func() civil.Date { return day }
			if n, err := a.Daily(t.Context()); err != nil || n != len(groups(t, a)) {
				t.Fatalf("%s: %d jobs for %d groups: %v", day, n, len(groups(t, a)), err)
			}
			if n, err := a.Daily(t.Context()); err != nil || n != 0 {
				t.Fatalf("%s: asked again: %d jobs %v", day, n, err)
			}
			if err := runner.Drain(t.Context()); err != nil {
				t.Fatal(err)
			}
			differ(t, day.String(), checked(t, a, book, folder, day), kept(t, a, store.FindingFilter{Path: "/", Day: day}))
		}
	})
}
