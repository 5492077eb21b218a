package ledger

import (
	"path/filepath"
	"runtime"
	"strings"

	"shukun/lang"
	"shukun/ledger/xlsx"
	"shukun/problem"
)

// Options are how ledgers are read. The zero Options are the usual ones.
type Options struct {
	Workers  int          // goroutines; 0: one a core
	Limits   *xlsx.Limits // of workbooks; nil: xlsx.DefaultLimits
	Profile  *Profile     // for sheets that speak otherwise; nil: none
	Progress func(bytes int64)
}

// Sheet is one sheet or CSV file that was read, or left out.
type Sheet struct {
	File, Name string // Name is empty for CSV
	Kind       *Kind  // nil if it belongs to no kind
	Header     int    // the header's row
	Rows       int    // rows accepted
	Rejected   int    // rows rejected
	Blank      int    // blank rows skipped
	Totals     int    // 合计 and 小计 rows skipped
	Encoding   string
}

// Report is what reading found out besides the rows.
type Report struct {
	Rejected []*problem.Error // one for every bad cell, in order of file and row
	Warnings []*problem.Error
	Sheets   []Sheet
}

// reading is one call of Read under way.
type reading struct {
	Options
	book   *Book
	report *Report
}

// sheetRows is one sheet ready to be loaded.
type sheetRows struct {
	index   uint32 // in Report.Sheets
	file    string
	name    string
	mapping mapping
	csv     *csvData // or
	pos     int      // of the first data record
	bad     map[int]bool
	book    *xlsx.Workbook
	sheet   int
}

// Read reads ledgers into a Book, joined and indexed. Bad rows are in the report; the error means that the ledgers
// could not be used at all: nothing recognised, a required column missing, a file that cannot be read.
func Read(inputs []Input, o Options) (*Book, *Report, error) {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Progress == nil {
		o.Progress = func(int64) {}
	}
	r := &reading{Options: o, book: &Book{}, report: &Report{}}
	for _, in := range inputs {
		if err := r.input(in); err != nil {
			return nil, r.report, err
		}
	}
	recognised := false
	for _, s := range r.report.Sheets {
		recognised = recognised || s.Kind != nil
	}
	if !recognised {
		return nil, r.report, problem.New(problem.NotFound, "no-ledger",
			lang.Text{Zh: "没有认出任何台账", En: "no ledger was recognised"},
			lang.Text{Zh: "文件名或工作表名应以台账种类开头，如 应付账款.xlsx、payables.csv；shukun ledgers 列出全部种类；也可用 --ledger 种类=文件 指定", En: "A file or sheet name must begin with a ledger kind, like payables.csv or 应付账款.xlsx; shukun ledgers lists them; or use --ledger KIND=FILE"})
	}
	r.book.Sheets = r.report.Sheets
	r.book.build(r)
	return r.book, r.report, nil
}

func (r *reading) input(in Input) error {
	o, err := in.open()
	if err != nil {
		return err
	}
	defer o.close()
	switch {
	case spreadsheetName(in.Name):
		return r.workbook(o)
	case in.nameKind() == nil: // a contract's text beside the ledgers, say
	case o.format() != xlsx.FormatOther:
		return r.workbook(o)
	default:
		return r.csvFile(o)
	}
	r.skip(o.Name, "", lang.Text{Zh: "不属于任何台账种类，未读取", En: "belongs to no ledger kind and was not read"})
	return nil
}

func spreadsheetName(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".xlsx", ".xls", ".xlsm", ".et", ".xlsb":
		return true
	}
	return false
}

// skip records a file or sheet of no kind.
func (r *reading) skip(file, sheet string, why lang.Text) {
	r.report.Sheets = append(r.report.Sheets, Sheet{File: file, Name: sheet})
	e := skipped(file, why)
	e.Place.Sheet = sheet
	e.Next = lang.Text{Zh: "如应读取，请以台账种类命名，或用 --ledger 种类=文件 指定", En: "If it should be read, name it after a ledger kind or use --ledger KIND=FILE"}
	r.report.Warnings = append(r.report.Warnings, e)
}

// load reads a sheet whose header is known.
func (r *reading) load(k *Kind, s *sheetRows) error {
	for _, any := range registry {
		if any.kind() == k {
			if err := any.load(r, s); err != nil {
				return placed(err, s.file, s.name)
			}
		}
	}
	return nil
}

// placed adds file and sheet to a problem that does not know them.
func placed(err error, file, sheet string) error {
	if e, ok := err.(*problem.Error); ok {
		p := e.Place
		if p.File == "" {
			p.File, p.Sheet = file, sheet
		}
		return e.At(p)
	}
	return err
}

// warn adds warnings about a sheet: columns unknown, the unit found above the header.
func (r *reading) warnMapping(k *Kind, s *sheetRows) {
	for _, h := range s.mapping.unknown {
		e := problem.New(problem.Invalid, "column-unknown",
			lang.Text{Zh: "“" + k.Name + "”没有这一列，未使用", En: k.Key + " has no such column; it is not used"}, lang.Text{})
		r.report.Warnings = append(r.report.Warnings, e.At(problem.Place{File: s.file, Sheet: s.name, Row: s.mapping.row, Column: h}))
	}
	if u := s.mapping.unit; u != "" && u != "元" {
		e := problem.New(problem.Invalid, "unit-above-header",
			lang.Text{Zh: "表头上方写明单位为“" + u + "”，未另注单位的金额列按此换算", En: "the sheet says its unit is " + u + "; money columns without a unit of their own are scaled by it"}, lang.Text{})
		r.report.Warnings = append(r.report.Warnings, e.At(problem.Place{File: s.file, Sheet: s.name}))
	}
}
