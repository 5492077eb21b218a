package ledger

import (
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"shukun/lang"
	"shukun/ledger/xlsx"
	"shukun/problem"
)

// Options are how ledgers are read. The zero Options are the usual ones.
type Options struct {
	Workers  int               // goroutines; 0: one a core
	Limits   *xlsx.Limits      // of workbooks; nil: xlsx.DefaultLimits
	Profile  *Profile          // for sheets that speak otherwise; nil: none
	Progress func(bytes int64) // told of bytes read; calls do not overlap
}

// Report is what reading found out besides the rows.
type Report struct {
	Rejected []*problem.Error // one for every bad cell, in order of file, sheet and row; a file that cannot be read has no row
	Warnings []*problem.Error // in the same order, those of no file first
	Sheets   []Sheet
}

// reading is one call of Read under way.
type reading struct {
	Options
	book   *Book
	report *Report
	unread error // why the first workbook of no kind could not be opened
}

// Read reads ledgers into a Book, joined and indexed. Bad rows are in the report; the error means that the ledgers
// could not be used at all: nothing recognised, a required column missing, a file that cannot be read.
func Read(inputs []Input, o Options) (*Book, *Report, error) {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	o.Progress = oneAtATime(o.Progress)
	r := &reading{Options: o, book: &Book{}, report: &Report{}}
	if err := r.all(inputs); err != nil {
		return nil, r.report, err
	}
	if !slices.ContainsFunc(r.report.Sheets, func(s Sheet) bool { return s.Kind != nil }) {
		if r.unread != nil {
			return nil, r.report, r.unread
		}
		return nil, r.report, errNoLedger
	}
	r.book.Sheets = r.report.Sheets
	r.book.build(r)
	return r.book, r.report, nil
}

// all reads the inputs in order, each text file being fetched while the one before it is decoded.
func (r *reading) all(inputs []Input) error {
	fetched := make(chan *fetched)
	stop := make(chan struct{})
	var work sync.WaitGroup
	work.Go(func() {
		defer close(fetched)
		for _, in := range inputs {
			f := r.fetch(in)
			select {
			case fetched <- f:
			case <-stop:
				f.opened.close()
				return
			}
		}
	})
	defer work.Wait()
	defer close(stop)
	for f := range fetched {
		if err := r.take(f); err != nil {
			return err
		}
	}
	return nil
}

// take reads what was fetched.
func (r *reading) take(f *fetched) error {
	defer f.opened.close()
	switch {
	case f.err != nil:
		return f.err
	case f.why.Zh != "":
		r.skip(f.Name, "", f.why)
		return nil
	case f.text != nil:
		return r.csvFile(f)
	}
	err := r.workbook(f.opened)
	if err != nil && f.nameKind() == nil && problem.KindOf(err) != problem.Unavailable {
		// It may hold ledgers or not; the rest can be used, but is not complete.
		if e, ok := err.(*problem.Error); ok {
			r.report.Sheets = append(r.report.Sheets, Sheet{File: f.Name})
			r.report.Rejected = append(r.report.Rejected, e)
			if r.unread == nil {
				r.unread = err
			}
			return nil
		}
	}
	return err
}

func (r *reading) csvFile(f *fetched) error {
	k := f.nameKind()
	data, head, m, fault := k.findSeparator(*f.text, r.Profile.forKind(k))
	if fault != nil {
		if f.Kind == nil && isHeaderFault(fault) && strings.EqualFold(filepath.Ext(f.Name), ".txt") {
			r.skip(f.Name, "", lang.Text{Zh: "文本文件中没有“" + k.Name + "”的表头，未读取", En: "the text file has no header of " + k.Key + " and was not read"})
			return nil
		}
		return placed(fault, f.Name, "")
	}
	s := &sheetRows{file: f.Name, mapping: m, csv: data, pos: head.after}
	return r.loadSheet(k, s, Sheet{File: f.Name, Kind: k, Header: m.row, Encoding: f.text.encoding})
}

// findSeparator finds the header under each delimiter and keeps the one under which it names most columns.
func (k *Kind) findSeparator(text decoded, p *ProfileKind) (data *csvData, at headRow, m mapping, fault *problem.Error) {
	for _, comma := range []byte{',', '\t', ';'} {
		f := &csvData{text: text.text, comma: comma, mixed: text.mixed}
		found, row, err := k.findHeader(f.head(), p)
		if data == nil || len(found.columns) > len(m.columns) {
			data, at, m, fault = f, row, found, err
		}
	}
	return data, at, m, fault
}

// loadSheet reads a sheet whose header is known.
func (r *reading) loadSheet(k *Kind, s *sheetRows, sheet Sheet) error {
	s.index = uint32(len(r.report.Sheets))
	r.report.Sheets = append(r.report.Sheets, sheet)
	r.tellMapping(k, s)
	for _, any := range registry {
		if any.kind() == k {
			return placed(any.load(r, s), s.file, s.name)
		}
	}
	return nil
}

// skip records a file or sheet of no kind.
func (r *reading) skip(file, sheet string, why lang.Text) {
	r.report.Sheets = append(r.report.Sheets, Sheet{File: file, Name: sheet})
	e := skipped(file, why)
	e.Place.Sheet = sheet
	e.Next = lang.Text{Zh: "如应读取，请以台账种类命名，或用 --ledger 种类=文件 指定", En: "If it should be read, name it after a ledger kind or use --ledger KIND=FILE"}
	r.report.Warnings = append(r.report.Warnings, e)
}

// placed adds file and sheet to a problem that does not know them.
func placed(err error, file, sheet string) error {
	if e, ok := err.(*problem.Error); ok {
		p := e.Place
		if p.File == "" {
			p.File = file
		}
		if p.Sheet == "" {
			p.Sheet = sheet
		}
		return e.At(p)
	}
	return err
}

// oneAtATime keeps calls of a progress function apart.
func oneAtATime(progress func(int64)) func(int64) {
	if progress == nil {
		return func(int64) {}
	}
	var mu sync.Mutex
	return func(n int64) {
		mu.Lock()
		defer mu.Unlock()
		progress(n)
	}
}

var errNoLedger = problem.New(problem.NotFound, "no-ledger",
	lang.Text{Zh: "没有认出任何台账", En: "no ledger was recognised"},
	lang.Text{Zh: "文件名或工作表名应以台账种类开头，如 应付账款.xlsx、payables.csv；shukun ledgers 列出全部种类；也可用 --ledger 种类=文件 指定", En: "A file or sheet name must begin with a ledger kind, like payables.csv or 应付账款.xlsx; shukun ledgers lists them; or use --ledger KIND=FILE"})
