package e2e

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

var pictures = flag.String("pictures", "", "a folder: keep a picture of every screen looked at")

// keep writes a picture of the whole page into the folder of -pictures.
func (b *tab) keep(name string) {
	b.t.Helper()
	if *pictures == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	b.must(err)
	b.must(os.MkdirAll(*pictures, 0o755))
	b.must(os.WriteFile(filepath.Join(*pictures, name+".png"), png, 0o644))
}

// TestGallery looks at every component, and at every screen in every state: empty, error, no right, one row, many, long
// names; in both languages, at a desk and on a phone.
func TestGallery(t *testing.T) {
	s := start(t)
	for _, v := range []view{desk, desk.in("en")} {
		t.Run(v.lang, func(t *testing.T) {
			t.Parallel()
			s.gallery(t, v)
		})
	}
}

// gallery looks at every state in one language: each is opened once, at a desk, and then made as narrow as a phone.
func (s *site) gallery(t *testing.T, v view) {
	t.Helper()
	b := s.tab(t, v)
	b.open("/-/gallery")
	states := eval[[]string](b, `[...document.querySelectorAll("main a[href^='/-/gallery/']")].map(a => new URL(a.href).pathname)`)
	if len(states) < 10 {
		t.Fatalf("only %d states in the gallery", len(states))
	}
	for i, path := range append([]string{"/-/gallery"}, states...) {
		if i%12 == 11 {
			b.close()
			b = s.tab(t, v) // a tab has its time; there are more states than fit into it on a busy machine
		}
		b.as(v)
		if status := b.open(path); status != 200 {
			t.Errorf("%s: %d", path, status)
		}
		for _, w := range []view{v, v.phone()} {
			b.as(w)
			b.keep(strings.ReplaceAll(strings.TrimPrefix(path, "/-/"), "/", "-") + "-" + w.String())
			b.good(path + " " + w.String())
		}
	}
}

// good is what every page must be: no complaint of axe or the console, no sideways scroll, nothing from elsewhere, and
// every field for a day says how one is written.
func (b *tab) good(name string) {
	b.t.Helper()
	for _, v := range b.axe() {
		for _, n := range v.Nodes {
			b.t.Errorf("%s: axe %s: %s\n%s\n%s", name, v.ID, v.Help, n.HTML, n.FailureSummary)
		}
	}
	if n := b.overflow(); n > 0 {
		b.t.Errorf("%s scrolls %d px sideways: %s", name, n, eval[string](b, `[...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll,.menu")).slice(0, 5).map(e => e.outerHTML.slice(0, 120)).join("\n")`))
	}
	if bare := eval[[]string](b, `[...document.querySelectorAll("input[type=date]")].filter(e => !(e.getAttribute("aria-describedby") || "").split(" ").some(id => document.getElementById(id)?.textContent.includes("2022-06-30"))).map(e => e.id)`); len(bare) > 0 {
		b.t.Errorf("%s: fields that do not say how a day is written: %v", name, bare)
	}
	for _, s := range b.trouble() {
		b.t.Errorf("%s: console: %s", name, s)
	}
}
