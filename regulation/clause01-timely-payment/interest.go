package timelypayment

import (
	"math/big"
	"math/bits"

	"shukun/civil"
	"shukun/debt"
	"shukun/lang"
	"shukun/ledger"
	"shukun/money"
	"shukun/org"
	"shukun/policy"
)

// rate is the interest rate of a payable.
type rate struct {
	perDay  money.Decimal // percent a day, or
	perYear money.Decimal // percent a year
	from    civil.Date    // no interest for days before; zero: none barred
	basis   []string
	unknown bool // depends on the payer's size, which is not known
}

// rateOf gives the rate that applies (Order 728 art. 15; Order 802 art. 17); ok is false if there is none.
func (c *rules) rateOf(r *policy.Run, v *view) (x rate, ok bool) {
	bound := v.Payer.Institution() || v.Payer.Size == org.Large
	sizeKnown := v.Payer.Institution() || v.Payer.Size != org.SizeUnknown
	k := r.Book.Agreed(v.P, r.AsOf)
	agreed, ok := k.OverdueRate()
	if !ok {
		if !bound && sizeKnown {
			return rate{}, false
		}
		return rate{perDay: c.daily.Or(r.AsOf, 0), from: c.daily.From(), basis: c.dailyBasis(r.AsOf), unknown: !sizeKnown}, c.daily.From() != 0
	}
	x = rate{perYear: agreed, basis: agreedBasis}
	if floor, has := c.lpr.At(k.SignedOn); has && floor > x.perYear {
		switch {
		case bound:
			x.perYear, x.basis = floor, floorBasis
		case !sizeKnown:
			x.unknown = true
		}
	}
	return x, x.perYear > 0 || x.unknown
}

var (
	agreedBasis = []string{"notice:1", "reading:year-basis", "reading:payments-to-principal"}
	floorBasis  = []string{"notice:1", "reg728:15", "reading:rate-below-floor-consequence", "reading:year-basis", "reading:payments-to-principal"}
	dailyBases  = map[string][]string{
		"reg728:15": {"notice:1", "reg728:15", "reading:payments-to-principal"},
		"reg802:17": {"notice:1", "reg802:17", "reading:payments-to-principal"},
	}
)

func (c *rules) dailyBasis(d civil.Date) []string {
	source := c.daily.Basis(d)
	if b, ok := dailyBases[source]; ok {
		return b
	}
	return []string{"notice:1", source, "reading:payments-to-principal"}
}

// accrual adds up fen-days: the undisputed principal of each day times one.
type accrual struct {
	hi, lo uint64
	days   int64      // with principal outstanding
	until  civil.Date // the last of them
}

func (a *accrual) add(principal money.Fen, from, to civil.Date) {
	days := to - from
	if principal <= 0 || days <= 0 {
		return
	}
	hi, lo := bits.Mul64(uint64(principal), uint64(days))
	var carry uint64
	a.lo, carry = bits.Add64(a.lo, lo, 0)
	a.hi += hi + carry
	a.days += int64(days)
	a.until = to
}

// accrue walks the payments: each part of the undisputed amount bears interest for the days after due up to and
// including the day it was paid, or asOf.
func accrue(b *ledger.Book, p *ledger.Payable, due, from, asOf civil.Date) accrual {
	var a accrual
	open := p.Amount - max(0, p.Disputed)
	at := max(due, from-1) // interest runs for the days after this one
	debt.EachPayment(b, p, asOf, func(on civil.Date, amount money.Fen) {
		if on > at {
			a.add(open, at, on)
			at = on
		}
		open -= amount
	})
	if asOf > at {
		a.add(open, at, asOf)
	}
	return a
}

// interest emits what interest is owed on a payable past its due date.
func (c *rules) interest(r *policy.Run, v *view) {
	if v.bal.Undisputed == 0 && debt.LastPaid(r.Book, v.P, r.AsOf) <= v.due.On || !r.Wants(interest) {
		return
	}
	x, ok := c.rateOf(r, v)
	if !ok {
		return
	}
	a := accrue(r.Book, v.P, v.due.On, x.from, r.AsOf)
	if a.days == 0 {
		return
	}
	f := v.finding(interest)
	f.DueOn, f.Days, f.Basis = v.due.On, int32(r.AsOf-v.due.On), x.basis
	if v.bal.Undisputed > 0 || debt.Undated(r.Book, v.P, r.AsOf) {
		f.NextChange = r.AsOf.AddDays(1)
	}
	if x.unknown {
		f.Outcome, f.Missing = policy.Undetermined, []string{"enterprises.size"}
		v.emit(r, f, sayNoRate, policy.Day(v.due.On))
		return
	}
	amount, fits := c.amount(a, x)
	if amount == 0 && fits {
		return
	}
	f.Amount = ledger.Some(amount)
	var buf [40]byte
	words := policy.Str(string(x.words(buf[:0], r.Lang)))
	if r.Trace {
		c.traceInterest(r, a, x, amount)
	}
	v.emit(r, f, sayInterest, policy.Day(v.due.On), policy.Day(a.until), words, policy.Yuan(amount))
	v.provisional(r, interest)
}

// amount gives fen-days × rate, exact, rounded half up once.
func (c *rules) amount(a accrual, x rate) (money.Fen, bool) {
	per, divisor := uint64(x.perDay), uint64(100*money.Scale)
	if x.perYear > 0 {
		per, divisor = uint64(x.perYear), uint64(100*money.Scale)*uint64(c.yearDays)
	}
	if a.hi == 0 {
		hi, lo := bits.Mul64(a.lo, per)
		lo, carry := bits.Add64(lo, divisor/2, 0)
		if hi += carry; hi < divisor {
			q, _ := bits.Div64(hi, lo, divisor)
			return money.Fen(q), true
		}
	}
	n := new(big.Int).Lsh(new(big.Int).SetUint64(a.hi), 64)
	n.Add(n, new(big.Int).SetUint64(a.lo)).Mul(n, new(big.Int).SetUint64(per))
	return money.RoundRat(new(big.Rat).SetFrac(n, new(big.Int).SetUint64(divisor)))
}

// words says the rate: "日利率0.05%" or "年利率3.7%".
func (x rate) words(b []byte, l lang.Lang) []byte {
	if x.perYear > 0 {
		if l == lang.En {
			return append(x.perYear.Append(b), " % a year"...)
		}
		return append(x.perYear.Append(append(b, "年利率"...)), '%')
	}
	if l == lang.En {
		return append(x.perDay.Append(b), " % a day"...)
	}
	return append(x.perDay.Append(append(b, "日利率"...)), '%')
}
