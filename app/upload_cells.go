package app

import (
	"path"
	"strconv"
	"strings"

	"shukun/ledger"
	"shukun/ledger/xlsx"
)

// nameCells gives the problems of workbooks the names their cells have in Excel and WPS.
func (s *UploadSummary) nameCells(files []ledger.Input, profile *ledger.Profile) error {
	type column struct{ file, sheet, key string }
	places := map[column]int{}
	limits := xlsx.ServerLimits()
	for _, in := range files {
		if !strings.EqualFold(path.Ext(in.Name), ".xlsx") {
			continue
		}
		looks, err := ledger.LookAt(in, &limits, profile)
		if err != nil {
			return err
		}
		for _, l := range looks {
			for _, f := range l.Fields {
				if f.Column == nil {
					continue
				}
				id := column{l.File, l.Sheet, f.Column.Key}
				if _, there := places[id]; !there {
					places[id] = f.Place
				}
			}
		}
	}
	for _, groups := range [][]ProblemGroup{s.Groups, s.Warnings} {
		for _, g := range groups {
			for i := range g.Cells {
				c := &g.Cells[i]
				if at, ok := places[column{c.File, c.Sheet, g.Column}]; ok && c.Row > 0 {
					c.Cell = xlsx.ColumnName(at) + strconv.Itoa(c.Row)
				}
			}
		}
	}
	return nil
}
