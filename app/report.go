package app

import (
	"context"
	"encoding/json"
	"strings"

	"shukun/civil"
	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// The forms of a report's files.
const (
	ReportXLSX = "xlsx" // the workbook, a sheet a clause
	ReportHTML = "html" // the page that stands alone
)

// ReportFile is a file of a report.
type ReportFile = store.ReportFile

// ReportView is a report as screens show it.
type ReportView struct {
	store.Report
	Files []store.ReportFile
	Whose string // name of the unit; "" the whole instance
	By    string // who asked
	Mine  bool   // the actor asked: they may remove it, retry and cancel its job
	Why   Failure
	Until civil.Date // it is removed after that day
}

// Live reports whether it is still being made.
func (v *ReportView) Live() bool { return v.State == store.JobReady || v.State == store.JobRunning }

// reportsAtOnce is how many reports of one person may be waiting.
const reportsAtOnce = 5

// AskReport asks for the report of a unit, with all below it, as of a day; a job makes it. The same asked for again while
// it is being made is that one. Of more than a thousand findings the second factor is asked for, as with every export.
func (a *App) AskReport(ctx context.Context, who *Actor, unit UnitRef, day civil.Date, l lang.Lang) (id string, err error) {
	if day.IsZero() || day > a.Day() {
		return "", errReportDay.With(day.String())
	}
	on := Object{Path: unit.Path, Ref: "report"}
	if May(who, Export, on) && May(who, SeeFindings, on) {
		if err := a.reportStepUp(ctx, who, unit.Path, day); err != nil {
			return "", err
		}
	}
	err = a.act(ctx, who, Export, on, func(tx *store.Tx, e *Event) error {
		e.Action = "report.ask"
		e.Detail("day", day.String())
		mine, err := tx.ReportsOf(who.Person, 100)
		if err != nil {
			return err
		}
		waiting := 0
		for _, r := range mine {
			if r.State != store.JobReady && r.State != store.JobRunning {
				continue
			}
			if r.Path == unit.Path && r.Day == day && r.Lang == l.String() {
				id, e.Object = r.ID, "report:"+r.ID
				return nil
			}
			waiting++
		}
		if waiting >= reportsAtOnce {
			return errReportsWait
		}
		id = a.newID()
		e.Object = "report:" + id
		job, err := a.Enqueue(tx, NewJob{Kind: ReportJob, Key: ReportJob + ":" + id, Path: unit.Path, Person: who.Person, Payload: reportWork{Report: id}})
		if err != nil {
			return err
		}
		return tx.AddReport(store.Report{ID: id, Path: unit.Path, Unit: unit.Code, Person: who.Person, Lang: l.String(), Day: day, Job: job, Made: a.now()})
	})
	return id, err
}

// reportStepUp asks for the second factor if the report would have more findings than may be taken out without.
func (a *App) reportStepUp(ctx context.Context, who *Actor, path string, day civil.Date) error {
	var count int
	err := a.look(ctx, who, SeeFindings, Object{Path: path}, func(tx *store.Tx) error {
		s, err := a.reportSummary(tx, path, day)
		if err == nil {
			count = s.Findings
		}
		return err
	})
	if err != nil || count <= exportFree {
		return err
	}
	return StepUp(who)
}

// Reports lists the reports at and below a path that the actor may take, the newest first.
func (a *App) Reports(ctx context.Context, who *Actor, path, before string, most int) (list []ReportView, err error) {
	if !May(who, Export, Object{Path: path}) {
		return nil, errForbidden
	}
	err = a.look(ctx, who, SeeFindings, Object{Path: path}, func(tx *store.Tx) error {
		all, err := tx.Reports(path, before, most)
		if err != nil {
			return err
		}
		views, err := a.views(tx)
		if err != nil {
			return err
		}
		for _, r := range all {
			v, err := a.reportView(tx, views, who, r)
			if err != nil {
				return err
			}
			list = append(list, v)
		}
		return nil
	})
	return list, err
}

// FindReport gives one report. What lies outside of the actor's reach is not told from what there is not.
func (a *App) FindReport(ctx context.Context, who *Actor, id string) (v ReportView, err error) {
	err = a.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		r, err := a.reportOf(tx, who, id)
		if err != nil {
			return err
		}
		views, err := a.views(tx)
		if err == nil {
			v, err = a.reportView(tx, views, who, r)
		}
		return err
	})
	return v, err
}

// reportOf loads a report that the actor may take, today.
func (a *App) reportOf(tx *store.Tx, who *Actor, id string) (store.Report, error) {
	r, found, err := tx.Report(id)
	if err != nil {
		return r, err
	}
	if on := (Object{Path: r.Path}); !found || !May(who, Export, on) || !May(who, SeeFindings, on) {
		return r, errForbidden
	}
	return r, nil
}

func (a *App) reportView(tx *store.Tx, views *views, who *Actor, r store.Report) (v ReportView, err error) {
	v = ReportView{Report: r, By: views.names.of(r.Person), Mine: r.Person == who.Person, Until: civil.FromTime(r.Made.Time()).AddDays(a.ReportsKept())}
	if u := views.tree.find(r.Unit); u != nil {
		v.Whose = u.Name
	}
	if r.Error != "" {
		if err := json.Unmarshal([]byte(r.Error), &v.Why); err != nil {
			return v, err
		}
	}
	v.Files, err = tx.ReportFiles(r.ID)
	return v, err
}

// FetchReport begins the download of a report's file: it checks anew that the actor may have it, writes it into the audit
// log, and gives the file and what reads its pieces, one after the other, nil after the last.
func (a *App) FetchReport(ctx context.Context, who *Actor, id, form string) (v ReportView, file store.ReportFile, next func() ([]byte, error), err error) {
	if v, err = a.FindReport(ctx, who, id); err != nil {
		return v, file, nil, err
	}
	found := false
	for _, f := range v.Files {
		if f.Form == form {
			file, found = f, true
		}
	}
	if !found {
		return v, file, nil, errNoReportFile
	}
	if v.Count > exportFree {
		if err := StepUp(who); err != nil {
			return v, file, nil, err
		}
	}
	err = a.act(ctx, who, Export, Object{Path: v.Path, Ref: "report:" + id}, func(tx *store.Tx, e *Event) error {
		e.Action = "report.fetch"
		e.Detail("form", form)
		e.Detail("sha256", file.Hash)
		if !v.Mine {
			return nil
		}
		return tx.SeeReport(id, a.now())
	})
	place := 0
	return v, file, func() (content []byte, err error) {
		err = a.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
			found := false
			if content, found, err = tx.ReportPart(id, form, place); err == nil && !found {
				content = nil
			}
			return err
		})
		place++
		return content, err
	}, err
}

// RemoveReport removes a report of the actor's own, and ends its making.
func (a *App) RemoveReport(ctx context.Context, who *Actor, id string) error {
	v, err := a.FindReport(ctx, who, id)
	if err != nil {
		return err
	}
	if !v.Mine {
		return errForbidden
	}
	return a.act(ctx, who, Export, Object{Path: v.Path, Ref: "report:" + id}, func(tx *store.Tx, e *Event) error {
		e.Action = "report.remove"
		for _, f := range v.Files {
			e.Detail("file:"+f.Form, f.Hash)
		}
		if _, err := tx.CancelJob(v.Job, a.now()); err != nil {
			return err
		}
		return tx.RemoveReport(id)
	})
}

// reportTasks are the actor's own reports that are made and not yet taken, and those that failed.
func (a *App) reportTasks(tx *store.Tx, w *Workbench, who *Actor, unit UnitRef) error {
	list, err := tx.ReportsOf(who.Person, tasksEach)
	if err != nil || len(list) == 0 {
		return err
	}
	t, err := a.tree(tx, false)
	for _, r := range list {
		if strings.HasPrefix(r.Path, unit.Path) && May(who, Export, Object{Path: r.Path}) && (r.State == store.JobDone || r.State == store.JobDead) {
			w.add(Task{Kind: "report", ID: r.ID, State: r.State, Unit: a.unitAt(t, r.Path), Since: r.Day, weight: weightUpload})
		}
	}
	return err
}

var (
	errReportDay = problem.New(problem.Invalid, "report-day", lang.Text{Zh: "截至日期要填，且不能晚于今天", En: "an as-of day is needed, and not one after today"},
		lang.Text{Zh: "填写今天或过去的日期", En: "Enter today or a day before"})
	errReportsWait = problem.New(problem.Conflict, "reports-wait", lang.Text{Zh: "你已有 5 份报表在生成", En: "five of your reports are being made already"},
		lang.Text{Zh: "等其中一份完成，或取消一份后再试", En: "Wait for one of them, or cancel one, and ask again"})
	errNoReportFile = problem.New(problem.Conflict, "report-not-made", lang.Text{Zh: "这份报表还没有生成", En: "this report is not made yet"},
		lang.Text{Zh: "回到报表页面看进度；失败的可以在那里重试", En: "See on the page of the report how far it is; one that failed can be retried there"})
)
