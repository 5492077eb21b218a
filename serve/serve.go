// Package serve runs a server and does to it what its operator asks: start and stop, migrate, back up, restore, look for
// trouble. It puts store, app and web together; it decides nothing about the law or about people.
package serve

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"shukun/app"
	"shukun/civil"
	"shukun/config"
	"shukun/lang"
	"shukun/problem"
	"shukun/sample"
	"shukun/store"
	"shukun/web"
)

// World is what lies outside: clock, day, log, and the version of the program.
type World struct {
	Now   func() time.Time
	Today func() civil.Date
	// Ticks gives a beat, and how to stop it.
	Ticks   func(every time.Duration) (beat <-chan time.Time, stop func())
	Log     *slog.Logger
	Version string
}

// Options say how to serve, besides the configuration.
type Options struct {
	Demo    bool
	Migrate bool // bring PostgreSQL's schema up to date at start; SQLite's always is
	NewKey  bool // the former keys are lost: go on with those that are here, or are made now
	Step    func(lang.Text)
	Ready   func(Started)
}

// Started is what the person at the terminal must know.
type Started struct {
	URL        string // of the front page
	Management string // of health and metrics; "" if they have no address of their own
	Bootstrap  string // address of the first administrator's link; "" if there is one already
	People     []Login
	Day        civil.Date // that stands still; zero: today
	Folder     string
}

// Login is somebody of a demonstration.
type Login struct {
	Role            lang.Text
	Unit            string
	Login, Password string
}

// demoConfig makes a configuration one of a demonstration: a folder, day and name of its own, unless set otherwise.
func demoConfig(c *config.Config, day civil.Date) {
	if c.Day.IsZero() {
		c.Day = day
	}
	if c.IsDefault("name") {
		c.Name = "示范国资监管机构"
	}
}

// Run serves until ctx ends, then lets what is under way end, hands jobs back, and closes the database.
func Run(ctx context.Context, c *config.Config, world World, o Options) error {
	if o.Step == nil {
		o.Step = func(lang.Text) {}
	}
	if o.Demo {
		demoConfig(c, sample.AsOf())
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return problem.New(problem.Unavailable, "data-folder", lang.Text{Zh: "数据文件夹无法建立", En: "the data folder cannot be made"},
			lang.Text{Zh: "检查上级文件夹的权限，或用 --data 另指一个", En: "Check the rights on the folder above, or name another with --data"}).At(problem.Place{File: c.Data}).Because(err)
	}
	db, err := openDatabase(ctx, c, world, o)
	if err != nil {
		return err
	}
	defer db.Close()
	if !o.NewKey {
		if err := keysHere(ctx, c, db); err != nil {
			return err
		}
	}
	a, err := newApp(c, world, db)
	if err != nil {
		return err
	}
	if err := useKey(ctx, db, a.Key, o.NewKey); err != nil {
		return err
	}
	a.Demo = o.Demo
	s := &server{config: c, world: world, app: a, db: db, started: world.Now()}
	if o.Demo {
		s.setDay(c.Day)
		a.Day = func() civil.Date { return civil.Date(s.day.Load()) }
	}
	s.runner = app.NewRunner(a, s.workers())
	if err := s.freeJobs(ctx); err != nil {
		return err
	}
	if err := a.GiveUpFilings(ctx, true); err != nil {
		return err
	}
	single, err := singleSignOn(c)
	if err != nil {
		return err
	}
	if err := s.listen(web.New(a, web.Options{Log: world.Log, Secure: s.secure(), Gallery: o.Demo, Single: single})); err != nil {
		return err
	}
	defer s.closeListeners()
	done := Started{URL: s.url(), Management: s.managementURL(), Day: c.Day, Folder: c.Data}
	if o.Demo {
		if done.People, err = s.prepareDemo(ctx, o.Step); err != nil {
			return err
		}
	} else {
		token, err := a.Bootstrap(ctx)
		if err != nil {
			return err
		}
		if token != "" {
			done.Bootstrap = done.URL + "bootstrap/" + token
		}
	}
	return s.run(ctx, func() {
		if o.Ready != nil {
			o.Ready(done)
		}
	})
}

// singleSignOn is the identity provider that is set up; nil for none.
func singleSignOn(c *config.Config) (*web.SingleSignOn, error) {
	if c.OIDCIssuer == "" {
		return nil, nil
	}
	if c.PublicURL == "" {
		return nil, problem.New(problem.Invalid, "config-incomplete", lang.Text{Zh: "写了 oidc-issuer，还缺少 public-url", En: "oidc-issuer is set and public-url is not"},
			lang.Text{Zh: "写上用户看到的网址：统一登录要回到那里", En: "Set the address people use: single sign-on comes back to it"})
	}
	secret, err := config.Secret(c.OIDCSecretFile)
	return &web.SingleSignOn{Issuer: c.OIDCIssuer, ClientID: c.OIDCClientID, Secret: secret, PublicURL: c.PublicURL}, err
}

// newApp puts the app together.
func newApp(c *config.Config, world World, db *store.DB) (*app.App, error) {
	law, err := loadLaw(c)
	if err != nil {
		return nil, err
	}
	key, err := app.OpenKey(c.KeyFile)
	if err != nil {
		return nil, err
	}
	notary, err := app.OpenNotary(c.Data)
	if err != nil {
		return nil, err
	}
	password, err := config.Secret(c.SMTPPasswordFile)
	if err != nil {
		return nil, err
	}
	a := &app.App{Store: db, Law: law, Now: world.Now, Day: world.Today, Log: world.Log, Name: c.Name, Key: key, Notary: notary, URL: c.PublicURL, UploadDays: c.UploadDays, ReportDays: c.ReportDays,
		Mail: app.MailServer{Address: c.SMTPHost, From: c.SMTPFrom, User: c.SMTPUser, Password: password}}
	if !c.Day.IsZero() {
		a.Day = func() civil.Date { return c.Day }
	}
	return a, nil
}

// openDatabase opens the database and makes sure its schema is this program's. A PostgreSQL that does not answer yet is
// waited for: after a power cut everything starts at once.
func openDatabase(ctx context.Context, c *config.Config, world World, o Options) (*store.DB, error) {
	url, err := c.DatabaseURL()
	if err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, url)
	if err != nil && problem.KindOf(err) == problem.Unavailable && c.SQLiteFile() == "" {
		db, err = waitForDatabase(ctx, url, world, o, err)
	}
	if err != nil {
		return nil, err
	}
	if c.SQLiteFile() != "" || o.Migrate {
		err = db.Migrate(ctx)
	} else {
		var s store.Schema
		if s, err = db.Schema(ctx); err == nil {
			err = s.Check()
		}
	}
	if err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

func waitForDatabase(ctx context.Context, url string, world World, o Options, why error) (*store.DB, error) {
	const beats = 60
	beat, stop := world.Ticks(2 * time.Second)
	defer stop()
	o.Step(lang.Text{Zh: "等待数据库：" + problem.In(why, lang.Zh), En: "waiting for the database: " + problem.In(why, lang.En)})
	for range beats {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-beat:
		}
		db, err := store.Open(ctx, url)
		if err == nil || problem.KindOf(err) != problem.Unavailable {
			return db, err
		}
		why = err
	}
	return nil, why
}

// secure reports whether people reach the pages over TLS.
func (s *server) secure() bool {
	return s.config.TLSCertFile != "" || len(s.config.PublicURL) > 8 && s.config.PublicURL[:8] == "https://"
}

// run serves until ctx ends or the database breaks.
func (s *server) run(ctx context.Context, ready func()) error {
	working, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWork()
	background := s.startJobs(working)
	failed := s.serveAll()
	s.ready.Store(true)
	ready()
	var err error
	select {
	case <-ctx.Done():
		s.world.Log.Info("stopping")
	case err = <-failed:
	case <-s.db.Broken():
		err = store.ErrBroken
	}
	s.ready.Store(false)
	stopWork()
	const drain = 25 * time.Second
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
	defer cancel()
	err = errors.Join(err, s.shutdown(grace))
	select {
	case <-background:
	case <-grace.Done():
		s.world.Log.Warn("jobs did not end in time; others will take them over")
	}
	s.sign(grace) // what the last requests and jobs did
	if err == nil {
		s.world.Log.Info("stopped")
	}
	return err
}

// workers is how many jobs run at once.
func (s *server) workers() int {
	if s.config.Workers > 0 {
		return s.config.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// under gives a file of the data folder.
func (s *server) under(name string) string { return filepath.Join(s.config.Data, name) }
