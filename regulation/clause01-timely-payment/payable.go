package timelypayment

import (
	"slices"

	"shukun/debt"
	"shukun/ledger"
	"shukun/policy"
)

// soonDays is how far ahead a due date is told.
const soonDays = 30 // the output contract's own figure for 01.due-soon

// payable evaluates one payable: it is the hot path of the whole check and allocates nothing for a clean row.
func (c *rules) payable(r *policy.Run, i int) {
	b := r.Book
	p := &b.Payables[i]
	payer := b.Payer(p)
	if !payer.Ours() {
		return
	}
	standing := b.PayeeStanding(p, r.AsOf)
	cover := r.CoverOf(standing)
	if cover == policy.NotCovered {
		return
	}
	due := c.terms.Due(b, p, payer, r.AsOf)
	bal := debt.BalanceOn(b, p, r.AsOf)
	v := view{p: p, payer: payer, standing: standing, cover: cover, due: due, bal: bal}
	if r.Trace {
		c.traceDue(r, &v)
	}
	if p.RequestedOn != 0 {
		c.confirmation(r, &v)
	}
	if bal.Disputed > 0 {
		f := v.finding(disputed)
		f.Amount = ledger.Some(bal.Disputed)
		r.EmitFor(cover, v.standing, f, sayDisputed, policy.Yuan(bal.Disputed))
	}
	if due.On == 0 {
		if bal.Open > 0 {
			f := v.finding(undeterminedDue)
			f.Amount, f.Missing = ledger.Some(bal.Open), due.Missing()
			r.EmitFor(cover, v.standing, f, sayNoDue, policy.Yuan(bal.Open))
		}
		return
	}
	if r.AsOf > due.On {
		c.late(r, &v)
		return
	}
	if bal.Undisputed > 0 && due.On <= r.AsOf.AddDays(soonDays) {
		f := v.finding(dueSoon)
		f.Amount, f.DueOn, f.NextChange = ledger.Some(bal.Undisputed), due.On, due.On.AddDays(1)
		r.EmitFor(cover, v.standing, f, sayDueSoon, policy.Day(due.On), policy.Yuan(bal.Undisputed))
		v.provisional(r, dueSoon)
	}
}

// view is one payable as the rules look at it.
type view struct {
	p        *ledger.Payable
	payer    *ledger.Enterprise
	standing *ledger.Standing
	cover    policy.Cover
	due      debt.Due
	bal      debt.Balance
}

func (v *view) finding(rule *policy.Rule) policy.Finding {
	return policy.Finding{Rule: rule, Enterprise: v.p.Payer, Beneficiary: v.p.Payee, Key: v.p.No, Source: v.p.Source}
}

func (v *view) provisional(r *policy.Run, rule *policy.Rule) {
	if v.due.Provisional {
		r.Amend(rule, sayRolled)
	}
}

// late evaluates a payable past its due date.
func (c *rules) late(r *policy.Run, v *view) {
	days := int32(r.AsOf - v.due.On)
	tomorrow := r.AsOf.AddDays(1)
	if u := v.bal.Undisputed; u > 0 {
		f := v.finding(overdue)
		f.Amount, f.DueOn, f.Days, f.NextChange = ledger.Some(u), v.due.On, days, tomorrow
		f.Basis = overdueBasis(v.due.Basis)
		r.EmitFor(v.cover, v.standing, f, sayOverdue, policy.Day(v.due.On), policy.Int(days), policy.Yuan(u))
		v.provisional(r, overdue)
		c.excuse(r, v, days)
	}
	c.interest(r, v)
}

// overdueBases keeps the few lists of basis there are, so that a finding need not make its own.
var overdueBases = map[string][]string{
	"notice:1": {"notice:1"}, "reg728:8": {"notice:1", "reg728:8"}, "reg802:9": {"notice:1", "reg802:9"},
}

func overdueBasis(due string) []string {
	if b, ok := overdueBases[due]; ok {
		return b
	}
	return []string{"notice:1", due}
}

// excuse judges the reason given for not paying (Order 728 arts. 11, 13; Order 802 arts. 12, 14).
func (c *rules) excuse(r *policy.Run, v *view, days int32) {
	if v.p.Reason == 0 {
		return
	}
	key, words := ledger.UnpaidReasonWords(v.p.Reason)
	f := v.finding(unlawfulExcuse)
	f.Amount, f.DueOn, f.Days, f.NextChange = ledger.Some(v.bal.Undisputed), v.due.On, days, r.AsOf.AddDays(1)
	say := sayExcuse
	switch {
	case slices.Contains(c.forbidden.Or(r.AsOf, nil), key):
		f.Basis = []string{"notice:1", c.forbidden.Basis(r.AsOf)}
	case slices.Contains(c.dependent.Or(r.AsOf, nil), key):
		f.Outcome, f.Missing, say = policy.Undetermined, []string{"contracts.text_file"}, sayMayAllow
		f.Basis = []string{"notice:1", c.dependent.Basis(r.AsOf)}
	default:
		return
	}
	r.EmitFor(v.cover, v.standing, f, say, policy.Int(days), policy.Words(words), policy.Yuan(v.bal.Undisputed))
}

// confirmation judges the clock for confirming a debt: 30 days from the request (Order 728 art. 14; Order 802 art. 16).
func (c *rules) confirmation(r *policy.Run, v *view) {
	asked := v.p.RequestedOn
	n, ok := c.confirmDays.At(asked)
	if asked > r.AsOf || !ok {
		return
	}
	deadline := asked.AddDays(n)
	if c.roll {
		deadline, _ = c.basics.Deadline(deadline)
	}
	say, end := sayConfirm, r.AsOf
	f := v.finding(confirmationLate)
	f.NextChange = r.AsOf.AddDays(1)
	if done := v.p.ConfirmedOn; done != 0 && done <= r.AsOf {
		say, end, f.NextChange = sayConfirmed, done, 0
	}
	if end <= deadline {
		return
	}
	f.DueOn, f.Days = deadline, int32(end-deadline)
	f.Basis = []string{"notice:1", c.confirmDays.Basis(asked)}
	r.EmitFor(v.cover, v.standing, f, say, policy.Day(asked), policy.Day(deadline), policy.Int(f.Days))
}
