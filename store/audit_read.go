package store

import (
	"encoding/json"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// AuditRow is an event as the database holds it: its own columns, the leaf, the leaf's hash, the details.
type AuditRow struct {
	AuditEvent
	Entry  []byte
	Hash   []byte
	Plain  []byte // JSON of the details; nil: erased, or missing
	Erased int64  // seq of the event that erased the details; 0: they are there
	Detail bool   // there is a row of details
}

const auditSelect = `select e.seq, e.at, e.actor, e.path, e.action, e.object, e.result, e.entry, e.hash,
	d.salt, d.plain, coalesce(d.erased, 0), d.seq is not null from audit_event e left join audit_detail d on d.seq = e.seq`

func scanAudit(scan func(...any) error, r *AuditRow) error {
	if err := scanAuditRow(scan, r); err != nil {
		return err
	}
	json.Unmarshal(r.Plain, &r.AuditDetail) // verification, not reading, complains of what is no longer JSON
	return nil
}

func scanAuditRow(scan func(...any) error, r *AuditRow) error {
	return scan(&r.Seq, &r.At, &r.Actor, &r.Path, &r.Action, &r.Object, &r.Result, &r.Entry, &r.Hash, &r.Salt, &r.Plain, &r.Erased, &r.Detail)
}

// AuditRows gives the events from seq on, in order, at most limit, their details unread: for verification.
func (t *Tx) AuditRows(seq int64, limit int) ([]AuditRow, error) {
	return collect(t, auditSelect+" where e.seq >= $1 order by e.seq limit $2", []any{seq, limit}, scanAuditRow)
}

// AuditEventAt gives the event of a number.
func (t *Tx) AuditEventAt(seq int64) (r AuditRow, found bool, err error) {
	all, err := collect(t, auditSelect+" where e.seq = $1", []any{seq}, scanAudit)
	if err != nil || len(all) == 0 {
		return r, false, err
	}
	return all[0], true, nil
}

// EachAudit calls fn for every event from seq on, in order.
func (t *Tx) EachAudit(seq int64, fn func(AuditRow) error) error {
	return t.each(auditSelect+" where e.seq >= $1 order by e.seq", []any{seq}, func(scan func(...any) error) error {
		var r AuditRow
		if err := scanAudit(scan, &r); err != nil {
			return err
		}
		return fn(r)
	})
}

// AuditFilter says which events a list shows; empty fields do not limit it.
type AuditFilter struct {
	Paths         []string // at or below any of these
	Actor, Action string
	Object        string
	From, Until   Instant // from <= at < until
	Before        int64   // the seq after which the page goes on: newest first; 0: from the end
	Limit         int
}

// ListAudit gives events, the newest first.
func (t *Tx) ListAudit(f AuditFilter) ([]AuditRow, error) {
	var where strings.Builder
	under, args := below("e.path", f.Paths, nil)
	add := func(condition string, value any, given bool) {
		if given {
			args = append(args, value)
			where.WriteString(" and " + condition + " " + place(len(args)))
		}
	}
	add("e.actor =", f.Actor, f.Actor != "")
	add("e.action =", f.Action, f.Action != "")
	add("e.object =", f.Object, f.Object != "")
	add("e.at >=", f.From, f.From != 0)
	add("e.at <", f.Until, f.Until != 0)
	add("e.seq <", f.Before, f.Before != 0)
	args = append(args, f.Limit)
	return collect(t, auditSelect+" where 1 = 1"+under+where.String()+" order by e.seq desc limit "+place(len(args)), args, scanAudit)
}

// AuditSize is how many events the log has, as its head says.
func (t *Tx) AuditSize() (size int64, err error) {
	_, err = t.one("select size from audit_head where one = 1", nil, &size)
	return size, err
}

// HoldAudit is AuditSize, and nobody adds to the log until this transaction ends.
func (t *Tx) HoldAudit() (size int64, err error) {
	_, err = t.one("update audit_head set size = size where one = 1 returning size", nil, &size)
	return size, err
}

// AuditHashes reads stored hashes, for the proofs of tlog.
func (t *Tx) AuditHashes() tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		all := make([]tlog.Hash, len(indexes))
		if len(indexes) == 0 {
			return all, nil
		}
		where := map[int64][]int{}
		places, args := make([]string, len(indexes)), make([]any, len(indexes))
		for i, x := range indexes {
			where[x] = append(where[x], i)
			places[i], args[i] = place(i+1), x
		}
		found := 0
		err := t.each("select idx, hash from audit_hash where idx in ("+strings.Join(places, ", ")+")", args, func(scan func(...any) error) error {
			var idx int64
			var hash []byte
			if err := scan(&idx, &hash); err != nil {
				return err
			}
			for _, i := range where[idx] {
				found += copy(all[i][:], hash) / tlog.HashSize
			}
			return nil
		})
		if err == nil && found != len(indexes) {
			err = fmt.Errorf("store: %d of %d hashes of the audit log are not there", len(indexes)-found, len(indexes))
		}
		return all, err
	})
}

// AuditHash is a stored hash of the log.
type AuditHash struct {
	Index int64
	Hash  []byte
}

// AuditHashPage gives the stored hashes from an index on, in order, at most limit.
func (t *Tx) AuditHashPage(index int64, limit int) ([]AuditHash, error) {
	return collect(t, "select idx, hash from audit_hash where idx >= $1 order by idx limit $2", []any{index, limit},
		func(scan func(...any) error, h *AuditHash) error { return scan(&h.Index, &h.Hash) })
}

// Checkpoint is a signed state of the log.
type Checkpoint struct {
	Size int64
	Root []byte
	Note []byte // C2SP tlog-checkpoint
}

func scanCheckpoint(scan func(...any) error, c *Checkpoint) error {
	return scan(&c.Size, &c.Root, &c.Note)
}

// AddCheckpoint keeps a checkpoint; one that is there stays.
func (t *Tx) AddCheckpoint(c Checkpoint) error {
	_, err := t.exec("insert into audit_checkpoint (size, root, note) values ($1, $2, $3) on conflict do nothing", c.Size, c.Root, c.Note)
	return err
}

// Checkpoints gives the checkpoints larger than size, in order, at most limit.
func (t *Tx) Checkpoints(size int64, limit int) ([]Checkpoint, error) {
	return collect(t, "select size, root, note from audit_checkpoint where size > $1 order by size limit $2", []any{size, limit}, scanCheckpoint)
}

// LastCheckpoint gives the largest checkpoint.
func (t *Tx) LastCheckpoint() (c Checkpoint, found bool, err error) {
	found, err = t.one("select size, root, note from audit_checkpoint order by size desc limit 1", nil, &c.Size, &c.Root, &c.Note)
	return c, found, err
}

// AuditCount is how many rows the tables of the log have.
type AuditCount struct{ Events, Details, Hashes, Checkpoints int64 }

// CountAudit counts the rows of the log's tables.
func (t *Tx) CountAudit() (n AuditCount, err error) {
	_, err = t.one(`select (select count(*) from audit_event), (select count(*) from audit_detail), (select count(*) from audit_hash),
		(select count(*) from audit_checkpoint)`, nil, &n.Events, &n.Details, &n.Hashes, &n.Checkpoints)
	return n, err
}
