package app_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/civil"
	"shukun/ledger"
	"shukun/org"
	"shukun/problem"
	"shukun/store"
	"shukun/store/storetest"
)

// TestTextsBesideLedgers: texts of contracts and tenders that are chosen along with their ledger are screened as check
// screens the files of the folder; a text alone that changes is looked at again; what is missing or not named is said.
func TestTextsBesideLedgers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		book, folder := apptest.Sample(t)
		empty := t.TempDir()
		day := civil.MustOf(2022, 12, 31)
		apptest.FileBook(t, a, book, empty, civil.MustOf(2022, 1, 1))
		clerk := apptest.SignIn(t, a, org.GroupAdmin, "/")
		var ledgers, texts []app.Sent
		read := func(name string) []byte {
			data, err := os.ReadFile(filepath.Join(folder, name))
			if err != nil {
				t.Fatal(err)
			}
			return data
		}
		inputs, _, err := ledger.FindInputs([]string{folder})
		if err != nil {
			t.Fatal(err)
		}
		for _, in := range inputs {
			if k := in.Kind; strings.HasPrefix(in.Name, "合同") || strings.HasPrefix(in.Name, "contracts") || strings.HasPrefix(in.Name, "tenders") || k != nil && k.Key == "tenders" {
				ledgers = append(ledgers, app.Sent{Name: in.Name, Data: read(in.Name)})
			}
		}
		entries, err := os.ReadDir(filepath.Join(folder, "文本"))
		if err != nil || len(ledgers) != 2 {
			t.Fatal(err, len(ledgers))
		}
		for _, e := range entries {
			texts = append(texts, app.Sent{Name: e.Name(), Data: read(filepath.Join("文本", e.Name()))})
		}
		file := func(sent ...app.Sent) *app.UploadSummary {
			t.Helper()
			id, err := a.StartUpload(t.Context(), clerk, "", "", "", store.Upsert, sent)
			if err != nil {
				t.Fatal(err)
			}
			if err := a.CheckUpload(t.Context(), clerk, id); err != nil {
				t.Fatal(err)
			}
			u, err := a.FindUpload(t.Context(), clerk, id)
			if err != nil || u.State != store.UploadChecked || u.Sum.Bad > 0 {
				t.Fatalf("%v %+v", err, u)
			}
			if err := a.FileUpload(t.Context(), clerk, id, false); err != nil {
				t.Fatal(err)
			}
			evaluateAll(t, a, day)
			return u.Sum
		}
		warned := func(s *app.UploadSummary, code string) (n int) {
			for _, g := range s.Warnings {
				if g.Code == code {
					n += g.Count
				}
			}
			return n
		}
		if n := warned(file(ledgers...), "text-file-missing"); n != len(texts) {
			t.Errorf("%d texts are told as missing, want %d", n, len(texts))
		}
		stray := app.Sent{Name: "谁的.txt", Data: []byte("甲方应当按时付款。")}
		s := file(slices.Concat(ledgers, texts, []app.Sent{stray})...)
		if warned(s, "text-file-missing") != 0 || warned(s, "text-file-unused") != 1 {
			t.Errorf("%+v", s.Warnings)
		}
		differ(t, "with texts", checked(t, a, book, folder, day), kept(t, a, store.FindingFilter{Path: "/", Day: day}))
		if again := file(slices.Concat(ledgers, texts, []app.Sent{stray})...); again == nil || evaluateAll(t, a, day) != (app.Evaluated{}) {
			t.Error("the same once more changes something")
		}
		// The ledger as it was, one text harmless now: what its clauses were blamed for is cleared.
		at := slices.IndexFunc(texts, func(s app.Sent) bool { return strings.Contains(s.Name, "03.back-to-back-中") })
		texts[at].Data = []byte("甲方自验收合格之日起三十日内支付货款。")
		before := len(kept(t, a, store.FindingFilter{Path: "/", Day: day}))
		file(slices.Concat(ledgers, texts)...)
		if after := len(kept(t, a, store.FindingFilter{Path: "/", Day: day})); after != before-1 {
			t.Errorf("%d findings, %d before", after, before)
		}
	})
}

// TestTextsRefused: what cannot be read as text is told at once, and texts alone are not a filing.
func TestTextsRefused(t *testing.T) {
	a := apptest.New(t, storetest.SQLite(t))
	apptest.Units(t, a, groupA)
	clerk := apptest.SignIn(t, a, org.GroupAdmin, "/"+groupA+"/")
	in := payables(payable("P1", groupA, "1"))
	good := app.Sent{Name: in.Name, Data: in.Data}
	words := app.Sent{Name: "HT-1.txt", Data: []byte("甲方应当按时付款。")}
	for _, c := range []struct {
		code string
		sent []app.Sent
	}{
		{"texts-alone", []app.Sent{words}},
		{"document-old-word", []app.Sent{good, {Name: "HT-1.docx", Data: []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")}}},
		{"document-pdf-damaged", []app.Sent{good, {Name: "HT-1.pdf", Data: []byte("%PDF-1.4 and no more")}}},
		{"file-empty", []app.Sent{good, {Name: "HT-1.pdf"}}},
		{"file-name-twice", []app.Sent{good, words, words}},
		{"not-a-ledger", []app.Sent{good, {Name: "HT-1.doc", Data: words.Data}}},
	} {
		if _, err := a.StartUpload(t.Context(), clerk, "", groupA, "", store.Upsert, c.sent); problem.CodeOf(err) != c.code {
			t.Errorf("%s: %v (%s)", c.code, err, problem.CodeOf(err))
		}
	}
}
