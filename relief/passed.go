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

// Serves reports whether relief on a lease that is sublet may be for an occupant further down who qualifies, or may.
func (t *Terms) Serves(r *policy.Run, c *Claim) bool {
	return slices.ContainsFunc(c.year.finals(r.Book, c.Lease), func(f *ledger.Lease) bool {
		below, ok := t.grounds(r, f)
		return ok && below.Verdict != NotEligible
	})
}

// Place is one occupant under a head lease who qualifies, or may: its part of the relief on the head rent and of what was
// recorded on the head lease for the sub-lessor. Its claim is without amounts.
type Place struct {
	Claim    Claim
	Share    money.Fen // head rent × months × days of the occupant's lease
	Shared   bool      // others occupy under the head lease at the same time
	Granted  money.Fen // of the relief recorded for the sub-lessor, what is for this occupant
	Reached  money.Fen // relief that reached the occupant, from whomever
	Withheld money.Fen // of the relief recorded for the sub-lessor, what has not gone on to this occupant
}

// Head is a head lease with the occupants at the ends of the chains below it.
type Head struct {
	Places  []Place   // by deadline, start, number and lessor
	All     int       // occupants, also those who do not qualify
	Granted money.Fen // recorded on the head lease for its tenant, the sub-lessor, by the run's day
}

// Head gives the occupants under a lease; ok is false if it is not sublet, or before there are terms.
//
// What is recorded for the sub-lessor is for the one occupant there is, or fills the shares of several in order. What has
// not gone on is the difference; with several occupants it falls, in order, on those whose own share is open.
func (t *Terms) Head(r *policy.Run, h *ledger.Lease) (x Head, ok bool) {
	y, ok := t.on(r.AsOf)
	if !ok || !y.sublet(r.Book, h) {
		return x, false
	}
	finals := y.finals(r.Book, h)
	x.All, x.Granted = len(finals), toTenant(r, h)
	crowd := t.crowdUnder(&y, finals)
	for _, f := range finals {
		if c, ok := t.grounds(r, f); ok && c.Verdict != NotEligible {
			p := Place{Claim: c, Reached: t.given(r, &c, every)}
			part, shared := crowd.part(t, &y, f)
			p.Share, p.Shared = c.year.amount(f, h.MonthlyRent, c.Months.Total, part), shared
			x.Places = append(x.Places, p)
		}
	}
	slices.SortFunc(x.Places, func(p, q Place) int {
		k, l := p.Claim.Lease, q.Claim.Lease
		return cmp.Or(cmp.Compare(p.Claim.Due(), q.Claim.Due()), cmp.Compare(k.StartsOn, l.StartsOn), strings.Compare(k.No, l.No), k.Lessor.Compare(l.Lessor))
	})
	x.divide(t, r, &y, h)
	return x, true
}

// divide says what of the relief recorded for the sub-lessor is for whom, and what of it has not gone on.
func (x *Head) divide(t *Terms, r *policy.Run, y *year, h *ledger.Lease) {
	pool, gap := max(0, x.Granted), money.Fen(0)
	if pool == 0 {
		return
	}
	gap = max(0, pool-t.goneOn(r, y, h, h, maxLinks))
	for i := range x.Places {
		p := &x.Places[i]
		if x.All == 1 {
			p.Granted, p.Withheld = pool, gap
			return
		}
		p.Granted, p.Withheld = min(pool, p.Share), min(gap, max(0, p.Share-p.Reached))
		pool, gap = pool-p.Granted, gap-p.Withheld
	}
}

// goneOn gives what has gone on from a lease's tenant: through each sublease, to its tenant if that is the occupant, else
// what is recorded for its tenant or what went on from it, whichever is more.
func (t *Terms) goneOn(r *policy.Run, y *year, top, l *ledger.Lease, links int) (sum money.Fen) {
	r.Book.Subleases(l, func(s *ledger.Lease) {
		switch {
		case s == top || links == 0 || !y.both(l, s):
		case y.sublet(r.Book, s):
			sum += max(toTenant(r, s), t.goneOn(r, y, top, s, links-1))
		default:
			c := Claim{Lease: s, above: chain(r.Book, s)[1:], year: *y}
			sum += t.given(r, &c, every)
		}
	})
	return sum
}
