package ui

import (
	"fmt"
	"strconv"

	"shukun/lang"
	"shukun/money"
)

// AmountUnit is how figures are shown, never how they are kept.
type AmountUnit string

// The units a person can choose.
const (
	Yuan AmountUnit = "yuan"
	TenK AmountUnit = "wan"
	Yi   AmountUnit = "yi"
)

// AmountUnits are the units in the order of the switch.
var AmountUnits = []AmountUnit{Yuan, TenK, Yi}

// ParseAmountUnit gives the unit of a word, 万元 for any other word.
func ParseAmountUnit(s string) AmountUnit {
	if u := AmountUnit(s); u == Yuan || u == Yi {
		return u
	}
	return TenK
}

// Title names the unit.
func (u AmountUnit) Title() lang.Text {
	switch u {
	case TenK:
		return lang.Text{Zh: "万元", En: "10k yuan"}
	case Yi:
		return lang.Text{Zh: "亿元", En: "100m yuan"}
	}
	return lang.Text{Zh: "元", En: "yuan"}
}

// step is how many fen the second decimal of the unit stands for.
func (u AmountUnit) step() uint64 {
	switch u {
	case TenK:
		return 10_000
	case Yi:
		return 100_000_000
	}
	return 1
}

// shown gives the amount in hundredths of the unit, without its sign, rounded half up once.
func (u AmountUnit) shown(f money.Fen) uint64 {
	n := uint64(f)
	if f < 0 {
		n = -n // two's complement: right for the smallest amount too
	}
	step := u.step()
	q, rest := n/step, n%step
	if rest >= step-rest {
		q++
	}
	if step == 1 {
		q = n
	}
	return q
}

// Show writes an amount in the unit with two decimals, rounded half up, thousands separated, minus in front. What rounds
// to nothing has no sign.
func (u AmountUnit) Show(f money.Fen) string {
	q := u.shown(f)
	s := thousands(strconv.FormatUint(q/100, 10)) + fmt.Sprintf(".%02d", q%100)
	if f < 0 && q != 0 {
		s = "-" + s
	}
	return s
}

// Adds reports whether the parts as shown add up to the total as shown; if not, a note under the table says by how much.
func (u AmountUnit) Adds(total money.Fen, parts ...money.Fen) (diff string, ok bool) {
	sum := u.signed(total)
	for _, f := range parts {
		sum -= u.signed(f)
	}
	if sum == 0 {
		return "", true
	}
	if sum < 0 {
		sum = -sum
	}
	return fmt.Sprintf("%d.%02d", sum/100, sum%100), false
}

func (u AmountUnit) signed(f money.Fen) int64 {
	n := int64(u.shown(f))
	if f < 0 {
		return -n
	}
	return n
}

// Thousands writes a whole number with separators.
func Thousands(n int64) string {
	if n < 0 {
		return "-" + thousands(strconv.FormatUint(-uint64(n), 10))
	}
	return thousands(strconv.FormatInt(n, 10))
}

func thousands(s string) string {
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
