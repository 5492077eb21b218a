package ledger

import (
	"strconv"
	"strings"

	"shukun/ledger/xlsx"
	"shukun/money"
)

// parseMoney reads an amount in a column whose unit is 10^unit yuan: 1234.5, 1,234.50, ¥1,234.50, full-width
// digits, 1.2万, (1,234.50) for negative. The result must come out in whole fen.
func parseMoney(c *Cell, unit int) (money.Fen, *fault) {
	if unit == 0 {
		if fen, ok := quickMoney(c.Text); ok {
			return fen, nil
		}
	}
	q, f := parseQuantity(c, true)
	switch {
	case f == faultNumber || q.percent:
		return 0, faultMoney
	case f != nil:
		return 0, f
	case q.named:
		unit = q.unit // 1.2万 names its own unit, which wins over the column's
	}
	v, f := q.times(unit + 2)
	return money.Fen(v), f
}

// quickMoney reads the plain spellings: digits, or digits with one or two decimals, perhaps negative.
func quickMoney(b []byte) (money.Fen, bool) {
	n, decimals, ok := quickNumber(b)
	switch decimals {
	case 0:
		n *= 100
	case 1:
		n *= 10
	case 2:
	default:
		return 0, false
	}
	return money.Fen(n), ok
}

// quickNumber reads up to fifteen digits, perhaps with a point and a minus.
func quickNumber(b []byte) (n int64, decimals int, ok bool) {
	if len(b) == 0 || len(b) > 15 {
		return 0, 0, false
	}
	neg := b[0] == '-'
	if neg {
		b = b[1:]
	}
	point := len(b) - 1
	for i, c := range b {
		if d := c - '0'; d <= 9 {
			n = n*10 + int64(d)
		} else if c == '.' && point == len(b)-1 && i > 0 && i < point {
			point = i
		} else {
			return 0, 0, false
		}
	}
	if neg {
		n = -n
	}
	return n, len(b) - 1 - point, len(b) > 0
}

// parseDecimal reads an exact number in a column whose unit is 10^unit of what is stored.
func parseDecimal(typ Type, c *Cell, unit int) (money.Decimal, *fault) {
	if unit == 0 {
		if n, decimals, ok := quickNumber(c.Text); ok && -1e9 < n && n < 1e9 && decimals <= 8 {
			for ; decimals < 8; decimals++ {
				n *= 10
			}
			return money.Decimal(n), nil
		}
	}
	q, f := parseQuantity(c, typ != TypeRate && typ != TypeInteger)
	switch {
	case f != nil:
		return 0, f
	case q.percent && typ != TypeRate:
		return 0, faultNumber
	case q.named && typ == TypeTenK:
		unit = q.unit - 4
	case q.named:
		unit = q.unit
	}
	v, f := q.times(unit + 8)
	if f == faultFraction {
		f = faultNumber
	}
	return money.Decimal(v), f
}

// quantity is a number as written: digits × 10^exp.
type quantity struct {
	digits  uint64
	exp     int
	neg     bool
	percent bool
	named   bool // the cell names its unit, which is 10^unit: 1.2万, 1000元
	unit    int
}

// times gives the quantity × 10^shift, which must be whole.
func (q quantity) times(shift int) (int64, *fault) {
	n := q.digits
	for shift += q.exp; shift < 0 && n != 0; shift++ {
		if n%10 != 0 {
			return 0, faultFraction
		}
		n /= 10
	}
	for ; shift > 0 && n != 0; shift-- {
		if n > (1<<63-1)/10 {
			return 0, faultRange
		}
		n *= 10
	}
	if n > 1<<63-1 {
		return 0, faultRange
	}
	if q.neg {
		return -int64(n), nil
	}
	return int64(n), nil
}

// suffixes are the units a cell may name behind its number, as powers of ten; the longer come first.
var suffixes = []struct {
	word string
	unit int
}{
	{"千万元", 7}, {"百万元", 6}, {"亿元", 8}, {"万元", 4}, {"千元", 3}, {"千万", 7}, {"百万", 6}, {"元", 0}, {"亿", 8}, {"万", 4}, {"千", 3},
}

// parseQuantity reads a number with its decorations; units and currency marks only where decorated is true.
func parseQuantity(c *Cell, decorated bool) (q quantity, f *fault) {
	s := string(c.Text)
	if c.Kind == xlsx.Number || c.Kind == xlsx.PercentNumber {
		s = fifteenDigits(s)
	}
	if !ascii(s) {
		s = fold(strings.ReplaceAll(s, "−", "-"))
		for _, x := range suffixes {
			if rest, ok := strings.CutSuffix(s, x.word); ok && decorated {
				s, q.unit, q.named = strings.TrimSpace(rest), x.unit, true
				break
			}
		}
	}
	if len(s) > 2 && s[0] == '(' && s[len(s)-1] == ')' {
		q.neg, s = true, strings.TrimSpace(s[1:len(s)-1])
	}
	s = q.sign(s)
	if decorated {
		for _, mark := range []string{"¥", "￥", "rmb", "RMB", "cny", "CNY"} {
			if rest, ok := strings.CutPrefix(s, mark); ok {
				s = q.sign(strings.TrimSpace(rest))
				break
			}
		}
	}
	if rest, ok := strings.CutSuffix(s, "%"); ok {
		q.percent, s = true, strings.TrimSpace(rest)
	}
	return q, q.read(s)
}

// sign takes a sign off the front, unless the number is negative already.
func (q *quantity) sign(s string) string {
	if len(s) > 1 && !q.neg && (s[0] == '-' || s[0] == '+') {
		q.neg = s[0] == '-'
		return strings.TrimSpace(s[1:])
	}
	return s
}

// read reads digits with optional thousands separators and decimals.
func (q *quantity) read(s string) *fault {
	whole, frac, _ := strings.Cut(s, ".")
	frac = strings.TrimRight(frac, "0")
	if strings.IndexByte(whole, ',') >= 0 {
		groups := strings.Split(whole, ",")
		for i, g := range groups {
			if len(g) > 3 || len(g) == 0 || i > 0 && len(g) < 3 {
				return faultNumber
			}
		}
		whole = strings.Join(groups, "")
	}
	if whole == "" && frac == "" {
		return faultNumber
	}
	for _, part := range []string{whole, frac} {
		for _, c := range []byte(part) {
			if c < '0' || c > '9' {
				return faultNumber
			}
		}
	}
	for _, part := range []string{whole, frac} {
		for _, c := range []byte(part) {
			if q.digits > (1<<64-10)/10 {
				return faultRange
			}
			q.digits = q.digits*10 + uint64(c-'0')
		}
	}
	q.exp = -len(frac)
	return nil
}

// fifteenDigits gives a stored Excel number as Excel shows it: at most fifteen significant digits, no exponent.
// Excel stores 1234.56 as the nearest binary fraction and may write it out as 1234.5599999999999.
func fifteenDigits(s string) string {
	if len(s) <= 15 && !strings.ContainsAny(s, "eE") {
		return s
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	short := strconv.FormatFloat(f, 'e', 14, 64) // one digit before the point, fourteen behind
	mantissa, exponent, _ := strings.Cut(short, "e")
	exp, _ := strconv.Atoi(exponent)
	sign := ""
	if mantissa[0] == '-' {
		sign, mantissa = "-", mantissa[1:]
	}
	return sign + placePoint(mantissa[:1]+mantissa[2:], exp+1)
}

// placePoint writes 0.digits × 10^exp without an exponent.
func placePoint(digits string, exp int) string {
	switch {
	case exp > 40 || exp < -40: // nothing we store is of such a size
		return digits + "e" + strconv.Itoa(exp)
	case exp <= 0:
		digits = "0." + strings.Repeat("0", -exp) + digits
	case exp >= len(digits):
		return digits + strings.Repeat("0", exp-len(digits))
	default:
		digits = digits[:exp] + "." + digits[exp:]
	}
	return strings.TrimSuffix(strings.TrimRight(digits, "0"), ".")
}

// plainNumber gives a number stored in a text column as the digits a person typed; ok is false where Excel has
// already lost digits.
func plainNumber(b []byte) (s string, ok bool) {
	s = fifteenDigits(string(b))
	whole, _, _ := strings.Cut(s, ".")
	return s, len(strings.TrimLeft(whole, "-")) <= 15 && !strings.Contains(s, "e")
}
