package xlsx

import (
	"strconv"
	"strings"
)

const (
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	nsMain   = `http://schemas.openxmlformats.org/spreadsheetml/2006/main`
	nsOffice = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	nsRels   = `http://schemas.openxmlformats.org/package/2006/relationships`
	nsTypes  = `http://schemas.openxmlformats.org/package/2006/content-types`
	typeMain = `application/vnd.openxmlformats-officedocument.spreadsheetml.`
)

// stylesPart has the styles that append.go names, in their order.
const stylesPart = xmlHead + `<styleSheet xmlns="` + nsMain + `">` +
	`<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>` +
	`<fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts>` +
	`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="5">` +
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
	`<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>` +
	`<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
	`<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
	`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>` +
	`</cellXfs>` +
	`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>` +
	`</styleSheet>`

// widths writes the widths of the columns that have one.
func (w *Writer) widths(widths []float64) {
	begun := false
	for i, width := range widths {
		if width <= 0 {
			continue
		}
		if !begun {
			w.buf = append(w.buf, `<cols>`...)
			begun = true
		}
		n := strconv.Itoa(i + 1)
		w.buf = append(w.buf, `<col min="`+n+`" max="`+n+`" width="`...)
		w.buf = strconv.AppendFloat(w.buf, width, 'f', -1, 64)
		w.buf = append(w.buf, `" customWidth="1"/>`...)
	}
	if begun {
		w.buf = append(w.buf, `</cols>`...)
	}
}

// pageSetup writes how the sheet is put on paper.
func (w *Writer) pageSetup() {
	if w.print == nil {
		return
	}
	foot := "&R&P / &N"
	if w.print.Foot != "" {
		foot = "&L" + strings.ReplaceAll(w.print.Foot, "&", "&&") + foot
	}
	w.buf = append(w.buf, `<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>`+
		`<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>`...)
	w.buf = append(w.buf, attrEscaper.Replace(foot)...)
	w.buf = append(w.buf, `</oddFooter></headerFooter>`...)
}

// definedNames name the rows that every printed page repeats.
func (w *Writer) definedNames() string {
	names := ""
	for i, s := range w.sheets {
		if s.titles > 0 {
			names += `<definedName name="_xlnm.Print_Titles" localSheetId="` + strconv.Itoa(i) + `">'` +
				attrEscaper.Replace(strings.ReplaceAll(s.name, "'", "''")) + `'!$1:$` + strconv.Itoa(s.titles) + `</definedName>`
		}
	}
	if names == "" {
		return ""
	}
	return `<definedNames>` + names + `</definedNames>`
}

// closing writes the parts that name the sheets, which are known only now.
func (w *Writer) closing() {
	types := xmlHead + `<Types xmlns="` + nsTypes + `">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="` + typeMain + `sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="` + typeMain + `styles+xml"/>`
	rels := xmlHead + `<Relationships xmlns="` + nsRels + `">`
	book := xmlHead + `<workbook xmlns="` + nsMain + `" xmlns:r="` + nsOffice + `"><bookViews><workbookView activeTab="` +
		strconv.Itoa(w.firstVisible()) + `"/></bookViews><sheets>`
	for i, s := range w.sheets {
		n := strconv.Itoa(i + 1)
		state := ""
		if s.hidden {
			state = ` state="hidden"`
		}
		types += `<Override PartName="/xl/worksheets/sheet` + n + `.xml" ContentType="` + typeMain + `worksheet+xml"/>`
		rels += `<Relationship Id="rId` + n + `" Type="` + nsOffice + `/worksheet" Target="worksheets/sheet` + n + `.xml"/>`
		book += `<sheet name="` + attrEscaper.Replace(s.name) + `" sheetId="` + n + `"` + state + ` r:id="rId` + n + `"/>`
	}
	rels += `<Relationship Id="rId` + strconv.Itoa(len(w.sheets)+1) + `" Type="` + nsOffice + `/styles" Target="styles.xml"/></Relationships>`
	top := xmlHead + `<Relationships xmlns="` + nsRels + `"><Relationship Id="rId1" Type="` + nsOffice +
		`/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	for _, part := range [...][2]string{
		{"[Content_Types].xml", types + `</Types>`},
		{"_rels/.rels", top},
		{"xl/workbook.xml", book + `</sheets>` + w.definedNames() + `</workbook>`},
		{"xl/_rels/workbook.xml.rels", rels},
		{"xl/styles.xml", stylesPart},
	} {
		w.begin(part[0])
		w.buf = append(w.buf, part[1]...)
		w.flush()
	}
}

// firstVisible is the sheet shown when the workbook is opened.
func (w *Writer) firstVisible() int {
	for i, s := range w.sheets {
		if !s.hidden {
			return i
		}
	}
	return 0
}

var attrEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
