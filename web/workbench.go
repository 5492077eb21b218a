package web

import (
	"strconv"

	"shukun/app"
	"shukun/lang"
	"shukun/policy"
	"shukun/web/ui"
	"shukun/web/words"
)

// workbenchScreen is what "today" shows.
type workbenchScreen struct {
	*app.Workbench
	MayAnswer bool
	Sees      bool // findings
	Names     map[string]string
	DueNext   dueScreen
}

// home is the workbench: what has to be done today.
func (q *request) home() error {
	if q.onlyOwn() {
		return q.goTo("/mine", lang.Text{})
	}
	w, err := q.app.Workbench(q.ctx(), q.who, q.unit)
	if err != nil {
		return err
	}
	on := app.Object{Path: q.unit.Path}
	screen := workbenchScreen{Workbench: w, MayAnswer: app.May(q.who, app.AnswerFinding, on), Sees: app.May(q.who, app.SeeFindings, on)}
	if screen.Names, err = q.app.UnitNames(q.ctx()); err != nil {
		return err
	}
	if screen.DueNext, err = q.dueNext(dueFew); err != nil {
		return err
	}
	p := q.page(words.Today)
	p.SwitchAmount = true
	return q.show(workbenchPage(p, screen))
}

// counter is one of the three figures on top.
func (s workbenchScreen) counter(p *ui.Page, title lang.Text, n int64, state, href string) ui.Figure {
	f := ui.Figure{Label: p.T(title), Value: ui.Thousands(n), Unit: p.T(words.Things), State: "ok", Href: href, Data: strconv.FormatInt(n, 10)}
	if n > 0 {
		f.State = state
	}
	return f
}

// what names a task.
func (s workbenchScreen) what(p *ui.Page, t *app.Task) string {
	switch t.Kind {
	case "finding", "exception":
		title := t.Finding.Rule
		if t.Rule != nil {
			title = p.T(t.Rule.Title)
		}
		if t.Kind == "exception" {
			return p.F(words.TaskException, title, t.Finding.Key)
		}
		return title + " · " + t.Finding.Key
	case "upload":
		return p.T(words.TaskUpload)
	case "report":
		return p.F(words.TaskReport, unitTitle(p, t.Unit), t.Since.String())
	case "duty":
		return p.F(words.TaskDuty, p.T(lang.Text{Zh: t.Ledger.Name, En: t.Ledger.En}), t.Cell.Period.Name, t.Unit.Name)
	case "job":
		return p.F(words.TaskJob, t.What)
	case "proposal":
		return p.F(words.TaskProposal, t.What)
	}
	return p.F(words.TaskUnfiled, t.Unit.Name)
}

// why says what speaks for doing it.
func (s workbenchScreen) why(p *ui.Page, t *app.Task) string {
	switch t.Kind {
	case "finding", "exception":
		name := s.Names[t.Finding.Enterprise]
		if p.Lang == lang.En {
			return name + ": " + t.Finding.ReasonEn
		}
		return name + "：" + t.Finding.ReasonZh
	case "duty":
		if t.Cell.Late > 0 {
			return p.F(words.TaskDutyLate, ui.Date(t.Cell.Due), t.Cell.Late)
		}
		return p.F(words.TaskDutyDue, ui.Date(t.Cell.Due))
	case "upload":
		if t.State == "failed" {
			return p.T(words.TaskUploadFailed)
		}
		return p.T(words.TaskUploadWaits)
	case "report":
		if t.State == "dead" {
			return p.T(words.TaskReportDead)
		}
		return p.T(words.TaskReportMade)
	case "job":
		return p.T(words.TaskJobDead)
	case "proposal":
		return p.T(words.TaskProposalWaits)
	}
	if t.Since.IsZero() {
		return p.T(words.NeverFiled)
	}
	return p.F(words.NotFiledSince, t.Since.String())
}

// do is the task's one button.
func (s workbenchScreen) do(t *app.Task) (lang.Text, string) {
	switch t.Kind {
	case "finding":
		if s.MayAnswer {
			return words.TaskDoAnswer, "/findings/" + t.ID
		}
		return words.Look, "/findings/" + t.ID
	case "exception":
		return words.TaskDoDecide, "/findings/" + t.ID
	case "duty":
		return words.FileNow, "/filings/new"
	case "upload":
		return words.TaskDoContinue, "/uploads/" + t.ID
	case "report":
		return words.ReportOpen, "/reports/" + t.ID
	case "job":
		return words.TaskDoJob, "/jobs"
	case "proposal":
		return words.TaskDoDecide, "/proposals"
	}
	return words.Look, "/filings?in=" + t.Unit.Code
}

// lamp of a task: what the law punishes is red.
func (s workbenchScreen) lamp(t *app.Task) string {
	switch {
	case t.Kind == "finding" && policy.Outcome(t.Finding.Outcome) == policy.Violation:
		return "bad"
	case t.Kind == "duty" && t.Cell.Late > 0:
		return "bad"
	case t.Kind == "unfiled":
		return "none"
	case t.Kind == "report" && t.State == "done":
		return "ok"
	}
	return "warn"
}
