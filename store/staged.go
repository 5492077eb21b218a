package store

import (
	"shukun/civil"
	"shukun/lang"
	"shukun/problem"
)

// The states of a filing whose rows are laid out before it takes effect.
const (
	StageLaid     = "staged"   // under way
	StageDropped  = "dropped"  // given up: its rows are to be taken away
	StageSettling = "settling" // in effect: the rows it ended are to be settled
)

// Staged is a filing whose rows are laid out in short transactions. Nobody sees them, nor what they are to end, until
// one short transaction lets the filing take effect.
type Staged struct {
	Filing int64
	Path   string // of the group
	Day    civil.Date
	State  string
	Beat   Instant // last sign of life of who lays the rows out
}

const stagedColumns = "filing, path, day, state, beat"

func scanStaged(scan func(...any) error, s *Staged) error {
	return scan(&s.Filing, &s.Path, &s.Day, &s.State, &s.Beat)
}

// AddStaged begins to lay rows out.
func (t *Tx) AddStaged(s Staged) error {
	_, err := t.exec("insert into filing_staged ("+stagedColumns+") values ($1, $2, $3, $4, $5)", s.Filing, s.Path, s.Day, s.State, s.Beat)
	return err
}

// StagedFilings lists them, in order.
func (t *Tx) StagedFilings() ([]Staged, error) {
	return collect(t, "select "+stagedColumns+" from filing_staged order by filing", nil, scanStaged)
}

// errStageLost refuses to go on with rows that somebody has begun to take away, since they saw no sign of life.
var errStageLost = problem.New(problem.Conflict, "stage-lost", lang.Text{Zh: "报送中断得太久，已放弃", En: "the filing stood still for too long and was given up"},
	lang.Text{Zh: "重新报送", En: "File it again"})

// HoldStaged gives a sign of life for the filings of a range of numbers, and refuses if one was given up. Until the
// transaction ends nobody else does that.
func (t *Tx) HoldStaged(first, last int64, now Instant) error {
	n, err := t.exec("update filing_staged set beat = $3 where filing >= $1 and filing <= $2 and state = 'staged'", first, last, now)
	if err == nil && n != last-first+1 {
		err = errStageLost
	}
	return err
}

// DropStaged gives a filing up, if nobody has given a sign of life after an instant.
func (t *Tx) DropStaged(filing int64, quiet Instant) error {
	_, err := t.exec("update filing_staged set state = 'dropped' where filing = $1 and state = 'staged' and beat <= $2", filing, quiet)
	return err
}

// EffectStaged lets a staged filing take effect: from the end of this transaction its rows are there for everybody.
func (t *Tx) EffectStaged(filing int64) error {
	n, err := t.exec("update filing_staged set state = 'settling' where filing = $1 and state = 'staged'", filing)
	if err == nil && n == 0 {
		err = errStageLost
	}
	return err
}

// MarkRows says which rows a staged filing is to end.
func (t *Tx) MarkRows(ids []int64, filing int64) error {
	return t.inLots("update ledger_row set ended_by = $1 where ended_by = 0 and to_day is null and id in ", ids, filing)
}

// SettleRows ends some of the rows that a filing in effect has marked; false once there are none left, and then the filing
// is no longer staged.
func (t *Tx) SettleRows(s Staged, most int) (more bool, err error) {
	n, err := t.exec("update ledger_row set to_day = $2 where id in (select id from ledger_row where ended_by = $1 and ended_by <> 0 and to_day is null limit $3)", s.Filing, s.Day, most)
	if err != nil || n > 0 {
		return n > 0, err
	}
	_, err = t.exec("delete from filing_staged where filing = $1 and state = 'settling'", s.Filing)
	return false, err
}

// ClearStaged takes away some of the rows of a dropped filing, and its marks; false once there are none left, and then
// nothing of it is.
func (t *Tx) ClearStaged(filing int64, most int) (more bool, err error) {
	n, err := t.exec("delete from ledger_row where id in (select id from ledger_row where filing = $1 limit $2)", filing, most)
	if err != nil || n > 0 {
		return n > 0, err
	}
	n, err = t.exec("update ledger_row set ended_by = 0 where id in (select id from ledger_row where ended_by = $1 and ended_by <> 0 and to_day is null limit $2)", filing, most)
	if err != nil || n > 0 {
		return n > 0, err
	}
	_, err = t.exec("delete from filing_staged where filing = $1 and state = 'dropped'", filing)
	return false, err
}
