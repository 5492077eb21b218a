package cli

import (
	"bufio"
	"encoding/json"
	"strconv"

	"shukun/cli/terminal"
	"shukun/lang"
	"shukun/serve"
)

func doctorCommand() *command {
	return &command{name: "doctor", about: w("逐项检查服务、数据库和数据", "check the server's place, database and data, point by point"),
		more: w("退出码：0 全部正常；1 有警告；2 有故障。服务运行时也可以检查。", "The exit code is 0 if all is well, 1 for warnings, 2 for faults. A running server is not disturbed."),
		run:  (*session).doctor, flags: settingFlags(
			&flag{"fix", lang.Text{}, w("修好可以安全修好的（权限、文件夹）", "mend what is safe to mend (rights, folders)"), func(o *options, _ string) error { o.operating.fix = true; return nil }},
			&flag{"json", lang.Text{}, w("输出 JSON", "write JSON"), func(o *options, _ string) error { o.operating.json = true; return nil }})}
}

func (s *session) doctor(o *options, args []string) (int, error) {
	if len(args) > 0 {
		return ExitFailed, tooMany(args[0])
	}
	c, err := s.config(o)
	if err != nil {
		return ExitFailed, err
	}
	checks := serve.Doctor(s.ctx, c, s.world(c), o.operating.fix)
	exit := 0
	for _, x := range checks {
		switch x.Status {
		case serve.Warn:
			exit = max(exit, 1)
		case serve.Fail:
			exit = 2
		}
	}
	if o.operating.json {
		e := json.NewEncoder(s.Stdout)
		e.SetEscapeHTML(false)
		for _, x := range checks {
			if err := e.Encode(x); err != nil {
				return ExitFailed, err
			}
		}
		return exit, nil
	}
	p := &page{out: bufio.NewWriter(s.Stdout), lang: s.lang, paint: s.paint(), columns: s.Columns}
	t := terminal.Table{Aligns: []terminal.Align{terminal.Right, terminal.Left, terminal.Left, terminal.Left}}
	for _, x := range checks {
		found := clean(x.Found.In(s.lang))
		if x.Fixed {
			found += p.word(w("（已修好）", " (mended)"))
		} else if x.Status == serve.Warn || x.Status == serve.Fail {
			if found != "" {
				found += p.word(w("。", ". "))
			}
			found += x.Cure.In(s.lang)
		}
		t.Rows = append(t.Rows, []string{strconv.Itoa(x.No), string(x.Status), x.Name.In(s.lang), found})
	}
	p.table(t)
	return exit, p.flush()
}
