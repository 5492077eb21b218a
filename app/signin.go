package app

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// How long a session lasts: unused, at all, and while its person is on the way in.
const (
	idleFor   = 30 * time.Minute
	openFor   = 12 * time.Hour
	enterFor  = 10 * time.Minute
	seenEvery = time.Minute
)

// Stage is how far somebody has come in signing in.
type Stage string

// The stages.
const (
	SignedIn    Stage = ""       // all the way
	NeedsSecond Stage = "second" // the second factor is still to be given
	NeedsEnrol  Stage = "enrol"  // a second factor is still to be set up
)

// Entry is the way in: the token for the cookie, and how far it leads.
type Entry struct {
	Token string
	Stage Stage
}

var errWrongPassword = problem.New(problem.Invalid, "sign-in-wrong", lang.Text{Zh: "登录名或密码不对", En: "the login or the password is wrong"},
	lang.Text{Zh: "检查大小写和输入法后再试；忘记密码时，联系本单位管理员取得重设链接", En: "Check capitals and input method and try again; if you forgot it, ask your unit's administrator for a link"})

// FoldLogin brings a login into the form it is kept in.
func FoldLogin(s string) string { return strings.ToLower(strings.TrimSpace(norm.NFKC.String(s))) }

// SignIn takes a login and a password. The answer, and the time it takes, are the same for a login that is not there.
func (a *App) SignIn(ctx context.Context, v Visit, login, password string) (Entry, error) {
	login = FoldLogin(login)
	if len(login) > 200 || utf8.RuneCountInString(password) > 200 {
		return Entry{}, errWrongPassword
	}
	limits := signInLimits(login, v.IP)
	if err := a.guessing(ctx, limits); err != nil {
		return Entry{}, err
	}
	var p store.Person
	err := a.Store.Read(ctx, store.Root, func(tx *store.Tx) (err error) {
		p, _, err = tx.PersonByLogin(login)
		return err
	})
	if err != nil {
		return Entry{}, err
	}
	fits, err := a.checkPassword(ctx, p.Password, password)
	if err != nil {
		return Entry{}, err
	}
	if !fits || p.Disabled != 0 {
		err := a.Store.Write(ctx, store.Root, func(tx *store.Tx) error {
			return a.audit(tx, nil, &Event{Action: "session.open", Object: "person:" + p.ID, Path: p.Home, Result: store.Refused, Details: map[string]string{"ip": v.IP}})
		})
		if err != nil {
			return Entry{}, err
		}
		return Entry{}, errWrongPassword
	}
	var entry Entry
	err = a.Store.Write(ctx, store.Root, func(tx *store.Tx) (err error) {
		if err := right(tx, limits); err != nil {
			return err
		}
		entry, err = a.enter(tx, v, p, "password")
		return err
	})
	return entry, err
}

// enter opens a session for somebody who proved who they are once, as far as that leads.
func (a *App) enter(tx *store.Tx, v Visit, p store.Person, how string) (Entry, error) {
	switch {
	case len(p.TOTP) > 0:
		return a.openSession(tx, v, p, NeedsSecond, 0, how)
	case a.Demo:
		return a.openSession(tx, v, p, SignedIn, 0, how)
	}
	return a.openSession(tx, v, p, NeedsEnrol, 0, how)
}

func (a *App) openSession(tx *store.Tx, v Visit, p store.Person, stage Stage, second store.Instant, how string) (Entry, error) {
	now := a.now()
	s := store.Session{ID: a.newID(), Person: p.ID, Created: now, Seen: now, Expires: now + store.Instant(openFor.Milliseconds()), Second: second, Stage: string(stage),
		IP: v.IP, Agent: cut(v.Agent, 200)}
	if stage != SignedIn {
		s.Expires = now + store.Instant(enterFor.Milliseconds())
	}
	if stage == NeedsEnrol {
		secret, err := a.newSecret()
		if err != nil {
			return Entry{}, err
		}
		if s.Pending, err = a.seal(secret, p.ID); err != nil {
			return Entry{}, err
		}
	}
	entry := Entry{Token: a.token(), Stage: stage}
	if err := tx.AddSession(hashOf(entry.Token), s); err != nil {
		return Entry{}, err
	}
	if err := tx.DropSessions(before(now, 7*24*time.Hour)); err != nil {
		return Entry{}, err
	}
	who := &Actor{Person: p.ID, Session: s.ID, IP: v.IP, Request: v.Request}
	e := &Event{Action: "session.open", Object: "person:" + p.ID, Path: p.Home, Details: map[string]string{"how": how}}
	if stage != SignedIn {
		e.Detail("stage", string(stage))
	}
	return entry, a.audit(tx, who, e)
}

// Entering is somebody on the way in.
type Entering struct {
	Login, Name string
	Stage       Stage
	Secret      string // while enrolling, for typing in
	URI         string // while enrolling, for scanning

	session store.Session
	person  store.Person
}

// Entering finds who is on the way in with a visit's cookie; nil if nobody is.
func (a *App) Entering(ctx context.Context, v Visit) (in *Entering, err error) {
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		s, found, err := tx.Session(hashOf(v.Token))
		if err != nil || !found || s.Ended != 0 || s.Expires <= a.now() || s.Stage == "" {
			return err
		}
		p, found, err := tx.Person(s.Person)
		if err != nil || !found || p.Disabled != 0 {
			return err
		}
		in = &Entering{Login: p.Login, Name: p.Name, Stage: Stage(s.Stage), session: s, person: p}
		if len(s.Pending) > 0 {
			secret, err := a.unseal(s.Pending, p.ID)
			if err != nil {
				return err
			}
			in.Secret, in.URI = noPadding.EncodeToString(secret), a.otpURI(secret, p.Login)
		}
		return nil
	})
	return in, err
}

var errNotEntering = problem.New(problem.Invalid, "sign-in-over", lang.Text{Zh: "登录已超过 10 分钟，没有完成", En: "signing in took longer than 10 minutes and was not finished"},
	lang.Text{Zh: "从登录页重新开始", En: "Begin again from the sign-in page"})

// GiveSecond takes the second factor, or a recovery code, of somebody on the way in. The session gets a new token.
func (a *App) GiveSecond(ctx context.Context, v Visit, code string) (Entry, error) {
	in, err := a.Entering(ctx, v)
	if err != nil {
		return Entry{}, err
	}
	if in == nil || in.Stage != NeedsSecond {
		return Entry{}, errNotEntering
	}
	limits := secondLimits(in.person.ID)
	if err := a.guessing(ctx, limits); err != nil {
		return Entry{}, err
	}
	var entry Entry
	wrong := false
	err = a.Store.Write(ctx, store.Root, func(tx *store.Tx) error {
		fits, err := a.useSecond(tx, in.person, code)
		if err != nil {
			return err
		}
		if wrong = !fits; wrong {
			return a.audit(tx, nil, &Event{Action: "session.open", Object: "person:" + in.person.ID, Path: in.person.Home, Result: store.Refused,
				Details: map[string]string{"ip": v.IP, "stage": string(NeedsSecond)}})
		}
		entry, err = a.complete(tx, v, in, limits)
		return err
	})
	if err == nil && wrong {
		err = errWrongCode
	}
	return entry, err
}

// Enrol takes the first code of the second factor being set up, and gives the recovery codes, shown once.
func (a *App) Enrol(ctx context.Context, v Visit, code string) (entry Entry, codes []string, err error) {
	in, err := a.Entering(ctx, v)
	if err != nil {
		return Entry{}, nil, err
	}
	if in == nil || in.Stage != NeedsEnrol {
		return Entry{}, nil, errNotEntering
	}
	secret, err := a.unseal(in.session.Pending, in.person.ID)
	if err != nil {
		return Entry{}, nil, err
	}
	step, err := a.stepOf(secret, foldCode(code))
	if err != nil {
		return Entry{}, nil, err
	}
	if step == 0 {
		return Entry{}, nil, errWrongCode
	}
	err = a.Store.Write(ctx, store.Root, func(tx *store.Tx) (err error) {
		if err := tx.SetTOTP(in.person.ID, in.session.Pending, step); err != nil {
			return err
		}
		if codes, err = a.newRecoveryCodes(tx, in.person.ID); err != nil {
			return err
		}
		if err := a.audit(tx, &Actor{Person: in.person.ID, Session: in.session.ID, IP: v.IP, Request: v.Request},
			&Event{Action: "second.enrol", Object: "person:" + in.person.ID, Path: in.person.Home}); err != nil {
			return err
		}
		entry, err = a.complete(tx, v, in, nil)
		return err
	})
	return entry, codes, err
}

// complete ends the session of somebody on the way in and opens the real one, under a new token.
func (a *App) complete(tx *store.Tx, v Visit, in *Entering, limits []limit) (Entry, error) {
	if err := right(tx, limits); err != nil {
		return Entry{}, err
	}
	if err := tx.EndSession(in.session.ID, in.person.ID, a.now()); err != nil {
		return Entry{}, err
	}
	return a.openSession(tx, v, in.person, SignedIn, a.now(), "second")
}

func cut(s string, n int) string {
	s = strings.ToValidUTF8(s, "")
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}
