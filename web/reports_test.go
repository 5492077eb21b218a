package web

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/org"
	"shukun/store"
	"shukun/web/words"
)

// A report is asked for on its screen, seen being made, told on the workbench, taken in both forms, and removed.
func TestReportScreens(t *testing.T) {
	a, _, base := testSite(t)
	apptest.Units(t, a, "A", "A/B", "Z")
	err := a.Store.Write(t.Context(), store.Root, func(tx *store.Tx) error {
		f := store.Finding{ID: "f", Rule: "01.overdue", Clause: 1, Kind: "payables", Key: "YF-1", Owner: "B", Enterprise: "B", Path: "/A/B/", Values: store.Values{Outcome: 1, ReasonZh: "逾期", ReasonEn: "late"},
			First: a.Day(), From: a.Day(), Tick: a.Day(), State: store.FindingOpen, StateDay: a.Day()}
		if err := tx.AddFindings([]store.Finding{f}); err != nil {
			return err
		}
		return tx.UpdateRollup("B", "/A/B/", a.Day())
	})
	if err != nil {
		t.Fatal(err)
	}
	finance, _ := as(t, a, base, app.Grant{Role: org.Finance, Path: "/A/"})
	finance.get("/findings").want(t, 200, `href="/reports">整份报表`)
	finance.get("/findings?in=B").want(t, 200, `href="/reports?in=B">整份报表`)
	finance.get("/reports").want(t, 200, "这个单位还没有报表", "单位A及以下", `value="2022-06-30"`, "保留 90 天")
	finance.get("/reports?in=B").want(t, 200, "单位B及以下")
	finance.get("/reports?in=Z").want(t, 404)
	finance.post("/reports", "unit", "Z", "day", "2022-06-30").want(t, 404)
	finance.post("/reports", "unit", "A", "day", "x").want(t, 422, "day-error", `value="x"`)
	finance.post("/reports", "unit", "A", "day", "2022-07-01").want(t, 422, "不能晚于今天")
	finance.post("/reports", "unit", "A", "day", "2022-06-30").want(t, 303, "/reports")
	page := finance.get("/reports").want(t, 200, "已开始生成", "单位A · 截至 2022-06-30", "排队", `hx-trigger="every 3s"`, "取消任务")
	id := regexp.MustCompile(`href="/reports/([0-9a-z]{26})"`).FindStringSubmatch(page.body)[1]
	finance.get("/reports/"+id).want(t, 200, "排队", "取消任务")
	finance.get("/reports/"+id+"/export.xlsx").want(t, 409, "还没有生成")

	if err := app.NewRunner(a, 1).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	finance.get("/").want(t, 200, "报表：单位A，截至 2022-06-30", `href="/reports/`+id+`"`)
	page = finance.get("/reports").want(t, 200, "已生成", "/reports/"+id+"/export.xlsx", "/reports/"+id+"/export.html", "删除报表")
	if strings.Contains(page.body, "every 3s") {
		t.Error("what is made is still being asked for")
	}
	finance.get("/reports/"+id).want(t, 200, "SHA-256", "下载：Excel 工作簿")
	file := finance.get("/reports/"+id+"/export.xlsx").want(t, 200)
	if f, err := excelize.OpenReader(bytes.NewReader([]byte(file.body))); err != nil || len(f.GetSheetList()) != 2 {
		t.Errorf("%v", err)
	}
	finance.get("/reports/"+id+"/export.html").want(t, 200, "<!doctype html>", "YF-1", "单位A及以下")
	if strings.Contains(finance.get("/").want(t, 200).body, "报表：单位A") {
		t.Error("the workbench still tells of a report that was taken")
	}
	finance.get("/jobs").want(t, 200, "生成报表", "报表已生成")

	other, _ := as(t, a, base, app.Grant{Role: org.Finance, Path: "/Z/"})
	for _, path := range []string{"", "/export.xlsx", "/export.html"} {
		other.get("/reports/"+id+path).want(t, 404)
	}
	colleague, _ := as(t, a, base, app.Grant{Role: org.Viewer, Path: "/A/"})
	if page := colleague.get("/reports").want(t, 200, id); strings.Contains(page.body, "/remove") {
		t.Error("a report of another can be removed")
	}
	colleague.post("/reports/"+id+"/remove").want(t, 404)
	finance.post("/reports/"+id+"/remove").want(t, 303, "/reports")
	finance.get("/reports").want(t, 200, "报表已删除", "这个单位还没有报表")
	finance.get("/reports/"+id).want(t, 404)
}

// The states of findings are called the same in a report and on the screens.
func TestReportsCallStatesAsScreensDo(t *testing.T) {
	for state, title := range app.LiveStates {
		if words.FindingStates[state] != title {
			t.Errorf("%s: %v on the screens, %v in a report", state, words.FindingStates[state], title)
		}
	}
}

// Traces are erased by the administrator of security alone, after the second factor, a look at what goes and stays, a tick
// and the login.
func TestEraseScreen(t *testing.T) {
	a, clock, base := testSite(t)
	apptest.Units(t, a, "A")
	_, clerk := as(t, a, base, app.Grant{Role: org.Finance, Path: "/A/"})
	security, who := as(t, a, base, app.Grant{Role: org.SecurityAdmin, Path: "/"})
	group, _ := as(t, a, base, app.Grant{Role: org.GroupAdmin, Path: "/A/"})
	address := "/people/" + clerk.Person + "/erase"
	if page := group.get("/people/"+clerk.Person).want(t, 200); strings.Contains(page.body, "/erase") {
		t.Error("a group's administrator is offered to erase traces")
	}
	group.get(address).want(t, 404)
	group.post(address, "sure", "yes", "login", clerk.Login).want(t, 404)
	security.get("/people/"+who.Person+"/erase").want(t, 404)
	security.get("/people/"+clerk.Person).want(t, 200, `href="`+address+`"`)
	security.get(address).want(t, 200, "会删除的", "会保留的", "仍能核验", "删除这些明细", clerk.Login)
	security.post(address).want(t, 422, "sure-error", "login-error")
	security.post(address, "sure", "yes", "login", "somebody").want(t, 422, "login-error")
	done := security.post(address, "sure", "yes", "login", clerk.Login).want(t, 303, address+"?event=")
	security.get(done.location).want(t, 200, "条记录的明细", "审计日志第")
	security.get(address+"?event=0").want(t, 404)
	security.get(address).want(t, 200, "没有可以删除的明细", "以前已删除")
	clock.Move(11 * time.Minute)
	security.get(address).want(t, 303, "/confirm?back=")
}

// A report calls the states of findings what the screens call them.
func TestReportStatesAreTheScreens(t *testing.T) {
	for state, text := range app.LiveStates {
		if words.FindingStates[state] != text {
			t.Errorf("%s: %v in reports, %v on screens", state, text, words.FindingStates[state])
		}
	}
}
