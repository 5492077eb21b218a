package fairterms

import (
	"shukun/civil"
	"shukun/debt"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// received gives what came in on an upstream receipt by day d and when; amount 0 with a day means that the amount is
// not on file.
func received(x *ledger.UpstreamReceipt, d civil.Date) (on civil.Date, amount money.Fen) {
	if x.ReceivedOn == 0 || x.ReceivedOn > d {
		return 0, 0
	}
	return x.ReceivedOn, max(0, x.ReceivedAmount)
}

// payable judges whether money that came from upstream was passed on within pass-on-days working days, in the share
// that came. It is called for every payable; most name no upstream receipt.
func (c *rules) payable(r *policy.Run, i int) {
	b := r.Book
	p := &b.Payables[i]
	if p.UpstreamNo == "" || !b.Payer(p).Ours() {
		return
	}
	up := b.UpstreamOf(p)
	if up == nil {
		return
	}
	on, got := received(up, r.AsOf)
	if on == 0 || on.AddDays(c.passOnDays) >= r.AsOf { // so many working days take at least as many days
		return
	}
	deadline, known := c.basics.Calendar.AddWorkingDays(on, c.passOnDays)
	if r.AsOf <= deadline {
		return
	}
	bal := debt.BalanceOn(b, p, r.AsOf)
	if bal.Undisputed == 0 {
		return
	}
	standing := b.PayeeStanding(p, r.AsOf)
	f := policy.Finding{Rule: passOnLate, Enterprise: p.Payer, Beneficiary: p.Payee, Key: p.No, Source: p.Source, Basis: passOnBasis,
		DueOn: deadline, Days: int32(r.AsOf - deadline), NextChange: r.AsOf.AddDays(1)}
	paid := p.Amount - bal.Open
	r.Step(stepUpstream, policy.Yuan(up.DueAmount), "notice:3")
	r.Step(stepOn, policy.Day(on), "notice:3")
	r.Step(stepReceived, policy.Yuan(got), "notice:3")
	r.Step(stepBy, policy.Day(deadline), "reading:pass-on-days")
	r.Step(stepPaid, policy.Yuan(paid), "notice:3")
	r.Step(stepOpen, policy.Yuan(bal.Undisputed), "notice:3")
	if got == 0 {
		f.Outcome, f.Missing = policy.Undetermined, missingReceived
		r.EmitFor(r.CoverOf(standing), standing, f, sayNoAmount, policy.Day(on), policy.Day(deadline), policy.Yuan(paid))
	} else {
		should := share(p.Amount, got, up.DueAmount)
		short := min(bal.Undisputed, should-paid)
		if short <= 0 {
			return
		}
		f.Amount = ledger.Some(short)
		r.Step(stepShould, policy.Yuan(should), "reading:pass-on-share")
		r.EmitFor(r.CoverOf(standing), standing, f, sayPassOn, policy.Day(on), policy.Yuan(got), policy.Yuan(up.DueAmount),
			policy.Day(deadline), policy.Yuan(should), policy.Yuan(paid), policy.Yuan(short), policy.Int(f.Days))
	}
	if !known {
		r.Amend(passOnLate, sayProvisional)
	}
}

var (
	passOnBasis     = []string{"notice:3", "reading:pass-on-days", "reading:pass-on-share"}
	missingReceived = []string{"upstream_receipts.received_amount"}
)

// share gives the part of an amount that answers to what came in of what was due upstream, at most all of it, rounded
// to the fen once: what was paid is in whole fen, so the shortfall is rounded with it.
func share(amount, got, due money.Fen) money.Fen {
	if got >= due {
		return amount
	}
	part, _ := amount.MulDiv(int64(got), int64(due)) // a part of the amount always fits
	return part
}
