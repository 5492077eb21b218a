package timelypayment

import (
	"shukun/civil"
	"shukun/debt"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// need is what a unit owes SMEs by a day ahead.
type need struct {
	covered money.Fen
	unknown money.Fen // to parties of unknown size
	missing []string
	next    civil.Date // when the next payable comes into view
}

// unit judges whether a unit can pay what it owes SMEs in the next thirty days, or its group must help.
func (c *rules) unit(r *policy.Run, i int) {
	b := r.Book
	e := &b.Enterprises[i]
	if !e.Ours() || b.Parent(e) == nil {
		return
	}
	top := b.Top(e)
	position := b.PositionOn(e.Code, r.AsOf)
	if top == e || position == nil {
		return
	}
	until := r.AsOf.AddDays(c.lookAhead)
	n := c.need(r, e, until)
	var support money.Fen
	b.SupportOf(e.Code, func(s *ledger.GroupSupport) {
		if s.GrantedOn <= r.AsOf && (s.RepaidOn == 0 || s.RepaidOn > r.AsOf) {
			support += s.Amount
		}
	})
	have := position.Available + support
	f := policy.Finding{Rule: liquiditySupport, Enterprise: top.Code, Beneficiary: e.Code, Key: e.Code.String(),
		Source: position.Source, NextChange: n.next, Basis: supportBasis}
	total := n.covered
	switch {
	case n.covered > have:
	case n.covered+n.unknown > have:
		total += n.unknown
		f.Outcome, f.Missing = policy.Undetermined, n.missing
	default:
		return
	}
	gap := total - have
	f.Amount = ledger.Some(gap)
	r.Step(stepNeed, policy.Yuan(total), "notice:1")
	r.Step(stepFunds, policy.Yuan(position.Available), "notice:1")
	r.Step(stepSupport, policy.Yuan(support), "notice:1")
	r.Step(stepGap, policy.Yuan(gap), "reading:support-need-thirty-days")
	r.Emit(f, saySupport, policy.Day(until), policy.Yuan(total), policy.Yuan(position.Available), policy.Yuan(support), policy.Yuan(gap))
}

var supportBasis = []string{"notice:1", "reading:support-need-thirty-days"}

// need adds up the undisputed balances of a unit's payables that are due by a day.
func (c *rules) need(r *policy.Run, e *ledger.Enterprise, until civil.Date) need {
	var n need
	b := r.Book
	b.PayablesOf(e.Code, func(p *ledger.Payable) {
		standing := b.PayeeStanding(p, r.AsOf)
		cover := r.CoverOf(standing)
		if cover == policy.NotCovered {
			return
		}
		due := c.terms.Due(b, p, e, r.AsOf).On
		if due == 0 {
			return
		}
		open := debt.BalanceOn(b, p, r.AsOf).Undisputed
		switch {
		case open == 0:
		case due > until:
			n.next = civil.Earlier(n.next, due.AddDays(-c.lookAhead))
		case cover == policy.CoverUnknown:
			n.unknown += open
			n.missing = standing.Missing
		default:
			n.covered += open
		}
	})
	return n
}
