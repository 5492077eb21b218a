package cli

import (
	"bufio"
	"strconv"
	"strings"

	"shukun/cli/terminal"
	"shukun/config"
	"shukun/lang"
	"shukun/serve"
	"shukun/store"
)

func backupCommand() *command {
	return &command{name: "backup", args: w("文件", "FILE"), about: w("备份整个数据库，服务可以照常运行", "back up the whole database, also while the server runs"),
		more: w("备份是一个 tar 文件，末尾有全文的 SHA-256，任何一处改动都会在恢复之前查出。加 --passphrase-file 时，备份用该文件里的口令加密，密钥文件（secret.key、audit.key、audit.pub）也封存在其中；不加则不加密，密钥也不在其中，须另行保存。没有 secret.key，动态口令无法验证；没有 audit.key，审计日志不能再签名。",
			"A backup is a tar file that ends with the SHA-256 of all of it: any change is found before a restore begins. With --passphrase-file the backup is encrypted with the passphrase in that file, and the key files (secret.key, audit.key, audit.pub) go along; without it nothing is encrypted, and the keys are not in the backup and must be kept elsewhere. Without secret.key second factors cannot be checked; without audit.key the audit log cannot be signed any more."),
		run: (*session).backup, flags: settingFlags(passphraseFlag())}
}

func restoreCommand() *command {
	return &command{name: "restore", args: w("文件", "FILE"), about: w("把备份恢复到空的数据库", "put a backup into an empty database"),
		more: w("先核对整个备份，再写入；任何一步不对，什么都不会留下。备份可以恢复到另一种数据库（内置或 PostgreSQL）。--check 只核对。加密的备份要用 --passphrase-file 打开，其中的密钥同时放回；--keys 只放回密钥，例如给另一台服务器。已有的密钥文件不会被覆盖。",
			"The whole backup is checked before anything is written; if any step fails nothing stays. A backup restores into either database, the built-in one or PostgreSQL. --check only checks. An encrypted backup opens with --passphrase-file, and the keys in it are put back as well; --keys puts back nothing else, for another server say. A key file that is there is never replaced."),
		run: (*session).restore, flags: settingFlags(passphraseFlag(),
			&flag{"keys", lang.Text{}, w("只放回密钥，不动数据库", "only put the keys back; leave the database alone"), func(o *options, _ string) error { o.operating.keys = true; return nil }},
			&flag{"check", lang.Text{}, w("只核对备份，不恢复", "only check the backup"), func(o *options, _ string) error { o.operating.check = true; return nil }})}
}

func passphraseFlag() *flag {
	return &flag{"passphrase-file", w("文件", "FILE"), w("写有口令的文件，备份用它加密", "file with the passphrase that encrypts the backup"),
		func(o *options, v string) error { o.operating.passphraseFile = v; return nil }}
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
	passphrase, err := config.Secret(o.operating.passphraseFile)
	if err != nil {
		return exitConfig, err
	}
	m, err := serve.Backup(s.ctx, c, s.world(c), file, passphrase, nil)
	if err != nil {
		return ExitFailed, err
	}
	advice := w("已加密，密钥也在内：把口令存在别处，没有它什么都恢复不了。", "Encrypted, with the keys in it: keep the passphrase elsewhere, nothing can be restored without it.")
	if m.Keys == nil {
		advice = w("没有加密，只让管理员读到；密钥不在内。请与备份分开另存："+strings.Join(serve.KeyFiles(c), "、")+"；或用 --passphrase-file 加密备份并把它们放进去。", "Not encrypted: let administrators alone read it. The keys are not in it. Keep them apart from the backup: "+strings.Join(serve.KeyFiles(c), ", ")+"; or encrypt the backup and put them in with --passphrase-file.")
	}
	return ExitClean, s.certificate(w("已备份到 ", "backed up to "), file, m, advice)
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
		return ExitClean, s.certificate(w("备份完好：", "the backup is whole: "), file, m, lang.Text{})
	}
	c, err := s.config(o)
	if err != nil {
		return ExitFailed, err
	}
	passphrase, err := config.Secret(o.operating.passphraseFile)
	if err != nil {
		return exitConfig, err
	}
	r, err := serve.Restore(s.ctx, c, file, passphrase, o.operating.keys, nil)
	if err != nil {
		return ExitFailed, err
	}
	what := w("已恢复：", "restored: ")
	if o.operating.keys {
		what = w("已取出密钥：", "the keys were taken out of ")
	}
	return ExitClean, s.certificate(what, file, r.Manifest, restoreAdvice(r)...)
}

// restoreAdvice says what became of the keys, and what to do before the server starts.
func restoreAdvice(r *serve.Restored) (all []lang.Text) {
	if len(r.Put) > 0 {
		all = append(all, w("已放回密钥："+strings.Join(r.Put, "、"), "Keys put back: "+strings.Join(r.Put, ", ")))
	}
	if len(r.Missing) > 0 {
		names := strings.Join(r.Missing, "、")
		all = append(all, w("还缺："+names+"。从另存的地方放回后再启动服务。", "Still missing: "+strings.Join(r.Missing, ", ")+". Put them back from where they are kept before the server starts."))
	}
	if r.OtherKey {
		all = append(all, w("注意：这里的密钥文件不是备份时的那一个，动态口令将无法验证。请放回原来的 secret.key。", "Note: the key file here is not the one of the backup, so second factors cannot be checked. Put the former secret.key back."))
	}
	return append(all, w("启动之前运行 shukun doctor 和 shukun audit verify。", "Run shukun doctor and shukun audit verify before the server starts."))
}

// certificate says what a backup holds.
func (s *session) certificate(what lang.Text, file string, m *store.Manifest, advice ...lang.Text) error {
	p := &page{out: bufio.NewWriter(s.Stdout), lang: s.lang, paint: s.paint(), columns: s.Columns}
	p.line("", p.word(what)+clean(file))
	sealed := w("密钥不在内", "the keys are not in it")
	if m.Sealed {
		sealed = w("已加密，密钥在内", "encrypted, with the keys in it")
	}
	t := terminal.Table{Aligns: []terminal.Align{terminal.Left, terminal.Left}, Rows: [][]string{
		{p.word(w("制作", "made")), m.Made.Format("2006-01-02T15:04:05Z") + "  " + clean(m.Program) + "  " + m.From},
		{p.word(w("结构版本", "schema version")), strconv.FormatInt(m.Schema[len(m.Schema)-1].Version, 10)},
		{p.word(w("表 / 行", "tables / rows")), strconv.Itoa(len(m.Tables)) + " / " + strconv.FormatInt(m.Rows(), 10)},
		{p.word(w("审计记录", "audit events")), strconv.FormatInt(m.Audit.Size, 10) + "  " + m.Audit.SHA256[:16]},
		{p.word(w("密钥指纹", "key fingerprint")), m.Key + "  " + p.word(sealed)},
	}}
	p.table(t)
	for _, t := range advice {
		if !t.Empty() {
			p.line("", clean(p.word(t)))
		}
	}
	return p.flush()
}
