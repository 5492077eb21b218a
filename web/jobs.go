package web

import (
	"context"
	"encoding/json"
	"strconv"

	"shukun/app"
	"shukun/lang"
	"shukun/problem"
	"shukun/web/ui"
	"shukun/web/words"
)

// jobRoutes are the background jobs: everybody's own tasks, and those of a unit for who may see them.
func (s *Server) jobRoutes() []route {
	return []route{
		{"GET /jobs", signed, (*request).jobs},
		{"GET /jobs/{id}", signed, (*request).job},
		{"POST /jobs/{id}/retry", signed, (*request).retryJob},
		{"POST /jobs/{id}/cancel", signed, (*request).cancelJob},
	}
}

const jobsOnPage = 50

// jobList is a page of a list of jobs.
type jobList struct {
	jobs        []app.JobView
	count       map[string]int // of the unit's, by state
	mine        bool           // the person's own tasks
	both        bool           // the person may see the unit's too
	state, kind string
	first, next string
	back        string // this page
}

// live reports whether the list changes by itself.
func (l *jobList) live() bool {
	for _, j := range l.jobs {
		if jobLive(j) {
			return true
		}
	}
	return false
}

func jobLive(j app.JobView) bool { return j.State == "ready" || j.State == "running" }

func (q *request) jobs() error {
	l := jobList{both: app.May(q.who, app.SeeJobs, app.Object{Path: q.unit.Path}), state: q.form("state"), kind: q.form("kind"), back: q.r.URL.RequestURI()}
	l.mine = !l.both || q.form("of") == "me" || q.form("of") == "" && !app.May(q.who, app.ManageJobs, app.Object{Path: q.unit.Path})
	ask := app.JobQuery{State: l.state, Kind: l.kind, Before: q.form("after"), Limit: jobsOnPage + 1}
	if !l.mine {
		ask.Path = q.unit.Path
	}
	var err error
	if l.jobs, l.count, err = q.app.Jobs(q.ctx(), q.who, ask); err != nil {
		return err
	}
	p := q.page(words.Jobs)
	l.first = first(p, ask.Before)
	if len(l.jobs) > jobsOnPage {
		l.jobs = l.jobs[:jobsOnPage]
		l.next = after(p, l.jobs[jobsOnPage-1].ID)
	}
	return q.show(jobsPage(p, &l))
}

func (q *request) job() error {
	j, err := q.app.FindJob(q.ctx(), q.who, q.r.PathValue("id"))
	if err != nil {
		return err
	}
	p := q.page(jobKindTitle(j.Kind))
	p.Crumbs = []ui.Crumb{{Href: "/jobs", Title: p.T(words.Jobs)}}
	return q.show(jobPage(p, j))
}

func (q *request) retryJob() error { return q.manageJob(q.app.RetryJob, words.JobRetried) }

func (q *request) cancelJob() error { return q.manageJob(q.app.CancelJob, words.JobCancelled) }

// manageJob does something to a job and goes back to where the button stood. That the job has moved on meanwhile is said
// there, too.
func (q *request) manageJob(do func(ctx context.Context, who *app.Actor, id string) error, done lang.Text) error {
	back := local(q.form("back"))
	if q.form("back") == "" {
		back = "/jobs/" + q.r.PathValue("id")
	}
	err := do(q.ctx(), q.who, q.r.PathValue("id"))
	if e, ok := asProblem(err); ok && e.Kind == problem.Conflict {
		return q.goTo(back, lang.Text{Zh: e.Message(lang.Zh), En: e.Message(lang.En)})
	}
	if err != nil {
		return err
	}
	return q.goTo(back, done)
}

func jobKindTitle(kind string) lang.Text {
	if t, ok := words.JobKinds[kind]; ok {
		return t
	}
	return lang.Text{Zh: kind, En: kind}
}

// jobState is the colour and word of a job's state.
func jobState(p *ui.Page, j app.JobView) (kind, word string) {
	word = p.T(words.JobStates[j.State])
	switch {
	case j.State == "ready" && j.Attempts > 0:
		return "warn", p.T(words.JobAgain)
	case j.State == "running":
		return "info", word
	case j.State == "done":
		return "ok", word
	case j.State == "dead":
		return "bad", word
	}
	return "", word
}

// jobWords says why a job failed, or what came of it; "" there is nothing to say.
func jobWords(p *ui.Page, j app.JobView) string {
	if j.Why.Code != "" && j.State != "done" {
		return p.T(lang.Text{Zh: j.Why.Zh, En: j.Why.En})
	}
	if j.State != "done" {
		return ""
	}
	switch j.Kind {
	case app.MailJob:
		var r app.MailResult
		if json.Unmarshal([]byte(j.Result), &r) == nil && r.Sent {
			return p.T(words.MailSent)
		}
		return p.T(words.MailNotSent)
	case app.ReportJob:
		return p.T(words.ReportIsMade)
	case app.VerifyAuditJob:
		var v app.AuditVerdict
		if json.Unmarshal([]byte(j.Result), &v) == nil {
			_, word := verdictWords(p, &v, j.EndedAt.Time())
			return word
		}
	}
	return ""
}

func jobUnit(p *ui.Page, unit, path string) string {
	switch {
	case unit != "":
		return unit
	case path == "/":
		return p.T(words.WholeInstance)
	}
	return path
}

// jobStateOptions and jobKindOptions are the filters' choices.
func jobStateOptions(p *ui.Page) []ui.Option {
	all := []ui.Option{{Title: p.T(words.JobAnyState)}}
	for _, s := range []string{"ready", "running", "done", "dead", "cancelled"} {
		all = append(all, ui.Option{Value: s, Title: p.T(words.JobStates[s])})
	}
	return all
}

func jobKindOptions(p *ui.Page) []ui.Option {
	all := []ui.Option{{Title: p.T(words.JobAnyKind)}}
	for _, k := range []string{"import", "evaluate", app.ReportJob, "mail", "verify-audit", app.PurgeUploadsJob} {
		all = append(all, ui.Option{Value: k, Title: p.T(words.JobKinds[k])})
	}
	return all
}

func (l *jobList) tabs(p *ui.Page) []ui.Tab {
	n := 0
	for _, c := range l.count {
		n += c
	}
	unit := ui.Tab{Href: "/jobs?of=unit", Title: p.T(words.AllJobs), Current: !l.mine}
	if !l.mine {
		unit.N = strconv.Itoa(n)
	}
	return []ui.Tab{{Href: "/jobs?of=me", Title: p.T(words.MyTasks), Current: l.mine}, unit}
}
