package app

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"shukun/lang"
	"shukun/ledger"
	"shukun/money"
	"shukun/problem"
	"shukun/store"
)

// UploadSummary is what reading an upload found out, as screens show it.
type UploadSummary struct {
	Usable, Bad, Repeated int // rows
	Cells                 int // cells with problems
	Repairable, Repaired  int // cells
	Groups                []ProblemGroup
	Warnings              []ProblemGroup
	Effects               []EffectSummary
	Sheets                []SheetSummary
	Before                *Numbers // of the round before a correction
	Filings               []string // ids, once filed
	Again                 bool     // the same was filed before
}

// Numbers are the counts of an earlier round.
type Numbers struct{ Usable, Bad, Repeated, Cells int }

// ProblemGroup is all problems of one kind in one column.
type ProblemGroup struct {
	Code, Kind, Column string // kind and column by key; "" none
	What, Next         lang.Text
	Count, Repairable  int
	Cells              []BadCell // the first ones
}

// BadCell is a cell with its problem.
type BadCell struct {
	File, Sheet string
	Row         int
	Cell        string // as Excel names it: H7; "" where there is none
	Value       string
	What        lang.Text // where it says more than the group
}

// EffectSummary is an Effect as it is kept.
type EffectSummary struct {
	Kind, Unit                                        string
	Rows, Added, Changed, Unchanged, Ended, Left      int
	Total, AddedFen, ChangedFrom, ChangedTo, EndedFen money.Fen
	InForce                                           int64     // rows of the ledger below the unit before
	Before                                            money.Fen // their total
}

// SheetSummary says what was read of a sheet.
type SheetSummary struct {
	File, Sheet, Kind             string
	Rows, Rejected, Blank, Totals int
}

// The most a summary keeps: the returned workbook lists all.
const (
	groupsMost = 60
	cellsMost  = 20
)

// ImportJob reads or files an upload: payload importWork.
const ImportJob = "import"

type importWork struct {
	Upload   string `json:"upload"`
	File     bool   `json:"file"` // else read
	GoodOnly bool   `json:"goodOnly,omitempty"`
	Person   string `json:"person"`
}

// CheckUpload reads an upload's files and keeps what was found: at once if they are small, else by a job.
func (a *App) CheckUpload(ctx context.Context, who *Actor, id string) error {
	u, err := a.FindUpload(ctx, who, id)
	if err != nil {
		return err
	}
	if u.State == store.UploadReading || u.State == store.UploadFiled || u.State == store.UploadFiling {
		return nil
	}
	large, err := a.large(ctx, who, u)
	if err != nil {
		return err
	}
	if large {
		return a.changeUpload(ctx, who, id, "upload.read", func(tx *store.Tx, u *store.Upload) error {
			u.State = store.UploadReading
			job, err := a.Enqueue(tx, NewJob{Kind: ImportJob, Key: ImportJob + ":" + id, Path: u.Path, Person: who.Person, Payload: importWork{Upload: id, Person: who.Person}})
			u.Job = cmp.Or(job, u.Job)
			return err
		})
	}
	changed, err := a.readUpload(ctx, who, &u.Upload, nil)
	if err != nil {
		return err
	}
	return a.changeUpload(ctx, who, id, "upload.read", func(tx *store.Tx, u *store.Upload) error { return changed(tx, u) })
}

func (a *App) large(ctx context.Context, who *Actor, u *Upload) (large bool, err error) {
	total := int64(0)
	err = a.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		for _, f := range u.Files {
			size, err := tx.BlobSize(f.Blob)
			if err != nil {
				return err
			}
			total += size
		}
		return nil
	})
	return total > directBytes, err
}

// submission makes the submission of an upload.
func (a *App) submission(ctx context.Context, who *Actor, u *store.Upload) (s Submission, err error) {
	s = Submission{Unit: u.Unit, Period: u.Period, Mode: u.Mode, Upload: u.ID, Repair: u.Repair}
	err = a.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		if s.Files, s.Profile, err = a.inputs(tx, u); err == nil {
			s.Texts, err = textsOf(tx, u.ID)
		}
		return err
	})
	return s, err
}

// readUpload reads the files, and gives what is to be changed of the upload then.
func (a *App) readUpload(ctx context.Context, who *Actor, u *store.Upload, progress func(int64)) (func(tx *store.Tx, u *store.Upload) error, error) {
	s, err := a.submission(ctx, who, u)
	if err != nil {
		return nil, err
	}
	s.Progress = progress
	out, err := a.PlanFiling(ctx, who, s)
	if err != nil {
		e, ours := err.(*problem.Error)
		if !ours || e.Kind == problem.Internal || e.Kind == problem.Unavailable {
			return nil, err
		}
		plain := *e
		plain.Cause = nil
		why, err := json.Marshal(plain)
		return func(tx *store.Tx, u *store.Upload) error {
			u.State, u.Problem, u.Summary = store.UploadFailed, string(why), ""
			return nil
		}, err
	}
	sum := summarise(out)
	if err := sum.nameCells(s.Files, s.Profile); err != nil {
		return nil, err
	}
	return func(tx *store.Tx, u *store.Upload) error {
		was := &UploadSummary{}
		if u.Summary != "" && json.Unmarshal([]byte(u.Summary), was) == nil {
			sum.Before = was.Before
		}
		for i := range sum.Effects {
			e := &sum.Effects[i]
			var err error
			if e.InForce, e.Before, err = tx.RowTotals(e.Kind, out.Effects[i].Path); err != nil {
				return err
			}
		}
		b, err := json.Marshal(sum)
		u.State, u.Problem, u.Summary = store.UploadChecked, "", string(b)
		return err
	}, nil
}

// summarise puts the problems of an outcome into groups.
func summarise(out *Outcome) *UploadSummary {
	s := &UploadSummary{}
	kinds := map[[2]string]*ledger.Kind{}
	for _, sh := range out.Report.Sheets {
		kinds[[2]string{sh.File, sh.Name}] = sh.Kind
		if sh.Kind != nil {
			s.Sheets = append(s.Sheets, SheetSummary{File: sh.File, Sheet: sh.Name, Kind: sh.Kind.Key, Rows: sh.Rows, Rejected: sh.Rejected, Blank: sh.Blank, Totals: sh.Totals})
		}
	}
	type row struct {
		file, sheet string
		row         int
	}
	bad, repeated := map[row]bool{}, map[row]bool{}
	groups := map[string]*ProblemGroup{}
	var order []*ProblemGroup
	add := func(list *[]*ProblemGroup, e *problem.Error) {
		k := kinds[[2]string{e.Place.File, e.Place.Sheet}]
		g := ProblemGroup{Code: e.Code, Column: e.Place.Column, What: e.What, Next: e.Next}
		if k != nil {
			g.Kind = k.Key
		}
		if e.Code == "key-repeated" {
			g.What = lang.Text{Zh: "编号与另一行重复", En: "the key repeats that of another row"}
		}
		id := g.Code + "\x00" + g.Kind + "\x00" + g.Column
		if groups[id] == nil {
			groups[id] = &g
			*list = append(*list, &g)
		}
		at := groups[id]
		at.Count++
		cell := BadCell{File: e.Place.File, Sheet: e.Place.Sheet, Row: e.Place.Row, Value: problem.Shorten(e.Value)}
		if e.What != at.What {
			cell.What = e.What
		}
		if k != nil && ledger.Repairable(k, e) {
			at.Repairable++
			s.Repairable++
		}
		if len(at.Cells) < cellsMost {
			at.Cells = append(at.Cells, cell)
		}
	}
	for _, e := range out.Report.Rejected {
		r := row{e.Place.File, e.Place.Sheet, e.Place.Row}
		if e.Code == "key-repeated" {
			repeated[r] = true
		} else {
			bad[r] = true
		}
		s.Cells++
		add(&order, e)
	}
	var warned []*ProblemGroup
	for _, w := range out.Report.Warnings {
		switch {
		case w.Code == ledger.CodeRepaired:
			s.Repaired++
		case w.Place.Sheet == ledger.MarkedListSheet || w.Place.Column == ledger.MarkedColumn:
		default:
			add(&warned, w)
		}
	}
	s.Bad, s.Repeated = len(bad), len(repeated)
	s.Groups, s.Warnings = top(order), top(warned)
	for _, e := range out.Effects {
		s.Usable += e.Rows
		s.Effects = append(s.Effects, EffectSummary{Kind: e.Kind.Key, Unit: e.Unit, Rows: e.Rows, Added: e.Added, Changed: e.Changed, Unchanged: e.Unchanged, Ended: e.Ended,
			Left: e.Left, Total: e.Total, AddedFen: e.AddedFen, ChangedFrom: e.ChangedFrom, ChangedTo: e.ChangedTo, EndedFen: e.EndedFen})
	}
	return s
}

// top gives the largest groups first.
func top(order []*ProblemGroup) []ProblemGroup {
	slices.SortStableFunc(order, func(a, b *ProblemGroup) int { return cmp.Compare(b.Count, a.Count) })
	var all []ProblemGroup
	for _, g := range order[:min(len(order), groupsMost)] {
		all = append(all, *g)
	}
	return all
}

// After gives the ledger's total once the filing is done.
func (e *EffectSummary) After() money.Fen {
	return e.Before + e.AddedFen + e.ChangedTo - e.ChangedFrom - e.EndedFen
}

// RepairUpload chooses that cells are read as what they certainly mean, or no longer so.
func (a *App) RepairUpload(ctx context.Context, who *Actor, id string, on bool) error {
	if err := a.changeUpload(ctx, who, id, "upload.repair", func(tx *store.Tx, u *store.Upload) error {
		u.Repair, u.State = on, store.UploadNew
		return nil
	}); err != nil {
		return err
	}
	return a.CheckUpload(ctx, who, id)
}

// sameFiles reports whether all that was sent stands in the upload already.
func sameFiles(files []store.UploadFile, sent []Sent) bool {
	for _, s := range sent {
		sum := sha256.Sum256(s.Data)
		if !slices.ContainsFunc(files, func(f store.UploadFile) bool { return f.Blob == hex.EncodeToString(sum[:]) }) {
			return false
		}
	}
	return true
}

// CorrectUpload takes corrected files in the place of those of the same name (the returned workbook's name counts as
// the name it was made from), and others besides, and reads all anew.
func (a *App) CorrectUpload(ctx context.Context, who *Actor, id string, sent []Sent) error {
	u, err := a.FindUpload(ctx, who, id)
	if err != nil {
		return err
	}
	if err := a.refuseBad(ctx, who, u.Path, sent, false); err != nil {
		return err
	}
	if u.State == store.UploadChecked && sameFiles(u.Files, sent) {
		return nil // the same form sent twice
	}
	err = a.changeUpload(ctx, who, id, "upload.correct", func(tx *store.Tx, now *store.Upload) error {
		if err := a.withinQuota(tx, who, sent); err != nil {
			return err
		}
		files, err := tx.UploadFiles(id)
		if err != nil {
			return err
		}
		fresh, err := a.keepFiles(tx, sent)
		if err != nil {
			return err
		}
		for _, f := range fresh {
			i := slices.IndexFunc(files, func(x store.UploadFile) bool { return unmarkedName(f.Name) == x.Name })
			if i < 0 && !IsText(f.Name) && ledgersOf(fresh) == 1 && ledgersOf(files) == 1 {
				i = slices.IndexFunc(files, func(x store.UploadFile) bool { return !IsText(x.Name) }) // the only ledger, under another name
			}
			if i < 0 {
				f.Place = int64(len(files))
				files = append(files, f)
				continue
			}
			files[i].Blob = f.Blob
		}
		if err := notTooMany(ledgersOf(files), len(files)-ledgersOf(files)); err != nil {
			return err
		}
		was := UploadSummary{}
		if now.Summary != "" && json.Unmarshal([]byte(now.Summary), &was) == nil {
			b, err := json.Marshal(UploadSummary{Before: &Numbers{was.Usable, was.Bad, was.Repeated, was.Cells}})
			if err != nil {
				return err
			}
			now.Summary = string(b)
		}
		now.Round++
		now.State, now.Problem = store.UploadNew, ""
		return tx.SetUploadFiles(id, files)
	})
	if err != nil {
		return err
	}
	return a.CheckUpload(ctx, who, id)
}
