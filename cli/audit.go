package cli

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"time"

	"shukun/lang"
	"shukun/problem"
	"shukun/serve"
)

func auditCommand() *command {
	return &command{name: "audit", args: w("verify | receipt 编号 | check 回执", "verify | receipt NUMBER | check RECEIPT"), about: w("核验审计日志，取得或核对一条记录的回执", "verify the audit log; make or check the receipt of an event"),
		more: w("verify 重新计算整个日志，完好退出码为 0，被改动为 1 并指出第一条不对的记录；服务运行时也可以用。receipt 取得一条记录的回执（C2SP tlog-proof）。check 只凭公钥核对回执，不需要网络和数据库。",
			"verify computes the whole log again: exit code 0 if it is sound, 1 if it was changed, and the first entry that is wrong is named; it may run beside a server. receipt makes an event's receipt (C2SP tlog-proof). check checks a receipt with nothing but the public key: no network, no database."),
		run: (*session).audit, flags: settingFlags(
			&flag{"out", w("文件", "FILE"), w("回执写入的文件，如 回执.tlog-proof（默认：标准输出）", "where the receipt goes, like receipt.tlog-proof (default: standard output)"), (*options).setOut},
			&flag{"key", w("公钥", "KEY"), w("公钥，或写有公钥的文件（默认：数据文件夹中的 audit.pub）", "the public key, or a file with it (default: audit.pub of the data folder)"), func(o *options, v string) error { o.operating.key = v; return nil }})}
}

func (s *session) audit(o *options, args []string) (int, error) {
	if len(args) == 0 {
		return ExitFailed, badValue("audit", "", oneOf([]string{"verify", "receipt", "check"}))
	}
	what, args := args[0], args[1:]
	wants := map[string]int{"verify": 0, "receipt": 1, "check": 1}
	n, known := wants[what]
	switch {
	case !known:
		return ExitFailed, badValue("audit", what, oneOf([]string{"verify", "receipt", "check"}))
	case len(args) > n:
		return ExitFailed, tooMany(args[n])
	case len(args) < n && what == "receipt":
		return ExitFailed, usage("argument-missing", w("没有写记录的编号", "No event was named"), w("例如：shukun audit receipt 42 --out 回执.tlog-proof", "For example: shukun audit receipt 42 --out receipt.tlog-proof"))
	case len(args) < n:
		return ExitFailed, usage("argument-missing", w("没有写回执文件", "No receipt was named"), w("例如：shukun audit check 回执.tlog-proof --key audit.pub", "For example: shukun audit check receipt.tlog-proof --key audit.pub"))
	}
	if what == "check" {
		return s.auditCheck(o, args[0])
	}
	if what == "receipt" {
		return s.auditReceipt(o, args[0])
	}
	return s.auditVerify(o)
}

// auditVerify verifies the log of the database.
func (s *session) auditVerify(o *options) (int, error) {
	c, err := s.config(o)
	if err != nil {
		return exitConfig, err
	}
	r, err := serve.VerifyAudit(s.ctx, c, o.operating.key)
	if err != nil {
		return ExitFailed, err
	}
	p := &page{out: bufio.NewWriter(s.Stdout), lang: s.lang, paint: s.paint(), columns: s.Columns}
	if bad := r.Bad; bad != nil {
		where := fmt.Sprintf(w("第 %d 条不对", "entry %d is wrong").In(s.lang), bad.Seq)
		if bad.Until > bad.Seq+1 {
			where = fmt.Sprintf(w("从第 %d 条到第 %d 条不再可信", "entries %d to %d can no longer be relied on").In(s.lang), bad.Seq, bad.Until-1)
		}
		p.line("", w("审计日志被改动：", "The audit log was changed: ").In(s.lang)+where)
		p.line("", p.word(bad.Why))
		return ExitViolation, p.flush()
	}
	p.line("", fmt.Sprintf(w("审计日志完好：%d 条，%d 个检查点签到第 %d 条，依申请删除明细 %d 条", "The audit log is sound: %d entries, %d checkpoints sign the first %d, details of %d erased on request").In(s.lang),
		r.Size, r.Checkpoints, r.Signed, r.Erased))
	if r.Pending {
		p.line("", w("最后一个检查点只在 audit.last 中（写入数据库之前中断过），与日志相符；服务下次启动时补入", "The last checkpoint is in audit.last only, since a crash came before the database had it; it fits the log, and the next start puts it in").In(s.lang))
	}
	p.line("", w("根：", "root: ").In(s.lang)+r.Root.String())
	return ExitClean, p.flush()
}

// auditReceipt makes a receipt.
func (s *session) auditReceipt(o *options, number string) (int, error) {
	seq, err := strconv.ParseInt(number, 10, 64)
	if err != nil || seq < 0 {
		return ExitFailed, badValue("audit receipt", number, w("请写记录的编号，从 0 起的整数", "Write the number of an event: a whole number from 0"))
	}
	c, err := s.config(o)
	if err != nil {
		return exitConfig, err
	}
	file, err := serve.Receipt(s.ctx, c, seq)
	if err != nil {
		return ExitFailed, err
	}
	if o.out == "" {
		_, err := s.Stdout.Write(file)
		return ExitClean, err
	}
	out, err := createOut(o.out, nil)
	if err != nil {
		return ExitFailed, err
	}
	defer out.abandon()
	return ExitClean, out.write(func(w io.Writer) error { _, err := w.Write(file); return err })
}

// auditCheck checks a receipt and says what it proves.
func (s *session) auditCheck(o *options, path string) (int, error) {
	if o.operating.key == "" {
		return ExitFailed, usage("key-missing", w("没有写公钥", "No public key was given"), w("加上 --key，写公钥或写有公钥的文件", "Add --key with the public key, or a file with it"))
	}
	file, err := os.ReadFile(path)
	if err != nil {
		why := reason(err)
		return ExitFailed, problem.New(problem.NotFound, "receipt-file", lang.Text{Zh: "回执文件读不了（" + why.Zh + "）", En: "the receipt cannot be read (" + why.En + ")"},
			w("检查文件名和权限", "Check its name and permissions")).At(problem.Place{File: path})
	}
	r, err := serve.CheckReceipt(file, o.operating.key)
	if err != nil {
		return ExitViolation, err
	}
	p := &page{out: bufio.NewWriter(s.Stdout), lang: s.lang, paint: s.paint(), columns: s.Columns}
	p.line("", p.word(w("回执属实：这条记录在签名的日志中", "The receipt is true: the event is in the signed log")))
	for _, line := range [][2]string{
		{p.word(w("日志", "log")), r.Checkpoint.Origin},
		{p.word(w("编号", "number")), strconv.FormatInt(r.Leaf.Seq, 10)},
		{p.word(w("时间", "time")), r.Leaf.At.Time().Add(8*time.Hour).Format("2006-01-02 15:04:05.000") + " +08:00"},
		{p.word(w("操作", "act")), r.Leaf.Action},
		{p.word(w("对象", "object")), r.Leaf.Object},
		{p.word(w("归属", "belongs to")), r.Leaf.Path},
		{p.word(w("人员", "actor")), r.Leaf.Actor},
		{p.word(w("结果", "result")), r.Leaf.Result},
	} {
		p.line("  ", line[0]+p.word(w("：", ": "))+clean(line[1]))
	}
	for _, k := range slices.Sorted(maps.Keys(r.Detail.Details)) {
		p.line("  ", clean(k+" = "+r.Detail.Details[k]))
	}
	return ExitClean, p.flush()
}
