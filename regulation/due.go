package regulation

import (
	"shukun/civil"
	"shukun/debt"
	"shukun/ledger"
	"shukun/policy"
	"shukun/relief"
)

// Due gives when a payable falls due as known on day d, as the rules of clause 1 see it.
func (g *Regulation) Due(b *ledger.Book, p *ledger.Payable, d civil.Date) debt.Due {
	return g.terms.Due(b, p, b.Payer(p), d)
}

// CoverOf tells whether the payee of a payable is a covered SME, as the rules of clause 1 see it on the question's day.
func (g *Regulation) CoverOf(b *ledger.Book, p *ledger.Payable, q policy.Question) policy.Cover {
	return policy.NewRun(q, b, nil).CoverOf(b.PayeeStanding(p, q.AsOf))
}

// Relief gives what the tenant of a lease can claim, and what was recorded for it, as the rules of clauses 5 to 7 see it on
// the question's day; ok is false if no unit of ours would owe it.
func (g *Regulation) Relief(b *ledger.Book, l *ledger.Lease, q policy.Question) (c relief.Claim, given relief.Given, ok bool) {
	run := policy.NewRun(q, b, nil)
	if c, ok = g.rent.Claim(run, l); !ok {
		return c, given, false
	}
	return c, g.rent.Given(run, &c), true
}
