package e2e

import (
	"encoding/base64"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"

	"shukun/app"
	"shukun/ledger"
	"shukun/org"
	"shukun/sample"
)

const journeyPassword = "correct horse battery staple"

// copied starts a site of its own on a copy of the demonstration.
func copied(t *testing.T, demo *site) *site {
	t.Helper()
	folder := t.TempDir()
	demo.sql(t, "vacuum into $1", filepath.Join(folder, "shukun.db"))
	s, stop := startIn(t, folder, sample.AsOf())
	t.Cleanup(stop)
	s.app.Key = make([]byte, 32)
	return s
}

// copyOf is copied, with passwords for the people of the journey and days for filing.
func copyOf(t *testing.T, demo *site) *site {
	t.Helper()
	s := copied(t, demo)
	for login, name := range map[string]string{"finance": "方会计", "head": "韩监管"} {
		s.sql(t, "update person set name = $1 where login = $2", name+"（虚构）", login)
		if err := s.app.DemoPerson(t.Context(), login, name, journeyPassword); err != nil {
			t.Fatal(err)
		}
	}
	regulator := &app.Actor{Person: "system", Name: "示例", Grants: []app.Grant{{Role: org.RegulatorHead, Path: "/"}}}
	last := app.PeriodOf(s.app.Day(), app.Month).Before()
	for _, kind := range []string{"payables", "leases"} {
		if err := s.app.SetDuty(t.Context(), regulator, app.Duty{Kind: kind, Every: app.Month, DueDays: 10, From: last.From, Source: "示例（虚构）：演示用的报送期限"}); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// TestJourney is what a newcomer does: a finance clerk signs in, files the practice workbook, sees its two mistakes,
// corrects them in the workbook they get back, files it, opens the worst finding and reads how it came about; then the
// regulator signs in and is at the same row in three clicks. At a desk and on a phone, with scripts and without.
func TestJourney(t *testing.T) {
	demo := demo(t)
	for _, v := range []view{desk, desk.phone(), desk.withoutScript(), desk.phone().withoutScript(), desk.in("en")} {
		name := v.String()
		if !v.script {
			name += "-plain"
		}
		t.Run(name, func(t *testing.T) {
			j := &journey{s: copyOf(t, demo), v: v, name: name}
			j.tab = j.s.tab(t, v)
			j.signIn("finance")
			j.file()
			j.understand()
			j.regulator()
		})
	}
}

// journey is one way through it.
type journey struct {
	*tab
	s       *site
	v       view
	name    string
	receipt string
	step    int
}

// look is what each screen of the journey must be; its picture is kept in order, and may go into the documents.
func (j *journey) look(name string) {
	j.t.Helper()
	j.step++
	j.good(name)
	j.keep("journey-" + j.name + "-" + string(rune('a'+j.step)) + "-" + name)
	if j.name == "zh-desk" && slices.Contains([]string{"filings", "problems", "preview", "receipt", "finding", "row"}, name) {
		j.s.write(j.t, "journey-"+name, j.picture())
	}
}

// says fails unless a person can read all the words on the page.
func (j *journey) says(words ...string) {
	j.t.Helper()
	eval[bool](j.tab, `new Promise(done => document.readyState === "complete" ? done(true) : addEventListener("load", () => done(true)))`)
	page := j.text("main")
	for _, w := range words {
		if !strings.Contains(page, w) {
			j.t.Fatalf("%q is not on the page:\n%s", w, page)
		}
	}
}

// w chooses the words in the language of the journey.
func (j *journey) w(zh, en string) string {
	if j.v.lang == "en" {
		return en
	}
	return zh
}

func (j *journey) signIn(who string) {
	j.t.Helper()
	j.open("/")
	j.focus("login")
	j.keys(who)
	j.focus("password")
	j.keys(journeyPassword)
	j.press("\r")
	if at := eval[string](j.tab, "location.pathname"); at != "/" {
		j.t.Fatalf("signed in at %s: %s", at, j.text("body"))
	}
	j.look("today-" + who)
}

// choose puts a file into the field for files and sends its form.
func (j *journey) choose(file string) {
	j.t.Helper()
	j.must(chromedp.Do(j.ctx, chromedp.SetUploadFiles(chromedp.CSS("#files"), []string{file})))
	j.click("form:has(#files) .buttons button")
}

// download fetches in the page what a link to a file leads to, and saves it under the name the answer gives it.
func (j *journey) download(selector, name string) string {
	j.t.Helper()
	got := eval[[]string](j.tab, `fetch(document.querySelector(`+"`"+selector+"`"+`).href).then(async r => [r.headers.get("Content-Disposition"), btoa(Array.from(new Uint8Array(await r.arrayBuffer()), b => String.fromCharCode(b)).join(""))])`)
	if want := "attachment; filename=\""; !strings.HasPrefix(got[0], want) || !strings.HasSuffix(got[0], "filename*=UTF-8''"+url.PathEscape(name)) {
		j.t.Errorf("%s is saved as %s", name, got[0])
	}
	data, err := base64.StdEncoding.DecodeString(got[1])
	j.must(err)
	file := filepath.Join(j.t.TempDir(), name)
	j.must(os.WriteFile(file, data, 0o644))
	return file
}

// file is the clerk's part: from the practice workbook to the receipt.
func (j *journey) file() {
	j.click(`nav a[href="/filings"]`)
	j.says(j.w("接下来要报的", "What is due next"), j.w("应付账款（2022-11）：应于 2022-12-10 报送，已过 21 天，还没有报", "Payables (2022-11): was due on 2022-12-10, 21 days ago, and is not filed"), j.w("应付账款（2022-12）：2023-01-10 前报送，还有 10 天", "Payables (2022-12): due on 2023-01-10, 10 days left"), j.w("练手", "Practise"))
	j.look("filings")
	practice := j.download(`a[href="/filings/practice"]`, sample.PracticeName)
	j.click(`main a[href="/filings/new"]`)
	j.look("choose")
	j.choose(practice)
	j.says("应付账款练习表.xlsx", j.w("应付单号", "Payable no."), "2022-10-28 · 2022-04-10", "12 · 20 · 11.5")
	j.look("columns")
	j.click(`form[action$="/columns"] .buttons button`)

	j.says("2022年6月31日", "91150102YL9000203", j.w("下载已标注的原表", "Download your file with the problems marked"))
	if got := eval[[]string](j.tab, `[...document.querySelectorAll("table[data-rows=cells] tbody tr")].filter(r => !r.closest("details")).map(r => r.cells[0].innerText + " " + r.cells[1].innerText.trim())`); len(got) != 2 || !strings.HasPrefix(got[0], "H7 2022年6月31日") || !strings.HasPrefix(got[1], "D8 91150102YL9000203") {
		j.t.Errorf("the two cells: %q", got)
	}
	j.look("problems")
	marked := j.download(`a[href$="/marked/0"]`, j.w("应付账款练习表（已标注）.xlsx", "应付账款练习表（已标注）.xlsx"))
	j.correct(marked)
	if !j.v.script { // brought to the beginning again, it is known all the same
		j.open("/filings/new")
	}
	j.choose(marked)
	j.says(j.w("已认出这是上次文件的更正", "Recognised as a correction of the earlier file"), j.w("更正前：可报 6，有问题 2", "Before the correction: 6 usable, 2 with problems"), j.w("没有发现问题", "No problems found"))
	j.look("corrected")

	j.click(`main a[href$="/confirm"]`)
	cells := eval[[]string](j.tab, `[...document.querySelectorAll("table[data-rows=effects] tbody td")].map(c => c.innerText)`)
	if len(cells) < 4 || !slices.Equal(cells[:4], []string{"5", "1", "2", "0"}) {
		j.t.Errorf("new, changed, unchanged, ended: %q", cells)
	}
	j.look("preview")
	j.click(`form[action$="/file"] .buttons button`)
	j.says(j.w("报送回执", "Receipt"))
	j.receipt = j.text("main code")
	j.judged()
	j.look("receipt")

	// Back, and the same form once more: the same receipt, and nothing filed twice.
	upload := eval[string](j.tab, "location.pathname")
	j.open(upload + "/confirm")
	if again := j.text("main code"); again != j.receipt {
		j.t.Errorf("filed again: %s, before %s", again, j.receipt)
	}
}

// correct puts the two cells right, as the person would in Excel or WPS, and leaves the marks as they are.
func (j *journey) correct(file string) {
	j.t.Helper()
	f, err := excelize.OpenFile(file)
	j.must(err)
	defer f.Close()
	if f.GetSheetName(0) != ledger.MarkedListSheet {
		j.t.Errorf("the list does not stand in front: %v", f.GetSheetList())
	}
	comments, err := f.GetComments("应付账款")
	j.must(err)
	var at []string
	for _, c := range comments {
		at = append(at, c.Cell)
	}
	if !slices.Equal(at, []string{"H7", "D8"}) && !slices.Equal(at, []string{"D8", "H7"}) {
		j.t.Errorf("comments at %v", at)
	}
	j.must(f.SetCellStr("应付账款", "H7", "2022-06-30"))
	j.must(f.SetCellStr("应付账款", "D8", "91150102YL9000203B"))
	j.must(f.Save())
}

// judged lets the rules be applied and waits for the page to say so: by itself with scripts, else asked again.
func (j *journey) judged() {
	j.t.Helper()
	if eval[bool](j.tab, `!!document.querySelector("main a.button[href^='/findings']")`) {
		return
	}
	if j.v.script {
		j.must(chromedp.Do(j.ctx, chromedp.Evaluate[chromedp.Void](`window.judged = new Promise(done => new MutationObserver(() => document.querySelector("main a.button[href^='/findings']") && done(true)).observe(document.querySelector("main"), {childList: true, subtree: true})), 0`)))
	}
	j.must(app.NewRunner(j.s.app, 2).Drain(j.t.Context()))
	if j.v.script {
		eval[bool](j.tab, "window.judged")
		return
	}
	j.click(`main a.button[href^="/uploads/"]`)
}

// understand opens the worst finding and reads how it came about.
func (j *journey) understand() {
	j.click(`main a.button[href^="/findings"]`)
	j.look("findings")
	if row := j.text("table[data-rows=findings] tbody th"); !strings.Contains(row, "YF-2022-1201") {
		j.t.Errorf("the worst finding is %q", row)
	}
	j.click("table[data-rows=findings] tbody th a")
	if j.v.script {
		eval[bool](j.tab, `new Promise(done => {
			const look = () => document.querySelector("table[data-rows=trace] tbody tr") && done(true);
			if (!look()) { new MutationObserver(look).observe(document.body, {childList: true, subtree: true}); }
		})`)
	}
	j.says("应付账款练习表.xlsx", "3,865,000.00", "2022-07-31")
	j.look("finding")
	if !j.v.script {
		j.click(`a[href$="/trace"]`)
		j.look("trace")
	}
	if n := eval[int](j.tab, `document.querySelectorAll("table[data-rows=trace] tbody tr").length`); n < 3 {
		j.t.Errorf("%d steps", n)
	}
}

// regulator signs in and goes from the dashboard to the same row: the lamp, the finding, the row.
func (j *journey) regulator() {
	j.click(`form[action="/sign-out"] button`)
	j.signIn("head")
	j.click(`nav a[href="/dashboard"]`)
	j.look("dashboard")
	j.click(`table.matrix a[href*="clause=1&"][href*="91150102YL9000019K"]`)
	j.says(j.w("示例演示集团 及下属单位", "示例演示集团 and all below it"))
	j.look("regulator-findings")
	j.click("table[data-rows=findings] tbody th a")
	j.says("YF-2022-1201", "应付账款练习表.xlsx", j.w("第 7 行", "row 7"))
	j.click(`main a[href^="/rows/"]`)
	j.says("YF-2022-1201", "应付账款练习表.xlsx", "386.50")
	j.look("row")
}
