package ledger

import (
	"path"
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
	Limits   *xlsx.Limits      // of workbooks, and of the size and rows of text files; nil: xlsx.DefaultLimits, none for text
	Repair   bool              // read cells as what they certainly mean where only something beside the value is wrong
	Profile  *Profile          // for sheets that speak otherwise; nil: none
	Progress func(bytes int64) // told of bytes read; nil: nobody
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
	book       *Book
	report     *Report
	pieceBytes int
	pieces     sync.Pool // of CSV texts, to be used again
	unread     error     // why the first workbook of no kind could not be opened
}

// Read reads ledgers into a Book, joined and indexed. Bad rows are in the report; the error means that the ledgers
// could not be used at all: nothing recognised, a required column missing, a file that cannot be read.
func Read(inputs []Input, o Options) (*Book, *Report, error) {
	return read(inputs, o, pieceBytes)
}

func read(inputs []Input, o Options, pieceBytes int) (*Book, *Report, error) {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Progress == nil {
		o.Progress = func(int64) {}
	}
	r := &reading{Options: o, book: &Book{}, report: &Report{}, pieceBytes: pieceBytes}
	for _, in := range inputs {
		if err := r.input(in); err != nil {
			return nil, r.report, err
		}
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

// input reads one input. A file of no kind is left out, unless it is a workbook that may have ledgers in its sheets.
func (r *reading) input(in Input) error {
	book := spreadsheetName(in.Name)
	switch {
	case book || in.Kind != nil:
	case in.nameKind() == nil:
		r.skip(in.Name, "", lang.Text{Zh: "不属于任何台账种类，未读取", En: "belongs to no ledger kind and was not read"})
		return nil
	case !textName(in.Name):
		r.skip(in.Name, "", lang.Text{Zh: "不是 CSV 或 XLSX 文件，未读取", En: "is neither a CSV nor an XLSX file and was not read"})
		return nil
	}
	o, err := in.open()
	if err != nil {
		return err
	}
	defer o.close()
	if !book && o.format() == xlsx.FormatOther {
		return r.csvFile(o)
	}
	err = r.workbook(o)
	if e, ok := err.(*problem.Error); ok && in.nameKind() == nil && e.Kind != problem.Unavailable {
		// It may hold ledgers or not; the rest can be used, but is not complete.
		r.report.Sheets = append(r.report.Sheets, Sheet{File: in.Name})
		r.report.Rejected = append(r.report.Rejected, e)
		if r.unread == nil {
			r.unread = err
		}
		return nil
	}
	return err
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
	e.Next = howToName(file, sheet)
	r.report.Warnings = append(r.report.Warnings, e)
}

// howToName says how a file or sheet of no kind gets one, by the name it should have if a kind is in the one it has.
func howToName(file, sheet string) lang.Text {
	name, ext := sheet, ""
	if name == "" {
		name = path.Base(filepath.ToSlash(file))
		ext = path.Ext(name)
		name = strings.TrimSuffix(name, ext)
	}
	k, better := nearKind(name)
	if k == nil {
		return lang.Text{Zh: "如应读取，请以台账种类命名，或用 --ledger 种类=文件 指定", En: "If it should be read, name it after a ledger kind or use --ledger KIND=FILE"}
	}
	return lang.Text{
		Zh: "名称须以台账种类开头，其后只能是结尾、-、_、空格、括号或数字。如果这是“" + k.Name + "”，请改名为“" + better + ext + "”，或用 --ledger " + k.Key + "=文件 指定",
		En: "A name begins with a ledger kind, followed by the end, -, _, a space, a bracket or a digit. If this is " + k.Key + ", rename it " + better + ext + " or use --ledger " + k.Key + "=FILE",
	}
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

var errNoLedger = problem.New(problem.NotFound, "no-ledger",
	lang.Text{Zh: "没有认出任何台账", En: "no ledger was recognised"},
	lang.Text{Zh: "文件名或工作表名应以台账种类开头，如 应付账款.xlsx、payables.csv；shukun ledgers 列出全部种类；也可用 --ledger 种类=文件 指定", En: "A file or sheet name must begin with a ledger kind, like payables.csv or 应付账款.xlsx; shukun ledgers lists them; or use --ledger KIND=FILE"})
