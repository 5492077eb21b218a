package xlsx

import (
	"strconv"
	"time"
	"unicode/utf8"
)

// The cell styles, by their place in the styles part.
const (
	styleNone   = ""
	styleBold   = ` s="1"`
	styleDate   = ` s="2"`
	styleAmount = ` s="3"`
	styleQuoted = ` s="4"`
)

// Text appends a text. One that begins like a formula (= + - @, tab, line end) is marked as text, so that no
// program takes it for a formula; an empty one leaves the cell blank.
func (w *Writer) Text(s string) {
	style := styleNone
	if s != "" && beginsFormula(s[0]) {
		style = styleQuoted
	}
	w.text(style, s)
}

// Int appends a whole number.
func (w *Writer) Int(n int64) {
	if w.value(styleNone) {
		w.buf = strconv.AppendInt(w.buf, n, 10)
		w.endValue()
	}
}

// Amount appends a number of hundredths, such as fen, shown with two decimals.
func (w *Writer) Amount(hundredths int64) {
	if w.value(styleAmount) {
		w.buf = appendDecimal(w.buf, hundredths, 2)
		w.endValue()
	}
}

// Decimal appends units divided by 10 to the power of places (0 to 18).
func (w *Writer) Decimal(units int64, places int) {
	if places < 0 || places > 18 {
		w.fail("xlsx-decimal", "小数位数不合规", "The number of decimals is improper", strconv.Itoa(places))
	}
	if w.value(styleNone) {
		w.buf = appendDecimal(w.buf, units, places)
		w.endValue()
	}
}

// Bool appends a truth value.
func (w *Writer) Bool(b bool) {
	if !w.cell(styleNone) {
		return
	}
	w.buf = append(w.buf, ` t="b"><v>0`...)
	if b {
		w.buf[len(w.buf)-1] = '1'
	}
	w.endValue()
}

// Date appends a day, shown as yyyy-mm-dd; days before 1900 or after 9999, or that are none, are an error.
func (w *Writer) Date(year, month, day int) {
	const epoch = -25_569 // 1899-12-30 in days from 1970-01-01
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if y, m, d := t.Date(); y != year || int(m) != month || d != day || year < 1900 || year > 9999 {
		w.fail("xlsx-date", "日期不存在或不在 1900—9999 年", "There is no such date, or it is outside 1900 to 9999",
			strconv.Itoa(year)+"-"+strconv.Itoa(month)+"-"+strconv.Itoa(day))
	}
	serial := t.Unix()/86_400 - epoch
	if serial <= 60 {
		serial-- // Excel counts a 1900-02-29
	}
	if w.value(styleDate) {
		w.buf = strconv.AppendInt(w.buf, serial, 10)
		w.endValue()
	}
}

// Blank leaves a cell blank.
func (w *Writer) Blank() { w.column++ }

// text appends a text in a style.
func (w *Writer) text(style, s string) {
	if s == "" {
		w.Blank()
		return
	}
	if !w.cell(style) {
		return
	}
	if isSpace(s[0]) || isSpace(s[len(s)-1]) {
		w.buf = append(w.buf, ` t="inlineStr"><is><t xml:space="preserve">`...)
	} else {
		w.buf = append(w.buf, ` t="inlineStr"><is><t>`...)
	}
	ok := true
	if w.buf, ok = appendEscaped(w.buf, s); !ok {
		w.fail("xlsx-cell-text", "文字不是 UTF-8 或超过 32,767 字", "The text is not UTF-8 or has more than 32,767 characters", s)
	}
	w.buf = append(w.buf, `</t></is></c>`...)
}

// value opens a cell with a number.
func (w *Writer) value(style string) bool {
	if !w.cell(style) {
		return false
	}
	w.buf = append(w.buf, `><v>`...)
	return true
}

func (w *Writer) endValue() { w.buf = append(w.buf, `</v></c>`...) }

// cell opens a cell up to its style; false if nothing can be written.
func (w *Writer) cell(style string) bool {
	if !w.ready() {
		return false
	}
	if w.column >= maxColumns {
		w.fail("xlsx-too-many-columns", "列数超出 Excel 的范围", "There are more columns than Excel has", strconv.Itoa(w.column+1))
		return false
	}
	if !w.inRow {
		w.row++
		w.inRow = true
		w.rowRef = strconv.AppendInt(w.rowRef[:0], int64(w.row), 10)
		w.buf = append(w.buf, `<row r="`...)
		w.buf = append(w.buf, w.rowRef...)
		w.buf = append(w.buf, `">`...)
	}
	for len(w.names) <= w.column {
		w.names = append(w.names, ColumnName(len(w.names)))
	}
	w.buf = append(w.buf, `<c r="`...)
	w.buf = append(w.buf, w.names[w.column]...)
	w.buf = append(w.buf, w.rowRef...)
	w.buf = append(w.buf, '"')
	w.buf = append(w.buf, style...)
	w.column++
	return true
}

// ready reports whether rows can be written.
func (w *Writer) ready() bool {
	if w.err == nil && !w.open {
		w.fail("xlsx-no-sheet", "还没有开始工作表", "No sheet has been begun", "")
	}
	return w.err == nil
}

// beginsFormula reports whether a program may take a text that begins with c for a formula.
func beginsFormula(c byte) bool {
	return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r' || c == '\n'
}

// appendDecimal writes units / 10^places without rounding.
func appendDecimal(dst []byte, units int64, places int) []byte {
	magnitude := uint64(units)
	if units < 0 {
		dst = append(dst, '-')
		magnitude = -magnitude
	}
	from := len(dst)
	dst = strconv.AppendUint(dst, magnitude, 10)
	if places == 0 {
		return dst
	}
	for len(dst)-from <= places { // at least one digit before the point
		dst = append(dst, 0)
		copy(dst[from+1:], dst[from:])
		dst[from] = '0'
	}
	dst = append(dst, 0)
	point := len(dst) - 1 - places
	copy(dst[point+1:], dst[point:])
	dst[point] = '.'
	return dst
}

// needsEscape are the bytes of a text that cannot stand in XML as they are, or that Excel would decode.
var needsEscape = func() (t [256]bool) {
	for c := range t {
		t[c] = c < ' ' && c != '\t' && c != '\n' || c == '&' || c == '<' || c == '>' || c == '_' || c == 0xEF
	}
	return t
}()

// appendEscaped writes a text as the reader will read it; false if it is not UTF-8, or too long for a cell.
func appendEscaped(dst []byte, s string) ([]byte, bool) {
	if !utf8.ValidString(s) {
		return dst, false
	}
	units, from := 0, 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c&0xC0 != 0x80 {
			units++
		}
		if c >= 0xF0 {
			units++
		}
		if !needsEscape[c] {
			continue
		}
		with, n := "", 1
		switch {
		case c == '&':
			with = "&amp;"
		case c == '<':
			with = "&lt;"
		case c == '>':
			with = "&gt;"
		case c == '_':
			if _, ok := escapedUnit([]byte(s[i:min(i+7, len(s))])); !ok {
				continue
			}
			with = "_x005F_"
		case c == 0xEF: // U+FFFE and U+FFFF are no characters of XML
			if s[i:i+3] != "\uFFFE" && s[i:i+3] != "\uFFFF" {
				continue
			}
			with, n = "_xFFF"+string("EF"[s[i+2]-0xBE])+"_", 3
		default:
			with = "_x00" + string("01"[c>>4]) + string("0123456789ABCDEF"[c&15]) + "_"
		}
		dst = append(append(dst, s[from:i]...), with...)
		from = i + n
		i = from - 1
	}
	return append(dst, s[from:]...), units <= maxCellChars
}
