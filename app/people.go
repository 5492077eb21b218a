package app

import (
	"context"
	"strings"

	"shukun/civil"
	"shukun/lang"
	"shukun/org"
	"shukun/problem"
	"shukun/store"
)

// PersonView is a person as those see them who may.
type PersonView struct {
	ID, Login, Name, Phone, Email string
	Home                          UnitRef
	Disabled, Linked              bool // Linked: signs in through the identity provider
	HasPassword, HasSecond        bool
	Created                       store.Instant
	Grants                        []GrantView
	Manage                        bool // the actor may edit, reset and disable them
}

// GrantView is a role somebody holds, held or will hold.
type GrantView struct {
	ID, Person, PersonName, Login string
	Role                          org.Role
	Unit                          UnitRef
	From, Until                   civil.Date
	LentBy, GrantedBy, RevokedBy  string // names
	Granted, Revoked              store.Instant
	State                         string // now, later, ended, revoked
	Mine                          bool   // the actor may revoke it
}

// names finds people's names, each once.
type names struct {
	tx    *store.Tx
	known map[string]string
}

func (n *names) of(id string) string {
	if id == "" || id == "system" || id == "bootstrap" {
		return id
	}
	if name, ok := n.known[id]; ok {
		return name
	}
	p, _, _ := n.tx.Person(id) // a name that cannot be read is shown as the id
	if p.Name == "" {
		p.Name = id
	}
	n.known[id] = p.Name
	return p.Name
}

func (a *App) unitAt(t *tree, path string) UnitRef {
	if u := t.at(path); u != nil {
		return refOf(*u, "/")
	}
	if path == "/" {
		return UnitRef{Path: "/"}
	}
	return UnitRef{Code: codeAt(path), Name: codeAt(path), Path: path}
}

func (a *App) viewGrant(t *tree, n *names, who *Actor, g store.RoleGrant) GrantView {
	v := GrantView{ID: g.ID, Person: g.Person, PersonName: n.of(g.Person), Role: g.Role, Unit: a.unitAt(t, g.Path), From: g.From, Until: g.Until, LentBy: n.of(g.DelegatedBy),
		GrantedBy: n.of(g.GrantedBy), RevokedBy: n.of(g.RevokedBy), Granted: g.Granted, Revoked: g.Revoked, State: "now"}
	day := a.Day()
	switch {
	case g.Revoked != 0:
		v.State = "revoked"
	case !g.Until.IsZero() && g.Until < day:
		v.State = "ended"
	case g.From > day:
		v.State = "later"
	}
	live := v.State == "now" || v.State == "later"
	v.Mine = live && (g.Person != who.Person && May(who, GrantRoles, Object{Path: g.Path}) || g.DelegatedBy == who.Person)
	return v
}

// visiblePerson loads a person the actor may see: who works, or holds a role, where the actor sees people.
func (a *App) visiblePerson(tx *store.Tx, who *Actor, id string) (store.Person, error) {
	p, found, err := tx.Person(id)
	if err != nil {
		return p, err
	}
	if found && May(who, SeePeople, Object{Path: p.Home}) {
		return p, nil
	}
	if found {
		grants, err := tx.LiveGrantsOf(id, a.Day())
		if err != nil {
			return p, err
		}
		for _, g := range grants {
			if May(who, SeePeople, Object{Path: g.Path}) {
				return p, nil
			}
		}
	}
	return p, errForbidden
}

// mayManage reports whether the actor may change a person's account: only with everything they hold in their own reach,
// or a reset would hand over a role the actor could not grant.
func (a *App) mayManage(tx *store.Tx, who *Actor, p store.Person) (bool, error) {
	if p.ID == who.Person || !May(who, ManagePeople, Object{Path: p.Home}) {
		return false, nil
	}
	grants, err := tx.LiveGrantsOf(p.ID, a.Day())
	for _, g := range grants {
		if !May(who, ManagePeople, Object{Path: g.Path}) {
			return false, err
		}
	}
	return true, err
}

// People lists people at and below a unit, by login, some at a time.
func (a *App) People(ctx context.Context, who *Actor, path, text, after string, limit int) (all []PersonView, err error) {
	err = a.look(ctx, who, SeePeople, Object{Path: path}, func(tx *store.Tx) error {
		t, err := a.tree(tx, true)
		if err != nil {
			return err
		}
		list, err := tx.PeopleBelow(path, strings.TrimSpace(text), a.Day(), after, limit)
		if err != nil {
			return err
		}
		n := &names{tx, map[string]string{}}
		for _, p := range list {
			v := PersonView{ID: p.ID, Login: p.Login, Name: p.Name, Home: a.unitAt(t, p.Home), Disabled: p.Disabled != 0, HasPassword: p.Password != "", HasSecond: len(p.TOTP) > 0}
			grants, err := tx.LiveGrantsOf(p.ID, a.Day())
			if err != nil {
				return err
			}
			for _, g := range grants {
				v.Grants = append(v.Grants, a.viewGrant(t, n, who, g))
			}
			all = append(all, v)
		}
		return nil
	})
	return all, err
}

// PersonPage gives a person with every role they have held, hold or will hold.
func (a *App) PersonPage(ctx context.Context, who *Actor, id string) (v PersonView, err error) {
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		p, err := a.visiblePerson(tx, who, id)
		if err != nil {
			return err
		}
		t, err := a.tree(tx, true)
		if err != nil {
			return err
		}
		v = PersonView{ID: p.ID, Login: p.Login, Name: p.Name, Phone: p.Phone, Email: p.Email, Home: a.unitAt(t, p.Home), Disabled: p.Disabled != 0, Linked: p.Subject != "",
			HasPassword: p.Password != "", HasSecond: len(p.TOTP) > 0, Created: p.Created}
		if v.Manage, err = a.mayManage(tx, who, p); err != nil {
			return err
		}
		grants, err := tx.AllGrantsOf(id)
		n := &names{tx, map[string]string{}}
		for _, g := range grants {
			if May(who, SeePeople, Object{Path: g.Path}) || id == who.Person {
				v.Grants = append(v.Grants, a.viewGrant(t, n, who, g))
			}
		}
		return err
	})
	return v, err
}

// Invite adds a person who works at a path, with a role if one is given, and makes the one-use link by which they set
// their password.
func (a *App) Invite(ctx context.Context, who *Actor, home string, n NewPerson, g NewGrant) (id, link string, err error) {
	if err := StepUp(who); err != nil {
		return "", "", err
	}
	p, err := a.makePerson(n, home, who.Person)
	if err != nil {
		return "", "", err
	}
	if g.Role != "" && !May(who, GrantRoles, Object{Path: g.Path}) {
		return "", "", errForbidden
	}
	err = a.act(ctx, who, ManagePeople, Object{Path: home, Ref: "person:" + p.ID}, func(tx *store.Tx, e *Event) error {
		e.Action = "people.invite"
		e.Detail("login", p.Login)
		t, err := a.tree(tx, false)
		if err != nil {
			return err
		}
		if home != "/" && t.at(home) == nil {
			return errForbidden
		}
		if err := a.addPerson(tx, p); err != nil {
			return err
		}
		if g.Role != "" {
			if err := a.checkGrant(tx, who.Person, p, &g); err != nil {
				return err
			}
			e.Detail("role", string(g.Role))
			waits, err := a.needsSecondPerson(tx, g.Role)
			if err != nil {
				return err
			}
			if waits {
				err = a.propose(tx, who, proposeGrant, "/", "person:"+p.ID, "", g)
			} else {
				err = a.grantNow(tx, who.Person, p, g)
			}
			if err != nil {
				return err
			}
		}
		link, err = a.inviteLink(tx, who.Person, p)
		return err
	})
	return p.ID, link, err
}

// inviteLink makes the one-use link by which a person sets their password, and mails it where mail is set up. The
// administrator sees it too: not everybody has mail.
func (a *App) inviteLink(tx *store.Tx, by string, p store.Person) (string, error) {
	token, err := a.link(tx, forInvitation, p.ID, by, invitationFor)
	if err != nil || a.Mail.Address == "" || a.URL == "" || p.Email == "" {
		return token, err
	}
	secret, err := a.seal([]byte(token), p.Email)
	if err != nil {
		return "", err
	}
	address := strings.TrimSuffix(a.URL, "/") + "/invitation/{secret}"
	return token, a.SendMail(tx, p.Home, Mail{To: p.Email, Secret: secret, Subject: "纾困：设置密码 / Shukun: set your password",
		Body: p.Name + "：\n\n请在 72 小时内打开下面的地址设置密码，只能用一次。登录名：" + p.Login + "\n\n" + address + "\n\n如不是本人申请，告知本单位管理员。\n\n" +
			"Open this address within 72 hours to set your password; it works once. Your login: " + p.Login + "\n"})
}

// manage runs an act on a person's account, if the actor may manage it.
func (a *App) manage(ctx context.Context, who *Actor, id, action string, fn func(tx *store.Tx, e *Event, p store.Person) error) error {
	p, err := a.person(ctx, id)
	if err != nil {
		return err
	}
	return a.act(ctx, who, ManagePeople, Object{Path: p.Home, Ref: "person:" + id}, func(tx *store.Tx, e *Event) error {
		if p, _, err = tx.Person(id); err != nil {
			return err
		}
		if mine, err := a.mayManage(tx, who, p); err != nil || !mine {
			if err == nil {
				err = errForbidden
			}
			return err
		}
		e.Action = action
		return fn(tx, e, p)
	})
}

// EditPerson changes a person's name, telephone and mail address.
func (a *App) EditPerson(ctx context.Context, who *Actor, id string, n NewPerson) error {
	return a.manage(ctx, who, id, "people.edit", func(tx *store.Tx, e *Event, p store.Person) error {
		n.Login = p.Login
		checked, err := a.makePerson(n, p.Home, p.CreatedBy)
		if err != nil {
			return err
		}
		for _, f := range [][3]string{{"name", p.Name, checked.Name}, {"phone", p.Phone, checked.Phone}, {"email", p.Email, checked.Email}} {
			if f[1] != f[2] {
				e.Detail(f[0], "changed")
			}
		}
		p.Name, p.Phone, p.Email = checked.Name, checked.Phone, checked.Email
		return tx.SavePerson(p)
	})
}

// DisablePerson closes an account at once, with its sessions, links and loans, or opens it again.
func (a *App) DisablePerson(ctx context.Context, who *Actor, id string, disable bool) error {
	if err := StepUp(who); err != nil {
		return err
	}
	action := "people.enable"
	if disable {
		action = "people.disable"
	}
	return a.manage(ctx, who, id, action, func(tx *store.Tx, e *Event, p store.Person) error {
		p.Disabled = 0
		if disable {
			p.Disabled = a.now()
			lent, err := tx.LentBy(id, a.Day())
			if err != nil {
				return err
			}
			for _, g := range lent {
				if err := a.revokeNow(tx, who.Person, g); err != nil {
					return err
				}
			}
			if err := tx.VoidInvitations(forInvitation, id, a.now()); err != nil {
				return err
			}
			if _, err := tx.EndSessions(id, "", a.now()); err != nil {
				return err
			}
		}
		return tx.SavePerson(p)
	})
}

// EndAllSessions signs a person out everywhere.
func (a *App) EndAllSessions(ctx context.Context, who *Actor, id string) error {
	return a.manage(ctx, who, id, "session.end-all", func(tx *store.Tx, e *Event, p store.Person) error {
		_, err := tx.EndSessions(id, "", a.now())
		return err
	})
}

// ResetPassword makes a one-use link by which a person sets a new password; their sessions end. The second factor stays,
// unless it is lost: then it is taken off too, and for somebody with a role over the instance a second person decides
// (waits).
func (a *App) ResetPassword(ctx context.Context, who *Actor, id string, second bool, reason string) (link string, waits bool, err error) {
	if err := StepUp(who); err != nil {
		return "", false, err
	}
	err = a.manage(ctx, who, id, "people.reset", func(tx *store.Tx, e *Event, p store.Person) error {
		if p.Disabled != 0 {
			return problem.New(problem.Conflict, "person-disabled", lang.Text{Zh: "这个账号已停用", En: "this account is disabled"}, lang.Text{Zh: "先启用账号", En: "Enable it first"})
		}
		if second && len(p.TOTP) > 0 {
			grants, err := tx.LiveGrantsOf(id, a.Day())
			if err != nil {
				return err
			}
			for _, g := range grants {
				if need, err := a.needsSecondPerson(tx, g.Role); err != nil {
					return err
				} else if need {
					waits, e.Action = true, "people.propose-reset"
					return a.propose(tx, who, proposeSecond, "/", "person:"+id, reason, struct{}{})
				}
			}
			e.Detail("second", "taken off")
			if err := a.dropSecond(tx, id); err != nil {
				return err
			}
		}
		link, err = a.resetNow(tx, who.Person, p)
		return err
	})
	return link, waits, err
}

func (a *App) dropSecond(tx *store.Tx, person string) error {
	if err := tx.SetTOTP(person, nil, 0); err != nil {
		return err
	}
	return tx.SetRecoveryCodes(person, nil)
}

// resetNow takes the password off, ends the sessions and makes the link.
func (a *App) resetNow(tx *store.Tx, by string, p store.Person) (string, error) {
	p.Password = ""
	if err := tx.SavePerson(p); err != nil {
		return "", err
	}
	if _, err := tx.EndSessions(p.ID, "", a.now()); err != nil {
		return "", err
	}
	return a.inviteLink(tx, by, p)
}

// Invited tells whose one-use link it is.
func (a *App) Invited(ctx context.Context, token string) (login, name string, err error) {
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		i, err := a.openLink(tx, token, forInvitation)
		if err != nil {
			return err
		}
		p, found, err := tx.Person(i.Person)
		if err == nil && (!found || p.Disabled != 0) {
			err = ErrLinkOver
		}
		login, name = p.Login, p.Name
		return err
	})
	return login, name, err
}

// UseInvitation sets the password of who holds a one-use link, and lets them in as far as that leads.
func (a *App) UseInvitation(ctx context.Context, v Visit, token, password string) (entry Entry, err error) {
	login, name, err := a.Invited(ctx, token)
	if err != nil {
		return Entry{}, err
	}
	if err := checkRules(password, login, name, a.Name); err != nil {
		return Entry{}, err
	}
	hash, err := a.hashPassword(ctx, password)
	if err != nil {
		return Entry{}, err
	}
	err = a.Store.Write(ctx, store.Root, func(tx *store.Tx) error {
		i, err := a.openLink(tx, token, forInvitation)
		if err != nil {
			return err
		}
		if used, err := tx.UseInvitation(hashOf(token), a.now()); err != nil || !used {
			if err == nil {
				err = ErrLinkOver
			}
			return err
		}
		p, found, err := tx.Person(i.Person)
		if err != nil || !found || p.Disabled != 0 {
			if err == nil {
				err = ErrLinkOver
			}
			return err
		}
		p.Password = hash
		if err := tx.SavePerson(p); err != nil {
			return err
		}
		if _, err := tx.EndSessions(p.ID, "", a.now()); err != nil {
			return err
		}
		if err := a.audit(tx, &Actor{Person: p.ID, IP: v.IP, Request: v.Request}, &Event{Action: "password.set", Object: "person:" + p.ID, Path: p.Home}); err != nil {
			return err
		}
		entry, err = a.enter(tx, v, p, "invitation")
		return err
	})
	return entry, err
}
