package app

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"shukun/civil"
	"shukun/lang"
	"shukun/org"
	"shukun/problem"
	"shukun/store"
)

// longestLoan is how long a role may be lent.
const longestLoan = 92 // days

// proposalFor is how long a proposal waits for its second person.
const proposalFor = 7 * 24 * time.Hour

// The kinds of proposals.
const (
	proposeGrant  = "grant"
	proposeMove   = "move"
	proposeSecond = "second" // a new second factor for somebody with a role over the instance
)

// NewGrant is a role to be given.
type NewGrant struct {
	Role        org.Role   `json:"role"`
	Path        string     `json:"path"`
	From, Until civil.Date // Until zero: open
	LentBy      string     `json:"lentBy,omitempty"` // person; "" granted
}

func refusal(code, column string, what, next lang.Text) error {
	return problem.New(problem.Invalid, code, what, next).At(problem.Place{Column: column})
}

var errSelf = refusal("role-self", "role", lang.Text{Zh: "不能给自己授予角色", En: "nobody grants themselves a role"},
	lang.Text{Zh: "由另一位管理员授予", En: "Another administrator grants it"})

// checkGrant holds a role to be given against the rules: over the instance or over a unit as the role is meant, dates in
// order, nobody to themselves, the three administrators apart.
func (a *App) checkGrant(tx *store.Tx, by string, p store.Person, g *NewGrant) error {
	if g.From.IsZero() {
		g.From = a.Day()
	}
	switch {
	case !g.Role.Known():
		return refusal("role-unknown", "role", lang.Text{Zh: "没有选择角色", En: "no role is chosen"}, lang.Text{Zh: "从列表中选择一个角色", En: "Choose one from the list"})
	case p.ID == by:
		return errSelf
	case p.Disabled != 0:
		return refusal("person-disabled", "role", lang.Text{Zh: "这个账号已停用", En: "this account is disabled"}, lang.Text{Zh: "先启用账号，再授予角色", En: "Enable it first"})
	case g.From < a.Day():
		return refusal("grant-past", "from", lang.Text{Zh: "开始日期早于今天", En: "the first day is before today"}, lang.Text{Zh: "改为今天或以后", En: "Choose today or later"})
	case !g.Until.IsZero() && g.Until < g.From:
		return refusal("grant-dates", "until", lang.Text{Zh: "结束日期早于开始日期", En: "the last day is before the first"}, lang.Text{Zh: "改结束日期，或留空表示长期", En: "Change the last day, or leave it empty"})
	}
	if err := a.checkPlace(tx, g); err != nil {
		return err
	}
	live, err := tx.LiveGrantsOf(p.ID, a.Day())
	for _, h := range live {
		if g.Role.Administrator() && h.Role.Administrator() && h.Role != g.Role {
			return refusal("roles-apart", "role", lang.Text{Zh: "系统、安全、审计管理员不能由同一人担任", En: "system, security and audit administrator are never the same person"},
				lang.Text{Zh: "换一个人，或先收回他现有的管理员角色", En: "Choose somebody else, or revoke the one they have first"})
		}
		if h.Role == g.Role && h.Path == g.Path && (h.Until.IsZero() || !g.Until.IsZero() && h.Until >= g.Until) && h.From <= g.From {
			return refusal("role-held", "role", lang.Text{Zh: "已经有这个角色", En: "they hold this role already"}, lang.Text{Zh: "不用再授予；要改日期，先收回再授予", En: "Nothing to do; to change its dates, revoke it and grant it anew"})
		}
	}
	return err
}

// checkPlace sees that a role is held where it can be: instance roles over everything, an SME's over its own code, the
// others over a unit that exists.
func (a *App) checkPlace(tx *store.Tx, g *NewGrant) error {
	wrong := func(zh, en string) error {
		return refusal("grant-place", "unit", lang.Text{Zh: "这个角色不能在这里担任", En: "this role cannot be held here"}, lang.Text{Zh: zh, En: en})
	}
	switch {
	case g.Role.Instance() && g.Path != "/":
		return wrong("选择“全部单位”", "Choose all units")
	case g.Role == org.SME:
		if code := codeAt(g.Path); g.Path != SMEPath(code) || !plainCode(code) {
			return wrong("填写企业自己的统一社会信用代码", "Enter the enterprise's own credit code")
		}
	case !g.Role.Instance():
		t, err := a.tree(tx, false)
		if err != nil {
			return err
		}
		if t.at(g.Path) == nil {
			return wrong("选择一个单位", "Choose a unit")
		}
	}
	return nil
}

// GrantRole gives a person a role. One over the instance waits for a second person (waits is true), once the instance
// has more than one who could be that.
func (a *App) GrantRole(ctx context.Context, who *Actor, person string, g NewGrant, reason string) (waits bool, err error) {
	if err := StepUp(who); err != nil {
		return false, err
	}
	err = a.act(ctx, who, GrantRoles, Object{Path: g.Path, Ref: "person:" + person}, func(tx *store.Tx, e *Event) error {
		p, err := a.visiblePerson(tx, who, person)
		if err != nil {
			return err
		}
		if err := a.checkGrant(tx, who.Person, p, &g); err != nil {
			return err
		}
		e.Detail("role", string(g.Role))
		e.Detail("path", g.Path)
		if waits, err = a.needsSecondPerson(tx, g.Role); err != nil {
			return err
		}
		if waits {
			e.Action = "role.propose"
			return a.propose(tx, who, proposeGrant, "/", "person:"+person, reason, g)
		}
		return a.grantNow(tx, who.Person, p, g)
	})
	return waits, err
}

// needsSecondPerson reports whether a role waits for a second person: roles over the instance do, from the time on that
// two people have held one of the roles that decide.
func (a *App) needsSecondPerson(tx *store.Tx, r org.Role) (bool, error) {
	if !r.Instance() {
		return false, nil
	}
	n, err := tx.EverHeld(org.SecurityAdmin, org.RegulatorHead)
	return n > 1, err
}

// grantNow writes a grant and ends the person's sessions: they sign in anew with their new rights.
func (a *App) grantNow(tx *store.Tx, by string, p store.Person, g NewGrant) error {
	if err := tx.AddGrant(store.RoleGrant{ID: a.newID(), Person: p.ID, Role: g.Role, Path: g.Path, From: g.From, Until: g.Until, DelegatedBy: g.LentBy, GrantedBy: by, Granted: a.now()}); err != nil {
		return err
	}
	_, err := tx.EndSessions(p.ID, "", a.now())
	return err
}

func (a *App) propose(tx *store.Tx, who *Actor, kind, path, object, reason string, content any) error {
	b, err := json.Marshal(content)
	if err != nil {
		return err
	}
	now := a.now()
	return tx.AddProposal(store.Proposal{ID: a.newID(), Kind: kind, Path: path, Object: object, Content: string(b), Reason: cut(strings.TrimSpace(reason), 500),
		MadeBy: who.Person, Made: now, Expires: now + store.Instant(proposalFor.Milliseconds())})
}

// RevokeRole ends a role a person holds, and what they have lent of it. Who granted roles there may, and who lent it.
func (a *App) RevokeRole(ctx context.Context, who *Actor, grant string) error {
	if err := StepUp(who); err != nil {
		return err
	}
	var g store.RoleGrant
	var found bool
	if err := a.Store.Read(ctx, store.Root, func(tx *store.Tx) (err error) {
		g, found, err = tx.Grant(grant)
		return err
	}); err != nil {
		return err
	}
	if !found {
		return errForbidden
	}
	verb := GrantRoles
	if g.DelegatedBy == who.Person {
		verb = Delegate
	}
	return a.act(ctx, who, verb, Object{Path: g.Path, Ref: "person:" + g.Person}, func(tx *store.Tx, e *Event) error {
		e.Action = "role.revoke"
		e.Detail("role", string(g.Role))
		e.Detail("path", g.Path)
		if g.Role == org.SecurityAdmin {
			if n, err := tx.CountHolders(org.SecurityAdmin, a.Day()); err != nil {
				return err
			} else if n < 2 {
				return problem.New(problem.Conflict, "last-administrator", lang.Text{Zh: "这是最后一位安全管理员", En: "this is the last security administrator"},
					lang.Text{Zh: "先把这个角色授予另一人", En: "Grant the role to somebody else first"})
			}
		}
		return a.revokeNow(tx, who.Person, g)
	})
}

// revokeNow ends a grant and the loans of it, and the sessions of those who held them.
func (a *App) revokeNow(tx *store.Tx, by string, g store.RoleGrant) error {
	ended := []store.RoleGrant{g}
	if g.DelegatedBy == "" {
		lent, err := tx.LentBy(g.Person, a.Day())
		if err != nil {
			return err
		}
		for _, l := range lent {
			if l.Role == g.Role && strings.HasPrefix(l.Path, g.Path) {
				ended = append(ended, l)
			}
		}
	}
	for _, g := range ended {
		if err := tx.RevokeGrant(g.ID, by, a.now()); err != nil {
			return err
		}
		if _, err := tx.EndSessions(g.Person, "", a.now()); err != nil {
			return err
		}
	}
	return nil
}

// Lend lends one of the actor's own roles, for dates, to somebody who works in its subtree. Never more than the actor
// holds; what is borrowed is not lent on, so loans form no loop. A role over the instance waits for a second person.
func (a *App) Lend(ctx context.Context, who *Actor, grant, login, path string, from, until civil.Date) (waits bool, err error) {
	if err := StepUp(who); err != nil {
		return false, err
	}
	if path == "" {
		for _, g := range who.Grants {
			if g.ID == grant {
				path = g.Path
			}
		}
	}
	err = a.act(ctx, who, Delegate, Object{Path: path, Ref: "grant:" + grant}, func(tx *store.Tx, e *Event) error {
		own, found, err := tx.Grant(grant)
		if err != nil {
			return err
		}
		if !found || own.Person != who.Person || own.Revoked != 0 || !strings.HasPrefix(path, own.Path) || !mayLend(own.Role) {
			return errForbidden
		}
		p, found, err := tx.PersonByLogin(FoldLogin(login))
		if err != nil {
			return err
		}
		switch {
		case own.DelegatedBy != "":
			return refusal("loan-lent", "grant", lang.Text{Zh: "借来的角色不能再借出", En: "a borrowed role is not lent on"}, lang.Text{Zh: "由角色本人借出", En: "Its holder lends it"})
		case !found || !worksIn(p.Home, path):
			return refusal("loan-person", "login", lang.Text{Zh: "本单位没有这个登录名", En: "nobody of this unit has that login"}, lang.Text{Zh: "填写本单位或下级单位同事的登录名", En: "Enter the login of a colleague in this unit or below"})
		case until.IsZero():
			return refusal("loan-until", "until", lang.Text{Zh: "没有结束日期", En: "there is no last day"}, lang.Text{Zh: "填写代理到哪一天", En: "Enter the last day of the loan"})
		case until > max(from, a.Day()).AddDays(longestLoan), !own.Until.IsZero() && until > own.Until:
			return refusal("loan-long", "until", lang.Text{Zh: "代理时间太长", En: "the loan is too long"}, lang.Text{Zh: "最长 92 天，且不晚于自己角色的结束日期", En: "At most 92 days, and not beyond your own role's last day"})
		case from > 0 && from < own.From:
			return refusal("loan-early", "from", lang.Text{Zh: "自己的角色那时还没有开始", En: "your own role has not begun by then"}, lang.Text{Zh: "改开始日期", En: "Change the first day"})
		}
		g := NewGrant{Role: own.Role, Path: path, From: from, Until: until, LentBy: who.Person}
		if err := a.checkGrant(tx, who.Person, p, &g); err != nil {
			return err
		}
		e.Detail("role", string(g.Role))
		e.Detail("to", p.ID)
		e.Detail("until", until.String())
		if waits, err = a.needsSecondPerson(tx, g.Role); err != nil {
			return err
		}
		if waits {
			e.Action = "role.propose"
			return a.propose(tx, who, proposeGrant, "/", "person:"+p.ID, "", g)
		}
		return a.grantNow(tx, who.Person, p, g)
	})
	return waits, err
}

// worksIn reports whether a home lies in a path; everybody's does in '/', where only the regulator's own people count.
func worksIn(home, path string) bool {
	if path == "/" {
		return home == "/"
	}
	return strings.HasPrefix(home, path)
}

// mayLend reports whether a role can be lent by who holds it.
func mayLend(r org.Role) bool {
	for _, v := range verbs[r] {
		if v == Delegate {
			return true
		}
	}
	return false
}
