package cli

import (
	"io"
	"os"

	"shukun/lang"
	"shukun/ledger"
	"shukun/problem"
)

func templateCommand() *command {
	return &command{name: "template", args: words.ArgTemplateKind, about: words.AboutTemplate, more: words.MoreTemplate, run: (*session).template, flags: []*flag{
		{"out", lang.Text{Zh: "文件", En: "FILE"}, words.FlagTemplateOut, (*options).setOut},
		{"force", lang.Text{}, words.FlagForce, func(o *options, _ string) error { o.force = true; return nil }},
	}}
}

// template writes an empty workbook of a kind, by default under the kind's Chinese name in the current folder.
func (s *session) template(o *options, args []string) (int, error) {
	switch {
	case len(args) == 0:
		return ExitFailed, usage("argument-missing", lang.Text{Zh: "没有写台账种类", En: "No ledger kind was named"},
			lang.Text{Zh: "例如：shukun template 应付账款；shukun ledgers 列出全部种类", En: "For example: shukun template payables; shukun ledgers lists the kinds"})
	case len(args) > 1:
		return ExitFailed, tooMany(args[1])
	}
	k := ledger.FindKind(args[0])
	if k == nil {
		return ExitFailed, unknownKind(args[0])
	}
	name := o.out
	if name == "" {
		name = k.Name + ".xlsx"
	}
	if _, err := os.Stat(name); err == nil && !o.force {
		return ExitFailed, problem.New(problem.Conflict, "file-exists", lang.Text{Zh: "文件已经存在，没有覆盖", En: "the file exists and was not overwritten"},
			lang.Text{Zh: "请换一个 --out，或加 --force 覆盖", En: "Choose another --out, or add --force to overwrite it"}).At(problem.Place{File: name})
	}
	f, err := createOut(name, nil)
	if err != nil {
		return ExitFailed, err
	}
	if err := f.write(func(w io.Writer) error { return ledger.WriteTemplate(w, k) }); err != nil {
		return ExitFailed, err
	}
	p := s.page()
	p.line("", name)
	return ExitClean, p.flush()
}
