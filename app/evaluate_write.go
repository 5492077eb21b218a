package app

import (
	"maps"
	"slices"

	"shukun/civil"
	"shukun/store"
)

// difference is what was found of some owners, to be held against what is kept.
type difference struct {
	e        *evaluation
	owners   []store.Entity
	seq      int64 // filings up to this one are in it
	found    []store.Finding
	payables map[string][]store.PayableState // by owner
	not      bool                            // all rules but the one across units
	across   bool                            // only that one

	add, set []store.Finding
	days     []store.Finding // of which nothing but days and words has grown
	amounts  []store.Finding // nor anything but those and the amount
	past     []store.PastFinding
	ticks    []store.Tick
	events   []store.FindingEvent
	totals   store.PayableTotals
	touched  map[string]string // units whose figures change, with their paths
	sum      Evaluated
}

func newDifference(e *evaluation) *difference {
	return &difference{e: e, touched: map[string]string{}, totals: store.PayableTotals{}}
}

// write holds the findings against those kept and writes the difference. It may run again, so it begins anew.
func (d *difference) write(tx *store.Tx) (Evaluated, error) {
	was := *d
	*d = *newDifference(d.e)
	d.owners, d.seq, d.found, d.payables, d.not, d.across = was.owners, was.seq, was.found, was.payables, was.not, was.across
	byOwner := map[string][]*store.Finding{}
	for i := range d.found {
		byOwner[d.found[i].Owner] = append(byOwner[d.found[i].Owner], &d.found[i])
	}
	for _, o := range d.owners {
		if !d.across {
			o.Done, o.Day = d.seq, d.e.day
			ours, err := tx.DoneEntity(o, int64(d.e.app.now()-d.e.started))
			if err != nil {
				return Evaluated{}, err
			}
			if !ours {
				continue // a later evaluation was first
			}
			d.sum.Owners++
			if err := d.payableStates(tx, o.Owner); err != nil {
				return Evaluated{}, err
			}
		}
		kept, err := tx.LockFindings(o.Owner, twoSizes, d.not)
		if err != nil {
			return Evaluated{}, err
		}
		d.owner(kept, byOwner[o.Owner])
	}
	if err := tx.AddPayableTotals(d.totals); err != nil {
		return Evaluated{}, err
	}
	return d.sum, d.save(tx)
}

// owner compares what is kept of an owner's findings with what was found.
func (d *difference) owner(kept []store.Finding, found []*store.Finding) {
	old := make(map[string]*store.Finding, len(kept))
	for i := range kept {
		old[kept[i].ID] = &kept[i]
	}
	for _, f := range found {
		d.sum.Found++
		was := old[f.ID]
		delete(old, f.ID)
		d.one(was, *f)
	}
	for _, id := range slices.Sorted(maps.Keys(old)) {
		if was := old[id]; was.State != store.FindingCleared {
			d.clear(*was)
		}
	}
}

// one compares a finding with what is kept of it; was is nil if it is new.
func (d *difference) one(was *store.Finding, f store.Finding) {
	day := d.e.day
	switch {
	case was == nil:
		f.First, f.From, f.Tick, f.State, f.StateDay = day, day, day, store.FindingOpen, day
		d.add = append(d.add, f)
		d.sum.Added++
		d.happened(&f, "found")
	case was.State == store.FindingCleared:
		d.moved(was, &f)
		f.State, f.StateDay, f.StateBy, f.Promise = store.FindingOpen, day, "", 0
		d.set = append(d.set, f)
		d.sum.Returned++
		d.happened(&f, "returned")
	case asKept(was, &f):
		return
	case ticked(was, &f, day):
		life(&f, was)
		f.From, f.Tick = was.From, was.Tick
		if was.Amount != f.Amount {
			d.ticks = append(d.ticks, store.Tick{ID: f.ID, From: was.Tick, Amount: was.Amount})
			f.Tick = day
			d.amounts = append(d.amounts, f)
		} else {
			d.days = append(d.days, f)
		}
	default:
		d.moved(was, &f)
		life(&f, was)
		if f.State == store.FindingExcepted && f.Outcome != was.Outcome {
			f.State, f.StateDay, f.StateBy = store.FindingOpen, day, "" // what was excepted is no longer what is found
		}
		d.set = append(d.set, f)
		if was.Values != f.Values {
			d.sum.Changed++
			d.happened(&f, "changed")
		}
	}
	d.touch(&f)
	if was != nil {
		d.touch(was)
	}
}

// asKept reports whether a finding is found as it is kept.
func asKept(was, f *store.Finding) bool {
	return was.Values == f.Values && was.Row == f.Row && was.Path == f.Path
}

// clear ends a finding that the data no longer show.
func (d *difference) clear(was store.Finding) {
	f := was
	d.moved(&was, &f)
	f.State, f.StateDay, f.StateBy, f.NextChange = store.FindingCleared, d.e.day, "", 0
	d.set = append(d.set, f)
	d.sum.Cleared++
	d.happened(&f, "cleared")
	d.touch(&f)
}

// moved keeps what the finding was until today, and lets its new values begin today.
func (d *difference) moved(was, f *store.Finding) {
	if was.From < d.e.day {
		d.past = append(d.past, was.Until(d.e.day))
	}
	f.First, f.From, f.Tick = was.First, d.e.day, d.e.day
}

// life takes over what people did to the finding.
func life(f, was *store.Finding) {
	f.First, f.State, f.StateDay, f.StateBy, f.Promise = was.First, was.State, was.StateDay, was.StateBy, was.Promise
}

// ticked reports whether nothing but the passing of days made the difference, as the law had announced.
func ticked(was, f *store.Finding, day civil.Date) bool {
	return !was.NextChange.IsZero() && was.NextChange <= day && was.Tick < day && was.Row == f.Row && was.Path == f.Path && was.Outcome == f.Outcome && was.DueOn == f.DueOn &&
		was.Missing == f.Missing && was.Basis == f.Basis && was.Amount.OK == f.Amount.OK && (was.Days > 0) == (f.Days > 0) && !f.NextChange.IsZero()
}

func (d *difference) happened(f *store.Finding, act string) {
	d.events = append(d.events, store.FindingEvent{ID: d.e.app.newID(), Finding: f.ID, At: d.e.app.now(), Day: d.e.day, Act: act, State: f.State})
}

func (d *difference) touch(f *store.Finding) {
	d.touched[f.Enterprise] = d.e.pathOfUnit(f)
}

// pathOfUnit gives the path of the unit that must act.
func (e *evaluation) pathOfUnit(f *store.Finding) string {
	if u := e.units[f.Enterprise]; u != nil {
		return u.Path
	}
	return f.Path
}

// save writes it all, and the figures that follow.
func (d *difference) save(tx *store.Tx) error {
	if err := d.saveFindings(tx); err != nil {
		return err
	}
	for _, unit := range slices.Sorted(maps.Keys(d.touched)) {
		if err := tx.UpdateRollup(unit, d.touched[unit], d.e.day); err != nil {
			return err
		}
	}
	return nil
}

func (d *difference) saveFindings(tx *store.Tx) error {
	if len(d.add)+len(d.set)+len(d.days)+len(d.amounts) == 0 {
		return nil
	}
	for _, step := range []func() error{
		func() error { return tx.AddFindings(d.add) },
		func() error { return tx.SetFindings(d.set) },
		func() error { return tx.GrowFindings(d.days, false) },
		func() error { return tx.GrowFindings(d.amounts, true) },
		func() error { return tx.AddPast(d.past) },
		func() error { return tx.AddTicks(d.ticks) },
		func() error { return tx.AddFindingEvents(d.events) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
