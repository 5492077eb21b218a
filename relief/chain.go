package relief

import (
	"slices"

	"shukun/ledger"
)

// maxLinks is how many links of a chain of subleases are followed; real ones have two or three.
const maxLinks = 100

// chain gives a lease and the head leases above it, nearest first. A chain that runs in a circle ends where it would
// repeat itself.
func chain(b *ledger.Book, l *ledger.Lease) []*ledger.Lease {
	out := []*ledger.Lease{l}
	for h := b.Head(l); h != nil && len(out) <= maxLinks && !slices.Contains(out, h); h = b.Head(h) {
		out = append(out, h)
	}
	return out
}

// sublet reports whether another lease has this one as its head lease for a day of the year: then its tenant is not the
// actual occupant.
func (y *year) sublet(b *ledger.Book, l *ledger.Lease) bool {
	found := false
	b.Subleases(l, func(s *ledger.Lease) { found = found || y.both(l, s) })
	return found
}

// finals gives the leases of the occupants at the ends of the chains below a lease.
func (y *year) finals(b *ledger.Book, l *ledger.Lease) []*ledger.Lease {
	return y.below(b, l, l, maxLinks, nil)
}

// below appends the ends of the chains below l. A lease has one head lease, so going down can only meet the top again.
func (y *year) below(b *ledger.Book, top, l *ledger.Lease, links int, out []*ledger.Lease) []*ledger.Lease {
	b.Subleases(l, func(s *ledger.Lease) {
		switch {
		case s == top || links == 0 || !y.both(l, s):
		case y.sublet(b, s):
			out = y.below(b, top, s, links-1, out)
		default:
			out = append(out, s)
		}
	})
	return out
}
