package regulation

import (
	"slices"

	"shukun/ledger"
	"shukun/policy"
)

// chunkRows is how many rows of a pass one worker takes at a time: few enough to stay at hand from walk to walk.
// heavyChunk is the same where a row is much work, unitChunk where it is a unit with all that it owes.
const (
	chunkRows  = 1024
	heavyChunk = 64
	unitChunk  = 16
)

// pass goes over the rows of one ledger once, for all walks that do: a row that one walk has fetched is at hand for the next.
type pass struct {
	walks  []int // into Regulation.walks
	ledger *ledger.Kind
	rows   int
	size   int  // of a chunk
	tally  bool // the rows are the payables, and are added up by unit too
}

type chunk struct {
	*pass
	from, to int
}

// plan puts the walks with wanted rules into passes.
func (e *evaluation) plan(f *Filter) {
	for w := range e.walks {
		walk := &e.walks[w]
		if !slices.ContainsFunc(walk.Rules, f.rule) {
			continue
		}
		n := walk.Rows(e.book)
		e.all += n
		switch {
		case walk.Tally != nil:
			e.units = append(e.units, pass{walks: []int{w}, rows: n, size: unitChunk})
			e.tallies = append(e.tallies, &tallies{walk: w})
		case walk.Heavy:
			e.rows = append(e.rows, pass{walks: []int{w}, rows: n, size: heavyChunk})
		default:
			p := e.passOver(walk.Ledger, n)
			p.walks = append(p.walks, w)
		}
	}
	if len(e.tallies) > 0 {
		e.passOver(ledger.FindKind("payables"), len(e.book.Payables)).tally = true
	}
}

// passOver gives the pass over n rows that belong to a ledger.
func (e *evaluation) passOver(k *ledger.Kind, n int) *pass {
	for i := range e.rows {
		if p := &e.rows[i]; p.ledger == k && p.rows == n {
			return p
		}
	}
	e.rows = append(e.rows, pass{ledger: k, rows: n, size: chunkRows})
	return &e.rows[len(e.rows)-1]
}

// tallies are what a walk adds up of each unit.
type tallies struct {
	walk   int
	units  []policy.Tally   // those of the first worker, and in the end of all
	others [][]policy.Tally // those of the other workers, begun as they are needed
}

// begin begins the tallies of all units.
func (e *evaluation) begin() {
	for _, t := range e.tallies {
		n := e.walks[t.walk].Rows(e.book)
		t.units = make([]policy.Tally, n)
		e.inParallel(n, func(worker, i int) { t.units[i] = e.walks[t.walk].Tally(e.runs[worker], i) })
		for range e.runs[1:] {
			t.others = append(t.others, make([]policy.Tally, n))
		}
	}
}

// payables asks the rules about some payables and adds them up, all about one before the next: what one of them works out
// of a payable the others need too.
func (e *evaluation) payables(worker int, c chunk) {
	r, rows := e.runs[worker], e.book.Payables
	r.Tallied(nil)
	for i := c.from; i < c.to; i++ {
		for _, w := range c.walks {
			r.Begin(w, i)
			e.walks[w].Row(r, i)
		}
		unit := e.book.PayerIndex(&rows[i])
		if unit < 0 {
			continue
		}
		for _, t := range e.tallies {
			if t.units[unit] != nil {
				t.of(worker, unit).Add(r, i, &rows[i])
			}
		}
	}
}

// of gives a worker's own tally of a unit.
func (t *tallies) of(worker, unit int) policy.Tally {
	if worker == 0 {
		return t.units[unit]
	}
	own := &t.others[worker-1][unit]
	if *own == nil {
		*own = t.units[unit].Fork()
	}
	return *own
}

// merge brings together what the workers added up.
func (e *evaluation) merge() {
	for _, t := range e.tallies {
		for _, others := range t.others {
			for unit, other := range others {
				if other != nil {
					t.units[unit].Merge(other)
				}
			}
		}
	}
}

// unitsOf gives what is added up for a walk, nil if it asks for nothing.
func (e *evaluation) unitsOf(walk int) []policy.Tally {
	for _, t := range e.tallies {
		if t.walk == walk {
			return t.units
		}
	}
	return nil
}
