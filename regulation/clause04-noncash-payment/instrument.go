package noncashpayment

import (
	"shukun/civil"
	"shukun/ledger"
	"shukun/org"
	"shukun/policy"
)

// instrument judges how long one bill or certificate runs, and whether it was paid at maturity.
func (c *rules) instrument(r *policy.Run, i int) {
	x := &r.Book.Instruments[i]
	if x.IssuedOn > r.AsOf {
		return
	}
	months, caught := c.tenor[x.Kind].At(x.IssuedOn)
	limit := x.IssuedOn.AddMonths(months)
	tooLong := caught && x.MaturesOn > limit
	unpaid := x.MaturesOn < r.AsOf && (x.SettledOn == 0 || x.SettledOn > r.AsOf)
	if !tooLong && !unpaid || !r.Book.Enterprise(x.Issuer).Ours() {
		return
	}
	standing := payeeStanding(r, x)
	cover := r.CoverOf(standing)
	f := policy.Finding{Enterprise: x.Issuer, Beneficiary: x.Payee, Key: x.No, Source: x.Source, Amount: ledger.Some(x.Amount)}
	before := r.Found()
	if tooLong && cover != policy.NotCovered && r.Wants(tenor) {
		c.tooLong(r, x, f, cover, standing, limit)
	}
	if unpaid {
		r.Forget(before)
		c.unpaid(r, x, f, cover)
	}
}

// payeeStanding gives the size of an instrument's payee: that at the signing of its contract if filed, else as known.
func payeeStanding(r *policy.Run, x *ledger.Instrument) *ledger.Standing {
	if k := r.Book.FindContract(x.Issuer, x.ContractNo); k != nil && k.SignedOn <= r.AsOf && k.SupplierSize != 0 && k.Supplier == x.Payee {
		return ledger.StandingOf(k.SupplierSize)
	}
	return r.Book.Standing(x.Payee)
}

// tooLong emits an instrument that matures after the limit: six months from the day of issue, plain.
func (c *rules) tooLong(r *policy.Run, x *ledger.Instrument, f policy.Finding, cover policy.Cover, standing *ledger.Standing, limit civil.Date) {
	months, _ := c.tenor[x.Kind].At(x.IssuedOn)
	source := c.tenor[x.Kind].Basis(x.IssuedOn)
	f.Rule, f.DueOn, f.Days, f.Basis = tenor, limit, int32(x.MaturesOn-limit), withNotice(source)
	hard, has := 0, false
	if x.Kind == ledger.SupplyChainNote {
		hard, has = c.hardLimit.At(x.IssuedOn)
	}
	pastHard := has && x.MaturesOn > x.IssuedOn.AddMonths(hard)
	if x.Exception != "" && !pastHard {
		f.Outcome, f.Basis = policy.Notice, append(f.Basis, "reading:tenor-in-principle")
	}
	r.Step(stepIssued, policy.Day(x.IssuedOn), "")
	r.Step(stepMonths, policy.Int(months), source)
	r.Step(stepLimit, policy.Day(limit), "reading:tenor-not-rolled")
	r.Step(stepMatures, policy.Day(x.MaturesOn), "")
	r.EmitFor(cover, standing, f, sayTenor, policy.Words(kindWords[x.Kind]), policy.Day(x.IssuedOn), policy.Day(x.MaturesOn),
		policy.Int(months), policy.Day(limit), policy.Int(f.Days))
	switch {
	case pastHard:
		r.Amend(tenor, sayHardLimit, policy.Int(hard))
	case x.Exception != "":
		r.Amend(tenor, sayException)
	}
}

// unpaid emits an instrument past its maturity, whoever holds it: a bill that is not honoured is a breach towards anyone.
func (c *rules) unpaid(r *policy.Run, x *ledger.Instrument, f policy.Finding, cover policy.Cover) {
	if cover == policy.NotCovered {
		f.Beneficiary = org.Code{}
	}
	f.Rule, f.DueOn, f.Days, f.NextChange = maturedUnpaid, x.MaturesOn, int32(r.AsOf-x.MaturesOn), r.AsOf.AddDays(1)
	r.Step(stepMatures, policy.Day(x.MaturesOn), "notice:4")
	r.Step(stepFace, policy.Yuan(x.Amount), "notice:4")
	r.Emit(f, sayUnpaid, policy.Words(kindWords[x.Kind]), policy.Day(x.MaturesOn), policy.Int(f.Days), policy.Yuan(x.Amount))
}

// withNotice gives what a finding rests on: the notice, and a source beside it.
func withNotice(source string) []string {
	if source == "" || source == "notice:4" {
		return []string{"notice:4"}
	}
	return []string{"notice:4", source}
}
