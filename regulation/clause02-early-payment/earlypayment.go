// Package earlypayment is clause 2: money not yet due may be paid early to an SME in difficulty if seven conditions
// all hold.
package earlypayment

import (
	"shukun/ledger"
	"shukun/policy"
)

// New makes the clause. It has no figures of its own.
func New() policy.Clause {
	return policy.Clause{Number: 2, Rules: allRules, Walks: []policy.Walk{
		{Ledger: requestsLedger, Rules: allRules, Row: request, Rows: func(b *ledger.Book) int { return len(b.EarlyPayments) }},
	}}
}
