package xlsx_test

import (
	"strings"
	"sync"
	"testing"

	"shukun/ledger/xlsx"
)

// XML as programs other than Excel write it, or as the standard allows it.
func TestRowsReadsOddXML(t *testing.T) {
	for name, c := range map[string]struct{ sheet, want string }{
		"plain": {sheetOf(`<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><v>甲</v></c></row>`), "1|N:1|S:甲\n"},
		"gaps":  {sheetOf(`<row r="3"><c r="C3"><v>1</v></c></row><row r="7"><c r="A7"><v>2</v></c></row>`), "3|-|-|N:1\n7|N:2\n"},
		"no references": {sheetOf(`<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>`),
			"1|N:1|-|N:2\n3|N:3\n"},
		"some references": {sheetOf(`<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c></row><row><c r="a3"><v>3</v></c></row>`),
			"2|-|N:1|N:2\n3|N:3\n"},
		"blank cells and rows": {sheetOf(`<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="4"/></row><row r="2"><c r="A2"><v/></c></row>` +
			`<row r="1048576"><c r="A1048576"/></row>`), "1|N:1\n"},
		"prefix": {`<x:worksheet xmlns:x="u"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c>` +
			`<x:c r="B1"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>`, "1|S:甲|N:2\n"},
		"space and quotes": {"\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?>\r\n<!-- > <row> -->\n<worksheet >\n<sheetData\t>\n <row  r = '1'\n>" +
			"\n <c r='A1' foo=\"a>b\" t = \"n\" >\n<v >\n 1.5 \n</v >\n</c ></row>\n</sheetData>\n</worksheet>\n<!-- end -->\n", "1|N:1.5\n"},
		"comments and sections": {sheetOf(`<row r="1"><!-- c --><c r="A1" t="str"><v>a<!-- <v>9</v> -->b<![CDATA[<&amp;>]]>c</v></c><?pi x?></row>`),
			"1|S:ab<&amp;>c\n"},
		"rich text": {sheetOf(`<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>应付</t></r><r><t xml:space="preserve"> 账款</t></r>` +
			`<rPh sb="0" eb="1"><t>yingfu</t></rPh><phoneticPr fontId="1"/></is></c></row>`), "1|S:应付 账款\n"},
		"entities": {sheetOf(`<row r="1"><c r="A1" t="str"><v>&lt;a&gt; &amp;&quot;&apos;&#65;&#x7532;&#x1F600;</v></c></row>`),
			"1|S:<a> &\"'A甲😀\n"},
		"escapes": {sheetOf(`<row r="1"><c r="A1" t="str"><v>a_x0041_b_x005F_x0041__x_x00g1__xD83D__xDE00__xD83D_</v></c></row>`),
			"1|S:aAb_x0041__x_x00g1_😀_xD83D_\n"},
		"line ends": {sheetOf("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a\r\nb\rc&#13;d</v></c></row>"), "1|S:a\nb\nc\rd\n"},
		"types": {sheetOf(`<row r="1"><c t="b"><v>1</v></c><c t="b"><v>false</v></c><c t="e"><v>#DIV/0!</v></c><c t="d"><v>2022-06-30T00:00:00</v></c>` +
			`<c t="d"><v>2022-06-30</v></c><c t="n"><v>9.115E+17</v></c><c t="n"><v>-.5</v></c></row>`),
			"1|B:1|B:0|E:#DIV/0!|S:2022-06-30|S:2022-06-30|N:9.115E+17|N:-.5\n"},
		"a number that is none": {sheetOf(`<row r="1"><c><v>１２</v></c><c><v>1,234</v></c><c t="b"><v>是</v></c></row>`), "1|S:１２|S:1,234|S:是\n"},
		"formulas": {sheetOf(`<row r="1"><c><f>SUM(A2:A3)</f><v>5</v></c><c t="str"><f>"a"</f><v>a</v></c><c><f t="shared" si="0"/></c></row>`),
			"1|Nf:5|Sf:a|-f\n"},
		"inline string without a type": {sheetOf(`<row r="1"><c><is><t>甲</t></is></c><c t="inlineStr"><v>乙</v></c></row>`), "1|S:甲|S:乙\n"},
		"extensions": {`<worksheet><sheetPr/><cols><col/></cols><sheetData><row r="1"><c r="A1"><v>1</v><extLst><ext><v>9</v></ext></extLst></c>` +
			`<extLst><c r="A1"><v>7</v></c></extLst></row></sheetData><extLst><sheetData/></extLst></worksheet>`, "1|N:1\n"},
		"no rows": {`<worksheet><sheetData/></worksheet>`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := show(t, build(minimal(c.sheet)), 0); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

// Long texts, tags and comments cross the reader's buffer wherever it ends.
func TestRowsAcrossBuffers(t *testing.T) {
	var rows, want strings.Builder
	for i := range 40 {
		text := strings.Repeat("长", 100*i+1)
		pad := strings.Repeat(" ", 997*i)
		rows.WriteString(`<row` + pad + `><!--` + pad + `--><c t="inlineStr"` + pad + `><is><t>` + text + `&amp;</t></is></c></row>`)
		want.WriteString(text + "&\n")
	}
	w, err := open(build(minimal(sheetOf(rows.String()))), xlsx.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	if err := w.Rows(0, func(_ int, cells []xlsx.Cell) error {
		got.Write(cells[0].Text)
		got.WriteByte('\n')
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if got.String() != want.String() {
		t.Error("texts differ")
	}
}

func TestSharedStrings(t *testing.T) {
	sheet := sheetOf(`<row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row>`)
	sst := `<sst count="99" uniqueCount="1"><si><t>甲</t></si><si/><si><r><t>乙</t></r><r><t>丙</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>` +
		`<si><t xml:space="preserve"> _x000D_</t></si><extLst/></sst>`
	if got, want := show(t, build(minimal(sheet).with("xl/sharedStrings.xml", sst)), 0), "1|S:甲|-|S:乙丙|S: \r\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	wantCode(t, read(build(minimal(sheet)), xlsx.DefaultLimits()), "xlsx-shared-index")
	wantCode(t, read(build(minimal(sheet).with("xl/sharedStrings.xml", `<sst><si><t>甲</t></si></sst>`)), xlsx.DefaultLimits()), "xlsx-shared-index")
	wantCode(t, read(build(minimal(sheet).with("xl/sharedStrings.xml", `<sst><si><t>甲</t></sst>`)), xlsx.DefaultLimits()), "xlsx-malformed")
}

func TestDatesByStyle(t *testing.T) {
	styles := `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/>` +
		`<numFmt numFmtId="177" formatCode="[h]:mm:ss"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
		`<cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="2"/></cellXfs></styleSheet>`
	sheet := sheetOf(`<row r="1"><c s="0"><v>44742</v></c><c s="1"><v>44742</v></c><c s="2"><v>44742.5</v></c><c s="3"><v>1.5</v></c>` +
		`<c s="4"><v>1</v></c><c s="99"><v>1</v></c><c s="1" t="str"><v>6月30日</v></c></row>`)
	want := "1|N:44742|D:44742|D:44742.5|N:1.5|N:1|N:1|S:6月30日\n"
	if got := show(t, build(minimal(sheet).with("xl/styles.xml", styles)), 0); got != want {
		t.Errorf("got %s want %s", got, want)
	}
}

func TestSheetsAndTargets(t *testing.T) {
	f := minimal(sheetOf(`<row><c><v>1</v></c></row>`)).with(
		"xl/workbook.xml", `<x:workbook xmlns:x="u"><x:workbookPr date1904="true"/><x:sheets><x:sheet name="甲&amp;乙" sheetId="1" q:id="rId1"/>`+
			`<x:sheet name="藏" sheetId="7" state="veryHidden" q:id="abs"/><x:sheet name="图" sheetId="8" q:id="chart"/></x:sheets></x:workbook>`,
		"xl/_rels/workbook.xml.rels", relsHead+`<Relationship Id="rId1" Type="`+office+`worksheet" Target="../xl/./worksheets/sheet1.xml"/>`+
			`<Relationship Id="abs" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="/xl/Other.XML"/>`+
			`<Relationship Id="chart" Type="`+office+`chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>`,
		"xl/other.xml", sheetOf(`<row r="2"><c><v>2</v></c></row>`))
	w, err := open(build(f), xlsx.ServerLimits())
	if err != nil {
		t.Fatal(err)
	}
	sheets := w.Sheets()
	if len(sheets) != 2 || sheets[0].Name != "甲&乙" || sheets[0].Hidden || sheets[1].Name != "藏" || !sheets[1].Hidden || !w.Date1904 {
		t.Fatalf("got %+v, 1904 %v", sheets, w.Date1904)
	}
	if got, err := showRows(w, 1); got != "2|N:2\n" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	for _, i := range []int{-1, 2} {
		if err := w.Rows(i, nil); err == nil {
			t.Errorf("sheet %d is read", i)
		}
		if _, err := w.Merged(i); err == nil {
			t.Errorf("sheet %d has merged areas", i)
		}
	}
}

func TestMergedAndHidden(t *testing.T) {
	sheet := `<worksheet><sheetData><row r="1"><c><v>1</v></c></row><row r="2" hidden="1"/><row r="3" hidden="true"><c><v>1</v></c></row>` +
		`<row r="5" hidden="1"/></sheetData><mergeCells count="2"><mergeCell ref="A1:T1"/><mergeCell ref="b2:C3"/></mergeCells></worksheet>`
	for _, before := range []bool{false, true} {
		w, err := open(build(minimal(sheet)), xlsx.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		if before {
			if _, err := showRows(w, 0); err != nil {
				t.Fatal(err)
			}
		}
		merged, err := w.Merged(0)
		if err != nil || len(merged) != 2 || merged[0] != (xlsx.Range{FirstRow: 1, LastRow: 1, LastColumn: 19}) ||
			merged[1] != (xlsx.Range{FirstRow: 2, FirstColumn: 1, LastRow: 3, LastColumn: 2}) {
			t.Errorf("got %+v, %v", merged, err)
		}
		hidden, err := w.HiddenRows(0)
		if err != nil || len(hidden) != 2 || hidden[0] != (xlsx.Span{First: 2, Last: 3}) || hidden[1] != (xlsx.Span{First: 5, Last: 5}) {
			t.Errorf("got %+v, %v", hidden, err)
		}
	}
}

// The caller's own error comes back as it is, also out of a part large enough to be inflated beside the scan.
func TestRowsStopsAtTheCallersError(t *testing.T) {
	file := benchBook(3_000)
	w, err := open(file, xlsx.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if n := w.Sheets()[0].Bytes; n < 1<<20 {
		t.Fatalf("the sheet is too small for this test: %d", n)
	}
	calls := 0
	if err := w.Rows(0, func(int, []xlsx.Cell) error { calls++; return errStop }); err != errStop || calls != 1 {
		t.Errorf("got %v after %d calls", err, calls)
	}
}

// Several goroutines may read one workbook.
func TestRowsAtTheSameTime(t *testing.T) {
	w, err := open(benchShared(t, 300), xlsx.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	results := make([]string, 4)
	var wait sync.WaitGroup
	for i := range results {
		wait.Go(func() {
			results[i], _ = showRows(w, 0)
			if _, err := w.Merged(0); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	for _, r := range results {
		if r != results[0] || len(r) < 10_000 {
			t.Fatal("the readings differ")
		}
	}
}

type stop struct{}

func (stop) Error() string { return "stop" }

var errStop = stop{}
