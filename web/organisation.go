package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"shukun/app"
	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/problem"
	"shukun/web/ui"
	"shukun/web/words"
)

// organisationRoutes are the tree of units and what is known of each.
func (s *Server) organisationRoutes() []route {
	return []route{
		{"GET /organisation", may(app.SeeOrganisation), (*request).organisation},
		{"GET /organisation/new", may(app.EditOrganisation), (*request).newUnitForm},
		{"POST /organisation/new", may(app.EditOrganisation), (*request).newUnit},
		{"GET /organisation/{code}", may(app.SeeOrganisation), (*request).unitScreen},
		{"GET /organisation/{code}/edit", may(app.EditOrganisation), (*request).editUnitForm},
		{"POST /organisation/{code}/edit", may(app.EditOrganisation), (*request).editUnit},
		{"GET /organisation/{code}/move", may(app.EditOrganisation), (*request).moveForm},
		{"POST /organisation/{code}/move", may(app.EditOrganisation), (*request).move},
		{"GET /organisation/{code}/people", may(app.SeePeople), (*request).holders},
	}
}

// wholeTree is how many units are shown as a whole tree; of more, two levels at a time.
const wholeTree = 400

func (q *request) organisation() error {
	v := treeView{text: q.form("q"), edit: app.Anywhere(q.who, app.EditOrganisation), file: app.Anywhere(q.who, app.FileLedger)}
	if b := q.form("back"); b != "" {
		v.back = local(b)
	}
	var err error
	if v.proposals, err = q.waiting(); err != nil {
		return err
	}
	path := q.unit.Path
	if at := q.form("at"); at != "" {
		u, err := q.app.UnitPage(q.ctx(), q.who, at)
		if err != nil {
			return err
		}
		path = u.Path
	}
	if v.text != "" {
		v.found, err = q.app.FindUnits(q.ctx(), q.who, v.text, 100)
	} else if path != "" {
		v.branches, err = q.app.Branches(q.ctx(), q.who, path, wholeTree)
	}
	if err != nil {
		return err
	}
	return q.show(organisationPage(q.page(words.Organisation), v))
}

// lookAt is the link that makes a unit the one looked at.
func lookAt(code, back string) templ.SafeURL {
	if back == "" {
		back = "/organisation"
	}
	return templ.SafeURL("/unit?to=" + url.QueryEscape(code) + "&back=" + url.QueryEscape(back))
}

// unitFrame is the frame of a screen about a unit.
func (q *request) unitFrame(title string, u app.UnitView) *ui.Page {
	p := q.page(words.Organisation)
	p.Title = title
	p.Crumbs = []ui.Crumb{{Href: "/organisation", Title: words.Organisation.In(q.lang)}}
	if u.Code != "" && title != u.Name {
		p.Crumbs = append(p.Crumbs, ui.Crumb{Href: "/organisation/" + u.Code, Title: u.Name})
	}
	return p
}

func (q *request) unitScreen() error {
	u, err := q.app.UnitPage(q.ctx(), q.who, q.r.PathValue("code"))
	if err != nil {
		return err
	}
	return q.show(unitEditPage(q.unitFrame(u.Name, u), u, app.May(q.who, app.SeePeople, app.Object{Path: u.Path})))
}

// unitFacts lists what is known of a unit, in words.
func unitFacts(p *ui.Page, u app.UnitView) [][2]string {
	return [][2]string{
		{p.T(words.UnitShort), u.Short}, {p.T(words.UnitControl), enumTitle(p, "control", u.Control)}, {p.T(words.UnitSize), enumTitle(p, "size", u.Size)},
		{p.T(words.UnitKind), enumTitle(p, "kind", u.Unit.Kind)}, {p.T(words.UnitIndustry), u.Industry}, {p.T(words.UnitCounty), u.County},
		{p.T(words.UnitHolding), percent(u.Holding)}, {p.T(words.UnitLeft), ui.Date(u.Until)},
	}
}

func percent(s string) string {
	if s == "" {
		return ""
	}
	return s + "%"
}

// enumOf gives the values of a column of the enterprises ledger.
func enumOf(column string) *ledger.Enum {
	for _, c := range ledger.FindKind("enterprises").Columns {
		if c.Key == column {
			return c.Enum
		}
	}
	return nil
}

func enumTitle(p *ui.Page, column, key string) string {
	if e := enumOf(column); e != nil && p.Lang == lang.Zh {
		for _, v := range e.Values {
			if v.Key == key {
				return v.Zh
			}
		}
	}
	return key
}

// unitForm is what was entered of a unit.
type unitForm struct {
	unit        app.Unit
	until, back string
}

func (f unitForm) options(p *ui.Page, column string) []ui.Option {
	all := []ui.Option{{Value: "", Title: p.T(words.None)}}
	if e := enumOf(column); e != nil {
		for _, v := range e.Values {
			all = append(all, ui.Option{Value: v.Key, Title: enumTitle(p, column, v.Key)})
		}
	}
	return all
}

func (q *request) readUnit(p *ui.Page, back string) unitForm {
	f := unitForm{until: q.form("until"), back: back, unit: app.Unit{Code: strings.ToUpper(q.form("code")), Parent: strings.ToUpper(q.form("parent")), Name: q.form("name"),
		Short: q.form("short"), Control: q.form("control"), Size: q.form("size"), Kind: q.form("kind"), Industry: q.form("industry"), County: q.form("county"), Holding: q.form("holding")}}
	f.unit.Until = q.day(p, "until", f.until)
	return f
}

func (q *request) newUnitForm() error {
	p := q.unitFrame(words.AddUnit.In(q.lang), app.UnitView{})
	return q.show(unitFormPage(p, "/organisation/new", true, unitForm{unit: app.Unit{Parent: q.form("parent")}, back: "/organisation"}))
}

func (q *request) newUnit() error {
	p := q.unitFrame(words.AddUnit.In(q.lang), app.UnitView{})
	f := q.readUnit(p, "/organisation")
	q.pathOf(p, "parent", f.unit.Parent)
	if len(p.Errors) > 0 {
		return q.showAs(http.StatusUnprocessableEntity, unitFormPage(p, "/organisation/new", true, f))
	}
	err := q.app.EditUnit(q.ctx(), q.who, f.unit, true)
	if err != nil && q.wrong(p, err, "code") {
		return q.showAs(wrongStatus(err), unitFormPage(p, "/organisation/new", true, f))
	}
	return q.done(err, "/organisation/"+url.PathEscape(f.unit.Code), words.Saved)
}

// editable loads a unit the person may change.
func (q *request) editable() (app.UnitView, error) {
	u, err := q.app.UnitPage(q.ctx(), q.who, q.r.PathValue("code"))
	if err == nil && !u.Edit {
		err = errNoPage
	}
	return u, err
}

func (q *request) editUnitForm() error {
	u, err := q.editable()
	if err != nil {
		return err
	}
	f := unitForm{unit: u.Unit, back: "/organisation/" + u.Code}
	if !u.Until.IsZero() {
		f.until = u.Until.String()
	}
	return q.show(unitFormPage(q.unitFrame(words.EditUnit.In(q.lang), u), "/organisation/"+u.Code+"/edit", false, f))
}

func (q *request) editUnit() error {
	u, err := q.editable()
	if err != nil {
		return err
	}
	p, here := q.unitFrame(words.EditUnit.In(q.lang), u), "/organisation/"+u.Code
	f := q.readUnit(p, here)
	f.unit.Code = u.Code
	if len(p.Errors) > 0 {
		return q.showAs(http.StatusUnprocessableEntity, unitFormPage(p, here+"/edit", false, f))
	}
	err = q.app.EditUnit(q.ctx(), q.who, f.unit, false)
	if err != nil && q.wrong(p, err, "name") {
		return q.showAs(wrongStatus(err), unitFormPage(p, here+"/edit", false, f))
	}
	return q.done(err, here, words.Saved)
}

// moveForm asks where to, and then shows in numbers what would happen.
func (q *request) moveForm() error {
	u, err := q.editable()
	if err == nil {
		err = app.StepUp(q.who)
	}
	if err != nil {
		return err
	}
	p, to, on := q.unitFrame(words.MoveUnit.In(q.lang), u), strings.ToUpper(q.form("to")), q.form("on")
	if q.form("preview") == "" {
		return q.show(moveFormPage(p, u.Code, to, on))
	}
	if q.day(p, "on", on); len(p.Errors) > 0 {
		return q.showAs(http.StatusUnprocessableEntity, moveFormPage(p, u.Code, to, on))
	}
	m, err := q.app.PreviewMove(q.ctx(), q.who, u.Code, to)
	switch {
	case problem.KindOf(err) == problem.Forbidden:
		p.Errors = append(p.Errors, ui.FieldError{Field: "to", Message: words.UnitUnknown.In(q.lang)})
		return q.showAs(http.StatusUnprocessableEntity, moveFormPage(p, u.Code, to, on))
	case err != nil && q.wrong(p, err, "to"):
		return q.showAs(wrongStatus(err), moveFormPage(p, u.Code, to, on))
	case err != nil:
		return err
	}
	return q.show(movePreviewPage(p, u.Code, to, on, m))
}

func (q *request) move() error {
	code, to := q.r.PathValue("code"), strings.ToUpper(q.form("to"))
	on, _ := civil.Parse(q.form("on"))
	waits, err := q.app.MoveUnit(q.ctx(), q.who, code, to, on, q.form("reason"))
	if problem.KindOf(err) == problem.Invalid && err != nil {
		u, e := q.editable()
		if e != nil {
			return e
		}
		if p := q.unitFrame(words.MoveUnit.In(q.lang), u); q.wrong(p, err, "to") {
			return q.showAs(wrongStatus(err), moveFormPage(p, code, to, q.form("on")))
		}
	}
	if waits {
		return q.done(err, "/organisation/"+code, words.WaitsForSecond)
	}
	if on > q.app.Day() {
		return q.done(err, "/organisation/"+code, words.MovePlanned)
	}
	return q.done(err, "/organisation/"+code, words.Moved)
}

// moveDay is the day of a move as it was entered; empty is today.
func moveDay(p *ui.Page, on string) string {
	if on == "" {
		return p.Day.String()
	}
	return on
}

func (q *request) holders() error {
	u, err := q.app.UnitPage(q.ctx(), q.who, q.r.PathValue("code"))
	if err != nil {
		return err
	}
	grants, err := q.app.Holders(q.ctx(), q.who, u.Code)
	if err != nil {
		return err
	}
	return q.show(holdersPage(q.unitFrame(words.Holders.In(q.lang), u), grants))
}
