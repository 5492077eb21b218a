// Package money has amounts in fen, exact decimals, and arithmetic that is exact until it is rounded
// once, half up, to the fen (四舍五入).
package money

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// Fen is an amount of money in hundredths of a yuan.
type Fen int64

// Yuan gives the amount of n whole yuan.
func Yuan(n int64) Fen { return Fen(n * 100) }

// String gives yuan with two decimals and no grouping: "120000.00", "-0.05".
func (f Fen) String() string { return string(f.Append(nil)) }

// Append appends String to b.
func (f Fen) Append(b []byte) []byte {
	u := uint64(f)
	if f < 0 {
		b = append(b, '-')
		u = -u
	}
	b = appendUint(b, u/100, 0)
	return append(b, '.', byte('0'+u%100/10), byte('0'+u%10))
}

// Grouped gives yuan with thousands separators, as people read it: "120,000.00".
func (f Fen) Grouped() string { return string(f.AppendGrouped(nil)) }

// AppendGrouped appends Grouped to b.
func (f Fen) AppendGrouped(b []byte) []byte {
	u := uint64(f)
	if f < 0 {
		b = append(b, '-')
		u = -u
	}
	var tmp [20]byte
	digits := appendUint(tmp[:0], u/100, 0)
	for i, c := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b = append(b, ',')
		}
		b = append(b, c)
	}
	return append(b, '.', byte('0'+u%100/10), byte('0'+u%10))
}

// MarshalText gives String, so that JSON has amounts as strings.
func (f Fen) MarshalText() ([]byte, error) { return f.Append(nil), nil }

// MulDiv gives f × num ÷ den, exact, rounded half away from zero to the fen. den must be positive.
// ok is false if the result does not fit.
func (f Fen) MulDiv(num, den int64) (r Fen, ok bool) {
	neg := (f < 0) != (num < 0)
	hi, lo := bits.Mul64(abs(int64(f)), abs(num))
	d := uint64(den)
	lo, carry := bits.Add64(lo, d/2, 0)
	hi += carry
	if hi >= d {
		return 0, false
	}
	q, _ := bits.Div64(hi, lo, d)
	if q > math.MaxInt64 {
		return 0, false
	}
	if neg {
		return -Fen(q), true
	}
	return Fen(q), true
}

// Exact is an exact sum of money under construction, in fen. The zero Exact is 0. Round ends it.
// It allocates; use MulDiv where one product and one quotient are enough.
type Exact struct{ r big.Rat }

// Add adds f × num ÷ den. den must not be 0.
func (e *Exact) Add(f Fen, num, den int64) *Exact {
	var t big.Rat
	t.SetFrac(new(big.Int).Mul(big.NewInt(int64(f)), big.NewInt(num)), big.NewInt(den))
	e.r.Add(&e.r, &t)
	return e
}

// AddRat adds r fen.
func (e *Exact) AddRat(r *big.Rat) *Exact { e.r.Add(&e.r, r); return e }

// Rat gives the sum so far, in fen.
func (e *Exact) Rat() *big.Rat { return new(big.Rat).Set(&e.r) }

// Round gives the sum rounded half away from zero to the fen; ok is false if it does not fit.
func (e *Exact) Round() (Fen, bool) { return RoundRat(&e.r) }

// RoundRat rounds r (in fen) half away from zero; ok is false if it does not fit.
func RoundRat(r *big.Rat) (Fen, bool) {
	num, den := new(big.Int).Abs(r.Num()), r.Denom()
	num.Lsh(num, 1).Add(num, den)
	q := num.Quo(num, new(big.Int).Lsh(den, 1))
	if !q.IsInt64() {
		return 0, false
	}
	if r.Sign() < 0 {
		return Fen(-q.Int64()), true
	}
	return Fen(q.Int64()), true
}

func abs(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

func appendUint(b []byte, u uint64, width int) []byte {
	var tmp [20]byte
	i := len(tmp)
	for u > 0 || i == len(tmp) || len(tmp)-i < width {
		i--
		tmp[i] = byte('0' + u%10)
		u /= 10
	}
	return append(b, tmp[i:]...)
}

// UnmarshalText reads what MarshalText wrote.
func (f *Fen) UnmarshalText(b []byte) error {
	whole, part, _ := strings.Cut(string(b), ".")
	n, err := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
	*f = Fen(n)
	return err
}
