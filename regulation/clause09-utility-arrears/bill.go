package utilityarrears

import (
	"shukun/civil"
	"shukun/ledger"
	"shukun/policy"
)

// bill evaluates one bill. Most are paid and bear no late fee: those cost two comparisons.
func (c *rules) bill(r *policy.Run, i int) {
	b := r.Book
	bill := &b.UtilityBills[i]
	unpaid := bill.PaidOn == 0 || bill.PaidOn > r.AsOf
	if !unpaid && bill.LateFee <= 0 {
		return
	}
	months, ok := c.months.At(bill.DueOn)
	account := b.AccountOf(bill)
	if !ok || account == nil || bill.PeriodEnd > r.AsOf && bill.DueOn > r.AsOf || !b.Enterprise(account.Supplier).Ours() {
		return
	}
	standing := b.Standing(account.Customer)
	cover := protected(r, standing)
	if cover == policy.NotCovered {
		return
	}
	v := view{bill: bill, account: account, standing: standing, cover: cover, unpaid: unpaid, end: bill.DueOn.AddMonths(months)}
	v.trace(r)
	v.lateFee(r)
	if !unpaid || r.AsOf <= bill.DueOn {
		return
	}
	if r.AsOf <= v.end {
		f := v.finding(deferral)
		f.DueOn, f.NextChange = v.end, v.end.AddDays(1)
		r.EmitFor(cover, standing, f, sayDeferral, policy.Day(bill.DueOn), policy.Yuan(bill.Amount), policy.Day(v.end))
		return
	}
	r.EmitFor(cover, standing, v.finding(windowEnded), sayWindowEnded, policy.Day(bill.DueOn), policy.Yuan(bill.Amount), policy.Day(v.end))
}

// view is one protected bill as the rules look at it.
type view struct {
	bill     *ledger.UtilityBill
	account  *ledger.UtilityAccount
	standing *ledger.Standing
	cover    policy.Cover
	unpaid   bool
	end      civil.Date // the last day of the deferral
}

func (v *view) finding(rule *policy.Rule) policy.Finding {
	return policy.Finding{Rule: rule, Enterprise: v.account.Supplier, Beneficiary: v.account.Customer, Key: v.bill.No, Source: v.bill.Source}
}

// lateFee finds a late fee on a bill paid, or still open, within its deferral. A fee that was charged only after the
// deferral is outside the clause: the ledger shows when the bill was paid, not when the fee was set.
func (v *view) lateFee(r *policy.Run) {
	on := v.bill.PaidOn
	if v.unpaid {
		on = r.AsOf
	}
	if v.bill.LateFee <= 0 || on > v.end {
		return
	}
	f := v.finding(lateFee)
	f.Amount = ledger.Some(v.bill.LateFee)
	if v.unpaid {
		f.NextChange = v.end.AddDays(1)
	}
	r.Step(stepLateFee, policy.Yuan(v.bill.LateFee), "notice:9")
	r.EmitFor(v.cover, v.standing, f, sayLateFee, policy.Day(v.bill.DueOn), policy.Day(v.end), policy.Yuan(v.bill.LateFee))
}

func (v *view) trace(r *policy.Run) {
	traceSize(r, v.standing)
	r.Step(stepDue, policy.Day(v.bill.DueOn), "reading:arrears-programme")
	r.Step(stepEnd, policy.Day(v.end), "civilcode:202")
	r.Step(stepAmount, policy.Yuan(v.bill.Amount), "notice:9")
	if v.unpaid {
		r.Step(stepUnpaid, policy.Day(r.AsOf), "reading:future-facts")
	} else {
		r.Step(stepPaid, policy.Day(v.bill.PaidOn), "notice:9")
	}
}
