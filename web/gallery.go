package web

import (
	"github.com/a-h/templ"

	"shukun/civil"
	"shukun/lang"
	"shukun/regulation"
	"shukun/web/ui"
	"shukun/web/words"
)

// specimen is a screen in one state, made of invented figures: what the gallery and its test show.
type specimen struct {
	name string // "payables-empty"
	show func(p *ui.Page) templ.Component
}

// specimenID is the id of things made up for the gallery: nothing more can be loaded of them.
const specimenID = "specimen"

// specimens lists every screen in every state, area by area.
func specimens(law *regulation.Regulation) []specimen {
	all := lawSpecimens(law)
	for _, area := range [][]specimen{boardSpecimens(), filingSpecimens(), operationSpecimens(), ownSpecimens(civil.MustParse("2022-06-30")), peopleSpecimens(civil.MustParse("2022-06-30")), unitSpecimens(civil.MustParse("2022-06-30"))} {
		all = append(all, area...)
	}
	return all
}

// galleryRoutes exist only in development: components and screens in every state, without data or sign-in.
func (s *Server) galleryRoutes() []route {
	if !s.options.Gallery {
		return nil
	}
	return []route{
		{"GET /-/gallery", public, (*request).gallery},
		{"GET /-/gallery/{name}", public, (*request).gallerySpecimen},
	}
}

func (q *request) gallery() error {
	return q.show(galleryIndex(q.galleryPage(words.Gallery), specimens(q.app.Law)))
}

func (q *request) gallerySpecimen() error {
	for _, s := range specimens(q.app.Law) {
		if s.name == q.r.PathValue("name") {
			return q.show(s.show(q.galleryPage(words.Gallery)))
		}
	}
	return errNoPage
}

// galleryPage is the frame of somebody who may open everything.
func (q *request) galleryPage(title lang.Text) *ui.Page {
	p := q.page(title)
	p.Person, p.Regulator, p.SwitchAmount, p.SwitchDay, p.Charts = "张三（虚构）", "示例国资委", true, true, true
	p.DataLine = q.app.Day().String()
	for _, m := range menus {
		p.Menu = append(p.Menu, ui.MenuItem{Href: m.href, Title: m.title, Current: m.href == "/payables"})
	}
	p.Units = []ui.UnitChoice{{Name: words.AllUnits.In(q.lang)}, {Code: "1", Name: "甲集团（虚构）", Depth: 1}, {Code: "2", Name: "甲集团一公司（虚构）", Depth: 2}}
	p.Crumbs = []ui.Crumb{{Href: "/", Title: p.T(words.Today)}}
	return p
}
