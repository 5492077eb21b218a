package regulation

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"

	"shukun/org"
	"shukun/pages"
	"shukun/policy"
)

// sorted puts the findings in the order of the output contract: clause, rule, enterprise, key, all bytewise.
func (e *evaluation) sorted(g *Regulation, f *Filter) []*policy.Finding {
	o := &ordering{lists: make([]list, len(e.runs)), place: map[*policy.Rule]uint32{}}
	for i, r := range g.rules {
		o.place[r] = uint32(i)
	}
	e.inParallel(len(e.runs), func(_, i int) { o.lists[i].gather(e.runs[i], f, o.place) })
	keys, ends := o.spread(len(g.rules))
	out := make([]*policy.Finding, len(keys))
	e.inParallel(len(ends), func(_, i int) {
		from := 0
		if i > 0 {
			from = ends[i-1]
		}
		some := keys[from:ends[i]]
		sortUnit(some)
		for j, k := range some {
			out[from+j] = k.finding
		}
	})
	return out
}

// ordering is the sort of one evaluation's findings.
type ordering struct {
	lists []list // one a run
	place map[*policy.Rule]uint32
}

// list is what one run found.
type list struct {
	keys  []sortKey
	units unitTable
}

// sortKey is what findings are ordered by, made cheap to compare.
type sortKey struct {
	head    uint64 // eight bytes of the key, from where the keys of the enterprise begin to differ
	finding *policy.Finding
	rule    uint32 // place in the order of rules
	unit    uint32 // number in the list's table
}

// gather lists the wanted findings of a run.
func (l *list) gather(run *policy.Run, f *Filter, place map[*policy.Rule]uint32) {
	l.keys, l.units = pages.Make[sortKey](run.Found())[:0], unitTable{slots: make([]uint32, 1<<12)}
	var last *policy.Rule // findings of a rule often follow each other
	var at uint32
	for _, found := range run.Blocks() {
		for i := range found {
			x := &found[i]
			if !f.outcome(x.Outcome) {
				continue
			}
			if x.Rule != last {
				last, at = x.Rule, place[x.Rule]
			}
			l.keys = append(l.keys, sortKey{rule: at, unit: l.units.number(&x.Enterprise), finding: x})
		}
	}
}

// spread brings the keys of all lists together, by rule and within it by enterprise, counting. ends says where the keys of
// each enterprise under each rule end, those without any left out.
func (o *ordering) spread(rules int) (keys []sortKey, ends []int) {
	all := unitTable{slots: make([]uint32, 1<<12)}
	total := 0
	for i := range o.lists {
		total += len(o.lists[i].keys)
		for j := range o.lists[i].units.codes {
			all.number(&o.lists[i].units.codes[j])
		}
	}
	rank, units := all.ranks(), len(all.codes)
	from := make([]int32, rules*units+1)
	group := func(ranks []uint32, k *sortKey) int { return int(k.rule)*units + int(ranks[k.unit]) }
	ranks := make([][]uint32, len(o.lists)) // of the units of each list
	for i := range o.lists {
		l := &o.lists[i]
		ranks[i] = make([]uint32, len(l.units.codes))
		for j := range l.units.codes {
			ranks[i][j] = rank[all.number(&l.units.codes[j])]
		}
		for j := range l.keys {
			from[group(ranks[i], &l.keys[j])+1]++
		}
	}
	for g := range from[1:] {
		from[g+1] += from[g]
	}
	keys = pages.Make[sortKey](total)
	for i := range o.lists {
		l := &o.lists[i]
		for j := range l.keys {
			g := group(ranks[i], &l.keys[j])
			keys[from[g]] = l.keys[j]
			from[g]++ // ends as where the next one begins
		}
	}
	last := int32(0)
	for _, end := range from[:rules*units] {
		if end > last {
			ends, last = append(ends, int(end)), end
		}
	}
	return keys, ends
}

// sortUnit sorts the keys of one enterprise.
func sortUnit(keys []sortKey) {
	if len(keys) < 2 {
		return
	}
	same := keys[0].finding.Key
	for i := range keys[1:] {
		same = same[:common(same, keys[i+1].finding.Key)]
	}
	for i := range keys {
		var head [8]byte
		copy(head[:], keys[i].finding.Key[len(same):])
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
	x, y := a.finding, b.finding
	if c := strings.Compare(x.Key, y.Key); c != 0 {
		return c
	}
	// Beyond the contract's order, what tells two findings apart, so that the order of rows never shows.
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
