package ledger

import (
	"math/bits"
	"strconv"
	"strings"

	"shukun/ledger/xlsx"
	"shukun/money"
)

// parseMoney reads an amount in a column whose unit is scale yuan: 1234.5, 1,234.50, ¥1,234.50,
// full-width digits, 1.2万, (1,234.50) for negative. The result must come out in whole fen.
func parseMoney(c *Cell, scale int64) (money.Fen, *fault) {
	b := c.Text
	if len(b) <= 15 && scale == 1 && c.Kind != xlsx.DateNumber {
		if fen, ok := quickMoney(b); ok {
			return fen, nil
		}
	}
	n, f := parseQuantity(c)
	if f != nil {
		if f == faultNumber {
			return 0, faultMoney
		}
		return 0, f
	}
	if n.percent || c.Kind == xlsx.DateNumber {
		return 0, faultMoney
	}
	if n.hasUnit {
		scale = 1 // the cell names its own unit, which wins over the column's
	}
	v, f := n.scaled(100, max(scale, 1))
	return money.Fen(v), f
}

// quickMoney reads the plain spellings: digits, or digits with one or two decimals, perhaps negative.
func quickMoney(b []byte) (money.Fen, bool) {
	neg := false
	if len(b) > 0 && b[0] == '-' {
		neg, b = true, b[1:]
	}
	n, point := int64(0), -1
	for i, c := range b {
		if c == '.' && point < 0 && i > 0 {
			point = i
			continue
		}
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	switch {
	case len(b) == 0:
		return 0, false
	case point < 0:
		n *= 100
	case len(b)-point == 2:
		n *= 10
	case len(b)-point != 3:
		return 0, false
	}
	if neg {
		n = -n
	}
	return money.Fen(n), true
}

// parseDecimal reads an exact number; scale is the column's unit in yuan for TypeTenK, else a plain factor.
func parseDecimal(typ Type, c *Cell, scale int64) (money.Decimal, *fault) {
	n, f := parseQuantity(c)
	if f != nil {
		return 0, f
	}
	if n.percent && typ != TypeRate || c.Kind == xlsx.DateNumber {
		return 0, faultNumber
	}
	if typ == TypeTenK {
		if n.hasUnit {
			scale = 1
		} else if scale == 0 {
			scale = 10_000
		}
		v, f := n.scaled(money.Scale/10_000, scale)
		return money.Decimal(v), f
	}
	v, f := n.scaled(money.Scale, max(scale, 1))
	if f == faultFraction {
		f = faultNumber
	}
	return money.Decimal(v), f
}

// quantity is a number as written: digits × 10^-frac × suffix.
type quantity struct {
	digits  uint64
	frac    int
	neg     bool
	percent bool
	suffix  int64 // 万, 亿 …
	hasUnit bool  // the cell names its unit: 1.2万, 1000元
}

// scaled gives the quantity times both factors, which must come out whole.
func (q quantity) scaled(a, b int64) (int64, *fault) {
	hi, factor := bits.Mul64(uint64(a), uint64(b))
	hi2, factor := bits.Mul64(factor, uint64(q.suffix))
	if hi|hi2 != 0 {
		return 0, faultMoneyRange
	}
	digits := q.digits
	for i := 0; i < q.frac; i++ {
		switch {
		case factor%10 == 0:
			factor /= 10
		case digits%10 == 0:
			digits /= 10
		case factor%5 == 0 && digits%2 == 0:
			factor, digits = factor/5, digits/2
		case factor%2 == 0 && digits%5 == 0:
			factor, digits = factor/2, digits/5
		default:
			return 0, faultFraction
		}
	}
	hi, v := bits.Mul64(digits, factor)
	if hi != 0 || v > 1<<63-1 {
		return 0, faultMoneyRange
	}
	if q.neg {
		return -int64(v), nil
	}
	return int64(v), nil
}

var suffixes = []struct {
	word   string
	factor int64
}{
	{"亿元", 1e8}, {"千万元", 1e7}, {"百万元", 1e6}, {"万元", 1e4}, {"千元", 1e3}, {"元", 1},
	{"亿", 1e8}, {"千万", 1e7}, {"百万", 1e6}, {"万", 1e4}, {"千", 1e3},
}

// parseQuantity reads a number with its decorations.
func parseQuantity(c *Cell) (quantity, *fault) {
	q := quantity{suffix: 1}
	s := string(c.Text)
	if c.Kind == xlsx.Number || c.Kind == xlsx.DateNumber {
		s = fifteenDigits(s)
	}
	if !ascii([]byte(s)) {
		s = fold(strings.ReplaceAll(strings.ReplaceAll(s, "−", "-"), "，", ","))
		for _, x := range suffixes {
			if rest, ok := strings.CutSuffix(s, x.word); ok {
				s, q.suffix, q.hasUnit = strings.TrimSpace(rest), x.factor, true
				break
			}
		}
	}
	if inner, ok := strings.CutPrefix(s, "("); ok && strings.HasSuffix(inner, ")") {
		q.neg, s = true, strings.TrimSuffix(inner, ")")
	}
	s = strings.TrimSpace(s)
	switch {
	case q.neg:
	case strings.HasPrefix(s, "-"):
		q.neg, s = true, s[1:]
	case strings.HasPrefix(s, "+"):
		s = s[1:]
	}
	for _, mark := range []string{"¥", "￥", "rmb", "RMB", "cny", "CNY"} {
		s = strings.TrimPrefix(s, mark)
	}
	s = strings.TrimSpace(s)
	if !q.neg && strings.HasPrefix(s, "-") {
		q.neg, s = true, s[1:]
	}
	if rest, ok := strings.CutSuffix(s, "%"); ok {
		q.percent, s = true, strings.TrimSpace(rest)
	}
	return q, q.read(s)
}

// read reads digits with optional thousands separators and decimals.
func (q *quantity) read(s string) *fault {
	whole, frac, point := strings.Cut(s, ".")
	if strings.Contains(whole, ",") {
		groups := strings.Split(whole, ",")
		for i, g := range groups {
			if i == 0 && (len(g) == 0 || len(g) > 3) || i > 0 && len(g) != 3 {
				return faultNumber
			}
		}
		whole = strings.Join(groups, "")
	}
	frac = strings.TrimRight(frac, "0")
	if whole == "" && (frac == "" || !point) {
		return faultNumber
	}
	for _, c := range []byte(whole + frac) {
		if c < '0' || c > '9' {
			return faultNumber
		}
		if q.digits > (1<<63-10)/10 {
			return faultMoneyRange
		}
		q.digits = q.digits*10 + uint64(c-'0')
	}
	q.frac = len(frac)
	return nil
}

// fifteenDigits gives a stored Excel number as Excel shows it: at most fifteen significant digits, no exponent.
// Excel stores 1234.56 as the nearest binary fraction and writes it out with up to seventeen digits.
func fifteenDigits(s string) string {
	if len(s) <= 15 && !strings.ContainsAny(s, "eE") {
		return s
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	f, err = strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	if err != nil {
		return s
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// plainNumber gives a number stored in a text column as the digits a person typed; ok is false where
// Excel has already lost digits.
func plainNumber(b []byte) (string, bool) {
	s := fifteenDigits(string(b))
	if whole, _, _ := strings.Cut(s, "."); len(strings.TrimLeft(whole, "-")) > 15 {
		return s, false
	}
	return s, true
}
