package main

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"shukun/app"
	"shukun/org"
	"shukun/store"
	"shukun/store/storetest"
)

// oneServer is a process of the program itself, on a database that others share.
type oneServer struct {
	t       *testing.T
	process *exec.Cmd
	url     string // ends with a slash
	ready   time.Duration
}

// startServer starts one and waits until it says where it serves.
func startServer(t *testing.T, database, folder, address string) *oneServer {
	t.Helper()
	s := &oneServer{t: t, process: exec.Command(os.Args[0], "serve", "--lang", "en", "--database", database, "--data", folder, "--address", address)}
	s.process.Env = append(os.Environ(), "CRASH_MAIN=1")
	out, err := s.process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var trouble strings.Builder
	s.process.Stderr = &trouble
	start := time.Now()
	if err := s.process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.process.Process.Kill() })
	where := regexp.MustCompile(`Serving at (http://\S+)`)
	for lines := bufio.NewScanner(out); s.url == "" && lines.Scan(); {
		if found := where.FindStringSubmatch(lines.Text()); found != nil {
			s.url = found[1]
		}
	}
	if s.url == "" {
		s.process.Wait()
		t.Fatal("a server does not start: ", trouble.String())
	}
	s.ready = time.Since(start)
	go io.Copy(io.Discard, out)
	return s
}

// stop tells the server to end, and waits until it has.
func (s *oneServer) stop() {
	s.t.Helper()
	if err := s.process.Process.Signal(syscall.SIGTERM); err != nil {
		s.t.Fatal(err)
	}
	if err := s.process.Wait(); err != nil {
		s.t.Errorf("told to stop, a server ends with %v", err)
	}
}

func (s *oneServer) address() string {
	return strings.Trim(strings.TrimPrefix(s.url, "http:"), "/")
}

// TestTwoServers: two processes on one PostgreSQL. Who signs in at one is signed in at the other; a job runs once; and one
// after the other is restarted while people go on working, without an error.
func TestTwoServers(t *testing.T) {
	database := storetest.PostgresURL(t)
	folders := []string{t.TempDir(), t.TempDir()}
	first := startServer(t, database, folders[0], "127.0.0.1:0")
	for _, name := range []string{"secret.key", "audit.key", "audit.pub"} {
		content, err := os.ReadFile(filepath.Join(folders[0], name))
		if err == nil {
			err = os.WriteFile(filepath.Join(folders[1], name), content, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	second := startServer(t, database, folders[1], "127.0.0.1:0")
	t.Logf("ready after %.2f and %.2f s", first.ready.Seconds(), second.ready.Seconds())
	a, _ := filers(t, database)
	const password = "correct horse 电池 staple"
	if _, err := a.SeedPerson(t.Context(), "viewer", "某人", password, app.Grant{Role: org.Viewer, Path: "/" + crashCode(crashGroup) + "/"}); err != nil {
		t.Fatal(err)
	}

	jar, _ := cookiejar.New(nil)
	client := &http.Client{Jar: jar, Timeout: 30 * time.Second} // cookies are a host's, whatever the port
	ask := func(r *http.Response, err error) string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		body, err := io.ReadAll(r.Body)
		if err != nil || r.StatusCode != 200 {
			t.Fatal(r.Status, r.Request.URL, err)
		}
		return string(body)
	}
	page := ask(client.PostForm(first.url+"sign-in", url.Values{"login": {"viewer"}, "password": {password}}))
	found := regexp.MustCompile(`<code>([A-Z2-7]{32})</code>`).FindStringSubmatch(page)
	if found == nil {
		t.Fatal("no second factor is to be set up: ", page)
	}
	code, err := totp.GenerateCode(found[1], time.Now())
	if err != nil {
		t.Fatal(err)
	}
	ask(client.PostForm(second.url+"sign-in/enrol", url.Values{"code": {code}})) // at the other: what the first sealed opens there
	signedIn := func(url string) error {
		r, err := client.Get(url)
		if err != nil {
			return err
		}
		body, err := io.ReadAll(r.Body)
		r.Body.Close()
		if err == nil && (r.StatusCode != 200 || strings.Contains(r.Request.URL.Path, "sign-in") || !strings.Contains(string(body), "某人")) {
			err = errors.New(r.Status + " " + r.Request.URL.Path)
		}
		return err
	}
	for _, s := range []*oneServer{first, second} {
		if err := signedIn(s.url); err != nil {
			t.Fatalf("not signed in at %s: %v", s.url, err)
		}
	}

	// People go on working: whoever finds one server gone goes to the other, as a proxy does for them.
	servers := []*atomic.Value{{}, {}}
	servers[0].Store(first.url)
	servers[1].Store(second.url)
	var work sync.WaitGroup
	var stopped atomic.Bool
	var asked atomic.Int64
	for n := range 2 {
		work.Go(func() {
			for i := n; !stopped.Load(); i++ {
				err := signedIn(servers[i%2].Load().(string))
				if refused, ok := errors.AsType[*net.OpError](err); ok && refused.Op == "dial" {
					err = signedIn(servers[(i+1)%2].Load().(string))
				}
				if err != nil {
					t.Errorf("while the servers are restarted one after the other: %v", err)
					return
				}
				asked.Add(1)
			}
		})
	}
	for n, s := range []*oneServer{first, second} {
		enqueue(t, a, 10)
		s.stop()
		enqueue(t, a, 10)
		again := startServer(t, database, folders[n], s.address())
		servers[n].Store(again.url)
	}
	stopped.Store(true)
	work.Wait()
	if asked.Load() < 4 {
		t.Errorf("only %d pages were asked for", asked.Load())
	}
	ranOnce(t, a, database, 40)
}

// enqueue adds jobs that any server may take.
func enqueue(t *testing.T, a *app.App, n int) {
	t.Helper()
	err := a.Store.Write(t.Context(), store.Root, func(tx *store.Tx) error {
		for range n {
			if _, err := a.Enqueue(tx, app.NewJob{Kind: app.VerifyAuditJob, Path: "/", Payload: struct{}{}}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// ranOnce waits until no job is left, and holds their effects against their number.
func ranOnce(t *testing.T, a *app.App, database string, jobs int) {
	t.Helper()
	c := &crashed{t: t, url: database}
	start := time.Now()
	for looks, _ := ticks(100 * time.Millisecond); ; <-looks {
		left := c.query("select 'left', count(*) from job where state <> 'done'")["left"]
		if left == 0 {
			break
		}
		if time.Since(start) > 5*time.Minute {
			t.Fatalf("%d jobs do not end", left)
		}
	}
	all := c.query("select 'jobs', count(*) from job where kind = 'verify-audit' union all select 'events', count(*) from audit_event e join job j on e.object = 'job:' || j.id where e.action = 'job.done' and j.kind = 'verify-audit'" +
		" union all select 'unsound', count(*) from job where kind = 'verify-audit' and result not like '%\"sound\":true%'")
	if all["jobs"] != jobs || all["events"] != jobs || all["unsound"] != 0 {
		t.Errorf("%d jobs were enqueued; the database says %v", jobs, all)
	}
}
