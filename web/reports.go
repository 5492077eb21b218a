package web

import (
	"encoding/json"
	"net/http"
	"strconv"

	"shukun/app"
	"shukun/civil"
	"shukun/lang"
	"shukun/web/ui"
	"shukun/web/words"
)

// reportRoutes are the reports people take along: asked for here, made by a job, downloaded and removed here.
func (s *Server) reportRoutes() []route {
	take := may(app.Export)
	return []route{
		{"GET /reports", take, (*request).reports},
		{"POST /reports", take, (*request).askReport},
		{"GET /reports/{id}", take, (*request).report},
		{"GET /reports/{id}/export.xlsx", take, (*request).reportXLSX},
		{"GET /reports/{id}/export.html", take, (*request).reportHTML},
		{"POST /reports/{id}/remove", take, (*request).removeReport},
	}
}

const reportsOnPage = 50

// reportList is a page of the reports of a unit, with the form that asks for one.
type reportList struct {
	reports     []app.ReportView
	unit        app.UnitRef // of the form
	name        string      // of that unit
	day         string      // of the form
	keep        int         // days a report is kept
	first, next string
	back        string
}

func (l *reportList) live() bool {
	for i := range l.reports {
		if l.reports[i].Live() {
			return true
		}
	}
	return false
}

func (q *request) reports() error {
	unit, err := q.reportUnit(q.form("in"))
	if err != nil {
		return err
	}
	return q.showReports(http.StatusOK, q.page(words.Reports), unit, q.asOf.String())
}

// reportUnit is the unit a report is asked for: one named, else the one looked at.
func (q *request) reportUnit(code string) (app.UnitRef, error) {
	if code == "" || code == q.unit.Code {
		return q.unit, nil
	}
	u, err := q.app.UnitPage(q.ctx(), q.who, code)
	return app.UnitRef{Code: u.Code, Name: u.Name, Path: u.Path}, err
}

func (q *request) showReports(status int, p *ui.Page, unit app.UnitRef, day string) error {
	l := reportList{unit: unit, name: unit.Name, day: day, keep: q.app.ReportsKept(), back: "/reports"}
	if unit.Code == "" {
		l.name = p.T(words.AllUnits)
	}
	if unit.Code != q.unit.Code {
		l.back += "?in=" + unit.Code
	}
	var err error
	if l.reports, err = q.app.Reports(q.ctx(), q.who, unit.Path, q.form("after"), reportsOnPage+1); err != nil {
		return err
	}
	l.first = first(p, q.form("after"))
	if len(l.reports) > reportsOnPage {
		l.reports = l.reports[:reportsOnPage]
		l.next = after(p, l.reports[reportsOnPage-1].ID)
	}
	return q.showAs(status, reportsPage(p, &l))
}

func (q *request) askReport() error {
	unit, err := q.reportUnit(q.form("unit"))
	if err != nil {
		return err
	}
	p := q.page(words.Reports)
	day, ok := civil.Parse(q.form("day"))
	if !ok {
		p.Errors = append(p.Errors, ui.FieldError{Field: "day", Message: words.DayWrong.In(q.lang)})
		return q.showReports(http.StatusUnprocessableEntity, p, unit, q.form("day"))
	}
	_, err = q.app.AskReport(q.ctx(), q.who, unit, day, q.lang)
	if err != nil && q.wrong(p, err, "day") {
		return q.showReports(wrongStatus(err), p, unit, q.form("day"))
	}
	back := "/reports"
	if unit.Code != q.unit.Code {
		back += "?in=" + unit.Code
	}
	return q.done(err, back, words.ReportAsked)
}

func (q *request) report() error {
	v, err := q.app.FindReport(q.ctx(), q.who, q.r.PathValue("id"))
	if err != nil {
		return err
	}
	p := q.page(words.Reports)
	p.Title = reportTitle(p, &v)
	p.Crumbs = []ui.Crumb{{Href: "/reports", Title: p.T(words.Reports)}}
	return q.show(reportPage(p, v))
}

func (q *request) removeReport() error {
	return q.done(q.app.RemoveReport(q.ctx(), q.who, q.r.PathValue("id")), "/reports", words.ReportRemoved)
}

func (q *request) reportXLSX() error { return q.reportFile(app.ReportXLSX) }

func (q *request) reportHTML() error { return q.reportFile(app.ReportHTML) }

// reportFile sends a file of a report, piece by piece, to be kept: it is not opened within this site.
func (q *request) reportFile(form string) error {
	v, file, next, err := q.app.FetchReport(q.ctx(), q.who, q.r.PathValue("id"), form)
	if err != nil {
		return err
	}
	name := v.Whose
	if name == "" {
		name = words.AllUnits.In(q.lang)
	}
	h := q.w.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Content-Type", app.ReportMedia(form))
	h.Set("Content-Length", strconv.FormatInt(file.Size, 10))
	h.Set("Content-Disposition", disposition(q.reportName(name, v.Day)+"."+form))
	for {
		piece, err := next()
		if err == nil && piece == nil {
			return nil
		}
		if err == nil {
			_, err = q.w.Write(piece)
		}
		if err != nil {
			q.s.options.Log.Error("download broke off", "request", q.id, "error", err.Error())
			panic(http.ErrAbortHandler) // the file must not look whole
		}
	}
}

func (q *request) reportName(unit string, day civil.Date) string {
	p := &ui.Page{Lang: q.lang}
	return p.F(words.ReportFileName, unit, day.String())
}

func reportTitle(p *ui.Page, v *app.ReportView) string {
	return p.F(words.ReportTitle, reportWhose(p, v), ui.Date(v.Day))
}

func reportWhose(p *ui.Page, v *app.ReportView) string {
	switch {
	case v.Whose != "":
		return v.Whose
	case v.Unit == "":
		return p.T(words.AllUnits)
	}
	return v.Unit
}

// reportState is the colour and word of how far a report is.
func reportState(p *ui.Page, v *app.ReportView) (kind, word string) {
	switch v.State {
	case "done":
		return "ok", p.T(words.ReportDone)
	case "running":
		return "info", p.T(words.ReportWorking)
	case "ready":
		if v.Why.Code != "" {
			return "warn", p.T(words.JobAgain)
		}
		return "", p.T(words.ReportWaits)
	case "dead":
		return "bad", p.T(words.ReportFailed)
	}
	return "", p.T(words.ReportCancelled)
}

// reportJob is the job that makes a report, as its buttons want it.
func reportJob(v *app.ReportView) (j app.JobView) {
	j.ID, j.Kind, j.State, j.MadeAt, j.Manages, j.Why = v.Job, app.ReportJob, v.State, v.Made, v.Mine, v.Why
	j.Done, j.All = v.Done, v.All
	return j
}

func reportForm(form string) lang.Text {
	if form == app.ReportHTML {
		return words.ReportPage
	}
	return words.ReportBook
}

// fileSize writes how large a file is: 12 KB, 3.4 MB.
func fileSize(n int64) string {
	const kilo, mega = 1 << 10, 1 << 20
	if n < mega {
		return ui.Thousands(max(1, (n+kilo/2)/kilo)) + " KB"
	}
	return ui.Thousands(n/mega) + "." + strconv.FormatInt(n%mega*10/mega, 10) + " MB"
}

// reportMade gives the report that a job has made, "" if it has made none.
func reportMade(j app.JobView) string {
	var r struct {
		Report string `json:"report"`
	}
	if j.Kind != app.ReportJob || j.State != "done" || json.Unmarshal([]byte(j.Result), &r) != nil {
		return ""
	}
	return r.Report
}
