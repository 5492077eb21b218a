package app_test

import (
	"bytes"
	_ "embed"
	"testing"

	"github.com/xuri/excelize/v2"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/civil"
	"shukun/org"
	"shukun/store"
	"shukun/store/storetest"
)

// libreOffice is the practice workbook as LibreOffice saves it.
//
//go:embed testdata/libreoffice.xlsx
var libreOffice []byte

// TestLibreOfficeWorkbook: a workbook that LibreOffice saved goes through the wizard and comes back with its two cells
// marked; corrected there, it is known and has no problem left. The marks of the first round are gone if it comes back
// a second time.
func TestLibreOfficeWorkbook(t *testing.T) {
	a := apptest.New(t, storetest.SQLite(t))
	book, folder := apptest.Sample(t)
	apptest.FileBook(t, a, book, folder, civil.MustOf(2022, 1, 1))
	const group = "91150102YL9000019K"
	clerk := apptest.SignIn(t, a, org.Finance, "/"+group+"/")
	id, err := a.StartUpload(t.Context(), clerk, "", group, "", store.Upsert, []app.Sent{{Name: "练习.xlsx", Data: libreOffice}})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.CheckUpload(t.Context(), clerk, id); err != nil {
		t.Fatal(err)
	}
	u, err := a.FindUpload(t.Context(), clerk, id)
	if err != nil || u.Sum == nil || u.Sum.Usable != 6 || u.Sum.Bad != 2 {
		t.Fatalf("%v %+v %v", err, u.Sum, u.Why)
	}
	cells := map[string]bool{}
	for _, g := range u.Sum.Groups {
		for _, c := range g.Cells {
			cells[c.Cell] = true
		}
	}
	if len(cells) != 2 || !cells["H7"] || !cells["D8"] {
		t.Errorf("cells %v", cells)
	}
	marked := func() *excelize.File {
		t.Helper()
		_, data, err := a.MarkedFile(t.Context(), clerk, id, 0)
		if err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	save := func(f *excelize.File) {
		t.Helper()
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		if err := a.CorrectUpload(t.Context(), clerk, id, []app.Sent{{Name: "练习（已标注）.xlsx", Data: b.Bytes()}}); err != nil {
			t.Fatal(err)
		}
		if u, err = a.FindUpload(t.Context(), clerk, id); err != nil {
			t.Fatal(err)
		}
	}
	first := marked()
	first.SetCellStr("应付账款", "D8", "91150102YL9000203B")
	save(first)
	if u.Sum.Usable != 7 || u.Sum.Bad != 1 {
		t.Fatalf("one corrected: %+v", u.Sum)
	}
	second := marked()
	comments, err := second.GetComments("应付账款")
	if err != nil || len(comments) != 1 || comments[0].Cell != "H7" {
		t.Errorf("comments of the second round: %+v %v", comments, err)
	}
	second.SetCellStr("应付账款", "H7", "2022-06-30")
	save(second)
	if u.Sum.Usable != 8 || u.Sum.Bad != 0 || u.Sum.Effects[0].Added != 5 || u.Sum.Effects[0].Changed != 1 || u.Sum.Effects[0].Unchanged != 2 {
		t.Fatalf("both corrected: %+v", u.Sum)
	}
}
