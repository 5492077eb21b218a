package web

import (
	"encoding/csv"
	"net/url"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shukun/app"
	"shukun/org"
)

// TestLeasesAsFileAndView: the workbook has the rows and sums of the CSV, amounts as numbers; a filter is kept under a
// name, opened and removed, by nobody but its person.
func TestLeasesAsFileAndView(t *testing.T) {
	a, base, groups := sampleSite(t)
	clerk, _ := as(t, a, base, app.Grant{Role: org.Leasing, Path: groups[0]})
	other, _ := as(t, a, base, app.Grant{Role: org.Leasing, Path: groups[0]})
	const filter = "batch=general&state=open"
	clerk.get("/leases").want(t, 200, `href="/leases/export.csv`, `href="/leases/export.xlsx`)
	text := clerk.get("/leases/export.csv?"+filter).want(t, 200)
	lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text.body, "\ufeff"))).ReadAll()
	if err != nil || len(lines) < 2 {
		t.Fatal(len(lines), err)
	}
	file := clerk.get("/leases/export.xlsx?"+filter).want(t, 200)
	book, err := excelize.OpenReader(strings.NewReader(file.body))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows(book.GetSheetList()[0], excelize.Options{RawCellValue: true})
	if err != nil || len(rows) != len(lines) {
		t.Fatalf("%d rows in the workbook, %d in the CSV: %v", len(rows), len(lines), err)
	}
	for i, row := range rows[1:] {
		for _, column := range []int{0, 1, 2, 3, 9, 16} {
			if row[column] != lines[i+1][column] {
				t.Errorf("row %d, %s: %q in the workbook, %q in the CSV", i, lines[0][column], row[column], lines[i+1][column])
			}
		}
		if kind, err := book.GetCellType(book.GetSheetList()[0], "M2"); err != nil || kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString {
			t.Errorf("an amount is a text: %v %v", kind, err)
		}
	}
	if viewer, _ := as(t, a, base); viewer.get("/leases/export.xlsx").status != 404 {
		t.Error("somebody without a role takes the list out")
	}

	if x := clerk.post("/views", "screen", "leases", "back", "/leases?"+filter+"&after=9", "name", "待减免的"); x.status != 303 {
		t.Fatalf("%+v", x)
	}
	page := clerk.get("/leases").want(t, 200, "待减免的")
	if link := page.between(t, `href="/leases?batch=`, `"`); !strings.Contains(page.body, "state=open") || link == "" {
		t.Errorf("the view leads nowhere: %s", link)
	}
	if strings.Contains(other.get("/leases").body, "待减免的") {
		t.Error("a view is somebody else's too")
	}
	id := page.between(t, `name="id" value="`, `"`)
	clerk.post("/views/remove", "id", url.QueryEscape(id), "back", "/leases")
	if strings.Contains(clerk.get("/leases").body, "待减免的") {
		t.Error("a view that was removed is there")
	}
}
