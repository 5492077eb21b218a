package app

import (
	"context"
	"strings"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

const eraseAction = "audit.erase"

// Traces are what the audit log keeps of a person beside the leaves.
type Traces = store.Traces

// MayErase reports whether the actor may erase what the audit log keeps of a person: never of themselves, who would then
// leave no trace of what they did.
func MayErase(who *Actor, person string) bool {
	return who != nil && person != who.Person && May(who, ManagePeople, Object{Path: "/"})
}

// TracesOf tells what EraseTraces would erase of a person.
func (a *App) TracesOf(ctx context.Context, who *Actor, person string) (s Traces, err error) {
	if !MayErase(who, person) {
		return s, errForbidden
	}
	err = a.look(ctx, who, ManagePeople, Object{Path: "/"}, func(tx *store.Tx) error {
		s, err = tx.TracesOf(person)
		return err
	})
	return s, err
}

// EraseTraces erases what the audit log keeps of a person beside the leaves: sessions, addresses, details of what they did
// and of what was done to them. That they did it, and when, stays; the log still verifies. It is for somebody whose data the
// law says must go. It asks for the second factor, and gives the number of the event that says so.
func (a *App) EraseTraces(ctx context.Context, who *Actor, person string) (event int64, err error) {
	if who != nil && person == who.Person {
		return 0, errForbidden
	}
	on := Object{Path: "/", Kind: "person", Ref: "person:" + person}
	if May(who, ManagePeople, on) {
		if err := StepUp(who); err != nil {
			return 0, err
		}
	}
	err = a.act(ctx, who, ManagePeople, on, func(tx *store.Tx, e *Event) error {
		e.Action = eraseAction
		if event, err = tx.HoldAudit(); err != nil {
			return err
		}
		n, err := tx.EraseAuditDetails(person, event) // the event of this act is the next
		if err == nil && n == 0 {
			err = errNoTraces
		}
		return err
	})
	return event, err
}

// Erasure tells how many events' details an act of erasing a person's traces has erased; an event that is none is not told
// from one there is not.
func (a *App) Erasure(ctx context.Context, who *Actor, person string, event int64) (n int64, err error) {
	if !MayErase(who, person) {
		return 0, errForbidden
	}
	err = a.look(ctx, who, ManagePeople, Object{Path: "/"}, func(tx *store.Tx) error {
		r, found, err := tx.AuditEventAt(event)
		if err == nil && (!found || r.Action != eraseAction || strings.TrimPrefix(r.Object, "person:") != person || r.Result != store.Done) {
			err = errForbidden
		}
		if err == nil {
			n, err = tx.ErasedBy(event)
		}
		return err
	})
	return n, err
}

var errNoTraces = problem.New(problem.Conflict, "no-traces", lang.Text{Zh: "没有可以删除的明细", En: "there are no details to erase"},
	lang.Text{Zh: "不需要再做：没有记录，或已经删除过", En: "Nothing to do: there are no events, or they were erased before"})
