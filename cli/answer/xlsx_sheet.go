package answer

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"shukun/cli/terminal"
	"shukun/policy"
	"shukun/report"
)

// sheets writes n rows under a title, a line with day and unit, and a head that stays in sight and filters. Rows beyond
// the limit continue on further sheets.
func (b *book) sheets(name, unit string, columns []columnOf, n int) error {
	room := b.limit - headRow
	for part, from := 1, 0; from < n; part, from = part+1, from+room {
		if err := b.sheet(name, report.More(part, b.Lang), unit, columns, from, min(from+room, n)); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) sheet(title, more, unit string, columns []columnOf, from, to int) error {
	name := sheetName(title, more)
	last, err := excelize.ColumnNumberToName(len(columns))
	if err != nil {
		return err
	}
	if err := b.begin(name, "$A$"+strconv.Itoa(headRow)+":$"+last+"$"+strconv.Itoa(headRow+to-from)); err != nil {
		return err
	}
	s, err := b.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, c := range columns {
		if err := s.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	pane := &excelize.Panes{Freeze: true, YSplit: headRow, TopLeftCell: "A" + strconv.Itoa(headRow+1), ActivePane: "bottomLeft"}
	if err := s.SetPanes(pane); err != nil {
		return err
	}
	head := make([]any, len(columns))
	for i, c := range columns {
		head[i] = excelize.Cell{StyleID: b.style.head, Value: c.title}
	}
	for i, row := range [][]any{
		{excelize.Cell{StyleID: b.style.title, Value: title + more}},
		{excelize.Cell{StyleID: b.style.info, Value: words.AsOf.In(b.Lang) + " " + b.AsOf.String() + "    " + unit}},
		head,
	} {
		if err := s.SetRow("A"+strconv.Itoa(i+1), row); err != nil {
			return err
		}
	}
	row, cells := make([]any, len(columns)), make([]excelize.Cell, len(columns))
	for i := from; i < to; i++ {
		for j := range columns {
			row[j] = nil
			if cells[j] = columns[j].cell(i); cells[j].Value != nil {
				row[j] = &cells[j]
			}
		}
		if err := s.SetRow("A"+strconv.Itoa(headRow+1+i-from), row); err != nil {
			return err
		}
	}
	return s.Flush()
}

// begin makes a sheet with its filter and its print layout: A4, landscape, one page wide, the head on every page.
func (b *book) begin(name, filter string) error {
	if _, err := b.file.NewSheet(name); err != nil {
		return err
	}
	if !b.first {
		b.first = true
		if err := b.file.DeleteSheet("Sheet1"); err != nil {
			return err
		}
		b.file.SetActiveSheet(0) // not later: it would read back every sheet already written
	}
	if filter != "" {
		if err := b.file.AutoFilter(name, strings.ReplaceAll(filter, "$", ""), nil); err != nil {
			return err
		}
		rows := "'" + strings.ReplaceAll(name, "'", "''") + "'!$1:$" + strconv.Itoa(headRow)
		if err := b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: rows, Scope: name}); err != nil {
			return err
		}
	}
	landscape, a4, wide, tall := "landscape", 9, 1, 0
	if err := b.file.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &wide, FitToHeight: &tall}); err != nil {
		return err
	}
	fit := true
	if err := b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	return b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L" + footerText(b.Program) + "&R&P / &N"})
}

func footerText(s string) string { return strings.ReplaceAll(s, "&", "&&") }

// sheetName makes a title, which may come from a ledger, fit for a sheet.
func sheetName(title, more string) string { return report.SheetName(terminal.Clean(title), more) }

// summarySheet writes the counts and sums by clause, rule and outcome, and what was read.
func (b *book) summarySheet() error {
	name := words.Summary.In(b.Lang)
	if err := b.begin(name, ""); err != nil {
		return err
	}
	s, err := b.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, width := range []float64{34, 30, 26, 14, 14, 20} {
		if err := s.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	n := b.Summary.Outcomes
	rows := [][]any{
		{excelize.Cell{StyleID: b.style.title, Value: words.Title.In(b.Lang)}},
		{excelize.Cell{StyleID: b.style.info, Value: words.AsOf.In(b.Lang) + " " + b.AsOf.String() + "    " + words.Unit.In(b.Lang)}},
		{excelize.Cell{StyleID: b.style.info, Value: b.say(report.SayCounts, report.Count(n[policy.Violation]), report.Count(n[policy.Obligation]),
			report.Count(n[policy.Entitlement]), report.Count(n[policy.Undetermined]), report.Count(n[policy.Notice]))}},
	}
	for _, c := range b.Summary.Clauses {
		if c.View != nil {
			rows = append(rows, []any{b.text(b.clauseName(c.Clause)), b.text(b.say(report.SayView, policy.Words(c.View.Rule.Title), policy.Str(c.View.Rule.ID))), b.money(c.View.Amount)})
		}
	}
	if !b.Complete() {
		rows = append(rows, []any{excelize.Cell{StyleID: b.style.info, Value: words.Incomplete.In(b.Lang)}})
	}
	rows = append(rows, nil, b.heads(words.Clause.In(b.Lang), words.Rule.In(b.Lang), words.RuleID.In(b.Lang), words.Outcome.In(b.Lang),
		words.Count.In(b.Lang), words.AmountYuan.In(b.Lang)))
	for _, c := range b.Summary.Clauses {
		for _, r := range c.Rules {
			row := []any{b.text(b.clauseName(c.Clause)), b.text(r.Rule.Title.In(b.Lang)), b.text(r.Rule.ID), b.text(r.Outcome.Title().In(b.Lang)),
				b.whole(r.Count)}
			if m := b.money(r.Amount); m.Value != nil {
				row = append(row, m)
			}
			rows = append(rows, row)
		}
	}
	rows = append(rows, []any{excelize.Cell{StyleID: b.style.info, Value: words.TotalsNote.In(b.Lang)}}, nil,
		b.heads(words.File.In(b.Lang), words.Sheet.In(b.Lang), words.Ledger.In(b.Lang), words.Rows.In(b.Lang), words.Rejected.In(b.Lang)))
	for _, sheet := range b.Sheets {
		rows = append(rows, []any{b.text(sheet.File), b.text(sheet.Name), b.text(report.KindLabel(sheet.Kind, b.Lang)), b.whole(sheet.Rows), b.whole(sheet.Rejected)})
	}
	for i, row := range rows {
		if err := s.SetRow("A"+strconv.Itoa(i+1), row); err != nil {
			return err
		}
	}
	return s.Flush()
}

func (b *book) heads(titles ...string) []any {
	row := make([]any, len(titles))
	for i, t := range titles {
		row[i] = excelize.Cell{StyleID: b.style.head, Value: t}
	}
	return row
}
