// Package onestopservice is clause 10: requests of utility customers are answered within the promised time, and more and
// more of them online.
package onestopservice

import (
	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// rules holds clause 10 with its parameters.
type rules struct {
	basics   *policy.Basics
	promised [ledger.OtherRequest + 1]policy.Series[int] // working days by kind of request
}

// New makes the clause from its parameters.
func New(ps *policy.Parameters, basics *policy.Basics) policy.Clause {
	c := &rules{basics: basics}
	c.promised[ledger.PaymentRequest] = ps.Integer("payment_working_days")
	c.promised[ledger.RepairRequest] = ps.Integer("repair_working_days")
	c.promised[ledger.ConnectionRequest] = ps.Integer("connection_working_days")
	c.promised[ledger.OtherRequest] = ps.Integer("other_working_days")
	return policy.Clause{Number: 10, Rules: []*policy.Rule{responseLate, onlineShare}, Walks: []policy.Walk{
		{Ledger: requestsLedger, Rules: []*policy.Rule{responseLate}, Row: c.request, Rows: func(b *ledger.Book) int { return len(b.ServiceRequests) }},
		{Ledger: requestsLedger, Rules: []*policy.Rule{onlineShare}, Row: month, Rows: func(b *ledger.Book) int { return len(b.RequestMonths()) }},
	}}
}

// request judges the promised time of one request. The notice binds the enterprise toward every customer it serves, so
// the customer's size is not asked.
func (c *rules) request(r *policy.Run, i int) {
	s := &r.Book.ServiceRequests[i]
	if s.SubmittedOn > r.AsOf {
		return
	}
	end, open := s.ResolvedOn, false
	if end == 0 || end > r.AsOf {
		end, open = r.AsOf, true
	}
	n, ok := c.promised[s.Kind].At(s.SubmittedOn)
	if !ok || end <= s.SubmittedOn.AddDays(n) {
		return // working days are at least as many calendar days
	}
	deadline, known := c.basics.Calendar.AddWorkingDays(s.SubmittedOn, n)
	if end <= deadline || !r.Book.Enterprise(s.Enterprise).Ours() {
		return
	}
	basis := c.promised[s.Kind].Basis(s.SubmittedOn)
	r.Step(stepSubmitted, policy.Day(s.SubmittedOn), "notice:10")
	r.Step(stepPromised, policy.Int(n), basis)
	r.Step(stepDeadline, policy.Day(deadline), "holidays")
	f := policy.Finding{Rule: responseLate, Enterprise: s.Enterprise, Beneficiary: s.Customer, Key: s.No, Source: s.Source,
		DueOn: deadline, Days: int32(end - deadline), Basis: []string{"notice:10", basis}}
	say := sayDoneLate
	if open {
		say, f.NextChange = sayLate, r.AsOf.AddDays(1)
		r.Step(stepOpen, policy.Day(r.AsOf), "reading:future-facts")
	} else {
		r.Step(stepResolved, policy.Day(s.ResolvedOn), "notice:10")
	}
	r.Emit(f, say, policy.Day(s.SubmittedOn), policy.Words(kindWords[s.Kind]), policy.Int(n), policy.Day(deadline), policy.Int(f.Days))
	if !known {
		r.Amend(responseLate, sayRolled)
	}
}

// month tells what share of an enterprise's requests of a month came online.
func month(r *policy.Run, i int) {
	b := r.Book
	m := &b.RequestMonths()[i]
	if m.First > r.AsOf || !b.Enterprise(m.Enterprise).Ours() {
		return
	}
	var all, online int64
	var first *ledger.ServiceRequest
	for _, j := range m.Requests {
		s := &b.ServiceRequests[j]
		if s.SubmittedOn > r.AsOf {
			continue
		}
		if first == nil {
			first = s
		}
		if all++; s.Channel == ledger.Online {
			online++
		}
	}
	if all == 0 {
		return
	}
	r.Step(stepAll, policy.Int(all), "notice:10")
	r.Step(stepOnline, policy.Int(online), "reading:online-share-by-month")
	name := monthName(m.First)
	r.Emit(policy.Finding{Rule: onlineShare, Enterprise: m.Enterprise, Key: policy.Key(m.Enterprise.String(), name), Source: first.Source},
		sayShare, policy.Str(name), policy.Int(all), policy.Int(online), policy.Number(percent(online, all)))
}

// monthName gives the month of d as YYYY-MM.
func monthName(d civil.Date) string { return d.String()[:len("2006-01")] }

// percent gives part ÷ all in per cent, rounded half up to one decimal.
func percent(part, all int64) money.Decimal {
	return money.Decimal((part*2000 + all) / (2 * all) * (money.Scale / 10))
}
