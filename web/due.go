package web

import (
	"shukun/app"
	"shukun/web/ui"
	"shukun/web/words"
)

// How many of what is due a screen tells: on the page of filings, and beside other things.
const (
	dueMost = 6
	dueFew  = 2
)

// dueScreen is what has to be filed next, as the page of filings and the workbench tell it.
type dueScreen struct {
	All  []app.Due
	More int
	Set  bool // days for filing are set at all
	May  bool // the person files some of it
}

func (q *request) dueNext(most int) (s dueScreen, err error) {
	s.All, s.Set, err = q.app.DueNext(q.ctx(), q.who, q.unit)
	if len(s.All) > 0 {
		s.May = s.All[0].Mine
	}
	if n := len(s.All) - most; n > 0 {
		s.All, s.More = s.All[:most], n
	}
	return s, err
}

// dueSays tells of one ledger that is due, and how pressing it is.
func dueSays(p *ui.Page, d app.Due) (lamp, says string) {
	name, day := kindTitle(p, d.Kind.Key), d.Day.String()
	switch {
	case d.Left < 0:
		lamp, says = "bad", p.F(words.DueOverdueIs, name, d.Period.Name, day, -d.Left)
	case d.Left == 0:
		lamp, says = "warn", p.F(words.DueTodayIs, name, d.Period.Name, day)
	case d.Left <= 7:
		lamp, says = "warn", p.F(words.DueLaterIs, name, d.Period.Name, day, d.Left)
	default:
		lamp, says = "none", p.F(words.DueLaterIs, name, d.Period.Name, day, d.Left)
	}
	return lamp, says
}

// dueWhose names the group that has not filed, or counts them, where there are several.
func dueWhose(p *ui.Page, d app.Due) string {
	switch {
	case d.Of == 1:
		return ""
	case d.Missing == 1:
		return d.Group.Name
	}
	return p.F(words.DueGroups, d.Of, d.Missing)
}

func dueHref(d app.Due) string { return "/filings/new?period=" + d.Period.Name }
