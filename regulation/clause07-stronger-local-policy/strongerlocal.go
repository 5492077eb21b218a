// Package strongerlocal is clause 7: a local policy that gives more is carried out, and for premises of companies in which
// only a minority is held the shareholder seeks the same.
package strongerlocal

import (
	"shukun/ledger"
	"shukun/policy"
	"shukun/relief"
)

// rules holds clause 7 with its terms.
type rules struct{ terms *relief.Terms }

// New makes the clause from the terms of the rent relief.
func New(terms *relief.Terms) policy.Clause {
	c := &rules{terms: terms}
	return policy.Clause{Number: 7, Rules: allRules, Walks: []policy.Walk{
		{Ledger: leasesLedger, Rules: allRules, Row: c.lease, Rows: func(b *ledger.Book) int { return len(b.Leases) }},
	}}
}

// lease evaluates one lease.
func (c *rules) lease(r *policy.Run, i int) {
	l := &r.Book.Leases[i]
	if !r.Book.Lessor(l).Ours() {
		c.associate(r, l)
	}
	if len(r.Book.LocalPolicies) > 0 && r.Wants(localPolicy) {
		if claim, ok := c.terms.Claim(r, l); ok && claim.Verdict != relief.NotEligible && claim.Months.Local() {
			c.local(r, &claim)
		}
	}
}

// local tells what a local policy adds.
func (c *rules) local(r *policy.Run, claim *relief.Claim) {
	extra := c.terms.Extra(claim)
	if extra == 0 {
		return
	}
	p := claim.Months.Policy
	c.terms.Explain(r, claim)
	r.Step(stepOwn, policy.Number(claim.Months.Own), "notice:5")
	r.Step(stepDocument, policy.Str(p.Document), "notice:7")
	r.Step(stepExtra, policy.Yuan(extra), "reading:local-policy-max")
	f := claim.Finding(localPolicy)
	f.Amount, f.Basis = ledger.Some(extra), localBasis[p.ProRata != 0]
	claim.Emit(r, f, sayLocal, policy.Str(p.Document), policy.Day(p.EffectiveOn), policy.Number(p.Months.V), policy.Number(claim.Months.Own), policy.Yuan(extra))
	claim.SayMethod(r, localPolicy)
	if p.CompleteBy != 0 {
		r.Amend(localPolicy, sayCompleteBy, policy.Day(p.CompleteBy))
	}
}

// localBasis is what the notice rests on, by whether the policy lays down a way to pro-rate.
var localBasis = map[bool][]string{
	false: {"notice:7", "reading:local-policy-max", "reading:pro-rata-method", "reading:local-deadline"},
	true:  {"notice:7", "reading:local-policy-max", "reading:local-pro-rata", "reading:local-deadline"},
}

// associate tells a parent of a company in which it holds a minority what it has to seek for the company's tenant.
func (c *rules) associate(r *policy.Run, l *ledger.Lease) {
	if !r.Wants(associateLessor) {
		return
	}
	claim, company, ok := c.terms.Associate(r, l)
	if !ok || claim.Verdict == relief.NotEligible {
		return
	}
	given := c.terms.Given(r, &claim).All
	if given >= claim.Total {
		return
	}
	c.terms.Explain(r, &claim)
	relief.ExplainGiven(r, given)
	r.Step(stepCompany, policy.CodeOf(company.Code), "reading:associate")
	f := claim.Finding(associateLessor)
	f.Amount, f.DueOn, f.Basis = ledger.Some(claim.Total), claim.Due(), associateBasis
	claim.Emit(r, f, sayAssociate, policy.Str(company.Name), policy.Number(claim.Months.Total), policy.Yuan(claim.Total), policy.Day(claim.Due()))
}

var associateBasis = []string{"notice:7", "notice:5", "reading:associate", "reading:pro-rata-method"}
