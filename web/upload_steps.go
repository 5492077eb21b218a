package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"shukun/app"
	"shukun/lang"
	"shukun/ledger"
	"shukun/problem"
	"shukun/web/ui"
	"shukun/web/words"
)

// stepsScreen is what the steps after the first show.
type stepsScreen struct {
	*app.Upload
	Looks     []ledger.Look
	Done, All int64 // of the job at work
	Receipts  []app.FilingReceipt
}

func (q *request) findUpload() (stepsScreen, error) {
	u, err := q.app.FindUpload(q.ctx(), q.who, q.r.PathValue("id"))
	return stepsScreen{Upload: u}, err
}

// upload shows an upload where it stands: read, filed, or at work.
func (q *request) upload() error {
	s, err := q.findUpload()
	if err != nil {
		return err
	}
	switch s.State {
	case app.UploadNew:
		return q.goTo("/uploads/"+s.ID+"/columns", lang.Text{})
	case app.UploadReading, app.UploadFiling:
		if s.Done, s.All, err = q.app.UploadProgress(q.ctx(), q.who, s.Upload); err != nil {
			return err
		}
	case app.UploadFiled:
		if s.Receipts, err = q.app.Receipts(q.ctx(), q.who, s.Upload); err != nil {
			return err
		}
	}
	return q.show(uploadState(q.uploadFrame(stateTitle(s.State)), s))
}

func stateTitle(state string) lang.Text {
	switch state {
	case app.UploadReading:
		return words.ReadingNow
	case app.UploadFiling:
		return words.FilingNow
	case app.UploadFiled:
		return words.FiledTitle
	case app.UploadDropped:
		return words.UploadDrop
	case app.UploadFailed:
		return words.CannotUse
	}
	return words.StepProblems
}

func (q *request) uploadColumns() error { return q.showColumns(http.StatusOK, nil) }

func (q *request) showColumns(status int, wrong map[int]lang.Text) error {
	s, err := q.findUpload()
	if err != nil {
		return err
	}
	if s.State == app.UploadFiled || s.State == app.UploadFiling || s.State == app.UploadDropped {
		return q.goTo("/uploads/"+s.ID, lang.Text{})
	}
	if s.Looks, err = q.app.LookAtUpload(q.ctx(), q.who, s.Upload); err != nil {
		return err
	}
	p := q.uploadFrame(words.StepColumns)
	for i := range s.Looks {
		if words, ok := wrong[i]; ok {
			p.Errors = append(p.Errors, ui.FieldError{Field: kindField(i), Message: p.T(words)})
		}
	}
	return q.showAs(status, columnsPage(p, s))
}

func kindField(i int) string      { return "kind" + strconv.Itoa(i) }
func columnField(i, j int) string { return fmt.Sprintf("column%d-%d", i, j) }

// kindOf is the ledger a sheet is taken for until somebody says otherwise.
func kindOf(l *ledger.Look) *ledger.Kind {
	if l.Kind != nil {
		return l.Kind
	}
	return l.Guess
}

// chooseColumns keeps what the person says. A sheet whose ledger they change is shown once more with its columns; else
// the files are read.
func (q *request) chooseColumns() error {
	s, err := q.findUpload()
	if err != nil {
		return err
	}
	if s.Looks, err = q.app.LookAtUpload(q.ctx(), q.who, s.Upload); err != nil {
		return err
	}
	var said []app.SheetChoice
	wrong, again, read := map[int]lang.Text{}, false, 0
	for i := range s.Looks {
		l := &s.Looks[i]
		c := app.SheetChoice{File: l.File, Sheet: l.Sheet, Kind: q.form(kindField(i)), Columns: map[string]string{}}
		switch k := kindOf(l); {
		case c.Kind == "":
			wrong[i] = words.ChooseLedger
			continue
		case c.Kind == "-":
		case k == nil || k.Key != c.Kind:
			again, read = true, read+1
		default:
			read++
			for j, f := range l.Fields {
				if column := q.form(columnField(i, j)); column != "" && column != guessed(f) {
					c.Columns[f.Header] = column
				}
			}
		}
		said = append(said, c)
	}
	if read == 0 && len(wrong) == 0 {
		wrong[0] = words.NothingToRead
	}
	if len(wrong) > 0 {
		return q.showColumns(http.StatusUnprocessableEntity, wrong)
	}
	if err := q.app.ChooseColumns(q.ctx(), q.who, s.ID, said); err != nil {
		return err
	}
	if s.Looks, err = q.app.LookAtUpload(q.ctx(), q.who, s.Upload); err != nil {
		return err
	}
	if again || slices.ContainsFunc(s.Looks, func(l ledger.Look) bool { return l.Kind != nil && l.Why != nil }) {
		return q.goTo("/uploads/"+s.ID+"/columns", lang.Text{})
	}
	if err := q.app.CheckUpload(q.ctx(), q.who, s.ID); err != nil {
		return err
	}
	return q.goTo("/uploads/"+s.ID, lang.Text{})
}

// guessed is what a column's select shows before the person touches it.
func guessed(f ledger.Field) string {
	if f.Column == nil {
		return "-"
	}
	return f.Column.Key
}

// columnChoices are the columns of a ledger to choose from.
func columnChoices(p *ui.Page, k *ledger.Kind) []ui.Option {
	all := []ui.Option{{Value: "-", Title: p.T(words.ColumnLeaveOut)}}
	for i := range k.Columns {
		c := &k.Columns[i]
		title := lang.Text{Zh: c.Title(), En: c.En + " (" + c.Key + ")"}.In(p.Lang)
		if c.Required {
			title = "* " + title
		}
		all = append(all, ui.Option{Value: c.Key, Title: title})
	}
	return all
}

// kindChoices are the ledgers a sheet may be.
func kindChoices(p *ui.Page) []ui.Option {
	all := []ui.Option{{Title: "--"}, {Value: "-", Title: p.T(words.LedgerNone)}}
	for _, k := range ledger.Kinds() {
		all = append(all, ui.Option{Value: k.Key, Title: lang.Text{Zh: k.Name, En: k.En}.In(p.Lang)})
	}
	return all
}

func matchWords(f ledger.Field) (kind string, says lang.Text) {
	switch f.Confidence {
	case ledger.Sure:
		return "ok", words.MatchSure
	case ledger.Likely:
		return "warn", words.MatchLikely
	case ledger.Chosen:
		return "info", words.MatchChosen
	}
	return "", words.MatchNone
}

// missingNames lists the required columns a sheet lacks.
func missingNames(p *ui.Page, l ledger.Look) string {
	var names []string
	for _, c := range l.Missing {
		names = append(names, lang.Text{Zh: c.Name, En: c.Key}.In(p.Lang))
	}
	return strings.Join(names, lang.Text{Zh: "、", En: ", "}.In(p.Lang))
}

// kindTitle names a ledger by its key.
func kindTitle(p *ui.Page, key string) string {
	if k := ledger.FindKind(key); k != nil {
		return lang.Text{Zh: k.Name, En: k.En}.In(p.Lang)
	}
	return "--"
}

// columnTitle names a column by its key.
func columnTitle(p *ui.Page, kind, key string) string {
	if k := ledger.FindKind(kind); k != nil {
		if c := k.Column(key); c != nil {
			return lang.Text{Zh: c.Name, En: c.En}.In(p.Lang)
		}
	}
	return ui.Dash(key)
}

func (q *request) repairUpload() error {
	id := q.r.PathValue("id")
	if err := q.app.RepairUpload(q.ctx(), q.who, id, q.form("off") == ""); err != nil {
		return err
	}
	return q.goTo("/uploads/"+id, lang.Text{})
}

func (q *request) correctUpload() error {
	s, err := q.findUpload()
	if err != nil {
		return err
	}
	files, err := q.sent()
	if err == nil {
		if err = q.app.CorrectUpload(q.ctx(), q.who, s.ID, files); err == nil {
			return q.goTo("/uploads/"+s.ID, lang.Text{})
		}
	}
	p := q.uploadFrame(stateTitle(s.State))
	if problem.CodeOf(err) == "upload-over" || !q.wrongFile(p, err) {
		return err
	}
	return q.showAs(statusOf(err), uploadState(p, s))
}

func (q *request) confirmUpload() error { return q.showConfirm(http.StatusOK, "") }

func (q *request) showConfirm(status int, wrong string) error {
	s, err := q.findUpload()
	if err != nil {
		return err
	}
	if s.State != app.UploadChecked || s.Sum == nil {
		return q.goTo("/uploads/"+s.ID, lang.Text{})
	}
	p := q.uploadFrame(words.StepConfirm)
	p.SwitchAmount = true
	if wrong != "" {
		p.Errors = append(p.Errors, ui.FieldError{Field: "good", Message: wrong})
	}
	return q.showAs(status, confirmUploadPage(p, s))
}

func (q *request) fileUpload() error {
	s, err := q.findUpload()
	if err != nil {
		return err
	}
	good := q.form("good") == "yes"
	if s.State == app.UploadChecked && s.Sum != nil && s.Sum.Bad+s.Sum.Repeated > 0 && !good {
		return q.showConfirm(http.StatusUnprocessableEntity, words.GoodOnlyMust.In(q.lang))
	}
	if err := q.app.FileUpload(q.ctx(), q.who, s.ID, good); err != nil {
		return err
	}
	return q.goTo("/uploads/"+s.ID, lang.Text{})
}

// wide says in numbers what a filing ends or corrects of what stands.
func wide(p *ui.Page, e *app.EffectSummary) (says []string) {
	name := kindTitle(p, e.Kind)
	if e.Ended > 0 {
		says = append(says, p.F(words.WideEnds, name, ui.Thousands(e.InForce), ui.Thousands(int64(e.Ended))))
	}
	if int64(e.Changed)*4 >= e.InForce && e.Changed > 10 {
		says = append(says, p.F(words.WideChanges, name, ui.Thousands(e.InForce), ui.Thousands(int64(e.Changed))))
	}
	return says
}

func nothingChanges(s *app.UploadSummary) bool {
	return !slices.ContainsFunc(s.Effects, func(e app.EffectSummary) bool { return e.Added+e.Changed+e.Ended > 0 })
}

// modeWords name a mode of filing.
func modeWords(mode string) lang.Text {
	switch mode {
	case app.Replace:
		return words.ModeReplace
	case app.Zero:
		return words.ModeZero
	}
	return words.ModeUpsert
}
