package web

import "shukun/app"

// access says who may come through a route. Which objects they may touch is app's to say, each time.
type access struct {
	public bool     // nobody need be signed in
	signed bool     // anybody signed in
	verb   app.Verb // whoever may do this somewhere
	files  bool     // the form brings files: its body may be long
}

var (
	public = access{public: true}
	signed = access{signed: true}
)

func may(v app.Verb) access { return access{verb: v} }

func (a access) withFiles() access {
	a.files = true
	return a
}

// route is one address of the site. A route without access does not exist: the test of this table refuses it.
type route struct {
	pattern string // "GET /findings"
	access  access
	handle  func(*request) error
}

// routes lists every route of the site, area by area.
func (s *Server) routes() []route {
	var all []route
	for _, area := range [][]route{
		s.signRoutes(),
		s.singleRoutes(),
		s.homeRoutes(),
		s.dashboardRoutes(),
		s.ownRoutes(),
		s.payablesRoutes(),
		s.leasesRoutes(),
		s.viewRoutes(),
		s.peopleRoutes(),
		s.organisationRoutes(),
		s.accountRoutes(),
		s.uploadRoutes(),
		s.filingRoutes(),
		s.ledgerRoutes(),
		s.calendarRoutes(),
		s.jobRoutes(),
		s.reportRoutes(),
		s.auditRoutes(),
		s.galleryRoutes(),
		s.findingRoutes(),
		s.clauseRoutes(),
		s.portraitRoutes(),
	} {
		all = append(all, area...)
	}
	return all
}
