package web

import (
	"strings"

	"shukun/money"
)

// parseYuan reads an amount as people write it: full-width digits, commas, spaces, ¥, and the words 元, 万, 亿. ok is false
// for anything else, for more than two decimals of a yuan, and for amounts too large to keep.
func parseYuan(s string) (f money.Fen, ok bool) {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '．' || r == '。':
			return '.'
		case r == '－':
			return '-'
		case r == ',' || r == '，' || r == ' ' || r == '\u3000' || r == '\u00a0' || r == '¥' || r == '￥':
			return -1
		}
		return r
	}, s)
	s = strings.TrimSuffix(s, "元")
	scale := int64(100)
	for _, word := range []struct {
		word  string
		times int64
	}{{"万", 10_000}, {"亿", 100_000_000}} {
		if rest, is := strings.CutSuffix(s, word.word); is {
			s, scale = rest, 100*word.times
			break
		}
	}
	d, ok := money.ParseDecimal(s)
	if !ok {
		return 0, false
	}
	f, ok = money.Fen(d).MulDiv(scale, money.Scale)
	if back, fits := f.MulDiv(money.Scale, scale); !ok || !fits || back != money.Fen(d) {
		return 0, false // parts of a fen
	}
	return f, true
}
