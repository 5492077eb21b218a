package app

import (
	"context"
	"encoding/base64"
	"encoding/json"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// keptForm is a form that waits for the person to prove once more who they are.
type keptForm struct {
	Path    string        `json:"path"`
	Form    string        `json:"form"` // as it was sent, without files
	Session string        `json:"session"`
	Second  store.Instant `json:"second"` // when the session's second factor was given last: a form goes on once only
	At      store.Instant `json:"at"`
}

// keptMost is the largest form that is kept, in bytes.
const keptMost = 200_000

var errFormOver = problem.New(problem.Conflict, "form-over", lang.Text{Zh: "这张表单已经办过，或等得太久", En: "this form has been dealt with, or has waited too long"},
	lang.Text{Zh: "回到原来的页面核对；如没有办成，重新填写", En: "Go back and look; if it was not done, fill it in again"})

// KeepForm seals a form for its own sender and session; nobody else can read it or send it. "" if it is too large.
func (a *App) KeepForm(who *Actor, path, form string) (string, error) {
	if len(form) > keptMost {
		return "", nil
	}
	b, err := json.Marshal(keptForm{path, form, who.Session, who.second, a.now()})
	if err != nil {
		return "", err
	}
	sealed, err := a.seal(b, who.Person)
	return base64.RawURLEncoding.EncodeToString(sealed), err
}

// openForm opens a form kept for the actor's session.
func (a *App) openForm(who *Actor, kept string) (f keptForm, err error) {
	sealed, err := base64.RawURLEncoding.DecodeString(kept)
	if err != nil {
		return f, errFormOver
	}
	b, err := a.unseal(sealed, who.Person)
	if err != nil || json.Unmarshal(b, &f) != nil || f.Session != who.Session || f.At <= before(a.now(), stepUpFor) {
		return f, errFormOver
	}
	return f, nil
}

// ConfirmForm takes the second factor anew as ConfirmSecond does, and gives the form that was kept meanwhile, once.
func (a *App) ConfirmForm(ctx context.Context, who *Actor, code, password, kept string) (path, form string, err error) {
	f, err := a.openForm(who, kept)
	if err != nil {
		return "", "", err
	}
	return f.Path, f.Form, a.confirmSecond(ctx, who, code, password, &f.Second)
}
