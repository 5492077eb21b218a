package cli

import (
	"strconv"

	"shukun/cli/terminal"
	"shukun/lang"
	"shukun/problem"
	"shukun/sample"
)

func sampleCommand() *command {
	return &command{name: "sample", args: words.ArgFolder, about: words.AboutSample, more: words.MoreSample, run: (*session).sample, flags: []*flag{
		{"size", lang.Text{Zh: "规模", En: "SIZE"}, words.FlagSize, (*options).setSize},
		{"seed", lang.Text{Zh: "数", En: "NUMBER"}, words.FlagSeed, (*options).setSeed},
		{"format", lang.Text{Zh: "格式", En: "FORMAT"}, words.FlagSampleFormat, (*options).setSampleFormat},
		{"progress", lang.Text{Zh: "方式", En: "WHEN"}, words.FlagProgress, (*options).setProgress},
	}}
}

func (o *options) setSize(v string) error {
	size, ok := sample.ParseSize(v)
	if !ok {
		return badValue("--size", v, oneOf([]string{sample.Demo.String(), sample.Group.String(), sample.Province.String()}))
	}
	o.size = size
	return nil
}

func (o *options) setSeed(v string) error {
	n, err := strconv.ParseUint(v, 10, 64)
	if err != nil {
		return badValue("--seed", v, lang.Text{Zh: "请写不小于 0 的整数", En: "Write a whole number, 0 or more"})
	}
	o.seed = n
	return nil
}

func (o *options) setSampleFormat(v string) error {
	switch v {
	case "csv":
		o.sampleForm = sample.CSV
	case "xlsx":
		o.sampleForm = sample.XLSX
	default:
		return badValue("--format", v, oneOf([]string{"csv", "xlsx"}))
	}
	return nil
}

// sample makes ledgers in a folder and lists them.
func (s *session) sample(o *options, args []string) (int, error) {
	switch {
	case len(args) == 0:
		return ExitFailed, usage("argument-missing", lang.Text{Zh: "没有写文件夹", En: "No folder was named"}, lang.Text{Zh: "例如：shukun sample 示例/", En: "For example: shukun sample demo/"})
	case len(args) > 1:
		return ExitFailed, tooMany(args[1])
	}
	m := s.meter(o.progress, words.Making)
	defer m.stop()
	var sum sample.Summary
	err := s.wait(func() (err error) {
		sum, err = sample.Write(args[0], o.size, o.seed, sample.Options{Format: o.sampleForm,
			Progress: func(done, all int) { m.all.Store(int64(all)); m.rows.Store(int64(done)) }})
		return err
	})
	m.stop()
	if err != nil {
		if e := asProblem(err); e != nil && e.Place.File == "" {
			err = e.At(problem.Place{File: args[0]})
		}
		return ExitFailed, err
	}
	p := s.page()
	t := terminal.Table{Aligns: []terminal.Align{terminal.Left, terminal.Left, terminal.Right}}
	for _, f := range sum.Files {
		t.Rows = append(t.Rows, []string{f.Name, p.word(kindName(f.Kind)), strconv.Itoa(f.Rows)})
	}
	p.table(t)
	p.line("", strconv.Itoa(sum.Rows)+" "+p.word(words.Rows)+"   shukun check --as-of "+sum.AsOf.String()+" "+clean(args[0]))
	return ExitClean, p.flush()
}
