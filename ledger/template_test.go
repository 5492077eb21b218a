package ledger

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A template filled in with the examples of its own notes reads back without a word, for every kind.
func TestTemplates(t *testing.T) {
	for _, k := range Kinds() {
		var out bytes.Buffer
		must(t, WriteTemplate(&out, k))
		_, r := mustRead(t, Input{Name: "空表.xlsx", Data: out.Bytes()})
		wantBrief(t, k.Key+" empty", r.Rejected)
		if r.Sheets[0].Kind != k || r.Sheets[0].Header != templateHeaderRow || r.Sheets[0].Rows != 0 {
			t.Errorf("%s: %+v", k.Key, r.Sheets)
		}
		f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
		must(t, err)
		checkTemplate(t, f, k)
		for i := range k.Columns {
			for row := 1; row <= 2; row++ {
				value := k.Columns[i].Example().Zh
				if k.KeyColumns()[0] == k.Columns[i].Key && k.Columns[i].Type == TypeText {
					value += strings.Repeat("x", row)
				} else if k.KeyColumns()[0] == k.Columns[i].Key && row == 2 {
					value = "" // a key of codes: one row is enough
				}
				must(t, f.SetCellValue(k.Name, cellName(i+1, templateHeaderRow+row), value))
			}
		}
		rows := 2
		if c := k.Column(k.KeyColumns()[0]); c.Type != TypeText {
			rows = 1
			for i := range k.Columns {
				must(t, f.SetCellValue(k.Name, cellName(i+1, templateHeaderRow+2), nil))
			}
		}
		out.Reset()
		must(t, f.Write(&out))
		f.Close()
		b, r := mustRead(t, Input{Name: "填好.xlsx", Data: out.Bytes()})
		wantBrief(t, k.Key+" filled in", r.Rejected)
		if b.Table(k).Len() != rows {
			t.Errorf("%s: %d rows", k.Key, b.Table(k).Len())
		}
		for _, w := range r.Warnings {
			switch w.Code {
			case "no-enterprises", "skipped", "contract-not-found", "payment-without-payable", "lease-not-found", "head-lease-not-found", "account-not-found", "enterprise-not-found":
			default:
				t.Errorf("%s: %v", k.Key, w)
			}
		}
	}
}

// checkTemplate looks at what a person is helped by: title, marks, frozen panes, formats, drop-downs, notes.
func checkTemplate(t *testing.T, f *excelize.File, k *Kind) {
	t.Helper()
	if title, _ := f.GetCellValue(k.Name, "A1"); title != k.Name {
		t.Errorf("%s: title %q", k.Key, title)
	}
	if merged, _ := f.GetMergeCells(k.Name); len(merged) != 1 || merged[0].GetStartAxis() != "A1" {
		t.Errorf("%s: the title is not merged", k.Key)
	}
	if panes, err := f.GetPanes(k.Name); err != nil || !panes.Freeze || panes.YSplit != templateHeaderRow {
		t.Errorf("%s: panes %+v %v", k.Key, panes, err)
	}
	lists := map[string]string{}
	validations, err := f.GetDataValidations(k.Name)
	must(t, err)
	for _, v := range validations {
		first, _, _ := strings.Cut(v.Sqref, ":")
		lists[first] = v.Formula1
	}
	for i := range k.Columns {
		c := &k.Columns[i]
		head, _ := f.GetCellValue(k.Name, cellName(i+1, templateHeaderRow))
		if strings.HasPrefix(head, "*") != c.Required || !strings.Contains(head, c.Name) {
			t.Errorf("%s: header %q of %s", k.Key, head, c.Key)
		}
		first := cellName(i+1, templateHeaderRow+1)
		id, err := f.GetCellStyle(k.Name, first)
		must(t, err)
		style, err := f.GetStyle(id)
		must(t, err)
		if c.Type == TypeCode || c.Type == TypeText || c.Type == TypeDivision || c.Type == TypeIndustry {
			if style.NumFmt != 49 && (style.CustomNumFmt == nil || *style.CustomNumFmt != "@") {
				t.Errorf("%s.%s is not kept as text", k.Key, c.Key)
			}
		}
		if list := strings.Join(choices(c), ","); strings.Trim(lists[first], `"`) != list || len([]rune(list)) > 255 {
			t.Errorf("%s.%s: drop-down %q, want %q", k.Key, c.Key, lists[first], list)
		}
	}
	rows, err := f.GetRows(notesSheet)
	must(t, err)
	if len(rows) != 7+len(k.Columns) {
		t.Errorf("%s: %d rows of notes", k.Key, len(rows))
	}
}
