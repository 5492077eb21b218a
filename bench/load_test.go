package bench

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/civil"
	"shukun/org"
	"shukun/sample"
	"shukun/store"
	"shukun/web"
)

// BenchmarkLoad asks the site for pages, 50 a second whether it keeps up or not, over a SQLite database with
// SHUKUN_LOAD_PAYABLES payables (50,000 if unset), and reports the 95th percentile of each kind of page in milliseconds.
// SHUKUN_LOAD_DIR keeps the database for the next run: filing and evaluating five million takes its time; SHUKUN_LOAD_DAYS
// days (12 if unset) are evaluated after the first. SHUKUN_LOAD_URL names another database, empty or made by this, such as
// one of PostgreSQL, and SHUKUN_LOAD_SERVERS how many processes are to serve it instead of this one. The goals are
// 200 ms for lists and details, 300 ms for the dashboard, and no errors.
func BenchmarkLoad(b *testing.B) {
	if os.Getenv("SHUKUN_LOAD_SERVE") != "" {
		serveLoad(b)
		return
	}
	a := loaded(b)
	v := visit(b, a)
	pages := v.pages(b)
	for b.Loop() {
		v.keepAsking(pages, 50, 30*time.Second)
	}
	b.ReportMetric(0, "ns/op")
	for kind, all := range v.took {
		slices.Sort(all)
		b.ReportMetric(float64(all[len(all)*95/100].Microseconds())/1000, "p95-ms-"+kind)
	}
	b.ReportMetric(float64(v.errors), "errors")
}

// loaded gives an app over the database to ask.
func loaded(b *testing.B) *app.App {
	b.Helper()
	n, _ := strconv.Atoi(os.Getenv("SHUKUN_LOAD_PAYABLES"))
	n = max(n, 50_000)
	dir := os.Getenv("SHUKUN_LOAD_DIR")
	if dir == "" {
		dir = b.TempDir()
	}
	url := os.Getenv("SHUKUN_LOAD_URL")
	if url == "" {
		url = "sqlite:" + filepath.Join(dir, fmt.Sprintf("load-%d.db", n))
	}
	db, err := store.Open(b.Context(), url)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	if err := db.Migrate(b.Context()); err != nil {
		b.Fatal(err)
	}
	a := apptest.New(b, db)
	days := loadDays()
	a.Day = func() civil.Date { return apptest.Day.AddDays(days) }
	var units []store.Unit
	if err := db.Read(b.Context(), store.Root, func(tx *store.Tx) (err error) { units, err = tx.UnitsBelow("/"); return err }); err != nil || len(units) > 0 {
		return a
	}
	from := scaled(b, province(b, sample.CSV), n)
	defer os.RemoveAll(from)
	start := time.Now()
	apptest.FileBook(b, a, book(b, from), from, civil.MustOf(2022, 1, 1))
	b.Logf("%d payables filed in %v", n, time.Since(start))
	evaluate := func(day civil.Date) string {
		start, busy := time.Now(), processorTime(b)
		apptest.EvaluateAll(b, a, day)
		return fmt.Sprintf("%.2f s (%.2f s of processors)", time.Since(start).Seconds(), (processorTime(b) - busy).Seconds())
	}
	b.Logf("first evaluation took %s", evaluate(apptest.Day))
	b.Logf("the same day again took %s", evaluate(apptest.Day))
	for n := range days {
		b.Logf("day %d after it took %s", n+1, evaluate(apptest.Day.AddDays(n+1)))
	}
	return a
}

// visitors ask for pages.
type visitors struct {
	client *http.Client
	bases  []string // of the servers, asked in turn
	asked  atomic.Int64
	mu     sync.Mutex
	took   map[string][]time.Duration
	errors int
}

type page struct{ kind, path string }

// visit starts the site over an app and signs the regulator's head in.
func visit(b *testing.B, a *app.App) *visitors {
	b.Helper()
	// A database that is used again has the people of earlier runs.
	id, err := a.SeedPerson(b.Context(), fmt.Sprint("head-", time.Now().UnixNano()), "测试", apptest.Password, app.Grant{Role: org.RegulatorHead, Path: "/"})
	if err != nil {
		b.Fatal(err)
	}
	token, err := a.OpenFor(b.Context(), id)
	if err != nil {
		b.Fatal(err)
	}
	bases := otherServers(b)
	if len(bases) == 0 {
		site := httptest.NewServer(web.New(a, web.Options{Log: a.Log}))
		b.Cleanup(site.Close)
		bases = []string{site.URL}
	}
	jar, _ := cookiejar.New(nil)
	for _, base := range bases {
		u, _ := url.Parse(base)
		jar.SetCookies(u, []*http.Cookie{{Name: "sid", Value: token, Path: "/"}})
	}
	return &visitors{client: &http.Client{Jar: jar, Transport: &http.Transport{MaxIdleConnsPerHost: 100}}, bases: bases, took: map[string][]time.Duration{}}
}

// pages lists what is asked for: lists with the filters people use, details of what the lists show, the dashboard.
func (v *visitors) pages(b *testing.B) (all []page) {
	b.Helper()
	lists := []string{"/findings", "/findings?rule=01.overdue", "/findings?clause=1", "/payables", "/payables?due=2"}
	details := map[string]bool{}
	link := regexp.MustCompile(`href="(/(?:findings|payables)/[0-9A-Za-z]+)"`)
	for _, path := range lists {
		body, status := v.get(path)
		if status != 200 {
			b.Fatalf("%s: %d", path, status)
		}
		for _, m := range link.FindAllStringSubmatch(body, 40) {
			details[m[1]] = true
		}
		all = append(all, page{"list", path})
	}
	if len(details) < 20 {
		b.Fatalf("only %d details", len(details))
	}
	for path := range details {
		all = append(all, page{"detail", path})
		if len(all)%3 == 0 {
			all = append(all, page{"dashboard", "/dashboard"}, page{"list", lists[len(all)%len(lists)]})
		}
	}
	return all
}

func (v *visitors) get(path string) (body string, status int) {
	r, err := v.client.Get(v.bases[int(v.asked.Add(1))%len(v.bases)] + path)
	if err != nil {
		return err.Error(), 0
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return err.Error(), 0
	}
	return string(text), r.StatusCode
}

// keepAsking asks for so many pages a second for a while. A page that is late does not hold up the next: what waits counts.
func (v *visitors) keepAsking(pages []page, perSecond int, long time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), long)
	defer cancel()
	tick := time.NewTicker(time.Second / time.Duration(perSecond))
	defer tick.Stop()
	var all sync.WaitGroup
	for n := 0; ; n++ {
		select {
		case <-ctx.Done():
			all.Wait()
			return
		case due := <-tick.C:
			p := pages[n%len(pages)]
			all.Go(func() {
				_, status := v.get(p.path)
				v.mu.Lock()
				defer v.mu.Unlock()
				v.took[p.kind] = append(v.took[p.kind], time.Since(due))
				if status != 200 {
					v.errors++
				}
			})
		}
	}
}

// BenchmarkSingle asks for pages one after the other, each alone: where the time of BenchmarkLoad goes.
func BenchmarkSingle(b *testing.B) {
	v := visit(b, loaded(b))
	for _, p := range v.pages(b)[:9] {
		start := time.Now()
		body, status := v.get(p.path)
		b.Logf("%s %d %d bytes %v", p.path, status, len(body), time.Since(start))
	}
}
