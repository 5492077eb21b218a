package relief

import (
	"cmp"
	"slices"
	"strings"

	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// Above gives the head leases above an occupant's lease, nearest first.
func (c *Claim) Above() []*ledger.Lease { return c.above }

// Share gives what relief for an occupant comes to on the rent of a head lease above: head rent × months × days of the
// occupant's lease. shared tells that others occupy under it at the same time.
func (t *Terms) Share(r *policy.Run, c *Claim, h *ledger.Lease) (amount money.Fen, shared bool) {
	part, shared := t.crowdUnder(r.Book, &c.year, h).part(t, &c.year, c.Lease)
	return t.amount(&c.year, c.Lease, h.MonthlyRent, c.Months.Total, part), shared
}

// Serves reports whether relief on a lease that is sublet may be for an occupant further down who qualifies, or may.
func (t *Terms) Serves(r *policy.Run, c *Claim) bool {
	return slices.ContainsFunc(c.year.finals(r.Book, c.Lease), func(f *ledger.Lease) bool {
		below, ok := t.grounds(r, f)
		return ok && below.Verdict != NotEligible
	})
}

// place is an occupant under a head lease: its part of the relief on the head rent, and what reached it.
type place struct {
	claim          Claim
	share, reached money.Fen
}

// places gives the occupants under a head lease in the order in which its relief is taken to be for them: by deadline,
// start, number and lessor.
func (t *Terms) places(r *policy.Run, y *year, h *ledger.Lease) []place {
	var out []place
	crowd := t.crowdUnder(r.Book, y, h)
	for _, f := range y.finals(r.Book, h) {
		if c, ok := t.grounds(r, f); ok && c.Verdict != NotEligible {
			part, _ := crowd.part(t, y, f)
			out = append(out, place{claim: c, share: t.amount(y, f, h.MonthlyRent, c.Months.Total, part), reached: t.given(r, &c, every)})
		}
	}
	slices.SortFunc(out, func(p, q place) int {
		x, y := p.claim.Lease, q.claim.Lease
		return cmp.Or(cmp.Compare(p.claim.Due(), q.claim.Due()), cmp.Compare(x.StartsOn, y.StartsOn), strings.Compare(x.No, y.No), x.Lessor.Compare(y.Lessor))
	})
	return out
}

// Granted gives what of the relief recorded on a head lease for the sub-lessor is for one occupant: all of it if there is
// one only; else it fills the occupants' shares in order.
func (t *Terms) Granted(r *policy.Run, c *Claim, h *ledger.Lease) money.Fen {
	pool := ToTenant(r, h)
	if pool <= 0 || len(c.year.finals(r.Book, h)) == 1 {
		return pool
	}
	for _, p := range t.places(r, &c.year, h) {
		if p.claim.Lease == c.Lease {
			return min(pool, p.share)
		}
		pool -= min(pool, p.share)
	}
	return 0
}

// Withheld gives what of the relief recorded on a head lease for the sub-lessor has not gone on to an occupant. With one
// occupant it is the difference; with several, what is missing in all falls on those, in order, whose own share is open.
func (t *Terms) Withheld(r *policy.Run, c *Claim, h *ledger.Lease) money.Fen {
	gap := ToTenant(r, h)
	if gap <= 0 {
		return 0
	}
	r.Book.Subleases(h, func(s *ledger.Lease) {
		if s != h && c.year.both(h, s) {
			gap -= t.passed(r, &c.year, h, s, maxLinks)
		}
	})
	if gap <= 0 {
		return 0
	}
	if len(c.year.finals(r.Book, h)) == 1 {
		return gap
	}
	for _, p := range t.places(r, &c.year, h) {
		open := min(gap, max(0, p.share-p.reached))
		if p.claim.Lease == c.Lease {
			return open
		}
		gap -= open
	}
	return 0
}

// passed gives what has gone on through a sublease: to its tenant if that is the occupant; else what is recorded for its
// tenant, or what reached the occupants below, whichever is more.
func (t *Terms) passed(r *policy.Run, y *year, top, s *ledger.Lease, links int) (sum money.Fen) {
	if !y.sublet(r.Book, s) {
		if c, ok := t.grounds(r, s); ok {
			return t.given(r, &c, every)
		}
		return recorded(r.Book, s, r.AsOf, every)
	}
	if links == 0 {
		return 0
	}
	r.Book.Subleases(s, func(x *ledger.Lease) {
		if x != top && y.both(s, x) {
			sum += t.passed(r, y, top, x, links-1)
		}
	})
	return max(sum, ToTenant(r, s))
}
