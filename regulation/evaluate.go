package regulation

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"shukun/ledger"
	"shukun/org"
	"shukun/policy"
)

// chunkRows is how many rows of a walk one worker takes at a time, heavyChunk the same where a row is much work.
const (
	chunkRows  = 8192
	heavyChunk = 64
)

// Filter says which findings are wanted. The zero Filter wants all.
type Filter struct {
	Clauses  []int
	Rules    []string
	Outcomes []policy.Outcome
}

func (f *Filter) rule(r *policy.Rule) bool {
	return (len(f.Clauses) == 0 || slices.Contains(f.Clauses, r.Clause)) && (len(f.Rules) == 0 || slices.Contains(f.Rules, r.ID))
}

func (f *Filter) outcome(o policy.Outcome) bool {
	return len(f.Outcomes) == 0 || slices.Contains(f.Outcomes, o)
}

// Evaluate asks all wanted rules about a book and gives their findings by clause, rule, enterprise and key. workers are
// goroutines; the answer does not depend on their number. progress is told of rows done, of rows in all; it may be nil.
func (g *Regulation) Evaluate(b *ledger.Book, q policy.Question, f Filter, workers int, progress func(done, all int)) []policy.Finding {
	var chunks []chunk
	all := 0
	for w := range g.walks {
		if !slices.ContainsFunc(g.walks[w].Rules, f.rule) {
			continue
		}
		n := g.walks[w].Rows(b)
		all += n
		size := chunkRows
		if g.walks[w].Heavy {
			size = heavyChunk
		}
		for from := 0; from < n; from += size {
			chunks = append(chunks, chunk{w, from, min(from+size, n)})
		}
	}
	runs := make([]*policy.Run, max(workers, 1))
	var next, done atomic.Int64
	var work sync.WaitGroup
	for i := range runs {
		runs[i] = policy.NewRun(q, b, f.rule)
		work.Go(func() {
			for {
				c := int(next.Add(1)) - 1
				if c >= len(chunks) {
					return
				}
				walk := &g.walks[chunks[c].walk]
				for row := chunks[c].from; row < chunks[c].to; row++ {
					runs[i].Begin(chunks[c].walk, row)
					walk.Row(runs[i], row)
				}
				if n := done.Add(int64(chunks[c].to - chunks[c].from)); progress != nil {
					progress(int(n), all)
				}
			}
		})
	}
	work.Wait()
	return g.sorted(runs, &f)
}

type chunk struct{ walk, from, to int }

// Again evaluates the row a finding came from once more, with a trace, and gives the same finding explained.
func (g *Regulation) Again(b *ledger.Book, q policy.Question, f *policy.Finding) policy.Finding {
	q.Trace = true
	walk, row := f.At()
	run := policy.NewRun(q, b, func(r *policy.Rule) bool { return r == f.Rule })
	run.Begin(walk, row)
	g.walks[walk].Row(run, row)
	for _, again := range run.Findings() {
		if again.Key == f.Key && again.Enterprise == f.Enterprise && again.Beneficiary == f.Beneficiary && spanOrder(&again, f) == 0 {
			return again
		}
	}
	return *f
}

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
		found := run.Findings()
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
		found := run.Findings()
		for i := range found {
			rank[found[i].Enterprise] = 0
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
