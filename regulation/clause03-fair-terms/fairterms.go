// Package fairterms is clause 3: contracts have no unreasonable terms, and money that came from upstream is passed on.
// Package screening reads the words of contracts; here it is decided whose contracts, by the law of which day.
package fairterms

import (
	"slices"

	"shukun/ledger"
	"shukun/policy"
)

// rules holds what clause 3 finds, with its parameters.
type rules struct {
	basics         *policy.Basics
	institutionCap policy.Series[int] // days an institution may agree on
	largeDays      policy.Series[int] // days beyond which a large enterprise must give reasons, by the signing
	passOnDays     int                // working days
	chaseDays      int
}

// New makes the clause from its parameters.
func New(ps *policy.Parameters, basics *policy.Basics) policy.Clause {
	c := &rules{
		basics: basics, institutionCap: ps.Integer("institution_term_cap_days"), largeDays: ps.Integer("large_enterprise_explain_days"),
		passOnDays: basics.Readings.Integer("pass-on-days"), chaseDays: basics.Readings.Integer("upstream-chase-days"),
	}
	return policy.Clause{Number: 3, Rules: append(slices.Clone(ledgerRules), textRules...), Walks: []policy.Walk{
		{Ledger: contractsLedger, Rules: textRules, Heavy: true, Row: c.text, Rows: func(b *ledger.Book) int { return len(b.Contracts) }},
		{Ledger: contractsLedger, Rules: []*policy.Rule{termTooLong}, Row: c.contract, Rows: func(b *ledger.Book) int { return len(b.Contracts) }},
		{Ledger: payablesLedger, Rules: []*policy.Rule{passOnLate}, Row: c.payable, Rows: func(b *ledger.Book) int { return len(b.Payables) }},
		{Ledger: upstreamLedger, Rules: []*policy.Rule{upstreamNotChased}, Row: c.receipt, Rows: func(b *ledger.Book) int { return len(b.UpstreamReceipts) }},
	}}
}
