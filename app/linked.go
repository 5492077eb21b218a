package app

import (
	"context"
	"strings"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// Identity is what an identity provider has said of somebody, checked.
type Identity struct {
	Issuer, Subject string // together the key: names and mail addresses change hands
	Login           string // their login here, if the provider knows it; links the two the first time
	Second          bool   // the provider says they gave a second factor there
}

func (i Identity) key() string { return i.Issuer + " " + i.Subject }

var errNotLinked = problem.New(problem.Invalid, "not-linked", lang.Text{Zh: "统一登录的这个账号在本系统没有对应的人", En: "nobody here belongs to this account of the single sign-on"},
	lang.Text{Zh: "联系本单位管理员，把统一登录账号与本系统账号关联", En: "Ask your unit's administrator to link the two accounts"}).At(problem.Place{Column: "login"})

// SignInLinked lets in whom an identity provider vouches for. The first time a login that the provider knows links the
// two, if the person here is linked to nobody. Who gave no second factor there gives ours.
func (a *App) SignInLinked(ctx context.Context, v Visit, i Identity) (entry Entry, err error) {
	if i.Issuer == "" || i.Subject == "" || len(i.key()) > 500 {
		return Entry{}, errNotLinked
	}
	refused := false
	err = a.Store.Write(ctx, store.Root, func(tx *store.Tx) error {
		p, found, err := tx.PersonBySubject(i.key())
		if err != nil {
			return err
		}
		if !found && i.Login != "" {
			if p, found, err = tx.PersonByLogin(FoldLogin(i.Login)); err != nil {
				return err
			}
			if found = found && p.Subject == "" && p.Disabled == 0; found {
				p.Subject = i.key()
				if err := tx.SavePerson(p); err != nil {
					return err
				}
				if err := a.audit(tx, nil, &Event{Action: "person.link", Object: "person:" + p.ID, Path: p.Home, Details: map[string]string{"by": "login"}}); err != nil {
					return err
				}
			}
		}
		if refused = !found || p.Disabled != 0; refused {
			return a.audit(tx, nil, &Event{Action: "session.open", Object: "person:" + p.ID, Path: p.Home, Result: store.Refused, Details: map[string]string{"ip": v.IP, "how": "linked"}})
		}
		if i.Second {
			entry, err = a.openSession(tx, v, p, SignedIn, a.now(), "linked")
		} else {
			entry, err = a.enter(tx, v, p, "linked")
		}
		return err
	})
	if err == nil && refused {
		err = errNotLinked
	}
	return entry, err
}

// LinkPerson ties a person to a subject of an identity provider, or unties them with "". Their sessions end.
func (a *App) LinkPerson(ctx context.Context, who *Actor, id, issuer, subject string) error {
	if err := StepUp(who); err != nil {
		return err
	}
	subject = strings.TrimSpace(subject)
	return a.manage(ctx, who, id, "person.link", func(tx *store.Tx, e *Event, p store.Person) error {
		p.Subject = ""
		if subject != "" {
			p.Subject = Identity{Issuer: issuer, Subject: subject}.key()
			other, found, err := tx.PersonBySubject(p.Subject)
			if err != nil {
				return err
			}
			if found && other.ID != id {
				return refusal("subject-taken", "subject", lang.Text{Zh: "这个统一登录账号已关联别人", En: "this account is linked to somebody else"}, lang.Text{Zh: "核对标识", En: "Check the identifier"})
			}
		}
		e.Detail("linked", map[bool]string{true: "yes", false: "no"}[subject != ""])
		if err := tx.SavePerson(p); err != nil {
			return err
		}
		_, err := tx.EndSessions(id, "", a.now())
		return err
	})
}
