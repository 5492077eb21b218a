// Package noncashpayment is clause 4: bills and debt certificates are used only if agreed beforehand, not by a unit with
// ample cash, not for more than six months, and they are honoured.
package noncashpayment

import (
	"shukun/civil"
	"shukun/debt"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// rules holds clause 4 with its parameters.
type rules struct {
	terms      *debt.Terms
	tenor      [ledger.SupplyChainNote + 1]policy.Series[int] // months, by kind of instrument
	hardLimit  policy.Series[int]                             // months no exception reaches past, certificates only
	agreement  policy.Series[bool]
	defaults   policy.Series[int] // how many defaults make an issuer overdue
	window     policy.Series[int] // months over which they are counted
	lawChanges []civil.Date       // the days on which statutory payment terms change
	multiple   money.Decimal
	lookAhead  int
}

// New makes the clause from its parameters and from common, the parameters of clause 1 that terms rests on.
func New(ps, common *policy.Parameters, basics *policy.Basics, terms *debt.Terms) policy.Clause {
	c := newRules(ps, common, basics, terms)
	units := func(b *ledger.Book) int { return len(b.Enterprises) }
	return policy.Clause{Number: 4, Rules: allRules, Walks: []policy.Walk{
		{Ledger: instrumentsLedger, Rules: instrumentRules, Row: c.instrument, Rows: func(b *ledger.Book) int { return len(b.Instruments) }},
		{Ledger: paymentsLedger, Rules: []*policy.Rule{notAgreed}, Row: c.payment, Rows: func(b *ledger.Book) int { return len(b.Payments) }},
		{Ledger: paymentsLedger, Rules: []*policy.Rule{cashFirst}, Tally: c.owed, Row: c.unit, Rows: units},
		{Ledger: instrumentsLedger, Rules: []*policy.Rule{acceptorOverdue}, Row: c.issuer, Rows: units},
	}}
}

func newRules(ps, common *policy.Parameters, basics *policy.Basics, terms *debt.Terms) *rules {
	c := &rules{
		terms: terms, hardLimit: ps.Integer("certificate_hard_limit_months"), agreement: ps.Flag("noncash_agreement_required"),
		defaults: ps.Integer("overdue_issuer_defaults"), window: ps.Integer("overdue_issuer_window_months"),
		multiple: max(0, basics.Readings.Number("cash-rich-multiple")), lookAhead: basics.Readings.Integer("cash-rich-days"),
	}
	c.tenor[ledger.BankBill] = ps.Integer("bank_bill_tenor_months")
	c.tenor[ledger.CommercialBill] = ps.Integer("commercial_bill_tenor_months")
	c.tenor[ledger.SupplyChainNote] = ps.Integer("certificate_tenor_months")
	for _, name := range []string{"institution_term_days", "institution_term_cap_days", "large_enterprise_term_days"} {
		s := common.Integer(name)
		s.Spans(1, civil.MaxDate, func(from, to civil.Date, _ int) { c.lawChanges = append(c.lawChanges, from, to+1) })
	}
	return c
}
