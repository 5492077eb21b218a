package web

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"

	"shukun/app"
	"shukun/lang"
	"shukun/ledger"
	"shukun/problem"
	"shukun/web/ui"
	"shukun/web/words"
)

// uploadRoutes are the import wizard: four steps, each a plain form, resumed by its address.
func (s *Server) uploadRoutes() []route {
	file := may(app.FileLedger)
	return []route{
		{"GET /filings/new", file, (*request).uploadForm},
		{"POST /filings/new", file.withFiles(), (*request).startUpload},
		{"GET /uploads/{id}", file, (*request).upload},
		{"GET /uploads/{id}/columns", file, (*request).uploadColumns},
		{"POST /uploads/{id}/columns", file, (*request).chooseColumns},
		{"POST /uploads/{id}/repair", file, (*request).repairUpload},
		{"POST /uploads/{id}/files", file.withFiles(), (*request).correctUpload},
		{"GET /uploads/{id}/marked/{place}", file, (*request).markedFile},
		{"GET /uploads/{id}/confirm", file, (*request).confirmUpload},
		{"POST /uploads/{id}/file", file, (*request).fileUpload},
		{"POST /uploads/{id}/drop", file, (*request).dropUpload},
		{"GET /ledgers/{kind}/template", signed, (*request).template},
		{"GET /filings/practice", file, (*request).practice},
		{"POST /filings/zero", file, (*request).fileZero},
	}
}

// uploadScreen is what the first step shows.
type uploadScreen struct {
	Units   []ui.Option
	Periods []ui.Option
	Kinds   []*ledger.Kind
	Open    []app.Upload
	Token   string // of the form: sent twice it is one upload

	Unit, Period, Mode, ZeroKind string
}

func (q *request) uploadScreen() (s uploadScreen, err error) {
	s.Unit, s.Period, s.Mode, s.ZeroKind = q.form("unit"), q.form("period"), q.form("mode"), q.form("kind")
	if s.Token = q.form("token"); s.Token == "" {
		s.Token = q.app.NewID()
	}
	units, err := q.app.UnitsOf(q.ctx(), q.who)
	if err != nil {
		return s, err
	}
	for _, u := range units {
		if app.May(q.who, app.FileLedger, app.Object{Path: u.Path}) {
			title := u.Name
			if u.Code == "" {
				title = words.AllUnits.In(q.lang)
			}
			s.Units = append(s.Units, ui.Option{Value: u.Code, Title: title})
			if s.Unit == "" && u.Code == q.unit.Code {
				s.Unit = u.Code
			}
		}
	}
	if s.Unit == "" && len(s.Units) > 0 {
		s.Unit = s.Units[0].Value
	}
	for _, p := range q.app.FilingPeriods() {
		title := p.Name
		if p.Name == "" {
			title = words.PeriodStanding.In(q.lang)
		}
		s.Periods = append(s.Periods, ui.Option{Value: p.Name, Title: title})
	}
	if q.r.Method == http.MethodGet && !q.r.URL.Query().Has("period") {
		s.Period = app.PeriodOf(q.app.Day(), app.Month).Name
	}
	if s.Mode == "" {
		s.Mode = app.Upsert
	}
	for _, k := range ledger.Kinds() {
		if app.MayFileKind(q.who, k.Key) {
			s.Kinds = append(s.Kinds, k)
		}
	}
	s.Open, err = q.app.OpenUploads(q.ctx(), q.who, q.unit)
	return s, err
}

func (q *request) uploadForm() error {
	s, err := q.uploadScreen()
	if err != nil {
		return err
	}
	return q.show(uploadPage(q.uploadFrame(words.FilingNew), s))
}

func (q *request) uploadFrame(title lang.Text) *ui.Page {
	p := q.page(title)
	p.Crumbs = []ui.Crumb{{Href: "/filings", Title: p.T(words.Filings)}}
	return p
}

// sent reads the files of a form.
func (q *request) sent() (files []app.Sent, err error) {
	if err := q.r.ParseMultipartForm(8 << 20); err != nil {
		if _, tooLong := errors.AsType[*http.MaxBytesError](err); tooLong {
			return nil, errBodyTooLarge
		}
		return nil, errNotFiles
	}
	for _, h := range q.r.MultipartForm.File["files"] {
		if h.Filename == "" && h.Size == 0 {
			continue
		}
		data, err := readPart(h)
		if err != nil {
			return nil, err
		}
		files = append(files, app.Sent{Name: h.Filename, Data: data})
	}
	return files, nil
}

func readPart(h *multipart.FileHeader) ([]byte, error) {
	f, err := h.Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, app.UploadFileBytes+1))
	if err == nil && len(data) > app.UploadFileBytes {
		return nil, errFileTooLarge.With(problem.Shorten(h.Filename))
	}
	return data, err
}

var (
	filesAt         = problem.Place{Column: "files"}
	errBodyTooLarge = problem.New(problem.TooLarge, "body-too-large", lang.Text{Zh: "这次上传的文件加起来超过 64 MB", En: "the files of this upload are larger than 64 MB together"},
		lang.Text{Zh: "分几次上传", En: "Upload them in several visits"}).At(filesAt)
	errFileTooLarge = problem.New(problem.TooLarge, "file-too-large", lang.Text{Zh: "文件超过 20 MB", En: "the file is larger than 20 MB"},
		lang.Text{Zh: "拆成几个文件，或删去图片和多余的工作表后另存", En: "Split it, or save it without pictures and spare sheets"}).At(filesAt)
	errNotFiles = problem.New(problem.Invalid, "not-files", lang.Text{Zh: "没有收到完整的文件", En: "the files did not arrive whole"}, lang.Text{Zh: "重新选择文件上传", En: "Choose the files and upload again"}).At(filesAt)
)

// wrongFile tells refusals of files, which are shown at the field, from errors that a page cannot help.
func (q *request) wrongFile(p *ui.Page, err error) bool {
	e, ok := errors.AsType[*problem.Error](err)
	if !ok || e.Kind == problem.Internal || e.Kind == problem.Forbidden || e.Kind == problem.Unavailable {
		return false
	}
	field := e.Place.Column
	if field != "period" && field != "mode" && field != "zero" {
		field = "files"
	}
	place := e.Place
	place.Column = ""
	p.Errors = append(p.Errors, ui.FieldError{Field: field, Message: e.At(place).In(q.lang)})
	return true
}

func statusOf(err error) int {
	if problem.KindOf(err) == problem.TooLarge {
		return http.StatusRequestEntityTooLarge
	}
	return http.StatusUnprocessableEntity
}

func (q *request) startUpload() error {
	files, err := q.sent()
	id := ""
	if err == nil {
		id, err = q.app.CorrectionOf(q.ctx(), q.who, files)
		if err == nil && id != "" {
			if err = q.app.CorrectUpload(q.ctx(), q.who, id, files); err == nil {
				return q.goTo("/uploads/"+id, lang.Text{})
			}
		} else if err == nil {
			id, err = q.app.StartUpload(q.ctx(), q.who, q.form("token"), q.form("unit"), q.form("period"), q.form("mode"), files)
		}
	}
	if err == nil {
		return q.goTo("/uploads/"+id+"/columns", lang.Text{})
	}
	p := q.uploadFrame(words.FilingNew)
	if !q.wrongFile(p, err) {
		return err
	}
	s, serr := q.uploadScreen()
	if serr != nil {
		return serr
	}
	return q.showAs(statusOf(err), uploadPage(p, s))
}

func (q *request) fileZero() error {
	if q.form("zero") != "yes" {
		p := q.uploadFrame(words.FilingNew)
		p.Errors = append(p.Errors, ui.FieldError{Field: "zero", Message: p.T(words.ZeroMust)})
		s, err := q.uploadScreen()
		if err != nil {
			return err
		}
		return q.showAs(http.StatusUnprocessableEntity, uploadPage(p, s))
	}
	f, err := q.app.FileZero(q.ctx(), q.who, q.form("unit"), q.form("kind"), q.form("period"))
	if err != nil {
		p := q.uploadFrame(words.FilingNew)
		if !q.wrongFile(p, err) {
			return err
		}
		s, serr := q.uploadScreen()
		if serr != nil {
			return serr
		}
		return q.showAs(statusOf(err), uploadPage(p, s))
	}
	return q.goTo("/filings/"+f.ID, words.ZeroDone)
}

func (q *request) template() error {
	k := ledger.FindKind(q.r.PathValue("kind"))
	if k == nil {
		return errNoPage
	}
	return q.templateOf(k)
}

func (q *request) practice() error {
	name, content, err := q.app.Practice()
	if err != nil {
		return err
	}
	return q.attachment(name, content)
}

func (q *request) dropUpload() error {
	if err := q.app.DropUpload(q.ctx(), q.who, q.r.PathValue("id")); err != nil {
		return err
	}
	return q.goTo("/filings", words.UploadDroppedIs)
}

func (q *request) markedFile() error {
	place, err := strconv.ParseInt(q.r.PathValue("place"), 10, 64)
	if err != nil {
		return errNoPage
	}
	name, content, err := q.app.MarkedFile(q.ctx(), q.who, q.r.PathValue("id"), place)
	if err != nil {
		return err
	}
	return q.attachment(name, content)
}
