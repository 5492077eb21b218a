package ledger

import (
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// The rows of a template above the data.
const (
	templateTitleRow  = 1
	templateUnitRow   = 2
	templateHeaderRow = 3
	lastSheetRow      = 1 << 20
	notesSheet        = "填表说明"
)

// WriteTemplate writes an empty workbook of a kind to fill in: a title, who and when and in what unit, the header with
// its required columns marked, formats, drop-downs, and a sheet of notes. Filled in, it is read as it stands.
func WriteTemplate(w io.Writer, k *Kind) error {
	f := excelize.NewFile()
	defer f.Close()
	t := &template{f: f, k: k, sheet: k.Name}
	t.do(f.SetSheetName("Sheet1", t.sheet))
	t.columns()
	t.head()
	t.notes()
	t.do(f.SetPanes(t.sheet, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: templateHeaderRow,
		TopLeftCell: cellName(2, templateHeaderRow+1), ActivePane: "bottomRight"}))
	t.print()
	t.do(f.SetDocProps(&excelize.DocProperties{Title: k.Name, Creator: "shukun", Created: "2022-06-02T00:00:00Z", Modified: "2022-06-02T00:00:00Z"}))
	if t.err != nil {
		return t.err
	}
	return f.Write(w)
}

// template is a workbook being made; the first error sticks.
type template struct {
	f     *excelize.File
	k     *Kind
	sheet string
	err   error
}

func (t *template) do(err error) {
	if t.err == nil {
		t.err = err
	}
}

func (t *template) style(s *excelize.Style) int {
	id, err := t.f.NewStyle(s)
	t.do(err)
	return id
}

func (t *template) set(sheet string, column, row int, value any) {
	t.do(t.f.SetCellValue(sheet, cellName(column, row), value))
}

// head writes the title and the line under it.
func (t *template) head() {
	last := len(t.k.Columns)
	t.set(t.sheet, 1, templateTitleRow, t.k.Name)
	t.do(t.f.MergeCell(t.sheet, "A1", cellName(last, templateTitleRow)))
	t.do(t.f.SetCellStyle(t.sheet, "A1", "A1", t.style(&excelize.Style{
		Font: &excelize.Font{Bold: true, Size: 16}, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"}})))
	t.do(t.f.SetRowHeight(t.sheet, templateTitleRow, 30))
	t.set(t.sheet, 1, templateUnitRow, "编制单位：")
	t.set(t.sheet, max(2, last/2), templateUnitRow, "期间：")
	t.set(t.sheet, max(3, last), templateUnitRow, "单位：元")
}

// print sets the sheet up for A4 paper on its side, as wide as the page, the header on each page.
func (t *template) print() {
	paper, wide, tall, sideways, fit := 9, 1, 0, "landscape", true
	t.do(t.f.SetPageLayout(t.sheet, &excelize.PageLayoutOptions{Size: &paper, Orientation: &sideways, FitToWidth: &wide, FitToHeight: &tall}))
	t.do(t.f.SetSheetProps(t.sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	t.do(t.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: t.sheet,
		RefersTo: fmt.Sprintf("'%s'!$%d:$%d", t.sheet, templateTitleRow, templateHeaderRow)}))
}

// columns writes the header and gives each column its width, format and drop-down.
func (t *template) columns() {
	border := []excelize.Border{{Type: "top", Color: "808080", Style: 1}, {Type: "bottom", Color: "808080", Style: 1}, {Type: "left", Color: "808080", Style: 1}, {Type: "right", Color: "808080", Style: 1}}
	header := func(fill string) int {
		return t.style(&excelize.Style{Font: &excelize.Font{Bold: true}, Border: border,
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}},
			Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}})
	}
	required, optional := header("FCE4D6"), header("EDEDED")
	formats := map[string]int{}
	t.do(t.f.SetRowHeight(t.sheet, templateHeaderRow, 36))
	for i := range t.k.Columns {
		c := &t.k.Columns[i]
		letters, err := excelize.ColumnNumberToName(i + 1)
		t.do(err)
		format := numberFormat(c.Type)
		if _, ok := formats[format]; !ok {
			formats[format] = t.style(&excelize.Style{CustomNumFmt: &format})
		}
		t.do(t.f.SetColStyle(t.sheet, letters, formats[format])) // first, since it is for the cells there are as well
		name, head := c.Title(), optional
		if c.Required {
			name, head = "*"+name, required
		}
		cell := cellName(i+1, templateHeaderRow)
		t.set(t.sheet, i+1, templateHeaderRow, name)
		t.do(t.f.SetCellStyle(t.sheet, cell, cell, head))
		t.do(t.f.SetColWidth(t.sheet, letters, letters, max(columnWidth(c), float64(2*len([]rune(name))+2))))
		t.dropDown(c, cellName(i+1, templateHeaderRow+1)+":"+cellName(i+1, lastSheetRow))
	}
}

// dropDown offers the values of a choice or yes/no.
func (t *template) dropDown(c *Column, cells string) {
	words := choices(c)
	if len(words) == 0 {
		return
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = cells
	t.do(v.SetDropList(words)) // fails beyond 255 characters
	v.SetError(excelize.DataValidationErrorStyleStop, "请从列表中选择", "可填："+strings.Join(words, "、"))
	t.do(t.f.AddDataValidation(t.sheet, v))
}

// notes writes the sheet that explains the columns.
func (t *template) notes() {
	_, err := t.f.NewSheet(notesSheet)
	t.do(err)
	lines := [][]any{
		{t.k.Name + "（" + t.k.Key + "）填表说明"},
		{"1. 请在“" + t.sheet + "”工作表的表头下逐行填写，一行一条；不要合并单元格，不要填公式。带 * 的列必填。"},
		{"2. 编号、信用代码等列已设为文本格式；从别处粘贴时请选“只粘贴数值”，以免 Excel 改动编号。"},
		{"3. 可以增加备注列、调整列的顺序；不需要的非必填列可以删除。合计行会自动核对并跳过。"},
		{"4. 金额默认以元计；列标题可以注明其他单位，如“应付金额（万元）”。"},
		{},
		{"列名", "英文键", "类型", "必填", "可填的值", "示例", "说明"},
	}
	for i := range t.k.Columns {
		c := &t.k.Columns[i]
		must := "否"
		if c.Required {
			must = "是"
		}
		lines = append(lines, []any{c.Title(), c.Key, c.TypeName().Zh, must, c.Accepted().Zh, c.Example().Zh, c.Note.Zh})
	}
	for r, line := range lines {
		for i, value := range line {
			t.set(notesSheet, i+1, r+1, value)
		}
	}
	bold := t.style(&excelize.Style{Font: &excelize.Font{Bold: true}})
	t.do(t.f.SetCellStyle(notesSheet, "A1", "A1", bold))
	t.do(t.f.SetCellStyle(notesSheet, "A7", "G7", bold))
	for letters, width := range map[string]float64{"A": 26, "B": 28, "C": 18, "D": 6, "E": 60, "F": 22, "G": 48} {
		t.do(t.f.SetColWidth(notesSheet, letters, letters, width))
	}
}

// choices are the words a column offers, none if it may hold anything.
func choices(c *Column) []string {
	switch {
	case c.Type == TypeYesNo:
		return []string{"是", "否"}
	case c.Enum != nil:
		var words []string
		for _, v := range c.Enum.Values {
			words = append(words, v.Zh)
		}
		return words
	case c.Allowed != nil:
		var words []string
		for _, n := range c.Allowed {
			words = append(words, fmt.Sprint(n))
		}
		return words
	}
	return nil
}

// numberFormat is the cell format of a column's type; texts and codes are kept from becoming numbers.
func numberFormat(typ Type) string {
	switch typ {
	case TypeDate:
		return "yyyy-mm-dd"
	case TypeMoney:
		return "#,##0.00"
	case TypeRate, TypeNumber, TypeTenK, TypeInteger:
		return "General"
	}
	return "@"
}

func cellName(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return "A1" // cannot be: both are positive and small
	}
	return name
}
