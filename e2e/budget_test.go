package e2e

import (
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestBudgets weighs pages with nothing kept from before, as compressed on the wire.
func TestBudgets(t *testing.T) {
	s := demo(t)
	for _, c := range []struct {
		who, path          string
		html, css, js, all float64 // kilobytes
		requests, elements int
	}{
		{"finance", "/payables", 30, 25, 45, 140, 10, 2500},
		{"finance", "/findings", 30, 25, 45, 140, 10, 2500},
		{"leasing", "/leases", 30, 25, 45, 140, 10, 2500},
		{"finance", "/", 30, 25, 45, 140, 10, 2500},
		{"head", "/dashboard", 40, 25, 45, 220, 12, 3500},
		{"", "/sign-in", 8, 25, 45, 60, 6, 400},
	} {
		b := s.tab(t, desk.as(c.who))
		b.open(c.path)
		b.mu.Lock()
		kinds, all := map[string]float64{}, 0.0
		for id, n := range b.bytes {
			kinds[b.kinds[id]] += n / 1024
			all += n / 1024
		}
		requests := append([]string(nil), b.requests...)
		b.mu.Unlock()
		elements := eval[int](b, "document.getElementsByTagName('*').length")
		t.Logf("%-10s html %.1f KB, css %.1f, js %.1f, all %.1f, %d requests, %d elements", c.path, kinds["Document"], kinds["Stylesheet"], kinds["Script"], all, len(requests), elements)
		if kinds["Document"] > c.html || kinds["Stylesheet"] > c.css || kinds["Script"] > c.js || all > c.all || len(requests) > c.requests || elements > c.elements {
			t.Errorf("%s is over its budget: html %.1f of %.0f KB, css %.1f of %.0f, js %.1f of %.0f, all %.1f of %.0f, %d of %d requests, %d of %d elements", c.path,
				kinds["Document"], c.html, kinds["Stylesheet"], c.css, kinds["Script"], c.js, all, c.all, len(requests), c.requests, elements, c.elements)
		}
		for _, r := range requests {
			if u, err := url.Parse(r); err != nil || "http://"+u.Host != s.address {
				t.Errorf("%s asks another host: %s", c.path, r)
			}
		}
	}
}

// TestPrint prints a ledger: A4 landscape, the header on every page, the unit and the day on paper, pages counted.
func TestPrint(t *testing.T) {
	s := demo(t)
	b := s.tab(t, desk.as("head"))
	b.open("/payables?paid=yes")
	pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	b.must(err)
	file := filepath.Join(t.TempDir(), "ledger.pdf")
	b.must(os.WriteFile(file, pdf, 0o600))
	out, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext is needed for this test (Debian: apt-get install poppler-utils): %v", err)
	}
	pages := strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
	if len(pages) < 2 {
		t.Fatalf("%d pages: fifty rows do not fit on one", len(pages))
	}
	for i, p := range pages {
		for _, want := range []string{"供应商", "到期日", "未付", "页"} {
			if i < len(pages)-1 && !strings.Contains(p, want) {
				t.Errorf("page %d of %d lacks %q:\n%s", i+1, len(pages), want, p)
			}
		}
	}
	for _, want := range []string{"截至 2022-12-31", "单位：万元", "编制：", "审核：", "负责人："} {
		if !strings.Contains(string(out), want) {
			t.Errorf("nowhere on paper: %q", want)
		}
	}
	info, err := exec.Command("pdfinfo", file).Output()
	b.must(err)
	if !strings.Contains(string(info), "841.92 x 594.96") && !strings.Contains(string(info), "842 x 595") && !strings.Contains(string(info), "841.92 x 595") {
		t.Errorf("not A4 landscape:\n%s", info)
	}
}

// TestWithoutScript: the journeys of a day work as plain pages and forms.
func TestWithoutScript(t *testing.T) {
	s := demo(t)
	b := s.tab(t, desk.as("head").withoutScript())
	b.open("/dashboard")
	if eval[bool](b, "typeof htmx !== 'undefined' || !document.querySelector('[data-print]').hidden") {
		t.Fatal("a script ran")
	}
	figure := b.text("a.stat .figure")
	if figure == "" || b.text("figure.chart svg[role=img] text") == "" {
		t.Error("the dashboard has no figures or pictures without script")
	}
	b.click(".matrix td a.bad")
	if rows := eval[int](b, `document.querySelectorAll("tbody tr").length`); rows == 0 {
		t.Error("a lamp opens no rows")
	}
	b.open("/payables")
	b.must(chromedp.Do(b.ctx, chromedp.SetValue(chromedp.ID("due"), "late")))
	b.click("form.filters button")
	if !strings.Contains(eval[string](b, "location.search"), "due=late") || b.text(".chips") == "" {
		t.Error("the filter form does not work without script")
	}
	b.click("table[data-rows] tbody a")
	b.must(chromedp.Do(b.ctx, chromedp.SetValue(chromedp.ID("paid-on"), "2023-02-28")))
	b.click("section[aria-labelledby=interest] form button")
	if b.text("#interest") == "" || !strings.Contains(eval[string](b, "location.search"), "paid-on=2023-02-28") {
		t.Error("the interest calculator does not work without script")
	}
}

// TestKeyboard: from the start page to the worst finding with the keyboard alone; focus is always to be seen.
func TestKeyboard(t *testing.T) {
	s := demo(t)
	b := s.tab(t, desk.as("finance"))
	b.open("/")
	b.keys("\t")
	if got := eval[string](b, "document.activeElement.getAttribute('href')"); got != "#main" {
		t.Errorf("the first stop is %q, not the link to the main part", got)
	}
	b.keys("\r")
	for range 40 {
		b.keys("\t")
		if eval[bool](b, "document.activeElement.matches('.tasks .button')") {
			break
		}
		if !eval[bool](b, `(e => { const s = getComputedStyle(e); return e === document.body || s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 })(document.activeElement)`) {
			t.Errorf("focus cannot be seen on %s", eval[string](b, "document.activeElement.outerHTML.slice(0, 160)"))
		}
	}
	b.press("\r")
	if path := eval[string](b, "location.pathname"); !strings.HasPrefix(path, "/findings/") {
		t.Errorf("the first task leads to %s", path)
	}
}
