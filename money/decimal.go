package money

import (
	"math"
	"math/big"
)

// Scale is the number of units in one whole Decimal: eight decimals.
const Scale = 100_000_000

// Decimal is an exact decimal number with up to eight decimals: a rate in percent, a quantity, a unit price.
// Its range is ±92 billion.
type Decimal int64

// Whole gives the Decimal of an integer.
func Whole(n int64) Decimal { return Decimal(n * Scale) }

// Rat gives d as an exact rational.
func (d Decimal) Rat() *big.Rat { return big.NewRat(int64(d), Scale) }

// String gives d without trailing zeros: "3.65", "-0.5", "12".
func (d Decimal) String() string { return string(d.Append(nil)) }

// Append appends String to b.
func (d Decimal) Append(b []byte) []byte {
	u := uint64(d)
	if d < 0 {
		b = append(b, '-')
		u = -u
	}
	b = appendUint(b, u/Scale, 0)
	frac := u % Scale
	if frac == 0 {
		return b
	}
	b = append(b, '.')
	b = appendUint(b, frac, 8)
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	return b
}

// MarshalText gives String.
func (d Decimal) MarshalText() ([]byte, error) { return d.Append(nil), nil }

// ParseDecimal reads an optional sign, digits, and an optional point with up to eight decimals: nothing else.
func ParseDecimal(s string) (d Decimal, ok bool) {
	neg := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		neg = s[0] == '-'
		s = s[1:]
	}
	n, seen := uint64(0), false
	frac, point := 0, false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '.' && !point:
			point = true
		case c >= '0' && c <= '9':
			seen = true
			if point {
				if frac == 8 {
					if c != '0' {
						return 0, false
					}
					continue
				}
				frac++
			}
			if n > (math.MaxInt64-uint64(c-'0'))/10 {
				return 0, false
			}
			n = n*10 + uint64(c-'0')
		default:
			return 0, false
		}
	}
	if !seen {
		return 0, false
	}
	for ; frac < 8; frac++ {
		if n > math.MaxInt64/10 {
			return 0, false
		}
		n *= 10
	}
	if neg {
		return -Decimal(n), true
	}
	return Decimal(n), true
}
