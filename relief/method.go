package relief

import (
	"math"
	"math/big"

	"shukun/lang"
	"shukun/ledger"
	"shukun/money"
)

// method is a way to pro-rate the relief (readings pro-rata-method, local-pro-rata). The notice only says in proportion to the actual
// lease; the ways are those local rules of 2022 and 2023 used, and a person may choose another than the first.
//
//	key        way                                                                                 source
//	days-365   rent × months × days of the lease in the year ÷ 365                                 Dongcheng, Beijing (dongcheng-2022)
//	share      rent × months × days of the lease in the year ÷ days of the year                    Ningbo (ningbo-2022), Shanghai
//	months     rent × months, but no more months than the lease has whole months in the year       Kunming (kunming-2022)
//	twelfth    a lease agreed for under a year: rent × months × its whole months in the year ÷ 12;
//	           a longer one: rent × months                                                         Huangshi (huangshi-2023)
type method uint8

const (
	days365 method = iota
	share
	wholeMonths
	twelfth
)

var methodKeys = [...]string{days365: "days-365", share: "share", wholeMonths: "months", twelfth: "twelfth"}

var methodTitles = [...]lang.Text{
	days365:     {Zh: "按天数除以365", En: "days over 365"},
	share:       {Zh: "按天数占全年天数的比例", En: "days over the days of the year"},
	wholeMonths: {Zh: "按实际月份，不足的以租约月数为限", En: "whole months, no more than the lease has"},
	twelfth:     {Zh: "租期不足一年的每月十二分之一", En: "a twelfth a month for leases under a year"},
}

// of gives the way that goes with the months: a local policy's own, if its months prevail and its document lays one down
// (reading local-pro-rata); else m.
func (m method) of(months *Months) method {
	if months.Local() && months.Policy.ProRata != 0 {
		return methodOf(months.Policy.ProRata.Key())
	}
	return m
}

func methodOf(key string) method {
	for m, k := range methodKeys {
		if k == key {
			return method(m)
		}
	}
	return days365
}

// months gives how many months of relief a lease can take up by the method.
func (y *year) months(l *ledger.Lease, months money.Decimal) money.Decimal {
	if y.method == wholeMonths {
		return min(months, money.Whole(y.whole(l)))
	}
	return months
}

// amount gives the relief of so many months on a rent: exact, rounded half up to the fen once. l is the occupant's lease,
// whose days count; part is the share of the rent that is the occupant's, nil for all of it.
func (y *year) amount(l *ledger.Lease, rent money.Fen, months money.Decimal, part *big.Rat) money.Fen {
	return y.pro(l, rent, y.months(l, months), part)
}

// pro pro-rates months that the lease can take up.
func (y *year) pro(l *ledger.Lease, rent money.Fen, months money.Decimal, part *big.Rat) money.Fen {
	num, den := int64(1), int64(1)
	switch y.method {
	case days365:
		num, den = int64(y.leased(l)), int64(y.days)
	case share:
		num, den = int64(y.leased(l)), int64(days(y.first, y.last))
	case twelfth:
		if l.StartsOn.AddMonths(12) > l.EndsOn.AddDays(1) {
			num, den = y.whole(l), 12
		}
	}
	return times(rent, months, num, den, part)
}

// whole counts the whole months of a lease within the year; odd days are not counted.
func (y *year) whole(l *ledger.Lease) (n int64) {
	from, to := max(l.StartsOn, y.first), min(l.EndsOn, y.last)
	for to >= from && from.AddMonths(int(n)+1) <= to+1 {
		n++
	}
	return n
}

// plainMonths bounds the months for which 64 bits hold months × days.
const plainMonths = 10_000 * money.Scale

// times gives rent × months × num ÷ den × part, rounded once. An amount beyond all money is the largest there is.
func times(rent money.Fen, months money.Decimal, num, den int64, part *big.Rat) money.Fen {
	if rent <= 0 || months <= 0 || num <= 0 {
		return 0
	}
	if part == nil && months < plainMonths {
		if f, ok := rent.MulDiv(int64(months)*num, den*money.Scale); ok {
			return f
		}
	}
	r := months.Rat()
	r.Mul(r, big.NewRat(num, den)).Mul(r, new(big.Rat).SetInt64(int64(rent)))
	if part != nil {
		r.Mul(r, part)
	}
	if f, ok := money.RoundRat(r); ok {
		return f
	}
	return math.MaxInt64
}
