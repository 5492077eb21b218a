package fairterms

import (
	"shukun/ledger"
	"shukun/org"
	"shukun/policy"
)

// contract judges the payment term a contract agrees on: 60 days at most for an institution (Order 728 art. 8; Order 802
// art. 9); beyond 60 a large enterprise has to show that the term is reasonable (Order 802 art. 9).
func (c *rules) contract(r *policy.Run, i int) {
	b := r.Book
	k := &b.Contracts[i]
	if !k.TermDays.OK || k.SignedOn > r.AsOf {
		return
	}
	buyer := b.Enterprise(k.Buyer)
	if !buyer.Ours() {
		return
	}
	f := policy.Finding{Rule: termTooLong, Enterprise: k.Buyer, Beneficiary: k.Supplier, Key: k.No, Source: k.Source}
	say, limit, basis := sayInstitution, 0, ""
	switch {
	case buyer.Institution():
		// The cap is shown for contracts of any date: those signed before it are held against its first value.
		on := max(k.SignedOn, c.institutionCap.From())
		most, ok := c.institutionCap.At(on)
		if !ok || int(k.TermDays.V) <= most {
			return
		}
		limit, basis = most, c.institutionCap.Basis(on)
		f.Basis = []string{"notice:3", basis, "reading:institution-cap-any-date"}
	case buyer.Size == org.Large || buyer.Size == org.SizeUnknown:
		most, ok := c.largeDays.At(k.SignedOn)
		if !ok || int(k.TermDays.V) <= most {
			return
		}
		say, limit, basis = sayNeedsReasons, most, c.largeDays.Basis(k.SignedOn)
		f.Basis = []string{"notice:3", basis, "reading:term-over-sixty"}
		if buyer.Size == org.SizeUnknown {
			say, f.Outcome, f.Missing = sayNoBuyer, policy.Undetermined, missingBuyer
		}
	default:
		return
	}
	c.emitTerm(r, k, f, say, limit, basis)
}

var missingBuyer = []string{"enterprises.size"}

func (c *rules) emitTerm(r *policy.Run, k *ledger.Contract, f policy.Finding, say *policy.Sentence, limit int, basis string) {
	standing := r.Book.SupplierStanding(k)
	r.Step(stepSigned, policy.Day(k.SignedOn), "notice:3")
	r.Step(stepDays, policy.Int(k.TermDays.V), "notice:3")
	r.Step(stepMost, policy.Int(limit), basis)
	r.EmitFor(r.CoverOf(standing), standing, f, say, policy.Day(k.SignedOn), policy.Int(k.TermDays.V), policy.Int(limit))
}
