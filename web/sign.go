package web

import (
	"bytes"
	"encoding/base64"
	"image/png"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/pquerna/otp"

	"shukun/app"
	"shukun/lang"
	"shukun/problem"
	"shukun/web/ui"
	"shukun/web/words"
)

// signRoutes are signing in and out.
func (s *Server) signRoutes() []route {
	return []route{
		{"GET /sign-in", public, (*request).signInForm},
		{"POST /sign-in", public, (*request).signIn},
		{"GET /sign-in/second", public, (*request).secondForm},
		{"POST /sign-in/second", public, (*request).giveSecond},
		{"GET /sign-in/enrol", public, (*request).enrolForm},
		{"POST /sign-in/enrol", public, (*request).enrol},
		{"GET /bootstrap/{token}", public, (*request).bootstrapForm},
		{"POST /bootstrap/{token}", public, (*request).bootstrap},
		{"GET /confirm", signed, (*request).confirmForm},
		{"POST /confirm", signed, (*request).confirm},
		{"POST /sign-out", signed, (*request).signOut},
	}
}

// visit is what this request brings to prove who it is by.
func (q *request) visit() app.Visit {
	v := app.Visit{IP: address(q.r), Agent: q.r.UserAgent(), Request: q.id}
	if c, err := q.r.Cookie(q.s.cookieName("sid")); err == nil {
		v.Token = c.Value
	}
	return v
}

// enter follows an entry as far as it leads.
func (q *request) enter(e app.Entry, back string) error {
	http.SetCookie(q.w, q.s.cookie("sid", e.Token, 0))
	switch e.Stage {
	case app.NeedsSecond:
		return q.goTo("/sign-in/second?back="+url.QueryEscape(back), lang.Text{})
	case app.NeedsEnrol:
		return q.goTo("/sign-in/enrol?back="+url.QueryEscape(back), lang.Text{})
	}
	return q.goTo(back, lang.Text{})
}

func (q *request) signInForm() error {
	if q.who != nil {
		return q.goTo(local(q.form("back")), lang.Text{})
	}
	return q.show(signInPage(q.page(words.SignIn), "", local(q.form("back")), q.s.single != nil))
}

func (q *request) signIn() error {
	back := local(q.form("back"))
	e, err := q.app.SignIn(q.ctx(), q.visit(), q.form("login"), q.r.FormValue("password"))
	if err != nil {
		p := q.page(words.SignIn)
		if !q.wrong(p, err, "login") {
			return err
		}
		return q.showAs(wrongStatus(err), signInPage(p, q.form("login"), back, q.s.single != nil))
	}
	return q.enter(e, back)
}

// entering finds who is on the way in; nil, and the way to the beginning, if nobody is.
func (q *request) entering(stage app.Stage) (*app.Entering, error) {
	in, err := q.app.Entering(q.ctx(), q.visit())
	if err == nil && (in == nil || in.Stage != stage) {
		return nil, q.goTo("/sign-in?back="+url.QueryEscape(local(q.form("back"))), lang.Text{})
	}
	return in, err
}

func (q *request) secondForm() error {
	in, err := q.entering(app.NeedsSecond)
	if in == nil {
		return err
	}
	return q.show(secondPage(q.page(words.SecondTitle), local(q.form("back"))))
}

func (q *request) giveSecond() error {
	back := local(q.form("back"))
	e, err := q.app.GiveSecond(q.ctx(), q.visit(), q.form("code"))
	if err != nil {
		p := q.page(words.SecondTitle)
		if !q.wrong(p, err, "code") {
			return err
		}
		return q.showAs(wrongStatus(err), secondPage(p, back))
	}
	return q.enter(e, back)
}

func (q *request) enrolForm() error { return q.showEnrol(http.StatusOK, nil) }

func (q *request) showEnrol(status int, wrong error) error {
	in, err := q.entering(app.NeedsEnrol)
	if in == nil {
		return err
	}
	qr, err := qrCode(in.URI)
	if err != nil {
		return err
	}
	p := q.page(words.EnrolTitle)
	if wrong != nil && !q.wrong(p, wrong, "code") {
		return wrong
	}
	return q.showAs(status, enrolPage(p, qr, in.Secret, local(q.form("back"))))
}

func (q *request) enrol() error {
	e, codes, err := q.app.Enrol(q.ctx(), q.visit(), q.form("code"))
	if err != nil {
		return q.showEnrol(wrongStatus(err), err)
	}
	http.SetCookie(q.w, q.s.cookie("sid", e.Token, 0))
	return q.show(recoveryPage(q.page(words.RecoveryTitle), codes, local(q.form("back"))))
}

// qrCode draws what an authenticator app scans, as the address of a picture.
func qrCode(uri string) (string, error) {
	key, err := otp.NewKeyFromURL(uri)
	if err != nil {
		return "", err
	}
	img, err := key.Image(240, 240)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return "", err
	}
	return "data:image/png;base64," + base64.StdEncoding.EncodeToString(b.Bytes()), nil
}

// newPassword reads a new password entered twice.
func (q *request) newPassword(p *ui.Page) (string, bool) {
	password := q.r.FormValue("password")
	if password != q.r.FormValue("again") {
		p.Errors = append(p.Errors, ui.FieldError{Field: "again", Message: words.PasswordsDiffer.In(q.lang)})
		return "", false
	}
	return password, true
}

// linkOver answers to a one-use link that cannot be used: gone.
func (q *request) linkOver() error {
	return q.showAs(http.StatusGone, ui.PlainNote(q.page(words.LinkOverTitle), app.ErrLinkOver.Next, q.id))
}

func (q *request) bootstrapForm() error {
	err := q.app.CheckBootstrap(q.ctx(), q.r.PathValue("token"))
	if problem.CodeOf(err) == app.ErrLinkOver.Code {
		return q.linkOver()
	} else if err != nil {
		return err
	}
	return q.show(bootstrapPage(q.page(words.BootstrapTitle), q.r.URL.Path, "", ""))
}

func (q *request) bootstrap() error {
	p := q.page(words.BootstrapTitle)
	password, same := q.newPassword(p)
	if !same {
		return q.showAs(http.StatusUnprocessableEntity, bootstrapPage(p, q.r.URL.Path, q.form("login"), q.form("name")))
	}
	e, err := q.app.UseBootstrap(q.ctx(), q.visit(), q.r.PathValue("token"), app.NewPerson{Login: q.form("login"), Name: q.form("name")}, password)
	switch {
	case problem.CodeOf(err) == app.ErrLinkOver.Code:
		return q.linkOver()
	case err != nil && q.wrong(p, err, "password"):
		return q.showAs(wrongStatus(err), bootstrapPage(p, q.r.URL.Path, q.form("login"), q.form("name")))
	case err != nil:
		return err
	}
	return q.enter(e, "/")
}

func (q *request) confirmForm() error {
	return q.showConfirmSecond(http.StatusOK, nil, local(q.form("back")), "")
}

// showConfirmSecond asks for the second factor; kept is a form that goes on when it is given.
func (q *request) showConfirmSecond(status int, wrong error, back, kept string) error {
	byPassword, err := q.app.ConfirmsByPassword(q.ctx(), q.who)
	if err != nil {
		return err
	}
	p, field := q.page(words.StepUpTitle), "code"
	if byPassword {
		field = "password"
	}
	if wrong != nil && !q.wrong(p, wrong, field) {
		return wrong
	}
	return q.showAs(status, confirmPage(p, byPassword, back, kept))
}

func (q *request) confirm() error {
	back, kept := local(q.form("back")), q.form("kept")
	path, form, err := "", "", error(nil)
	if kept == "" {
		err = q.app.ConfirmSecond(q.ctx(), q.who, q.form("code"), q.r.FormValue("password"))
	} else {
		path, form, err = q.app.ConfirmForm(q.ctx(), q.who, q.form("code"), q.r.FormValue("password"), kept)
	}
	switch {
	case problem.KindOf(err) == problem.Conflict:
		return err
	case err != nil:
		return q.showConfirmSecond(wrongStatus(err), err, back, kept)
	case path != "":
		return q.goOn(path, form)
	}
	return q.goTo(back, lang.Text{})
}

// goOn sends a form that was kept to where it was meant for, as if the person had sent it just now.
func (q *request) goOn(path, form string) error {
	u, err := url.ParseRequestURI(path)
	if err != nil {
		return err
	}
	r := q.r.Clone(q.ctx())
	r.Method, r.URL, r.RequestURI = http.MethodPost, u, path
	r.Form, r.PostForm, r.MultipartForm = nil, nil, nil
	r.Body, r.ContentLength = io.NopCloser(strings.NewReader(form)), int64(len(form))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	q.s.mux.ServeHTTP(q.w, r)
	return nil
}

func (q *request) signOut() error {
	if err := q.app.EndSession(q.ctx(), q.who, q.who.Session); err != nil {
		return err
	}
	http.SetCookie(q.w, q.s.cookie("sid", "", -1))
	q.w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
	return q.goTo("/sign-in", lang.Text{})
}

// askSecond asks a person for their second factor anew. A page is gone back to; a form is kept, sealed, in the page that
// asks, and goes on once they have given it. Files are not kept: after a form with files they come back to its page.
func (q *request) askSecond() error {
	if q.r.Method == http.MethodGet {
		return q.goTo("/confirm?back="+url.QueryEscape(q.r.URL.RequestURI()), lang.Text{})
	}
	back := "/"
	if u, err := url.Parse(q.r.Referer()); err == nil && u.Host == q.r.Host {
		back = u.RequestURI()
	}
	kept := ""
	if q.r.MultipartForm == nil && q.r.ParseForm() == nil {
		var err error
		if kept, err = q.app.KeepForm(q.who, q.r.URL.RequestURI(), q.r.PostForm.Encode()); err != nil {
			return err
		}
	}
	if kept == "" {
		return q.goTo("/confirm?back="+url.QueryEscape(back), lang.Text{})
	}
	return q.showConfirmSecond(http.StatusOK, nil, back, kept)
}
