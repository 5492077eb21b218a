package app

import (
	"io"

	"shukun/store"
)

// Event is what the audit log will say of an act. Details name fields and figures, never secrets.
type Event struct {
	Action  string // 'finding.acknowledge'
	Object  string // 'finding:ID'
	Path    string // whose it is
	Result  string // store.Done unless said otherwise
	Details map[string]string
}

// Detail adds a detail to the event.
func (e *Event) Detail(key, value string) {
	if e.Details == nil {
		e.Details = map[string]string{}
	}
	e.Details[key] = value
}

// audit appends the event; who is nil for the system itself.
func (a *App) audit(tx *store.Tx, who *Actor, e *Event) error {
	r := store.AuditEvent{At: a.now(), Actor: "system", Path: e.Path, Action: e.Action, Object: e.Object, Result: e.Result,
		AuditDetail: store.AuditDetail{Details: e.Details}, Salt: make([]byte, 16)}
	if _, err := io.ReadFull(a.random(), r.Salt); err != nil {
		return err
	}
	if r.Path == "" {
		r.Path = "/"
	}
	if r.Result == "" {
		r.Result = store.Done
	}
	if who != nil {
		r.Actor, r.Session, r.IP, r.Request = who.Person, who.Session, who.IP, who.Request
	}
	return tx.AppendAudit(r)
}
