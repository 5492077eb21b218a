package policy

import (
	"shukun/civil"
	"shukun/ledger"
)

// Walk evaluates the rules of a clause that go over the rows of one ledger.
type Walk struct {
	Ledger *ledger.Kind
	Rules  []*Rule
	// Rows says how many rows, or units, the walk has in a book.
	Rows func(b *ledger.Book) int
	// Heavy says that a row is much work, so that workers take few at a time.
	Heavy bool
	// Tally, if set, begins what the walk adds up of a unit's payables before its row is asked; nil if it needs nothing of
	// the unit. Rows are the units then.
	Tally func(r *Run, i int) Tally
	// Row evaluates row i and emits what it finds. It must not change the book.
	Row func(r *Run, i int)
}

// Tally adds up what a walk over units has to know of a unit's payables. The payables of all units are gone over once, as
// they stand, since fetching them unit by unit would be a wait for memory each.
type Tally interface {
	// Add takes in payable i of the unit.
	Add(r *Run, i int, p *ledger.Payable)
	// Fork begins an empty tally of the same unit, for another worker.
	Fork() Tally
	// Merge takes in what another worker added up of other payables of the unit, in any order.
	Merge(other Tally)
}

// Basics is what every clause is made from besides its own parameters.
type Basics struct {
	Calendar *civil.Calendar
	Readings *Readings
}

// Clause is a clause of the notice ready to be evaluated.
type Clause struct {
	Number int
	Rules  []*Rule
	Walks  []Walk
}

// Deadline rolls a counted term that ends on a rest day to the next working day (Civil Code art. 203), if the reading
// roll-rest-days is on. provisional is true where the year's holiday list is not known yet; then nothing is rolled.
func (b *Basics) Deadline(d civil.Date) (due civil.Date, provisional bool) {
	due, known := b.Calendar.Roll(d)
	return due, !known
}
