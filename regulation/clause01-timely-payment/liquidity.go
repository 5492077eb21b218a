package timelypayment

import (
	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// need is what a unit owes SMEs by a day ahead.
type need struct {
	c       *rules
	unit    *ledger.Enterprise
	until   civil.Date
	covered money.Fen
	unknown money.Fen  // to parties of unknown size
	missing []string   // what would settle the size of the last of them
	last    int        // that payable
	next    civil.Date // when the next payable comes into view
}

// need begins what a unit needs; nil if it has no group to help it, or no cash position.
func (c *rules) need(r *policy.Run, i int) policy.Tally {
	b := r.Book
	e := &b.Enterprises[i]
	if !e.Ours() || b.Parent(e) == nil || b.Top(e) == e || b.PositionOn(e.Code, r.AsOf) == nil {
		return nil
	}
	return &need{c: c, unit: e, until: r.AsOf.AddDays(c.lookAhead)}
}

// Add adds the undisputed balance of a payable that is due by the day.
func (n *need) Add(r *policy.Run, i int, p *ledger.Payable) {
	v := n.c.terms.Look(r, p)
	if v.Cover == policy.NotCovered {
		return
	}
	open := v.Balance(r).Undisputed
	if open == 0 {
		return
	}
	due := v.Due(r).On
	switch {
	case due == 0:
	case due > n.until:
		n.next = civil.Earlier(n.next, due.AddDays(-n.c.lookAhead))
	case v.Cover == policy.CoverUnknown:
		n.unknown += open
		if n.missing == nil || i > n.last {
			n.missing, n.last = v.Standing(r).Missing, i
		}
	default:
		n.covered += open
	}
}

// Fork begins the same need anew.
func (n *need) Fork() policy.Tally { return &need{c: n.c, unit: n.unit, until: n.until} }

// Merge adds what is owed on other payables.
func (n *need) Merge(other policy.Tally) {
	o := other.(*need)
	n.covered += o.covered
	n.unknown += o.unknown
	n.next = civil.Earlier(n.next, o.next)
	if o.missing != nil && (n.missing == nil || o.last > n.last) {
		n.missing, n.last = o.missing, o.last
	}
}

// unit judges whether a unit can pay what it owes SMEs in the next thirty days, or its group must help.
func (c *rules) unit(r *policy.Run, i int) {
	n, ok := r.Tally(i, c.need).(*need)
	if !ok {
		return
	}
	b, e, until := r.Book, n.unit, n.until
	top, position := b.Top(e), b.PositionOn(e.Code, r.AsOf)
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
