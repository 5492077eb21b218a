package web

import (
	"errors"
	"slices"

	"github.com/a-h/templ"

	"shukun/problem"
	"shukun/web/ui"
)

// refresh makes a part of a page load itself again every few seconds, as long as it may change. Without scripts a link
// does it.
func refresh(p *ui.Page, part string, live bool) templ.Attributes {
	if !live {
		return templ.Attributes{}
	}
	return templ.Attributes{"hx-get": p.Path, "hx-trigger": "every 3s", "hx-select": part, "hx-swap": "outerHTML"}
}

func asProblem(err error) (*problem.Error, bool) { return errors.AsType[*problem.Error](err) }

// hasMenu reports whether the person's menu has a screen.
func hasMenu(p *ui.Page, href string) bool {
	return slices.ContainsFunc(p.Menu, func(m ui.MenuItem) bool { return m.Href == href })
}
