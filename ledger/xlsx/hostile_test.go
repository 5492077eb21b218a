package xlsx_test

import (
	"strings"
	"testing"

	"shukun/ledger/xlsx"
)

const oneRow = `<row r="1"><c r="A1"><v>1</v></c></row>`

// Contents that a ledger never needs are refused by part name, content type and relationship alike.
func TestRefusesHarmfulContent(t *testing.T) {
	base := minimal(sheetOf(oneRow))
	rels := func(kind, target, mode string) files {
		return base.with("xl/worksheets/_rels/sheet1.xml.rels",
			relsHead+`<Relationship Id="r9" Type="`+office+kind+`" Target="`+target+`"`+mode+`/></Relationships>`)
	}
	kind := func(contentType string) files {
		return base.replace("[Content_Types].xml", "</Types>", `<Override PartName="/xl/a.xml" ContentType="`+contentType+`"/></Types>`)
	}
	main := func(contentType string) files { return base.replace("[Content_Types].xml", mainType, contentType) }
	for name, c := range map[string]struct {
		file files
		code string
	}{
		"vba part":              {base.with("xl/vbaProject.bin", "x"), "xlsx-macro"},
		"vba part elsewhere":    {base.with("xl/VBAPROJECT.BIN", "x"), "xlsx-macro"},
		"vba type":              {kind("application/vnd.ms-office.vbaProject"), "xlsx-macro"},
		"vba default type":      {base.with("xl/x.bin", "x").replace("[Content_Types].xml", "</Types>", `<Default Extension="BIN" ContentType="application/vnd.ms-office.vbaProject"/></Types>`), "xlsx-macro"},
		"vba relation":          {rels("vbaProject", "a.bin", ""), "xlsx-macro"},
		"xlsm":                  {main("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "xlsx-macro"},
		"macro sheet":           {base.with("xl/macrosheets/sheet1.xml", "x"), "xlsx-macro"},
		"macro sheet relation":  {rels("xlMacrosheet", "a.xml", ""), "xlsx-macro"},
		"dialog sheet":          {base.with("xl/dialogsheets/sheet1.xml", "x"), "xlsx-dialog"},
		"external link":         {base.with("xl/externalLinks/externalLink1.xml", "<x/>"), "xlsx-external-link"},
		"external relation":     {rels("image", "http://a/b.png", ` TargetMode="External"`), "xlsx-external-link"},
		"external, encoded":     {rels("image", "http://a/b.png", ` TargetMode="&#69;xternal"`), "xlsx-external-link"},
		"external package":      {base.replace("_rels/.rels", "</Rel", `<Relationship Id="x" Type="a/b" Target="file:///etc" TargetMode="External"/></Rel`), "xlsx-external-link"},
		"activeX":               {base.with("xl/activeX/activeX1.xml", "<x/>"), "xlsx-active-content"},
		"activeX relation":      {rels("control", "a.xml", ""), "xlsx-active-content"},
		"embedding":             {base.with("xl/embeddings/Book1.xlsx", "x"), "xlsx-active-content"},
		"ole":                   {base.with("xl/oleObject1.bin", "x"), "xlsx-active-content"},
		"ole relation":          {rels("oleObject", "a.bin", ""), "xlsx-active-content"},
		"ole type":              {kind("application/vnd.openxmlformats-officedocument.oleObject"), "xlsx-active-content"},
		"package relation":      {rels("package", "a.xlsx", ""), "xlsx-active-content"},
		"xlsb":                  {base.with("xl/workbook.bin", "x"), "xlsx-binary"},
		"xlsb type":             {main("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "xlsx-binary"},
		"docx":                  {main("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"), "xlsx-not-workbook"},
		"no relations":          {base.replace("_rels/.rels", "officeDocument\"", "thumbnail\""), "xlsx-not-workbook"},
		"no types":              {files{"a.txt": "x"}, "xlsx-not-workbook"},
		"no workbook part":      {base.replace("_rels/.rels", "xl/workbook.xml", "xl/book.xml"), "xlsx-not-workbook"},
		"outside target":        {base.replace("_rels/.rels", "xl/workbook.xml", "../../xl/none.xml"), "xlsx-not-workbook"},
		"no sheet part":         {base.replace("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/sheet9.xml"), "xlsx-missing-part"},
		"no sheet relation":     {base.replace("xl/workbook.xml", "rId1", "rId7"), "xlsx-missing-part"},
		"no sheets":             {base.with("xl/workbook.xml", "<workbook/>"), "xlsx-no-worksheet"},
		"a name reaching out":   {base.replace("xl/workbook.xml", "</workbook>", `<definedNames><definedName name="a">WEBSERVICE("http://a")</definedName></definedNames></workbook>`), "xlsx-formula-call"},
		"dtd in the workbook":   {base.replace("xl/workbook.xml", "<workbook ", `<!DOCTYPE w [<!ENTITY a "b">]><workbook `), "xlsx-dtd"},
		"dtd in relations":      {base.replace("_rels/.rels", "<Relationships ", `<!DOCTYPE w><Relationships `), "xlsx-dtd"},
		"broken shared strings": {minimal(sheetOf(`<row><c t="s"><v>0</v></c></row>`)).with("xl/sharedStrings.xml", "<sst><si>"), "xlsx-malformed"},
		"broken styles":         {base.with("xl/styles.xml", "<styleSheet><a></styleSheet>"), "xlsx-malformed"},
	} {
		t.Run(name, func(t *testing.T) { wantCode(t, read(build(c.file), xlsx.ServerLimits()), c.code) })
	}
	linked := rels("hyperlink", "https://example.org/", ` TargetMode="External"`)
	if err := read(build(linked), xlsx.ServerLimits()); err != nil {
		t.Errorf("a hyperlink is refused: %v", err)
	}
}

// The XML of a sheet that contradicts itself, hides something or reaches out.
func TestRefusesHostileSheets(t *testing.T) {
	cell := func(c string) string { return sheetOf(`<row r="1">` + c + `</row>`) }
	for name, c := range map[string]struct{ sheet, code string }{
		"not XML":              {"hello", "xlsx-malformed"},
		"empty":                {"", "xlsx-malformed"},
		"truncated":            {`<worksheet><sheetData><row r="1">`, "xlsx-malformed"},
		"wrong root":           {`<workbook/>`, "xlsx-malformed"},
		"two roots":            {`<worksheet/><worksheet/>`, "xlsx-malformed"},
		"text outside":         {`<worksheet/>x`, "xlsx-malformed"},
		"crossed tags":         {`<worksheet><sheetData><row></sheetData></row></worksheet>`, "xlsx-malformed"},
		"end too many":         {`</worksheet>`, "xlsx-malformed"},
		"no attribute value":   {cell(`<c r></c>`), "xlsx-malformed"},
		"no quotes":            {cell(`<c r=A1></c>`), "xlsx-malformed"},
		"broken comment":       {cell(`<!-- `), "xlsx-malformed"},
		"two tables":           {`<worksheet><sheetData/><sheetData/></worksheet>`, "xlsx-malformed"},
		"dtd":                  {`<!DOCTYPE x SYSTEM "file:///etc/passwd">` + sheetOf(oneRow), "xlsx-dtd"},
		"dtd inside":           {cell(`<!ENTITY a "b">`), "xlsx-dtd"},
		"entity":               {cell(`<c t="str"><v>&xxe;</v></c>`), "xlsx-entity"},
		"bare ampersand":       {cell(`<c t="str"><v>a & b</v></c>`), "xlsx-entity"},
		"entity NUL":           {cell(`<c t="str"><v>&#0;</v></c>`), "xlsx-entity"},
		"entity surrogate":     {cell(`<c t="str"><v>&#xD800;</v></c>`), "xlsx-entity"},
		"NUL":                  {cell("<c t=\"str\"><v>a\x00b</v></c>"), "xlsx-malformed"},
		"not UTF-8":            {cell("<c t=\"str\"><v>\xB0\xFC\xCD\xB7</v></c>"), "xlsx-malformed"},
		"UTF-16":               {"\xFF\xFE<\x00w\x00", "xlsx-encoding"},
		"UTF-16, big end":      {"\xFE\xFF\x00<\x00w", "xlsx-encoding"},
		"UTF-16 without mark":  {"<\x00?\x00x\x00", "xlsx-encoding"},
		"GBK":                  {`<?xml version="1.0" encoding="GBK"?>` + sheetOf(oneRow), "xlsx-encoding"},
		"row going back":       {sheetOf(`<row r="2"/><row r="1"/>`), "xlsx-row-order"},
		"row twice":            {sheetOf(`<row r="2"/><row r="2"/>`), "xlsx-row-order"},
		"row zero":             {sheetOf(`<row r="0"/>`), "xlsx-row-order"},
		"row not a number":     {sheetOf(`<row r="1e3"/>`), "xlsx-row-order"},
		"row beyond Excel":     {sheetOf(`<row r="1048577"/>`), "xlsx-row-order"},
		"row after the last":   {sheetOf(`<row r="1048576"/><row/>`), "xlsx-row-order"},
		"cell going back":      {cell(`<c r="B1"/><c r="A1"/>`), "xlsx-cell-reference"},
		"cell twice":           {cell(`<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>`), "xlsx-cell-reference"},
		"cell of another row":  {cell(`<c r="A2"/>`), "xlsx-cell-reference"},
		"cell beyond Excel":    {cell(`<c r="XFE1"/>`), "xlsx-cell-reference"},
		"cell without letters": {cell(`<c r="1"/>`), "xlsx-cell-reference"},
		"two values":           {cell(`<c r="A1"><v>1</v><v>2</v></c>`), "xlsx-cell-type"},
		"value and string":     {cell(`<c r="A1"><is><t>1</t></is><v>2</v></c>`), "xlsx-cell-type"},
		"unknown type":         {cell(`<c r="A1" t="x"><v>1</v></c>`), "xlsx-cell-type"},
		"shared string":        {cell(`<c r="A1" t="s"><v>-1</v></c>`), "xlsx-shared-index"},
		"hyperlink call":       {cell(`<c r="A1"><f>HYPERLINK("http://a")</f></c>`), "xlsx-formula-call"},
		"call in pieces":       {cell(`<c r="A1"><f>1+_xlfn.WEB<!-- -->SER<![CDATA[VICE]]> &#40;"http://a")</f></c>`), "xlsx-formula-call"},
		"DDE":                  {cell(`<c r="A1"><f>cmd|'/c calc'!A0</f></c>`), "xlsx-formula-call"},
		"call in validation":   {`<worksheet><sheetData/><dataValidations><dataValidation><formula1>IMPORTXML(A1)</formula1></dataValidation></dataValidations></worksheet>`, "xlsx-formula-call"},
		"merged area":          {`<worksheet><sheetData/><mergeCells><mergeCell ref="B2:A1"/></mergeCells></worksheet>`, "xlsx-cell-reference"},
		"nested":               {`<worksheet>` + strings.Repeat("<a>", 64) + strings.Repeat("</a>", 64) + `</worksheet>`, "xlsx-too-deep"},
		"long cell":            {cell(`<c r="A1" t="str"><v>` + strings.Repeat("长", 32_768) + `</v></c>`), "xlsx-cell-too-long"},
		"long rich cell":       {cell(`<c r="A1"><is>` + strings.Repeat("<r><t>0123456789abcdef</t></r>", 6_200) + `</is></c>`), "xlsx-cell-too-long"},
		"long astral cell":     {cell(`<c r="A1" t="str"><v>` + strings.Repeat("😀", 16_384) + `</v></c>`), "xlsx-cell-too-long"},
		"long tag":             {cell(`<c r="A1" ` + strings.Repeat(`a="b" `, 200_000) + `/>`), "xlsx-token-too-large"},
		"long formula":         {cell(`<c r="A1"><f>` + strings.Repeat("1+", 40_000) + `</f></c>`), "xlsx-cell-too-long"},
	} {
		t.Run(name, func(t *testing.T) {
			wantCode(t, read(build(minimal(c.sheet)), xlsx.ServerLimits()), c.code)
		})
	}
	for name, sheet := range map[string]string{
		"the longest cell":  cell(`<c r="A1" t="str"><v>` + strings.Repeat("长", 32_767) + `</v></c>`),
		"the deepest":       `<worksheet>` + strings.Repeat("<a>", 63) + strings.Repeat("</a>", 63) + `</worksheet>`,
		"harmless formulas": cell(`<c r="A1"><f>A2&amp;"|"&amp;Sheet1!B1&amp;HYPERLINKS</f></c>`),
	} {
		if err := read(build(minimal(sheet)), xlsx.ServerLimits()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A refusal inside a sheet says where.
func TestRefusalsNameThePlace(t *testing.T) {
	err := read(build(minimal(sheetOf(`<row r="7"><c r="AB7" t="str"><v>&bad;</v></c></row>`))), xlsx.DefaultLimits())
	if got, want := err.Error(), `sheet "表1", row 7, column AB: `; !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want %q…", got, want)
	}
}

func TestLimits(t *testing.T) {
	sheet := `<worksheet><sheetData><row><c><v>1</v></c><c><v>22</v></c><c/></row><row><c><v>1</v></c></row></sheetData>` +
		`<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells></worksheet>`
	file := build(minimal(sheet).with("xl/sharedStrings.xml", `<sst><si/></sst>`, "xl/styles.xml", "<styleSheet/>"))
	for code, l := range map[string]xlsx.Limits{
		"xlsx-file-too-large":   {FileBytes: 100},
		"xlsx-too-many-parts":   {Entries: 6},
		"xlsx-too-large":        {UnpackedBytes: 1000},
		"xlsx-sheet-too-large":  {SheetBytes: 100},
		"xlsx-too-deep":         {Depth: 4},
		"xlsx-too-many-rows":    {Rows: 1},
		"xlsx-too-many-columns": {Columns: 1},
		"xlsx-cell-too-long":    {CellChars: 1},
		"xlsx-too-many-cells":   {Cells: 2},
		"xlsx-too-many-merges":  {Merges: 1},
	} {
		f := file
		if code == "xlsx-cell-too-long" {
			f = build(minimal(sheetOf(`<row><c t="str"><v>22</v></c></row>`)))
		}
		t.Run(code, func(t *testing.T) { wantCode(t, read(f, l), code) })
	}
	exact := xlsx.Limits{Entries: 7, Depth: 5, Rows: 2, Columns: 2, Cells: 3, Merges: 2, SheetBytes: int64(len(sheet))}
	if err := read(file, exact); err != nil {
		t.Error(err)
	}
	shared := build(minimal(sheetOf(`<row><c t="s"><v>0</v></c></row>`)).with("xl/sharedStrings.xml", `<sst>`+strings.Repeat("<si/>", 100)+`</sst>`))
	wantCode(t, read(shared, xlsx.Limits{SharedBytes: 400}), "xlsx-shared-too-large")
	wantCode(t, read(shared, xlsx.Limits{SharedBytes: 600}), "xlsx-shared-too-large") // more strings than so many bytes honestly hold
}
