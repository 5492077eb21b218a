package relief

import (
	"math/big"

	"shukun/ledger"
)

// crowd is who occupies under a head lease on each day of the year. The zero crowd is one occupant alone.
type crowd struct {
	rents []int64 // of the occupants' own leases, added up
	heads []int32
}

// crowdUnder counts the occupants under a head lease day by day.
func (t *Terms) crowdUnder(y *year, all []*ledger.Lease) *crowd {
	if len(all) < 2 {
		return &crowd{}
	}
	n := days(y.first, y.last)
	c := &crowd{rents: make([]int64, n+1), heads: make([]int32, n+1)}
	for _, f := range all {
		if d := y.leased(f); d > 0 {
			from := int(max(f.StartsOn, y.first) - y.first)
			rent := max(0, int64(f.MonthlyRent))
			c.rents[from] += rent
			c.rents[from+d] -= rent
			c.heads[from]++
			c.heads[from+d]--
		}
	}
	for i := 1; i <= n; i++ {
		c.rents[i] += c.rents[i-1]
		c.heads[i] += c.heads[i-1]
	}
	return c
}

// part gives the part of the head lease's rent that falls on one of its occupants, and whether others occupy at the same
// time. The notice does not say how the owner's sum is split among several: by default each claim is on the whole rent
// (part is nil); with the reading head-rent-shared at by-rent, the head rent of each day is divided among the occupants of
// that day in proportion to their own rents.
func (c *crowd) part(t *Terms, y *year, l *ledger.Lease) (part *big.Rat, shared bool) {
	n := y.leased(l)
	if n == 0 || c.heads == nil {
		return nil, false
	}
	from := int(max(l.StartsOn, y.first) - y.first)
	for i := from; i < from+n; i++ {
		shared = shared || c.heads[i] > 1
	}
	if !shared || !t.byRent {
		return nil, shared
	}
	sum, own := new(big.Rat), max(0, int64(l.MonthlyRent))
	for i := from; i < from+n; {
		run := i + 1
		for run < from+n && c.rents[run] == c.rents[i] {
			run++
		}
		if c.rents[i] > 0 {
			span := big.NewInt(int64(run - i))
			sum.Add(sum, new(big.Rat).SetFrac(span.Mul(span, big.NewInt(own)), big.NewInt(c.rents[i])))
		}
		i = run
	}
	return sum.Quo(sum, new(big.Rat).SetInt64(int64(n))), true
}
