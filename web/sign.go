package web

import (
	"net/http"

	"shukun/lang"
	"shukun/web/words"
)

// signRoutes are signing in and out.
func (s *Server) signRoutes() []route {
	return []route{
		{"POST /sign-out", signed, (*request).signOut},
	}
}

func (q *request) signOut() error {
	if err := q.app.EndSession(q.ctx(), q.who, q.who.Session); err != nil {
		return err
	}
	http.SetCookie(q.w, q.s.cookie("sid", "", -1))
	q.w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
	return q.goTo("/sign-in", lang.Text{})
}

var _ = words.SignIn
