package web

import (
	"net/url"
	"strconv"
	"strings"

	"shukun/money"
	"shukun/problem"
	"shukun/web/ui"
	"shukun/web/words"
)

// first leads back to a list's beginning, "" if one is there.
func first(p *ui.Page, place string) string {
	if place == "" {
		return ""
	}
	return p.With()
}

// after leads to the page of a list that begins after a place, "" if there is none.
func after(p *ui.Page, place string) string {
	if place == "" {
		return ""
	}
	return p.With("after", place)
}

// exportOf is the address of the list as a file.
func exportOf(p *ui.Page, form string) string {
	path, query, _ := strings.Cut(p.With(), "?")
	return path + "/export." + form + "?" + query
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func amount(f money.Fen) string {
	if f == 0 {
		return ""
	}
	return f.String()
}

func yes(on bool) string {
	if on {
		return "yes"
	}
	return ""
}

func most(on bool) string {
	if on {
		return "most"
	}
	return ""
}

func (s *Server) viewRoutes() []route {
	return []route{
		{"POST /views", signed, (*request).saveView},
		{"POST /views/remove", signed, (*request).removeView},
	}
}

// saveView keeps the filters of the page the form stood on, without the place in its list and the day.
func (q *request) saveView() error {
	back := local(q.form("back"))
	u, err := url.Parse(back)
	if err != nil {
		return errNoPage
	}
	query := u.Query()
	query.Del("after")
	query.Del("as-of")
	if err := q.app.SaveView(q.ctx(), q.who, q.form("screen"), q.form("name"), query.Encode()); err != nil {
		if problem.KindOf(err) == problem.Invalid {
			return q.goTo(back, words.ViewNeedsName)
		}
		return err
	}
	return q.goTo(back, words.ViewSaved)
}

func (q *request) removeView() error {
	if err := q.app.RemoveView(q.ctx(), q.who, q.form("id")); err != nil {
		return err
	}
	return q.goTo(local(q.form("back")), words.ViewRemoved)
}
