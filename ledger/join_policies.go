package ledger

import "shukun/org"

// joinPolicies indexes the local policies by the division they are filed under.
func (b *Book) joinPolicies() {
	b.joins.policies = make(map[org.Division][]int32, len(b.LocalPolicies))
	for i := range b.LocalPolicies {
		c := b.LocalPolicies[i].County
		b.joins.policies[c] = append(b.joins.policies[c], int32(i))
	}
}

// PoliciesFor calls fn for every local policy that covers a county: the county's own and those of the prefecture and the
// province it lies in.
func (b *Book) PoliciesFor(county org.Division, fn func(*LocalPolicy)) {
	if len(b.joins.policies) == 0 || county == 0 {
		return
	}
	codes := [3]org.Division{county, county - county%100, county.Province()}
	for i, c := range codes {
		if i > 0 && c == codes[i-1] || !org.Covers(c, county) {
			continue
		}
		for _, j := range b.joins.policies[c] {
			fn(&b.LocalPolicies[j])
		}
	}
}

// Key gives the level's key in the ledger: "high", "medium", "low".
func (l RiskLevel) Key() string { return riskLevels.Key(uint8(l)) }
