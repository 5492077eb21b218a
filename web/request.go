package web

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"shukun/app"
	"shukun/civil"
	"shukun/lang"
	"shukun/problem"
	"shukun/web/ui"
	"shukun/web/words"
)

// request is one request being answered: who asks, in what language, looking at which unit and day.
type request struct {
	w    http.ResponseWriter
	r    *http.Request
	s    *Server
	app  *app.App
	who  *app.Actor // nil: nobody signed in
	lang lang.Lang
	unit app.UnitRef // the subtree looked at; Path "" if the person has none
	asOf civil.Date  // the day looked at
	id   string      // of the request, for the log and the person
}

func (q *request) ctx() context.Context { return q.r.Context() }

// form gives a field of the form or query, without spaces around it.
func (q *request) form(name string) string { return strings.TrimSpace(q.r.FormValue(name)) }

// page makes the frame of a screen.
func (q *request) page(title lang.Text) *ui.Page {
	p := &ui.Page{Lang: q.lang, Title: title.In(q.lang), Path: q.r.URL.RequestURI(), Demo: q.app.Demo, Day: q.app.Day(), AsOf: q.asOf,
		Regulator: q.app.Name, Assets: q.s.assets, Flash: q.flash(), Amount: q.amountUnit()}
	p.Nonce, _ = q.ctx().Value(nonceOf{}).(string)
	if q.who != nil {
		p.Person = q.who.Name
		p.Menu = q.menu()
		p.Unit = ui.UnitChoice{Code: q.unit.Code, Name: q.unitName()}
		p.Units, p.MoreUnits = q.units()
	}
	return p
}

// show writes a screen; nothing is sent before it is whole.
func (q *request) show(c templ.Component) error { return q.showAs(http.StatusOK, c) }

func (q *request) showAs(status int, c templ.Component) error {
	var b bytes.Buffer
	if err := c.Render(q.ctx(), &b); err != nil {
		return err
	}
	q.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	return send(q.w, q.r, status, b.Bytes())
}

// goTo sends the person on after a form was done, with words that say what was done.
func (q *request) goTo(path string, flash lang.Text) error {
	if flash.Zh != "" {
		http.SetCookie(q.w, q.s.cookie("flash", url.QueryEscape(flash.In(q.lang)), 60))
	}
	http.Redirect(q.w, q.r, path, http.StatusSeeOther)
	return nil
}

func (q *request) flash() string {
	c, err := q.r.Cookie(q.s.cookieName("flash"))
	if err != nil {
		return ""
	}
	http.SetCookie(q.w, q.s.cookie("flash", "", -1))
	s, _ := url.QueryUnescape(c.Value)
	return s
}

// cookieName has the prefix that binds a cookie to this host, wherever TLS makes it possible.
func (s *Server) cookieName(name string) string {
	if s.options.Secure {
		return "__Host-" + name
	}
	return name
}

// cookie makes a cookie of this site; seconds < 0 ends it, 0 lasts as long as the browser.
func (s *Server) cookie(name, value string, seconds int) *http.Cookie {
	return &http.Cookie{Name: s.cookieName(name), Value: value, Path: "/", MaxAge: seconds, HttpOnly: true, Secure: s.options.Secure, SameSite: http.SameSiteLaxMode}
}

// local gives back a path of this site, or "/" for anything that leads elsewhere.
func local(path string) string {
	u, err := url.Parse(path)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(path, "//") || strings.Contains(path, "\\") {
		return "/"
	}
	return path
}

// address is the other end's address, without its port.
func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

var (
	errNoPage    = problem.New(problem.NotFound, "no-page", words.NotFound, words.NotFoundNext)
	errCrossSite = problem.New(problem.Forbidden, "cross-site", lang.Text{Zh: "这个请求来自别的网站，没有执行", En: "This request came from another site and was not carried out"},
		lang.Text{Zh: "从本站页面重新操作", En: "Do it again from a page of this site"})
)
