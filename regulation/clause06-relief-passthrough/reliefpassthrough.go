// Package reliefpassthrough is clause 6: relief of premises that are sublet reaches the one who uses them, and companies
// with minority holders decide properly and soon.
package reliefpassthrough

import (
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
	"shukun/relief"
)

// rules holds clause 6 with its terms.
type rules struct{ terms *relief.Terms }

// New makes the clause from the terms of the rent relief.
func New(terms *relief.Terms) policy.Clause {
	c := &rules{terms: terms}
	return policy.Clause{Number: 6, Rules: allRules, Walks: []policy.Walk{
		{Ledger: leasesLedger, Rules: allRules, Row: c.lease, Rows: func(b *ledger.Book) int { return len(b.Leases) }},
	}}
}

// lease evaluates the lease of one actual occupant and the chain above it.
func (c *rules) lease(r *policy.Run, i int) {
	claim, ok := c.terms.Claim(r, &r.Book.Leases[i])
	if !ok || claim.Verdict == relief.NotEligible {
		return
	}
	c.consent(r, &claim)
	if len(claim.Above()) > 0 {
		c.shares(r, &claim)
		c.passThrough(r, &claim)
	}
}

// wholly is the share held, in percent, at which there is no other holder.
var wholly = money.Whole(100)

// consent tells of a lessor with other holders whose decision is not on file although the relief is not complete.
func (c *rules) consent(r *policy.Run, claim *relief.Claim) {
	held := claim.Unit.Holding
	if !held.OK || held.V >= wholly || claim.Lease.DecisionNo != "" || claim.On.DecisionNo != "" || !r.Wants(minorityConsent) {
		return
	}
	given := c.terms.Given(r, claim).All
	if given >= claim.Total {
		return
	}
	c.terms.Explain(r, claim)
	relief.ExplainGiven(r, given)
	r.Step(stepHeld, policy.Number(held.V), "reading:minority-decision-number")
	f := claim.Finding(minorityConsent)
	f.DueOn, f.Basis = claim.Due(), consentBasis
	claim.Emit(r, f, sayConsent, policy.Number(held.V), policy.Yuan(claim.Total), policy.Yuan(given), policy.Day(claim.Due()))
}

var consentBasis = []string{"notice:6", "reading:minority-decision-number"}

// shares tells what each owner of ours above owes its sub-lessor of ours: the unit that relieves the occupant is relieved
// in turn on its own rent, link by link, as far up as both sides are ours.
func (c *rules) shares(r *policy.Run, claim *relief.Claim) {
	if !r.Wants(ownerShare) {
		return
	}
	b := r.Book
	above := claim.Above()
	for i := range above {
		if above[i] == claim.On {
			above = above[i+1:]
			break
		}
	}
	for _, h := range above {
		if !b.Lessor(h).Ours() || !b.Enterprise(h.Tenant).Ours() {
			return
		}
		share, shared := c.terms.Share(r, claim, h)
		given := c.terms.Granted(r, claim, h)
		if share <= given {
			continue
		}
		c.terms.Explain(r, claim)
		r.Step(stepHead, policy.Str(h.No), "reading:sublease-chain")
		r.Step(stepHeadRent, policy.Yuan(h.MonthlyRent), "notice:6")
		r.Step(stepShare, policy.Yuan(share), "reading:sublease-chain")
		f := claim.Finding(ownerShare)
		f.Enterprise, f.Beneficiary, f.Amount, f.DueOn, f.Basis = h.Lessor, h.Tenant, ledger.Some(share), claim.Due(), shareBasis
		claim.Emit(r, f, sayShare, policy.Str(h.No), policy.Yuan(h.MonthlyRent), policy.Number(claim.Months.Total), policy.Int(claim.Days), policy.Yuan(share), policy.Yuan(given))
		c.terms.SayShared(r, ownerShare, shared)
	}
}

var shareBasis = []string{"notice:6", "reading:sublease-chain", "reading:pro-rata-method"}

// passThrough tells of relief that was given to a sub-lessor and has not reached the occupant by the deadline. It is for
// the sub-lessor to put right if it is ours, else for the owner. What a unit holds back at several links is one finding.
func (c *rules) passThrough(r *policy.Run, claim *relief.Claim) {
	if claim.Due() >= r.AsOf || !r.Wants(passThrough) {
		return
	}
	b := r.Book
	type held struct {
		by     *ledger.Enterprise
		amount money.Fen
		head   *ledger.Lease
	}
	var all []held
	for _, h := range claim.Above() {
		by := b.Enterprise(h.Tenant)
		if !by.Ours() {
			by = b.Lessor(h)
		}
		if !by.Ours() {
			continue
		}
		amount := c.terms.Withheld(r, claim, h)
		if amount <= 0 {
			continue
		}
		if n := len(all); n > 0 && all[n-1].by == by {
			all[n-1].amount += amount
			all[n-1].head = h
			continue
		}
		all = append(all, held{by, amount, h})
	}
	for _, x := range all {
		given, reached := relief.ToTenant(r, x.head), c.terms.Given(r, claim).All
		c.terms.Explain(r, claim)
		r.Step(stepHead, policy.Str(x.head.No), "reading:sublease-chain")
		r.Step(stepToTenant, policy.Yuan(given), "reading:pass-through-proof")
		r.Step(stepReached, policy.Yuan(reached), "reading:pass-through-proof")
		f := claim.Finding(passThrough)
		f.Enterprise, f.Amount, f.DueOn, f.Days = x.by.Code, ledger.Some(x.amount), claim.Due(), int32(r.AsOf-claim.Due())
		f.NextChange, f.Basis = r.AsOf.AddDays(1), passBasis
		claim.Emit(r, f, sayPass, policy.Str(x.head.No), policy.Yuan(given), policy.Day(f.DueOn), policy.Yuan(reached), policy.Yuan(x.amount))
	}
}

var passBasis = []string{"notice:6", "reading:pass-through-proof", "reading:actual-occupant"}
