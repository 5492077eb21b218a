package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"shukun/app"
	"shukun/lang"
	"shukun/web/ui"
	"shukun/web/words"
)

// eraseView is what would be erased of a person, and what was entered to confirm it.
type eraseView struct {
	person app.PersonView
	traces app.Traces
	sure   bool
	login  string
}

// eraseForm shows what would be erased and what stays; after the act, what was erased.
func (q *request) eraseForm() error {
	v, err := q.eraseView()
	if err != nil {
		return err
	}
	p := q.personFrame(words.EraseDone.In(q.lang))
	if event, err := strconv.ParseInt(q.form("event"), 10, 64); err == nil {
		n, err := q.app.Erasure(q.ctx(), q.who, v.person.ID, event)
		if err != nil {
			return err
		}
		return q.show(erasedPage(p, v.person, n, event, app.May(q.who, app.SeeAudit, app.Object{Path: "/"})))
	}
	if err := app.StepUp(q.who); err != nil {
		return err
	}
	p.Title = p.F(words.EraseTitle, v.person.Name)
	return q.show(erasePage(p, v))
}

func (q *request) eraseView() (v eraseView, err error) {
	id := q.r.PathValue("id")
	if v.person, err = q.app.PersonPage(q.ctx(), q.who, id); err == nil {
		v.traces, err = q.app.TracesOf(q.ctx(), q.who, id)
	}
	return v, err
}

// erase erases the traces of a person once it is confirmed twice: by a tick, and by entering whose they are.
func (q *request) erase() error {
	v, err := q.eraseView()
	if err != nil {
		return err
	}
	v.sure, v.login = q.form("sure") != "", q.form("login")
	p := q.personFrame("")
	p.Title = p.F(words.EraseTitle, v.person.Name)
	if !v.sure {
		p.Errors = append(p.Errors, ui.FieldError{Field: "sure", Message: p.T(words.EraseUnsure)})
	}
	if !strings.EqualFold(v.login, v.person.Login) {
		p.Errors = append(p.Errors, ui.FieldError{Field: "login", Message: p.T(words.EraseOther)})
	}
	if len(p.Errors) > 0 {
		return q.showAs(http.StatusUnprocessableEntity, erasePage(p, v))
	}
	event, err := q.app.EraseTraces(q.ctx(), q.who, v.person.ID)
	if err != nil && q.wrong(p, err, "login") {
		return q.showAs(wrongStatus(err), erasePage(p, v))
	}
	return q.done(err, "/people/"+v.person.ID+"/erase?event="+strconv.FormatInt(event, 10), lang.Text{})
}

// eraseHint says which login is to be entered.
func eraseHint(login string) lang.Text {
	return lang.Text{Zh: fmt.Sprintf(words.EraseLogin.Zh, login), En: fmt.Sprintf(words.EraseLogin.En, login)}
}
