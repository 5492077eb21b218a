// Package rentrelief is clause 5: service-sector small and micro enterprises and individual businesses that rent premises
// of state-owned enterprises are relieved of part of their rent of 2022.
package rentrelief

import (
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
	"shukun/relief"
)

// rules holds clause 5 with its terms.
type rules struct{ terms *relief.Terms }

// New makes the clause from the terms of the rent relief, which hold its figures.
func New(terms *relief.Terms) policy.Clause {
	c := &rules{terms: terms}
	return policy.Clause{Number: 5, Rules: allRules, Walks: []policy.Walk{
		{Ledger: leasesLedger, Rules: allRules, Row: c.lease, Rows: func(b *ledger.Book) int { return len(b.Leases) }},
	}}
}

// lease evaluates one lease.
func (c *rules) lease(r *policy.Run, i int) {
	claim, ok := c.terms.Claim(r, &r.Book.Leases[i])
	if !ok {
		return
	}
	switch claim.Verdict {
	case relief.NotEligible:
		c.ineligible(r, &claim)
	case relief.Unknown:
		c.undetermined(r, &claim)
	case relief.Eligible:
		given := c.terms.Given(r, &claim)
		c.terms.Explain(r, &claim)
		c.entitlement(r, &claim)
		c.shortfall(r, &claim, given.All)
		c.over(r, &claim, given.Entitled)
	}
}

// ineligible tells of relief recorded as owed on a lease on which none is. Relief on a lease that is sublet is no fault as
// long as somebody further down may qualify: clause 6 sees to it that it gets there.
func (c *rules) ineligible(r *policy.Run, claim *relief.Claim) {
	sum := relief.Entitled(r, claim.Lease)
	if sum <= 0 || claim.Days > 0 && claim.Sublet && c.terms.Serves(r, claim) {
		return
	}
	c.terms.Explain(r, claim)
	relief.ExplainGiven(r, sum)
	f := claim.Finding(ineligibleRelief)
	f.Amount = ledger.Some(sum)
	r.Emit(f, sayIneligible, policy.Yuan(sum), policy.Words(claim.Why(r.Book)))
}

// undetermined tells what would be owed if the tenant's size and industry turned out to qualify.
func (c *rules) undetermined(r *policy.Run, claim *relief.Claim) {
	if claim.Total == 0 {
		return
	}
	c.terms.Explain(r, claim)
	f := claim.Finding(undetermined)
	f.Amount, f.DueOn, f.Basis = ledger.Some(claim.Total), claim.Due(), claim.Basis()
	claim.Emit(r, f, sayUndetermined, policy.Number(claim.Months.Total), policy.Int(claim.Days), policy.Yuan(claim.Total), policy.Day(claim.Due()))
	c.terms.SayHow(r, claim, undetermined)
}

func (c *rules) entitlement(r *policy.Run, claim *relief.Claim) {
	if claim.Total == 0 {
		return
	}
	f := claim.Finding(entitled)
	f.Amount, f.DueOn, f.Basis = ledger.Some(claim.Total), claim.Due(), claim.Basis()
	claim.Emit(r, f, sayEntitled, policy.Number(claim.Months.Total), policy.Yuan(claim.On.MonthlyRent), policy.Int(claim.Days), policy.Yuan(claim.Total), policy.Day(claim.Due()))
	if claim.TopUp.Amount > 0 {
		r.Amend(entitled, sayTopUp, policy.Yuan(claim.Base.Amount), policy.Day(claim.Base.Due), policy.Yuan(claim.TopUp.Amount), policy.Day(claim.Months.Listing.ListedOn))
	}
	c.terms.SayHow(r, claim, entitled)
}

// shortfall tells of parts whose deadline has passed and that the records do not fill; they fill the first part first.
func (c *rules) shortfall(r *policy.Run, claim *relief.Claim, given money.Fen) {
	owed, missed := claim.DueBy(r.AsOf, given)
	if owed <= given {
		return
	}
	relief.ExplainGiven(r, given)
	f := claim.Finding(shortfall)
	f.Amount, f.DueOn, f.Days, f.NextChange = ledger.Some(owed-given), missed, int32(r.AsOf-missed), r.AsOf.AddDays(1)
	f.Basis = claim.Basis()
	claim.Emit(r, f, sayShortfall, policy.Yuan(owed), policy.Yuan(given), policy.Yuan(owed-given), policy.Day(missed), policy.Int(f.Days))
	c.terms.SayHow(r, claim, shortfall)
}

func (c *rules) over(r *policy.Run, claim *relief.Claim, given money.Fen) {
	if given <= claim.Total {
		return
	}
	relief.ExplainGiven(r, given)
	f := claim.Finding(overRelief)
	f.Amount, f.Basis = ledger.Some(given-claim.Total), claim.Basis()
	claim.Emit(r, f, sayOver, policy.Yuan(given), policy.Yuan(claim.Total), policy.Yuan(given-claim.Total))
}
