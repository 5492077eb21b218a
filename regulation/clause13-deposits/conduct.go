package deposits

import (
	"slices"

	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// kind finds deposits in works outside the four lawful kinds (Order 728 art. 12; Order 802 art. 13).
func (c *rules) kind(r *policy.Run, v *view) {
	d := v.d
	lawful, ok := c.worksKinds.At(d.ReceivedOn)
	if !ok || v.subject == ledger.Goods || v.subject == ledger.Services || slices.Contains(lawful, kindKeys[d.Kind]) {
		return
	}
	f := v.finding(unlawfulKind, v.regulation(c.worksKinds.Basis(d.ReceivedOn))...)
	f.Amount = ledger.Some(d.Amount)
	say := sayUnlawful
	if v.subject == 0 {
		say, f.Outcome, f.Missing = sayMaybeKind, policy.Undetermined, []string{missingSubject}
		f.Basis = append(f.Basis, "reading:deposit-subject")
	}
	v.emit(r, f, say, policy.Day(d.ReceivedOn), policy.Yuan(d.Amount))
}

// form finds deposits limited to cash and guarantee letters refused (Order 728 art. 12; Order 802 art. 13). What is wrong
// is the form and not a sum, so there is no amount.
func (c *rules) form(r *policy.Run, v *view) {
	d := v.d
	if d.CashOnly == ledger.Yes && c.cashOnly.Or(d.ReceivedOn, false) {
		r.Step(stepFlag, policy.Words(wordsYes), c.cashOnly.Basis(d.ReceivedOn))
		v.emit(r, v.finding(cashOnly, v.regulation(c.cashOnly.Basis(d.ReceivedOn))...), sayCashOnly,
			policy.Day(d.ReceivedOn), policy.Words(kindWords[d.Kind]), policy.Yuan(d.Amount))
	}
	if d.Refused == ledger.Yes && c.guarantee.Or(d.ReceivedOn, false) {
		r.Step(stepFlag, policy.Words(wordsYes), c.guarantee.Basis(d.ReceivedOn))
		v.emit(r, v.finding(guaranteeRefused, v.regulation(c.guarantee.Basis(d.ReceivedOn))...), sayRefused,
			policy.Day(d.ReceivedOn), policy.Words(kindWords[d.Kind]), policy.Yuan(d.Amount))
	}
}

// returned gives what had been returned of a deposit by the end of a day; a return without an amount is one of all.
func returned(d *ledger.Deposit, by civil.Date) money.Fen {
	switch {
	case d.ReturnedOn == 0 || d.ReturnedOn > by:
		return 0
	case d.ReturnedAmount.OK:
		return d.ReturnedAmount.V
	}
	return d.Amount
}

// overdue finds what is left of a deposit after the day it was due back.
func (v *view) overdue(r *policy.Run) {
	d := v.d
	back := returned(d, r.AsOf)
	if d.DueBackOn == 0 || d.DueBackOn >= r.AsOf || d.Amount <= back {
		return
	}
	f := v.finding(overdueReturn, "notice:13", "reading:return-day-as-filed")
	f.Amount, f.DueOn, f.Days, f.NextChange = ledger.Some(d.Amount-back), d.DueBackOn, int32(r.AsOf-d.DueBackOn), r.AsOf.AddDays(1)
	r.Step(stepDueBack, policy.Day(d.DueBackOn), "reading:return-day-as-filed")
	r.Step(stepReturned, policy.Yuan(back), "reading:return-needs-day")
	r.Step(stepOpen, policy.Yuan(d.Amount-back), "notice:13")
	v.emit(r, f, sayOverdue, policy.Day(d.DueBackOn), policy.Int(f.Days), policy.Yuan(d.Amount-back))
}

// double finds a quality deposit that was taken while a performance deposit of the same contract and payer was held.
func (c *rules) double(r *policy.Run, v *view) {
	d := v.d
	if d.Kind != ledger.QualityDeposit || d.ContractNo == "" || v.subject == ledger.Goods || v.subject == ledger.Services || !c.noDouble.Or(d.ReceivedOn, false) {
		return
	}
	var held money.Fen
	for _, j := range r.Book.PerformanceDeposits(d) {
		other := &r.Book.Deposits[j]
		if other.Payer == d.Payer && other.ReceivedOn <= d.ReceivedOn {
			held += max(0, other.Amount-returned(other, d.ReceivedOn))
		}
	}
	if held == 0 {
		return
	}
	f := v.finding(doubleRetention, "notice:13", c.noDouble.Basis(d.ReceivedOn), "reading:double-retention-when-taken")
	f.Amount = ledger.Some(d.Amount)
	say := sayDouble
	if v.subject == 0 {
		say, f.Outcome, f.Missing = sayMaybeBoth, policy.Undetermined, []string{missingSubject}
		f.Basis = append(f.Basis, "reading:deposit-subject")
	}
	r.Step(stepOther, policy.Yuan(held), "reading:double-retention-when-taken")
	v.emit(r, f, say, policy.Day(d.ReceivedOn), policy.Yuan(d.Amount), policy.Yuan(held))
}
