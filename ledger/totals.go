package ledger

import (
	"strconv"
	"strings"

	"shukun/lang"
	"shukun/money"
	"shukun/problem"
)

// checkTotals compares each 合计 or 小计 row with the sum of the rows above it and warns where they differ.
func (k *kind[T]) checkTotals(r *reading, s *sheetRows, rows []T, totals []total[T]) {
	if len(totals) == 0 {
		return
	}
	for _, col := range s.mapping.columns {
		fen := k.columns[col.column].fen
		if fen == nil {
			continue
		}
		var all, part money.Fen
		at := 0
		for _, t := range totals {
			for ; at < len(rows) && int(k.source(&rows[at]).Row) < t.row; at++ {
				all += fen(&rows[at])
				part += fen(&rows[at])
			}
			want := all
			if t.sub {
				want, part = part, 0
			}
			if stated := fen(t.values); stated != 0 && stated != want && (t.sub || stated != part) {
				r.report.Warnings = append(r.report.Warnings, totalMismatch(stated, want).At(problem.Place{
					File: s.file, Sheet: s.name, Row: t.row, Column: k.columns[col.column].Key}))
			}
		}
	}
}

func totalRows[T any](totals []total[T]) []int {
	rows := make([]int, len(totals))
	for i := range totals {
		rows[i] = totals[i].row
	}
	return rows
}

// tellAsides reports the rows that were passed over.
func (r *reading) tellAsides(s *sheetRows, sheet *Sheet, totals []int, asides []aside) {
	tell := func(code, zh, en string) {
		e := problem.New(problem.Invalid, code, lang.Text{Zh: zh, En: en}, lang.Text{})
		r.report.Warnings = append(r.report.Warnings, e.At(problem.Place{File: s.file, Sheet: s.name}))
	}
	if len(totals) > 0 {
		list := rowList(totals)
		tell("total-rows", "合计、小计行已核对并跳过：第 "+list+" 行", "rows of totals were checked and skipped: "+list)
	}
	if n := strconv.Itoa(sheet.Blank); sheet.Blank > 0 {
		tell("blank-rows", "跳过空行 "+n+" 行", "blank rows skipped: "+n)
	}
	byShape := map[rowShape][]int{}
	for _, a := range asides {
		byShape[a.what] = append(byShape[a.what], a.row)
	}
	for _, x := range []struct {
		what         rowShape
		code, zh, en string
	}{
		{emptyRow, "empty-rows", "在所读各列中没有内容，已跳过", "rows without anything in the columns read were skipped"},
		{headerRow, "header-again", "是重复的表头，已跳过", "the header stands there again; the rows were skipped"},
		{noteRow, "note-rows", "是表下的落款或说明，已跳过", "lines under the table were skipped"},
	} {
		if rows := byShape[x.what]; len(rows) > 0 {
			tell(x.code, "第 "+rowList(rows)+" 行"+x.zh, x.en+": "+rowList(rows))
		}
	}
}

// rowList names the first rows of a list, and that there are more.
func rowList(rows []int) string {
	var b strings.Builder
	for i, row := range rows {
		if i == 10 {
			return b.String() + " …"
		}
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(strconv.Itoa(row))
	}
	return b.String()
}

func totalMismatch(stated, sum money.Fen) *problem.Error {
	return problem.New(problem.Invalid, "total-mismatch",
		lang.Text{Zh: "合计数 " + stated.Grouped() + " 元与上方各行之和 " + sum.Grouped() + " 元不符", En: "the total of " + stated.Grouped() + " yuan is not the sum of the rows above, " + sum.Grouped() + " yuan"},
		lang.Text{Zh: "请核对是否有行被拒收、遗漏或改动", En: "See whether a row was rejected, left out or changed"})
}
