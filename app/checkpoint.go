package app

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// Checkpoint is a signed state of the audit log: its size and root, when it was signed, and the checkpoint before it, so
// that none can be taken out of the row.
type Checkpoint struct {
	Origin   string
	Size     int64
	Root     tlog.Hash
	At       store.Instant
	Previous int64 // size; 0: the first
}

// text is the body of the note: C2SP tlog-checkpoint, with one extension line of ours.
func (c Checkpoint) text() string {
	return fmt.Sprintf("%s\n%d\n%s\nshukun at=%d previous=%d\n", c.Origin, c.Size, c.Root, c.At, c.Previous)
}

// openCheckpoint checks the signature of a checkpoint and reads it.
func openCheckpoint(signed []byte, key note.Verifier) (Checkpoint, error) {
	n, err := note.Open(signed, note.VerifierList(key))
	if err != nil {
		return Checkpoint{}, errSignature.Because(err)
	}
	c, err := parseCheckpoint(n.Text)
	if err == nil && c.Origin != key.Name() {
		err = errSignature
	}
	return c, err
}

// CheckpointFits tells that a checkpoint of the database was signed with a key.
func CheckpointFits(c store.Checkpoint, key note.Verifier) error {
	if _, err := openCheckpoint(c.Note, key); err != nil {
		return errOtherKey.Because(err)
	}
	return nil
}

// parseCheckpoint reads the body of a checkpoint. Extension lines that are not ours mean nothing.
func parseCheckpoint(text string) (Checkpoint, error) {
	lines := strings.Split(text, "\n")
	if len(lines) < 4 || lines[0] == "" {
		return Checkpoint{}, errCheckpoint
	}
	c := Checkpoint{Origin: lines[0]}
	n, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || n < 0 || strconv.FormatInt(n, 10) != lines[1] {
		return Checkpoint{}, errCheckpoint
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return Checkpoint{}, errCheckpoint
	}
	c.Size = n
	copy(c.Root[:], root)
	for _, line := range lines[3:] {
		if _, err := fmt.Sscanf(line, "shukun at=%d previous=%d", &c.At, &c.Previous); err == nil {
			break
		}
	}
	return c, nil
}

func (c Checkpoint) head() string { return fmt.Sprintf("%d %s", c.Size, c.Root) }

// extends checks that the log of the given size and root, of which read knows the hashes, only adds to c.
func (c Checkpoint) extends(size int64, root tlog.Hash, read tlog.HashReader) error {
	now := Checkpoint{Size: size, Root: root}
	if c.Size > size {
		return forked(c, now)
	}
	if c.Size == 0 {
		return nil
	}
	if c.Size == size {
		if !bytes.Equal(c.Root[:], root[:]) {
			return forked(c, now)
		}
		return nil
	}
	proof, err := tlog.ProveTree(size, c.Size, read)
	if err == nil {
		err = tlog.CheckTree(proof, size, root, c.Size, c.Root)
	}
	if err != nil {
		return forked(c, now).Because(err)
	}
	return nil
}

// forked names both heads of a log that is no longer what was signed.
func forked(signed, now Checkpoint) *problem.Error {
	return problem.New(problem.Conflict, "audit-fork", lang.Text{
		Zh: "审计日志与已签的检查点不一致，不再签发：已签 " + signed.head() + "，数据库 " + now.head(),
		En: "the audit log contradicts the checkpoint signed last, so no other is signed: signed " + signed.head() + ", the database " + now.head(),
	}, lang.Text{Zh: "可能恢复了旧备份，或数据被改动：运行 shukun audit verify；确认恢复旧备份时，把数据目录中的 audit.last 改名留存",
		En: "An old backup was restored, or data were changed: run shukun audit verify; after restoring a backup on purpose, put audit.last of the data folder aside"})
}

var (
	errSignature = problem.New(problem.Invalid, "checkpoint-signature", lang.Text{Zh: "检查点的签名不对", En: "the checkpoint's signature is not right"},
		lang.Text{Zh: "核对公钥是否为签发方公布的那一个", En: "See that the public key is the one its owner publishes"})
	errCheckpoint = problem.New(problem.Invalid, "checkpoint-form", lang.Text{Zh: "检查点读不出来", En: "the checkpoint cannot be read"},
		lang.Text{Zh: "文件可能不完整，请重新取得", En: "The file may be incomplete; get it again"})
)
