package app

import (
	"cmp"
	"maps"
	"slices"

	"shukun/store"
)

// count is a unit whose figures, of some rules or of all, are counted anew in one go.
type count struct {
	unit, path string
	rules      []string
	findings   int
}

// toCount is how many rows are counted in one transaction; tests that write small lots count small ones too.
func (w *lots) toCount() int { return cmp.Or(w.d.e.app.StageFrom, lotToCount) }

// counts says what is to be counted: units with many findings rule by rule.
func (w *lots) counts() (all []count) {
	for _, unit := range slices.Sorted(maps.Keys(w.touched)) {
		u := w.touched[unit]
		if u.all <= w.toCount() {
			all = append(all, count{unit, u.path, nil, u.all})
			continue
		}
		for _, rule := range slices.Sorted(maps.Keys(u.rules)) {
			all = append(all, count{unit, u.path, []string{rule}, u.rules[rule]})
		}
	}
	return all
}

// lotsToCount cuts what is counted into transactions: few units, and few rows in all of them.
func lotsToCount[T any](all []T, most int, rows func(T) int) (lots [][]T) {
	n := 0
	for i, one := range all {
		if n += rows(one); i == 0 || n > most || len(lots[len(lots)-1]) >= lotOfUnits {
			lots, n = append(lots, nil), rows(one)
		}
		lots[len(lots)-1] = append(lots[len(lots)-1], one)
	}
	return lots
}

// figures counts the figures of the units anew.
func (w *lots) figures() error {
	for _, lot := range lotsToCount(w.counts(), w.toCount(), func(c count) int { return c.findings }) {
		if err := w.d.e.write(func(tx *store.Tx) error {
			for _, c := range lot {
				if err := tx.UpdateRollup(c.unit, c.path, w.d.e.day, c.rules...); err != nil {
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

// end brings the sums of payables up and takes the mark away: from now on the owners are up to this evaluation.
func (w *lots) end() error {
	for _, lot := range lotsToCount(w.owners, w.toCount(), func(o store.Entity) int { return len(w.d.payables[o.Owner]) }) {
		if err := w.endOf(lot); err != nil {
			return err
		}
	}
	return nil
}

func (w *lots) endOf(owners []store.Entity) error {
	counted := map[string]store.PayableDays{}
	for _, o := range owners {
		if len(w.d.payables[o.Owner]) <= w.toCount() {
			continue
		}
		// Nobody but who holds the mark changes the owner's payables, so they can be counted without keeping others waiting.
		if err := w.d.e.app.Store.Read(w.d.e.ctx, store.Root, func(tx *store.Tx) (err error) {
			counted[o.Owner], err = tx.CountPayables(o.Owner)
			return err
		}); err != nil {
			return err
		}
	}
	return w.d.e.write(func(tx *store.Tx) error {
		totals := store.PayableTotals{}
		for _, o := range owners {
			if err := w.hold(tx, o.Owner); err != nil {
				return err
			}
			days, many := counted[o.Owner]
			recount := func() (store.PayableTotals, error) { return tx.RecountPayables(o.Owner) }
			if many {
				recount = func() (store.PayableTotals, error) { return tx.PutPayableDays(days) }
			}
			changed, err := recount()
			if err != nil {
				return err
			}
			totals.Add(changed)
			if _, err := tx.DoneEntity(o, int64(w.d.e.app.now()-w.d.e.started)); err != nil {
				return err
			}
		}
		return tx.AddPayableTotals(totals)
	})
}
