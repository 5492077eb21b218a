package web

import (
	"errors"

	"github.com/a-h/templ"

	"shukun/lang"
	"shukun/problem"
	"shukun/web/ui"
)

// described ties an input to its hint and its error.
func described(p *ui.Page, id string, hint lang.Text) templ.Attributes {
	ids, a := "", templ.Attributes{}
	if hint.Zh != "" {
		ids = id + "-hint"
	}
	if p.Error(id) != "" {
		if ids != "" {
			ids += " "
		}
		ids += id + "-error"
		a["aria-invalid"] = "true"
	}
	if ids != "" {
		a["aria-describedby"] = ids
	}
	return a
}

// wrong puts a refusal of what was entered at its field, so that the form can be shown again; false if the error is of
// another kind and the page cannot help.
func (q *request) wrong(p *ui.Page, err error, field string) bool {
	e, ok := errors.AsType[*problem.Error](err)
	if !ok || e.Kind != problem.Invalid && e.Kind != problem.Conflict && e.Code != "too-many-guesses" && e.Code != "sign-in-busy" {
		return false
	}
	if e.Place.Column != "" {
		field = e.Place.Column
	}
	p.Errors = append(p.Errors, ui.FieldError{Field: field, Message: e.Message(q.lang)})
	return true
}

// wrongStatus is the status a form is shown again with.
func wrongStatus(err error) int {
	if c := problem.CodeOf(err); c == "too-many-guesses" || c == "sign-in-busy" {
		return 429
	}
	return 422
}
