package ledger

import (
	"strconv"

	"shukun/lang"
	"shukun/money"
	"shukun/problem"
)

// checkTotals compares each 合计 or 小计 row with the sum of the rows above it and warns where they differ.
func (k *kind[T]) checkTotals(r *reading, s *sheetRows, rows []T, totals []total[T]) {
	for _, col := range s.mapping.columns {
		fen := k.columns[col.column].fen
		if fen == nil {
			continue
		}
		var all, part money.Fen
		at := 0
		for _, t := range totals {
			row := k.source(&t.row).Row
			for ; at < len(rows) && k.source(&rows[at]).Row < row; at++ {
				all += fen(&rows[at])
				part += fen(&rows[at])
			}
			want := all
			if t.sub {
				want, part = part, 0
			}
			if stated := fen(&t.row); stated != 0 && stated != want && !(!t.sub && stated == part) {
				r.report.Warnings = append(r.report.Warnings, totalMismatch(stated, want).At(problem.Place{
					File: s.file, Sheet: s.name, Row: int(row), Column: k.columns[col.column].Key}))
			}
		}
	}
	if n := len(totals); n > 0 {
		rows := ""
		for i, t := range totals {
			if i == 10 {
				rows += "…"
				break
			}
			if i > 0 {
				rows += ", "
			}
			rows += strconv.Itoa(int(k.source(&t.row).Row))
		}
		e := problem.New(problem.Invalid, "total-rows", lang.Text{Zh: "合计、小计行已核对并跳过：第 " + rows + " 行", En: "rows of totals were checked and skipped: " + rows}, lang.Text{})
		r.report.Warnings = append(r.report.Warnings, e.At(problem.Place{File: s.file, Sheet: s.name}))
	}
	if n := r.report.Sheets[s.index].Blank; n > 0 {
		count := strconv.Itoa(n)
		e := problem.New(problem.Invalid, "blank-rows", lang.Text{Zh: "跳过空行 " + count + " 行", En: count + " blank rows were skipped"}, lang.Text{})
		r.report.Warnings = append(r.report.Warnings, e.At(problem.Place{File: s.file, Sheet: s.name}))
	}
}

func totalMismatch(stated, sum money.Fen) *problem.Error {
	return problem.New(problem.Invalid, "total-mismatch",
		lang.Text{Zh: "合计数 " + stated.Grouped() + " 元与上方各行之和 " + sum.Grouped() + " 元不符", En: "the total of " + stated.Grouped() + " yuan is not the sum of the rows above, " + sum.Grouped() + " yuan"},
		lang.Text{Zh: "请核对是否有行被拒收、遗漏或改动", En: "See whether a row was rejected, left out or changed"})
}
