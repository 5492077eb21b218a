package answer

import (
	"strings"

	"shukun/cli/terminal"
	"shukun/lang"
	"shukun/problem"
	"shukun/report"
)

// rejections tells every rejected cell, by file and sheet, with its cure.
func (r *textReport) rejections() {
	if r.Complete() {
		return
	}
	r.head(r.word(words.Rejections) + "  " + r.say(sayProblems, report.Count(len(r.Rejected))))
	group := problem.Place{}
	for i, e := range r.Rejected {
		if p := (problem.Place{File: e.Place.File, Sheet: e.Place.Sheet}); i == 0 || p != group {
			group = p
			r.line("  " + r.Paint.Bold(terminal.Clean(p.In(r.Lang))))
		}
		where := problem.Place{Row: e.Place.Row, Column: r.placeOf(e).Column}.In(r.Lang)
		r.para("    ", r.Paint.Yellow(terminal.Clean(where))+report.Colon(r.Lang)+terminal.Clean(e.Message(r.Lang)))
	}
}

// warnings tells what is doubtful but was used, or was left out.
func (r *textReport) warnings() {
	if len(r.Warnings) == 0 {
		return
	}
	r.head(r.word(words.Warnings))
	for _, e := range r.Warnings[:min(len(r.Warnings), showWarnings)] {
		r.para("  ", terminal.Clean(e.At(r.placeOf(e)).In(r.Lang)))
	}
	if more := len(r.Warnings) - showWarnings; more > 0 {
		r.line("  " + r.Paint.Dim(r.say(sayWarnMore, report.Count(more))))
	}
}

// next tells how to go on.
func (r *textReport) next() {
	r.head(r.word(words.Next))
	if !r.Complete() {
		r.para("  ", r.word(words.NextFix))
	}
	r.line("  " + r.word(words.NextAll) + r.allCommand())
	if len(r.Findings) > 0 {
		f := r.example()
		r.line("  " + r.word(words.NextExplain) + "shukun explain " + f.Rule.ID + " " + Quote(f.Key) + " " + r.Again)
		r.line("  " + r.word(words.NextLaw) + "shukun law " + f.Rule.ID)
	}
}

// allCommand is the command that writes everything into a workbook.
func (a *Answer) allCommand() string {
	name := "结果.xlsx"
	if a.Lang == lang.En {
		name = "result.xlsx"
	}
	return "shukun check --format xlsx --out " + name + " " + a.Again
}

// Quote puts s as a person types it in a shell.
func Quote(s string) string {
	s = terminal.Clean(s)
	if s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return r <= ' ' || strings.ContainsRune("\"'`$\\!*?[](){}<>|&;#~　", r)
	}) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
