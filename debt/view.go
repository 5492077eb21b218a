package debt

import (
	"shukun/ledger"
	"shukun/policy"
)

// View is a payable as the payment clauses see it on the day of the check. The rules ask of one payable after another, each
// the same things: so a run keeps the view of its latest payable, and each thing is worked out once.
type View struct {
	P     *ledger.Payable
	Payer *ledger.Enterprise
	Cover policy.Cover // whether the payee is a covered SME

	terms           *Terms
	hasDue, hasOpen bool
	due             Due
	balance         Balance
}

// Look gives the view of a payable on the run's day. It is good until the run looks at another one.
func (t *Terms) Look(r *policy.Run, p *ledger.Payable) *View {
	v, _ := r.Latest.(*View)
	if v == nil {
		v = &View{}
		r.Latest = v
	}
	if v.P != p || v.terms != t {
		v.P, v.terms, v.hasDue, v.hasOpen = p, t, false, false
		v.Payer, v.Cover = r.Book.Payer(p), r.PayeeCover(p)
	}
	return v
}

// Standing gives the payee's size as it counts for payments.
func (v *View) Standing(r *policy.Run) *ledger.Standing { return r.Book.PayeeStanding(v.P, r.AsOf) }

// Due gives when the payable falls due, as known on the run's day.
func (v *View) Due(r *policy.Run) *Due {
	if !v.hasDue {
		v.terms.find(&v.due, r.Book, v.P, v.Payer, r.AsOf)
		v.hasDue = true
	}
	return &v.due
}

// Balance gives what is owed at the end of the run's day.
func (v *View) Balance(r *policy.Run) Balance {
	if !v.hasOpen {
		v.balance, v.hasOpen = BalanceOn(r.Book, v.P, r.AsOf), true
	}
	return v.balance
}
