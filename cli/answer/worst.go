package answer

import (
	"cmp"
	"slices"

	"shukun/org"
	"shukun/policy"
)

// rank orders findings from the worst: the largest amount, then the most days, then the earliest deadline.
func rank(x, y *policy.Finding) int {
	return cmp.Or(cmp.Compare(amountOf(y), amountOf(x)), cmp.Compare(y.Days, x.Days), cmp.Compare(x.DueOn, y.DueOn))
}

func amountOf(f *policy.Finding) int64 {
	if !f.Amount.OK {
		return 0
	}
	return int64(f.Amount.V)
}

// largest gives the n worst of some findings; those that rank alike stay in their order.
func largest(findings []*policy.Finding, n int, wanted func(*policy.Finding) bool) (top []*policy.Finding, all int) {
	for i := range findings {
		f := findings[i]
		if !wanted(f) {
			continue
		}
		all++
		if len(top) == n && rank(f, top[n-1]) >= 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(top, f, func(x, y *policy.Finding) int { return cmp.Or(rank(x, y), -1) })
		top = slices.Insert(top, at, f)
		if len(top) > n {
			top = top[:n]
		}
	}
	return top, all
}

// rowKey is the row a finding is about.
type rowKey struct {
	ledger     string
	enterprise org.Code
	key        string
}

func rowOf(f *policy.Finding) rowKey { return rowKey{f.Rule.Ledger.Key, f.Enterprise, f.Key} }

// breach is one row with its worst violation and the other rules that it breaks.
type breach struct {
	*policy.Finding
	also []*policy.Rule
}

// worst gives the n rows with the worst violations of a clause's findings, each row once.
func worst(findings []*policy.Finding, n int) (top []breach, rows int) {
	best := map[rowKey]*policy.Finding{}
	for i := range findings {
		f := findings[i]
		if f.Outcome != policy.Violation {
			continue
		}
		k := rowOf(f)
		if other := best[k]; other == nil || rank(f, other) < 0 {
			best[k] = f
		}
	}
	list, _ := largest(findings, n, func(f *policy.Finding) bool { return best[rowOf(f)] == f })
	at := map[rowKey]int{}
	for i, f := range list {
		top = append(top, breach{Finding: f})
		at[rowOf(f)] = i
	}
	for i := range findings {
		f := findings[i]
		if j, ok := at[rowOf(f)]; ok && f.Outcome == policy.Violation && f.Rule != top[j].Rule && !slices.Contains(top[j].also, f.Rule) {
			top[j].also = append(top[j].also, f.Rule)
		}
	}
	return top, len(best)
}

// gap is a set of missing columns and the findings that wait for it.
type gap struct {
	missing []string
	first   []*policy.Finding // the first few
	count   int
}

// gaps groups undetermined findings by what is missing, the most frequent first.
func gaps(findings []*policy.Finding, show int) []gap {
	at := map[string]int{}
	var list []gap
	for i := range findings {
		f := findings[i]
		if f.Outcome != policy.Undetermined {
			continue
		}
		missing := slices.Clone(f.Missing)
		slices.Sort(missing)
		missing = slices.Compact(missing)
		var id []byte
		for _, m := range missing {
			id = append(append(id, m...), 0)
		}
		j, ok := at[string(id)]
		if !ok {
			j = len(list)
			at[string(id)] = j
			list = append(list, gap{missing: missing})
		}
		list[j].count++
		if len(list[j].first) < show {
			list[j].first = append(list[j].first, f)
		}
	}
	slices.SortStableFunc(list, func(x, y gap) int { return cmp.Compare(y.count, x.count) })
	return list
}

// example gives the finding that the next steps show how to explain: the worst violation, else the first.
func (a *Answer) example() *policy.Finding {
	if top, _ := largest(a.Findings, 1, func(f *policy.Finding) bool { return f.Outcome == policy.Violation }); len(top) > 0 {
		return top[0]
	}
	return a.Findings[0]
}
