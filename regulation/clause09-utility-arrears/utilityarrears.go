// Package utilityarrears is clause 9: small and micro enterprises and individual businesses in difficulty are neither cut
// off nor charged late fees for six months, and staged price relief reaches those in hardship sectors.
package utilityarrears

import (
	"shukun/ledger"
	"shukun/org"
	"shukun/policy"
)

// rules holds clause 9 with its parameters.
type rules struct {
	months  policy.Series[int]      // by the day a bill was due; none: the bill is not protected
	sectors policy.Series[[]string] // industry codes
}

// New makes the clause from its parameters.
func New(ps *policy.Parameters, _ *policy.Basics) policy.Clause {
	c := &rules{months: ps.Integer("deferral_months"), sectors: ps.Words("hardship_sectors")}
	return policy.Clause{Number: 9, Rules: append(billRules[:3:3], cutoff, hardshipSector), Walks: []policy.Walk{
		{Ledger: billsLedger, Rules: billRules, Row: c.bill, Rows: func(b *ledger.Book) int { return len(b.UtilityBills) }},
		{Ledger: interruptionsLedger, Rules: []*policy.Rule{cutoff}, Row: c.interruption, Rows: func(b *ledger.Book) int { return len(b.SupplyInterruptions) }},
		{Ledger: accountsLedger, Rules: []*policy.Rule{hardshipSector}, Row: c.account, Rows: func(b *ledger.Book) int { return len(b.UtilityAccounts) }},
	}}
}

// protected gives whether a customer of this standing is one the clause protects: small, micro or individual. A medium
// enterprise is a covered SME elsewhere, but not here.
func protected(r *policy.Run, s *ledger.Standing) policy.Cover {
	cover := r.CoverOf(s)
	if cover == policy.Covered && s.Size == org.Medium {
		return policy.NotCovered
	}
	return cover
}

// traceSize records the customer's size.
func traceSize(r *policy.Run, s *ledger.Standing) {
	r.Step(stepSize, policy.Words(s.Size.Title()), "size300")
}
