package app

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// Receipt is the proof that an event is in the audit log, to be checked without the server.
type Receipt struct {
	Leaf       store.AuditLeaf
	Detail     store.AuditDetail // empty if the receipt does not show them
	Checkpoint Checkpoint
}

// receiptExtra is what a receipt carries beside the proof: the leaf itself, and what opens its commitment.
type receiptExtra struct {
	Entry string `json:"entry"`
	Salt  []byte `json:"salt,omitempty"`
	Plain string `json:"details,omitempty"`
}

const receiptHead = "c2sp.org/tlog-proof@v1"

// MakeReceipt gives the receipt of an event, in the C2SP tlog-proof format, for somebody who may see the event.
func (a *App) MakeReceipt(ctx context.Context, who *Actor, seq int64) (file []byte, err error) {
	err = a.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		r, found, err := tx.AuditEventAt(seq)
		if err != nil {
			return err
		}
		if !found || !May(who, SeeAudit, Object{Path: r.Path}) {
			return errForbidden
		}
		file, err = receipt(tx, r)
		return err
	})
	return file, err
}

// MakeReceiptHere is MakeReceipt for whoever has the database in their hands: the command line.
func (a *App) MakeReceiptHere(ctx context.Context, seq int64) (file []byte, err error) {
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		r, found, err := tx.AuditEventAt(seq)
		if err != nil {
			return err
		}
		if !found {
			return problem.New(problem.NotFound, "no-such-event", lang.Text{Zh: "审计日志里没有这一条", En: "the audit log has no such event"},
				lang.Text{Zh: "编号从 0 起，见审计日志页", En: "They are numbered from 0; see the audit log"}).With(strconv.FormatInt(seq, 10))
		}
		file, err = receipt(tx, r)
		return err
	})
	return file, err
}

func receipt(tx *store.Tx, r store.AuditRow) ([]byte, error) {
	points, err := tx.Checkpoints(r.Seq, 1)
	if err != nil {
		return nil, err
	}
	if len(points) == 0 {
		return nil, problem.New(problem.Unavailable, "not-signed-yet", lang.Text{Zh: "这一条还没有检查点覆盖", En: "no checkpoint covers this event yet"},
			lang.Text{Zh: "服务运行时每分钟签一次，稍后再取", En: "While the server runs, one is signed every minute: try again soon"})
	}
	proof, err := tlog.ProveRecord(points[0].Size, r.Seq, tx.AuditHashes())
	if err != nil {
		return nil, errHashes.Because(err)
	}
	extra, err := json.Marshal(receiptExtra{Entry: string(r.Entry), Salt: r.Salt, Plain: string(r.Plain)})
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString(receiptHead + "\nextra " + base64.StdEncoding.EncodeToString(extra) + "\nindex " + strconv.FormatInt(r.Seq, 10) + "\n")
	for _, h := range proof {
		b.WriteString(h.String() + "\n")
	}
	b.WriteString("\n")
	b.Write(points[0].Note)
	return b.Bytes(), nil
}

// CheckReceipt checks a receipt with nothing but the public key: the signature, the place in the log, the event's words.
func CheckReceipt(file []byte, key note.Verifier) (Receipt, error) {
	var r Receipt
	head, signed, found := strings.Cut(string(file), "\n\n")
	lines := strings.Split(head, "\n")
	if !found || len(lines) < 3 || len(lines) > 3+64 || lines[0] != receiptHead {
		return r, errReceipt
	}
	encoded, isExtra := strings.CutPrefix(lines[1], "extra ")
	number, isIndex := strings.CutPrefix(lines[2], "index ")
	index, err := strconv.ParseInt(number, 10, 64)
	if !isExtra || !isIndex || err != nil || index < 0 || strconv.FormatInt(index, 10) != number {
		return r, errReceipt
	}
	var extra receiptExtra
	raw, err := base64.StdEncoding.Strict().DecodeString(encoded)
	if err != nil || strictJSON(raw, &extra) != nil {
		return r, errReceipt
	}
	var proof tlog.RecordProof
	for _, line := range lines[3:] {
		h, err := tlog.ParseHash(line)
		if err != nil {
			return r, errReceipt
		}
		proof = append(proof, h)
	}
	if r.Checkpoint, err = openCheckpoint([]byte(signed), key); err != nil {
		return r, err
	}
	if index >= r.Checkpoint.Size || tlog.CheckRecord(proof, r.Checkpoint.Size, r.Checkpoint.Root, index, tlog.RecordHash([]byte(extra.Entry))) != nil {
		return r, errNotInLog
	}
	return r, r.open(index, extra)
}

// open reads the leaf, which the log vouches for, and the details, if they open its commitment.
func (r *Receipt) open(index int64, extra receiptExtra) error {
	if err := strictJSON([]byte(extra.Entry), &r.Leaf); err != nil || r.Leaf.Seq != index {
		return errReceipt
	}
	if extra.Plain == "" {
		return nil
	}
	if store.Commitment(extra.Salt, []byte(extra.Plain)) != r.Leaf.Detail || strictJSON([]byte(extra.Plain), &r.Detail) != nil {
		return errNotInLog
	}
	return nil
}

// strictJSON reads JSON that has nothing but what we know.
func strictJSON(b []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	return d.Decode(into)
}

var (
	errReceipt = problem.New(problem.Invalid, "receipt-form", lang.Text{Zh: "这不是完整的回执文件", En: "this is not a whole receipt"},
		lang.Text{Zh: "请用原始的 .tlog-proof 文件", En: "Use the .tlog-proof file as it was given out"})
	errNotInLog = problem.New(problem.Conflict, "receipt-wrong", lang.Text{Zh: "回执的内容不在签名的日志中：内容被改过", En: "what the receipt says is not in the signed log: it was changed"},
		lang.Text{Zh: "不要采信；向签发方索取原件", En: "Do not rely on it; ask its issuer for the original"})
)
