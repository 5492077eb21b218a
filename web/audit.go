package web

import (
	"strconv"
	"strings"
	"time"

	"shukun/app"
	"shukun/civil"
	"shukun/lang"
	"shukun/web/ui"
	"shukun/web/words"
)

// auditRoutes are the audit log, its verification, and receipts.
func (s *Server) auditRoutes() []route {
	see := may(app.SeeAudit)
	return []route{
		{"GET /audit", see, (*request).audit},
		{"GET /audit/{seq}", see, (*request).auditEvent},
		{"GET /audit/{seq}/receipt", see, (*request).auditReceipt},
		{"POST /audit/verify", see, (*request).verifyAudit},
	}
}

const auditOnPage = 50

// auditList is a page of the audit log.
type auditList struct {
	events      []app.AuditView
	ask         app.AuditQuery
	day         string
	state       *app.AuditState // nil: the person does not see the whole log
	chips       []ui.Chip
	first, next string
}

func (q *request) audit() error {
	l := auditList{ask: app.AuditQuery{Path: q.unit.Path, Actor: q.form("actor"), Action: q.form("action"), Object: q.form("object"), Limit: auditOnPage + 1}, day: q.form("day")}
	l.ask.Day, _ = civil.Parse(l.day)
	if n, err := strconv.ParseInt(q.form("after"), 10, 64); err == nil && n > 0 {
		l.ask.Before = n
	}
	p := q.page(words.Audit)
	if l.day != "" && l.ask.Day.IsZero() {
		p.Errors = append(p.Errors, ui.FieldError{Field: "day", Message: words.DayWrong.In(q.lang)})
	}
	var err error
	if l.events, err = q.app.Audit(q.ctx(), q.who, l.ask); err != nil {
		return err
	}
	if app.May(q.who, app.SeeAudit, app.Object{Path: "/"}) {
		state, err := q.app.AuditState(q.ctx(), q.who)
		if err != nil {
			return err
		}
		l.state = &state
	}
	for _, f := range []struct {
		name  string
		title lang.Text
		value string
	}{{"actor", words.AuditWho, l.ask.Actor}, {"action", words.AuditAct, l.ask.Action}, {"object", words.AuditObject, l.ask.Object}, {"day", words.AuditDay, day(l.ask.Day)}} {
		if f.value != "" {
			l.chips = append(l.chips, ui.Chip{Sentence: p.T(f.title) + p.F(lang.Text{Zh: "：%s", En: ": %s"}, f.value), Off: p.With(f.name, "")})
		}
	}
	l.first = first(p, q.form("after"))
	if len(l.events) > auditOnPage {
		l.events = l.events[:auditOnPage]
		if last := l.events[auditOnPage-1].Seq; last > 0 {
			l.next = after(p, strconv.FormatInt(last, 10))
		}
	}
	return q.show(auditPage(p, &l))
}

// auditSeq is the event the address names; -1 is none.
func (q *request) auditSeq() int64 {
	n, err := strconv.ParseInt(q.r.PathValue("seq"), 10, 64)
	if err != nil {
		return -1
	}
	return n
}

func (q *request) auditEvent() error {
	e, err := q.app.AuditEvent(q.ctx(), q.who, q.auditSeq())
	if err != nil {
		return err
	}
	p := q.page(words.AuditEvent)
	p.Title = p.F(words.AuditEvent, e.Seq)
	p.Crumbs = []ui.Crumb{{Href: "/audit", Title: p.T(words.Audit)}}
	return q.show(auditEventPage(p, e))
}

func (q *request) auditReceipt() error {
	seq := q.auditSeq()
	file, err := q.app.MakeReceipt(q.ctx(), q.who, seq)
	if err != nil {
		return err
	}
	return q.file("shukun-"+strconv.FormatInt(seq, 10)+".tlog-proof", "text/plain; charset=utf-8", file)
}

func (q *request) verifyAudit() error {
	if _, err := q.app.StartVerifyAudit(q.ctx(), q.who); err != nil {
		return err
	}
	return q.goTo("/audit", words.AuditStarted)
}

func actTitle(p *ui.Page, action string) string {
	if t, ok := words.AuditActs[action]; ok {
		return p.T(t)
	}
	return action
}

func auditWho(p *ui.Page, e app.AuditView) string {
	if e.Who == "" {
		return p.T(words.SystemItself)
	}
	return e.Who
}

// second writes an instant in China's time to the second.
func second(t time.Time) string {
	return t.In(time.FixedZone("CST", 8*3600)).Format("2006-01-02 15:04:05")
}

// objectHref is the page of what an event is about, "" if it has none.
func objectHref(object string) string {
	kind, id, ok := strings.Cut(object, ":")
	page, known := map[string]string{"finding": "/findings/", "job": "/jobs/", "person": "/people/", "filing": "/filings/", "unit": "/organisation/"}[kind]
	if !ok || !known || id == "" {
		return ""
	}
	return page + id
}

// verdictWords are the lamp and the sentence of what a verification found.
func verdictWords(p *ui.Page, v *app.AuditVerdict, at time.Time) (lamp, sentence string) {
	if v.Sound {
		return "ok", p.F(words.AuditSoundAt, ui.Minute(at), v.Size, v.Checkpoints)
	}
	return "bad", p.F(words.AuditChangedAt, ui.Minute(at), v.Seq, p.T(lang.Text{Zh: v.Zh, En: v.En}))
}

func problemWords(p *ui.Page, err error) string {
	if e, ok := asProblem(err); ok {
		return e.Message(p.Lang)
	}
	return err.Error()
}
