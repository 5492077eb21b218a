package app

import (
	"context"
	"regexp"
	"strings"
	"time"

	"shukun/lang"
	"shukun/org"
	"shukun/problem"
	"shukun/store"
)

// The purposes of one-use links, and how long they last.
const (
	forBootstrap  = "bootstrap"
	forInvitation = "invitation" // a new person sets a password, or an old one a new password
	bootstrapFor  = 30 * time.Minute
	invitationFor = 72 * time.Hour
)

// Bootstrap makes the one-use link for the first administrator, good for 30 minutes, and gives its token: the address
// is /bootstrap/TOKEN. It gives "" where there is a security administrator already. Earlier links end.
func (a *App) Bootstrap(ctx context.Context) (token string, err error) {
	err = a.Store.Write(ctx, store.Root, func(tx *store.Tx) error {
		n, err := tx.CountHolders(org.SecurityAdmin, a.Day())
		if err != nil || n > 0 {
			return err
		}
		token, err = a.link(tx, forBootstrap, "", "", bootstrapFor)
		if err != nil {
			return err
		}
		return a.audit(tx, nil, &Event{Action: "bootstrap.link", Object: "instance"})
	})
	return token, err
}

// link makes a one-use link of a purpose for a person and ends earlier ones.
func (a *App) link(tx *store.Tx, purpose, person, by string, lasts time.Duration) (string, error) {
	now := a.now()
	if err := tx.VoidInvitations(purpose, person, now); err != nil {
		return "", err
	}
	token := a.token()
	return token, tx.AddInvitation(hashOf(token), store.Invitation{Purpose: purpose, Person: person, MadeBy: by, Made: now, Expires: now + store.Instant(lasts.Milliseconds())})
}

// ErrLinkOver is the answer to a one-use link that is used, over, or never was.
var ErrLinkOver = problem.New(problem.NotFound, "link-over", lang.Text{Zh: "这个链接已用过、已过期，或抄写有误", En: "this link was used, is over, or was not copied whole"},
	lang.Text{Zh: "联系给出链接的管理员，取得新的链接", En: "Ask the administrator who gave it to you for a new one"})

// openLink finds a one-use link that can still be used.
func (a *App) openLink(tx *store.Tx, token, purpose string) (store.Invitation, error) {
	i, found, err := tx.Invitation(hashOf(token))
	if err == nil && (!found || i.Purpose != purpose || i.Used != 0 || i.Expires <= a.now()) {
		err = ErrLinkOver
	}
	return i, err
}

// CheckBootstrap tells whether the first administrator's link can still be used.
func (a *App) CheckBootstrap(ctx context.Context, token string) error {
	return a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		_, err := a.openLink(tx, token, forBootstrap)
		return err
	})
}

// NewPerson is what is said of a person when they are added.
type NewPerson struct {
	Login, Name, Phone, Email string
}

// UseBootstrap makes the first administrator: security administrator, who invites everybody else.
func (a *App) UseBootstrap(ctx context.Context, v Visit, token string, n NewPerson, password string) (entry Entry, err error) {
	if err := a.CheckBootstrap(ctx, token); err != nil {
		return Entry{}, err
	}
	p, err := a.makePerson(n, "/", "")
	if err != nil {
		return Entry{}, err
	}
	if err := checkRules(password, p.Login, p.Name, a.Name); err != nil {
		return Entry{}, err
	}
	if p.Password, err = a.hashPassword(ctx, password); err != nil {
		return Entry{}, err
	}
	err = a.Store.Write(ctx, store.Root, func(tx *store.Tx) error {
		used, err := tx.UseInvitation(hashOf(token), a.now())
		if err != nil {
			return err
		}
		if !used {
			return ErrLinkOver
		}
		if err := a.addPerson(tx, p); err != nil {
			return err
		}
		if err := tx.AddGrant(store.RoleGrant{ID: a.newID(), Person: p.ID, Role: org.SecurityAdmin, Path: "/", From: a.Day(), GrantedBy: "bootstrap", Granted: a.now()}); err != nil {
			return err
		}
		who := &Actor{Person: p.ID, IP: v.IP, Request: v.Request}
		if err := a.audit(tx, who, &Event{Action: "bootstrap.use", Object: "person:" + p.ID, Details: map[string]string{"login": p.Login, "role": string(org.SecurityAdmin)}}); err != nil {
			return err
		}
		entry, err = a.enter(tx, v, p, "bootstrap")
		return err
	})
	return entry, err
}

var loginForm = regexp.MustCompile(`^[\p{Han}a-z0-9][\p{Han}a-z0-9._@-]{1,63}$`)

// makePerson checks what is said of a new person.
func (a *App) makePerson(n NewPerson, home, by string) (store.Person, error) {
	p := store.Person{ID: a.newID(), Login: FoldLogin(n.Login), Name: strings.TrimSpace(n.Name), Phone: strings.TrimSpace(n.Phone), Email: strings.TrimSpace(n.Email),
		Home: home, Created: a.now(), CreatedBy: by}
	switch {
	case !loginForm.MatchString(p.Login):
		return p, problem.New(problem.Invalid, "login-form", lang.Text{Zh: "登录名要 2 到 64 个字符", En: "a login has 2 to 64 characters"},
			lang.Text{Zh: "用汉字、小写字母、数字和 . _ - @，不用空格", En: "Use letters, digits, Chinese characters and . _ - @, no spaces"}).At(problem.Place{Column: "login"})
	case p.Name == "" || len([]rune(p.Name)) > 60:
		return p, problem.New(problem.Invalid, "name-missing", lang.Text{Zh: "姓名要 1 到 60 个字符", En: "a name has 1 to 60 characters"},
			lang.Text{Zh: "填写这个人的姓名", En: "Enter the person's name"}).At(problem.Place{Column: "name"})
	case p.Email != "" && (!strings.Contains(p.Email, "@") || strings.ContainsAny(p.Email, "\r\n ,;<>") || len(p.Email) > 200):
		return p, problem.New(problem.Invalid, "email-form", lang.Text{Zh: "邮箱地址不完整", En: "the mail address is not complete"},
			lang.Text{Zh: "写成 name@example.com 的样子，或留空", En: "Write it like name@example.com, or leave it empty"}).At(problem.Place{Column: "email"})
	case len([]rune(p.Phone)) > 40:
		return p, problem.New(problem.Invalid, "phone-form", lang.Text{Zh: "电话太长", En: "the telephone number is too long"},
			lang.Text{Zh: "填写一个号码，或留空", En: "Enter one number, or leave it empty"}).At(problem.Place{Column: "phone"})
	}
	return p, nil
}

// addPerson adds a person whose login must be new.
func (a *App) addPerson(tx *store.Tx, p store.Person) error {
	if _, found, err := tx.PersonByLogin(p.Login); err != nil {
		return err
	} else if found {
		return problem.New(problem.Conflict, "login-taken", lang.Text{Zh: "这个登录名已有人用", En: "somebody has this login already"},
			lang.Text{Zh: "换一个登录名，例如加上单位简称", En: "Choose another, for example with the unit's short name"}).With(p.Login).At(problem.Place{Column: "login"})
	}
	return tx.AddPerson(p)
}

// SeedPerson adds a person with a password and roles for a demonstration or a test; grants need only Role and Path. It
// gives the person's id.
func (a *App) SeedPerson(ctx context.Context, login, name, password string, grants ...Grant) (id string, err error) {
	home := "/"
	for _, g := range grants {
		if len(g.Path) > len(home) {
			home = g.Path
		}
	}
	p, err := a.makePerson(NewPerson{Login: login, Name: name}, home, "system")
	if err != nil {
		return "", err
	}
	if p.Password, err = a.hashPassword(ctx, password); err != nil {
		return "", err
	}
	return p.ID, a.Store.Write(ctx, store.Root, func(tx *store.Tx) error {
		if err := a.addPerson(tx, p); err != nil {
			return err
		}
		e := &Event{Action: "person.seed", Object: "person:" + p.ID, Path: home, Details: map[string]string{"login": p.Login}}
		for _, g := range grants {
			if g.From.IsZero() {
				g.From = a.Day()
			}
			if err := tx.AddGrant(store.RoleGrant{ID: a.newID(), Person: p.ID, Role: g.Role, Path: g.Path, From: g.From, Until: g.Until, GrantedBy: "system", Granted: a.now()}); err != nil {
				return err
			}
			e.Detail(string(g.Role), g.Path)
		}
		return a.audit(tx, nil, e)
	})
}

// OpenFor opens a session for a person as if they had signed in with both factors just now: for tests and for
// commands of the machine's own, never for a request.
func (a *App) OpenFor(ctx context.Context, person string) (token string, err error) {
	p, err := a.person(ctx, person)
	if err != nil {
		return "", err
	}
	err = a.Store.Write(ctx, store.Root, func(tx *store.Tx) error {
		entry, err := a.openSession(tx, Visit{}, p, SignedIn, a.now(), "system")
		token = entry.Token
		return err
	})
	return token, err
}
