package app

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"shukun/lang"
	"shukun/store"
)

// AuditReport is what a verification of the audit log found.
type AuditReport struct {
	Size        int64 // events found
	Root        tlog.Hash
	Checkpoints int
	Signed      int64 // size of the last checkpoint
	Pending     bool  // the last checkpoint is in its file only: a crash came before the database had it; the next signing puts it in
	Erased      int   // events whose details were erased by an event that says so
	Bad         *AuditFault
}

// AuditFault is the first thing that is wrong.
type AuditFault struct {
	Seq   int64 // the first entry that is wrong; or may be, if Until is larger
	Until int64 // entries Seq … Until-1 are what a checkpoint no longer vouches for
	Why   lang.Text
}

// VerifyAudit recomputes the whole log: that each event says what its leaf says, each leaf's hash, each stored hash, the
// details' commitments, the head, and each checkpoint with its signature. last is what was signed last as known from
// outside the database, nil if nothing is known.
func (a *App) VerifyAudit(ctx context.Context, key note.Verifier, last *Checkpoint) (report AuditReport, err error) {
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		v := &verifier{tx: tx, key: key, report: &report, last: last, erasers: map[int64]string{}, roots: map[int64]tlog.Hash{0: {}}}
		if err := v.events(); err != nil || report.Bad != nil {
			return err
		}
		return v.ends()
	})
	return report, err
}

// verifier walks the log once, with the stored hashes and the checkpoints beside it.
type verifier struct {
	tx     *store.Tx
	key    note.Verifier
	report *AuditReport
	last   *Checkpoint // known from outside the database

	full     []tlog.Hash // roots of the full subtrees so far, the largest first
	hashes   []store.AuditHash
	nextHash int64
	points   []store.Checkpoint  // to come
	good     Checkpoint          // the last that agrees
	roots    map[int64]tlog.Hash // of all that agree, by size
	lastRoot tlog.Hash           // of the log at the size of last
	erasers  map[int64]string    // events that erased details, and whose: filled before they are met
}

const auditPage = 2000

func (v *verifier) bad(seq int64, zh, en string) {
	if v.report.Bad == nil {
		v.report.Bad = &AuditFault{Seq: seq, Until: seq + 1, Why: lang.Text{Zh: zh, En: en}}
	}
}

// events checks event by event.
func (v *verifier) events() error {
	if err := v.morePoints(0); err != nil {
		return err
	}
	for {
		page, err := v.tx.AuditRows(v.report.Size, auditPage)
		if err != nil {
			return err
		}
		if v.hashes, err = v.tx.AuditHashPage(v.nextHash, 2*auditPage+64); err != nil {
			return err
		}
		for i := range page {
			if v.event(&page[i]); v.report.Bad != nil {
				return nil
			}
			if v.last != nil && v.report.Size == v.last.Size {
				v.lastRoot = v.root()
			}
			if err := v.checkpoint(); err != nil || v.report.Bad != nil {
				return err
			}
		}
		if len(page) < auditPage {
			return nil
		}
	}
}

// event checks one event and adds its leaf to the tree.
func (v *verifier) event(r *store.AuditRow) {
	seq := v.report.Size
	if r.Seq != seq {
		v.bad(seq, "这一条不见了", "this entry is missing")
		return
	}
	hash := tlog.RecordHash(r.Entry)
	if !bytes.Equal(hash[:], r.Hash) {
		v.bad(seq, "内容与它的哈希不符", "the entry does not match its hash")
		return
	}
	var leaf store.AuditLeaf
	if err := json.Unmarshal(r.Entry, &leaf); err != nil {
		v.bad(seq, "内容不是约定的格式", "the entry is not in its form")
		return
	}
	if again, err := json.Marshal(leaf); err != nil || !bytes.Equal(again, r.Entry) {
		v.bad(seq, "内容不是约定的格式", "the entry is not in its form")
		return
	}
	if leaf != (store.AuditLeaf{Seq: r.Seq, At: r.At, Actor: r.Actor, Path: r.Path, Action: r.Action, Object: r.Object, Result: r.Result, Detail: leaf.Detail}) {
		v.bad(seq, "各列与内容不符", "the columns do not match the entry")
		return
	}
	v.detail(r, leaf)
	v.grow(seq, hash)
	v.report.Size++
}

// detail checks the details against the leaf's commitment, or that they were erased by an event that says so.
func (v *verifier) detail(r *store.AuditRow, leaf store.AuditLeaf) {
	whose, erases := v.erasers[r.Seq]
	if erases && (leaf.Action != eraseAction || leaf.Object != whose) {
		v.bad(r.Seq, "明细被删除，却没有删除记录", "details were erased, but not by this event")
		return
	}
	switch {
	case !r.Detail:
		v.bad(r.Seq, "明细不见了", "the details are missing")
	case r.Erased == 0:
		if r.Plain == nil || store.Commitment(r.Salt, r.Plain) != leaf.Detail {
			v.bad(r.Seq, "明细与内容不符", "the details do not match the entry")
		}
	case r.Plain != nil || r.Salt != nil || r.Erased <= r.Seq:
		v.bad(r.Seq, "明细被改动", "the details were changed")
	default:
		v.report.Erased++
		if whose, err := v.eraser(r.Erased); err != nil || whose != "person:"+leaf.Actor && whose != leaf.Object {
			v.bad(r.Seq, "明细被删除，却没有相应的删除记录", "details were erased without an event that says so")
		}
	}
}

// eraser gives whose details a later event erased.
func (v *verifier) eraser(seq int64) (string, error) {
	if whose, known := v.erasers[seq]; known {
		return whose, nil
	}
	r, found, err := v.tx.AuditEventAt(seq)
	if err != nil || !found || r.Action != eraseAction {
		return "", fmt.Errorf("no erasing event %d: %w", seq, err)
	}
	v.erasers[seq] = r.Object
	return r.Object, nil
}

// grow adds a leaf's hash to the tree and compares every hash it completes with the stored one.
func (v *verifier) grow(seq int64, hash tlog.Hash) {
	v.stored(seq, hash)
	for n := seq; n&1 == 1; n >>= 1 {
		left := v.full[len(v.full)-1]
		v.full = v.full[:len(v.full)-1]
		hash = tlog.NodeHash(left, hash)
		v.stored(seq, hash)
	}
	v.full = append(v.full, hash)
}

func (v *verifier) stored(seq int64, hash tlog.Hash) {
	switch {
	case len(v.hashes) == 0 || v.hashes[0].Index != v.nextHash:
		v.bad(seq, "保存的哈希不见了", "a stored hash is missing")
	case !bytes.Equal(v.hashes[0].Hash, hash[:]):
		v.bad(seq, "保存的哈希不对", "a stored hash is wrong")
	default:
		v.hashes = v.hashes[1:]
		v.nextHash++
	}
}

// root is the root of the tree so far.
func (v *verifier) root() tlog.Hash {
	if len(v.full) == 0 {
		h, _ := tlog.TreeHash(0, nil) // of the empty tree: reads nothing
		return h
	}
	h := v.full[len(v.full)-1]
	for i := len(v.full) - 2; i >= 0; i-- {
		h = tlog.NodeHash(v.full[i], h)
	}
	return h
}
