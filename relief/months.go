package relief

import (
	"cmp"
	"strings"

	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
	"shukun/org"
)

// Months are the months of relief of premises in a county as known on a day, and where they come from.
type Months struct {
	Base  money.Decimal // due by the first deadline: the general months, or those of the local policy if more
	Own   money.Decimal // what the notice itself gives: the general months, or those of a listed county
	Total money.Decimal // the larger of Own and the local policy's
	// Listing is the earliest listing of the county that counts, nil if there is none.
	Listing *ledger.RiskArea
	// Policy is the local policy in force with the most months, if it has more than the general ones; else nil.
	Policy *ledger.LocalPolicy
}

// Local reports whether the local policy gives more than the notice and so is what counts (clause 7).
func (m *Months) Local() bool { return m.Total > m.Own }

// monthsIn gives the months of a county as known on day d.
func (y *year) monthsIn(b *ledger.Book, county org.Division, d civil.Date) Months {
	m := Months{Base: y.general, Own: y.general}
	for _, i := range b.ListingsOf(county) {
		a := &b.RiskAreas[i]
		if a.ListedOn > d {
			break
		}
		if y.counts(a) {
			m.Listing, m.Own = a, max(y.general, y.listed)
			break
		}
	}
	b.PoliciesFor(county, func(p *ledger.LocalPolicy) {
		if p.EffectiveOn <= min(d, y.last) && p.Months.OK && p.Months.V > y.general && (m.Policy == nil || comparePolicies(p, m.Policy) < 0) {
			m.Policy = p
		}
	})
	if m.Policy != nil {
		m.Base = m.Policy.Months.V
	}
	m.Total = max(m.Own, m.Base)
	return m
}

// comparePolicies puts the policy with the most months first; of equal ones the earlier, then the nearer to the county.
func comparePolicies(p, q *ledger.LocalPolicy) int {
	return cmp.Or(cmp.Compare(q.Months.V, p.Months.V), cmp.Compare(p.EffectiveOn, q.EffectiveOn),
		cmp.Compare(q.County, p.County), strings.Compare(p.Document, q.Document))
}
