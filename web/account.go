package web

import (
	"net/http"
	"time"

	"shukun/app"
	"shukun/lang"
	"shukun/problem"
	"shukun/web/ui"
	"shukun/web/words"
)

// accountRoutes are one's own account.
func (s *Server) accountRoutes() []route {
	return []route{
		{"GET /account", signed, (*request).account},
		{"GET /account/password", signed, (*request).passwordForm},
		{"POST /account/password", signed, (*request).changePassword},
		{"POST /account/second/begin", signed, (*request).beginSecond},
		{"GET /account/second", signed, (*request).newSecondForm},
		{"POST /account/second", signed, (*request).finishSecond},
		{"POST /account/recovery", signed, (*request).newRecovery},
		{"POST /account/language", signed, (*request).keepLanguage},
		{"POST /account/sessions/{id}/end", signed, (*request).endOwnSession},
		{"POST /account/sessions/end-others", signed, (*request).endOthers},
		{"GET /account/lend", signed, (*request).lendForm},
		{"POST /account/lend", signed, (*request).lend},
	}
}

func (q *request) account() error {
	a, err := q.app.Account(q.ctx(), q.who)
	if err != nil {
		return err
	}
	return q.show(accountPage(q.accountFrame(words.Account, true), a))
}

// accountFrame is the frame of a screen of one's own account.
func (q *request) accountFrame(title lang.Text, itself bool) *ui.Page {
	p := q.page(title)
	if !itself {
		p.Crumbs = []ui.Crumb{{Href: "/account", Title: words.Account.In(q.lang)}}
	}
	return p
}

func (q *request) passwordForm() error {
	return q.show(passwordPage(q.accountFrame(words.ChangePassword, false)))
}

func (q *request) changePassword() error {
	p := q.accountFrame(words.ChangePassword, false)
	password, same := q.newPassword(p)
	if !same {
		return q.showAs(http.StatusUnprocessableEntity, passwordPage(p))
	}
	err := q.app.ChangePassword(q.ctx(), q.who, q.r.FormValue("old"), password)
	if err != nil && q.wrong(p, err, "password") {
		return q.showAs(wrongStatus(err), passwordPage(p))
	}
	return q.done(err, "/account", words.PasswordChanged)
}

func (q *request) beginSecond() error {
	return q.done(q.app.BeginSecond(q.ctx(), q.who), "/account/second", lang.Text{})
}

func (q *request) newSecondForm() error { return q.showSecond(http.StatusOK, nil) }

func (q *request) showSecond(status int, wrong error) error {
	a, err := q.app.Account(q.ctx(), q.who)
	if err != nil {
		return err
	}
	if a.Enrol == nil {
		return q.goTo("/account", lang.Text{})
	}
	qr, err := qrCode(a.Enrol.URI)
	if err != nil {
		return err
	}
	p := q.accountFrame(words.NewSecond, false)
	if wrong != nil && !q.wrong(p, wrong, "code") {
		return wrong
	}
	return q.showAs(status, newSecondPage(p, qr, a.Enrol.Secret))
}

func (q *request) finishSecond() error {
	codes, err := q.app.FinishSecond(q.ctx(), q.who, q.form("code"))
	if err != nil {
		return q.showSecond(wrongStatus(err), err)
	}
	return q.show(recoveryPage(q.page(words.RecoveryTitle), codes, "/account"))
}

func (q *request) newRecovery() error {
	codes, err := q.app.RenewRecoveryCodes(q.ctx(), q.who)
	if err != nil {
		return err
	}
	return q.show(recoveryPage(q.page(words.RecoveryTitle), codes, "/account"))
}

func (q *request) keepLanguage() error {
	l, ok := lang.Parse(q.form("to"))
	if !ok {
		return errNoPage
	}
	if err := q.app.SetLanguage(q.ctx(), q.who, l); err != nil {
		return err
	}
	http.SetCookie(q.w, q.s.cookie("lang", l.String(), 365*24*3600))
	q.lang = l
	return q.goTo("/account", words.Saved)
}

func (q *request) endOwnSession() error {
	return q.done(q.app.EndSession(q.ctx(), q.who, q.r.PathValue("id")), "/account", words.Saved)
}

func (q *request) endOthers() error {
	return q.done(q.app.EndOtherSessions(q.ctx(), q.who), "/account", words.SessionsEnded)
}

type lendForm struct{ grant, login, from, until string }

// lendable reports whether any role of an account can be lent.
func lendable(a app.Account) bool {
	for _, g := range a.Grants {
		if app.Lendable(g) {
			return true
		}
	}
	return false
}

// ownGrants lists the roles the person can lend.
func (q *request) ownGrants() (all []ui.Option, err error) {
	a, err := q.app.Account(q.ctx(), q.who)
	for _, g := range a.Grants {
		if app.Lendable(g) {
			all = append(all, ui.Option{Value: g.ID, Title: g.Role.Title().In(q.lang) + " · " + unitTitle(&ui.Page{Lang: q.lang}, g.Unit)})
		}
	}
	if err == nil && len(all) == 0 {
		err = errNoPage
	}
	return all, err
}

func (q *request) lendForm() error {
	grants, err := q.ownGrants()
	if err == nil {
		err = app.StepUp(q.who)
	}
	if err != nil {
		return err
	}
	return q.show(lendPage(q.accountFrame(words.Lend, false), grants, lendForm{}))
}

func (q *request) lend() error {
	grants, err := q.ownGrants()
	if err != nil {
		return err
	}
	f := lendForm{q.form("grant"), q.form("login"), q.form("from"), q.form("until")}
	p := q.accountFrame(words.Lend, false)
	from, until := q.day(p, "from", f.from), q.day(p, "until", f.until)
	if len(p.Errors) > 0 {
		return q.showAs(http.StatusUnprocessableEntity, lendPage(p, grants, f))
	}
	waits, err := q.app.Lend(q.ctx(), q.who, f.grant, f.login, "", from, until)
	if err != nil && problem.KindOf(err) == problem.Invalid && q.wrong(p, err, "login") {
		return q.showAs(wrongStatus(err), lendPage(p, grants, f))
	}
	if waits {
		return q.done(err, "/account", words.WaitsForSecond)
	}
	return q.done(err, "/account", words.LentDone)
}

// china is the zone instants are shown in; it has had no summer time since 1991.
var china = time.FixedZone("Asia/Shanghai", 8*60*60)

// moment writes an instant as people here read their clocks.
func moment(i interface{ Time() time.Time }) string {
	t := i.Time()
	if t.IsZero() {
		return "--"
	}
	return t.In(china).Format("2006-01-02 15:04")
}
