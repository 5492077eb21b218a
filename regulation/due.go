package regulation

import (
	"shukun/civil"
	"shukun/debt"
	"shukun/ledger"
	"shukun/policy"
)

// Due gives when a payable falls due as known on day d, as the rules of clause 1 see it.
func (g *Regulation) Due(b *ledger.Book, p *ledger.Payable, d civil.Date) debt.Due {
	return g.terms.Due(b, p, b.Payer(p), d)
}

// CoverOf tells whether the payee of a payable is a covered SME, as the rules of clause 1 see it on the question's day.
func (g *Regulation) CoverOf(b *ledger.Book, p *ledger.Payable, q policy.Question) policy.Cover {
	return policy.NewRun(q, b, nil).CoverOf(b.PayeeStanding(p, q.AsOf))
}
