package ledger

import (
	"slices"
	"strconv"

	"shukun/lang"
	"shukun/problem"
)

// mergedCell says that a cell of a row is part of a merged area that reaches over several rows.
type mergedCell struct {
	row, column, first int // column of the kind; first row of the area
}

// mergedRows lists the cells of data rows that a merged area joins to other rows, in order of the rows. What such a
// cell says of each row is not certain: an amount over three rows may be their sum.
func (s *sheetRows) mergedRows() ([]mergedCell, error) {
	areas, err := s.book.Merged(s.sheet)
	if err != nil {
		return nil, err
	}
	var out []mergedCell
	for _, a := range areas {
		if a.LastRow == a.FirstRow || a.FirstRow <= s.mapping.row {
			continue
		}
		for _, b := range s.mapping.columns {
			if b.field < a.FirstColumn || b.field > a.LastColumn {
				continue
			}
			for row := a.FirstRow; row <= min(a.LastRow, s.last); row++ {
				out = append(out, mergedCell{row, b.column, a.FirstRow})
			}
		}
	}
	slices.SortStableFunc(out, func(x, y mergedCell) int { return x.row - y.row })
	return out, nil
}

// refuseMerged rejects the rows that merged cells join to others, in the place of what was said of them before.
func (k *kind[T]) refuseMerged(s *sheetRows, sheet *Sheet, merged []mergedCell, rows []T, rejected []*problem.Error) ([]T, []*problem.Error) {
	if len(merged) == 0 {
		return rows, rejected
	}
	bad := map[int]bool{}
	for _, e := range rejected {
		bad[e.Place.Row] = true
	}
	good := map[int]bool{}
	for i := range rows {
		good[int(k.source(&rows[i]).Row)] = true
	}
	joined := map[problem.Place]bool{}
	var more []*problem.Error
	for _, m := range merged {
		if !bad[m.row] && !good[m.row] {
			continue
		}
		place := problem.Place{File: s.file, Sheet: s.name, Row: m.row, Column: k.Columns[m.column].Key}
		joined[place] = true
		more = append(more, mergedFault(m.first).At(place))
		if good[m.row] {
			sheet.Rejected++
			good[m.row] = false
		}
	}
	rejected = slices.DeleteFunc(rejected, func(e *problem.Error) bool { return joined[e.Place] })
	rows = slices.DeleteFunc(rows, func(row T) bool { return !good[int(k.source(&row).Row)] })
	return rows, append(rejected, more...)
}

func mergedFault(first int) *problem.Error {
	n := strconv.Itoa(first)
	return problem.New(problem.Invalid, "merged-cell",
		lang.Text{Zh: "单元格与其他行合并（合并区域从第" + n + "行起），无法确定每一行的值", En: "the cell is merged with other rows (from row " + n + " on), so the value of each row is not certain"},
		lang.Text{Zh: "请取消合并，逐行填写后再提交", En: "Unmerge the cells and fill in every row"})
}
