// Package app is what the system can do, one file a use case: may the actor do it, load, decide, save, and write the
// event into the audit log, all in one transaction. Front ends call it; it knows nothing of pages or requests.
package app

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"io"
	"log/slog"
	"strings"
	"time"

	"shukun/civil"
	"shukun/lang"
	"shukun/problem"
	"shukun/regulation"
	"shukun/store"
)

// App is the system at work. Everything from outside is in it: the database, the law, the clock, chance, the log.
type App struct {
	Store  *store.DB
	Law    *regulation.Regulation
	Now    func() time.Time
	Day    func() civil.Date // the business day: today in China, or the day a demonstration is set to
	Random io.Reader
	Log    *slog.Logger
	Name   string // of the regulator, as headings show it
	Demo   bool
	Key    []byte     // seals secrets in the database: OpenKey
	Notary *Notary    // signs the audit log; nil: nobody does
	Mail   MailServer // without an address mails are kept, not sent
	URL    string     // of the site, as people reach it: links in mails begin with it; "": such mails are not sent

	UploadDays int // uploads that nobody goes on with are removed after so many days; 0: UploadDaysDefault
	ReportDays int // reports are removed so many days after they were asked for; 0: ReportDaysDefault
	StageFrom  int // filings of so many changes are laid out, and so many findings written, in short transactions; 0: stageFrom, lotsFrom

	piece   int // of a report's file, in bytes; 0: reportPiece
	hashers hashers
	trees   trees
	runner  *Runner // of this process; nil: jobs wait for another's
}

// now is the instant of the clock.
func (a *App) now() store.Instant { return store.InstantOf(a.Now()) }

// newID makes a time-ordered id: 10 characters of time, 16 of chance.
func (a *App) newID() string {
	var b [16]byte
	ms := uint64(a.Now().UnixMilli())
	for i := range 6 {
		b[i] = byte(ms >> (40 - 8*i))
	}
	if _, err := io.ReadFull(a.random(), b[6:]); err != nil {
		panic("app: no randomness: " + err.Error()) // nothing can be kept safe without it
	}
	return idOf(b[:])
}

// idLength is how many characters an id has.
const idLength = 26

// idOf spells an id of 16 bytes.
func idOf(b []byte) string {
	return strings.ToLower(base32.HexEncoding.WithPadding(base32.NoPadding).EncodeToString(b[:16]))
}

func (a *App) random() io.Reader {
	if a.Random == nil {
		return rand.Reader
	}
	return a.Random
}

// act runs one act of a person: refuses it (and says so in the audit log) if the person may not, else runs fn and
// writes its event in the same transaction. An act whose event cannot be written is not done.
func (a *App) act(ctx context.Context, who *Actor, verb Verb, on Object, fn func(tx *store.Tx, e *Event) error) error {
	return a.actIn(ctx, who, verb, on, who.Scope(), fn)
}

// actIn is act where the transaction reaches further than the actor's own paths, as a group's common register does.
func (a *App) actIn(ctx context.Context, who *Actor, verb Verb, on Object, scope store.Scope, fn func(tx *store.Tx, e *Event) error) error {
	e := &Event{Action: string(verb), Object: on.Ref, Path: on.Path}
	if !May(who, verb, on) {
		e.Result = store.Refused
		if err := a.Store.Write(ctx, store.Root, func(tx *store.Tx) error { return a.audit(tx, who, e) }); err != nil {
			return err
		}
		return errForbidden
	}
	return a.Store.Write(ctx, scope, func(tx *store.Tx) error {
		attempt := *e
		if err := fn(tx, &attempt); err != nil {
			return err
		}
		return a.audit(tx, who, &attempt)
	})
}

// look runs fn on one state of the database, if the person may.
func (a *App) look(ctx context.Context, who *Actor, verb Verb, on Object, fn func(tx *store.Tx) error) error {
	if !May(who, verb, on) {
		return errForbidden
	}
	return a.Store.Read(ctx, who.Scope(), fn)
}

// errForbidden does not tell what is not one's own from what is not there.
var errForbidden = problem.New(problem.Forbidden, "not-allowed", lang.Text{Zh: "没有这项权限，或没有这条记录", En: "you may not do this, or there is no such record"},
	lang.Text{Zh: "需要时请联系本单位管理员授权", En: "If you need it, ask your unit's administrator for the role"})
