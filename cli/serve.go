package cli

import (
	"bufio"
	"io"

	"shukun/cli/terminal"
	"shukun/lang"
	"shukun/problem"
	"shukun/serve"
)

func serveCommand() *command {
	return &command{name: "serve", about: w("启动服务：账号、组织、报送、问题、看板", "start the server: accounts, organisation, filings, findings, dashboard"),
		more: w("不需要先安装任何东西：数据库内置，放在数据文件夹。第一次启动会给出建立第一位管理员的链接。--demo 用另外的文件夹，装入示例数据，每种角色给一个账号。全部选项见 docs/configuration.zh.md。",
			"Nothing else need be installed: the database is built in and lies in the data folder. The first start gives the link for the first administrator. --demo uses a folder of its own, loads sample data and gives a sign-in for each role. docs/configuration.en.md describes all options."),
		run: (*session).serve, flags: settingFlags(
			&flag{"demo", lang.Text{}, w("演示：示例数据、固定的业务日、每种角色一个账号", "demonstration: sample data, a day that stands still, a sign-in for each role"), func(o *options, _ string) error { o.operating.demo = true; return nil }},
			&flag{"migrate", lang.Text{}, w("启动时升级 PostgreSQL 的结构（内置数据库总是自动升级）", "bring PostgreSQL's schema up to date at start (the built-in database's always is)"), func(o *options, _ string) error { o.operating.migrate = true; return nil }},
			&flag{"new-key", lang.Text{}, w("原来的密钥确已丢失：用这里的密钥继续，各人重新绑定动态口令", "the former keys are lost for good: go on with those that are here, and everybody sets up the second factor again"), func(o *options, _ string) error { o.operating.newKey = true; return nil }})}
}

// demoFolder is where a demonstration keeps its data unless told otherwise.
const demoFolder = "demo-data"

func (s *session) serve(o *options, args []string) (int, error) {
	if len(args) > 0 {
		return ExitFailed, tooMany(args[0])
	}
	if o.operating.demo && o.operating.settings["data"] == "" {
		if o.operating.settings == nil {
			o.operating.settings = map[string]string{}
		}
		o.operating.settings["data"] = demoFolder
	}
	c, err := s.config(o)
	if err != nil {
		return ExitFailed, err
	}
	err = serve.Run(s.ctx, c, s.world(c), serve.Options{Demo: o.operating.demo, Migrate: o.operating.migrate, NewKey: o.operating.newKey,
		Step:  func(t lang.Text) { io.WriteString(s.Stdout, clean(t.In(s.lang))+"…\n") },
		Ready: func(started serve.Started) { s.tellStarted(started) }})
	return ExitFailed * min(1, problemCount(err)), err
}

// problemCount is 1 for an error and 0 for none.
func problemCount(err error) int {
	if err != nil {
		return 1
	}
	return 0
}

// tellStarted says what the person at the terminal must know. Passwords and the link are shown here once and nowhere else.
func (s *session) tellStarted(st serve.Started) {
	p := &page{out: bufio.NewWriter(s.Stdout), lang: s.lang, paint: s.paint(), columns: s.Columns}
	p.line("", "")
	p.line("", p.word(w("已启动：", "Serving at "))+st.URL)
	if !st.Day.IsZero() {
		p.line("", p.word(w("业务日固定为 ", "The business day stands at "))+st.Day.String())
	}
	if st.Bootstrap != "" {
		p.line("", p.word(w("建立第一位管理员（30 分钟内有效，只能用一次；过期后重新启动）：", "Make the first administrator (good for 30 minutes, once; start again for another):")))
		p.line("  ", st.Bootstrap)
	}
	if len(st.People) > 0 {
		p.line("", "")
		p.line("", p.word(w("演示账号，口令只在这里显示一次：", "Sign-ins of the demonstration; the passwords are shown here once:")))
		t := terminal.Table{Head: []string{p.word(w("角色", "Role")), p.word(w("登录名", "Login")), p.word(w("口令", "Password")), p.word(w("单位", "Unit"))},
			Aligns: []terminal.Align{terminal.Left, terminal.Left, terminal.Left, terminal.Left}}
		for _, l := range st.People {
			t.Rows = append(t.Rows, []string{p.word(l.Role), l.Login, l.Password, l.Unit})
		}
		p.table(t)
	}
	p.line("", "")
	p.line("", p.word(w("按 Ctrl-C 停止。", "Press Ctrl-C to stop.")))
	if err := p.flush(); err != nil {
		io.WriteString(s.Stderr, problem.In(err, s.lang)+"\n")
	}
}
