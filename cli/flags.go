package cli

import (
	"strings"

	"shukun/lang"
	"shukun/problem"
)

// flag is one option of a command.
type flag struct {
	name  string
	value lang.Text // what stands after it; empty: nothing does
	about lang.Text
	set   func(o *options, value string) error
}

func (f *flag) takesValue() bool { return f.value.Zh != "" }

// parse reads the arguments of a command: flags anywhere, before and after paths, until --. It gives the paths.
func parse(c *command, o *options, args []string) (paths []string, err error) {
	all := c.allFlags()
	for i := 0; i < len(args); i++ {
		a := args[i]
		switch {
		case a == "--":
			return append(paths, args[i+1:]...), nil
		case a == "-h" || a == "--help":
			o.help = true
			continue
		case len(a) < 2 || a[0] != '-':
			paths = append(paths, a)
			continue
		}
		name, value, given := strings.Cut(a, "=")
		f := findFlag(all, name)
		switch {
		case f == nil:
			return nil, unknownFlag(c, all, name)
		case !f.takesValue() && given:
			return nil, usage("flag-value", lang.Text{Zh: name + " 后面不带值", En: name + " takes no value"}, helpOf(c))
		case f.takesValue() && !given:
			if i++; i == len(args) {
				return nil, usage("flag-value", lang.Text{Zh: name + " 后面缺少" + f.value.Zh, En: name + " lacks its " + f.value.En}, helpOf(c))
			}
			value = args[i]
		}
		if err := f.set(o, value); err != nil {
			return nil, err
		}
	}
	return paths, nil
}

func findFlag(all []*flag, name string) *flag {
	for _, f := range all {
		if "--"+f.name == name {
			return f
		}
	}
	return nil
}

// usage is a command line that cannot be understood, with what to do.
func usage(code string, what, next lang.Text) *problem.Error {
	return problem.New(problem.Invalid, code, what, next)
}

func helpOf(c *command) lang.Text {
	return lang.Text{Zh: "用法见 shukun " + c.name + " --help", En: "See shukun " + c.name + " --help"}
}

func unknownFlag(c *command, all []*flag, name string) error {
	names := make([]string, len(all))
	for i, f := range all {
		names[i] = "--" + f.name
	}
	next := helpOf(c)
	if near := problem.Nearest("--"+strings.TrimLeft(name, "-"), names); near != "" {
		next = lang.Text{Zh: "是否想用 " + near + "？" + next.Zh, En: "Did you mean " + near + "? " + next.En}
	}
	return usage("flag-unknown", lang.Text{Zh: "没有这个选项 " + name, En: "There is no option " + name}, next)
}

func unknownCommand(name string) error {
	names := make([]string, len(commands))
	for i, c := range commands {
		names[i] = c.name
	}
	next := lang.Text{Zh: "全部命令见 shukun help", En: "See shukun help for all commands"}
	if near := problem.Nearest(name, names); near != "" {
		next = lang.Text{Zh: "是否想用 " + near + "？" + next.Zh, En: "Did you mean " + near + "? " + next.En}
	} else if strings.ContainsAny(name, `./\`) {
		next = lang.Text{Zh: "要检查台账，请用 shukun check " + name, En: "To check ledgers, use shukun check " + name}
	}
	return usage("command-unknown", lang.Text{Zh: "没有这个命令 " + name, En: "There is no command " + name}, next)
}
