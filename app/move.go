package app

import (
	"context"
	"encoding/json"
	"time"

	"shukun/civil"
	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// MoveJob carries out a move on its day.
const MoveJob = "move"

// longestPlan is how many days ahead a move may be set for.
const longestPlan = 366

// moveAgain is when a job looks again whose business day has not come though its hour has: a demonstration's stands still.
const moveAgain = time.Hour

// plannedMove is a move that waits for its day.
type plannedMove struct {
	moveContent
	By string `json:"by"`
}

// MoveUnit moves a unit, with all below it, under another on a day (zero: today). Rights follow on that day; what is past
// stays. From one group to another it waits for a second person (waits).
func (a *App) MoveUnit(ctx context.Context, who *Actor, code, to string, on civil.Date, reason string) (waits bool, err error) {
	if err := StepUp(who); err != nil {
		return false, err
	}
	if on.IsZero() {
		on = a.Day()
	}
	if on < a.Day() || on > a.Day().AddDays(longestPlan) {
		return false, refusal("move-day", "on", lang.Text{Zh: "移动的日期不在今天起的一年之内", En: "the day of the move is not within a year from today"}, lang.Text{Zh: "改为今天或以后一年内的日期", En: "Choose today or a day within a year"})
	}
	t, err := a.treeOf(ctx, who)
	if err != nil {
		return false, err
	}
	m := moveContent{Code: code, To: to, On: on}
	u, target, err := a.checkMove(t, who, m)
	if err != nil {
		return false, err
	}
	err = a.actIn(ctx, who, EditOrganisation, Object{Path: parentOf(u.Path), Ref: "unit:" + code}, store.Root, func(tx *store.Tx, e *Event) error {
		e.Action = "unit.move"
		e.Detail("from", parentOf(u.Path))
		e.Detail("to", target)
		e.Detail("on", on.String())
		if topOf(u.Path) != topOf(target+code+"/") {
			waits, e.Action = true, "unit.propose-move"
			return a.propose(tx, who, proposeMove, "/", "unit:"+code, reason, m)
		}
		if on > a.Day() {
			e.Action = "unit.plan-move"
		}
		return a.moveOrPlan(tx, who.Person, m)
	})
	return waits, err
}

// moveOrPlan moves a unit now if its day has come, else leaves a job to do it on the day.
func (a *App) moveOrPlan(tx *store.Tx, by string, m moveContent) error {
	if m.On <= a.Day() {
		return a.moveUnit(tx, by, m)
	}
	u, found, err := tx.Unit(m.Code)
	if err != nil || !found {
		return err
	}
	return a.planMove(tx, u.Path, plannedMove{m, by}, dawn(m.On))
}

func (a *App) planMove(tx *store.Tx, path string, p plannedMove, at store.Instant) error {
	_, err := a.Enqueue(tx, NewJob{Kind: MoveJob, Path: path, Person: p.By, Payload: p, At: at})
	return err
}

// dawn is when a day begins in China.
func dawn(d civil.Date) store.Instant {
	y, m, day := d.Split()
	return store.InstantOf(time.Date(y, time.Month(m), day, 0, 0, 0, 0, time.FixedZone("Asia/Shanghai", 8*3600)))
}

// moveJob moves a unit whose day has come; what stands against it by then ends the job with the reason.
func (a *App) moveJob(_ context.Context, r *Run) error {
	var p plannedMove
	if err := r.Payload(&p); err != nil {
		return err
	}
	return r.Finish(func(tx *store.Tx) error {
		if p.On > a.Day() {
			return a.planMove(tx, r.Job.Path, p, a.now()+store.Instant(moveAgain.Milliseconds()))
		}
		if err := a.moveUnit(tx, p.By, p.moveContent); err != nil {
			return err
		}
		return a.audit(tx, nil, &Event{Action: "unit.move", Object: "unit:" + p.Code, Path: r.Job.Path, Details: map[string]string{"on": p.On.String(), "by": p.By}})
	})
}

// moveUnit moves a unit now, and has both sides evaluated. It ends the sessions of nobody: every request asks for its
// rights anew.
func (a *App) moveUnit(tx *store.Tx, by string, m moveContent) error {
	t, err := a.tree(tx, false)
	if err != nil {
		return err
	}
	u, target, err := a.checkMove(t, nil, m)
	if problem.KindOf(err) == problem.Forbidden && err != nil {
		return problem.New(problem.Invalid, "move-gone", lang.Text{Zh: "这个单位或新的上级单位已经不在", En: "the unit, or the one it was to move below, is not there any more"}, lang.Text{Zh: "在“组织”页面重新办理", En: "Set the move up anew on the organisation screen"})
	}
	if err != nil {
		return err
	}
	from, to := u.Path, target+m.Code+"/"
	if err := a.moveNow(tx, store.Move{Code: m.Code, From: from, To: to}, by, a.Day()); err != nil {
		return err
	}
	moved, found, err := tx.Unit(m.Code)
	if err != nil || !found {
		return err
	}
	moved.Parent = m.To
	if err := tx.SaveUnit(moved); err != nil {
		return err
	}
	for _, group := range []string{topOf(from), topOf(to)} {
		if group == from {
			continue // the group itself moved: nothing is left there
		}
		if _, err := a.Enqueue(tx, NewJob{Kind: EvaluateJob, Key: EvaluateJob + ":" + group, Path: group, Payload: EvaluatePayload{Path: group}}); err != nil {
			return err
		}
	}
	return nil
}

// plannedMoves lists a unit's moves still to come.
func (a *App) plannedMoves(tx *store.Tx, t *tree, n *names, u *store.Unit) (all []MoveView, err error) {
	jobs, err := tx.ListJobs(store.JobFilter{Paths: []string{u.Path}, Kind: MoveJob, State: "ready", Limit: 20})
	for _, j := range jobs {
		var p plannedMove
		if err := json.Unmarshal([]byte(j.Payload), &p); err != nil || p.Code != u.Code {
			continue
		}
		to := UnitRef{Path: "/"}
		if x := t.find(p.To); x != nil {
			to = refOf(*x, "/")
		}
		all = append(all, MoveView{From: a.unitAt(t, parentOf(u.Path)), To: to, Day: p.On.String(), By: n.of(p.By), Planned: true})
	}
	return all, err
}
