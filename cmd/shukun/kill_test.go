package main

import (
	"bufio"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// serveDemo starts the program itself as a demonstration in a folder.
func serveDemo(t *testing.T, folder string) (*exec.Cmd, io.Reader) {
	t.Helper()
	c := exec.Command(os.Args[0], "serve", "--demo", "--lang", "en", "--data", folder, "--address", "127.0.0.1:0")
	c.Env = append(os.Environ(), "CRASH_MAIN=1")
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.Stderr = os.Stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c, out
}

// TestKilledWhileStarting kills the program at random moments of its first start, while it migrates, files and evaluates
// the sample. The next start goes on from there: in the end everything is there once, it is ready, and it stops when told.
func TestKilledWhileStarting(t *testing.T) {
	folder := t.TempDir()
	for range 6 {
		c, _ := serveDemo(t, folder)
		time.AfterFunc(time.Duration(rand.IntN(1500))*time.Millisecond, func() { c.Process.Kill() })
		c.Wait()
	}
	c, out := serveDemo(t, folder)
	defer c.Process.Kill()
	address := regexp.MustCompile(`http://\S+`)
	url := ""
	for lines := bufio.NewScanner(out); url == "" && lines.Scan(); {
		url = address.FindString(lines.Text())
	}
	if url == "" {
		t.Fatal("it does not start again")
	}
	r, err := http.Get(url + "readyz")
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(r.Body)
	r.Body.Close()
	if r.StatusCode != 200 || !strings.Contains(string(body), `"ready":true`) {
		t.Errorf("%d %s", r.StatusCode, body)
	}
	go io.Copy(io.Discard, out)
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err != nil {
		t.Errorf("told to stop, it ends with %v", err)
	}
	k := &crashed{t: t, url: "sqlite:" + folder + "/shukun.db"}
	all := k.query("select 'twice', count(*) from (select kind, owner, key from ledger_row where to_day is null group by kind, owner, key having count(*) > 1) x" +
		" union all select 'rows', count(*) from ledger_row union all select 'findings', count(*) from finding union all select 'left', count(*) from job where state <> 'done'")
	if all["twice"] != 0 || all["rows"] < 1000 || all["findings"] < 100 || all["left"] != 0 {
		t.Errorf("%v", all)
	}
}
