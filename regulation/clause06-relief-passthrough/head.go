package reliefpassthrough

import (
	"slices"

	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
	"shukun/relief"
)

// head evaluates a lease as a head lease: what its lessor owes its tenant for the occupants below, and what of the relief
// recorded for its tenant has not got to them. The findings are about the occupants' leases.
func (c *rules) head(r *policy.Run, h *ledger.Lease) {
	b := r.Book
	owner, sublessor := b.Lessor(h), b.Enterprise(h.Tenant)
	if !owner.Ours() && !sublessor.Ours() {
		return
	}
	x, ok := c.terms.Head(r, h)
	if !ok {
		return
	}
	c.explain(r, h, &x)
	for i := range x.Places {
		p := &x.Places[i]
		if owner.Ours() && sublessor.Ours() && p.Granted < p.Share && owes(b, &p.Claim, h) {
			c.share(r, h, p)
		}
		if p.Claim.Due() < r.AsOf && p.Withheld > 0 {
			c.withheld(r, h, p)
		}
	}
}

// explain records what is common to the occupants of a head lease, and all about the one if there is one only.
func (c *rules) explain(r *policy.Run, h *ledger.Lease, x *relief.Head) {
	if !r.Trace {
		return
	}
	if len(x.Places) == 1 {
		if claim, ok := c.terms.Claim(r, x.Places[0].Claim.Lease); ok {
			c.terms.Explain(r, &claim)
		}
	}
	r.Step(stepHead, policy.Str(h.No), "reading:sublease-chain")
	r.Step(stepHeadRent, policy.Yuan(h.MonthlyRent), "notice:6")
	r.Step(stepOccupants, policy.Int(x.All), "reading:actual-occupant")
	r.Step(stepToTenant, policy.Yuan(x.Granted), "reading:pass-through-proof")
	var reached money.Fen
	for i := range x.Places {
		reached += x.Places[i].Reached
	}
	r.Step(stepReached, policy.Yuan(reached), "reading:pass-through-proof")
}

// owes reports whether the owner of a head lease owes its tenant a share for an occupant: the unit that relieves the
// occupant is relieved in turn on its own rent, link by link, as far up as both sides are ours. A unit that has let to
// itself by a roundabout way owes its share once.
func owes(b *ledger.Book, claim *relief.Claim, h *ledger.Lease) bool {
	above := claim.Above()
	above = above[slices.Index(above, claim.On)+1:] // all of them if the occupant's own lessor relieves it
	for i, x := range above {
		again := slices.ContainsFunc(above[:i], func(before *ledger.Lease) bool { return before.Lessor == x.Lessor })
		if again || !b.Lessor(x).Ours() || !b.Enterprise(x.Tenant).Ours() {
			return false
		}
		if x == h {
			return true
		}
	}
	return false
}

// share tells what the owner owes its sub-lessor for one occupant.
func (c *rules) share(r *policy.Run, h *ledger.Lease, p *relief.Place) {
	r.Step(stepShare, policy.Yuan(p.Share), "reading:sublease-chain")
	f := p.Claim.Finding(ownerShare)
	f.Enterprise, f.Beneficiary, f.Amount, f.DueOn, f.Basis = h.Lessor, h.Tenant, ledger.Some(p.Share), p.Claim.Due(), shareBasis[p.Claim.MethodReading()]
	p.Claim.Emit(r, f, sayShare, policy.Str(h.No), policy.Yuan(h.MonthlyRent), policy.Number(p.Claim.Months.Total), policy.Int(p.Claim.Days), policy.Yuan(p.Share), policy.Yuan(p.Granted))
	c.terms.SayShared(r, ownerShare, p.Shared)
}

// shareBasis is what a share rests on, by the reading by which it is pro-rated.
var shareBasis = map[string][]string{
	"reading:pro-rata-method": {"notice:6", "reading:sublease-chain", "reading:pro-rata-method"},
	"reading:local-pro-rata":  {"notice:6", "notice:7", "reading:sublease-chain", "reading:local-pro-rata"},
}

// holder gives the unit that has to see relief recorded on a head lease through to the occupants: the sub-lessor if it is
// ours, else the owner.
func holder(b *ledger.Book, h *ledger.Lease) *ledger.Enterprise {
	if e := b.Enterprise(h.Tenant); e.Ours() {
		return e
	}
	return b.Lessor(h)
}

// withheld tells of relief that was given to a sub-lessor and has not reached an occupant by the deadline. What one unit
// holds back at several links is one finding, told at the link nearest to the occupant.
func (c *rules) withheld(r *policy.Run, h *ledger.Lease, p *relief.Place) {
	b := r.Book
	by, amount, given := holder(b, h), p.Withheld, p.Granted
	for i, x := range p.Claim.Above() {
		if x == h {
			more, last := c.furtherUp(r, p, by, i+1)
			if amount += more; more > 0 {
				given = last
			}
			break
		}
		if holder(b, x) == by && c.at(r, x, p) > 0 {
			return // told there
		}
	}
	f := p.Claim.Finding(passThrough)
	f.Enterprise, f.Amount, f.DueOn, f.Days = by.Code, ledger.Some(amount), p.Claim.Due(), int32(r.AsOf-p.Claim.Due())
	f.NextChange, f.Basis = r.AsOf.AddDays(1), passBasis
	p.Claim.Emit(r, f, sayPass, policy.Str(h.No), policy.Yuan(given), policy.Day(f.DueOn), policy.Yuan(p.Reached), policy.Yuan(amount))
	if amount < given-p.Reached {
		r.Amend(passThrough, sayElsewhere)
	}
}

// furtherUp adds up what a unit holds back for an occupant at the links from the i-th up, and gives what the last of them
// was granted.
func (c *rules) furtherUp(r *policy.Run, p *relief.Place, by *ledger.Enterprise, i int) (sum, granted money.Fen) {
	for _, x := range p.Claim.Above()[i:] {
		if holder(r.Book, x) != by {
			continue
		}
		if q := c.place(r, x, p); q != nil && q.Withheld > 0 {
			sum, granted = sum+q.Withheld, q.Granted
		}
	}
	return sum, granted
}

// at gives what is held back for an occupant at a head lease.
func (c *rules) at(r *policy.Run, h *ledger.Lease, p *relief.Place) money.Fen {
	if q := c.place(r, h, p); q != nil {
		return q.Withheld
	}
	return 0
}

// place finds an occupant under a head lease, nil if it is not there.
func (c *rules) place(r *policy.Run, h *ledger.Lease, p *relief.Place) *relief.Place {
	x, ok := c.terms.Head(r, h)
	if !ok {
		return nil
	}
	for i := range x.Places {
		if x.Places[i].Claim.Lease == p.Claim.Lease {
			return &x.Places[i]
		}
	}
	return nil
}

var passBasis = []string{"notice:6", "reading:pass-through-proof", "reading:actual-occupant"}
