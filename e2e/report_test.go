package e2e

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shukun/app"
)

// TestReportsWithoutScript asks for the report of a list's unit, sees it wait, takes it once it is made, and removes it. It
// has the rows of the list.
func TestReportsWithoutScript(t *testing.T) {
	s, _ := ownSample(t)
	b, small := s.tab(t, desk.as("finance").withoutScript()), s.tab(t, desk.as("finance").phone())
	b.open("/findings")
	b.click("main a[href^='/reports']")
	b.good("/reports without any")
	b.click("main form button")
	if !strings.Contains(b.text("table[data-rows=reports]"), "排队") {
		t.Fatalf("no report waits: %s", b.text("main"))
	}
	b.good("/reports with one that waits")
	if err := app.NewRunner(s.app, 2).Drain(context.Background()); err != nil {
		t.Fatal(err)
	}
	b.open("/")
	b.click("main a[href^='/reports/']")
	page := b.path()
	b.good("a report " + page)
	for _, path := range []string{"/reports", page} {
		small.open(path)
		small.keep("report" + strings.ReplaceAll(strings.Replace(path, page, "-one", 1), "/", "-") + "-phone")
		small.good(path + " on a phone")
	}
	small.open("/reports")
	if right := eval[int](small, `Math.round(document.querySelector("a[href$='/export.xlsx']").getBoundingClientRect().right)`); right > 375 {
		t.Errorf("on a phone the files of a report end at %d px of 375", right)
	}
	rows := strings.Count(strings.TrimSpace(s.get(t, "finance", "/findings/export.csv?outcome=all")), "\r\n") // the first is the head
	if facts := b.text("dl.facts"); rows == 0 || !strings.Contains(facts, fmt.Sprint(rows)) {
		t.Errorf("the list has %d rows, the report says %s", rows, facts)
	}
	f, err := excelize.OpenReader(strings.NewReader(s.get(t, "finance", page+"/export.xlsx")))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for _, sheet := range f.GetSheetList() {
		all, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if sheet != "汇总" && sheet != "依据" {
			n += len(all) - 3 // title, day and unit, head
		}
	}
	if n != rows {
		t.Errorf("the workbook has %d findings, the list %d", n, rows)
	}
	if html := s.get(t, "finance", page+"/export.html"); !strings.Contains(html, "及以下") || strings.Contains(html, "<script") {
		t.Error("the page does not stand alone")
	}
	b.click("form[action$='/remove'] button")
	if strings.Contains(b.text("main"), "已生成") || !strings.Contains(b.text("main"), "还没有报表") {
		t.Errorf("it is not removed: %s", b.text("main"))
	}
}

// TestErasingTracesWithoutScript looks at what goes and stays, is refused without a confirmation, and erases.
func TestErasingTracesWithoutScript(t *testing.T) {
	s, _ := ownSample(t)
	s.sql(t, "update session set second_at = $1 where person = 'security'", s.app.Now().UnixMilli()) // TestPeopleWithoutScript gives it by hand
	finance, b := s.tab(t, desk.as("finance").withoutScript()), s.tab(t, desk.as("security").withoutScript())
	finance.open("/reports")
	finance.click("main form button") // an act with a session and an address
	b.open("/people/finance")
	b.click("main a[href$='/erase']")
	b.good("/people/finance/erase")
	small := s.tab(t, desk.as("security").in("en").phone())
	small.open("/people/finance/erase")
	small.keep("erase-" + desk.in("en").phone().String())
	small.good("/people/finance/erase in English on a phone")
	b.click("main form button")
	if b.text("[role=alert], .error") == "" {
		t.Error("erased without a confirmation")
	}
	eval[bool](b, `document.getElementById("sure").checked = true`)
	b.fill("login", "finance")
	b.click("main form button")
	if !strings.Contains(b.path(), "?event=") || !strings.Contains(b.text("main"), "已删除") {
		t.Fatalf("%s: %s", b.path(), b.text("main"))
	}
	b.open("/people/finance/erase")
	if !strings.Contains(b.text("main"), "没有可以删除的明细") {
		t.Errorf("something is left: %s", b.text("main"))
	}
}
