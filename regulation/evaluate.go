package regulation

import (
	"slices"
	"sync"
	"sync/atomic"

	"shukun/ledger"
	"shukun/policy"
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
func (g *Regulation) Evaluate(b *ledger.Book, q policy.Question, f Filter, workers int, progress func(done, all int)) []*policy.Finding {
	e := &evaluation{walks: g.walks, book: b, runs: policy.NewRuns(max(workers, 1), q, b, f.rule), progress: progress}
	e.plan(&f)
	e.begin()
	e.run(e.rows)
	e.merge()
	e.run(e.units)
	return e.sorted(g, &f)
}

// evaluation is one call of Evaluate under way.
type evaluation struct {
	walks    []policy.Walk
	book     *ledger.Book
	runs     []*policy.Run // one a worker
	rows     []pass        // over the rows of ledgers
	units    []pass        // of the walks that need what rows added up
	tallies  []*tallies
	all      int // rows of all passes
	done     atomic.Int64
	progress func(done, all int)
}

// run carries out some passes, chunk by chunk.
func (e *evaluation) run(passes []pass) {
	var chunks []chunk
	for i := range passes {
		p := &passes[i]
		for from := 0; from < p.rows; from += p.size {
			chunks = append(chunks, chunk{p, from, min(from+p.size, p.rows)})
		}
	}
	e.inParallel(len(chunks), func(worker, i int) {
		c := chunks[i]
		if c.tally {
			e.payables(worker, c)
		} else {
			for _, w := range c.walks {
				e.walk(worker, w, c.from, c.to)
			}
		}
		if n := e.done.Add(int64(c.to-c.from) * int64(len(c.walks))); e.progress != nil {
			e.progress(int(n), e.all)
		}
	})
}

// walk asks the rules of a walk about some rows.
func (e *evaluation) walk(worker, walk, from, to int) {
	r, row := e.runs[worker], e.walks[walk].Row
	r.Tallied(e.unitsOf(walk))
	for i := from; i < to; i++ {
		r.Begin(walk, i)
		row(r, i)
	}
}

// inParallel calls fn for 0…n-1; each worker takes the next number.
func (e *evaluation) inParallel(n int, fn func(worker, i int)) {
	var next atomic.Int64
	var work sync.WaitGroup
	for worker := range e.runs {
		work.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				fn(worker, i)
			}
		})
	}
	work.Wait()
}

// Again evaluates the row a finding came from once more, with a trace, and gives the same finding explained.
func (g *Regulation) Again(b *ledger.Book, q policy.Question, f *policy.Finding) *policy.Finding {
	q.Trace = true
	walk, row := f.At()
	run := policy.NewRun(q, b, func(r *policy.Rule) bool { return r == f.Rule })
	run.Begin(walk, row)
	g.walks[walk].Row(run, row)
	for _, again := range run.Findings() {
		if again.Key == f.Key && again.Enterprise == f.Enterprise && again.Beneficiary == f.Beneficiary && spanOrder(again, f) == 0 {
			return again
		}
	}
	return f
}
