package app

import (
	"bytes"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"

	"shukun/lang"
)

func (v *verifier) morePoints(size int64) (err error) {
	v.points, err = v.tx.Checkpoints(size, auditPage)
	return err
}

// checkpoint compares the tree with the checkpoint of its size, if there is one.
func (v *verifier) checkpoint() error {
	if len(v.points) == 0 || v.points[0].Size > v.report.Size {
		return nil
	}
	p := v.points[0]
	c, err := openCheckpoint(p.Note, v.key)
	_, known := v.roots[c.Previous]
	switch {
	case err != nil:
		v.unvouched(p.Size, "检查点被改动，或不是这把密钥签的", "the checkpoint was changed, or signed with another key")
	case c.Size != p.Size || !bytes.Equal(c.Root[:], p.Root):
		v.unvouched(p.Size, "检查点的各列与签名的内容不符", "the checkpoint's columns do not match what was signed")
	case !known:
		v.unvouched(c.Previous, "前一个检查点不见了", "the checkpoint before is missing")
	case c.Root != v.root():
		v.unvouched(c.Size, "日志与检查点不符：签发之后被改写", "the log does not match the checkpoint: it was rewritten after it was signed")
	default:
		v.good = c
		v.roots[c.Size] = c.Root
		v.report.Checkpoints++
		v.report.Signed = c.Size
	}
	if v.points = v.points[1:]; len(v.points) == 0 {
		return v.morePoints(p.Size)
	}
	return nil
}

// unvouched tells that the entries between the last good checkpoint and size are no longer vouched for.
func (v *verifier) unvouched(size int64, zh, en string) {
	if v.report.Bad == nil {
		from := min(v.good.Size, size)
		v.report.Bad = &AuditFault{Seq: from, Until: max(v.good.Size, size, from+1), Why: lang.Text{Zh: zh, En: en}}
	}
}

// cut tells that a signed log was longer. What is left since the last good checkpoint may have been rewritten as well.
func (v *verifier) cut(signed int64, zh, en string) {
	n := strconv.FormatInt(v.report.Size, 10)
	v.unvouched(signed, "第 "+n+" 条起不见了："+zh, "from entry "+n+" on nothing is there: "+en)
}

// ends checks that nothing is cut off at the end, nothing hangs over, and that the log is the one known outside.
func (v *verifier) ends() error {
	head, err := v.tx.AuditSize()
	if err != nil {
		return err
	}
	n, err := v.tx.CountAudit()
	if err != nil {
		return err
	}
	found := v.report.Size
	v.report.Root = v.root()
	v.outside()
	switch {
	case len(v.points) > 0:
		v.cut(v.points[0].Size, "末尾被截去，有更长的检查点", "the end was cut off; there is a longer checkpoint")
	case head > found:
		v.bad(found, "末尾被截去", "the end was cut off")
	case head < found:
		v.bad(max(head, 0), "日志的长度被改小", "the log's length was made smaller")
	case n.Events != found || n.Details != found || n.Hashes != tlog.StoredHashCount(found) || n.Checkpoints != int64(v.report.Checkpoints):
		v.bad(found, "多出不属于日志的行", "there are rows that do not belong to the log")
	}
	return nil
}

// outside holds the log against the checkpoint kept outside the database. That file is written first, so after a crash it
// may be the only place of the last checkpoint: it counts if the log at its size is what it signs.
func (v *verifier) outside() {
	last := v.last
	if last == nil || last.Size == 0 {
		return
	}
	_, known := v.roots[last.Size]
	_, before := v.roots[last.Previous]
	switch {
	case last.Size > v.report.Size:
		v.cut(last.Size, "末尾被截去，或恢复了旧备份，已签 "+last.head(), "the end was cut off, or an old backup was restored; signed was "+last.head())
	case last.Root != v.lastRoot:
		v.unvouched(last.Size, "日志与数据库之外留存的检查点不符："+last.head(), "the log does not match the checkpoint kept outside the database: "+last.head())
	case !known && !before:
		v.unvouched(last.Previous, "前一个检查点不见了", "the checkpoint before is missing")
	case !known:
		v.report.Pending, v.report.Signed = true, max(v.report.Signed, last.Size)
	}
}
