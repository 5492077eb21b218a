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

// sorted puts the findings in the order of the output contract: clause, rule, enterprise, key, all bytewise.
func (g *Regulation) sorted(runs []*policy.Run, f *Filter) []policy.Finding {
	byRule, total := g.gather(runs, f)
	out := make([]policy.Finding, total)
	var work sync.WaitGroup
	limit := make(chan struct{}, len(runs))
	at := 0
	for _, keys := range byRule {
		to := out[at : at+len(keys)]
		at += len(keys)
		if len(keys) == 0 {
			continue
		}
		work.Go(func() {
			limit <- struct{}{}
			sortKeys(keys)
			for i, k := range keys {
				to[i] = *k.finding
			}
			<-limit
		})
	}
	work.Wait()
	return out
}

// sortKey is what findings of a rule are ordered by, made cheap to compare.
type sortKey struct {
	key     string
	head    uint64 // eight bytes of the key, from where the keys of the enterprise begin to differ
	finding *policy.Finding
	unit    uint32 // rank among the enterprises found
}

// gather lists the wanted findings by rule, in the order of Regulation.rules.
func (g *Regulation) gather(runs []*policy.Run, f *Filter) (byRule [][]sortKey, total int) {
	place := map[*policy.Rule]int{}
	for i, r := range g.rules {
		place[r] = i
	}
	byRule = make([][]sortKey, len(g.rules))
	units := unitTable{slots: make([]uint32, 1<<12)}
	var last *policy.Rule // findings of a rule often follow each other
	at := 0
	for _, run := range runs {
		for _, found := range run.Blocks() {
			for i := range found {
				x := &found[i]
				if !f.outcome(x.Outcome) {
					continue
				}
				if x.Rule != last {
					last, at = x.Rule, place[x.Rule]
				}
				byRule[at] = append(byRule[at], sortKey{unit: units.number(&x.Enterprise), finding: x, key: x.Key})
				total++
			}
		}
	}
	rank := units.ranks()
	for _, keys := range byRule {
		for i := range keys {
			keys[i].unit = rank[keys[i].unit]
		}
	}
	return byRule, total
}

// sortKeys sorts by enterprise first, counting, and then the keys of each enterprise.
func sortKeys(keys []sortKey) {
	most := uint32(0)
	for i := range keys {
		most = max(most, keys[i].unit)
	}
	from := make([]int, most+2)
	for i := range keys {
		from[keys[i].unit+1]++
	}
	for u := range most {
		from[u+1] += from[u]
	}
	sorted := make([]sortKey, len(keys))
	for i := range keys {
		u := keys[i].unit
		sorted[from[u]] = keys[i]
		from[u]++ // ends as where the next one begins
	}
	copy(keys, sorted)
	start := 0
	for _, end := range from[:most+1] {
		sortUnit(keys[start:end])
		start = end
	}
}

// sortUnit sorts the keys of one enterprise.
func sortUnit(keys []sortKey) {
	if len(keys) < 2 {
		return
	}
	same := keys[0].key
	for i := range keys[1:] {
		same = same[:common(same, keys[i+1].key)]
	}
	for i := range keys {
		var head [8]byte
		copy(head[:], keys[i].key[len(same):])
		keys[i].head = binary.BigEndian.Uint64(head[:])
	}
	slices.SortFunc(keys, compareKeys)
}

// common gives how many bytes two texts begin with alike.
func common(x, y string) int {
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n
}

// compareKeys orders two findings of one enterprise.
func compareKeys(a, b sortKey) int {
	if a.head != b.head {
		return cmp.Compare(a.head, b.head)
	}
	if c := strings.Compare(a.key, b.key); c != 0 {
		return c
	}
	// Beyond the contract's order, what tells two findings apart, so that the order of rows never shows.
	x, y := a.finding, b.finding
	return cmp.Or(x.Beneficiary.Compare(y.Beneficiary), cmp.Compare(x.Outcome, y.Outcome),
		cmp.Compare(x.DueOn, y.DueOn), cmp.Compare(x.Amount.V, y.Amount.V), spanOrder(x, y), strings.Compare(x.Reason, y.Reason))
}

func spanOrder(x, y *policy.Finding) int {
	if x.Span == nil || y.Span == nil {
		return 0
	}
	return cmp.Or(cmp.Compare(x.Span.Start, y.Span.Start), cmp.Compare(x.Span.End, y.Span.End))
}

// unitTable numbers the enterprises of findings as they come: a map for one kind of key, several times as fast.
type unitTable struct {
	codes []org.Code
	slots []uint32 // number + 1; 0: empty
}

// number gives the number of an enterprise.
func (t *unitTable) number(c *org.Code) uint32 {
	if len(t.codes)*2 > len(t.slots) {
		t.grow()
	}
	i := t.slot(c)
	if t.slots[i] == 0 {
		t.codes = append(t.codes, *c)
		t.slots[i] = uint32(len(t.codes))
	}
	return t.slots[i] - 1
}

// slot gives where an enterprise is, or belongs.
func (t *unitTable) slot(c *org.Code) uint64 {
	h := binary.LittleEndian.Uint64(c[10:]) ^ binary.LittleEndian.Uint64(c[2:])*0x9e3779b97f4a7c15
	h *= 0x9e3779b97f4a7c15
	mask := uint64(len(t.slots) - 1)
	for i := h >> 32 & mask; ; i = (i + 1) & mask {
		if n := t.slots[i]; n == 0 || t.codes[n-1] == *c {
			return i
		}
	}
}

func (t *unitTable) grow() {
	t.slots = make([]uint32, 2*len(t.slots))
	for i := range t.codes {
		t.slots[t.slot(&t.codes[i])] = uint32(i + 1)
	}
}

// ranks gives each enterprise's place in the order of codes, by number.
func (t *unitTable) ranks() []uint32 {
	order := make([]uint32, len(t.codes))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(x, y uint32) int { return t.codes[x].Compare(t.codes[y]) })
	rank := make([]uint32, len(order))
	for place, number := range order {
		rank[number] = uint32(place)
	}
	return rank
}
