package ledger

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"

	"shukun/ledger/xlsx"
	"shukun/problem"
)

// What a returned workbook has that the person's own had not. Reading passes over both.
const (
	MarkedListSheet = "需要修改的地方清单"
	MarkedColumn    = "需要修改的地方"
)

// Mark is a cell, or a whole row, with what is to be put right.
type Mark struct {
	Sheet string
	Row   int    // as a person sees it; 0: the sheet as a whole
	Field int    // the column's place in the sheet, from 0; -1: the row as a whole
	Title string // of the column, as the person knows it
	Value string
	Say   string // what is wrong and what to do
}

// The most comments a workbook gets: beyond, colour and the list say it, since every comment is a drawing of its own.
const commentsMost = 500

// markBytes is the largest workbook that is changed in place, unpacked: it is held in memory meanwhile.
const markBytes = 48 << 20

// openWorkbook is the one place where a person's workbook is opened whole; the reader has accepted it before.
func openWorkbook(data []byte) (*excelize.File, error) {
	return excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: markBytes, UnzipXMLSizeLimit: markBytes, RawCellValue: true})
}

// WriteMarked writes the person's own file with its problems marked: bad cells coloured and commented on, a column
// 需要修改的地方 behind the others, and a sheet in front that lists all; of a text file, the column. headers gives the row
// of each sheet's header, note stands above the list.
func WriteMarked(w io.Writer, in Input, headers map[string]int, marks []Mark, note string) error {
	if !spreadsheetName(in.Name) {
		return writeMarkedText(w, in.Data, headers[""], marks)
	}
	f, err := openWorkbook(in.Data)
	if err != nil {
		return writeMarkedList(w, marks, note) // too large to be changed in place: the list alone
	}
	defer f.Close()
	m := &marking{f: f, styles: map[int]int{}}
	rows := map[string]map[int][]string{}
	for _, x := range marks {
		if rows[x.Sheet] == nil {
			rows[x.Sheet] = map[int][]string{}
		}
		rows[x.Sheet][x.Row] = append(rows[x.Sheet][x.Row], x.Title+"："+x.Say)
	}
	for sheet, header := range headers {
		m.clear(sheet, header)
	}
	for _, x := range marks {
		m.cell(x)
	}
	for sheet, says := range rows {
		m.column(sheet, headers[sheet], says)
	}
	m.list(marks, note)
	if m.err != nil {
		return m.err
	}
	return f.Write(w)
}

// marking is a workbook being marked; the first error sticks.
type marking struct {
	f        *excelize.File
	styles   map[int]int // style → the same, coloured
	comments int
	err      error
}

func (m *marking) do(err error) {
	if m.err == nil {
		m.err = err
	}
}

// cell colours a bad cell and says beside it what is wrong.
func (m *marking) cell(x Mark) {
	if x.Row == 0 || x.Field < 0 || m.err != nil {
		return
	}
	at := cellName(x.Field+1, x.Row)
	was, err := m.f.GetCellStyle(x.Sheet, at)
	m.do(err)
	if _, known := m.styles[was]; !known {
		m.styles[was] = m.filled(was, m.markFill())
	}
	m.do(m.f.SetCellStyle(x.Sheet, at, at, m.styles[was]))
	if m.comments < commentsMost {
		m.comments++
		_ = m.f.DeleteComment(x.Sheet, at) // one of an earlier round
		m.do(m.f.AddComment(x.Sheet, excelize.Comment{Cell: at, Author: "纾困", Text: x.Say, Width: 280, Height: 90}))
	}
}

// markColour is the fill of marked cells.
const markColour = "FFC7CE"

// markFill gives the number of the fill of marked cells.
func (m *marking) markFill() int {
	style, err := m.f.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{markColour}}})
	if m.do(err); err != nil {
		return 0
	}
	return *m.f.Styles.CellXfs.Xf[style].FillID
}

// filled gives a style that is another but for its fill. It is copied as it stands in the file: going by the library's own
// description of styles would lose the colours of workbooks that have no theme, as LibreOffice saves them.
func (m *marking) filled(style, fill int) int {
	all := m.f.Styles.CellXfs
	if m.err != nil || style >= len(all.Xf) {
		return style
	}
	x, on := all.Xf[style], true
	x.FillID, x.ApplyFill = &fill, &on
	all.Xf = append(all.Xf, x)
	all.Count = len(all.Xf)
	return len(all.Xf) - 1
}

// isMarked reports whether a style has the fill of marked cells.
func (m *marking) isMarked(style int) bool {
	if m.f.Styles == nil || m.f.Styles.CellXfs == nil || m.f.Styles.Fills == nil || style >= len(m.f.Styles.CellXfs.Xf) {
		return false
	}
	fill := m.f.Styles.CellXfs.Xf[style].FillID
	if fill == nil || *fill >= len(m.f.Styles.Fills.Fill) {
		return false
	}
	p := m.f.Styles.Fills.Fill[*fill].PatternFill
	return p != nil && p.FgColor != nil && strings.HasSuffix(p.FgColor.RGB, markColour)
}

// clear takes the marks of an earlier round off.
func (m *marking) clear(sheet string, header int) {
	rows, err := m.f.Rows(sheet)
	if err != nil || header == 0 {
		return
	}
	defer rows.Close()
	place := -1
	plain := map[int]int{}
	for row := 1; rows.Next(); row++ {
		cells, err := rows.Columns()
		m.do(err)
		if row == header {
			for i, c := range cells {
				if c == MarkedColumn {
					place = i
				}
			}
		}
		if place < 0 && row >= header {
			return
		}
		if row <= header || place >= len(cells) || cells[place] == "" {
			continue
		}
		m.do(m.f.SetCellStr(sheet, cellName(place+1, row), ""))
		for i := range cells {
			at := cellName(i+1, row)
			was, err := m.f.GetCellStyle(sheet, at)
			m.do(err)
			if _, known := plain[was]; !known {
				plain[was] = was
				if m.isMarked(was) {
					plain[was] = m.filled(was, 0)
				}
			}
			if plain[was] != was {
				m.do(m.f.SetCellStyle(sheet, at, at, plain[was]))
				_ = m.f.DeleteComment(sheet, at)
			}
		}
	}
}

// column writes what is to be put right behind the last column of each row; a column of an earlier round is used again.
func (m *marking) column(sheet string, header int, says map[int][]string) {
	if m.err != nil || header == 0 {
		return
	}
	cells, err := m.rowAt(sheet, header)
	m.do(err)
	place := len(cells)
	for i, c := range cells {
		if c == MarkedColumn {
			place = i
		}
	}
	letters, err := excelize.ColumnNumberToName(place + 1)
	m.do(err)
	style, err := m.f.NewStyle(&excelize.Style{Font: &excelize.Font{Color: "9C0006"}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	m.do(err)
	m.do(m.f.SetColWidth(sheet, letters, letters, 48))
	m.do(m.f.SetCellStr(sheet, cellName(place+1, header), MarkedColumn))
	m.do(m.f.SetCellStyle(sheet, cellName(place+1, header), cellName(place+1, header), style))
	for row, lines := range says {
		if row > 0 {
			at := cellName(place+1, row)
			m.do(m.f.SetCellStr(sheet, at, strings.Join(lines, "\n")))
			m.do(m.f.SetCellStyle(sheet, at, at, style))
		}
	}
}

func (m *marking) rowAt(sheet string, row int) ([]string, error) {
	rows, err := m.f.Rows(sheet)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for n := 1; rows.Next(); n++ {
		if n == row {
			return rows.Columns()
		}
	}
	return nil, nil
}

// listColumns are the columns of the list of problems.
var listColumns = []string{"工作表", "行", "列", "填写的内容", "问题和改法"}

// list writes the sheet in front.
func (m *marking) list(marks []Mark, note string) {
	if m.err != nil {
		return
	}
	_ = m.f.DeleteSheet(MarkedListSheet) // of an earlier round
	first := m.f.GetSheetName(0)
	_, err := m.f.NewSheet(MarkedListSheet)
	m.do(err)
	bold, err := m.f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FCE4D6"}}})
	m.do(err)
	text, err := m.f.NewStyle(&excelize.Style{NumFmt: 49, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	m.do(err)
	m.do(m.f.SetCellStr(MarkedListSheet, "A1", note))
	for i, c := range listColumns {
		m.do(m.f.SetCellStr(MarkedListSheet, cellName(i+1, 3), c))
	}
	m.do(m.f.SetCellStyle(MarkedListSheet, "A3", "E3", bold))
	for i, width := range []float64{20, 8, 24, 30, 70} {
		letters, _ := excelize.ColumnNumberToName(i + 1)
		m.do(m.f.SetColWidth(MarkedListSheet, letters, letters, width))
	}
	for i, x := range marks {
		row := i + 4
		for c, v := range []string{x.Sheet, "", x.Title, x.Value, x.Say} {
			if c != 1 {
				m.do(m.f.SetCellStr(MarkedListSheet, cellName(c+1, row), v))
			}
		}
		if x.Row > 0 {
			m.do(m.f.SetCellInt(MarkedListSheet, cellName(2, row), int64(x.Row)))
		}
	}
	if len(marks) > 0 {
		m.do(m.f.SetCellStyle(MarkedListSheet, "A4", cellName(5, len(marks)+3), text))
	}
	paper, wide, tall, sideways, fit := 9, 1, 0, "landscape", true
	m.do(m.f.SetPageLayout(MarkedListSheet, &excelize.PageLayoutOptions{Size: &paper, Orientation: &sideways, FitToWidth: &wide, FitToHeight: &tall}))
	m.do(m.f.SetSheetProps(MarkedListSheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	m.do(m.f.SetPanes(MarkedListSheet, &excelize.Panes{Freeze: true, YSplit: 3, TopLeftCell: "A4", ActivePane: "bottomLeft"}))
	m.do(m.f.MoveSheet(MarkedListSheet, first))
	if i, err := m.f.GetSheetIndex(MarkedListSheet); err == nil && i >= 0 {
		m.f.SetActiveSheet(i)
	}
}

// writeMarkedList writes the list alone.
func writeMarkedList(w io.Writer, marks []Mark, note string) error {
	out := xlsx.NewWriter(w)
	if err := out.Sheet(MarkedListSheet, xlsx.Look{Widths: []float64{20, 8, 24, 30, 70}}); err != nil {
		return err
	}
	out.Text(note)
	if err := out.EndRow(); err != nil {
		return err
	}
	if err := out.Header(listColumns...); err != nil {
		return err
	}
	for _, x := range marks {
		out.Text(x.Sheet)
		out.Int(int64(x.Row))
		out.Text(x.Title)
		out.Text(x.Value)
		out.Text(x.Say)
		if err := out.EndRow(); err != nil {
			return err
		}
	}
	return out.Close()
}

// writeMarkedText writes a text file with the column behind the others, as UTF-8 with a byte order mark and commas.
func writeMarkedText(w io.Writer, data []byte, header int, marks []Mark) error {
	says := map[int][]string{}
	for _, x := range marks {
		says[x.Row] = append(says[x.Row], x.Title+"："+x.Say)
	}
	text := decodeText(data).text
	stream := &csvStream{r: bytes.NewReader(text), bytes: len(text) + 1, most: maxPiece, progress: func(int64) {}}
	if err := stream.start(); err != nil {
		return err
	}
	form, widths := stream.form, 0
	for _, comma := range []byte{',', '\t', ';'} {
		f := stream.form
		f.comma = comma
		if n := widest(f.head(text[:min(len(text), pieceBytes)], len(text) <= pieceBytes)); n > widths {
			form, widths = f, n
		}
	}
	if _, err := w.Write(utf8BOM); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	place := -1
	var cells []Cell
	for row := 1; len(text) > 0; row++ {
		end, _, _ := form.recordEnd(text, true)
		cells = form.fields(text[:end], true, cells[:0])
		text = text[end:]
		record := make([]string, 0, len(cells)+1)
		for _, c := range cells {
			record = append(record, string(c.Text))
		}
		if row == header {
			for i, c := range record {
				if c == MarkedColumn {
					place = i
				}
			}
			if place < 0 {
				place = len(record)
			}
		}
		if place >= 0 && row >= header {
			for len(record) <= place {
				record = append(record, "")
			}
			record[place] = strings.Join(says[row], "；")
			if row == header {
				record[place] = MarkedColumn
			}
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// MarksOf turns the rejections of a file into marks, in the words of lang say; looks are how its sheets were understood.
func MarksOf(file string, rejected []*problem.Error, looks []Look, say func(*problem.Error) string) []Mark {
	type column struct{ sheet, key string }
	fields := map[column]Field{}
	kinds := map[string]*Kind{}
	for _, l := range looks {
		if l.File != file {
			continue
		}
		kinds[l.Sheet] = l.Kind
		for _, f := range l.Fields {
			if f.Column != nil {
				if _, there := fields[column{l.Sheet, f.Column.Key}]; !there {
					fields[column{l.Sheet, f.Column.Key}] = f
				}
			}
		}
	}
	var all []Mark
	for _, e := range rejected {
		if e.Place.File != file {
			continue
		}
		m := Mark{Sheet: e.Place.Sheet, Row: e.Place.Row, Field: -1, Title: e.Place.Column, Value: problem.Shorten(e.Value), Say: say(e)}
		if f, ok := fields[column{e.Place.Sheet, e.Place.Column}]; ok {
			m.Field, m.Title = f.Place, f.Header
		} else if k := kinds[e.Place.Sheet]; k != nil {
			if c := k.Column(e.Place.Column); c != nil {
				m.Title = c.Name
			}
		}
		all = append(all, m)
	}
	return all
}

// MarkedName gives the name a returned file goes by.
func MarkedName(name, suffix string) string {
	ext := path.Ext(name)
	return fmt.Sprintf("%s%s%s", strings.TrimSuffix(name, ext), suffix, ext)
}
