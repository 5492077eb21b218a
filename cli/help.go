package cli

import (
	"bufio"
	"io"

	"shukun/cli/terminal"
	"shukun/lang"
)

// helpCommand is shukun help [COMMAND].
func (s *session) helpCommand(args []string) (int, error) {
	c := &command{name: "help", args: words.ArgCommand, about: words.AboutHelp}
	o := &options{}
	names, err := parse(c, o, args)
	if err != nil {
		return ExitFailed, err
	}
	s.lang = o.lang
	if len(names) == 0 || o.help {
		return ExitClean, s.help(s.Stdout, nil)
	}
	found := findCommand(names[0])
	if found == nil {
		return ExitFailed, unknownCommand(names[0])
	}
	return ExitClean, s.help(s.Stdout, found)
}

// help writes the help of a command, or of the program for none.
func (s *session) help(to io.Writer, c *command) error {
	p := &page{out: bufio.NewWriter(to), lang: s.lang, paint: s.paint(), columns: s.Columns}
	if c == nil {
		p.line("", words.Tagline.In(s.lang))
		p.head(words.Usage.In(s.lang))
		p.line("  ", "shukun "+w("命令 [选项] 参数…", "COMMAND [OPTIONS] ARGUMENTS...").In(s.lang))
		p.head(words.Commands.In(s.lang))
		t := terminal.Table{Aligns: []terminal.Align{terminal.Left, terminal.Left}}
		for _, c := range commands {
			t.Rows = append(t.Rows, []string{c.name, c.about.In(s.lang)})
		}
		t.Rows = append(t.Rows, []string{"help", words.AboutHelp.In(s.lang)})
		p.table(t)
		p.head(words.Examples.In(s.lang))
		t = terminal.Table{Aligns: []terminal.Align{terminal.Left, terminal.Left}}
		for _, e := range examples {
			t.Rows = append(t.Rows, []string{e[0].In(s.lang), e[1].In(s.lang)})
		}
		p.table(t)
		p.line("", "")
		p.line("", words.HelpMore.In(s.lang))
		return p.flush()
	}
	p.line("", c.about.In(s.lang))
	p.head(words.Usage.In(s.lang))
	p.line("  ", "shukun "+c.name+w(" [选项] ", " [OPTIONS] ").In(s.lang)+c.args.In(s.lang))
	if c.more.Zh != "" {
		p.line("", "")
		p.line("", c.more.In(s.lang))
	}
	p.head(words.Options.In(s.lang))
	t := terminal.Table{Aligns: []terminal.Align{terminal.Left, terminal.Left}}
	for _, f := range c.allFlags() {
		name := "--" + f.name
		if f.takesValue() {
			name += " " + f.value.In(s.lang)
		}
		t.Rows = append(t.Rows, []string{name, f.about.In(s.lang)})
	}
	t.Rows = append(t.Rows, []string{"-h, --help", words.FlagHelp.In(s.lang)})
	p.table(t)
	if c.name == "check" {
		p.line("", "")
		p.line("", words.ExitCodes.In(s.lang))
	}
	return p.flush()
}

// examples are what a new user may type: the command, and what it does.
var examples = [][2]lang.Text{
	{w("shukun check 台账/", "shukun check ledgers/"), w("检查一个文件夹里的台账", "check the ledgers in a folder")},
	{w("shukun check --out 结果.xlsx 台账.xlsx", "shukun check --out result.xlsx ledgers.xlsx"), w("全部结果写成工作簿", "write everything into a workbook")},
	{w("shukun explain 01.overdue YF-0007 台账/", "shukun explain 01.overdue YF-0007 ledgers/"), w("说明一条结果", "explain one finding")},
}
