package web

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/civil"
	"shukun/org"
	"shukun/store"
	"shukun/store/storetest"
)

// sampleSite is the site over the sample, filed and evaluated, and the paths of its groups.
func sampleSite(t *testing.T) (a *app.App, base string, groups []string) {
	t.Helper()
	a = apptest.New(t, storetest.SQLite(t))
	book, folder := apptest.Sample(t)
	apptest.FileBook(t, a, book, folder, civil.MustOf(2022, 1, 1))
	if err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) error {
		units, err := tx.UnitsBelow("/")
		for _, u := range units {
			if u.Parent == "" {
				groups = append(groups, u.Path)
			}
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for _, path := range append([]string{"/"}, groups...) {
		if _, err := a.Evaluate(t.Context(), path, a.Day(), nil); err != nil {
			t.Fatal(err)
		}
	}
	return a, site(t, a), groups
}

var findingLink = regexp.MustCompile(`href="(/findings/[0-9a-v]{24})"`)

func contains(t *testing.T, a answer, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(a.body, w) {
			t.Errorf("%q is not on the page (%d): %.300s", w, a.status, a.body)
		}
	}
}

func TestFindingsScreens(t *testing.T) {
	a, base, groups := sampleSite(t)
	head, _ := as(t, a, base, app.Grant{Role: org.RegulatorHead, Path: "/"})
	finance, _ := as(t, a, base, app.Grant{Role: org.Finance, Path: groups[0]})
	other, _ := as(t, a, base, app.Grant{Role: org.Finance, Path: groups[1]})
	approver, _ := as(t, a, base, app.Grant{Role: org.Approver, Path: groups[0]})
	admin, _ := as(t, a, base, app.Grant{Role: org.SystemAdmin, Path: "/"})

	list := head.get("/findings")
	contains(t, list, "逾期未付", "合计", "数据截至 2022-06-30", "下一页", "万元")
	if got := head.get("/findings?rule=01.overdue&over=30&from=1%E4%B8%87&q=YF"); got.status != 200 {
		t.Error(got.status)
	} else {
		contains(t, got, "金额不低于 10,000.00 元", "超期多于 30 天", "含“YF”")
	}
	contains(t, head.get("/findings?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA"), "没有符合条件的事项", "去掉全部筛选")
	contains(t, head.get("/findings?as-of=2020-01-01"), "这一天没有数据")
	if got := admin.get("/findings"); got.status != http.StatusNotFound {
		t.Error("a system administrator sees findings:", got.status)
	}

	mine := finance.get("/findings?rule=01.overdue&outcome=violation")
	link := findingLink.FindStringSubmatch(mine.body)
	if link == nil {
		t.Fatalf("no finding on the list: %.500s", mine.body)
	}
	page := finance.get(link[1])
	contains(t, page, "应向", "已逾期", "立即办理", "台账原行", "付款单位代码", "第1条", "知悉", "经过", "看逐步计算")
	contains(t, finance.get(link[1]+"/trace"), "逐步计算", "<table")
	for _, path := range []string{link[1], link[1] + "/trace", link[1] + "/evidence/" + strings.Repeat("0", 64), "/findings/" + strings.Repeat("0", 24)} {
		if got := other.get(path); got.status != http.StatusNotFound {
			t.Errorf("%s for another group: %d", path, got.status)
		}
	}
	if got := other.post(link[1] + "/acknowledge"); got.status != http.StatusNotFound {
		t.Error("another group's person acknowledges:", got.status)
	}

	if got := finance.post(link[1]+"/acknowledge", "note", "已核对"); got.status != http.StatusSeeOther {
		t.Fatal(got.status, got.body)
	}
	got := finance.post(link[1]+"/promise", "promise", "2022-06-01", "note", "不久")
	contains(t, got, "承诺日期要在业务日当天或以后", "不久")
	if got.status != 422 {
		t.Error("a promise for the past:", got.status)
	}
	if got := finance.post(link[1]+"/promise", "promise", "2022-07-15"); got.status != http.StatusSeeOther {
		t.Error(got.status)
	}
	if got := finance.post(link[1]+"/propose", "note", ""); got.status != 422 {
		t.Error("an exception without a reason:", got.status)
	}
	if got := finance.post(link[1]+"/propose", "note", "账户冻结"); got.status != http.StatusSeeOther {
		t.Error(got.status)
	}
	contains(t, finance.get(link[1]), "等待另一位审批人决定", "整改中", "2022-07-15")
	if got := finance.post(link[1]+"/decide", "decision", "approve", "note", "同意"); got.status != http.StatusNotFound {
		t.Error("finance decides:", got.status)
	}
	contains(t, approver.get(link[1]), "审批例外", "账户冻结")
	if got := approver.post(link[1]+"/decide", "decision", "approve", "note", "同意"); got.status != http.StatusSeeOther {
		t.Error(got.status, got.body)
	}
	contains(t, approver.get(link[1]), "已批准例外")
	contains(t, head.get(link[1]+"?as-of=2022-06-29"), "没有这个页面或记录")
}

func TestFindingEvidence(t *testing.T) {
	a, base, groups := sampleSite(t)
	finance, _ := as(t, a, base, app.Grant{Role: org.Finance, Path: groups[0]})
	link := findingLink.FindStringSubmatch(finance.get("/findings").body)[1]
	send := func(name string, content []byte) answer {
		var b bytes.Buffer
		w := multipart.NewWriter(&b)
		w.WriteField("note", "见附件")
		f, _ := w.CreateFormFile("evidence", name)
		f.Write(content)
		w.Close()
		r, _ := http.NewRequest(http.MethodPost, base+link+"/comment", &b)
		r.Header.Set("Content-Type", w.FormDataContentType())
		return finance.do(r)
	}
	if got := send("x.pdf", []byte("<script>alert(1)</script>")); got.status != 422 || !strings.Contains(got.body, "不是 PDF") {
		t.Error("a page named PDF:", got.status)
	}
	if got := send("x.png", append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 10<<20)...)); got.status != 422 {
		t.Error("too large a picture:", got.status)
	}
	if got := send("x.exe", []byte("%PDF-1.7\n%")); got.status != http.StatusSeeOther {
		t.Error(got.status, got.body)
	}
	file := regexp.MustCompile(`href="(/findings/[0-9a-v]+/evidence/[0-9a-f]{64})"`).FindStringSubmatch(finance.get(link).body)
	if file == nil {
		t.Fatal("the evidence is not in the history")
	}
	got := finance.get(file[1])
	if got.header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(got.header.Get("Content-Disposition"), "attachment") || !strings.HasPrefix(got.body, "%PDF-") {
		t.Error(got.header, got.body)
	}
}

func TestFindingsExport(t *testing.T) {
	a, base, _ := sampleSite(t)
	head, _ := as(t, a, base, app.Grant{Role: org.RegulatorHead, Path: "/"})
	got := head.get("/findings/export.csv?clause=1")
	lines := strings.Split(strings.TrimSpace(got.body), "\r\n")
	if !strings.HasPrefix(got.body, "\ufeff条款,规则") || len(lines) < 50 || !strings.Contains(got.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%d lines, %v: %.200s", len(lines), got.header, got.body)
	}
	for _, l := range lines[1:] {
		if !strings.HasPrefix(l, "1,01.") {
			t.Errorf("not of clause 1: %s", l)
		}
	}
	if got := head.get("/findings/export.xlsx"); !strings.HasPrefix(got.body, "PK") {
		t.Errorf("%.20q", got.body)
	}
	en := head.get("/language?to=en&back=/findings")
	if en.status != http.StatusSeeOther {
		t.Fatal(en.status)
	}
	page := head.get("/findings")
	contains(t, page, "Unit that must act", "Data as of 2022-06-30")
}

func TestClauseAndUnitScreens(t *testing.T) {
	a, base, groups := sampleSite(t)
	head, _ := as(t, a, base, app.Grant{Role: org.RegulatorHead, Path: "/"})
	finance, _ := as(t, a, base, app.Grant{Role: org.Finance, Path: groups[0]})
	admin, _ := as(t, a, base, app.Grant{Role: org.SystemAdmin, Path: "/"})
	contains(t, head.get("/clauses"), "及时付款", "有问题", "/findings?clause=1&amp;outcome=violation")
	for n := 1; n <= 23; n++ {
		for _, lang := range []string{"zh", "en"} {
			head.get("/language?to=" + lang + "&back=/")
			if got := head.get("/clauses/" + strconv.Itoa(n)); got.status != 200 {
				t.Errorf("clause %d: %d", n, got.status)
			}
		}
	}
	head.get("/language?to=zh&back=/")
	contains(t, head.get("/clauses/1"), "要求什么", "1.1", "谁有问题", "rule-01.overdue", "2022-06-30 的数值", "reading-")
	for _, path := range []string{"/clauses/0", "/clauses/24", "/clauses/x"} {
		if got := head.get(path); got.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, got.status)
		}
	}
	contains(t, admin.get("/clauses/1"), "只显示条款内容")

	own, theirs := strings.Trim(groups[0], "/"), strings.Trim(groups[1], "/")
	page := finance.get("/units/" + own)
	contains(t, page, "各条情况", "近十二个月", "报送情况", "下级单位", "数据质量", "/findings?in="+own)
	if got := finance.get("/units/" + theirs); got.status != http.StatusNotFound {
		t.Error("another group's page:", got.status)
	}
	contains(t, head.get("/units/"+theirs+"?part=rent"), "5 ", "无数据")
	contains(t, finance.get("/units/"+own+"?part=rent"), "rule=05.")
	figure := regexp.MustCompile(`href="(/findings\?in=[^"]*outcome=violation[^"]*)" data-value="(\d+)"`).FindStringSubmatch(page.body)
	if figure == nil {
		t.Fatal("the number of violations opens to nothing")
	}
	contains(t, finance.get(strings.ReplaceAll(figure[1], "&amp;", "&")), "共 "+figure[2]+" 条", "及下属单位")

	link := findingLink.FindStringSubmatch(finance.get("/findings?rule=01.overdue").body)
	row := regexp.MustCompile(`href="(/rows/\d+)"`).FindStringSubmatch(finance.get(link[1]).body)
	contains(t, finance.get(row[1]), "应付单号", "现行")
	other, _ := as(t, a, base, app.Grant{Role: org.Finance, Path: groups[1]})
	if got := other.get(row[1]); got.status != http.StatusNotFound {
		t.Error("another group's row:", got.status)
	}
}
