package cli

import (
	"bufio"
	"io"

	"shukun/cli/terminal"
	"shukun/config"
	"shukun/lang"
	"shukun/serve"
)

func configCommand() *command {
	return &command{name: "config", args: w("[show | check | options]", "[show | check | options]"), about: w("列出或检查服务的配置", "show or check the settings of the server"),
		more: w("show 列出每项的值和来源；check 另外检查文件和机密能否使用；options 列出全部选项（--markdown 输出说明书）。", "show lists each value and where it comes from; check also tries the files and secrets; options lists all options (--markdown writes the manual)."),
		run:  (*session).configure, flags: settingFlags(&flag{"markdown", lang.Text{}, w("输出 Markdown", "write Markdown"), func(o *options, _ string) error { o.operating.markdown = true; return nil }})}
}

func (s *session) configure(o *options, args []string) (int, error) {
	what := "show"
	if len(args) > 0 {
		what = args[0]
	}
	switch {
	case len(args) > 1:
		return ExitFailed, tooMany(args[1])
	case what == "options" && o.operating.markdown:
		_, err := io.WriteString(s.Stdout, config.Markdown(s.lang))
		return ExitClean, err
	case what == "options":
		return ExitClean, s.help(s.Stdout, findCommand("serve"))
	case what != "show" && what != "check":
		return ExitFailed, badValue("config", what, oneOf([]string{"show", "check", "options"}))
	}
	c, err := s.config(o)
	if err != nil {
		return ExitFailed, err
	}
	if what == "check" {
		if err := serve.CheckConfig(c); err != nil {
			return exitConfig, err
		}
		_, err := io.WriteString(s.Stdout, w("配置没有问题", "the settings are good").In(s.lang)+"\n")
		return ExitClean, err
	}
	p := &page{out: bufio.NewWriter(s.Stdout), lang: s.lang, paint: s.paint(), columns: s.Columns}
	t := terminal.Table{Head: []string{p.word(w("选项", "Option")), p.word(words.Value), p.word(words.Source)}, Aligns: []terminal.Align{terminal.Left, terminal.Left, terminal.Left}}
	for _, x := range c.Settings() {
		value := x.Value
		if value == "" {
			value = "--"
		}
		t.Rows = append(t.Rows, []string{x.Option.Name, clean(value), clean(x.Source.In(s.lang))})
	}
	p.table(t)
	return ExitClean, p.flush()
}

func migrateCommand() *command {
	return &command{name: "migrate", args: w("[status | up]", "[status | up]"), about: w("查看或升级数据库结构", "show or bring up to date the database's schema"),
		more: w("只能向前。升级前先备份（shukun backup）。内置数据库在启动服务时自动升级。", "Forward only. Make a backup first (shukun backup). The built-in database is brought up to date when the server starts."),
		run:  (*session).migrate, flags: settingFlags()}
}

func (s *session) migrate(o *options, args []string) (int, error) {
	what := "status"
	if len(args) > 0 {
		what = args[0]
	}
	if len(args) > 1 {
		return ExitFailed, tooMany(args[1])
	}
	if what != "status" && what != "up" {
		return ExitFailed, badValue("migrate", what, oneOf([]string{"status", "up"}))
	}
	c, err := s.config(o)
	if err != nil {
		return ExitFailed, err
	}
	schema, err := serve.Migrate(s.ctx, c, what == "up")
	if err != nil {
		return ExitFailed, err
	}
	p := &page{out: bufio.NewWriter(s.Stdout), lang: s.lang, paint: s.paint(), columns: s.Columns}
	t := terminal.Table{Aligns: []terminal.Align{terminal.Left, terminal.Left, terminal.Left}}
	for _, f := range schema.Ran {
		t.Rows = append(t.Rows, []string{f.Name, p.word(w("已执行", "done")), f.Hash[:12]})
	}
	for _, f := range schema.Pending {
		t.Rows = append(t.Rows, []string{f.Name, p.word(w("待执行", "to be done")), f.Hash[:12]})
	}
	p.table(t)
	if err := p.flush(); err != nil {
		return ExitFailed, err
	}
	if err := schema.Check(); err != nil {
		return exitData, err
	}
	return ExitClean, nil
}
