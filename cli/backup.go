package cli

import (
	"bufio"
	"strconv"

	"shukun/cli/terminal"
	"shukun/lang"
	"shukun/serve"
	"shukun/store"
)

func backupCommand() *command {
	return &command{name: "backup", args: w("文件", "FILE"), about: w("备份整个数据库，服务可以照常运行", "back up the whole database, also while the server runs"),
		more: w("备份是一个 tar 文件，末尾有全文的 SHA-256，任何一处改动都会在恢复之前查出。密钥文件（secret.key）不在其中，请另行保存。", "A backup is a tar file that ends with the SHA-256 of all of it: any change is found before a restore begins. The key file (secret.key) is not in it; keep it elsewhere."),
		run:  (*session).backup, flags: settingFlags()}
}

func restoreCommand() *command {
	return &command{name: "restore", args: w("文件", "FILE"), about: w("把备份恢复到空的数据库", "put a backup into an empty database"),
		more: w("先核对整个备份，再写入；任何一步不对，什么都不会留下。备份可以恢复到另一种数据库（内置或 PostgreSQL）。--check 只核对。", "The whole backup is checked before anything is written; if any step fails nothing stays. A backup restores into either database, the built-in one or PostgreSQL. --check only checks."),
		run:  (*session).restore, flags: settingFlags(&flag{"check", lang.Text{}, w("只核对备份，不恢复", "only check the backup"), func(o *options, _ string) error { o.operating.check = true; return nil }})}
}

// oneFile gives the file that a command names.
func oneFile(args []string, example lang.Text) (string, error) {
	switch {
	case len(args) == 0:
		return "", usage("argument-missing", w("没有写文件名", "No file was named"), example)
	case len(args) > 1:
		return "", tooMany(args[1])
	}
	return args[0], nil
}

func (s *session) backup(o *options, args []string) (int, error) {
	file, err := oneFile(args, w("例如：shukun backup 备份.tar", "For example: shukun backup backup.tar"))
	if err != nil {
		return ExitFailed, err
	}
	c, err := s.config(o)
	if err != nil {
		return ExitFailed, err
	}
	m, err := serve.Backup(s.ctx, c, s.world(c), file, nil)
	if err != nil {
		return ExitFailed, err
	}
	return ExitClean, s.certificate(w("已备份到 ", "backed up to "), file, m, false)
}

func (s *session) restore(o *options, args []string) (int, error) {
	file, err := oneFile(args, w("例如：shukun restore 备份.tar --data 新文件夹", "For example: shukun restore backup.tar --data new-folder"))
	if err != nil {
		return ExitFailed, err
	}
	if o.operating.check {
		m, err := store.ReadManifest(file)
		if err != nil {
			return ExitFailed, err
		}
		return ExitClean, s.certificate(w("备份完好：", "the backup is whole: "), file, m, false)
	}
	c, err := s.config(o)
	if err != nil {
		return ExitFailed, err
	}
	r, err := serve.Restore(s.ctx, c, file, nil)
	if err != nil {
		return ExitFailed, err
	}
	return ExitClean, s.certificate(w("已恢复：", "restored: "), file, r.Manifest, r.OtherKey)
}

// certificate says what a backup holds.
func (s *session) certificate(what lang.Text, file string, m *store.Manifest, otherKey bool) error {
	p := &page{out: bufio.NewWriter(s.Stdout), lang: s.lang, paint: s.paint(), columns: s.Columns}
	p.line("", p.word(what)+clean(file))
	t := terminal.Table{Aligns: []terminal.Align{terminal.Left, terminal.Left}, Rows: [][]string{
		{p.word(w("制作", "made")), m.Made.Format("2006-01-02T15:04:05Z") + "  " + clean(m.Program) + "  " + m.From},
		{p.word(w("结构版本", "schema version")), strconv.FormatInt(m.Schema[len(m.Schema)-1].Version, 10)},
		{p.word(w("表 / 行", "tables / rows")), strconv.Itoa(len(m.Tables)) + " / " + strconv.FormatInt(m.Rows(), 10)},
		{p.word(w("审计记录", "audit events")), strconv.FormatInt(m.Audit.Size, 10) + "  " + m.Audit.SHA256[:16]},
		{p.word(w("密钥指纹", "key fingerprint")), m.Key},
	}}
	p.table(t)
	if otherKey {
		p.line("", p.word(w("注意：这里的密钥文件不是备份时的那一个，动态口令将无法验证。请放回原来的 secret.key。", "Note: the key file here is not the one of the backup, so second factors cannot be checked. Put the former secret.key back.")))
	}
	return p.flush()
}
