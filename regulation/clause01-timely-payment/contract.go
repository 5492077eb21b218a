package timelypayment

import (
	"shukun/org"
	"shukun/policy"
)

// contract judges the overdue rate a contract agrees on against the one-year LPR on the day it was signed
// (Order 728 art. 15; Order 802 art. 17).
func (c *rules) contract(r *policy.Run, i int) {
	b := r.Book
	k := &b.Contracts[i]
	buyer := b.Enterprise(k.Buyer)
	if !k.OverdueRate.OK || k.SignedOn > r.AsOf || !buyer.Ours() {
		return
	}
	floor, has := c.lpr.At(k.SignedOn)
	if !has || k.OverdueRate.V >= floor || !c.floor.Or(k.SignedOn, false) {
		return
	}
	sizeKnown := buyer.Institution() || buyer.Size != org.SizeUnknown
	if sizeKnown && !buyer.Institution() && buyer.Size != org.Large {
		return
	}
	standing := b.SupplierStanding(k)
	cover := r.CoverOf(standing)
	r.Step(stepSigned, policy.Day(k.SignedOn), "notice:1")
	r.Step(stepAgreedRate, policy.Number(k.OverdueRate.V), "notice:1")
	r.Step(stepFloor, policy.Number(floor), "lpr")
	f := policy.Finding{Rule: rateBelowFloor, Enterprise: k.Buyer, Beneficiary: k.Supplier, Key: k.No, Source: k.Source,
		Basis: []string{"notice:1", c.floor.Basis(k.SignedOn), "lpr"}}
	if !sizeKnown {
		f.Outcome, f.Missing = policy.Undetermined, []string{"enterprises.size"}
	}
	r.EmitFor(cover, standing, f, sayBelowFloor, policy.Day(k.SignedOn), policy.Number(k.OverdueRate.V), policy.Number(floor))
	if !sizeKnown && cover != policy.NotCovered {
		r.Amend(rateBelowFloor, sayNoBuyer)
	}
}
