package noncashpayment

import (
	"math/bits"
	"slices"
	"sort"

	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// owed begins what a unit owed on the days of its payments by bill or certificate; nil if there is no such day on which it
// had cash.
func (c *rules) owed(r *policy.Run, i int) policy.Tally {
	b := r.Book
	e := &b.Enterprises[i]
	if !e.Ours() {
		return nil
	}
	payments := b.NoncashOf(e.Code)
	if len(payments) == 0 {
		return nil
	}
	days, funds := make([]civil.Date, 0, len(payments)), make([]*ledger.CashPosition, len(payments))
	for i, at := range payments {
		pay := &b.Payments[at]
		if funds[i] = c.position(r, pay); funds[i] != nil {
			days = append(days, pay.PaidOn)
		}
	}
	if len(days) == 0 {
		return nil
	}
	slices.Sort(days)
	o := c.owedOn(e, slices.Compact(days), r.AsOf)
	o.funds = funds
	return o
}

// unit judges all payments by bill or certificate of one unit against the cash it had on their days. What it owed on
// those days is worked out once for all of them.
func (c *rules) unit(r *policy.Run, i int) {
	owed, ok := r.Tally(i, c.owed).(*owed)
	if !ok {
		return
	}
	owed.close()
	b := r.Book
	for i, at := range b.NoncashOf(owed.unit.Code) {
		if funds := owed.funds[i]; funds != nil {
			c.judge(r, &b.Payments[at], funds, owed)
		}
	}
}

// position gives the latest cash position on or before a payment's day, nil if there is none, it is not above zero, or
// the payment is not yet known or for no payable of the ledger.
func (c *rules) position(r *policy.Run, pay *ledger.Payment) *ledger.CashPosition {
	b := r.Book
	if pay.PaidOn > r.AsOf || b.PayableOf(pay) == nil {
		return nil
	}
	all := b.PositionsOf(pay.Payer)
	n := sort.Search(len(all), func(i int) bool { return b.CashPositions[all[i]].AsOf > pay.PaidOn })
	if n == 0 || b.CashPositions[all[n-1]].Available <= 0 {
		return nil
	}
	return &b.CashPositions[all[n-1]]
}

// judge emits a payment by bill made although the unit was rich in cash that day.
func (c *rules) judge(r *policy.Run, pay *ledger.Payment, funds *ledger.CashPosition, owed *owed) {
	p := r.Book.PayableOf(pay)
	standing := r.Book.PayeeStanding(p, r.AsOf)
	cover := r.CoverOf(standing)
	surely, perhaps := owed.on(pay.PaidOn)
	total := surely + perhaps
	known := r.AssumeSME || atLeast(funds.Available, c.multiple, total)
	if cover == policy.NotCovered || !atLeast(funds.Available, c.multiple, surely) || known && !atLeast(funds.Available, c.multiple, total) {
		return
	}
	before := r.Found()
	threshold, _ := total.MulDiv(int64(c.multiple), money.Scale)
	r.Step(stepPaidOn, policy.Day(pay.PaidOn), "notice:4")
	r.Step(stepMethod, policy.Words(methodWords(pay.Method)), "notice:4")
	r.Step(stepFundsOn, policy.Day(funds.AsOf), "reading:cash-rich-multiple")
	r.Step(stepFunds, policy.Yuan(funds.Available), "reading:cash-rich-multiple")
	r.Step(stepOwed, policy.Yuan(surely), "reading:cash-rich-days")
	if perhaps > 0 {
		r.Step(stepUnknown, policy.Yuan(perhaps), "reading:cash-rich-days")
	}
	r.Step(stepThreshold, policy.Yuan(threshold), "reading:cash-rich-multiple")
	f := paymentFinding(cashFirst, pay, p)
	f.Basis = cashFirstBasis
	if owed.undated && pay.PaidOn == r.AsOf {
		f.NextChange = r.AsOf.AddDays(1) // what was paid without a date counts as paid on the day of the check
	}
	day, words, amount := policy.Day(pay.PaidOn), policy.Words(methodWords(pay.Method)), policy.Yuan(pay.Amount)
	if !known {
		f.Outcome, f.Missing = policy.Undetermined, owed.missingBut(cover, standing)
		r.EmitFor(cover, standing, f, sayMaybeRich, day, words, amount, policy.Day(funds.AsOf), policy.Yuan(funds.Available),
			policy.Int(c.lookAhead), policy.Number(c.multiple), policy.Yuan(perhaps))
	} else {
		r.EmitFor(cover, standing, f, sayCashFirst, day, words, amount, policy.Day(funds.AsOf), policy.Yuan(funds.Available),
			policy.Int(c.lookAhead), policy.Yuan(total), policy.Number(c.multiple))
		if perhaps > 0 && r.AssumeSME && cover != policy.CoverAssumed {
			r.Amend(cashFirst, sayAssumedOwed, policy.Yuan(perhaps))
		}
	}
	r.Forget(before)
}

var cashFirstBasis = []string{"notice:4", "reading:cash-rich-multiple", "reading:cash-rich-days"}

// atLeast reports whether funds ≥ multiple × owed, exactly. None of them is negative.
func atLeast(funds money.Fen, multiple money.Decimal, owed money.Fen) bool {
	hi, lo := bits.Mul64(uint64(funds), money.Scale)
	needHi, needLo := bits.Mul64(uint64(owed), uint64(multiple))
	return hi > needHi || hi == needHi && lo >= needLo
}
