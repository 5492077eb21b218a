package app

import (
	"context"
	"encoding/json"
	"time"

	"shukun/civil"
	"shukun/store"
)

// AuditQuery says which events to list.
type AuditQuery struct {
	Path                  string // at and below it
	Actor, Action, Object string
	Day                   civil.Date // zero: any
	Before                int64      // the seq after which the page goes on; 0: from the newest
	Limit                 int
}

// AuditView is an event as screens show it.
type AuditView struct {
	store.AuditRow
	Who    string // name of the actor; "" the system
	Unit   string // name of the unit whose it is; "" of the instance
	Signed bool   // a checkpoint covers it, so there is a receipt; only AuditEvent tells
}

// Audit lists events of the audit log, the newest first.
func (a *App) Audit(ctx context.Context, who *Actor, q AuditQuery) (list []AuditView, err error) {
	err = a.look(ctx, who, SeeAudit, Object{Path: q.Path}, func(tx *store.Tx) error {
		f := store.AuditFilter{Paths: []string{q.Path}, Actor: q.Actor, Action: q.Action, Object: q.Object, Before: q.Before, Limit: q.Limit}
		if q.Actor != "" && q.Actor != "system" {
			p, found, err := tx.PersonByLogin(FoldLogin(q.Actor))
			if err != nil {
				return err
			}
			if found {
				f.Actor = p.ID
			}
		}
		if !q.Day.IsZero() {
			f.From, f.Until = startOf(q.Day), startOf(q.Day.AddDays(1))
		}
		rows, err := tx.ListAudit(f)
		if err != nil {
			return err
		}
		views, err := a.views(tx)
		if err != nil {
			return err
		}
		for _, r := range rows {
			v, err := views.event(r)
			if err != nil {
				return err
			}
			list = append(list, v)
		}
		return nil
	})
	return list, err
}

// AuditEvent gives one event, for who may see it.
func (a *App) AuditEvent(ctx context.Context, who *Actor, seq int64) (v AuditView, err error) {
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		r, found, err := tx.AuditEventAt(seq)
		if err != nil {
			return err
		}
		if !found || !May(who, SeeAudit, Object{Path: r.Path}) {
			return errForbidden
		}
		views, err := a.views(tx)
		if err != nil {
			return err
		}
		if v, err = views.event(r); err != nil {
			return err
		}
		last, _, err := tx.LastCheckpoint()
		v.Signed = last.Size > seq
		return err
	})
	return v, err
}

// startOf is the instant at which a day begins in China.
func startOf(day civil.Date) store.Instant {
	y, m, d := day.Split()
	return store.InstantOf(time.Date(y, time.Month(m), d, -8, 0, 0, 0, time.UTC))
}

// views puts names to the people and units of lists.
type views struct {
	names *names
	tree  *tree
}

func (a *App) views(tx *store.Tx) (*views, error) {
	t, err := a.tree(tx, true)
	return &views{&names{tx, map[string]string{}}, t}, err
}

func (v *views) unit(path string) string {
	if u := v.tree.at(path); u != nil {
		return u.Name
	}
	return ""
}

func (v *views) event(r store.AuditRow) (AuditView, error) {
	e := AuditView{AuditRow: r, Unit: v.unit(r.Path)}
	if r.Actor != "system" {
		e.Who = v.names.of(r.Actor)
	}
	return e, nil
}

// AuditState is how the log stands.
type AuditState struct {
	Size     int64
	Signed   *Checkpoint   // the last; nil: none yet
	Trouble  error         // why none can be signed
	Verified *AuditVerdict // what the last verification found; nil: none yet
	At       store.Instant // of the last verification
	Job      string        // of a verification that waits or runs; "" none
	Public   string        // key
}

// AuditState tells how the log stands and what the last verification found.
func (a *App) AuditState(ctx context.Context, who *Actor) (s AuditState, err error) {
	if !May(who, SeeAudit, Object{Path: "/"}) {
		return s, errForbidden
	}
	if a.Notary != nil {
		s.Trouble, s.Public = a.Notary.Trouble(), a.Notary.Public
		if s.Signed, err = a.Notary.Last(); err != nil {
			return s, err
		}
	}
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) (err error) {
		if s.Size, err = tx.AuditSize(); err != nil {
			return err
		}
		jobs, err := tx.ListJobs(store.JobFilter{Paths: []string{"/"}, Kind: VerifyAuditJob, Limit: 5})
		if err != nil {
			return err
		}
		for _, j := range jobs {
			switch {
			case j.State == store.JobReady || j.State == store.JobRunning:
				s.Job = j.ID
			case j.State == store.JobDone && s.Verified == nil:
				s.Verified, s.At = &AuditVerdict{}, j.EndedAt
				if err := json.Unmarshal([]byte(j.Result), s.Verified); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return s, err
}
