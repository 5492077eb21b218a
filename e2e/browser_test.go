package e2e

import (
	"context"
	_ "embed"
	"encoding/json"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

const chromium = "/usr/bin/chromium"

//go:embed testdata/axe/axe.min.js
var axeSource string

// shared is the one browser of this test process; every tab has a profile of its own.
type shared struct {
	once   sync.Once
	ctx    context.Context
	cancel []context.CancelFunc
	err    error
}

var chrome shared // starting a browser takes half a second, a tab nothing

func (s *shared) start() {
	if _, s.err = os.Stat(chromium); s.err != nil {
		return
	}
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(chromium), chromedp.Flag("disable-gpu", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("force-color-profile", "srgb"), chromedp.Flag("font-render-hinting", "none")}
	if os.Getuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium refuses its sandbox to root
	}
	ctx, stop := chromedp.NewContext(context.Background(), chromedp.WithAllocatorOptions(options...))
	s.cancel = append(s.cancel, stop)
	s.ctx, s.err = ctx, chromedp.Do(ctx)
}

func TestMain(m *testing.M) {
	code := m.Run()
	for _, stop := range chrome.cancel {
		stop()
	}
	if demonstration.stop != nil {
		demonstration.stop()
	}
	os.Exit(code)
}

// tab is one browser tab, with what it asked for and complained about.
type tab struct {
	t     *testing.T
	ctx   context.Context
	close func() // before the test ends
	site  *site

	mu       sync.Mutex
	requests []string // addresses asked for since the page was opened
	bytes    map[network.RequestID]float64
	kinds    map[network.RequestID]string
	troubles []string // console errors, exceptions, blocked by the content security policy
}

// view is how a person looks at the site.
type view struct {
	width, height int64
	lang          string // zh, en
	who           string // login; "" nobody signed in
	script        bool
}

var desk = view{width: 1366, height: 768, lang: "zh", script: true}

func (v view) as(who string) view  { v.who = who; return v }
func (v view) in(lang string) view { v.lang = lang; return v }
func (v view) phone() view         { v.width, v.height = 375, 740; return v }
func (v view) withoutScript() view { v.script = false; return v }
func (v view) String() string {
	s := "desk"
	if v.width < 500 {
		s = "phone"
	}
	return v.lang + "-" + s
}

// tab opens a tab on the site for a view.
func (s *site) tab(t *testing.T, v view) *tab {
	t.Helper()
	chrome.once.Do(chrome.start)
	if chrome.err != nil {
		t.Fatalf("Chromium is needed for the journeys (Debian: apt-get install chromium fonts-noto-cjk): %v", chrome.err)
	}
	ctx, cancel := chromedp.NewContext(chrome.ctx, chromedp.WithNewBrowserContext())
	ctx, stop := context.WithTimeout(ctx, 4*time.Minute)
	shut := func() { stop(); cancel() }
	t.Cleanup(shut)
	b := &tab{t: t, ctx: ctx, close: shut, site: s, bytes: map[network.RequestID]float64{}, kinds: map[network.RequestID]string{}}
	b.must(chromedp.Do(ctx, chromedp.EmulateViewport(v.width, v.height)))
	b.must(chromedp.Listen(ctx, b.heard))
	_, err := chromedp.Call(ctx, network.Enable, network.EnableParams{})
	b.must(err)
	if !v.script { // the pages have none but those files; the protocol's own switch would stop the test's questions too
		_, err := chromedp.Call(ctx, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/static/*.js*", Block: true}}})
		b.must(err)
	}
	_, err = chromedp.Call(ctx, log.Enable, cdp.Empty{})
	b.must(err)
	b.cookie("lang", v.lang)
	if v.who != "" {
		b.cookie("sid", s.token(v.who))
	}
	return b
}

func (b *tab) cookie(name, value string) {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, network.SetCookie, network.SetCookieParams{Name: name, Value: url.QueryEscape(value), URL: b.site.address})
	b.must(err)
}

// heard keeps what the page did that a good page does not, and what it weighs.
func (b *tab) heard(ev any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := ev.(type) {
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "data:") {
			b.requests = append(b.requests, e.Request.URL)
		}
	case *network.EventResponseReceived:
		b.kinds[e.RequestID] = string(e.Type)
	case *network.EventLoadingFinished:
		b.bytes[e.RequestID] = e.EncodedDataLength
	case *runtime.EventExceptionThrown:
		b.troubles = append(b.troubles, "exception: "+e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" || e.Entry.Source == "security" {
			b.troubles = append(b.troubles, e.Entry.Text)
		}
	}
}

func (b *tab) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// open goes to a path of the site and gives the status.
func (b *tab) open(path string) int64 {
	b.t.Helper()
	b.mu.Lock()
	b.requests, b.troubles = nil, nil
	clear(b.bytes)
	clear(b.kinds)
	b.mu.Unlock()
	r, err := chromedp.Run(b.ctx, chromedp.NavigateResponse(b.site.address+path))
	if err != nil {
		b.t.Fatalf("%s: %v", path, err)
	}
	if r == nil { // on a busy machine the event may come too late; the page itself knows too
		return eval[int64](b, `performance.getEntriesByType("navigation")[0].responseStatus`)
	}
	return r.Status
}

// eval runs a script in the page; it works with the page's own scripts off too.
func eval[T any](b *tab, script string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	b.must(err)
	return v
}

// text is what a person reads of the first element a selector finds; "" if there is none.
func (b *tab) text(selector string) string {
	b.t.Helper()
	s, _ := json.Marshal(selector)
	return strings.TrimSpace(eval[string](b, `(e => e ? e.innerText ?? e.textContent : "")(document.querySelector(`+string(s)+`))`))
}

// click clicks what a selector finds and waits for the page it leads to.
func (b *tab) click(selector string) {
	b.t.Helper()
	_, err := chromedp.RunResponse(b.ctx, chromedp.Click(chromedp.CSS(selector)))
	b.must(err)
}

// press sends keys and waits for the page they lead to.
func (b *tab) press(keys string) {
	b.t.Helper()
	_, err := chromedp.RunResponse(b.ctx, chromedp.KeyEvent(keys))
	b.must(err)
}

// keys sends keys that lead nowhere else.
func (b *tab) keys(keys string) {
	b.t.Helper()
	b.must(chromedp.Do(b.ctx, chromedp.KeyEvent(keys)))
}

// trouble gives what the console said since the page was opened.
func (b *tab) trouble() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.troubles...)
}

// violation is something axe found.
type violation struct {
	ID    string
	Help  string
	Nodes []struct {
		HTML           string
		FailureSummary string
	}
}

// axe runs every WCAG 2.2 AA rule over the page. The default run would leave 2.2 out.
func (b *tab) axe() []violation {
	b.t.Helper()
	if !eval[bool](b, "typeof axe === 'object'") {
		b.must(chromedp.Do(b.ctx, chromedp.Evaluate[chromedp.Void](axeSource+";0")))
	}
	return eval[[]violation](b, `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"]}).then(r => r.violations.map(v => ({ID: v.id, Help: v.help, Nodes: v.nodes.slice(0, 3).map(n => ({HTML: n.html, FailureSummary: n.failureSummary}))})))`)
}

// as shows the page that is open at the size of another view: the style sheet answers at once, the server is not asked.
func (b *tab) as(v view) {
	b.t.Helper()
	b.must(chromedp.Do(b.ctx, chromedp.EmulateViewport(v.width, v.height)))
	if got := eval[int64](b, "new Promise(done => requestAnimationFrame(() => done(window.innerWidth)))"); got != v.width {
		b.t.Fatalf("the window is %d px wide, not %d", got, v.width)
	}
}

// overflow is how many pixels the page scrolls sideways.
func (b *tab) overflow() int {
	b.t.Helper()
	return eval[int](b, "document.documentElement.scrollWidth - window.innerWidth")
}

// picture takes the window as a PNG.
func (b *tab) picture() []byte {
	b.t.Helper()
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	b.must(err)
	return png
}
