package screening

import "math"

// digits gives the value of a digit character, -1 if it is none, and units that of a multiplier.
func digitOf(c uint16) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	}
	switch rune(c) {
	case '零':
		return 0
	case '一', '壹':
		return 1
	case '二', '贰', '两':
		return 2
	case '三', '叁':
		return 3
	case '四', '肆':
		return 4
	case '五', '伍':
		return 5
	case '六', '陆':
		return 6
	case '七', '柒':
		return 7
	case '八', '捌':
		return 8
	case '九', '玖':
		return 9
	}
	return -1
}

func unitOf(c uint16) float64 {
	switch rune(c) {
	case '十', '拾':
		return 10
	case '百', '佰':
		return 100
	case '千', '仟':
		return 1000
	case '万':
		return 1e4
	case '亿':
		return 1e8
	}
	return 0
}

// numeral reads an Arabic or Chinese numeral (1,500.5 · 壹佰伍拾万 · 三十 · 3000万) at the start of text.
// n is its length in characters, 0 if there is none. A run of blanks to be filled in (____) is a numeral without value.
func numeral(text []uint16) (value float64, n int) {
	var total, section, digit float64
	seen := false
	i := 0
	for i < len(text) {
		c := text[i]
		if c == '_' {
			for i < len(text) && text[i] == '_' {
				i++
			}
			return math.NaN(), i
		}
		if c >= '0' && c <= '9' {
			v, m := arabic(text[i:])
			digit, seen = v, true
			i += m
			continue
		}
		if d := digitOf(c); d >= 0 {
			if i > 0 && digitOf(text[i-1]) >= 0 { // 二零二五: digits in a row
				digit = digit*10 + float64(d)
			} else {
				digit = float64(d)
			}
			seen = true
			i++
			continue
		}
		u := unitOf(c)
		if u == 0 {
			break
		}
		if !seen && u >= 1e4 {
			break
		}
		switch {
		case u >= 1e4:
			section += digit
			total = (total + section) * u
			if u == 1e4 && total >= 1e12 {
				total = math.Inf(1)
			}
			section = 0
		default:
			if digit == 0 && !(seen && section == 0 && total == 0 && i > 0) {
				digit = 1
			}
			section += digit * u
		}
		digit, seen = 0, true
		i++
	}
	if !seen {
		return 0, 0
	}
	return total + section + digit, i
}

// arabic reads 1500, 1,500 (the comma already widened) or 3.5.
func arabic(text []uint16) (value float64, n int) {
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		value = value*10 + float64(text[n]-'0')
		n++
		if n+3 < len(text) && text[n] == '，' && three(text[n+1:]) && (n+4 >= len(text) || !isDigit(text[n+4])) {
			for _, c := range text[n+1 : n+4] {
				value = value*10 + float64(c-'0')
			}
			n += 4
		}
	}
	if n+1 < len(text) && text[n] == '.' && isDigit(text[n+1]) {
		scale := 0.1
		for n++; n < len(text) && isDigit(text[n]); n++ {
			value += float64(text[n]-'0') * scale
			scale /= 10
		}
	}
	return value, n
}

func three(text []uint16) bool {
	return len(text) >= 3 && isDigit(text[0]) && isDigit(text[1]) && isDigit(text[2])
}

func isDigit(c uint16) bool { return c >= '0' && c <= '9' }

// measure is a numeral with its unit.
type measure struct {
	class class
	value float64 // yuan, days (60 working days ≠ 60 days: see working), persons …
	n     int     // characters
	// working marks working days.
	working bool
}

var measureUnits = []struct {
	word  string
	class class
	scale float64
}{
	{"个工作日", days, 1}, {"工作日", days, 1}, {"个日历天", days, 1}, {"日历天", days, 1}, {"个日历日", days, 1}, {"日历日", days, 1}, {"个自然日", days, 1}, {"自然日", days, 1},
	{"个交易日", days, 1}, {"个日", days, 1}, {"个月", days, 30}, {"周岁", age, 1}, {"周年", years, 1}, {"周", days, 7}, {"个星期", days, 7}, {"星期", days, 7}, {"日", days, 1}, {"天", days, 1}, {"月", date, 1},
	{"个年度", years, 1}, {"年度", years, 1}, {"整年", years, 1}, {"年", years, 1},
	{"万元", yuan, 1e4}, {"亿元", yuan, 1e8}, {"百万元", yuan, 1e6}, {"千万元", yuan, 1e7}, {"元", yuan, 1}, {"圆", yuan, 1}, {"万人民币", yuan, 1e4}, {"人民币", yuan, 1},
	{"%", percent, 1}, {"‰", percent, 0.1}, {"个百分点", percent, 1}, {"成", percent, 10},
	{"多名", persons, 1}, {"名", persons, 1}, {"人次", count, 1}, {"人", persons, 1}, {"位", persons, 1},
	{"平方米", area, 1}, {"平米", area, 1}, {"㎡", area, 1}, {"m2", area, 1}, {"m²", area, 1}, {"平方", area, 1}, {"亩", area, 666},
	{"岁", age, 1}, {"cm", height, 1}, {"CM", height, 1}, {"厘米", height, 1}, {"公分", height, 1}, {"米", height, 100},
	{"个", count, 1}, {"项", count, 1}, {"家", count, 1}, {"次", count, 1}, {"台", count, 1}, {"份", count, 1}, {"套", count, 1}, {"辆", count, 1}, {"种", count, 1}, {"处", count, 1}, {"公里", dist, 1}, {"千米", dist, 1}, {"km", dist, 1}, {"KM", dist, 1}, {"个公里", dist, 1}, {"条", count, 1}, {"座", count, 1}, {"艘", count, 1}, {"所", count, 1}, {"间", count, 1}, {"批", count, 1},
}

var unitWords = foldUnits()

func foldUnits() [][]uint16 {
	words := make([][]uint16, len(measureUnits))
	for i, u := range measureUnits {
		for _, r := range u.word {
			words[i] = append(words[i], fold[r])
		}
	}
	return words
}

// measured reads a numeral with its unit at the start of text; n is 0 if there is none.
func measured(text []uint16) measure {
	if m := fraction(text); m.n > 0 {
		return m
	}
	v, n := numeral(text)
	if n == 0 {
		return measure{}
	}
	n += echo(text[n:])
	rest := text[n:]
	if len(rest) > 0 && rest[0] == '余' || len(rest) > 0 && rest[0] == '多' {
		n++
		rest = text[n:]
	}
	if len(rest) > 0 && rest[0] == '分' {
		if len(rest) > 1 && notMarks(rest[1]) {
			return measure{class: number, value: v, n: n}
		}
		return measure{class: points, value: v, n: n + 1}
	}
	for i, w := range unitWords {
		if !starts(rest, w) {
			continue
		}
		u := measureUnits[i]
		m := measure{class: u.class, value: v * u.scale, n: n + len(w), working: len(w) > 2 && w[len(w)-3] == '工'}
		if u.class == years && v >= 1900 && v <= 2200 && u.word == "年" {
			return calendar(text, m.n)
		}
		if u.class == date {
			return calendar(text, m.n)
		}
		if u.class == days {
			m.n += inside(text[m.n:])
		}
		return m
	}
	if v >= 1e4 && n > 0 && (text[n-1] == '万' || text[n-1] == '亿') {
		return measure{class: yuan, value: v, n: n}
	}
	return measure{class: number, value: v, n: n}
}

// notMarks tells 三分包, 百分之 and such from marks.
func notMarks(c uint16) bool {
	switch rune(c) {
	case '之', '钟', '包', '公', '部', '店', '期', '项', '别', '析', '支', '批', '类', '工', '配', '歧', '布', '标', '阶', '段', '承':
		return true
	}
	return false
}

// echo is the length of a figure repeated in brackets: 五（5）.
func echo(text []uint16) int {
	if len(text) < 3 || text[0] != '（' {
		return 0
	}
	_, n := numeral(text[1:])
	if n > 0 && 1+n < len(text) && text[1+n] == '）' {
		return n + 2
	}
	return 0
}

func inside(text []uint16) int {
	switch {
	case len(text) > 1 && text[0] == '之' && text[1] == '内', len(text) > 1 && text[0] == '以' && text[1] == '内':
		return 2
	case len(text) > 0 && text[0] == '内':
		return 1
	}
	return 0
}

func starts(text, word []uint16) bool {
	if len(text) < len(word) {
		return false
	}
	for i, c := range word {
		if text[i] != c {
			return false
		}
	}
	return true
}

// calendar reads the rest of 2018年12月31日.
func calendar(text []uint16, n int) measure {
	for range 2 {
		_, m := numeral(text[n:])
		if m == 0 || n+m >= len(text) || (text[n+m] != '月' && text[n+m] != '日') {
			break
		}
		n += m + 1
	}
	return measure{class: date, n: n}
}

var (
	perHundred  = normal("百分之")
	perThousand = normal("千分之")
	perMyriad   = normal("万分之")
)

// fraction reads 百分之三, 万分之五.
func fraction(text []uint16) measure {
	for i, w := range [][]uint16{perHundred, perThousand, perMyriad} {
		if starts(text, w) {
			v, n := numeral(text[3:])
			if n == 0 {
				return measure{}
			}
			return measure{class: percent, value: v / [...]float64{1, 10, 100}[i], n: 3 + n}
		}
	}
	return measure{}
}

func normal(s string) []uint16 {
	var out []uint16
	for _, r := range s {
		if r > 0xffff {
			r = other
		}
		if k := fold[r]; k != drop {
			out = append(out, k)
		}
	}
	return out
}
