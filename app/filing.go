package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"slices"
	"strings"

	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/ledger/xlsx"
	"shukun/money"
	"shukun/problem"
	"shukun/store"
)

// Submission is ledgers somebody files for a unit.
type Submission struct {
	Unit     string // code of the filing unit; "" the whole instance: one filing a ledger and group
	Period   string // '2022-06'; "" for standing ledgers
	Mode     string // store.Replace, store.Upsert
	Files    []ledger.Input
	Texts    []TextFile // of contracts and tenders, by the name rows have
	Profile  *ledger.Profile
	Limits   *xlsx.Limits // nil: what strangers may send
	GoodOnly bool         // leave the rows with problems out; else one such row stops the filing
	Upload   string       // the visit to the wizard it comes from
	Note     string
	Repair   bool              // read cells as what they certainly mean
	Progress func(bytes int64) // told of bytes read; nil: nobody

	after func(tx *store.Tx, out *Outcome) error // in the filing's transaction, also if it repeats one
}

// Effect is what a filing does, or would do, to one ledger of one unit.
type Effect struct {
	Kind                                       *ledger.Kind
	Unit, Path                                 string // who files, and at and below which path
	Rows, Added, Changed, Unchanged, Ended     int
	Left                                       int // rows with problems
	Total                                      money.Fen
	AddedFen, ChangedFrom, ChangedTo, EndedFen money.Fen
}

// Outcome is what became of a submission.
type Outcome struct {
	Report   *ledger.Report
	Effects  []Effect
	Filings  []store.Filing
	Repeated bool // the same was filed before; Filings are the first ones
}

// errProblems stops a filing with bad rows unless the person chose to leave them out.
var errProblems = problem.New(problem.Invalid, "filing-has-problems", lang.Text{Zh: "文件里有不能采用的行，尚未报送", En: "the files hold rows that cannot be used; nothing was filed"},
	lang.Text{Zh: "改正后重新上传，或明确选择“只报没有问题的行”", En: "Correct and upload them again, or choose expressly to file only the good rows"})

// errStale says that another filing came between planning and saving.
var errStale = problem.New(problem.Conflict, "filing-overtaken", lang.Text{Zh: "同时有别的报送改动了这些台账", En: "another filing has just changed these ledgers"},
	lang.Text{Zh: "稍后再试", En: "Try again in a moment"})

// FileLedgers reads ledgers, checks whose rows they are, and files what is new and changed in one transaction: one filing
// a ledger. The outcome says what was found even if nothing was filed. The same files again give the first filings.
func (a *App) FileLedgers(ctx context.Context, who *Actor, s Submission) (*Outcome, error) {
	d, err := a.readSubmission(ctx, who, s)
	if err != nil {
		return d.outcome(), err
	}
	const tries = 5
	for try := 1; ; try++ {
		if err = a.plan(ctx, who, d); err != nil {
			return d.outcome(), err
		}
		out := d.outcome()
		if len(d.report.Rejected) > 0 && !s.GoodOnly {
			return out, errProblems
		}
		if err = a.stage(ctx, who, d); err == nil {
			out, err = a.saveFilings(ctx, who, d)
		}
		if err != nil {
			a.unstage(ctx, d)
		}
		if problem.CodeOf(err) == errStale.Code && try < tries {
			continue
		}
		return out, err
	}
}

// PlanFiling reads and checks as FileLedgers does and says what filing would do, and files nothing.
func (a *App) PlanFiling(ctx context.Context, who *Actor, s Submission) (*Outcome, error) {
	d, err := a.readSubmission(ctx, who, s)
	if err == nil {
		err = a.plan(ctx, who, d)
	}
	return d.outcome(), err
}

// draft is a submission on its way: read once, planned against the database as often as others get in between.
type draft struct {
	Submission
	unit    UnitRef
	top     string // path of the group the unit is in; '/' for the whole instance
	kinds   []*ledger.Kind
	book    *ledger.Book
	read    *ledger.Report // as read
	words   []*words       // of Texts
	kept    []keptText     // of the words, those that are new
	hashes  []string       // of Files
	digest  string
	day     civil.Date
	report  *ledger.Report      // with what planning found
	seen    int64               // filings up to this number are considered
	version int64               // of the tree as planned
	units   map[string]standing // by code
	rows    []store.Unit        // of the enterprises ledger, those that fit the tree
	refused map[string]*problem.Error
	gone    []string // units a replaced enterprises ledger no longer has
	parts   []*part
	staged  []int64 // numbers of the parts' filings, whose rows are laid out; none: they are written at the end
}

func (d *draft) outcome() *Outcome {
	if d == nil {
		return nil
	}
	out := &Outcome{Report: d.report}
	if out.Report == nil {
		out.Report = d.read
	}
	for _, p := range d.parts {
		out.Effects = append(out.Effects, p.Effect)
	}
	return out
}

// readSubmission reads the files: no transaction is open meanwhile.
func (a *App) readSubmission(ctx context.Context, who *Actor, s Submission) (*draft, error) {
	d := &draft{Submission: s, day: a.Day()}
	if err := a.filingUnit(ctx, who, d); err != nil {
		return nil, err
	}
	if err := checkPeriod(s.Period, d.day); err != nil {
		return nil, err
	}
	if s.Mode != store.Replace && s.Mode != store.Upsert {
		return nil, problem.New(problem.Invalid, "filing-mode", lang.Text{Zh: "报送方式应为整份替换或增补更正", En: "the mode is to replace or to add and correct"}, lang.Text{})
	}
	limits := xlsx.ServerLimits()
	if s.Limits != nil {
		limits = *s.Limits
	}
	if err := d.hash(); err != nil {
		return nil, err
	}
	var err error
	d.book, d.read, err = ledger.Read(s.Files, ledger.Options{Limits: &limits, Profile: s.Profile, Repair: s.Repair, Progress: s.Progress})
	if err != nil {
		return d, err
	}
	for _, k := range ledger.Kinds() {
		if slices.ContainsFunc(d.read.Sheets, func(sh ledger.Sheet) bool { return sh.Kind == k }) {
			d.kinds = append(d.kinds, k)
		}
	}
	return d, nil
}

// filingUnit finds the unit the ledgers are filed for, and refuses it to who may not file for it.
func (a *App) filingUnit(ctx context.Context, who *Actor, d *draft) error {
	d.unit, d.top = UnitRef{Path: "/"}, "/"
	if d.Unit != "" {
		err := a.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
			u, found, err := tx.Unit(d.Unit)
			if err == nil && !found {
				err = errForbidden
			}
			d.unit = UnitRef{Code: u.Code, Name: u.Name, Path: u.Path}
			return err
		})
		if err != nil {
			return err
		}
		d.top = topOf(d.unit.Path)
	}
	if on := (Object{Path: d.unit.Path, Ref: "unit:" + d.Unit}); !May(who, FileLedger, on) {
		return a.act(ctx, who, FileLedger, on, nil) // says so in the audit log
	}
	return nil
}

// hash names each file by its content, and all of them together whatever their order.
func (d *draft) hash() error {
	for _, f := range d.Files {
		data := f.Data
		if data == nil && f.Path != "" {
			var err error
			if data, err = os.ReadFile(f.Path); err != nil {
				return problem.New(problem.Unavailable, "file-unreadable", lang.Text{Zh: "文件无法读取", En: "the file cannot be read"}, lang.Text{}).At(problem.Place{File: f.Name}).Because(err)
			}
		}
		sum := sha256.Sum256(data)
		d.hashes = append(d.hashes, hex.EncodeToString(sum[:]))
	}
	d.words = readTexts(d.Texts)
	all := slices.Clone(d.hashes)
	for _, w := range d.words {
		all = append(all, w.hash)
	}
	sorted := slices.Sorted(slices.Values(all))
	sum := sha256.Sum256([]byte(strings.Join(sorted, " ")))
	d.digest = hex.EncodeToString(sum[:])
	return nil
}

// checkPeriod takes a month, a quarter or a year that has begun, or none.
func checkPeriod(period string, today civil.Date) error {
	p, ok := ParsePeriod(period)
	if ok && (period == "" || p.From <= today) {
		return nil
	}
	return problem.New(problem.Invalid, "filing-period", lang.Text{Zh: "没有这个报送期间，或期间还没有开始", En: "there is no such period, or it has not begun"},
		lang.Text{Zh: "写作 2022-06（月）、2022-Q2（季）、2022（年），长期台账留空", En: "Write 2022-06, 2022-Q2 or 2022; leave it empty for a standing ledger"}).With(period)
}
