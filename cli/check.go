package cli

import (
	"bufio"
	"errors"
	"io"

	"shukun/civil"
	"shukun/cli/answer"
	"shukun/cli/terminal"
	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
	"shukun/problem"
)

func checkCommand() *command {
	return &command{name: "check", args: words.ArgPaths, about: words.AboutCheck, more: words.MoreCheck, flags: questionFlags(),
		run: (*session).check}
}

func (s *session) check(o *options, paths []string) (int, error) {
	m := s.meter(o.progress, words.Evaluating)
	defer m.stop()
	format, err := s.chooseFormat(o, answer.JSONL)
	if err != nil {
		return ExitFailed, err
	}
	q, out, err := s.ask(o, paths, m)
	defer out.abandon()
	if err != nil {
		return ExitFailed, err
	}
	var findings []*policy.Finding
	err = s.wait(func() error {
		findings = q.law.Evaluate(q.book, q.question, o.filter, o.workers, func(done, all int) { m.all.Store(int64(all)); m.rows.Store(int64(done)) })
		return nil
	})
	if err != nil {
		return ExitFailed, err
	}
	a := s.answer(o, q, findings, paths)
	m.writing.Store(true)
	err = s.wait(func() error { return s.deliver(a, format, out, m) })
	return exitOf(a), err
}

// exitOf gives the exit code of an answer: an incomplete one is told first.
func exitOf(a *answer.Answer) int {
	switch {
	case !a.Complete():
		return ExitIncomplete
	case a.Violated():
		return ExitViolation
	}
	return ExitClean
}

// chooseFormat gives the format asked for, else what the file's name says, else text on a terminal, else usual.
func (s *session) chooseFormat(o *options, usual answer.Format) (answer.Format, error) {
	format := o.format
	if !o.formatSet {
		if format = usual; o.out == "" && s.StdoutTerminal {
			format = answer.Text
		} else if f, ok := answer.FormatOfFile(o.out); ok {
			format = f
		}
	}
	if format.Binary() && o.out == "" && s.StdoutTerminal {
		return 0, usage("out-needed", lang.Text{Zh: "xlsx 不能显示在终端上", En: "xlsx cannot be shown on a terminal"},
			lang.Text{Zh: "请加 --out 结果.xlsx", En: "Add --out result.xlsx"})
	}
	return format, nil
}

// ask loads the law, opens the file to write, and reads the ledgers.
func (s *session) ask(o *options, paths []string, m *meter) (q *asked, out *outFile, err error) {
	law, notices, err := loadLaw(o)
	if err != nil {
		return nil, nil, err
	}
	profile, err := loadProfile(o.profile)
	if err != nil {
		return nil, nil, err
	}
	in, more, total, err := inputs(o, paths)
	if err != nil {
		return nil, nil, err
	}
	if o.out != "" {
		if out, err = createOut(o.out, in); err != nil {
			return nil, nil, err
		}
	}
	q = &asked{law: law, notices: append(notices, more...)}
	q.question = policy.Question{AsOf: s.asOf(o), Lang: s.lang, AssumeSME: o.assumeSME, Trace: o.explain}
	m.total.Store(total)
	err = s.wait(func() (err error) {
		q.book, q.report, err = ledger.Read(in, ledger.Options{Workers: o.workers, Profile: profile, Progress: func(n int64) { m.bytes.Add(n) }})
		if err == nil {
			readTexts(q, in, o.reads(), o.workers)
		}
		return err
	})
	if err != nil && q.report != nil && problem.CodeOf(err) == "no-ledger" {
		m.stop()
		s.tell(append(q.notices, q.report.Warnings...))
	}
	return q, out, err
}

func (s *session) asOf(o *options) civil.Date {
	if o.asOf != 0 {
		return o.asOf
	}
	return s.Today()
}

// errInterrupted is the end of ctx.
var errInterrupted = problem.New(problem.Unavailable, "interrupted", lang.Text{Zh: "已中断，没有写出结果", En: "interrupted; nothing was written"}, lang.Text{})

// wait runs fn, and leaves it if ctx ends first.
func (s *session) wait(fn func() error) error {
	done := make(chan error, 1)
	go func() { done <- fn() }()
	select {
	case err := <-done:
		return err
	case <-s.ctx.Done():
		return errInterrupted
	}
}

func (s *session) answer(o *options, q *asked, findings []*policy.Finding, paths []string) *answer.Answer {
	return &answer.Answer{AsOf: q.question.AsOf, Lang: s.lang, Law: q.law, Book: q.book, Findings: findings,
		Rejected: q.report.Rejected, Warnings: append(q.notices, q.report.Warnings...), Sheets: q.report.Sheets,
		Program: s.Version.String(), Again: s.again(o, q.question.AsOf.String(), paths), Workers: o.workers}
}

// deliver writes the answer to the file or to standard output, and what the format does not carry to standard error.
func (s *session) deliver(a *answer.Answer, format answer.Format, out *outFile, m *meter) error {
	if err := s.emit(out, m, func(w io.Writer) error { return a.Write(w, format, s.style(out)) }); err != nil {
		return err
	}
	if format == answer.CSV {
		s.tell(a.Rejected)
	}
	if !format.Whole() {
		s.tell(a.Warnings)
	}
	if out != nil && s.StderrTerminal {
		io.WriteString(s.Stderr, words.Written.In(s.lang)+clean(out.path)+"\n")
	}
	return nil
}

// emit has fn write to the file, or to standard output if there is none.
func (s *session) emit(out *outFile, m *meter, fn func(w io.Writer) error) error {
	if out != nil {
		err := out.write(fn)
		m.stop()
		return err
	}
	if s.StdoutTerminal {
		m.stop()
	}
	w := bufio.NewWriterSize(s.Stdout, 1<<16)
	err := fn(w)
	if err == nil {
		err = w.Flush()
	}
	m.stop()
	if err == nil || errors.Is(err, errBrokenPipe) {
		return err
	}
	return cannotWrite(words.StandardOutput.In(s.lang), err)
}

// style is for text: colour and width only if it goes to a terminal.
func (s *session) style(out *outFile) answer.Style {
	if out != nil || !s.StdoutTerminal {
		return answer.Style{}
	}
	return answer.Style{Paint: s.paint(), Columns: s.Columns}
}

func (s *session) paint() terminal.Paint {
	return terminal.Paint{On: s.StdoutTerminal && !s.NoColour}
}

func (s *session) errPaint() terminal.Paint {
	return terminal.Paint{On: s.StderrTerminal && !s.NoColour}
}

// tell writes problems to standard error, one a line.
func (s *session) tell(list []*problem.Error) {
	w := bufio.NewWriter(s.Stderr)
	for _, e := range list {
		w.WriteString(clean(e.In(s.lang)))
		w.WriteByte('\n')
	}
	w.Flush()
}

// clean makes text from files and arguments safe to print.
func clean(s string) string { return terminal.Clean(s) }
