package app

import (
	"path/filepath"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// keep puts a checkpoint that is in the file alone into the database, if the log is what it signs.
func (n *Notary) keep(tx *store.Tx, known Checkpoint, knownNote []byte) error {
	if _, _, err := heldLog(tx, known); err != nil {
		return err
	}
	return tx.AddCheckpoint(store.Checkpoint{Size: known.Size, Root: known.Root[:], Note: knownNote})
}

// heldLog gives the size and the root of the log, to which nobody adds until the transaction ends, if it extends known.
func heldLog(tx *store.Tx, known Checkpoint) (size int64, root tlog.Hash, err error) {
	if size, err = tx.HoldAudit(); err != nil {
		return size, root, err
	}
	read := tx.AuditHashes()
	if root, err = tlog.TreeHash(size, read); err != nil {
		return size, root, errHashes.Because(err)
	}
	return size, root, known.extends(size, root, read)
}

// sign makes the next checkpoint in a transaction that holds the log. The file is written before the database: a crash
// between the two leaves a checkpoint that the next call puts into the database. The one before is there already, so what
// the file says always follows from what the database has.
func (n *Notary) sign(tx *store.Tx, now store.Instant, known Checkpoint) (bool, error) {
	size, root, err := heldLog(tx, known)
	if err != nil {
		return false, err
	}
	var previous Checkpoint // perhaps another server's
	last, found, err := tx.LastCheckpoint()
	if err != nil {
		return false, err
	}
	if found {
		if previous, err = openCheckpoint(last.Note, n.Key); err != nil {
			return false, errOtherKey.Because(err)
		}
		if err := previous.extends(size, root, tx.AuditHashes()); err != nil {
			return false, err
		}
	}
	if previous.Size == size {
		return false, nil
	}
	c := Checkpoint{Origin: n.signer.Name(), Size: size, Root: root, At: now, Previous: previous.Size}
	signed, err := note.Sign(&note.Note{Text: c.text()}, n.signer)
	if err != nil {
		return false, err
	}
	if err := writeWhole(filepath.Join(n.folder, notaryLast), signed, 0o644); err != nil {
		return false, problem.New(problem.Unavailable, "audit-last", lang.Text{Zh: "检查点写不进数据目录", En: "the checkpoint cannot be written into the data folder"},
			lang.Text{Zh: "检查磁盘空间和权限", En: "Check the disk and the permissions"}).Because(err)
	}
	return true, tx.AddCheckpoint(store.Checkpoint{Size: size, Root: root[:], Note: signed})
}

var (
	errHashes = problem.New(problem.Conflict, "audit-hashes", lang.Text{Zh: "审计日志的哈希不完整", En: "hashes of the audit log are missing"},
		lang.Text{Zh: "运行 shukun audit verify 查明从哪一条起不对", En: "Run shukun audit verify to learn from which entry on"})
	errOtherKey = problem.New(problem.Conflict, "audit-other-key", lang.Text{Zh: "数据库中的检查点是用另一把密钥签的", En: "the checkpoints in the database were signed with another key"},
		lang.Text{Zh: "各台服务器应使用同一份 audit.key 和 audit.pub：从第一台复制过来，或从备份恢复", En: "All servers use one audit.key and audit.pub: copy them from the first, or restore them from the backup"})
)
