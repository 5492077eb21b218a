package app

import (
	"context"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// Account is what a person sees of their own account.
type Account struct {
	PersonView
	Lang     lang.Lang
	Codes    int // recovery codes left
	Sessions []SessionView
	Lent     []GrantView // roles lent to others
	Enrol    *Entering   // a new second factor being set up; nil: none
}

// SessionView is a session as its person sees it.
type SessionView struct {
	ID, IP, Agent string
	Created, Seen store.Instant
	Current       bool
}

// Account gives the actor's own account.
func (a *App) Account(ctx context.Context, who *Actor) (acc Account, err error) {
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		p, found, err := tx.Person(who.Person)
		if err != nil || !found {
			return err
		}
		t, err := a.tree(tx, true)
		if err != nil {
			return err
		}
		acc = Account{Lang: p.Lang, PersonView: PersonView{ID: p.ID, Login: p.Login, Name: p.Name, Phone: p.Phone, Email: p.Email, Home: a.unitAt(t, p.Home), Linked: p.Subject != "",
			HasPassword: p.Password != "", HasSecond: len(p.TOTP) > 0, Created: p.Created}}
		if acc.Codes, err = tx.RecoveryCodesLeft(p.ID); err != nil {
			return err
		}
		sessions, err := tx.SessionsOf(p.ID, a.now(), before(a.now(), idleFor))
		if err != nil {
			return err
		}
		for _, s := range sessions {
			acc.Sessions = append(acc.Sessions, SessionView{s.ID, s.IP, s.Agent, s.Created, s.Seen, s.ID == who.Session})
			if s.ID == who.Session && len(s.Pending) > 0 {
				secret, err := a.unseal(s.Pending, p.ID)
				if err != nil {
					return err
				}
				acc.Enrol = &Entering{Login: p.Login, Name: p.Name, Stage: NeedsEnrol, Secret: noPadding.EncodeToString(secret), URI: a.otpURI(secret, p.Login), session: s, person: p}
			}
		}
		n := &names{tx, map[string]string{}}
		own, err := tx.LiveGrantsOf(p.ID, a.Day())
		if err != nil {
			return err
		}
		for _, g := range own {
			acc.Grants = append(acc.Grants, a.viewGrant(t, n, who, g))
		}
		lent, err := tx.LentBy(p.ID, a.Day())
		for _, g := range lent {
			acc.Lent = append(acc.Lent, a.viewGrant(t, n, who, g))
		}
		return err
	})
	return acc, err
}

// Lendable reports whether a role the actor holds can be lent.
func Lendable(g GrantView) bool { return g.State == "now" && g.LentBy == "" && mayLend(g.Role) }

// own runs an act of a person on their own account, which needs no role.
func (a *App) own(ctx context.Context, who *Actor, action string, fn func(tx *store.Tx, e *Event, p store.Person) error) error {
	return a.Store.Write(ctx, store.Root, func(tx *store.Tx) error {
		p, found, err := tx.Person(who.Person)
		if err != nil || !found {
			return err
		}
		e := &Event{Action: action, Object: "person:" + p.ID, Path: p.Home}
		if err := fn(tx, e, p); err != nil {
			return err
		}
		return a.audit(tx, who, e)
	})
}

// ChangePassword takes the old password and sets a new one; all other sessions end.
func (a *App) ChangePassword(ctx context.Context, who *Actor, old, password string) error {
	limits := secondLimits(who.Person)
	if err := a.guessing(ctx, limits); err != nil {
		return err
	}
	p, err := a.person(ctx, who.Person)
	if err != nil {
		return err
	}
	fits, err := a.checkPassword(ctx, p.Password, old)
	if err != nil {
		return err
	}
	if !fits {
		return refusal("password-old", "old", lang.Text{Zh: "现在的密码不对", En: "the present password is wrong"}, lang.Text{Zh: "检查大小写和输入法后再试", En: "Check capitals and input method and try again"})
	}
	if err := checkRules(password, p.Login, p.Name, a.Name); err != nil {
		return err
	}
	hash, err := a.hashPassword(ctx, password)
	if err != nil {
		return err
	}
	return a.own(ctx, who, "password.change", func(tx *store.Tx, e *Event, p store.Person) error {
		if err := right(tx, limits); err != nil {
			return err
		}
		p.Password = hash
		if err := tx.SavePerson(p); err != nil {
			return err
		}
		_, err := tx.EndSessions(p.ID, who.Session, a.now())
		return err
	})
}

// EndOtherSessions ends all of the actor's sessions but this one.
func (a *App) EndOtherSessions(ctx context.Context, who *Actor) error {
	return a.own(ctx, who, "session.end-others", func(tx *store.Tx, e *Event, p store.Person) error {
		_, err := tx.EndSessions(p.ID, who.Session, a.now())
		return err
	})
}

// BeginSecond begins to set up a new second factor; the old one works until the new one is confirmed.
func (a *App) BeginSecond(ctx context.Context, who *Actor) error {
	if err := StepUp(who); err != nil {
		return err
	}
	secret, err := a.newSecret()
	if err != nil {
		return err
	}
	return a.own(ctx, who, "second.begin", func(tx *store.Tx, e *Event, p store.Person) error {
		sealed, err := a.seal(secret, p.ID)
		if err != nil {
			return err
		}
		return tx.SetPending(who.Session, sealed)
	})
}

// FinishSecond takes the first code of a new second factor and gives new recovery codes; all other sessions end.
func (a *App) FinishSecond(ctx context.Context, who *Actor, code string) (codes []string, err error) {
	acc, err := a.Account(ctx, who)
	if err != nil {
		return nil, err
	}
	if acc.Enrol == nil {
		return nil, errNotEntering
	}
	secret, err := noPadding.DecodeString(acc.Enrol.Secret)
	if err != nil {
		return nil, err
	}
	step, err := a.stepOf(secret, foldCode(code))
	if err != nil {
		return nil, err
	}
	if step == 0 {
		return nil, errWrongCode
	}
	err = a.own(ctx, who, "second.enrol", func(tx *store.Tx, e *Event, p store.Person) (err error) {
		if err := tx.SetTOTP(p.ID, acc.Enrol.session.Pending, step); err != nil {
			return err
		}
		if err := tx.SetPending(who.Session, nil); err != nil {
			return err
		}
		if _, err := tx.EndSessions(p.ID, who.Session, a.now()); err != nil {
			return err
		}
		codes, err = a.newRecoveryCodes(tx, p.ID)
		return err
	})
	return codes, err
}

// RenewRecoveryCodes makes ten new recovery codes, shown once; earlier ones end.
func (a *App) RenewRecoveryCodes(ctx context.Context, who *Actor) (codes []string, err error) {
	if err := StepUp(who); err != nil {
		return nil, err
	}
	err = a.own(ctx, who, "second.recovery", func(tx *store.Tx, e *Event, p store.Person) (err error) {
		if len(p.TOTP) == 0 {
			return problem.New(problem.Conflict, "no-second", lang.Text{Zh: "还没有设置动态口令", En: "there is no second factor yet"}, lang.Text{Zh: "先设置动态口令", En: "Set one up first"})
		}
		codes, err = a.newRecoveryCodes(tx, p.ID)
		return err
	})
	return codes, err
}

// SetLanguage keeps the language a person wants.
func (a *App) SetLanguage(ctx context.Context, who *Actor, l lang.Lang) error {
	return a.own(ctx, who, "account.language", func(tx *store.Tx, e *Event, p store.Person) error {
		p.Lang = l
		return tx.SavePerson(p)
	})
}
