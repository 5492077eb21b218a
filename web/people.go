package web

import (
	"net/http"
	"net/url"
	"strings"

	"shukun/app"
	"shukun/civil"
	"shukun/lang"
	"shukun/org"
	"shukun/problem"
	"shukun/web/ui"
	"shukun/web/words"
)

// peopleRoutes are people, their roles, and what two persons decide.
func (s *Server) peopleRoutes() []route {
	return []route{
		{"GET /people", may(app.SeePeople), (*request).people},
		{"GET /people/new", may(app.ManagePeople), (*request).inviteForm},
		{"POST /people/new", may(app.ManagePeople), (*request).invite},
		{"GET /people/{id}", may(app.SeePeople), (*request).person},
		{"GET /people/{id}/edit", may(app.ManagePeople), (*request).editPersonForm},
		{"POST /people/{id}/edit", may(app.ManagePeople), (*request).editPerson},
		{"GET /people/{id}/reset", may(app.ManagePeople), (*request).resetForm},
		{"POST /people/{id}/reset", may(app.ManagePeople), (*request).reset},
		{"POST /people/{id}/disable", may(app.ManagePeople), (*request).disable},
		{"POST /people/{id}/enable", may(app.ManagePeople), (*request).enable},
		{"GET /people/{id}/erase", may(app.ManagePeople), (*request).eraseForm},
		{"POST /people/{id}/erase", may(app.ManagePeople), (*request).erase},
		{"POST /people/{id}/end-sessions", may(app.ManagePeople), (*request).endAllSessions},
		{"GET /people/{id}/roles", may(app.GrantRoles), (*request).grantForm},
		{"POST /people/{id}/roles", may(app.GrantRoles), (*request).grant},
		{"POST /grants/{id}/revoke", signed, (*request).revoke},
		{"GET /proposals", signed, (*request).proposals},
		{"POST /proposals/{id}", signed, (*request).decide},
		{"GET /invitation/{token}", public, (*request).invitationForm},
		{"POST /invitation/{token}", public, (*request).invitation},
	}
}

// personForm and grantForm are what was entered, to show again.
type personForm struct {
	name, login, phone, email, home string
	grant                           grantForm
	roles                           []ui.Option
	single                          bool // there is a single sign-on to link to
}

type grantForm struct{ role, unit, from, until, reason string }

func (q *request) readGrant() grantForm {
	return grantForm{q.form("role"), q.form("unit"), q.form("from"), q.form("until"), q.form("reason")}
}

// newGrant turns what was entered into a grant; what cannot be read is put at its field.
func (q *request) newGrant(p *ui.Page, f grantForm) app.NewGrant {
	g := app.NewGrant{Role: org.Role(f.role)}
	if g.Role == org.SME {
		g.Path = "/sme/" + strings.ToUpper(f.unit) + "/"
	} else {
		g.Path = q.pathOf(p, "unit", f.unit)
	}
	if g.Path != "" && !app.May(q.who, app.GrantRoles, app.Object{Path: g.Path}) {
		p.Errors = append(p.Errors, ui.FieldError{Field: "unit", Message: words.UnitUnknown.In(q.lang)})
	}
	g.From, g.Until = q.day(p, "from", f.from), q.day(p, "until", f.until)
	return g
}

// pathOf finds the path of a unit the person may see, by code; "" is the instance.
func (q *request) pathOf(p *ui.Page, field, code string) string {
	if code == "" {
		return "/"
	}
	u, err := q.app.UnitPage(q.ctx(), q.who, strings.ToUpper(code))
	if err != nil {
		p.Errors = append(p.Errors, ui.FieldError{Field: field, Message: words.UnitUnknown.In(q.lang)})
	}
	return u.Path
}

func (q *request) day(p *ui.Page, field, s string) civil.Date {
	d, ok := civil.Parse(s)
	if !ok && s != "" {
		p.Errors = append(p.Errors, ui.FieldError{Field: field, Message: words.DayWrong.In(q.lang)})
	}
	return d
}

const peopleOnPage = 50

func (q *request) people() error {
	l := peopleList{text: q.form("q"), canInvite: app.May(q.who, app.ManagePeople, app.Object{Path: q.unit.Path})}
	path, after := q.unit.Path, q.form("after")
	list, err := q.app.People(q.ctx(), q.who, path, l.text, after, peopleOnPage+1)
	if err != nil {
		return err
	}
	p := q.page(words.People)
	if after != "" {
		l.first = p.With()
	}
	if len(list) > peopleOnPage {
		list = list[:peopleOnPage]
		l.next = p.With("q", l.text) + sign(p.With("q", l.text)) + "after=" + url.QueryEscape(list[peopleOnPage-1].Login)
	}
	l.people = list
	if l.proposals, err = q.waiting(); err != nil {
		return err
	}
	return q.show(peoplePage(p, l))
}

// sign is what a further parameter of an address begins with.
func sign(address string) string {
	if strings.Contains(address, "?") {
		return "&"
	}
	return "?"
}

// waiting counts what the person may decide.
func (q *request) waiting() (n int, err error) {
	list, err := q.app.Proposals(q.ctx(), q.who)
	for _, x := range list {
		if x.Decidable || x.Withdrawal {
			n++
		}
	}
	return n, err
}

// grantable lists the roles the person may grant somewhere.
func (q *request) grantable() (all []ui.Option) {
	everywhere := app.May(q.who, app.GrantRoles, app.Object{Path: "/"})
	for _, r := range org.Roles() {
		if everywhere || !r.Instance() && r != org.SME {
			all = append(all, ui.Option{Value: string(r), Title: r.Title().In(q.lang)})
		}
	}
	return all
}

func roleOptions(p *ui.Page, roles []ui.Option, none bool) []ui.Option {
	first := words.ChooseRole
	if none {
		first = words.NoRole
	}
	return append([]ui.Option{{Value: "", Title: p.T(first)}}, roles...)
}

func (q *request) inviteForm() error {
	if err := app.StepUp(q.who); err != nil {
		return err
	}
	p := q.page(words.Invite)
	p.Crumbs = []ui.Crumb{{Href: "/people", Title: words.People.In(q.lang)}}
	return q.show(invitePage(p, personForm{home: q.unit.Code, grant: grantForm{unit: q.unit.Code}, roles: q.grantable()}))
}

func (q *request) invite() error {
	p := q.page(words.Invite)
	p.Crumbs = []ui.Crumb{{Href: "/people", Title: words.People.In(q.lang)}}
	f := personForm{name: q.form("name"), login: q.form("login"), phone: q.form("phone"), email: q.form("email"), home: q.form("home"), grant: q.readGrant(), roles: q.grantable()}
	home, g := q.pathOf(p, "home", f.home), app.NewGrant{}
	if f.grant.role != "" {
		g = q.newGrant(p, f.grant)
	}
	if len(p.Errors) > 0 {
		return q.showAs(http.StatusUnprocessableEntity, invitePage(p, f))
	}
	id, token, err := q.app.Invite(q.ctx(), q.who, home, app.NewPerson{Login: f.login, Name: f.name, Phone: f.phone, Email: f.email}, g)
	if err != nil {
		if !q.wrong(p, err, "login") {
			return err
		}
		return q.showAs(wrongStatus(err), invitePage(p, f))
	}
	return q.showLink(token, id)
}

// showLink shows a one-use link, once.
func (q *request) showLink(token, person string) error {
	scheme := "http://"
	if q.s.options.Secure {
		scheme = "https://"
	}
	return q.show(linkPage(q.page(words.LinkTitle), scheme+q.r.Host+"/invitation/"+token, person))
}

func (q *request) person() error {
	x, err := q.app.PersonPage(q.ctx(), q.who, q.r.PathValue("id"))
	if err != nil {
		return err
	}
	p := q.personFrame(x.Name)
	return q.show(personPage(p, x, app.Anywhere(q.who, app.GrantRoles) && x.ID != q.who.Person, app.MayErase(q.who, x.ID)))
}

// personFrame is the frame of a screen about a person.
func (q *request) personFrame(title string) *ui.Page {
	p := q.page(words.People)
	p.Title = title
	p.Crumbs = []ui.Crumb{{Href: "/people", Title: words.People.In(q.lang)}}
	return p
}

// managed loads a person whose account may be changed here.
func (q *request) managed() (app.PersonView, error) {
	x, err := q.app.PersonPage(q.ctx(), q.who, q.r.PathValue("id"))
	if err == nil && !x.Manage {
		err = errNoPage
	}
	return x, err
}

func (q *request) editPersonForm() error {
	x, err := q.managed()
	if err != nil {
		return err
	}
	return q.show(editPersonPage(q.personFrame(words.EditPerson.In(q.lang)), x.ID, personForm{name: x.Name, phone: x.Phone, email: x.Email, single: q.s.single != nil}))
}

func (q *request) editPerson() error {
	id := q.r.PathValue("id")
	f := personForm{name: q.form("name"), phone: q.form("phone"), email: q.form("email"), single: q.s.single != nil}
	err := q.app.EditPerson(q.ctx(), q.who, id, app.NewPerson{Name: f.name, Phone: f.phone, Email: f.email})
	if err == nil && f.single && q.form("link") != "" {
		err = q.app.LinkPerson(q.ctx(), q.who, id, q.s.single.Issuer, q.form("subject"))
	}
	if p := q.personFrame(words.EditPerson.In(q.lang)); err != nil && q.wrong(p, err, "name") {
		return q.showAs(wrongStatus(err), editPersonPage(p, id, f))
	}
	return q.done(err, "/people/"+id, words.Saved)
}

// done goes on after an act, or hands its error on.
func (q *request) done(err error, path string, flash lang.Text) error {
	if err != nil {
		return err
	}
	return q.goTo(path, flash)
}

func (q *request) resetForm() error {
	x, err := q.managed()
	if err == nil {
		err = app.StepUp(q.who)
	}
	if err != nil {
		return err
	}
	p := q.personFrame(words.Reset.In(q.lang) + " · " + x.Name)
	return q.show(resetPage(p, x))
}

func (q *request) reset() error {
	id := q.r.PathValue("id")
	token, waits, err := q.app.ResetPassword(q.ctx(), q.who, id, q.form("second") != "", q.form("reason"))
	if err != nil || waits {
		return q.done(err, "/people/"+id, words.WaitsForSecond)
	}
	return q.showLink(token, id)
}

func (q *request) disable() error {
	id := q.r.PathValue("id")
	return q.done(q.app.DisablePerson(q.ctx(), q.who, id, true), "/people/"+id, words.DisabledDone)
}

func (q *request) enable() error {
	id := q.r.PathValue("id")
	return q.done(q.app.DisablePerson(q.ctx(), q.who, id, false), "/people/"+id, words.EnabledDone)
}

func (q *request) endAllSessions() error {
	id := q.r.PathValue("id")
	return q.done(q.app.EndAllSessions(q.ctx(), q.who, id), "/people/"+id, words.SessionsEnded)
}

func (q *request) grantForm() error {
	x, err := q.app.PersonPage(q.ctx(), q.who, q.r.PathValue("id"))
	if err == nil {
		err = app.StepUp(q.who)
	}
	if err != nil {
		return err
	}
	p := q.personFrame(words.GrantTitle.In(q.lang) + " · " + x.Name)
	return q.show(grantPage(p, x.ID, grantForm{unit: q.unit.Code}, q.grantable()))
}

func (q *request) grant() error {
	x, err := q.app.PersonPage(q.ctx(), q.who, q.r.PathValue("id"))
	if err != nil {
		return err
	}
	id, f := x.ID, q.readGrant()
	p := q.personFrame(words.GrantTitle.In(q.lang) + " · " + x.Name)
	g := q.newGrant(p, f)
	if len(p.Errors) > 0 {
		return q.showAs(http.StatusUnprocessableEntity, grantPage(p, id, f, q.grantable()))
	}
	waits, err := q.app.GrantRole(q.ctx(), q.who, id, g, f.reason)
	if err != nil && q.wrong(p, err, "role") {
		return q.showAs(wrongStatus(err), grantPage(p, id, f, q.grantable()))
	}
	if waits {
		return q.done(err, "/people/"+id, words.WaitsForSecond)
	}
	return q.done(err, "/people/"+id, words.Granted)
}

// revoke ends a role, and goes back to where its button stood.
func (q *request) revoke() error {
	back := "/account"
	if u, err := url.Parse(q.r.Referer()); err == nil && u.Host == q.r.Host && strings.HasPrefix(u.Path, "/people/") {
		back = local(u.Path)
	}
	return q.done(q.app.RevokeRole(q.ctx(), q.who, q.r.PathValue("id")), back, words.Revoked)
}

func (q *request) proposals() error {
	list, err := q.app.Proposals(q.ctx(), q.who)
	if err != nil {
		return err
	}
	return q.show(proposalsPage(q.page(words.Proposals), list))
}

func (q *request) decide() error {
	list, err := q.app.Proposals(q.ctx(), q.who)
	if err != nil {
		return err
	}
	link, err := q.app.Decide(q.ctx(), q.who, q.r.PathValue("id"), q.form("decision") == "approve")
	if p := q.page(words.Proposals); err != nil && problem.KindOf(err) != problem.Forbidden && q.wrong(p, err, "main") {
		return q.showAs(wrongStatus(err), proposalsPage(p, list))
	}
	if err == nil && link != "" {
		for _, x := range list {
			if x.ID == q.r.PathValue("id") {
				return q.showLink(link, x.Person)
			}
		}
	}
	return q.done(err, "/proposals", words.Decided)
}

func (q *request) invitationForm() error {
	login, _, err := q.app.Invited(q.ctx(), q.r.PathValue("token"))
	if problem.CodeOf(err) == app.ErrLinkOver.Code {
		return q.linkOver()
	} else if err != nil {
		return err
	}
	return q.show(invitationPage(q.page(words.InvitationTitle), q.r.URL.Path, login))
}

func (q *request) invitation() error {
	token := q.r.PathValue("token")
	login, _, err := q.app.Invited(q.ctx(), token)
	if problem.CodeOf(err) == app.ErrLinkOver.Code {
		return q.linkOver()
	} else if err != nil {
		return err
	}
	p := q.page(words.InvitationTitle)
	password, same := q.newPassword(p)
	if !same {
		return q.showAs(http.StatusUnprocessableEntity, invitationPage(p, q.r.URL.Path, login))
	}
	e, err := q.app.UseInvitation(q.ctx(), q.visit(), token, password)
	switch {
	case problem.CodeOf(err) == app.ErrLinkOver.Code:
		return q.linkOver()
	case err != nil && q.wrong(p, err, "password"):
		return q.showAs(wrongStatus(err), invitationPage(p, q.r.URL.Path, login))
	case err != nil:
		return err
	}
	return q.enter(e, "/")
}

// unitTitle names a unit, "all units" for the instance.
func unitTitle(p *ui.Page, u app.UnitRef) string {
	if u.Path == "/" {
		return p.T(words.AllUnits)
	}
	return ui.Dash(u.Name)
}

func setOrNot(set bool) lang.Text {
	if set {
		return words.IsSet
	}
	return words.IsNotSet
}

func grantColumns(people bool) []ui.Col {
	cols := []ui.Col{{Title: words.Role}, {Title: words.Unit}, {Title: words.FromDay}, {Title: words.UntilDay}, {Title: words.State}, {Title: words.GrantedBy}, {Title: words.Operations}}
	if people {
		cols = append([]ui.Col{{Title: words.ShortPeople}}, cols...)
	}
	return cols
}

func proposalTitle(p *ui.Page, x app.ProposalView) string {
	switch x.Kind {
	case "grant":
		return p.F(words.ProposalGrant, x.Object, p.T(x.Grant.Role.Title())+" · "+unitTitle(p, x.Unit))
	case "move":
		if x.On > p.Day {
			return p.F(words.ProposalMoveOn, x.Object, unitTitle(p, x.To), x.On.String())
		}
		return p.F(words.ProposalMove, x.Object, unitTitle(p, x.To))
	}
	return p.F(words.ProposalSecond, x.Object)
}
