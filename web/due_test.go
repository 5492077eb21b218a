package web

import (
	"strings"
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/civil"
	"shukun/org"
)

// TestWhatIsDueNext: overdue first, then by day, in words, on the page of filings and on the workbench; whoever files sees
// what is theirs, whoever looks on counts the groups.
func TestWhatIsDueNext(t *testing.T) {
	a, _, base := testSite(t)
	apptest.Units(t, a, webGroup, webOther)
	officer, who := as(t, a, base, app.Grant{Role: org.RegulatorOfficer, Path: "/"})
	clerk, _ := as(t, a, base, app.Grant{Role: org.Finance, Path: "/" + webGroup + "/"})
	clerk.get("/filings").want(t, 200)
	if page := clerk.get("/filings"); strings.Contains(page.body, "due-next") {
		t.Error("something is due though no day is set")
	}
	for _, kind := range []string{"payables", "leases"} {
		if err := a.SetDuty(t.Context(), who, app.Duty{Kind: kind, Every: app.Month, DueDays: 10, From: civil.MustOf(2022, 5, 1), Source: "示例（虚构）"}); err != nil {
			t.Fatal(err)
		}
	}
	a.Day = func() civil.Date { return civil.MustOf(2022, 6, 30) }
	page := clerk.get("/filings").want(t, 200, "应付账款（2022-05）：应于 2022-06-10 报送，已过 20 天，还没有报", "应付账款（2022-06）：2022-07-10 前报送，还有 10 天", `href="/filings/new?period=2022-05"`)
	if strings.Contains(page.between(t, `id="due-next"`, "</section>"), "房屋租赁") {
		t.Error("a finance clerk is told of leases")
	}
	if strings.Index(page.body, "2022-05）") > strings.Index(page.body, "2022-06）") {
		t.Error("what is overdue does not come first")
	}
	clerk.get("/").want(t, 200, "接下来要报的", "已过 20 天")
	officer.get("/filings").want(t, 200, "2 家集团中 2 家未报", "房屋租赁（2022-05）")
	a.Day = func() civil.Date { return civil.MustOf(2022, 7, 10) }
	clerk.get("/filings").want(t, 200, "今天（2022-07-10）到期")
	clerk.post("/filings/zero", "unit", webGroup, "kind", "payables", "period", "2022-05", "zero", "yes").want(t, 303)
	if page := clerk.get("/filings"); strings.Contains(page.body, "已过") {
		t.Error("filed is still told as due")
	}
	officer.get("/filings").want(t, 200, "单位"+webOther)
}

// TestPractice: a demonstration offers the practice workbook; nobody else has it.
func TestPractice(t *testing.T) {
	a, _, base := testSite(t)
	apptest.Units(t, a, webGroup)
	clerk, _ := as(t, a, base, app.Grant{Role: org.Finance, Path: "/" + webGroup + "/"})
	clerk.get("/filings/practice").want(t, 404)
	a.Demo = true
	clerk.get("/filings").want(t, 200, `href="/filings/practice"`)
	if got := clerk.get("/filings/practice").want(t, 200); !strings.HasPrefix(got.body, "PK") || !strings.Contains(got.header.Get("Content-Disposition"), "filename*=") {
		t.Error(got.header)
	}
}
