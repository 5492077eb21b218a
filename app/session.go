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

// hashOf is what the database keeps of a token.
func hashOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// Authenticate finds out who a visit is by: nil if the session is unknown, ended, idle for long or expired, or the
// person disabled. Every server asks the database each time, so what ends a session ends it everywhere at once.
func (a *App) Authenticate(ctx context.Context, v Visit) (*Actor, error) {
	return a.authenticate(ctx, v, false)
}

// Identify is Authenticate for one request: the actor carries the organisation as it stood when the request began.
func (a *App) Identify(ctx context.Context, v Visit) (*Actor, error) {
	return a.authenticate(ctx, v, true)
}

func (a *App) authenticate(ctx context.Context, v Visit, withTree bool) (*Actor, error) {
	var who *Actor
	var s store.Session
	now := a.now()
	err := a.Store.Read(ctx, store.Root, func(tx *store.Tx) (err error) {
		var found bool
		s, found, err = tx.Session(hashOf(v.Token))
		if err != nil || !found || s.Stage != "" || s.Ended != 0 || s.Expires <= now || s.Seen <= before(now, idleFor) {
			return err
		}
		who, err = a.actor(tx, s.Person)
		if err == nil && who != nil {
			who.Session, who.IP, who.Request = s.ID, v.IP, v.Request
			who.second = s.Second
			who.Second = s.Second > before(now, stepUpFor)
			if withTree {
				who.tree, err = a.tree(tx, true)
			}
		}
		return err
	})
	if err == nil && who != nil && s.Seen <= before(now, seenEvery) {
		err = a.Store.Write(ctx, store.Root, func(tx *store.Tx) error { return tx.TouchSession(s.ID, now) })
	}
	if err != nil {
		return nil, err
	}
	return who, nil
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
