package apptest

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"shukun/app"
	"shukun/civil"
	"shukun/ledger"
	"shukun/sample"
	"shukun/screening/document"
	"shukun/store"
)

// SampleDay is the day the sample is made to be checked for.
var SampleDay = civil.MustOf(2022, 12, 31)

var demo = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "shukun-sample-")
	if err == nil {
		_, err = sample.Write(dir, sample.Demo, 1, sample.Options{})
	}
	return dir, err
})

// Sample reads the demo sample; folder is where it lies, with the texts of its contracts and tenders.
func Sample(t testing.TB) (book *ledger.Book, folder string) {
	t.Helper()
	folder, err := demo()
	if err != nil {
		t.Fatal(err)
	}
	in, _, err := ledger.FindInputs([]string{folder})
	if err != nil {
		t.Fatal(err)
	}
	book, report, err := ledger.Read(in, ledger.Options{Workers: 2})
	if err != nil || len(report.Rejected) > 0 {
		t.Fatal(err, report.Rejected)
	}
	return book, folder
}

// FileBook puts the rows of a book into the database as if each ledger had been filed once on a day by whom it belongs
// to: the tree first, then row by row.
func FileBook(t testing.TB, a *app.App, b *ledger.Book, folder string, day civil.Date) {
	t.Helper()
	f := &filer{t: t, app: a, book: b, day: day, paths: map[string]string{}}
	err := a.Store.Write(context.Background(), store.Root, func(tx *store.Tx) error {
		if err := f.tree(tx); err != nil {
			return err
		}
		for _, k := range ledger.Kinds() {
			if err := f.ledger(tx, k); err != nil {
				return err
			}
		}
		return f.texts(tx, folder)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// EvaluateAll evaluates every group, and the rows shared by all, for a day.
func EvaluateAll(t testing.TB, a *app.App, day civil.Date) (sum app.Evaluated) {
	t.Helper()
	paths := map[string]bool{"/": true}
	if err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) error {
		units, err := tx.UnitsBelow("/")
		for _, u := range units {
			paths[app.GroupPath(u.Path)] = true
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for path := range paths {
		s, err := a.Evaluate(t.Context(), path, day, nil)
		if err != nil {
			t.Fatal(err)
		}
		sum.Found += s.Found
		sum.Owners += s.Owners
	}
	return sum
}

type filer struct {
	t     testing.TB
	app   *app.App
	book  *ledger.Book
	day   civil.Date
	paths map[string]string // of units
}

// tree saves the units of the enterprises ledger, parents first.
func (f *filer) tree(tx *store.Tx) error {
	rows := f.book.Rows(ledger.FindKind("enterprises"))
	var list []store.Unit
	for i := range rows.Len() {
		c := ledger.SplitLine(string(rows.AppendLine(nil, i)))
		list = append(list, store.Unit{Code: c[0], Name: c[1], Parent: c[2], Holding: c[3], Control: c[4], Size: c[5], Kind: c[6], Industry: c[7], County: c[8], Since: civil.MustOf(2015, 1, 1)})
	}
	for range 10 {
		for _, u := range list {
			switch above, there := f.paths[u.Parent]; {
			case u.Parent == "":
				f.paths[u.Code] = "/" + u.Code + "/"
			case there:
				f.paths[u.Code] = above + u.Code + "/"
			}
		}
	}
	for _, u := range list {
		if u.Path = f.paths[u.Code]; u.Path == "" {
			f.t.Fatalf("%s has no parent in the tree", u.Code)
		}
		if err := tx.SaveUnit(u); err != nil {
			return err
		}
	}
	return nil
}

// ledger files the rows of a kind.
func (f *filer) ledger(tx *store.Tx, k *ledger.Kind) error {
	rows := f.book.Rows(k)
	if k.Key == "enterprises" || rows.Len() == 0 {
		return nil
	}
	all := make([]store.Row, 0, rows.Len())
	for i := range rows.Len() {
		r := store.Row{Kind: k.Key, Key: string(rows.AppendKey(nil, i)), Content: string(rows.AppendLine(nil, i)), Ref: rows.Reference(i), Path: "/",
			File: f.book.PlaceOf(rows.Source(i)).File, Sheet: f.book.PlaceOf(rows.Source(i)).Sheet, RowNo: int64(rows.Source(i).Row), Amount: rows.Amount(i), Day: rows.Day(i)}
		if c := rows.Owner(i); !c.IsZero() {
			r.Owner = c.String()
		}
		r.Path = f.path(&r)
		if p := rows.Party(i); !p.IsZero() {
			r.Party = p.String()
		}
		all = append(all, r)
	}
	return File(tx, f.day, all...)
}

// path gives whose a row is: its owner's, else that of a unit it names.
func (f *filer) path(r *store.Row) string {
	if p := f.paths[r.Owner]; p != "" || r.Owner == "" {
		if p == "" {
			p = "/"
		}
		return p
	}
	for _, cell := range ledger.SplitLine(r.Content) {
		if p := f.paths[cell]; p != "" {
			return p
		}
	}
	for i := range f.book.Leases { // a sublease of somebody who is not ours: with the head lease
		if l := &f.book.Leases[i]; l.No == r.Key && l.Lessor.String() == r.Owner {
			if h := f.book.Head(l); h != nil && f.paths[h.Lessor.String()] != "" {
				return f.paths[h.Lessor.String()]
			}
		}
	}
	for _, u := range f.book.Enterprises {
		if u.Parent.IsZero() {
			return f.paths[u.Code.String()]
		}
	}
	return "/"
}

// File files rows of one kind; one in force with the same key is superseded. A row without content only ends.
func File(tx *store.Tx, day civil.Date, rows ...store.Row) error {
	seq, err := tx.NextFiling()
	if err != nil || len(rows) == 0 {
		return err
	}
	path := rows[0].Path
	for _, r := range rows {
		if !strings.HasPrefix(r.Path, path) {
			path = "/"
		}
	}
	if err := tx.AddFiling(store.Filing{Seq: seq, ID: "f" + civil.Date(seq).String(), Unit: rows[0].Owner, Path: path, Kind: rows[0].Kind, Mode: store.Upsert, File: rows[0].File, FiledOn: day}, nil); err != nil {
		return err
	}
	owners := map[string]string{}
	for i := range rows {
		r := &rows[i]
		owners[r.Owner] = r.Path
		if now, found, err := tx.CurrentRow(r.Kind, r.Path, r.Key); err != nil {
			return err
		} else if found {
			if err := tx.EndRows([]int64{now.ID}, day, seq); err != nil {
				return err
			}
		}
		r.ID, r.Filing, r.From = store.RowID(seq, i+1), seq, day
	}
	err = tx.AddRows(func(yield func(*store.Row) bool) {
		for i := range rows {
			if rows[i].Content != "" && !yield(&rows[i]) {
				return
			}
		}
	})
	for owner, path := range owners {
		if err == nil {
			err = tx.MarkEntity(owner, path, seq)
		}
	}
	return err
}

// texts keeps the words of the sample's contracts and tenders, for every group.
func (f *filer) texts(tx *store.Tx, folder string) error {
	return filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Dir(path) == folder {
			return err
		}
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		source, err := document.ReadFrom(path, file)
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(folder, path)
		for _, p := range f.paths {
			if strings.Count(p, "/") == 2 {
				if err := tx.SaveRowText(store.RowText{Path: p, Name: filepath.ToSlash(name), Body: source.Text, Paged: source.Pages > 0}); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
