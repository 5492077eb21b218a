package web

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/lang"
	"shukun/ledger"
	"shukun/ledger/xlsx"
	"shukun/org"
	"shukun/web/ui"
)

// postFiles sends a form with files as a browser would; fields are name, value, name, value …
func (c *client) postFiles(path, name string, content []byte, fields ...string) answer {
	c.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i := 0; i+1 < len(fields); i += 2 {
		w.WriteField(fields[i], fields[i+1])
	}
	part, err := w.CreateFormFile("files", name)
	if err != nil {
		c.t.Fatal(err)
	}
	part.Write(content)
	w.Close()
	r, err := http.NewRequest("POST", c.base+path, &b)
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return c.do(r)
}

// Codes of units and a party that do not exist.
var (
	webGroup = webCode("91150100MA0AAAAA1")
	webOther = webCode("91150100MA0BBBBB1")
	webPayee = webCode("91150100MA0CCCCC1")
)

func webCode(first17 string) string {
	check, _ := org.CheckCharacter(first17)
	return first17 + string(check)
}

func sheetOf(t *testing.T, name string, rows ...[]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := xlsx.NewWriter(&b)
	if err := w.Sheet(name, xlsx.Look{}); err != nil {
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

// The main journey: a sheet with two mistakes, its marked copy, corrected, filed, looked at; and nobody else sees it.
func TestUploadJourney(t *testing.T) {
	a, _, base := testSite(t)
	apptest.Units(t, a, webGroup, webOther)
	clerk, _ := as(t, a, base, app.Grant{Role: org.Finance, Path: "/" + webGroup + "/"})
	other, _ := as(t, a, base, app.Grant{Role: org.GroupAdmin, Path: "/" + webOther + "/"})
	officer, _ := as(t, a, base, app.Grant{Role: org.RegulatorOfficer, Path: "/"})

	clerk.get("/filings").want(t, 200, "还没有报送", "/filings/new")
	clerk.get("/filings/new").want(t, 200, "增补更正", "零报告", "/ledgers/payables/template")
	book := sheetOf(t, "应付账款", []string{"应付单号", "付款单位代码", "收款单位代码", "金额（万元）", "交付日期", "备注"},
		[]string{"P1", webGroup, webPayee, "1.5", "2022-05-01", ""}, []string{"P2", webGroup, webPayee, "二万", "2022-05-02", ""}, []string{"P3", webGroup, webPayee, "3", "30/06/2022", ""})
	upload := clerk.postFiles("/filings/new", "五月.xlsx", book, "unit", webGroup, "period", "2022-05", "mode", "upsert").want(t, 303, "/columns").location
	id := strings.Split(upload, "/")[2]
	columns := clerk.get(upload).want(t, 200, "对列", "1.5", "备注")
	if strings.Contains(columns.body, "还缺必填列") {
		clerk.post(upload, "kind0", "payables", "column0-3", "amount").want(t, 303, "/uploads/"+id)
	} else {
		clerk.post(upload, "kind0", "payables").want(t, 303, "/uploads/"+id)
	}
	clerk.get("/uploads/"+id).want(t, 200, `data-value="1"`, `data-value="2"`, "二万", "日月顺序不明", "marked/0")
	clerk.post("/uploads/"+id+"/file").want(t, 422, "先勾选这一项")
	marked := clerk.get("/uploads/" + id + "/marked/0")
	marked.want(t, 200)
	if d := marked.header.Get("Content-Disposition"); !strings.Contains(d, "filename*=UTF-8''%E4%BA%94%E6%9C%88") || marked.header.Get("Content-Security-Policy") != "default-src 'none'; sandbox" {
		t.Errorf("%q %q", d, marked.header.Get("Content-Security-Policy"))
	}
	f, err := excelize.OpenReader(strings.NewReader(marked.body))
	if err != nil {
		t.Fatal(err)
	}
	if f.GetSheetName(0) != ledger.MarkedListSheet {
		t.Error("the list does not stand in front")
	}
	f.SetCellStr("应付账款", "D3", "2")
	f.SetCellStr("应付账款", "E4", "2022-06-30")
	var corrected bytes.Buffer
	f.Write(&corrected)
	// Brought to the beginning of the wizard, it is known all the same.
	if got := clerk.postFiles("/filings/new", "五月（已标注）.xlsx", corrected.Bytes(), "unit", webGroup, "period", "2022-05", "mode", "upsert").want(t, 303).location; got != "/uploads/"+id {
		t.Errorf("a correction led to %s", got)
	}
	clerk.get("/uploads/"+id).want(t, 200, "更正前：可报 1，有问题 2", "没有发现问题")
	clerk.get("/uploads/"+id+"/confirm").want(t, 200, "新增", "6.50")
	clerk.post("/uploads/"+id+"/file").want(t, 303, "/uploads/"+id)
	clerk.post("/uploads/"+id+"/file").want(t, 303, "/uploads/"+id)
	receipt := clerk.get("/uploads/"+id).want(t, 200, "报送回执", "报送 1：应付账款", "SHA-256")
	filing := receipt.between(t, `href="/filings/`, `"`)
	clerk.get("/filings/"+filing).want(t, 200, "本次新增", "P2", "original/0")
	clerk.get("/filings/"+filing+"/original/0").want(t, 200)
	rows := clerk.get("/ledgers/payables").want(t, 200, "P1", "P3", "6.5")
	clerk.get("/rows/"+rows.between(t, `href="/rows/`, `"`)).want(t, 200, "现行", "报送 1")
	clerk.get("/ledgers/payables?key=P2").want(t, 200, "P2")
	clerk.get("/ledgers/payables?as-of=2022-06-01").want(t, 200, "没有这种台账的行")
	clerk.get("/ledgers/payables/export.csv").want(t, 200, "P1,"+webGroup)
	clerk.get("/ledgers/payables/export.xlsx").want(t, 200)
	clerk.get("/filings").want(t, 200, "应付账款", "2022-05")
	officer.get("/filings").want(t, 200, "应付账款")
	for _, path := range []string{"/uploads/" + id, "/uploads/" + id + "/columns", "/uploads/" + id + "/confirm", "/uploads/" + id + "/marked/0", "/filings/" + filing, "/filings/" + filing + "/original/0"} {
		other.get(path).want(t, 404)
	}
	other.post("/uploads/"+id+"/drop").want(t, 404)
	other.get("/ledgers/payables").want(t, 200, "没有这种台账的行")
}

func TestUploadRefusals(t *testing.T) {
	a, _, base := testSite(t)
	apptest.Units(t, a, webGroup)
	clerk, _ := as(t, a, base, app.Grant{Role: org.Finance, Path: "/" + webGroup + "/"})
	viewer, _ := as(t, a, base, app.Grant{Role: org.Viewer, Path: "/" + webGroup + "/"})
	for _, c := range []struct {
		name, says string
		content    []byte
		status     int
	}{
		{"账.xls", "另存为", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), 422},
		{"账.xlsm", "含宏", []byte("PK"), 422},
		{"账.xlsx", "网页", []byte("<html><body></body></html>"), 422},
		{"账.csv", "超过 20 MB", bytes.Repeat([]byte("x"), 21_000_000), 413},
		{"账.csv", "64 MB", bytes.Repeat([]byte("x"), 65<<20), 413},
	} {
		clerk.postFiles("/filings/new", c.name, c.content, "unit", webGroup, "period", "2022-05", "mode", "upsert").want(t, c.status, c.says, `id="files-error"`)
	}
	viewer.get("/filings/new").want(t, 404)
	viewer.get("/filings").want(t, 200)
	clerk.post("/sign-out", "x", strings.Repeat("x", 2<<20)).want(t, 303)
}

func TestZeroAndCalendar(t *testing.T) {
	a, _, base := testSite(t)
	apptest.Units(t, a, webGroup, webOther)
	clerk, _ := as(t, a, base, app.Grant{Role: org.Finance, Path: "/" + webGroup + "/"})
	officer, _ := as(t, a, base, app.Grant{Role: org.RegulatorOfficer, Path: "/"})
	officer.get("/calendar").want(t, 200, "系统不自行编造")
	officer.post("/calendar/duties", "kind", "payables", "every", "month", "days", "10", "from", "2022-04-01", "source", "").want(t, 422, "写明依据的文件")
	officer.post("/calendar/duties", "kind", "payables", "every", "month", "days", "10", "from", "2022-04-01", "source", "示例：测试用通知 1 号").want(t, 303, "/calendar")
	clerk.post("/calendar/duties", "kind", "payables").want(t, 404)
	clerk.post("/filings/zero", "unit", webGroup, "kind", "payables", "period", "2022-05").want(t, 422, "勾选确认")
	first := clerk.post("/filings/zero", "unit", webGroup, "kind", "payables", "period", "2022-05", "zero", "yes").want(t, 303, "/filings/")
	if again := clerk.post("/filings/zero", "unit", webGroup, "kind", "payables", "period", "2022-05", "zero", "yes"); again.location != first.location {
		t.Errorf("zero twice: %s and %s", first.location, again.location)
	}
	clerk.get(first.location).want(t, 200, "零报告")
	clerk.get("/calendar").want(t, 200, "迟 20 天 · 零报告", "未报，已过 51 天", "还有 10 天", "示例：测试用通知 1 号")
	matrix := officer.get("/calendar").want(t, 200, "单位"+webOther, "未报，已过 20 天")
	officer.post("/calendar/duties/"+matrix.between(t, "/calendar/duties/", "/end")+"/end").want(t, 303)
	officer.get("/calendar").want(t, 200, "系统不自行编造")
}

// What a file is called never leads the browser astray.
func TestDisposition(t *testing.T) {
	for name, want := range map[string]string{
		"应付.xlsx":       `attachment; filename="__.xlsx"; filename*=UTF-8''%E5%BA%94%E4%BB%98.xlsx`,
		"a\"b\n.csv":    `attachment; filename="a_b_.csv"; filename*=UTF-8''a%22b%0A.csv`,
		"../../x y.csv": `attachment; filename=".._.._x y.csv"; filename*=UTF-8''..%2F..%2Fx%20y.csv`,
	} {
		if got := disposition(name); got != want {
			t.Errorf("%q: %s", name, got)
		}
	}
}

// Every state of these screens renders in both languages.
func TestFilingSpecimens(t *testing.T) {
	for _, s := range filingSpecimens() {
		for _, l := range []lang.Lang{lang.Zh, lang.En} {
			var b bytes.Buffer
			p := &ui.Page{Lang: l, Title: s.name, Path: "/filings", Day: apptest.Day, AsOf: apptest.Day, Amount: ui.TenK}
			if err := s.show(p).Render(t.Context(), &b); err != nil || b.Len() < 500 {
				t.Errorf("%s: %v", s.name, err)
			}
		}
	}
}
