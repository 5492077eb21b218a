package answer

import (
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"shukun/policy"
	"shukun/problem"
	"shukun/report"
)

// sheetLimit is Excel's own bound on the rows of a sheet.
const sheetLimit = 1_048_576

// headRow is the row of the column titles; the title and the line with day and unit stand above it.
const headRow = 3

// writeXLSX writes a workbook: the summary, one sheet a clause, the rejections, the warnings, what findings rest on.
func (a *Answer) writeXLSX(w io.Writer) error { return a.workbook(w, sheetLimit) }

func (a *Answer) workbook(w io.Writer, limit int) (err error) {
	f := excelize.NewFile()
	defer func() { // also removes the temporary files of large sheets
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	b := &book{Answer: a, file: f, limit: limit}
	if err := b.styles(); err != nil {
		return err
	}
	if err := b.summarySheet(); err != nil {
		return err
	}
	for _, c := range a.Summary.Clauses {
		if err := b.clauseSheet(c.Clause); err != nil {
			return err
		}
	}
	if err := b.problemSheet(words.Rejections.In(a.Lang), a.Rejected); err != nil {
		return err
	}
	if err := b.problemSheet(words.Warnings.In(a.Lang), a.Warnings); err != nil {
		return err
	}
	if err := b.basisSheet(); err != nil {
		return err
	}
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &sortedZip{out: w} })
	_, err = f.WriteTo(io.Discard)
	return err
}

// book is a workbook being written.
type book struct {
	*Answer
	file  *excelize.File
	limit int // rows of a sheet
	first bool
	style struct{ title, info, head, text, wrap, whole, money, date int }
}

// columnOf is a column of a sheet: its title, its width in characters, and its cell in row i.
type columnOf struct {
	title string
	width float64
	cell  func(i int) excelize.Cell
}

// clauseSheet writes all findings of a clause.
func (b *book) clauseSheet(n int) error {
	findings := b.ofClause(n)
	at := func(fn func(f *policy.Finding) excelize.Cell) func(int) excelize.Cell {
		return func(i int) excelize.Cell { return fn(findings[i]) }
	}
	text := func(fn func(f *policy.Finding) string) func(int) excelize.Cell {
		return at(func(f *policy.Finding) excelize.Cell { return b.text(fn(f)) })
	}
	cells := []func(int) excelize.Cell{
		text(func(f *policy.Finding) string { return f.Rule.ID }),
		text(func(f *policy.Finding) string { return f.Rule.Title.In(b.Lang) }),
		text(func(f *policy.Finding) string { return f.Outcome.Title().In(b.Lang) }),
		text(func(f *policy.Finding) string { return f.Enterprise.String() }),
		text(func(f *policy.Finding) string { return b.name(f, false) }),
		text(func(f *policy.Finding) string { return f.Beneficiary.String() }),
		text(func(f *policy.Finding) string { return b.name(f, true) }),
		text(func(f *policy.Finding) string { return f.Key }),
		at(func(f *policy.Finding) excelize.Cell { return b.money(f.Amount) }),
		at(func(f *policy.Finding) excelize.Cell { return b.date(f.DueOn) }),
		at(func(f *policy.Finding) excelize.Cell { return b.days(f.Days) }),
		at(func(f *policy.Finding) excelize.Cell { return b.date(f.NextChange) }),
		text(func(f *policy.Finding) string { return report.MissingLabel(f.Missing, b.Lang) }),
		text(func(f *policy.Finding) string { return f.Reason }),
		text(func(f *policy.Finding) string { return strings.Join(f.Basis, "; ") }),
	}
	var columns []columnOf
	for i, c := range report.FindingColumns(b.Lang) {
		columns = append(columns, columnOf{c.Title, c.Width, cells[i]})
	}
	spans, traces := false, false
	for i := range findings {
		spans, traces = spans || findings[i].Span != nil, traces || len(findings[i].Trace) > 0
	}
	if spans {
		columns = append(columns,
			columnOf{words.Span.In(b.Lang), 60, text(func(f *policy.Finding) string { return spanText(f.Span) })},
			columnOf{words.Rewrite.In(b.Lang), 60, text(func(f *policy.Finding) string { return rewriteText(f.Span) })})
	}
	if traces {
		columns = append(columns, columnOf{words.Trace.In(b.Lang), 60, at(func(f *policy.Finding) excelize.Cell {
			return excelize.Cell{StyleID: b.style.wrap, Value: traceText(f.Trace)}
		})})
	}
	return b.sheets(b.clauseName(n), words.Unit.In(b.Lang), columns, len(findings))
}

func spanText(s *policy.Span) string {
	if s == nil {
		return ""
	}
	return strconv.Itoa(s.Start) + "–" + strconv.Itoa(s.End) + " " + s.Sentence
}

func rewriteText(s *policy.Span) string {
	if s == nil {
		return ""
	}
	return s.Rewrite
}

// traceText gives the steps, one a line.
func traceText(steps []policy.Step) string {
	lines := make([]string, len(steps))
	for i, s := range steps {
		lines[i] = strconv.Itoa(i+1) + ". " + s.Step + ": " + s.Value
		if s.Basis != "" {
			lines[i] += " [" + s.Basis + "]"
		}
	}
	return strings.Join(lines, "\n")
}

// problemSheet writes rejections or warnings, nothing if there are none.
func (b *book) problemSheet(name string, list []*problem.Error) error {
	if len(list) == 0 {
		return nil
	}
	text := func(fn func(e *problem.Error) string) func(int) excelize.Cell {
		return func(i int) excelize.Cell { return b.text(fn(list[i])) }
	}
	return b.sheets(name, words.Title.In(b.Lang), []columnOf{
		{words.File.In(b.Lang), 26, text(func(e *problem.Error) string { return e.Place.File })},
		{words.Sheet.In(b.Lang), 16, text(func(e *problem.Error) string { return e.Place.Sheet })},
		{words.Row.In(b.Lang), 10, func(i int) excelize.Cell { return b.days(int32(list[i].Place.Row)) }},
		{words.Column.In(b.Lang), 20, text(func(e *problem.Error) string { return b.placeOf(e).Column })},
		{words.Value.In(b.Lang), 24, text(func(e *problem.Error) string { return e.Value })},
		{words.Message.In(b.Lang), 80, text(func(e *problem.Error) string { return cure(e, b.Answer) })},
	}, len(list))
}

// basisSheet explains every basis cited.
func (b *book) basisSheet() error {
	rows := b.basisRows()
	if len(rows) == 0 {
		return nil
	}
	text := func(fn func(r report.BasisRow) string) func(int) excelize.Cell {
		return func(i int) excelize.Cell { return b.text(fn(rows[i])) }
	}
	return b.sheets(words.Basis.In(b.Lang), words.Title.In(b.Lang), []columnOf{
		{words.Basis.In(b.Lang), 34, text(func(r report.BasisRow) string { return r.Key })},
		{words.Notes.In(b.Lang), 120, text(func(r report.BasisRow) string { return r.Words })},
	}, len(rows))
}
