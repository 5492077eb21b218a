package app

import (
	"context"
	"encoding/json"
	"strings"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// FileUpload files a checked upload: at once if it is small and no large filing of the group is under way, else by a job. Filing it again gives what was filed.
func (a *App) FileUpload(ctx context.Context, who *Actor, id string, goodOnly bool) error {
	u, err := a.FindUpload(ctx, who, id)
	if err != nil || u.State == store.UploadFiled || u.State == store.UploadFiling {
		return err
	}
	if u.State != store.UploadChecked {
		return errUploadOver
	}
	large, err := a.large(ctx, who, u)
	if err != nil {
		return err
	}
	if !large {
		if err = a.fileUpload(ctx, who, &u.Upload, goodOnly, nil, nil); problem.CodeOf(err) != errFilingUnderWay.Code {
			return err
		}
	}
	return a.changeUpload(ctx, who, id, "upload.file", func(tx *store.Tx, u *store.Upload) error {
		u.State = store.UploadFiling
		job, err := a.Enqueue(tx, NewJob{Kind: ImportJob, Key: ImportJob + ":" + id, Path: u.Path, Person: who.Person,
			Payload: importWork{Upload: id, File: true, GoodOnly: goodOnly, Person: who.Person}})
		u.Job = job
		return err
	})
}

// fileUpload files and, in the same transaction, notes in the upload what was filed, and what hold asks.
func (a *App) fileUpload(ctx context.Context, who *Actor, u *store.Upload, goodOnly bool, progress func(int64), hold func(tx *store.Tx) error) error {
	s, err := a.submission(ctx, who, u)
	if err != nil {
		return err
	}
	s.GoodOnly, s.Progress = goodOnly, progress
	s.after = func(tx *store.Tx, out *Outcome) error {
		now, found, err := tx.Upload(u.ID)
		if err != nil {
			return err
		}
		if !found || now.State == store.UploadDropped {
			return errUploadOver
		}
		if now.State == store.UploadFiled {
			return errFiledMeanwhile
		}
		sum := summarise(out)
		for _, f := range out.Filings {
			sum.Filings = append(sum.Filings, f.ID)
		}
		sum.Again = out.Repeated
		b, err := json.Marshal(sum)
		if err != nil {
			return err
		}
		now.State, now.Summary, now.Changed = store.UploadFiled, string(b), a.now()
		if err := tx.SaveUpload(now); err != nil || hold == nil {
			return err
		}
		return hold(tx)
	}
	if _, err = a.FileLedgers(ctx, who, s); problem.CodeOf(err) == errFiledMeanwhile.Code {
		return nil // the same form, sent twice at once: what the other has filed is the answer to both
	}
	return err
}

var errFiledMeanwhile = problem.New(problem.Conflict, "upload-filed", lang.Text{Zh: "这次上传已经报送", En: "this upload is filed already"}, lang.Text{})

// importJob reads or files an upload. It may run twice: reading changes only the upload, and what is filed once is not
// filed again.
func (a *App) importJob(ctx context.Context, r *Run) error {
	var w importWork
	if err := r.Payload(&w); err != nil {
		return err
	}
	var who *Actor
	var u store.Upload
	var total int64
	err := a.Store.Read(ctx, store.Root, func(tx *store.Tx) (err error) {
		if who, err = a.actor(tx, w.Person); err != nil {
			return err
		}
		found := false
		if u, found, err = tx.Upload(w.Upload); err == nil && (!found || who == nil) {
			return errForbidden
		}
		files, err := tx.UploadFiles(w.Upload)
		for _, f := range files {
			if err == nil {
				var size int64
				size, err = tx.BlobSize(f.Blob)
				total += size
			}
		}
		return err
	})
	if err != nil || u.State == store.UploadDropped || u.State == store.UploadFiled {
		return err
	}
	done := int64(0)
	progress := func(n int64) {
		done += n
		r.Progress(int(min(done, total)>>10), int(total>>10)+1)
	}
	ctx = store.Unhurried(ctx)
	if !w.File {
		changed, err := a.readUpload(ctx, who, &u, progress)
		if err != nil {
			return err
		}
		return r.Finish(func(tx *store.Tx) error { return a.settleUpload(tx, w.Upload, changed) })
	}
	err = a.fileUpload(ctx, who, &u, w.GoodOnly, progress, func(tx *store.Tx) error { return tx.HoldJob(r.Job.ID, r.Job.Fence) })
	if err == nil {
		return nil // the runner ends the job; what was filed is noted already
	}
	e, ours := err.(*problem.Error)
	if !ours || e.Kind == problem.Internal || e.Kind == problem.Unavailable || e.Kind == problem.Conflict {
		return err
	}
	plain := *e
	plain.Cause = nil
	why, merr := json.Marshal(plain)
	if merr != nil {
		return merr
	}
	return r.Finish(func(tx *store.Tx) error {
		return a.settleUpload(tx, w.Upload, func(tx *store.Tx, u *store.Upload) error {
			u.State, u.Problem = store.UploadFailed, string(why)
			return nil
		})
	})
}

// settleUpload changes an upload that nobody has dropped meanwhile.
func (a *App) settleUpload(tx *store.Tx, id string, fn func(tx *store.Tx, u *store.Upload) error) error {
	u, found, err := tx.Upload(id)
	if err != nil || !found || u.State == store.UploadDropped || u.State == store.UploadFiled {
		return err
	}
	u.Changed = a.now()
	if err := fn(tx, &u); err != nil {
		return err
	}
	return tx.SaveUpload(u)
}

// UploadProgress gives how far the job of an upload is; all is 0 if nothing is known yet.
func (a *App) UploadProgress(ctx context.Context, who *Actor, u *Upload) (done, all int64, err error) {
	err = a.look(ctx, who, FileLedger, Object{Path: u.Path}, func(tx *store.Tx) error {
		j, found, err := tx.FindJob(u.Upload.Job)
		if found {
			done, all = int64(j.Done), int64(j.All)
		}
		return err
	})
	return done, all, err
}

// markedSuffix ends the name of a workbook that goes back with its problems marked.
const markedSuffix = "（已标注）"

// unmarkedName gives the name of the file that a returned one was made from.
func unmarkedName(name string) string {
	before, after, found := strings.Cut(name, markedSuffix)
	if !found {
		return name
	}
	if i := strings.LastIndexByte(after, '.'); i >= 0 { // whatever a browser put between: (1)
		after = after[i:]
	}
	return before + after
}
