package xlsx

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A cell that shows 3.65% holds 0.0365; whoever reads a rate must know.
func TestPercentCells(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	custom := `0.0000"年化"%`
	quoted := `0.0"%"`
	for i, style := range []*excelize.Style{{NumFmt: 9}, {NumFmt: 10}, {CustomNumFmt: &custom}, {CustomNumFmt: &quoted}, {NumFmt: 2}} {
		id, err := f.NewStyle(style)
		if err != nil {
			t.Fatal(err)
		}
		name, _ := excelize.CoordinatesToCellName(i+1, 1)
		f.SetCellValue("Sheet1", name, 0.0365)
		f.SetCellStyle("Sheet1", name, name, id)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	w, err := Open(bytes.NewReader(b.Bytes()), int64(b.Len()), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	want := []Kind{PercentNumber, PercentNumber, PercentNumber, Number, Number}
	err = w.Rows(0, func(_ int, cells []Cell) error {
		for i, k := range want {
			if cells[i].Kind != k || string(cells[i].Text) != "0.0365" {
				t.Errorf("cell %d is %v %s, want %v", i, cells[i].Kind, cells[i].Text, k)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
