package sample

import (
	"slices"
	"testing"

	"shukun/lang"
	"shukun/ledger"
)

// expectedWarnings: the guide is no ledger, totals are skipped, and an outside sub-lessor is none of the group.
var expectedWarnings = []string{"skipped", "total-rows", "enterprise-not-found"}

// TestReadBack: every row of every look is read, and none is rejected.
func TestReadBack(t *testing.T) {
	for name, c := range map[string]struct {
		size Size
		o    Options
	}{
		"demo": {Demo, Options{}}, "demo in CSV": {Demo, Options{Format: CSV}}, "demo in Chinese CSV": {Demo, Options{Format: CSV, Chinese: true}},
		"demo in workbooks": {Demo, Options{Format: XLSX, Chinese: true}}, "group": {Group, Options{}},
	} {
		t.Run(name, func(t *testing.T) {
			dir, sum := write(t, c.size, 1, c.o)
			_, report := read(t, dir)
			for _, e := range report.Rejected {
				t.Fatal(e.In(lang.Zh))
			}
			rows := map[*ledger.Kind]int{}
			for _, s := range report.Sheets {
				rows[s.Kind] += s.Rows
			}
			for _, f := range sum.Files {
				if f.Rows == 0 || rows[f.Kind] != f.Rows {
					t.Errorf("%s: %d rows written, %d read", f.Name, f.Rows, rows[f.Kind])
				}
			}
			for _, w := range report.Warnings {
				if !slices.Contains(expectedWarnings, w.Code) {
					t.Error(w.In(lang.Zh))
				}
			}
		})
	}
}
