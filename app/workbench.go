package app

import (
	"context"
	"slices"

	"shukun/civil"
	"shukun/ledger"
	"shukun/policy"
	"shukun/store"
)

// Workbench is what a person has to do today.
type Workbench struct {
	Due   store.DueCounts
	Tasks []Task     // the most pressing first
	Next  civil.Date // when the next thing is due; zero: nothing known
}

// Task is one thing to do, with one way to do it.
type Task struct {
	Kind    string // finding, exception, proposal, upload, report, job, unfiled, duty
	ID      string
	Finding Finding
	Rule    *policy.Rule
	Unit    UnitRef
	Since   civil.Date // unfiled: last filed; zero: never. Of a report: as of
	Ledger  *ledger.Kind
	Cell    DutyCell // of a duty
	State   string   // of an upload, a report or a job
	What    string   // of a proposal or a job
	weight  int64
}

// The weights sort tasks of different kinds: what the law punishes first, then what holds others up.
const (
	weightException = 1 << 50
	weightViolation = 1 << 48
	weightSoon      = 1 << 46
	weightUpload    = 1 << 44
	weightUnfiled   = 1 << 47
	weightJob       = 1 << 43
)

// tasksEach is how many tasks of a kind the list has at most; the rest are a click away.
const tasksEach = 12

// Workbench gathers what the actor has to do for a unit and all below it.
func (a *App) Workbench(ctx context.Context, who *Actor, unit UnitRef) (w *Workbench, err error) {
	w = &Workbench{}
	day := a.Day()
	err = a.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		on := Object{Path: unit.Path}
		if May(who, SeeFindings, on) {
			if err := a.dueTasks(tx, w, unit, day); err != nil {
				return err
			}
		}
		if May(who, DecideException, on) {
			list, err := tx.ProposedExceptions(unit.Path, who.Person, tasksEach)
			if err != nil {
				return err
			}
			for _, f := range list {
				w.add(Task{Kind: "exception", ID: f.ID, Finding: f, Rule: a.Law.Rule(f.Rule), weight: weightException})
			}
		}
		if May(who, FileLedger, on) {
			if err := uploadTasks(tx, w, who, unit); err != nil {
				return err
			}
		}
		if err := a.reportTasks(tx, w, who, unit); err != nil {
			return err
		}
		return a.jobTasks(tx, w, who)
	})
	if err != nil {
		return nil, err
	}
	if err := a.proposalTasks(ctx, w, who); err != nil {
		return nil, err
	}
	if err := a.dutyTasks(ctx, w, who, unit, day); err != nil {
		return nil, err
	}
	if May(who, SetDuties, Object{Path: unit.Path}) {
		if err := a.unfiledTasks(ctx, w, who, unit, day); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(w.Tasks, func(x, y Task) int { return int(min(max(y.weight-x.weight, -1), 1)) })
	return w, nil
}

func (w *Workbench) add(t Task) { w.Tasks = append(w.Tasks, t) }

// dueTasks are the violations with the largest amounts, and what falls due within a week.
func (a *App) dueTasks(tx *store.Tx, w *Workbench, unit UnitRef, day civil.Date) (err error) {
	if w.Due, err = tx.CountDue(unit.Path, day); err != nil {
		return err
	}
	if w.Next, err = tx.NextDue(unit.Path, day); err != nil {
		return err
	}
	worst, err := tx.Findings(store.FindingFilter{Path: unit.Path, Day: day, Outcomes: []int{int(policy.Violation)}}, store.ByAmount, nil, tasksEach)
	if err != nil {
		return err
	}
	soon, err := tx.Findings(store.FindingFilter{Path: unit.Path, Day: day, Outcomes: []int{int(policy.Obligation)}, DueFrom: day, DueBy: day.AddDays(7)}, store.ByDue, nil, tasksEach)
	if err != nil {
		return err
	}
	for _, f := range worst {
		w.add(a.findingTask(f, weightViolation+int64(f.Amount.V)))
	}
	for _, f := range soon {
		w.add(a.findingTask(f, weightSoon-int64(f.DueOn-day)))
	}
	return nil
}

func (a *App) findingTask(f Finding, weight int64) Task {
	return Task{Kind: "finding", ID: f.ID, Finding: f, Rule: a.Law.Rule(f.Rule), weight: weight}
}

func uploadTasks(tx *store.Tx, w *Workbench, who *Actor, unit UnitRef) error {
	list, err := tx.OpenUploads(unit.Path, 50)
	for _, u := range list {
		if u.Person == who.Person && u.State != store.UploadReading && u.State != store.UploadFiling {
			w.add(Task{Kind: "upload", ID: u.ID, State: u.State, weight: weightUpload})
		}
	}
	return err
}

func (a *App) jobTasks(tx *store.Tx, w *Workbench, who *Actor) error {
	var paths []string
	for _, g := range who.Grants {
		if slices.Contains(verbs[g.Role], ManageJobs) {
			paths = append(paths, g.Path)
		}
	}
	if len(paths) == 0 {
		return nil
	}
	list, err := tx.ListJobs(store.JobFilter{Paths: paths, State: "dead", Limit: tasksEach})
	for _, j := range list {
		w.add(Task{Kind: "job", ID: j.ID, What: j.Kind, State: "dead", weight: weightJob})
	}
	return err
}

func (a *App) proposalTasks(ctx context.Context, w *Workbench, who *Actor) error {
	if !Anywhere(who, GrantRoles) && !Anywhere(who, EditOrganisation) {
		return nil
	}
	list, err := a.Proposals(ctx, who)
	for _, p := range list {
		if p.Decidable {
			w.add(Task{Kind: "proposal", ID: p.ID, What: p.Object, weight: weightException})
		}
	}
	return err
}

// dutyTasks are ledgers that have to be filed and are late, or will be within a week.
func (a *App) dutyTasks(ctx context.Context, w *Workbench, who *Actor, unit UnitRef, day civil.Date) error {
	if !May(who, FileLedger, Object{Path: unit.Path}) || !May(who, SeeFilings, Object{Path: unit.Path}) {
		return nil
	}
	tables, err := a.FilingCalendar(ctx, who, unit, day)
	if err != nil {
		return err
	}
	for _, t := range tables {
		for _, r := range t.Rows {
			for _, c := range r.Cells {
				if c.Filed.IsZero() && c.Late > -8 && May(who, FileLedger, Object{Path: r.Group.Path, Kind: t.Kind.Key}) {
					w.add(Task{Kind: "duty", ID: r.Group.Code, Unit: r.Group, Ledger: t.Kind, Cell: c, weight: weightUnfiled + int64(c.Late)})
				}
			}
		}
	}
	return nil
}

// unfiledTasks are the groups whose data are missing.
func (a *App) unfiledTasks(ctx context.Context, w *Workbench, who *Actor, unit UnitRef, day civil.Date) error {
	b, err := a.Dashboard(ctx, who, unit, day)
	if err != nil {
		return err
	}
	for _, r := range b.Rows {
		if r.Missing {
			w.add(Task{Kind: "unfiled", Unit: r.Unit, Since: r.LastOn, weight: weightUnfiled})
		}
	}
	return nil
}
