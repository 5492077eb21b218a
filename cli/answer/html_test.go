package answer

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"shukun/lang"
	"shukun/policy"
	"shukun/report"
)

func TestPageStandsAlone(t *testing.T) {
	for l, tag := range map[lang.Lang]string{lang.Zh: "zh-CN", lang.En: "en"} {
		page := string(write(t, example(t, l), HTML))
		if !strings.Contains(page, `<html lang="`+tag+`">`) {
			t.Errorf("%v: no language", l)
		}
		for _, bad := range []string{"<script", "<img", "<link", "<iframe", "src=", "url(", "@import", "ZgotmplZ"} {
			if strings.Contains(page, bad) {
				t.Errorf("%v: the page has %s", l, bad)
			}
		}
		if refs := regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(page, -1); len(refs) == 0 {
			t.Error("no links within the page")
		} else {
			for _, r := range refs {
				if id, ok := strings.CutPrefix(r[1], "#"); !ok || !strings.Contains(page, `id="`+id+`"`) {
					t.Errorf("%v: %s leads nowhere", l, r[1])
				}
			}
		}
	}
}

func TestPageTablesAreNamedAndScoped(t *testing.T) {
	page := string(write(t, example(t, lang.Zh), HTML))
	tables := strings.Count(page, "<table")
	if n := strings.Count(page, "<caption>"); n != tables || tables < 6 {
		t.Errorf("%d captions for %d tables", n, tables)
	}
	for _, th := range regexp.MustCompile(`<th[ >][^>]*>`).FindAllString(page, -1) {
		if !strings.Contains(th, "scope=") && !strings.HasPrefix(th, "<thead") {
			t.Errorf("no scope: %s", th)
		}
	}
	ids := map[string]bool{}
	for _, id := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if ids[id[1]] {
			t.Errorf("id %s stands twice", id[1])
		}
		ids[id[1]] = true
	}
}

func TestPageRunsNothingFromALedger(t *testing.T) {
	evil := `</td><script>alert(1)</script><img src=x onerror=alert(1)>"'&{{.}}`
	a := example(t, lang.Zh)
	for i := range a.Findings {
		f := a.Findings[i]
		f.Key, f.Reason, f.Missing, f.Basis = evil, evil, []string{evil}, []string{evil}
		f.Trace = []policy.Step{{Step: evil, Value: evil, Basis: evil}}
		f.Span = &policy.Span{Sentence: evil, Rewrite: evil}
	}
	a.Rejected[0] = a.Rejected[0].With(evil)
	a.Rejected[0].Place.File, a.Rejected[0].Place.Column = evil, evil
	a.Sheets[0].File, a.Program, a.Again = evil, evil, evil
	page := string(write(t, a, HTML))
	for _, bad := range []string{"<script", "<img", "onerror=alert(1)>\""} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %s", bad)
		}
	}
}

func TestPageListsTheLargestAndSaysHowToSeeAll(t *testing.T) {
	a := example(t, lang.Zh)
	a.Findings = nil
	for i := range report.TopRows + 55 {
		a.Findings = append(a.Findings, finding(overdue, fmt.Sprintf("K-%04d", i), int64(i)))
	}
	page := string(write(t, a, HTML))
	if strings.Contains(page, "K-0054<") || !strings.Contains(page, "K-0055<") || !strings.Contains(page, "K-0254<") {
		t.Error("not the largest 200")
	}
	if want := "只列出金额最大的 200 项，共 255 项。要看全部，请运行：shukun check --format xlsx --out 结果.xlsx --as-of 2022-06-30 六月.xlsx"; !strings.Contains(page, want) {
		t.Error("nothing says how to see all")
	}
	if strings.Index(page, "K-0254<") > strings.Index(page, "K-0253<") {
		t.Error("the worst is not first")
	}
}
