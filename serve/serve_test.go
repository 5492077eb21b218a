package serve_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	neturl "net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shukun/civil"
	"shukun/config"
	"shukun/lang"
	"shukun/problem"
	"shukun/sample"
	"shukun/serve"
	"shukun/store"
)

// now is where the clock of these tests stands.
var now = time.Date(2022, 6, 30, 1, 0, 0, 0, time.UTC)

// world is a world whose clock stands still; jobs run when they are woken.
func world() serve.World {
	return serve.World{Now: func() time.Time { return now }, Today: func() civil.Date { return civil.MustOf(2022, 6, 30) }, Log: slog.New(slog.DiscardHandler), Version: "shukun test",
		Ticks: func(time.Duration) (<-chan time.Time, func()) { return nil, func() {} }}
}

// settings makes the configuration of a server in a folder, at ports of its own.
func settings(t *testing.T, folder string, more map[string]string) *config.Config {
	t.Helper()
	flags := map[string]string{"data": folder, "address": "127.0.0.1:0"}
	for k, v := range more {
		flags[k] = v
	}
	c, err := config.Load(config.Input{Flags: flags})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// start runs a server until stop is called, which gives how it ended.
func start(t *testing.T, c *config.Config, o serve.Options) (started serve.Started, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan serve.Started, 1), make(chan error, 1)
	o.Ready = func(s serve.Started) { ready <- s }
	go func() { ended <- serve.Run(ctx, c, world(), o) }()
	select {
	case started = <-ready:
	case err := <-ended:
		t.Fatal("the server does not start: ", err)
	}
	stopped := false
	stop = func() error {
		stopped = true
		cancel()
		return <-ended
	}
	t.Cleanup(func() {
		if !stopped {
			stop()
		}
	})
	return started, stop
}

func get(t *testing.T, url string) (status int, body string) {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(b)
}

func TestStartEmpty(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	started, stop := start(t, settings(t, folder, nil), serve.Options{})
	if !strings.HasPrefix(started.Bootstrap, started.URL+"bootstrap/") || len(started.People) > 0 {
		t.Errorf("%+v", started)
	}
	if status, body := get(t, started.Bootstrap); status != 200 || !strings.Contains(body, "<form") {
		t.Errorf("the first administrator's page: %d", status)
	}
	if status, body := get(t, started.URL+"healthz"); status != 200 || body != "ok\n" {
		t.Errorf("healthz: %d %s", status, body)
	}
	status, body := get(t, started.URL+"readyz")
	var ready struct {
		Ready  bool
		Checks map[string]string
	}
	if err := json.Unmarshal([]byte(body), &ready); err != nil || status != 200 || !ready.Ready || ready.Checks["schema"] != "ok" || ready.Checks["database"] != "ok" {
		t.Errorf("readyz: %d %s %v", status, body, err)
	}
	if status, _ := get(t, started.URL+"metrics"); status == 200 {
		t.Error("metrics stand on the public address")
	}
	for name, mode := range map[string]os.FileMode{"": 0o700, "shukun.db": 0o600, "secret.key": 0o600} {
		if info, err := os.Stat(filepath.Join(folder, name)); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v %v, want %o", name, info.Mode(), err, mode)
		}
	}
	if err := stop(); err != nil {
		t.Errorf("stopping: %v", err)
	}
	if _, err := os.Stat(filepath.Join(folder, "shukun.db-wal")); err == nil {
		t.Error("the log was not folded into the file")
	}
	again, _ := start(t, settings(t, folder, nil), serve.Options{})
	if again.Bootstrap == started.Bootstrap || again.Bootstrap == "" {
		t.Error("the second start gives no link of its own")
	}
}

func TestManagementAddress(t *testing.T) {
	taken, _ := start(t, settings(t, t.TempDir(), nil), serve.Options{})
	address := strings.TrimSuffix(strings.TrimPrefix(taken.URL, "http://"), "/")
	err := serve.Run(t.Context(), settings(t, t.TempDir(), map[string]string{"address": address}), world(), serve.Options{})
	if problem.CodeOf(err) != "address-taken" {
		t.Errorf("an address taken: %v", err)
	}
	started, _ := start(t, settings(t, t.TempDir(), map[string]string{"management-address": "127.0.0.1:0"}), serve.Options{})
	get(t, started.URL+"sign-in")
	for path, want := range map[string]int{"healthz": 200, "readyz": 200, "metrics": 200, "": 404} {
		if status, body := get(t, started.Management+path); status != want {
			t.Errorf("management %q: %d, want %d", path, status, want)
		} else if path == "metrics" {
			for _, line := range []string{`shukun_requests_total{route="GET /sign-in",status="200"} 1`, "shukun_ready 1", "shukun_database_up 1", "\nshukun_audit_events ", `shukun_build_info{version="shukun test"} 1`} {
				if !strings.Contains(body, line) {
					t.Errorf("metrics lack %s", line)
				}
			}
		}
	}
	if status, _ := get(t, started.URL+"healthz"); status == 200 {
		t.Error("health stands on the public address though it has one of its own")
	}
}

// TestDemo: the sample is filed and evaluated once, everybody can sign in, and a later start keeps the data and gives new
// passwords.
func TestDemo(t *testing.T) {
	folder := t.TempDir()
	var passwords []string
	var filings []int64
	for round := range 2 {
		steps := 0
		started, stop := start(t, settings(t, folder, nil), serve.Options{Demo: true, Step: func(text) { steps++ }})
		if started.Day != sample.AsOf() || started.Bootstrap != "" || len(started.People) < 15 || steps == 0 {
			t.Fatalf("%+v", started)
		}
		passwords = append(passwords, started.People[0].Password)
		for _, p := range started.People {
			if status := signIn(t, started.URL, p.Login, p.Password); status != 200 {
				t.Errorf("round %d: %s cannot sign in: %d", round, p.Login, status)
			}
		}
		if err := stop(); err != nil {
			t.Fatal(err)
		}
		filings = append(filings, look(t, folder))
	}
	if passwords[0] == passwords[1] {
		t.Error("the second start kept the passwords")
	}
	if filings[0] == 0 || filings[0] != filings[1] {
		t.Errorf("%v filings; each ledger is filed once", filings)
	}
}

// look reads how many filings there are, and finds no job left over.
func look(t *testing.T, folder string) (filings int64) {
	t.Helper()
	db, err := store.OpenBeside(t.Context(), "sqlite:"+filepath.Join(folder, "shukun.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Read(t.Context(), store.Root, func(tx *store.Tx) error {
		if filings, err = tx.LastFiling(); err != nil {
			return err
		}
		for _, back := range []int{0, 30, 90} { // the dashboard has a trend, and changes something to compare with
			r, err := tx.Rollups("/", sample.AsOf().AddDays(-back))
			if err != nil || len(r) == 0 {
				t.Errorf("no figures of %d days before the demonstration's day: %v", back, err)
			}
		}
		f, err := tx.Figures(store.InstantOf(now))
		for _, j := range f.Jobs {
			t.Errorf("jobs left: %+v", j)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return filings
}

type text = lang.Text

// signIn signs in by the page's form and gives the status of the page it leads to.
func signIn(t *testing.T, url, login, password string) int {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	r, err := client.PostForm(url+"sign-in", neturl.Values{"login": {login}, "password": {password}})
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if r.StatusCode != 200 {
		return r.StatusCode
	}
	if r, err = client.Get(url); err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if strings.Contains(r.Request.URL.Path, "sign-in") {
		return http.StatusUnauthorized
	}
	return r.StatusCode
}

// TestDrain: told to stop, a server answers what is under way, is not ready any more, and then ends well.
func TestDrain(t *testing.T) {
	started, stop := start(t, settings(t, t.TempDir(), map[string]string{"management-address": "127.0.0.1:0"}), serve.Options{})
	body, feed := io.Pipe()
	r, err := http.NewRequest(http.MethodPost, started.URL+"sign-in", body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Expect", "100-continue") // the body leaves once the server reads it
	answered := make(chan int)
	go func() {
		a, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Error("the request under way was cut off:", err)
			answered <- 0
			return
		}
		a.Body.Close()
		answered <- a.StatusCode
	}()
	if _, err := io.WriteString(feed, "login=nobody"); err != nil { // taken: the server is reading
		t.Fatal(err)
	}
	ended := make(chan error)
	go func() { ended <- stop() }()
	for { // until it has heard
		a, err := http.Get(started.Management + "readyz")
		if err != nil {
			t.Fatal("health went before the last request: ", err)
		}
		a.Body.Close()
		if a.StatusCode == http.StatusServiceUnavailable {
			break
		}
	}
	io.WriteString(feed, "&password=x")
	feed.Close()
	if status := <-answered; status == 0 || status >= 500 {
		t.Errorf("the request under way was answered %d", status)
	}
	if err := <-ended; err != nil {
		t.Errorf("it ends with %v", err)
	}
}
