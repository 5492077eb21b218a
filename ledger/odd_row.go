package ledger

import (
	"strings"
	"unicode/utf8"
)

// rowShape says what a row is that is no proper row of data.
type rowShape uint8

const (
	wrongRow    rowShape = iota
	blankRow             // nothing in it
	emptyRow             // nothing in the columns we read, but something beside them
	totalRow             // 合计
	subtotalRow          // 小计
	headerRow            // the header once more, as on printed pages
	noteRow              // 制表人：…
)

// aside is a row that was passed over and is to be reported.
type aside struct {
	row  int
	what rowShape
}

// shape finds out what a row is that could not be read, or lacks something.
func (d *rowDecoder[T]) shape(cells []Cell, f *fault) rowShape {
	if f != nil {
		return wrongRow
	}
	filled, lacking, header := 0, 0, true
	for i := range d.columns {
		c := &d.columns[i]
		var text []byte
		formula := false
		if c.field < len(cells) {
			text, formula = cells[c.field].Text, cells[c.field].Formula
		}
		if len(text) > 0 || formula {
			filled++
			header = header && foldHeader(string(text)) == foldHeader(d.s.mapping.columns[i].header)
		}
		if c.required && !formula && (len(text) == 0 || isDash(text) || isTotalWord(string(text)) || isNote(string(text))) {
			lacking++
		}
	}
	first := firstText(cells)
	word := totalWord(cells, first)
	switch {
	case first == "" && filled == 0:
		return blankRow
	case lacking > 0 && (strings.HasSuffix(word, "小计") || word == "subtotal"):
		return subtotalRow
	case lacking > 0 && word != "":
		return totalRow
	case filled == 0:
		return emptyRow
	case header && filled > 1:
		return headerRow
	case isNote(first) && lacking == d.required:
		return noteRow
	}
	return wrongRow
}

// firstText gives the first filled cell, "" if all are blank.
func firstText(cells []Cell) string {
	for i := range cells {
		if text := cleaned(cells[i].Text); len(text) > 0 {
			return string(text)
		}
	}
	return ""
}

// totalWord finds the word that marks a row of totals: at the end of its first filled cell, or alone in one of the
// others; "" if there is none.
func totalWord(cells []Cell, first string) string {
	bare := bareWord(first)
	for _, w := range totalWords {
		if strings.HasSuffix(bare, w) && utf8.RuneCountInString(bare) <= 12 || strings.HasPrefix(bare, w+"(") {
			return w
		}
	}
	for i := range cells {
		if text := string(cleaned(cells[i].Text)); isTotalWord(text) {
			return bareWord(text)
		}
	}
	return ""
}

var totalWords = []string{"合计", "小计", "总计", "共计", "累计"}

// isTotalWord reports whether a text is a word for totals and nothing else.
func isTotalWord(s string) bool {
	if len(s) > 40 {
		return false
	}
	switch bareWord(s) {
	case "合计", "小计", "总计", "共计", "累计", "本页合计", "本月合计", "本期合计", "本年累计", "总合计", "total", "subtotal", "grandtotal", "sum":
		return true
	}
	return false
}

// bareWord drops case, width, spaces and colons: 合　计： is 合计.
func bareWord(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == ':' {
			return -1
		}
		return r
	}, fold(s))
}

// isDash reports whether a cell holds nothing but a dash, as people put it where there is no value.
func isDash(text []byte) bool {
	switch string(text) {
	case "-", "--", "—", "——", "－", "/", "／":
		return true
	}
	return false
}

// noteLeads begin the lines people write under a table.
var noteLeads = []string{"制表", "填表", "填报", "编制", "审核", "复核", "负责人", "单位负责人", "经办", "联系人", "打印", "导出", "注", "备注", "说明", "note", "prepared by"}

// isNote reports whether a cell is a line under the table: 制表人：…, 注：…, 第1页 共3页.
func isNote(text string) bool {
	bare := fold(text)
	if strings.HasPrefix(bare, "第") && strings.HasSuffix(bare, "页") {
		return true
	}
	lead, _, colon := strings.Cut(bare, ":")
	if !colon || utf8.RuneCountInString(lead) > 8 {
		return false
	}
	for _, l := range noteLeads {
		if strings.HasPrefix(lead, l) {
			return true
		}
	}
	return false
}
