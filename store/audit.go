package store

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"golang.org/x/mod/sumdb/tlog"
)

// The results of an audited act.
const (
	Done    = "done"
	Refused = "refused"
	Failed  = "failed"
)

// AuditEvent is one event of the audit log.
type AuditEvent struct {
	Seq    int64 // its index among the leaves of the log
	At     Instant
	Actor  string // person id, or system
	Path   string
	Action string
	Object string
	Result string
	AuditDetail
	Salt []byte // keeps the details from being guessed from their hash
}

// AuditDetail is what may be about a person: the leaf holds only its salted hash.
type AuditDetail struct {
	Session string            `json:"session,omitempty"`
	IP      string            `json:"ip,omitempty"`
	Request string            `json:"request,omitempty"`
	Details map[string]string `json:"details,omitempty"`
}

// AuditLeaf is what the log commits to for ever. Its JSON, keys in this order, is the leaf.
type AuditLeaf struct {
	Seq    int64   `json:"seq"`
	At     Instant `json:"at"` // unix milliseconds
	Actor  string  `json:"actor"`
	Path   string  `json:"path"`
	Action string  `json:"action"`
	Object string  `json:"object"`
	Result string  `json:"result"`
	Detail string  `json:"detail"` // Commitment of the details
}

// Commitment is the salted SHA-256 of an event's details, in hex.
func Commitment(salt, plain []byte) string {
	h := sha256.New()
	h.Write([]byte{byte(len(salt))})
	h.Write(salt)
	h.Write(plain)
	return hex.EncodeToString(h.Sum(nil))
}

// AppendAudit writes the event as the next leaf of the log, with the hashes it completes. Writers queue on the head row
// until they commit.
func (t *Tx) AppendAudit(e AuditEvent) error {
	if _, err := t.one("update audit_head set size = size + 1 where one = 1 returning size - 1", nil, &e.Seq); err != nil {
		return err
	}
	plain, err := json.Marshal(e.AuditDetail)
	if err != nil {
		return err
	}
	if e.Salt == nil {
		e.Salt = []byte{}
	}
	entry, err := json.Marshal(AuditLeaf{e.Seq, e.At, e.Actor, e.Path, e.Action, e.Object, e.Result, Commitment(e.Salt, plain)})
	if err != nil {
		return err
	}
	hash := tlog.RecordHash(entry)
	if _, err = t.exec(`insert into audit_event (seq, at, actor, path, action, object, result, entry, hash)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, e.Seq, e.At, e.Actor, e.Path, e.Action, e.Object, e.Result, entry, hash[:]); err != nil {
		return err
	}
	if _, err = t.exec("insert into audit_detail (seq, salt, plain) values ($1, $2, $3)", e.Seq, e.Salt, plain); err != nil {
		return err
	}
	stored, err := tlog.StoredHashesForRecordHash(e.Seq, hash, t.AuditHashes())
	if err != nil {
		return err
	}
	first := tlog.StoredHashIndex(0, e.Seq)
	for i, h := range stored {
		if _, err := t.exec("insert into audit_hash (idx, hash) values ($1, $2)", first+int64(i), h[:]); err != nil {
			return err
		}
	}
	return nil
}
