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

// lease evaluates a lease as one of an actual occupant, and as the head lease of those below it.
func (c *rules) lease(r *policy.Run, i int) {
	l := &r.Book.Leases[i]
	if r.Wants(minorityConsent) {
		if claim, ok := c.terms.Claim(r, l); ok && claim.Verdict != relief.NotEligible {
			c.consent(r, &claim)
		}
	}
	if r.Wants(ownerShare) || r.Wants(passThrough) {
		c.head(r, l)
	}
}

// wholly is the share held, in percent, at which there is no other holder.
var wholly = money.Whole(100)

// consent tells of a lessor with other holders whose decision is not on file although the relief is not complete.
func (c *rules) consent(r *policy.Run, claim *relief.Claim) {
	held := claim.Unit.Holding
	if !held.OK || held.V >= wholly || claim.Lease.DecisionNo != "" || claim.On.DecisionNo != "" {
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
