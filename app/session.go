package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"shukun/store"
)

// Visit is what a request brings: the cookie and where it comes from.
type Visit struct {
	Token   string // as the cookie has it; the database knows only its hash
	IP      string
	Agent   string
	Request string
}

// Authenticate finds out who a visit is by: nil if the session is unknown, ended or expired, or the person disabled.
func (a *App) Authenticate(ctx context.Context, v Visit) (*Actor, error) {
	sum := sha256.Sum256([]byte(v.Token))
	var who *Actor
	err := a.Store.Read(ctx, store.Root, func(tx *store.Tx) (err error) {
		s, found, err := tx.Session(hex.EncodeToString(sum[:]))
		if err != nil || !found || s.Ended != 0 || s.Expires <= a.now() {
			return err
		}
		who, err = a.actor(tx, s.Person)
		if who != nil {
			who.Session, who.IP, who.Request = s.ID, v.IP, v.Request
		}
		return err
	})
	return who, err
}

// actor loads a person with the roles in force today; nil if there is none or they are disabled.
func (a *App) actor(tx *store.Tx, person string) (*Actor, error) {
	p, found, err := tx.Person(person)
	if err != nil || !found || p.Disabled != 0 {
		return nil, err
	}
	who := &Actor{Person: p.ID, Login: p.Login, Name: p.Name, Lang: p.Lang}
	grants, err := tx.GrantsOf(person, a.Day())
	for _, g := range grants {
		who.Grants = append(who.Grants, Grant{ID: g.ID, Role: g.Role, Path: g.Path, From: g.From, Until: g.Until})
	}
	return who, err
}

// EndSession ends a session of the actor's own.
func (a *App) EndSession(ctx context.Context, who *Actor, session string) error {
	return a.Store.Write(ctx, store.Root, func(tx *store.Tx) error {
		if err := tx.EndSession(session, who.Person, a.now()); err != nil {
			return err
		}
		return a.audit(tx, who, &Event{Action: "session.end", Object: "session:" + session, Path: "/"})
	})
}

// NewID makes a time-ordered id.
func (a *App) NewID() string { return a.newID() }
