package store

import (
	"encoding/json"

	"golang.org/x/mod/sumdb/tlog"
)

// The results of an audited act.
const (
	Done    = "done"
	Refused = "refused"
	Failed  = "failed"
)

// AuditEvent is one event of the audit log. Its JSON, keys in this order, is the leaf of the log.
type AuditEvent struct {
	Seq     int64             `json:"seq"`
	At      Instant           `json:"at"`
	Actor   string            `json:"actor"` // person id, or system
	Session string            `json:"session,omitempty"`
	IP      string            `json:"ip,omitempty"`
	Request string            `json:"request,omitempty"`
	Path    string            `json:"path"`
	Action  string            `json:"action"`
	Object  string            `json:"object"`
	Result  string            `json:"result"`
	Details map[string]string `json:"details,omitempty"`
}

// AppendAudit writes the event as the next leaf of the log. Writers queue on the head row until they commit.
func (t *Tx) AppendAudit(e AuditEvent) error {
	if _, err := t.one("update audit_head set size = size + 1 where one = 1 returning size - 1", nil, &e.Seq); err != nil {
		return err
	}
	entry, err := json.Marshal(e)
	if err != nil {
		return err
	}
	hash := tlog.RecordHash(entry)
	_, err = t.exec(`insert into audit_event (seq, at, actor, session, ip, path, action, object, result, entry, hash)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		e.Seq, e.At, e.Actor, e.Session, e.IP, e.Path, e.Action, e.Object, e.Result, entry, hash[:])
	return err
}
