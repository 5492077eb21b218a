package app

import (
	"cmp"
	"maps"
	"slices"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// What differs in many rows is written in short transactions, so that nobody waits for longer than one of them. Each lot
// is seen as it is written: every finding is whole, but a list may hold new findings beside old ones until the end, as it
// does where several units are evaluated one after the other. What says how far the evaluation has come (of the unit and
// of its group) is written last; until then screens go on naming the day before, and whoever comes after a crash finds the
// mark and writes what is missing.
const (
	lotsFrom   = 3000 // findings and payables: fewer are written in one transaction
	lotOf      = 1000 // changes a transaction, to begin with
	lotLeast   = 100
	lotMost    = 4000
	lotTakes   = 150    // milliseconds that a transaction should take: lots grow and shrink with what the database can do
	lotOfUnits = 20     // units whose figures are counted anew in one transaction,
	lotToCount = 20_000 // and findings or payables counted in it
)

// errOvertaken ends an evaluation while whose lots were written another began for the same unit.
var errOvertaken = problem.New(problem.Conflict, "evaluation-overtaken", lang.Text{Zh: "另一次计算已经开始", En: "another evaluation of the unit has begun"},
	lang.Text{Zh: "稍后会自动重算", En: "It is done again by itself"})

// change is a finding to be written: now is nil if it is not found any more.
type change struct {
	owner string
	id    string
	now   *store.Finding
}

// lots writes a difference in lots.
type lots struct {
	d       *difference
	size    int            // changes a transaction
	mark    string         // of this evaluation, on the units while their lots are written
	owners  []store.Entity // those not further than this evaluation
	changes []change
	out     map[string][]int64 // rows of payables whose state changes, by owner
	in      map[string][]store.PayableState
	touched map[string]*touchedUnit
	sum     Evaluated
}

// touchedUnit is a unit whose figures are to be counted anew.
type touchedUnit struct {
	path  string
	all   int
	rules map[string]int // how many findings there are
}

// inLots reports whether a difference is to be written in lots: it may be large, or one that was is to be ended.
func (d *difference) inLots() bool {
	n := len(d.found)
	for _, s := range d.payables {
		n += len(s)
	}
	return n >= cmp.Or(d.e.app.StageFrom, lotsFrom) || slices.ContainsFunc(d.owners, func(o store.Entity) bool { return o.Writer != "" })
}

func (d *difference) writeLots() (Evaluated, error) {
	w := &lots{d: d, size: min(lotOf, cmp.Or(d.e.app.StageFrom, lotOf)), mark: d.e.app.newID(), out: map[string][]int64{}, in: map[string][]store.PayableState{}, touched: map[string]*touchedUnit{}}
	for _, step := range []func() error{w.claim, w.compare, w.findings, w.payables, w.figures, w.end} {
		if err := d.e.ctx.Err(); err != nil {
			return w.sum, err
		}
		if err := step(); err != nil {
			return w.sum, err
		}
	}
	return w.sum, nil
}

// claim puts the mark on the owners that no later evaluation has been at.
func (w *lots) claim() error {
	e := w.d.e
	for some := range slices.Chunk(w.d.owners, lotOf) {
		var ours []store.Entity
		if err := e.write(func(tx *store.Tx) error {
			ours = ours[:0]
			for _, o := range some {
				o.Done, o.Day, o.Writer = w.d.seq, e.day, w.mark
				claimed, err := tx.ClaimEntity(o)
				if err != nil {
					return err
				}
				if claimed {
					ours = append(ours, o)
				}
			}
			return nil
		}); err != nil {
			return err
		}
		w.owners = append(w.owners, ours...)
	}
	w.sum.Owners = len(w.owners)
	return nil
}

// compare finds out what differs. Between this and the writing only people change findings, and what they did is looked at
// again then.
func (w *lots) compare() error {
	byOwner := map[string][]*store.Finding{}
	for i := range w.d.found {
		byOwner[w.d.found[i].Owner] = append(byOwner[w.d.found[i].Owner], &w.d.found[i])
	}
	return w.d.e.app.Store.Read(w.d.e.ctx, store.Root, func(tx *store.Tx) error {
		for _, o := range w.owners {
			kept, err := tx.FindingsOf(o.Owner, twoSizes, w.d.not)
			if err != nil {
				return err
			}
			w.compareFindings(o.Owner, kept, byOwner[o.Owner])
			states, err := tx.PayableStatesOf(o.Owner)
			if err != nil {
				return err
			}
			w.out[o.Owner], w.in[o.Owner] = statesDiffer(states, w.d.payables[o.Owner])
		}
		return nil
	})
}

func (w *lots) compareFindings(owner string, kept []store.Finding, found []*store.Finding) {
	old := make(map[string]*store.Finding, len(kept))
	for i := range kept {
		old[kept[i].ID] = &kept[i]
		w.touch(&kept[i])
	}
	for _, f := range found {
		w.sum.Found++
		w.touch(f)
		was := old[f.ID]
		delete(old, f.ID)
		if was == nil || was.State == store.FindingCleared || !asKept(was, f) {
			w.changes = append(w.changes, change{owner, f.ID, f})
		}
	}
	for _, id := range slices.Sorted(maps.Keys(old)) {
		if old[id].State != store.FindingCleared {
			w.changes = append(w.changes, change{owner, id, nil})
		}
	}
}

// touch notes whose figures are to be counted anew: of all that is found or kept, since an evaluation that did not come to
// its end may have changed it.
func (w *lots) touch(f *store.Finding) {
	u := w.touched[f.Enterprise]
	if u == nil {
		u = &touchedUnit{path: w.d.e.pathOfUnit(f), rules: map[string]int{}}
		w.touched[f.Enterprise] = u
	}
	u.all++
	u.rules[f.Rule]++
}

// hold refuses to write for owners that another evaluation has claimed.
func (w *lots) hold(tx *store.Tx, owner string) error {
	ours, err := tx.HoldEntity(owner, w.mark)
	if err == nil && !ours {
		err = errOvertaken
	}
	return err
}

func (w *lots) findings() error {
	for rest := w.changes; len(rest) > 0; {
		lot := rest[:min(w.size, len(rest))]
		rest = rest[len(lot):]
		var sum Evaluated
		if err := w.write(func(tx *store.Tx) error {
			one := newDifference(w.d.e)
			for i := 0; i < len(lot); {
				end := i + 1
				for end < len(lot) && lot[end].owner == lot[i].owner {
					end++
				}
				if err := w.lot(tx, one, lot[i:end]); err != nil {
					return err
				}
				i = end
			}
			sum = one.sum
			return one.saveFindings(tx)
		}); err != nil {
			return err
		}
		sum.Found = 0
		w.sum.add(sum)
	}
	return nil
}

// lot compares changes of one owner once more with what is kept now.
func (w *lots) lot(tx *store.Tx, one *difference, changes []change) error {
	if err := w.hold(tx, changes[0].owner); err != nil {
		return err
	}
	var ids []string
	var found []*store.Finding
	for _, c := range changes {
		ids = append(ids, c.id)
		if c.now != nil {
			found = append(found, c.now)
		}
	}
	kept, err := tx.LockFindingsNamed(ids)
	if err == nil {
		one.owner(kept, found)
	}
	return err
}

// write commits one lot and makes the next smaller or larger by how long this one held others up, not counting how long it
// waited for them. Where the clock stands still, or tests say how large lots are, they stay as they are.
func (w *lots) write(fn func(*store.Tx) error) error {
	var began store.Instant
	err := w.d.e.write(func(tx *store.Tx) error { began = w.d.e.app.now(); return fn(tx) })
	if took := int(w.d.e.app.now() - began); err == nil && took > 0 && w.d.e.app.StageFrom == 0 {
		w.size = min(max(w.size*lotTakes/took, w.size/2, lotLeast), w.size*2, lotMost)
	}
	return err
}

// states are rows to take out of what is known of owners' payables, and what to put in.
type states struct {
	owners []string
	out    []int64
	in     []store.PayableState
}

func (s *states) count() int { return len(s.out) + len(s.in) }

// payables writes what is known of payables: of several owners with few in one transaction, of one with many in several.
func (w *lots) payables() error {
	var few states
	for _, o := range w.owners {
		one := states{[]string{o.Owner}, w.out[o.Owner], w.in[o.Owner]}
		if one.count() > w.size {
			if err := w.many(one); err != nil {
				return err
			}
			continue
		}
		if few.count()+one.count() > w.size {
			if err := w.put(few); err != nil {
				return err
			}
			few = states{}
		}
		if one.count() > 0 {
			few = states{append(few.owners, o.Owner), append(few.out, one.out...), append(few.in, one.in...)}
		}
	}
	return w.put(few)
}

// put writes states in one transaction.
func (w *lots) put(s states) error {
	if s.count() == 0 {
		return nil
	}
	return w.write(func(tx *store.Tx) error {
		for _, owner := range s.owners {
			if err := w.hold(tx, owner); err != nil {
				return err
			}
		}
		return tx.PutPayableStates(w.d.e.day, s.out, s.in)
	})
}

// many writes one owner's states in several transactions; what goes out because it comes in anew, goes with it.
func (w *lots) many(s states) error {
	anew := map[int64]bool{}
	for i := range s.in {
		anew[s.in[i].Row] = true
	}
	for in := s.in; len(in) > 0; {
		lot := in[:min(w.size, len(in))]
		in = in[len(lot):]
		rows := make([]int64, len(lot))
		for i := range lot {
			rows[i] = lot[i].Row
		}
		if err := w.put(states{s.owners, rows, lot}); err != nil {
			return err
		}
	}
	for out := slices.DeleteFunc(slices.Clone(s.out), func(row int64) bool { return anew[row] }); len(out) > 0; {
		lot := out[:min(w.size, len(out))]
		out = out[len(lot):]
		if err := w.put(states{owners: s.owners, out: lot}); err != nil {
			return err
		}
	}
	return nil
}
