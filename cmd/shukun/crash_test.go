package main

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"shukun/app"
	"shukun/civil"
	"shukun/ledger"
	"shukun/org"
	"shukun/regulation"
	"shukun/store"
	"shukun/store/storetest"
)

// The crash test runs this test binary again as a worker that files ledgers and evaluates them, tells every act it was
// answered, and is killed without warning. Then the database is opened again and held against what was told.

const (
	crashGroup = "91150100MA0AAAAA1"
	crashRows  = 20 // rows a filing
	crashFiles = 3  // clerks filing at once
	killBlind  = 4  // every so many rounds the worker is killed whether it has answered or not
)

func TestMain(m *testing.M) {
	if url := os.Getenv("CRASH_WORKER"); url != "" {
		if err := crashWorker(url, os.Getenv("CRASH_FOLDER"), os.Getenv("CRASH_ROUND")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if os.Getenv("CRASH_MAIN") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

func crashCode(first17 string) string {
	check, ok := org.CheckCharacter(first17)
	if !ok {
		panic(first17)
	}
	return first17 + string(check)
}

func crashApp(url, folder string) (*app.App, error) {
	ctx := context.Background()
	db, err := store.Open(ctx, url)
	if err != nil {
		return nil, err
	}
	law, err := regulation.Load(nil)
	if err != nil {
		return nil, err
	}
	notary, err := app.OpenNotary(folder)
	if err != nil {
		return nil, err
	}
	return &app.App{Store: db, Law: law, Now: time.Now, Day: func() civil.Date { return civil.MustOf(2022, 12, 31) }, Log: slog.New(slog.DiscardHandler), Name: "测试",
		Key: make([]byte, 32), Notary: notary}, nil
}

// crashWorker files until it is killed.
func crashWorker(url, folder, round string) error {
	a, err := crashApp(url, folder)
	if err != nil {
		return err
	}
	if strings.HasSuffix(round, "1") || strings.HasSuffix(round, "3") || strings.HasSuffix(round, "6") {
		a.StageFrom = crashRows // as large ones are: laid out first
	}
	ctx := context.Background()
	beats, _ := ticks(app.RunnerBeats)
	go app.NewRunner(a, 2).Run(ctx, beats)
	who := &app.Actor{Person: "clerk", Grants: []app.Grant{{Role: org.Finance, Path: "/" + crashCode(crashGroup) + "/"}}}
	var one sync.Mutex
	fmt.Println("started")
	for clerk := range crashFiles {
		go func() {
			for i := 0; ; i++ {
				name := fmt.Sprintf("R%s-%d-%d", round, clerk, i)
				_, err := a.FileLedgers(ctx, who, app.Submission{Unit: crashCode(crashGroup), Mode: store.Upsert, Files: []ledger.Input{{Name: "payables.csv", Data: crashLedger(name)}}})
				one.Lock()
				if err != nil {
					fmt.Println("failed", name, err)
				} else {
					fmt.Println("filed", name)
				}
				one.Unlock()
			}
		}()
	}
	for {
		if _, err := a.Notary.Sign(ctx, a); err != nil {
			fmt.Println("failed to sign", err)
		}
	}
}

func crashLedger(name string) []byte {
	var b strings.Builder
	b.WriteString("payable_no,payer_code,payee_code,amount,delivered_on\n")
	for i := range crashRows {
		fmt.Fprintf(&b, "%s-%d,%s,%s,%d.00,2022-05-01\n", name, i, crashCode(crashGroup), crashCode("91150100MA0CCCCC1"), 1000+i)
	}
	return []byte(b.String())
}

func TestCrash(t *testing.T) {
	onSQLite, onPostgres := 12, 3
	if s := os.Getenv("CRASH_ROUNDS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		onSQLite, onPostgres = n, n
	}
	t.Run("sqlite", func(t *testing.T) { crash(t, storetest.SQLiteURL(t), onSQLite) })
	t.Run("postgres", func(t *testing.T) { crash(t, storetest.PostgresURL(t), onPostgres) })
}

func crash(t *testing.T, url string, rounds int) {
	folder := t.TempDir()
	c := &crashed{t: t, url: url, folder: folder, told: map[string]bool{}}
	c.open(func(a *app.App) {
		err := a.Store.Write(t.Context(), store.Root, func(tx *store.Tx) error {
			code := crashCode(crashGroup)
			return tx.SaveUnit(store.Unit{Code: code, Name: "试验集团", Path: "/" + code + "/", Size: "large", Since: civil.MustOf(2020, 1, 1)})
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	for round := range rounds {
		c.kill(round)
		c.settle()
		c.verify(false)
	}
	c.verify(true)
	if least := rounds - rounds/killBlind; len(c.told) < least {
		t.Errorf("only %d filings were answered in %d rounds", len(c.told), rounds)
	}
	t.Logf("%d rounds, %d filings answered, %d rows", rounds, len(c.told), len(c.told)*crashRows)
}

// crashed is what is known of the acts that were answered.
type crashed struct {
	t           *testing.T
	url, folder string
	told        map[string]bool
}

func (c *crashed) open(fn func(a *app.App)) {
	c.t.Helper()
	a, err := crashApp(c.url, c.folder)
	if err != nil {
		c.t.Fatal("it does not open after a crash: ", err)
	}
	fn(a)
	if err := a.Store.Close(); err != nil {
		c.t.Fatal(err)
	}
}

// kill starts a worker, kills it at a moment that nobody chose, and keeps what it told until then.
func (c *crashed) kill(round int) {
	c.t.Helper()
	worker := exec.Command(os.Args[0])
	worker.Env = append(os.Environ(), "CRASH_WORKER="+c.url, "CRASH_FOLDER="+c.folder, "CRASH_ROUND="+strconv.Itoa(round))
	out, err := worker.StdoutPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	var trouble strings.Builder
	worker.Stderr = &trouble
	if err := worker.Start(); err != nil {
		c.t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	if line, err := lines.ReadString('\n'); line != "started\n" {
		c.t.Fatalf("the worker does not start: %q %v %s", line, err, trouble.String())
	}
	after := 1 + rand.IntN(5) // filings answered, and then a little more
	if round%killBlind == killBlind-1 {
		after = 0
	}
	kill := func() {
		time.AfterFunc(time.Duration(rand.IntN(400))*time.Millisecond, func() { worker.Process.Kill() })
	}
	if after == 0 {
		kill()
	}
	for {
		line, err := lines.ReadString('\n')
		if err == io.EOF {
			break // a line cut short was not told
		}
		if err != nil {
			c.t.Fatal(err)
		}
		what, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if strings.Contains(line, "another filing has just changed") || strings.Contains(line, "another large filing") {
			continue // refused, and told so
		}
		if what != "filed" {
			c.t.Errorf("round %d: %s", round, line)
			continue
		}
		c.told[name] = true
		if after--; after == 0 {
			kill()
		}
	}
	worker.Wait()
}

// settle waits until PostgreSQL has noticed the death: what a dead client had sent before, its server process still ends.
func (c *crashed) settle() {
	c.t.Helper()
	if strings.HasPrefix(c.url, "sqlite:") {
		return
	}
	for looks, _ := ticks(20 * time.Millisecond); ; <-looks {
		if c.query("select 'others', count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")["others"] == 0 {
			return
		}
	}
}

// verify opens the database as the next start would and holds it against what was told; at the end it lets the jobs that
// were left run first.
func (c *crashed) verify(end bool) {
	c.t.Helper()
	c.open(func(a *app.App) {
		if end {
			if _, err := a.Daily(c.t.Context()); err != nil {
				c.t.Fatal(err)
			}
			c.finish(a)
		}
		c.tidy(a)
		report, err := a.VerifyAuditHere(c.t.Context())
		if err != nil || report.Bad != nil {
			c.t.Fatalf("the audit log: %+v %+v %v", report, report.Bad, err)
		}
	})
	rows := c.query("select key, count(*) from ledger_row where kind = 'payables' and to_day is null group by key")
	filings := map[string]int{} // by the name in their rows
	for key, n := range rows {
		if n != 1 {
			c.t.Errorf("row %s is there %d times", key, n)
		}
		filings[key[:strings.LastIndexByte(key, '-')]]++
	}
	for name := range c.told {
		if filings[name] != crashRows {
			c.t.Errorf("%s was answered and has %d of %d rows", name, filings[name], crashRows)
		}
	}
	for name, n := range filings {
		if n != crashRows {
			c.t.Errorf("half a filing: %s has %d of %d rows", name, n, crashRows)
		}
	}
	all := c.query("select 'filings', count(*) from filing union all select 'events', count(*) from audit_event where action = 'filing.file' and result = 'done'" +
		" union all select 'found twice', count(*) from (select finding from finding_event where act = 'found' group by finding having count(*) > 1) x" +
		" union all select 'states', count(*) from payable_state union all select 'staged', count(*) from filing_staged")
	if all["filings"] != len(filings) || all["events"] != len(filings) || all["found twice"] != 0 || all["staged"] != 0 {
		c.t.Errorf("%d filings by their rows; the database says %v", len(filings), all)
	}
	if end && all["states"] != len(rows) {
		c.t.Errorf("%d payables were evaluated of %d", all["states"], len(rows))
	}
}

// tidy takes away what was laid out and never took effect, as the next start does, or the other servers within a minute.
func (c *crashed) tidy(a *app.App) {
	c.t.Helper()
	now := a.Now
	a.Now = func() time.Time { return now().Add(time.Hour) }
	err := a.GiveUpFilings(c.t.Context(), true)
	if err == nil {
		err = a.TidyFilings(c.t.Context())
	}
	if err != nil {
		c.t.Fatal(err)
	}
	a.Now = now
}

// finish lets the jobs that were left run, those of the dead too: the clock stands after all leases and waits between tries.
// It runs no faster than it should, or a machine under load would take a slow job for a dead one.
func (c *crashed) finish(a *app.App) {
	c.t.Helper()
	start := time.Now()
	a.Now = func() time.Time { return time.Now().Add(2 * time.Hour) }
	ctx, stop := context.WithCancel(c.t.Context())
	defer stop()
	beats, _ := ticks(50 * time.Millisecond)
	ended := make(chan bool)
	go func() {
		app.NewRunner(a, 1).Run(ctx, beats)
		close(ended)
	}()
	for looks, _ := ticks(100 * time.Millisecond); ; <-looks {
		var f store.Figures
		err := a.Store.Read(ctx, store.Root, func(tx *store.Tx) (err error) { f, err = tx.Figures(store.InstantOf(a.Now())); return err })
		if err != nil {
			c.t.Fatal(err)
		}
		if len(f.Jobs) == 0 {
			break
		}
		if f.Jobs[0].State == "dead" || time.Since(start) > 10*time.Minute {
			c.t.Fatalf("jobs do not end: %+v", f.Jobs)
		}
	}
	stop()
	<-ended
}

// query reads names and numbers past all our code.
func (c *crashed) query(text string) map[string]int {
	c.t.Helper()
	driver, source := "pgx", c.url
	if file, ok := strings.CutPrefix(c.url, "sqlite:"); ok {
		driver, source = "sqlite", "file:"+filepath.ToSlash(file)
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		c.t.Fatal(err)
	}
	defer db.Close()
	tx, err := db.BeginTx(c.t.Context(), nil)
	if err != nil {
		c.t.Fatal(err)
	}
	defer tx.Rollback()
	if driver == "pgx" {
		if _, err := tx.Exec("select set_config('app.scope', '/', true)"); err != nil {
			c.t.Fatal(err)
		}
	}
	rows, err := tx.Query(text)
	if err != nil {
		c.t.Fatal(err)
	}
	defer rows.Close()
	found := map[string]int{}
	for rows.Next() {
		var name string
		var n int
		if err := rows.Scan(&name, &n); err != nil {
			c.t.Fatal(err)
		}
		found[name] = n
	}
	if rows.Err() != nil {
		c.t.Fatal(rows.Err())
	}
	return found
}
