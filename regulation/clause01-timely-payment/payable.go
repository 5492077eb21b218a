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
	look := c.terms.Look(r, p)
	if !look.Payer.Ours() || look.Cover == policy.NotCovered {
		return
	}
	v := view{look, look.Due(r), look.Balance(r)}
	due, bal := v.due, v.bal
	if r.Trace {
		c.traceDue(r, &v)
	}
	if p.RequestedOn != 0 {
		c.confirmation(r, &v)
	}
	if bal.Disputed > 0 {
		f := v.finding(disputed)
		f.Amount = ledger.Some(bal.Disputed)
		v.emit(r, f, sayDisputed, policy.Yuan(bal.Disputed))
	}
	if due.On == 0 {
		if bal.Open > 0 {
			f := v.finding(undeterminedDue)
			f.Amount, f.Missing = ledger.Some(bal.Open), due.Missing()
			v.emit(r, f, sayNoDue, policy.Yuan(bal.Open))
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
		v.emit(r, f, sayDueSoon, policy.Day(due.On), policy.Yuan(bal.Undisputed))
		v.provisional(r, dueSoon)
	}
}

// view is one payable as the rules look at it, with when it is due and what is owed on it.
type view struct {
	*debt.View
	due *debt.Due
	bal debt.Balance
}

func (v *view) finding(rule *policy.Rule) policy.Finding {
	return policy.Finding{Rule: rule, Enterprise: v.P.Payer, Beneficiary: v.P.Payee, Key: v.P.No, Source: v.P.Source}
}

// emit keeps a finding that stands only if the payee is covered.
func (v *view) emit(r *policy.Run, f policy.Finding, reason *policy.Sentence, args ...policy.Arg) {
	r.EmitFor(v.Cover, v.Standing(r), f, reason, args...)
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
		v.emit(r, f, sayOverdue, policy.Day(v.due.On), policy.Int(days), policy.Yuan(u))
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
	if v.P.Reason == 0 {
		return
	}
	key, words := ledger.UnpaidReasonWords(v.P.Reason)
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
	v.emit(r, f, say, policy.Int(days), policy.Words(words), policy.Yuan(v.bal.Undisputed))
}

// confirmation judges the clock for confirming a debt: 30 days from the request (Order 728 art. 14; Order 802 art. 16).
func (c *rules) confirmation(r *policy.Run, v *view) {
	asked := v.P.RequestedOn
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
	if done := v.P.ConfirmedOn; done != 0 && done <= r.AsOf {
		say, end, f.NextChange = sayConfirmed, done, 0
	}
	if end <= deadline {
		return
	}
	f.DueOn, f.Days = deadline, int32(end-deadline)
	f.Basis = []string{"notice:1", c.confirmDays.Basis(asked)}
	v.emit(r, f, say, policy.Day(asked), policy.Day(deadline), policy.Int(f.Days))
}
