package app

import (
	"cmp"
	"time"

	"shukun/store"
)

// ReportDaysDefault is how many days a report is kept, unless the operator says otherwise.
const ReportDaysDefault = 90

// ReportsKept is how many days a report is kept.
func (a *App) ReportsKept() int { return cmp.Or(a.ReportDays, ReportDaysDefault) }

// purgeReports removes the reports whose days are over; each removal is in the audit log. Their files go with the files
// that nothing names any more.
func (a *App) purgeReports(r *Run) (removed int64, err error) {
	before := store.InstantOf(a.Now().Add(-time.Duration(a.ReportsKept()) * 24 * time.Hour))
	for n := 1; n > 0; {
		err := r.Step(func(tx *store.Tx) error {
			all, err := tx.OldReports(before, purgeLot)
			n = len(all)
			for _, old := range all {
				if err == nil {
					err = a.purgeReport(tx, old)
				}
			}
			return err
		})
		if err != nil {
			return removed, err
		}
		removed += int64(n)
	}
	return removed, nil
}

func (a *App) purgeReport(tx *store.Tx, r store.Report) error {
	files, err := tx.ReportFiles(r.ID)
	if err != nil {
		return err
	}
	e := &Event{Action: "report.purge", Object: "report:" + r.ID, Path: r.Path}
	e.Detail("day", r.Day.String())
	for _, f := range files {
		e.Detail("file:"+f.Form, f.Hash)
	}
	if err := tx.RemoveReport(r.ID); err != nil {
		return err
	}
	return a.audit(tx, nil, e)
}
