package xlsx

import (
	"archive/zip"
	"compress/flate"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"shukun/lang"
	"shukun/problem"
)

// MediaType is the media type of a workbook.
const MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// Writer writes a workbook of plain sheets in one pass: begin a sheet with Sheet, append cells from left to
// right, end each row with EndRow, and end the workbook with Close. Errors stick: the methods that append
// return none, EndRow and Close return the first. The bytes depend on nothing but what was written.
type Writer struct {
	zip    *zip.Writer
	part   io.Writer
	err    error
	buf    []byte
	sheets []sheetHead
	open   bool // a sheet is open
	inRow  bool
	row    int
	rowRef []byte // row in digits
	column int
	filter int      // row of the open sheet's filter
	wide   int      // columns of that row
	names  []string // of columns
	print  *Print   // of the open sheet
}

// Look is how a sheet looks. The zero Look is a visible sheet with nothing frozen.
type Look struct {
	FrozenRows int       // rows at the top that stay in sight
	FilterRow  int       // the row of column names that the rows below can be filtered by; 0: none
	Widths     []float64 // of columns, in characters; 0 leaves a column as it is
	Hidden     bool
	Print      *Print // nil: as the program that opens it likes
}

// Print is how a sheet is put on paper: A4 across, all columns on one page, the pages counted at the foot.
type Print struct {
	TitleRows int    // rows at the top that every page repeats
	Foot      string // at the left of the foot
}

type sheetHead struct {
	name   string
	hidden bool
	titles int // rows that every printed page repeats
}

const flushAt = 32 << 10

// NewWriter begins a workbook on out; the caller closes out after Close.
func NewWriter(out io.Writer) *Writer {
	z := zip.NewWriter(out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestSpeed)
	})
	return &Writer{zip: z, buf: make([]byte, 0, flushAt+maxCellChars)}
}

// Sheet ends the sheet before and begins the next one.
func (w *Writer) Sheet(name string, look Look) error {
	w.endSheet()
	if w.err == nil && !w.isSheetName(name) {
		w.fail("xlsx-sheet-name", "工作表名不合规或重复", "The sheet's name is improper or used twice", name)
	}
	head := sheetHead{name: name, hidden: look.Hidden}
	if look.Print != nil {
		head.titles = look.Print.TitleRows
	}
	w.sheets = append(w.sheets, head)
	w.begin("xl/worksheets/sheet" + strconv.Itoa(len(w.sheets)) + ".xml")
	w.open, w.row, w.column, w.filter, w.wide, w.print = w.err == nil, 0, 0, look.FilterRow, 0, look.Print
	w.buf = append(w.buf, xmlHead+`<worksheet xmlns="`+nsMain+`">`...)
	if w.print != nil {
		w.buf = append(w.buf, `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`...)
	}
	if n := look.FrozenRows; n > 0 {
		w.buf = append(w.buf, `<sheetViews><sheetView workbookViewId="0"><pane ySplit="`...)
		w.buf = strconv.AppendInt(w.buf, int64(n), 10)
		w.buf = append(w.buf, `" topLeftCell="A`...)
		w.buf = strconv.AppendInt(w.buf, int64(n)+1, 10)
		w.buf = append(w.buf, `" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`...)
	}
	w.widths(look.Widths)
	w.buf = append(w.buf, `<sheetData>`...)
	return w.err
}

// EndRow ends the row; without cells since the last EndRow, the row is blank.
func (w *Writer) EndRow() error {
	if !w.ready() {
		return w.err
	}
	if w.inRow {
		w.buf = append(w.buf, `</row>`...)
		w.inRow = false
	} else {
		w.row++
	}
	if w.row > maxRows {
		w.fail("xlsx-too-many-rows", "行数超出 Excel 的范围", "There are more rows than Excel has", strconv.Itoa(w.row))
	}
	if w.row == w.filter {
		w.wide = w.column
	}
	w.column = 0
	if len(w.buf) >= flushAt {
		w.flush()
	}
	return w.err
}

// Header writes a row of column names in bold.
func (w *Writer) Header(names ...string) error {
	for _, name := range names {
		w.text(styleBold, name)
	}
	return w.EndRow()
}

// Close ends the workbook; a workbook needs a sheet that is not hidden.
func (w *Writer) Close() error {
	w.endSheet()
	if w.err == nil && !slices.ContainsFunc(w.sheets, func(s sheetHead) bool { return !s.hidden }) {
		w.fail("xlsx-no-sheet", "工作簿至少要有一张可见的工作表", "A workbook needs at least one visible sheet", "")
	}
	w.closing()
	if w.err != nil {
		return w.err
	}
	return w.wrote(w.zip.Close())
}

// endSheet ends the open sheet, if there is one.
func (w *Writer) endSheet() {
	if !w.open {
		return
	}
	if w.inRow {
		_ = w.EndRow() // the error sticks
	}
	w.buf = append(w.buf, `</sheetData>`...)
	if w.wide > 0 {
		w.buf = append(w.buf, `<autoFilter ref="A`+strconv.Itoa(w.filter)+`:`+ColumnName(w.wide-1)+strconv.Itoa(w.row)+`"/>`...)
	}
	w.pageSetup()
	w.buf = append(w.buf, `</worksheet>`...)
	w.flush()
	w.open = false
}

// begin begins a part of the archive. Its date is the first that the format has: no clock is read.
func (w *Writer) begin(name string) {
	if w.err != nil {
		return
	}
	part, err := w.zip.CreateHeader(&zip.FileHeader{
		Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC),
	})
	_ = w.wrote(err) // sticks
	w.part = part
	w.buf = w.buf[:0]
}

func (w *Writer) flush() {
	if w.err == nil {
		_, err := w.part.Write(w.buf)
		_ = w.wrote(err) // sticks
	}
	w.buf = w.buf[:0]
}

// wrote keeps the first failure of the output.
func (w *Writer) wrote(err error) error {
	if err != nil && w.err == nil {
		w.err = problem.New(problem.Unavailable, "xlsx-unwritable",
			lang.Text{Zh: "写入工作簿时出错", En: "Writing the workbook failed"},
			lang.Text{Zh: "请检查磁盘空间后重试", En: "Check the disk space and try again"}).Because(err)
	}
	return w.err
}

// fail keeps the first refusal of what was to be written.
func (w *Writer) fail(code, zh, en, value string) {
	if w.err != nil {
		return
	}
	place := problem.Place{Row: w.row}
	if n := len(w.sheets); n > 0 {
		place.Sheet = w.sheets[n-1].name
	}
	w.err = problem.New(problem.Invalid, code, lang.Text{Zh: zh, En: en},
		lang.Text{Zh: "请更正后重新生成", En: "Correct it and write the workbook again"}).With(value).At(place)
}

// isSheetName keeps to Excel's rules: 1 to 31 characters, none of []:*?/\, no apostrophe at either end, not
// used before, whatever the case.
func (w *Writer) isSheetName(name string) bool {
	if name == "" || len(utf16.Encode([]rune(name))) > 31 || strings.ContainsAny(name, `[]:*?/\`) ||
		strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0xFFFD || r == 0xFFFE || r == 0xFFFF }) ||
		strings.HasPrefix(name, "'") || strings.HasSuffix(name, "'") {
		return false
	}
	return !slices.ContainsFunc(w.sheets, func(s sheetHead) bool { return strings.EqualFold(s.name, name) })
}
