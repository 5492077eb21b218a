package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"shukun/lang"
	"shukun/ledger"
	"shukun/ledger/xlsx"
	"shukun/problem"
	"shukun/screening/document"
	"shukun/store"
)

// What one visit to the wizard may bring (quality ).
const (
	UploadFilesMost = 10 // ledgers
	UploadTextsMost = 50 // texts of contracts and tenders beside them
	UploadFileBytes = 20_000_000
	uploadBytesDay  = 500_000_000 // of one person
	uploadCountDay  = 200
	directBytes     = 1 << 20 // files larger than this in all are read by a job
)

// Sent is a file as it came.
type Sent struct {
	Name string
	Data []byte
}

// Upload is one visit to the import wizard as screens show it.
type Upload struct {
	store.Upload
	UnitName string
	Files    []store.UploadFile
	Sum      *UploadSummary // nil until read
	Why      *problem.Error // why the files cannot be used
}

// choice is what the person chose for one sheet of a file.
type choice struct {
	Kind    string            `json:"kind"`              // key; "-" the sheet is left out; "" by its name
	Columns map[string]string `json:"columns,omitempty"` // header word → column key; "-" left out
}

// StartUpload takes files in: each is opened and looked at, and if one cannot be read, none is kept. The token names the
// form: sent twice with the same files it is one upload. "" names none.
func (a *App) StartUpload(ctx context.Context, who *Actor, token, unit, period, mode string, sent []Sent) (id string, err error) {
	d := &draft{Submission: Submission{Unit: unit}, day: a.Day()}
	if err := a.filingUnit(ctx, who, d); err != nil {
		return "", err
	}
	if err := checkPeriod(period, d.day); err != nil {
		return "", atField(err, "period")
	}
	if mode != store.Replace && mode != store.Upsert {
		return "", problem.New(problem.Invalid, "filing-mode", lang.Text{Zh: "选择报送方式", En: "choose how to file"}, lang.Text{}).At(problem.Place{Column: "mode"})
	}
	if err := a.refuseBad(ctx, who, d.unit.Path, sent, true); err != nil {
		return "", err
	}
	if id = a.uploadOf(who, token, unit, period, mode, sent); id == "" {
		id = a.newID()
	}
	u := store.Upload{ID: id, Path: d.unit.Path, Unit: unit, Person: who.Person, State: store.UploadNew, Period: period, Mode: mode, Round: 1, Made: a.now(), Changed: a.now()}
	on := Object{Path: u.Path, Ref: "upload:" + u.ID}
	return u.ID, a.act(ctx, who, FileLedger, on, func(tx *store.Tx, e *Event) error {
		e.Action = "upload.start"
		if first, err := tx.ClaimUpload(u); err != nil || !first {
			e.Action = "upload.repeat"
			return err
		}
		if err := a.withinQuota(tx, who, sent); err != nil {
			return err
		}
		files, err := a.keepFiles(tx, sent)
		if err != nil {
			return err
		}
		for _, f := range files {
			e.Detail("file:"+f.Name, f.Blob)
		}
		return tx.SetUploadFiles(u.ID, files)
	})
}

// uploadOf gives the id that an upload has by its form and files: the same form with the same files is the same upload.
func (a *App) uploadOf(who *Actor, token, unit, period, mode string, sent []Sent) string {
	if len(token) != idLength {
		return ""
	}
	h := sha256.New()
	for _, s := range append([]string{who.Person, token, unit, period, mode}, namesOf(sent)...) {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	for _, s := range sent {
		sum := sha256.Sum256(s.Data)
		h.Write(sum[:])
	}
	return idOf(h.Sum(nil))
}

func namesOf(sent []Sent) (all []string) {
	for _, s := range sent {
		all = append(all, s.Name)
	}
	return all
}

// refuseBad opens every file and looks at it. A file that cannot be read is refused with words, and the audit log says so.
func (a *App) refuseBad(ctx context.Context, who *Actor, where string, sent []Sent, first bool) error {
	err := looksGood(sent, first)
	if err == nil {
		return nil
	}
	e := &Event{Action: "upload.start", Object: "upload:", Path: where, Result: store.Refused}
	e.Detail("code", problem.CodeOf(err))
	if werr := a.Store.Write(ctx, store.Root, func(tx *store.Tx) error { return a.audit(tx, who, e) }); werr != nil {
		return werr
	}
	return atField(err, "files")
}

// looksGood opens the files; the first of a visit must have a ledger among them.
func looksGood(sent []Sent, first bool) error {
	ledgers := 0
	for _, s := range sent {
		if !IsText(s.Name) {
			ledgers++
		}
	}
	switch {
	case len(sent) == 0:
		return problem.New(problem.Invalid, "no-files", lang.Text{Zh: "还没有选择文件", En: "no file is chosen"}, lang.Text{Zh: "选择 .xlsx 或 .csv 文件", En: "Choose .xlsx or .csv files"})
	case first && ledgers == 0:
		return problem.New(problem.Invalid, "texts-alone", lang.Text{Zh: "只有合同或公告文本，没有台账", En: "there are only texts of contracts or tenders, and no ledger"},
			lang.Text{Zh: "和写着它们文件名的合同、采购公告台账一起上传；台账可以与上次相同", En: "Upload them together with the ledger of contracts or tenders that names them; it may be the same as before"})
	}
	if err := notTooMany(ledgers, len(sent)-ledgers); err != nil {
		return err
	}
	limits := xlsx.ServerLimits()
	seen := map[string]bool{}
	for i := range sent {
		s := &sent[i]
		s.Name = cleanName(s.Name)
		if seen[s.Name] {
			return problem.New(problem.Conflict, "file-name-twice", lang.Text{Zh: "有两个文件同名", En: "two files have the same name"}, lang.Text{Zh: "改名后重新选择", En: "Rename one and choose again"}).With(s.Name)
		}
		seen[s.Name] = true
		if IsText(s.Name) && len(s.Data) > 0 {
			if _, err := document.Read(s.Name, s.Data); err != nil {
				return err
			}
			continue
		}
		if ext := strings.ToLower(path.Ext(s.Name)); !IsText(s.Name) && ext != ".xlsx" && ext != ".csv" {
			return refusedFormat(ext).At(problem.Place{File: s.Name})
		}
		if len(s.Data) == 0 {
			return problem.New(problem.Invalid, "file-empty", lang.Text{Zh: "文件是空的", En: "the file is empty"}, lang.Text{Zh: "重新保存后上传", En: "Save it again and upload"}).At(problem.Place{File: s.Name})
		}
		if _, err := ledger.LookAt(ledger.Input{Name: s.Name, Data: s.Data}, &limits, nil); err != nil {
			return err
		}
	}
	return nil
}

// refusedFormat says what to do with a file of a format that is not read.
func refusedFormat(ext string) *problem.Error {
	saveAs := lang.Text{Zh: "Excel：打开文件，点左上角“文件”→“另存为”→“浏览”，“保存类型”选“Excel 工作簿（*.xlsx）”，点“保存”。" +
		"WPS：打开文件，点左上角“文件”→“另存为”，“文件类型”选“Microsoft Excel 文件（*.xlsx）”，点“保存”。然后上传新存的 .xlsx 文件",
		En: "Excel: open the file, choose File → Save As → Browse, set Save as type to Excel Workbook (*.xlsx), and Save. " +
			"WPS: open the file, choose Menu → Save As, set File type to Microsoft Excel file (*.xlsx), and Save. Then upload the new .xlsx file"}
	switch ext {
	case ".xls", ".et", ".xlsb":
		return problem.New(problem.Unsupported, "old-format", lang.Text{Zh: "这是旧格式的工作簿（" + ext + "），不能直接读取", En: "this is a workbook of an old format (" + ext + "), which is not read"}, saveAs)
	case ".xlsm", ".xltm", ".xlam":
		return problem.New(problem.Unsupported, "with-macros", lang.Text{Zh: "这是含宏的工作簿（" + ext + "），为安全不接收", En: "this is a workbook with macros (" + ext + "), which is not taken, for safety"}, saveAs)
	}
	return problem.New(problem.Unsupported, "not-a-ledger", lang.Text{Zh: "只接收台账（.xlsx、.csv）和合同、公告文本（.txt、.docx、.pdf）", En: "only ledgers (.xlsx, .csv) and texts of contracts and tenders (.txt, .docx, .pdf) are taken"}, lang.Text{Zh: "另存为 .xlsx 后上传；压缩包先解开", En: "Save it as .xlsx and upload that; unpack archives first"})
}

// notTooMany holds the number of files of a visit within bounds.
func notTooMany(ledgers, texts int) error {
	if ledgers <= UploadFilesMost && texts <= UploadTextsMost {
		return nil
	}
	return problem.New(problem.TooLarge, "too-many-files", lang.Text{Zh: "一次最多 10 份台账、50 个合同或公告文本", En: "at most 10 ledgers and 50 texts at a time"}, lang.Text{Zh: "分几次上传", En: "Upload them in several visits"})
}

// cleanName keeps of a file's name what can be shown and stored: no folder, no control or direction characters, not long.
func cleanName(name string) string {
	name = path.Base(strings.ReplaceAll(strings.ToValidUTF8(name, ""), `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`<>:"|?*`, r) {
			return -1
		}
		return r
	}, name)
	ext := path.Ext(name)
	stem := strings.TrimRight(strings.TrimSuffix(name, ext), ". ")
	for utf8.RuneCountInString(stem) > 80 {
		_, n := utf8.DecodeLastRuneInString(stem)
		stem = stem[:len(stem)-n]
	}
	if stem == "" {
		stem = "文件"
	}
	return stem + ext
}

func atField(err error, field string) error {
	if e, ok := err.(*problem.Error); ok {
		p := e.Place
		p.Column = field
		return e.At(p)
	}
	return err
}

func (a *App) withinQuota(tx *store.Tx, who *Actor, sent []Sent) error {
	day := a.Now().Add(-24 * 60 * 60 * 1e9)
	bytes, count, err := tx.UploadedSince(who.Person, store.InstantOf(day))
	for _, s := range sent {
		bytes += int64(len(s.Data))
	}
	if err == nil && (bytes > uploadBytesDay || count >= uploadCountDay) {
		return problem.New(problem.TooLarge, "upload-quota", lang.Text{Zh: "24 小时内上传的文件已达上限（500 MB 或 200 次）", En: "the limit of 24 hours is reached (500 MB or 200 uploads)"},
			lang.Text{Zh: "明天再传，或联系管理员用命令行导入", En: "Try again tomorrow, or ask the administrator to import them from the command line"}).At(problem.Place{Column: "files"})
	}
	return err
}

// keepFiles keeps originals under the hash of their content.
func (a *App) keepFiles(tx *store.Tx, sent []Sent) ([]store.UploadFile, error) {
	var files []store.UploadFile
	for i, s := range sent {
		sum := sha256.Sum256(s.Data)
		hash := hex.EncodeToString(sum[:])
		if err := tx.SaveBlob(store.Blob{Hash: hash, Media: mediaOf(s.Name), Content: s.Data, MadeAt: a.now()}); err != nil {
			return nil, err
		}
		files = append(files, store.UploadFile{Place: int64(i), Name: s.Name, Blob: hash})
	}
	return files, nil
}

// FindUpload gives an upload of a unit the person may file for.
func (a *App) FindUpload(ctx context.Context, who *Actor, id string) (*Upload, error) {
	u := &Upload{}
	err := a.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		found, err := false, error(nil)
		if u.Upload, found, err = tx.Upload(id); err != nil {
			return err
		}
		if !found || !May(who, FileLedger, Object{Path: u.Path}) {
			return errForbidden
		}
		if unit, found, err := tx.Unit(u.Unit); err != nil {
			return err
		} else if found {
			u.UnitName = unit.Name
		}
		u.Files, err = tx.UploadFiles(id)
		return err
	})
	if err != nil {
		return nil, err
	}
	if u.Summary != "" {
		u.Sum = &UploadSummary{}
		if err := json.Unmarshal([]byte(u.Summary), u.Sum); err != nil {
			return nil, err
		}
	}
	if u.Problem != "" {
		u.Why = &problem.Error{}
		if err := json.Unmarshal([]byte(u.Problem), u.Why); err != nil {
			return nil, err
		}
	}
	return u, nil
}

// DropUpload ends a visit without filing. What was filed stays filed.
func (a *App) DropUpload(ctx context.Context, who *Actor, id string) error {
	return a.changeUpload(ctx, who, id, "upload.drop", func(tx *store.Tx, u *store.Upload) error {
		u.State = store.UploadDropped
		return nil
	})
}

// errUploadOver says that an upload is past the point where it could be changed.
var errUploadOver = problem.New(problem.Conflict, "upload-over", lang.Text{Zh: "这次上传已报送或已放弃", En: "this upload is filed or dropped already"},
	lang.Text{Zh: "需要更正时重新上传", En: "Upload again to correct it"})

// changeUpload changes an upload that is still open.
func (a *App) changeUpload(ctx context.Context, who *Actor, id, action string, fn func(tx *store.Tx, u *store.Upload) error) error {
	u, err := a.FindUpload(ctx, who, id)
	if err != nil {
		return err
	}
	return a.act(ctx, who, FileLedger, Object{Path: u.Path, Ref: "upload:" + id}, func(tx *store.Tx, e *Event) error {
		now, found, err := tx.Upload(id)
		if err != nil {
			return err
		}
		if !found || now.State == store.UploadFiled || now.State == store.UploadDropped || now.State == store.UploadFiling {
			return errUploadOver
		}
		e.Action = action
		now.Changed = a.now()
		if err := fn(tx, &now); err != nil {
			return err
		}
		return tx.SaveUpload(now)
	})
}
