// Package timelypayment is clause 1: money owed to SMEs is paid in full on the day it is due, and a group helps a
// subsidiary that is short of cash.
package timelypayment

import (
	"shukun/debt"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// rules holds clause 1 with its parameters.
type rules struct {
	basics      *policy.Basics
	terms       *debt.Terms
	daily       policy.Series[money.Decimal]
	floor       policy.Series[bool]
	lpr         policy.Series[money.Decimal]
	confirmDays policy.Series[int]
	forbidden   policy.Series[[]string]
	dependent   policy.Series[[]string]
	yearDays    int
	lookAhead   int
	roll        bool
}

// New makes the clause from its parameters.
func New(ps *policy.Parameters, basics *policy.Basics, terms *debt.Terms) policy.Clause {
	c := &rules{
		basics: basics, terms: terms,
		daily: ps.Number("statutory_daily_rate"), floor: ps.Flag("rate_floor_in_force"), lpr: ps.Number("lpr_one_year"),
		confirmDays: ps.Integer("confirmation_days"), forbidden: ps.Words("forbidden_excuses"),
		dependent: ps.Words("contract_dependent_excuses"),
		yearDays:  basics.Readings.Integer("year-basis"), lookAhead: basics.Readings.Integer("support-need-thirty-days"),
		roll: basics.Readings.On("roll-rest-days"),
	}
	return policy.Clause{Number: 1, Rules: allRules, Walks: []policy.Walk{
		{Ledger: payablesLedger, Rules: payableRules, Row: c.payable, Rows: func(b *ledger.Book) int { return len(b.Payables) }},
		{Ledger: contractsLedger, Rules: []*policy.Rule{rateBelowFloor}, Row: c.contract, Rows: func(b *ledger.Book) int { return len(b.Contracts) }},
		{Ledger: positionsLedger, Rules: []*policy.Rule{liquiditySupport}, Tally: c.need, Row: c.unit, Rows: func(b *ledger.Book) int { return len(b.Enterprises) }},
	}}
}
