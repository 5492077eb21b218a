package screening

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// paragraph is the normal text of lines that belong together, and where each character came from.
type paragraph struct {
	text   []uint16
	at     []int32 // character of the document
	page   int
	number int
	lead   int  // characters of the marker
	style  rune // what the marker looks like
}

// layout cuts a document into paragraphs: it decides which line breaks are breaks of the text and which only of the
// paper, and leaves out page numbers and the headers and footers that repeat.
type layout struct {
	dict    *dictionary
	width   int            // of a full line, 0 if lines are not wrapped
	repeats map[string]int // first and last lines of pages, without digits
	each    func(*paragraph)
	p       paragraph
	lastLen int
	blank   bool
	overrun int // page breaks inside the open paragraph
}

type line struct {
	text []uint16
	at   []int32
}

// walk calls each line of text: its normal characters, their places, whether a page begins with it.
func walk(text string, each func(l *line, newPage bool)) {
	var l line
	page, n := false, int32(0)
	for i := 0; i < len(text); n++ {
		b := text[i]
		var k uint16
		switch {
		case b < utf8.RuneSelf:
			i++
			if b == '\n' || b == '\v' {
				each(&l, page)
				l.text, l.at, page = l.text[:0], l.at[:0], false
				continue
			}
			if b == '\f' {
				if len(l.text) > 0 {
					each(&l, page)
					l.text, l.at = l.text[:0], l.at[:0]
				}
				page = true
				continue
			}
			k = fold[b]
		case b >= 0xe1 && b <= 0xec && i+2 < len(text) && text[i+1]&0xc0 == 0x80 && text[i+2]&0xc0 == 0x80:
			r := uint16(b&0x0f)<<12 | uint16(text[i+1]&0x3f)<<6 | uint16(text[i+2]&0x3f)
			i += 3
			if r == '\u2028' || r == '\u2029' {
				each(&l, page)
				l.text, l.at, page = l.text[:0], l.at[:0], false
				continue
			}
			k = fold[r]
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			i += size
			k = uint16(other)
			if r <= 0xffff {
				k = fold[r]
			}
		}
		if k != drop {
			l.text = append(l.text, k)
			l.at = append(l.at, n)
		}
	}
	each(&l, page)
}

// surveyed is how much of a document without pages is looked at for the width of its lines, in bytes.
const surveyed = 256 << 10

// survey measures the lines: how wide a full one is, and which ones stand at the edge of page after page.
func (y *layout) survey(text string) {
	var lengths [256]int
	lines := 0
	var last string
	paged := strings.Contains(text, "\f")
	if !paged {
		text = text[:min(len(text), surveyed)]
	}
	edge := func(s string) {
		if s != "" {
			y.repeats[s]++
		}
	}
	walk(text, func(l *line, newPage bool) {
		if newPage {
			edge(last)
		}
		if len(l.text) == 0 {
			return
		}
		if len(l.text) >= 8 {
			lengths[min(len(l.text), 255)]++
			lines++
		}
		if paged && len(l.text) <= 40 {
			last = bare(l.text)
			if newPage {
				edge(last)
			}
		} else {
			last = ""
		}
	})
	sum := 0
	for i, n := range lengths {
		sum += n
		if lines >= 4 && sum*10 >= lines*9 {
			y.width = i
			break
		}
	}
}

// bare is a line without its digits.
func bare(text []uint16) string {
	b := make([]rune, 0, len(text))
	for _, c := range text {
		if !isDigit(c) {
			b = append(b, rune(c))
		}
	}
	return string(b)
}

// run gives every paragraph of text in turn; the paragraph's memory is used again.
func (y *layout) run(text string) {
	y.repeats = map[string]int{}
	y.survey(text)
	y.p.page = 1
	breaks := 0 // page breaks since the last line that was taken
	walk(text, func(l *line, newPage bool) {
		if newPage {
			breaks++
		}
		switch {
		case len(l.text) == 0:
			y.blank = y.blank || breaks == 0
		case folio(l.text):
		case len(y.repeats) > 0 && len(l.text) <= 40 && y.repeats[bare(l.text)] >= 2:
		default:
			y.take(l, breaks)
			breaks = 0
		}
	})
	y.emit()
}

// take adds a line to the open paragraph or begins the next with it.
func (y *layout) take(l *line, breaks int) {
	lead := marker(l.text)
	if lead == 0 && len(y.p.text) > 0 && y.joins(l, breaks > 0) {
		y.overrun += breaks
	} else {
		y.emit()
		y.p.page += breaks
		y.p.number++
		y.p.lead, y.p.style = lead, styleOf(l.text, lead)
	}
	y.p.text = append(y.p.text, l.text...)
	y.p.at = append(y.p.at, l.at...)
	y.lastLen = len(l.text)
	y.blank = false
}

func (y *layout) emit() {
	if len(y.p.text) > 0 {
		y.each(&y.p)
	}
	y.p.page += y.overrun
	y.overrun = 0
	y.p.text, y.p.at = y.p.text[:0], y.p.at[:0]
}

// joins tells whether l goes on with the sentence that the open paragraph broke off.
func (y *layout) joins(l *line, newPage bool) bool {
	text := y.p.text
	switch text[len(text)-1] {
	case '。', '；', '！', '？', '：':
		return false
	case '，', '、':
		return true
	}
	if goesOn(l.text[0]) || y.spans(text, l.text) {
		return true
	}
	if labelled(l.text) {
		return false
	}
	full := y.width >= 12 && y.lastLen*10 >= y.width*8
	return full && (!y.blank || newPage)
}

// goesOn marks characters no sentence begins with.
func goesOn(c uint16) bool {
	switch rune(c) {
	case '，', '。', '；', '、', '：', '）', '”', '》', '后', '的', '之', '内', '起', '%', '元', '再', '才', '且', '并', '而', '则':
		return true
	}
	return false
}

// spans tells whether a word of the dictionary lies across the break.
func (y *layout) spans(before, after []uint16) bool {
	var both [12]uint16
	n := min(len(before), 5)
	copy(both[:], before[len(before)-n:])
	m := copy(both[n:], after[:min(len(after), 5)])
	for i := range n {
		if c, k := y.dict.longest(both[i : n+m]); c != none && i+k > n {
			return true
		}
	}
	return false
}

// labelled tells a line like 乙方：某某公司.
func labelled(text []uint16) bool {
	for _, c := range text[:min(len(text), 7)] {
		if c == '：' {
			return true
		}
	}
	return false
}

// folio tells a line that is only a page number.
func folio(text []uint16) bool {
	if len(text) > 14 {
		return false
	}
	digits := 0
	for _, c := range text {
		switch rune(c) {
		case '第', '页', '共', '/', '-', '~', '·', '|':
		default:
			if !isDigit(c) {
				return false
			}
			digits++
		}
	}
	return digits > 0
}

// marker is the length of what begins a numbered item or article (第三条, 一、, （二）, 3.1, 4), ①), 0 if there is none.
func marker(text []uint16) int {
	if len(text) < 2 {
		return 0
	}
	switch c := rune(text[0]); {
	case c == '第':
		n := ordinal(text)
		if n > 1 && (text[n-1] == '条' || text[n-1] == '章' || text[n-1] == '节' || text[n-1] == '款' || text[n-1] == '项') {
			return n
		}
		if n > 1 && n+1 < len(text) && text[n] == '部' && text[n+1] == '分' {
			return n + 2
		}
	case c == '（':
		if _, n := numeral(text[1:]); n > 0 && n < 5 && 1+n < len(text) && text[1+n] == '）' {
			return n + 2
		}
	case c >= '①' && c <= '⑳', c == '●', c == '•', c == '■', c == '◆', c == '★', c == '▲', c == '※', c == '□', c == '☑', c == '·', c == '-':
		return 1
	case isDigit(text[0]):
		n := 1
		for n < len(text) && n < 9 && (isDigit(text[n]) || text[n] == '.') {
			n++
		}
		if n < len(text) && (text[n] == '、' || text[n] == '）') {
			return n + 1
		}
		if text[n-1] == '.' || (n > 2 && slices.Contains(text[:n], '.') && n < len(text) && text[n] >= 0x4e00 && !measures(text[n:])) {
			return n
		}
	default:
		if _, n := numeral(text); n > 0 && n < 4 && n < len(text) && text[n] == '、' {
			return n + 1
		}
	}
	return 0
}

// measures tells 10.1分 and 3.5万元 from 10.1 分包方 and the like.
func measures(text []uint16) bool {
	if text[0] == '分' && len(text) > 1 && notMarks(text[1]) {
		return false
	}
	return isUnit(text[0])
}

func isUnit(c uint16) bool {
	switch rune(c) {
	case '元', '万', '亿', '年', '月', '日', '天', '个', '倍', '分', '米', '平', '名', '人', '吨':
		return true
	}
	return false
}

// styleOf tells kinds of markers apart, so that (1) (2) (3) is seen to end where 6. follows; 0 if there is none.
func styleOf(text []uint16, lead int) rune {
	if lead == 0 {
		return 0
	}
	switch c := rune(text[0]); {
	case c == '第':
		return rune(text[lead-1])
	case c == '（':
		if isDigit(text[1]) {
			return '1'
		}
		return '（'
	case isDigit(text[0]):
		for _, k := range text[:lead-1] {
			if k == '.' {
				return ':' // 3.1
			}
		}
		return rune(text[lead-1])
	case c >= '①' && c <= '⑳':
		return '①'
	case text[lead-1] == '、':
		return '一'
	default:
		return c
	}
}
