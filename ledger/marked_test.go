package ledger

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shukun/lang"
	"shukun/problem"
)

// marked reads a file, marks its problems and gives the file back.
func marked(t *testing.T, in Input) []byte {
	t.Helper()
	_, report, err := Read([]Input{in}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	looks, err := LookAt(in, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	headers := map[string]int{}
	for _, l := range looks {
		headers[l.Sheet] = l.Header
	}
	var b bytes.Buffer
	marks := MarksOf(in.Name, report.Rejected, looks, func(e *problem.Error) string { return e.What.In(lang.Zh) })
	if err := WriteMarked(&b, in, headers, marks, "编号 x"); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A workbook with looks of its own keeps them: widths, formats, other sheets. A round later what was corrected is no
// longer marked.
func TestWriteMarkedWorkbook(t *testing.T) {
	f := excelize.NewFile()
	f.SetSheetName("Sheet1", "应付账款")
	f.NewSheet("说明")
	f.SetCellStr("说明", "A1", "别动")
	for i, c := range []string{"应付单号", "付款单位代码", "收款单位代码", "应付金额", "交付日期"} {
		f.SetCellStr("应付账款", cellName(i+1, 2), c)
	}
	date := "yyyy-mm-dd"
	style, _ := f.NewStyle(&excelize.Style{CustomNumFmt: &date, Font: &excelize.Font{Bold: true}})
	bold, _ := f.NewStyle(&excelize.Style{NumFmt: 4, Font: &excelize.Font{Bold: true}})
	for row, cells := range [][]any{{"P1", lookPayer, lookPayer, "一百", 44682}, {"P2", lookPayer, lookPayer, 5, 44683}, {"", lookPayer, "9115", 6, 44684}} {
		for i, v := range cells {
			f.SetCellValue("应付账款", cellName(i+1, row+3), v)
		}
		f.SetCellStyle("应付账款", cellName(4, row+3), cellName(4, row+3), bold)
		f.SetCellStyle("应付账款", cellName(5, row+3), cellName(5, row+3), style)
	}
	f.SetColWidth("应付账款", "A", "A", 33)
	var own bytes.Buffer
	f.Write(&own)
	in := Input{Name: "应付账款.xlsx", Data: own.Bytes()}
	out := marked(t, in)
	g, err := excelize.OpenReader(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	if w, _ := g.GetColWidth("应付账款", "A"); w != 33 {
		t.Errorf("width %v", w)
	}
	id, _ := g.GetCellStyle("应付账款", "D3")
	if s, _ := g.GetStyle(id); s.Font == nil || !s.Font.Bold || s.NumFmt != 4 || len(s.Fill.Color) != 1 || !strings.HasSuffix(s.Fill.Color[0], markColour) {
		t.Errorf("the look of a bad cell: %+v", s)
	}
	if v, _ := g.GetCellValue("说明", "A1"); v != "别动" {
		t.Error("another sheet is lost")
	}
	if v, _ := g.GetCellValue("应付账款", "F5"); !strings.Contains(v, "应付单号：必填项为空") || !strings.Contains(v, "\n") {
		t.Errorf("row 5 says %q", v)
	}
	g.SetCellValue("应付账款", "D3", 100)
	var next bytes.Buffer
	g.Write(&next)
	again := marked(t, Input{Name: in.Name, Data: next.Bytes()})
	h, err := excelize.OpenReader(bytes.NewReader(again))
	if err != nil {
		t.Fatal(err)
	}
	id, _ = h.GetCellStyle("应付账款", "D3")
	if s, _ := h.GetStyle(id); len(s.Fill.Color) != 0 || s.Font == nil || !s.Font.Bold {
		t.Errorf("what is right again is still marked: %+v", s)
	}
	if v, _ := h.GetCellValue("应付账款", "F3"); v != "" {
		t.Errorf("row 3 still says %q", v)
	}
	if v, _ := h.GetCellValue("应付账款", "F5"); v == "" {
		t.Error("row 5 says nothing any more")
	}
	if sheets := h.GetSheetList(); len(sheets) != 3 || sheets[0] != MarkedListSheet {
		t.Errorf("%v", sheets)
	}
	comments, _ := h.GetComments("应付账款")
	if len(comments) != 2 {
		t.Errorf("%+v", comments)
	}
}

func TestWriteMarkedText(t *testing.T) {
	in := Input{Name: "payables.csv", Data: []byte("payable_no;payer_code;payee_code;amount\n\"P;1\";" + lookPayer + ";" + lookPayer + ";x\nP2;" + lookPayer + ";" + lookPayer + ";5\n")}
	out := string(marked(t, in))
	want := "\ufeffpayable_no,payer_code,payee_code,amount,需要修改的地方\nP;1," + lookPayer + "," + lookPayer + ",x,amount：不是可识别的金额\nP2," + lookPayer + "," + lookPayer + ",5,\n"
	if out != want {
		t.Errorf("%q", out)
	}
	if again := string(marked(t, Input{Name: in.Name, Data: []byte(strings.Replace(out, ",x,", ",7,", 1))})); strings.Contains(again, "不是可识别的金额") || strings.Count(again, "需要修改的地方") != 1 {
		t.Errorf("%q", again)
	}
}
