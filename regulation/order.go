package regulation

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"sync"

	"shukun/org"
	"shukun/policy"
)

// sortKey is what findings are ordered by, made cheap to compare.
type sortKey struct {
	enterprise uint32 // rank among the enterprises found
	prefix     uint64 // the first eight bytes of the key
	finding    *policy.Finding
}

// sorted puts the findings in the order of the output contract: clause, rule, enterprise, key, all bytewise.
func (g *Regulation) sorted(runs []*policy.Run, f *Filter) []policy.Finding {
	rank := rankOf(runs)
	byRule := map[*policy.Rule][]sortKey{}
	total := 0
	for _, run := range runs {
		for _, found := range run.Blocks() {
			for i := range found {
				if !f.outcome(found[i].Outcome) {
					continue
				}
				k := sortKey{enterprise: rank[found[i].Enterprise], finding: &found[i]}
				var p [8]byte
				copy(p[:], found[i].Key)
				k.prefix = binary.BigEndian.Uint64(p[:])
				byRule[found[i].Rule] = append(byRule[found[i].Rule], k)
				total++
			}
		}
	}
	out := make([]policy.Finding, total)
	var work sync.WaitGroup
	at := 0
	limit := make(chan struct{}, len(runs))
	for _, r := range g.rules {
		keys, from := byRule[r], at
		at += len(keys)
		if len(keys) == 0 {
			continue
		}
		work.Go(func() {
			limit <- struct{}{}
			slices.SortFunc(keys, compareKeys)
			for i, k := range keys {
				out[from+i] = *k.finding
			}
			<-limit
		})
	}
	work.Wait()
	return out
}

func compareKeys(a, b sortKey) int {
	if a.enterprise != b.enterprise {
		return cmp.Compare(a.enterprise, b.enterprise)
	}
	if a.prefix != b.prefix {
		return cmp.Compare(a.prefix, b.prefix)
	}
	x, y := a.finding, b.finding
	// Beyond the contract's order, what tells two findings apart, so that the order of rows never shows.
	return cmp.Or(strings.Compare(x.Key, y.Key), x.Beneficiary.Compare(y.Beneficiary), cmp.Compare(x.Outcome, y.Outcome),
		cmp.Compare(x.DueOn, y.DueOn), cmp.Compare(x.Amount.V, y.Amount.V), spanOrder(x, y), strings.Compare(x.Reason, y.Reason))
}

func spanOrder(x, y *policy.Finding) int {
	if x.Span == nil || y.Span == nil {
		return 0
	}
	return cmp.Or(cmp.Compare(x.Span.Start, y.Span.Start), cmp.Compare(x.Span.End, y.Span.End))
}

func rankOf(runs []*policy.Run) map[org.Code]uint32 {
	rank := map[org.Code]uint32{}
	for _, run := range runs {
		for _, found := range run.Blocks() {
			for i := range found {
				rank[found[i].Enterprise] = 0
			}
		}
	}
	codes := make([]org.Code, 0, len(rank))
	for c := range rank {
		codes = append(codes, c)
	}
	slices.SortFunc(codes, org.Code.Compare)
	for i, c := range codes {
		rank[c] = uint32(i)
	}
	return rank
}
