package app

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"hash/fnv"
	"maps"
	"slices"
	"sync"

	"shukun/civil"
	"shukun/policy"
	"shukun/regulation"
	"shukun/store"
)

// While a unit's rows are at hand the law is asked about the next days too, and what differs from day to day is kept. A
// day that comes without anything filed then costs what it changes: nothing is read again. No rule has to promise when
// its answer changes; the same function has given it, for that day.

// How far ahead one looks: each unit some days more or less than others, so that those to be looked at again are spread.
const (
	aheadLeast  = 6
	aheadSpread = 8
	aheadMost   = 5000 // findings that differ from one day to the next: whoever has more is evaluated every day
	aheadLot    = 50   // units written in one transaction
)

func aheadDays(owner string) int {
	h := fnv.New32a()
	h.Write([]byte(owner)) // cannot fail
	return aheadLeast + int(h.Sum32()%aheadSpread)
}

// aheadDay is what differs on a day from the day before.
type aheadDay struct {
	Found  []store.Finding      // as found on the day
	Gone   []string             // not found any more
	States []store.PayableState // of payables, as known on the day
	Left   []int64              // payables of which nothing is known any more
}

func (d *aheadDay) empty() bool { return len(d.Found)+len(d.Gone)+len(d.States)+len(d.Left) == 0 }

// packers are used again: each takes most of a megabyte.
var packers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // the level is one there is
	return z
}}

func (d *aheadDay) pack() ([]byte, error) {
	var b bytes.Buffer
	z := packers.Get().(*gzip.Writer)
	defer packers.Put(z)
	z.Reset(&b)
	if err := json.NewEncoder(z).Encode(d); err != nil {
		return nil, err
	}
	err := z.Close()
	return b.Bytes(), err
}

func unpackAhead(content []byte) (d aheadDay, err error) {
	z, err := gzip.NewReader(bytes.NewReader(content))
	if err == nil {
		err = json.NewDecoder(z).Decode(&d)
	}
	return d, err
}

// outlook is what is found of an owner's rows on a day, and what was worked out for the days after.
type outlook struct {
	owner  store.Entity
	found  map[string]*store.Finding
	states map[int64]*store.PayableState
	days   []store.Ahead
	until  civil.Date
}

// next takes in what is found on the following day; false if that is too much to keep.
func (o *outlook) next(day civil.Date, found []*store.Finding, states []store.PayableState) (bool, error) {
	var d aheadDay
	all, known := make(map[string]*store.Finding, len(found)), make(map[int64]*store.PayableState, len(states))
	for _, f := range found {
		all[f.ID] = f
		if was := o.found[f.ID]; was == nil || *was != *f {
			d.Found = append(d.Found, *f)
		}
	}
	for i := range states {
		s := &states[i]
		known[s.Row] = s
		if was := o.states[s.Row]; was == nil || *was != *s {
			d.States = append(d.States, *s)
		}
	}
	for id := range o.found {
		if _, there := all[id]; !there {
			d.Gone = append(d.Gone, id)
		}
	}
	for row := range o.states {
		if _, there := known[row]; !there {
			d.Left = append(d.Left, row)
		}
	}
	if len(d.Found)+len(d.Gone)+len(d.States)+len(d.Left) > aheadMost {
		return false, nil
	}
	if !d.empty() {
		content, err := d.pack()
		if err != nil {
			return false, err
		}
		o.days = append(o.days, store.Ahead{Day: day, Content: content})
	}
	o.found, o.states, o.until = all, known, day
	return true, nil
}

// lookAhead asks the law about the days to come, of the rows that were just evaluated, and keeps what differs.
func (e *evaluation) lookAhead(l *loaded, owners []store.Entity, seq int64, found []store.Finding, states map[string][]store.PayableState) error {
	open := map[string]*outlook{}
	days := 0
	growing := map[string]int{} // findings that grow every day: whoever has many need not be asked about
	for i := range found {
		if f := &found[i]; !f.NextChange.IsZero() && f.NextChange <= e.day.AddDays(1) {
			growing[f.Owner]++
		}
	}
	for _, o := range owners {
		o.Done, o.Day, o.Path = seq, e.day, e.pathOf(o)
		if growing[o.Owner] > aheadMost {
			continue
		}
		look := &outlook{owner: o, found: map[string]*store.Finding{}, states: map[int64]*store.PayableState{}, until: e.day}
		for i := range states[o.Owner] {
			s := &states[o.Owner][i]
			look.states[s.Row] = s
		}
		open[o.Owner] = look
		days = max(days, aheadDays(o.Owner))
	}
	for i := range found {
		if look := open[found[i].Owner]; look != nil {
			look.found[found[i].ID] = &found[i]
		}
	}
	all := maps.Clone(open)
	for n := 1; n <= days && len(open) > 0; n++ {
		later := *e
		later.day = e.day.AddDays(n)
		if !e.sameTexts(l, &later) {
			break // words that are not at hand would be read
		}
		maps.DeleteFunc(open, func(owner string, _ *outlook) bool { return n > aheadDays(owner) })
		if err := later.askOf(l, open); err != nil {
			return err
		}
	}
	return e.saveAhead(all)
}

// askOf asks about one of the days, and leaves out whoever has too much that differs.
func (e *evaluation) askOf(l *loaded, open map[string]*outlook) error {
	wanted := func(owner string) bool { return open[owner] != nil }
	found := e.find(l, wanted, regulation.Filter{}, func(rule string) bool { return rule != twoSizes })
	byOwner := map[string][]*store.Finding{}
	for i := range found {
		byOwner[found[i].Owner] = append(byOwner[found[i].Owner], &found[i])
	}
	states := e.payables(l, wanted)
	for owner, o := range open {
		on, err := o.next(e.day, byOwner[owner], states[owner])
		if err != nil {
			return err
		}
		if !on {
			delete(open, owner)
		}
	}
	return nil
}

// sameTexts reports whether the law reads the same words on another day.
func (e *evaluation) sameTexts(l *loaded, later *evaluation) bool {
	contracts, tenders := e.app.Law.TextFiles(l.book, e.question(), regulation.Filter{})
	c, t := e.app.Law.TextFiles(l.book, later.question(), regulation.Filter{})
	return slices.Equal(contracts, c) && slices.Equal(tenders, t)
}

func (e *evaluation) pathOf(o store.Entity) string {
	if u := e.units[o.Owner]; u != nil {
		return u.Path
	}
	return o.Path
}

func (e *evaluation) saveAhead(all map[string]*outlook) error {
	for lot := range slices.Chunk(slices.Sorted(maps.Keys(all)), aheadLot) {
		if err := e.write(func(tx *store.Tx) error {
			for _, owner := range lot {
				o := all[owner]
				o.owner.Ahead = o.until
				if err := tx.SaveAhead(o.owner, o.days); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// step brings owners of whom nothing was filed up to today, by what was worked out ahead.
func (e *evaluation) step(owners []store.Entity) (sum Evaluated, err error) {
	for lot := range slices.Chunk(owners, aheadLot) {
		var one Evaluated
		if err := e.write(func(tx *store.Tx) error {
			d := newDifference(e)
			for _, o := range lot {
				if err := d.step(tx, o); err != nil {
					return err
				}
			}
			one = d.sum
			if err := tx.AddPayableTotals(d.totals); err != nil {
				return err
			}
			return d.save(tx)
		}); err != nil {
			return sum, err
		}
		sum.add(one)
	}
	return sum, nil
}

// step holds what was worked out ahead for an owner against what is kept of it; the last of the days counts.
func (d *difference) step(tx *store.Tx, o store.Entity) error {
	days, ours, err := tx.TakeAhead(o, d.e.day)
	if err != nil || !ours {
		return err
	}
	d.sum.Owners++
	found, states := map[string]*store.Finding{}, map[int64]*store.PayableState{}
	for _, day := range days {
		a, err := unpackAhead(day.Content)
		if err != nil {
			return err
		}
		for i := range a.Found {
			found[a.Found[i].ID] = &a.Found[i]
		}
		for _, id := range a.Gone {
			found[id] = nil
		}
		for i := range a.States {
			states[a.States[i].Row] = &a.States[i]
		}
		for _, row := range a.Left {
			states[row] = nil
		}
	}
	ids := slices.Sorted(maps.Keys(found))
	kept, err := tx.LockFindingsNamed(ids)
	if err != nil {
		return err
	}
	var now []*store.Finding
	for _, id := range ids {
		if found[id] != nil {
			now = append(now, found[id])
		}
	}
	d.owner(kept, now)
	if len(states) == 0 {
		return nil
	}
	rows := slices.Sorted(maps.Keys(states))
	var in []store.PayableState
	for _, row := range rows {
		if states[row] != nil {
			in = append(in, *states[row])
		}
	}
	totals, err := tx.ReplacePayableStates(o.Owner, d.e.day, rows, in)
	d.totals.Add(totals)
	return err
}

// acrossUntil gives the last day up to which what is found across units stays as it is, if nothing is filed.
func (e *evaluation) acrossUntil(l *loaded, found []store.Finding) civil.Date {
	until := e.day
	for n := 1; n <= aheadDays(e.path); n++ {
		later := *e
		later.day = e.day.AddDays(n)
		if !slices.Equal(found, later.find(l, ownersIn(e.owners), regulation.Filter{Rules: []string{twoSizes}}, func(string) bool { return true })) {
			break
		}
		until = later.day
	}
	return until
}

func (e *evaluation) question() policy.Question { return policy.Question{AsOf: e.day} }
