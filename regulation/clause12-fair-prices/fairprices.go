// Package fairprices is clause 12: coal is sold within the reasonable price range and long-term contracts are supplied in
// full. Of bulk goods only coal has published limits.
package fairprices

import (
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// rules holds clause 12 with its parameters.
type rules struct {
	ranges [ledger.Mengdong + 1]priceRange // by region
	spot   policy.Series[money.Decimal]    // times the upper end
}

// priceRange is the reasonable range of a region's long-term prices, yuan a tonne at a calorific value.
type priceRange struct{ low, high, kcal policy.Series[money.Decimal] }

// New makes the clause from its parameters.
func New(ps *policy.Parameters, _ *policy.Basics) policy.Clause {
	c := &rules{spot: ps.Number("spot_multiple")}
	for region, name := range map[ledger.Region]string{ledger.Mengxi: "mengxi", ledger.Mengdong: "mengdong"} {
		c.ranges[region] = priceRange{ps.Number(name + "_range_low"), ps.Number(name + "_range_high"), ps.Number(name + "_range_kcal")}
	}
	return policy.Clause{Number: 12, Rules: []*policy.Rule{priceCeiling, supplyShortfall}, Walks: []policy.Walk{
		{Ledger: salesLedger, Rules: []*policy.Rule{priceCeiling, supplyShortfall}, Row: c.sale, Rows: func(b *ledger.Book) int { return len(b.CommoditySales) }},
		{Ledger: salesLedger, Rules: []*policy.Rule{priceCeiling}, Row: c.bundle, Rows: func(b *ledger.Book) int { return len(b.Bundles()) }},
	}}
}
