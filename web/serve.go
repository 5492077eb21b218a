package web

import (
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"

	"shukun/app"
	"shukun/lang"
	"shukun/problem"
	"shukun/web/ui"
	"shukun/web/words"
)

// The most a form may send, and a form with files.
const (
	bodyLimit  = 1 << 20
	filesLimit = 64 << 20
)

// serve answers a route: who asks, may they, the handler, and an error as a page of its own.
func (s *Server) serve(rt route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q := &request{w: w, r: r, s: s, app: s.app, id: s.app.NewID()}
		q.lang = s.language(r)
		defer func() {
			if v := recover(); v != nil {
				if v == http.ErrAbortHandler {
					panic(v) // a file broke off: the other end must see that it is not whole
				}
				s.options.Log.Error("panic", "request", q.id, "route", rt.pattern, "value", fmt.Sprint(v), "stack", string(debug.Stack()))
				q.fail(errors.New("panic"))
			}
		}()
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			limit := int64(bodyLimit)
			if rt.access.files {
				limit = filesLimit
			}
			r.Body = http.MaxBytesReader(w, r.Body, limit)
		}
		if err := q.identify(); err != nil {
			q.fail(err)
			return
		}
		switch {
		case !rt.access.public && q.who == nil:
			http.Redirect(w, r, "/sign-in?back="+escapePath(r), http.StatusSeeOther)
			return
		case rt.access.verb != "" && !app.Anywhere(q.who, rt.access.verb):
			q.fail(errNoPage)
			return
		}
		err := rt.handle(q)
		if problem.CodeOf(err) == app.ErrStepUp.Code {
			err = q.askSecond()
		}
		if err != nil {
			q.fail(err)
		}
	})
}

// fail shows an error as a page: what happened, what to do, and the number to tell.
func (q *request) fail(err error) {
	status := http.StatusInternalServerError
	e, ours := errors.AsType[*problem.Error](err)
	if ours {
		switch e.Kind {
		case problem.NotFound, problem.Forbidden:
			status = http.StatusNotFound // not mine and not there are one answer
			if e.Code == errCrossSite.Code {
				status = http.StatusForbidden
			}
		case problem.Invalid, problem.Unsupported:
			status = http.StatusUnprocessableEntity
		case problem.Conflict:
			status = http.StatusConflict
		case problem.TooLarge:
			status = http.StatusRequestEntityTooLarge
		case problem.Unavailable:
			status = http.StatusServiceUnavailable
		}
	}
	what, next := words.Failed, words.FailedNext
	if ours && e.Kind != problem.Internal {
		what, next = e.What, e.Next
		if status == http.StatusNotFound {
			what, next = words.NotFound, words.NotFoundNext
		}
	} else {
		q.s.options.Log.Error("failed", "request", q.id, "path", q.r.URL.Path, "error", err.Error())
	}
	p := q.page(what)
	if status == http.StatusNotFound {
		p.Units = nil
	}
	if q.who == nil {
		q.showAs(status, ui.PlainNote(p, next, q.id))
		return
	}
	q.showAs(status, ui.Note(p, next, q.id))
}

// language is what the person chose, else what the browser prefers, else Chinese.
func (s *Server) language(r *http.Request) lang.Lang {
	if c, err := r.Cookie(s.cookieName("lang")); err == nil {
		if l, ok := lang.Parse(c.Value); ok {
			return l
		}
	}
	for part := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		part, _, _ = strings.Cut(strings.TrimSpace(part), ";")
		switch {
		case strings.HasPrefix(part, "zh"):
			return lang.Zh
		case strings.HasPrefix(part, "en"):
			return lang.En
		}
	}
	return lang.Zh
}
