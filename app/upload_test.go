package app_test

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/ledger"
	"shukun/ledger/xlsx"
	"shukun/org"
	"shukun/problem"
	"shukun/store"
	"shukun/store/storetest"
)

// workbook makes a workbook of one sheet.
func workbook(t *testing.T, sheet string, rows ...[]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := xlsx.NewWriter(&b)
	if err := w.Sheet(sheet, xlsx.Look{}); err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, c := range row {
			w.Text(c)
		}
		if err := w.EndRow(); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The journey of a first-time clerk: a workbook of no telling name, two mistakes, the marked workbook back, corrected,
// filed; filed once more it is the same filing.
func TestUploadJourney(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		apptest.Units(t, a, groupA, groupA+"/"+subA, groupB)
		clerk := apptest.SignIn(t, a, org.Finance, "/"+groupA+"/")
		book := workbook(t, "Sheet1", []string{"2022年5月明细表"}, []string{"单号", "付款单位代码", "收款单位代码", "到手价（万元）", "交付日期"},
			[]string{"P1", groupA, payee, "1.5", "2022-05-01"}, []string{"P2", groupA, payee, "二万", "2022-05-02"},
			[]string{"P3", subA, payee, "3", "2022-05-03 00:00:00"}, []string{"P4", groupA, payee, "4", "30/06/2022"})
		id, err := a.StartUpload(t.Context(), clerk, "", groupA, "2022-05", store.Upsert, []app.Sent{{Name: "明细.xlsx", Data: book}})
		if err != nil {
			t.Fatal(err)
		}
		u, _ := a.FindUpload(t.Context(), clerk, id)
		looks, err := a.LookAtUpload(t.Context(), clerk, u)
		if err != nil || len(looks) != 1 || looks[0].Guess == nil || looks[0].Guess.Key != "payables" {
			t.Fatalf("%v %+v", err, looks)
		}
		err = a.ChooseColumns(t.Context(), clerk, id, []app.SheetChoice{{File: "明细.xlsx", Sheet: "Sheet1", Kind: "payables", Columns: map[string]string{"到手价（万元）": "amount", "单号": "payable_no"}}})
		if err != nil {
			t.Fatal(err)
		}
		check := func() *app.UploadSummary {
			t.Helper()
			u, err := a.FindUpload(t.Context(), clerk, id)
			if err != nil || u.State != store.UploadChecked {
				t.Fatalf("%v %s %v", err, u.State, u.Why)
			}
			return u.Sum
		}
		if err := a.CheckUpload(t.Context(), clerk, id); err != nil {
			t.Fatal(err)
		}
		if s := check(); s.Usable != 1 || s.Bad != 3 || s.Cells != 3 || s.Repairable != 1 || s.Repeated != 0 {
			t.Fatalf("%+v", s)
		}
		if err := a.FileUpload(t.Context(), clerk, id, false); problem.CodeOf(err) != "filing-has-problems" {
			t.Errorf("rows with problems stop it: %v", err)
		}
		if err := a.RepairUpload(t.Context(), clerk, id, true); err != nil {
			t.Fatal(err)
		}
		if s := check(); s.Usable != 2 || s.Bad != 2 || s.Repaired != 1 {
			t.Fatalf("repaired: %+v", s)
		}
		name, marked, err := a.MarkedFile(t.Context(), clerk, id, 0)
		if err != nil || name != "明细（已标注）.xlsx" {
			t.Fatal(name, err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(marked))
		if err != nil {
			t.Fatal(err)
		}
		if sheets := f.GetSheetList(); !slices.Equal(sheets, []string{ledger.MarkedListSheet, "Sheet1"}) {
			t.Errorf("sheets %v", sheets)
		}
		if v, _ := f.GetCellValue("Sheet1", "F4"); !strings.Contains(v, "到手价（万元）：不是可识别的金额") {
			t.Errorf("row 4 says %q", v)
		}
		if comments, _ := f.GetComments("Sheet1"); len(comments) != 2 || comments[0].Cell != "D4" {
			t.Errorf("comments %+v", comments)
		}
		if v, _ := f.GetCellValue(ledger.MarkedListSheet, "D4"); v != "二万" {
			t.Errorf("the list says %q", v)
		}
		f.SetCellStr("Sheet1", "D4", "2")
		f.SetCellStr("Sheet1", "E6", "2022-06-30")
		var corrected bytes.Buffer
		if err := f.Write(&corrected); err != nil {
			t.Fatal(err)
		}
		if err := a.CorrectUpload(t.Context(), clerk, id, []app.Sent{{Name: "明细（已标注） (1).xlsx", Data: corrected.Bytes()}}); err != nil {
			t.Fatal(err)
		}
		s := check()
		if s.Usable != 4 || s.Bad != 0 || s.Before == nil || s.Before.Bad != 2 || len(s.Warnings) != 0 {
			t.Fatalf("corrected: %+v", s)
		}
		if e := s.Effects[0]; e.Added != 4 || e.Before != 0 || e.After() != 10_500_000 {
			t.Errorf("effect %+v, after %v", e, e.After())
		}
		for range 2 {
			if err := a.FileUpload(t.Context(), clerk, id, false); err != nil {
				t.Fatal(err)
			}
		}
		u, err = a.FindUpload(t.Context(), clerk, id)
		if err != nil || u.State != store.UploadFiled || len(u.Sum.Filings) != 1 || len(filed(t, a, "payables")) != 4 {
			t.Fatalf("%v %+v", err, u)
		}
		next, err := a.StartUpload(t.Context(), clerk, "", groupA, "2022-05", store.Upsert, []app.Sent{{Name: "明细.xlsx", Data: corrected.Bytes()}})
		if err != nil {
			t.Fatal(err)
		}
		n, _ := a.FindUpload(t.Context(), clerk, next)
		looks, err = a.LookAtUpload(t.Context(), clerk, n)
		if err != nil || len(looks) != 1 || looks[0].Guess.Key != "payables" || looks[0].Fields[3].Confidence != ledger.Chosen || len(looks[0].Missing) != 0 {
			t.Errorf("what was chosen is remembered: %v %+v", err, looks)
		}
		stranger := apptest.SignIn(t, a, org.GroupAdmin, "/"+groupB+"/")
		if _, err := a.FindUpload(t.Context(), stranger, id); problem.KindOf(err) != problem.Forbidden {
			t.Errorf("another group sees it: %v", err)
		}
		if err := a.DropUpload(t.Context(), clerk, id); problem.CodeOf(err) != "upload-over" {
			t.Errorf("filed is filed: %v", err)
		}
	})
}

// A large upload is read and filed by jobs; a job that runs twice files once.
func TestUploadByJob(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		runner := app.NewRunner(a, 1)
		apptest.Units(t, a, groupA)
		clerk := apptest.SignIn(t, a, org.Finance, "/"+groupA+"/")
		var rows []string
		for i := range 15_000 {
			rows = append(rows, payable("P"+strings.Repeat("0", 40)+string(rune('A'+i%26))+string(rune('A'+i/26%26))+string(rune('A'+i/676)), groupA, "1.00"))
		}
		in := payables(rows...)
		id, err := a.StartUpload(t.Context(), clerk, "", groupA, "2022-05", store.Replace, []app.Sent{{Name: in.Name, Data: in.Data}})
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			do   func() error
			then string
		}{
			{func() error { return a.CheckUpload(t.Context(), clerk, id) }, store.UploadReading},
			{func() error { return runner.Drain(t.Context()) }, store.UploadChecked},
			{func() error { return a.FileUpload(t.Context(), clerk, id, false) }, store.UploadFiling},
			{func() error { return runner.Drain(t.Context()) }, store.UploadFiled},
		} {
			if err := step.do(); err != nil {
				t.Fatal(err)
			}
			u, err := a.FindUpload(t.Context(), clerk, id)
			if err != nil {
				t.Fatal(err)
			}
			if u.State != step.then {
				t.Fatalf("%v: %s, want %s; %v", err, u.State, step.then, u.Why)
			}
		}
		if n := len(filed(t, a, "payables")); n != 15_000 {
			t.Errorf("%d rows", n)
		}
	})
}

// texts makes so many texts beside a ledger.
func texts(n int) []app.Sent {
	in := payables(payable("P1", groupA, "1"))
	all := []app.Sent{{Name: in.Name, Data: in.Data}}
	for i := range n {
		all = append(all, app.Sent{Name: strconv.Itoa(i) + ".txt", Data: []byte("甲方应当按时付款。")})
	}
	return all
}

// Hostile files are answered with words, and nothing of them is kept.
func TestHostileUploads(t *testing.T) {
	a := apptest.New(t, storetest.SQLite(t))
	apptest.Units(t, a, groupA)
	clerk := apptest.SignIn(t, a, org.Finance, "/"+groupA+"/")
	good := payables(payable("P1", groupA, "1"))
	many := make([]app.Sent, 11)
	for i := range many {
		many[i] = app.Sent{Name: string(rune('a'+i)) + ".csv", Data: good.Data}
	}
	xlsxBytes := workbook(t, "应付账款", []string{"应付单号"})
	for _, c := range []struct {
		name string
		sent []app.Sent
		code string
	}{
		{"none", nil, "no-files"},
		{"eleven files", many, "too-many-files"},
		{"fifty-one texts", texts(51), "too-many-files"},
		{"an old workbook", []app.Sent{{Name: "a.xls", Data: []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")}}, "old-format"},
		{"macros", []app.Sent{{Name: "a.xlsm", Data: xlsxBytes}}, "with-macros"},
		{"an archive", []app.Sent{{Name: "a.zip", Data: xlsxBytes}}, "not-a-ledger"},
		{"a web page", []app.Sent{{Name: "a.xlsx", Data: []byte("<html><table></table>")}}, "xlsx-web-page"},
		{"encrypted or old, renamed", []app.Sent{{Name: "a.xlsx", Data: []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600))}}, "xlsx-old-format"},
		{"cut off", []app.Sent{{Name: "a.xlsx", Data: xlsxBytes[:len(xlsxBytes)/2]}}, "xlsx-truncated"},
		{"too large", []app.Sent{{Name: "a.csv", Data: bytes.Repeat([]byte("x"), 21_000_000)}}, "text-too-large"},
		{"empty", []app.Sent{{Name: "a.csv"}}, "file-empty"},
		{"one bad of two", []app.Sent{{Name: "payables.csv", Data: good.Data}, {Name: "b.xlsx", Data: []byte("PK\x03\x04")}}, ""},
	} {
		_, err := a.StartUpload(t.Context(), clerk, "", groupA, "", store.Upsert, c.sent)
		if err == nil || c.code != "" && problem.CodeOf(err) != c.code || problem.KindOf(err) == problem.Internal {
			t.Errorf("%s: %v (%s)", c.name, err, problem.CodeOf(err))
		}
	}
	err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) error {
		open, err := tx.OpenUploads("/", 10)
		if len(open) > 0 {
			t.Errorf("kept: %+v", open)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
