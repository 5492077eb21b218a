// Package apptest gives tests an app whose clock and business day stand still, and people signed in to it.
package apptest

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"shukun/app"
	"shukun/civil"
	"shukun/org"
	"shukun/regulation"
	"shukun/store"
)

// Day is the business day of tests.
var Day = civil.MustOf(2022, 6, 30)

// Start is the instant at which the clock of tests stands.
var Start = time.Date(2022, 6, 30, 9, 0, 0, 0, time.FixedZone("Asia/Shanghai", 8*3600))

var law = sync.OnceValues(func() (*regulation.Regulation, error) { return regulation.Load(nil) })

// Clock is a clock that tests move by hand.
type Clock struct{ millis atomic.Int64 }

// Now is where the clock stands.
func (c *Clock) Now() time.Time { return time.UnixMilli(c.millis.Load()).In(Start.Location()) }

// Move moves the clock on.
func (c *Clock) Move(d time.Duration) { c.millis.Add(d.Milliseconds()) }

// NewClock makes a clock that stands at Start.
func NewClock() *Clock {
	c := &Clock{}
	c.millis.Store(Start.UnixMilli())
	return c
}

// New makes an app on a database: the law of the default pack, the clock at Start, the business day Day.
func New(t testing.TB, db *store.DB) *app.App {
	t.Helper()
	a, _ := WithClock(t, db)
	return a
}

// WithClock is New, and its clock.
func WithClock(t testing.TB, db *store.DB) (*app.App, *Clock) {
	t.Helper()
	r, err := law()
	if err != nil {
		t.Fatal(err)
	}
	c := NewClock()
	return &app.App{Store: db, Law: r, Now: c.Now, Day: func() civil.Date { return Day }, Log: slog.New(slog.DiscardHandler), Name: "测试国资委", Key: make([]byte, 32)}, c
}

// Password is the password of everybody SignIn makes.
const Password = "correct horse 电池 staple"

var count atomic.Int64 // logins differ

// SignIn makes a person with a role over a path and gives them as the screens know them, the second factor just given.
func SignIn(t testing.TB, a *app.App, role org.Role, path string) *app.Actor {
	t.Helper()
	who, _ := Visit(t, a, app.Grant{Role: role, Path: path})
	return who
}

// Visit makes a person with roles and signs them in; it gives them, and the token of their cookie "sid".
func Visit(t testing.TB, a *app.App, grants ...app.Grant) (*app.Actor, string) {
	t.Helper()
	ctx := context.Background()
	name := "nobody"
	if len(grants) > 0 {
		name = string(grants[0].Role)
	}
	login := fmt.Sprintf("%s-%d", strings.ReplaceAll(name, " ", "-"), count.Add(1))
	id, err := a.SeedPerson(ctx, login, "测试 "+login, Password, grants...)
	if err != nil {
		t.Fatal(err)
	}
	token, err := a.OpenFor(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	who, err := a.Authenticate(ctx, app.Visit{Token: token, IP: "192.0.2.1"})
	if err != nil || who == nil {
		t.Fatalf("%s is not signed in: %v", login, err)
	}
	return who, token
}

// Units saves a tree of units, "CODE/CODE" paths below the instance, each named by its code.
func Units(t testing.TB, a *app.App, paths ...string) {
	t.Helper()
	err := a.Store.Write(context.Background(), store.Root, func(tx *store.Tx) error {
		for _, p := range paths {
			parts := strings.Split(strings.Trim(p, "/"), "/")
			u := store.Unit{Code: parts[len(parts)-1], Name: "单位" + parts[len(parts)-1], Path: "/" + strings.Join(parts, "/") + "/", Since: civil.MustOf(2020, 1, 1)}
			if len(parts) > 1 {
				u.Parent = parts[len(parts)-2]
			}
			if err := tx.SaveUnit(u); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
