// Package powertariff is clause 11: low-voltage commercial customers for whom the grid buys power are billed at 95 per cent
// of the delivered price while the measure is in force.
package powertariff

import (
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// rules holds clause 11 with its parameters.
type rules struct {
	percent   policy.Series[money.Decimal] // of the delivered price; none: no discount that day
	below     policy.Series[money.Decimal] // kV
	place     int64                        // the last place of a discounted price, in units of a Decimal
	tolerance money.Fen                    // what an overcharge must exceed
}

// New makes the clause from its parameters.
func New(ps *policy.Parameters, basics *policy.Basics) policy.Clause {
	c := &rules{percent: ps.Number("settled_percent"), below: ps.Number("voltage_below_kv"), place: 1,
		tolerance: money.Fen(basics.Readings.Number("tariff-tolerance") / (money.Scale / 100))}
	for places := max(0, basics.Readings.Integer("tariff-price-four-decimals")); places < decimalPlaces; places++ {
		c.place *= 10
	}
	return policy.Clause{Number: 11, Rules: []*policy.Rule{overcharge}, Walks: []policy.Walk{
		{Ledger: billsLedger, Rules: []*policy.Rule{overcharge}, Row: c.bill, Rows: func(b *ledger.Book) int { return len(b.UtilityBills) }},
	}}
}

// decimalPlaces is how many decimals a money.Decimal has.
const decimalPlaces = 8
