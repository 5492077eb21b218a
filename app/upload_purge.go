package app

import (
	"context"
	"time"

	"shukun/civil"
	"shukun/store"
)

// PurgeUploadsJob is the kind of the job that removes abandoned uploads and old reports, once a day.
const PurgeUploadsJob = "purge-uploads"

// UploadDaysDefault is how many days an upload that nobody goes on with is kept, unless the operator says otherwise.
const UploadDaysDefault = 30

const (
	purgedSetting = "uploads-purged" // the day on which it was last done
	purgeLot      = 50               // uploads a transaction
	orphanLot     = 5                // files a transaction: each may have twenty megabytes
)

// enqueuePurge adds the day's job, unless it was done or waits.
func (a *App) enqueuePurge(tx *store.Tx) error {
	last, err := tx.Setting(purgedSetting)
	if err != nil {
		return err
	}
	if day, ok := civil.Parse(last); ok && day >= a.Day() {
		return nil
	}
	_, err = a.Enqueue(tx, NewJob{Kind: PurgeUploadsJob, Key: PurgeUploadsJob, Path: "/", Payload: struct{}{}})
	return err
}

// purgeUploadsJob removes the uploads that nobody has gone on with for so many days, reports whose days are over, and then
// the files that nothing names any more. What was filed stays, with its originals. Each removal is in the audit log.
func (a *App) purgeUploadsJob(_ context.Context, r *Run) error {
	days := a.UploadDays
	if days == 0 {
		days = UploadDaysDefault
	}
	before := store.InstantOf(a.Now().Add(-time.Duration(days) * 24 * time.Hour))
	var uploads, files int64
	for n := 1; n > 0; {
		err := r.Step(func(tx *store.Tx) error {
			all, err := tx.AbandonedUploads(before, purgeLot)
			n = len(all)
			for _, u := range all {
				if err == nil {
					err = a.purgeUpload(tx, u)
				}
			}
			return err
		})
		if err != nil {
			return err
		}
		uploads += int64(n)
	}
	reports, err := a.purgeReports(r)
	if err != nil {
		return err
	}
	for n := int64(1); n > 0; {
		err := r.Step(func(tx *store.Tx) (err error) { n, err = tx.RemoveOrphans(before, orphanLot); return err })
		if err != nil {
			return err
		}
		files += n
	}
	if err := r.Result(map[string]int64{"uploads": uploads, "reports": reports, "files": files}); err != nil {
		return err
	}
	return r.Finish(func(tx *store.Tx) error { return tx.SetSetting(purgedSetting, a.Day().String()) })
}

func (a *App) purgeUpload(tx *store.Tx, u store.Upload) error {
	files, err := tx.UploadFiles(u.ID)
	if err != nil {
		return err
	}
	e := &Event{Action: "upload.purge", Object: "upload:" + u.ID, Path: u.Path}
	e.Detail("state", u.State)
	for _, f := range files {
		e.Detail("file:"+f.Name, f.Blob)
	}
	if err := tx.RemoveUpload(u.ID); err != nil {
		return err
	}
	return a.audit(tx, nil, e)
}
