package utilityarrears

import (
	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// interruption judges a stop of supply for arrears against the protected bills of the account that were unpaid that day.
func (c *rules) interruption(r *policy.Run, i int) {
	b := r.Book
	stop := &b.SupplyInterruptions[i]
	account := b.StoppedAccount(stop)
	if stop.Reason != ledger.ForArrears || stop.StoppedOn > r.AsOf || account == nil || !b.Enterprise(account.Supplier).Ours() {
		return
	}
	sum, n, last := c.deferred(r, stop)
	if n == 0 {
		return
	}
	standing := b.Standing(account.Customer)
	cover := protected(r, standing)
	if cover == policy.NotCovered {
		return
	}
	traceSize(r, standing)
	r.Step(stepStopped, policy.Day(stop.StoppedOn), "notice:9")
	f := policy.Finding{Rule: cutoff, Enterprise: account.Supplier, Beneficiary: account.Customer, Source: stop.Source,
		Key: policy.Key(stop.AccountNo, stop.StoppedOn.String()), Amount: ledger.Some(sum)}
	r.EmitFor(cover, standing, f, sayCutoff, policy.Day(stop.StoppedOn), policy.Int(n), policy.Yuan(sum), policy.Day(last))
}

// deferred adds up the bills of the account that were unpaid and within their deferral when supply was stopped. A bill paid
// on the very day counts as unpaid: the stop was for arrears.
func (c *rules) deferred(r *policy.Run, stop *ledger.SupplyInterruption) (sum money.Fen, n int, last civil.Date) {
	for _, j := range r.Book.BillsOfStopped(stop) {
		bill := &r.Book.UtilityBills[j]
		months, ok := c.months.At(bill.DueOn)
		if !ok || stop.StoppedOn < bill.DueOn || bill.PaidOn != 0 && bill.PaidOn < stop.StoppedOn {
			continue
		}
		end := bill.DueOn.AddMonths(months)
		if stop.StoppedOn > end {
			continue
		}
		r.Step(stepDue, policy.Day(bill.DueOn), "reading:arrears-programme")
		r.Step(stepEnd, policy.Day(end), "civilcode:202")
		r.Step(stepAmount, policy.Yuan(bill.Amount), "notice:9")
		sum, n, last = sum+bill.Amount, n+1, civil.Later(last, end)
	}
	return sum, n, last
}
