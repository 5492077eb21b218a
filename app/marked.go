package app

import (
	"bytes"
	"context"
	"slices"

	"shukun/lang"
	"shukun/ledger"
	"shukun/ledger/xlsx"
	"shukun/problem"
	"shukun/store"
)

// MarkedFile gives a file of an upload back with everything that is to be put right marked in it.
func (a *App) MarkedFile(ctx context.Context, who *Actor, id string, place int64) (name string, content []byte, err error) {
	u, err := a.FindUpload(ctx, who, id)
	if err != nil {
		return "", nil, err
	}
	s, err := a.submission(ctx, who, &u.Upload)
	if err != nil {
		return "", nil, err
	}
	i := slices.IndexFunc(u.Files, func(f store.UploadFile) bool { return f.Place == place })
	if i < 0 || IsText(u.Files[i].Name) {
		return "", nil, errForbidden
	}
	in := s.Files[slices.IndexFunc(s.Files, func(f ledger.Input) bool { return f.Name == u.Files[i].Name })]
	out, err := a.PlanFiling(ctx, who, s)
	if err != nil && (out == nil || out.Report == nil) {
		return "", nil, err
	}
	rejected := out.Report.Rejected
	if e, ours := err.(*problem.Error); ours && err != nil {
		rejected = append(rejected, e)
	}
	limits := xlsx.ServerLimits()
	looks, err := ledger.LookAt(in, &limits, s.Profile)
	if err != nil {
		return "", nil, err
	}
	headers := map[string]int{}
	for _, l := range looks {
		headers[l.Sheet] = l.Header
	}
	marks := ledger.MarksOf(in.Name, rejected, looks, func(e *problem.Error) string {
		what := e.What.In(who.Lang)
		if next := e.Next.In(who.Lang); next != "" {
			what += lang.Text{Zh: "。", En: ". "}.In(who.Lang) + next
		}
		return what
	})
	var b bytes.Buffer
	note := lang.Text{Zh: "改正标红的单元格后，把这个工作簿上传到同一次报送（编号 " + id + "）。本表和“" + ledger.MarkedColumn + "”列读取时自动跳过。",
		En: "Correct the red cells and upload this workbook to the same filing (no. " + id + "). This sheet and the column " + ledger.MarkedColumn + " are passed over when it is read."}.In(who.Lang)
	if err := ledger.WriteMarked(&b, in, headers, marks, note); err != nil {
		return "", nil, err
	}
	err = a.act(ctx, who, FileLedger, Object{Path: u.Path, Ref: "upload:" + id}, func(tx *store.Tx, e *Event) error {
		e.Action = "upload.marked"
		return nil
	})
	return ledger.MarkedName(in.Name, markedSuffix), b.Bytes(), err
}
