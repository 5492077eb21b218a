package relief

import (
	"cmp"
	"slices"
	"strings"

	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
	"shukun/org"
	"shukun/policy"
)

// recorded adds up the relief records of a lease that are done by day d and that keep accepts.
func recorded(b *ledger.Book, l *ledger.Lease, d civil.Date, keep func(*ledger.ReliefRecord) bool) (sum money.Fen) {
	for _, i := range b.ReliefOf(l) {
		rec := &b.ReliefRecords[i]
		if rec.DoneOn > d {
			break
		}
		if keep(rec) {
			sum += rec.Amount
		}
	}
	return sum
}

func every(*ledger.ReliefRecord) bool { return true }

// Entitled adds up the relief recorded on a lease as owed, done by the run's day.
func Entitled(r *policy.Run, l *ledger.Lease) money.Fen {
	return recorded(r.Book, l, r.AsOf, (*ledger.ReliefRecord).IsEntitled)
}

// Given is what was recorded for an occupant by the run's day.
type Given struct {
	All      money.Fen // whatever its basis
	Entitled money.Fen // recorded as owed
}

// Given adds up the relief an occupant got: all records of its lease, and those of the head leases above that name it as
// beneficiary.
func (t *Terms) Given(r *policy.Run, c *Claim) Given {
	return Given{All: t.given(r, c, every), Entitled: t.given(r, c, (*ledger.ReliefRecord).IsEntitled)}
}

func (t *Terms) given(r *policy.Run, c *Claim, keep func(*ledger.ReliefRecord) bool) money.Fen {
	sum := recorded(r.Book, c.Lease, r.AsOf, keep)
	for _, h := range c.above {
		if pool := naming(r, h, c.Lease.Tenant, keep); pool != 0 {
			sum += t.fromPool(r, c, h, pool, keep)
		}
	}
	return sum
}

// naming adds up the records of a head lease that name a party other than its tenant.
func naming(r *policy.Run, h *ledger.Lease, who org.Code, keep func(*ledger.ReliefRecord) bool) money.Fen {
	if h.Tenant == who {
		return 0
	}
	return recorded(r.Book, h, r.AsOf, func(rec *ledger.ReliefRecord) bool { return rec.Beneficiary == who && keep(rec) })
}

// fromPool gives what of the sums that name an occupant falls on one of its leases under the head lease: they fill the
// leases in order, each up to what its own records leave open; the last takes the rest.
func (t *Terms) fromPool(r *policy.Run, c *Claim, h *ledger.Lease, pool money.Fen, keep func(*ledger.ReliefRecord) bool) money.Fen {
	var mates []*ledger.Lease
	for _, f := range c.year.finals(r.Book, h) {
		if f.Tenant == c.Lease.Tenant {
			mates = append(mates, f)
		}
	}
	slices.SortFunc(mates, func(p, q *ledger.Lease) int {
		return cmp.Or(cmp.Compare(p.StartsOn, q.StartsOn), strings.Compare(p.No, q.No), p.Lessor.Compare(q.Lessor))
	})
	for i, m := range mates {
		if i == len(mates)-1 {
			if m == c.Lease {
				return pool
			}
			break
		}
		take := money.Fen(0)
		if mate, ok := t.Claim(r, m); ok {
			take = min(pool, max(0, mate.Total-recorded(r.Book, m, r.AsOf, keep)))
		}
		if m == c.Lease {
			return take
		}
		pool -= take
	}
	return 0
}

// toTenant adds up the relief recorded on a head lease for its tenant, the sub-lessor, by the run's day.
func toTenant(r *policy.Run, h *ledger.Lease) money.Fen {
	return recorded(r.Book, h, r.AsOf, func(rec *ledger.ReliefRecord) bool {
		return rec.Beneficiary.IsZero() || rec.Beneficiary == h.Tenant
	})
}
