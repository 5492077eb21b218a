package app

import (
	"context"
	"math"
	"slices"
	"strings"
	"time"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// How filings of many rows are laid out.
const (
	stageFrom  = 5000        // rows that change: a filing of fewer is written in the transaction in which it takes effect
	stageLot   = 1000        // rows a transaction: what others wait for at most
	stageQuiet = time.Minute // without a sign of life a staged filing is given up
)

// errFilingUnderWay refuses a filing while another of the same group is being laid out.
var errFilingUnderWay = problem.New(problem.Conflict, "filing-under-way", lang.Text{Zh: "本集团另一份较大的报送正在写入", En: "another large filing of this group is being taken in"},
	lang.Text{Zh: "等它完成后再报，通常不超过几分钟", En: "File again when it has ended, usually within minutes"})

// alone refuses what would run into a filing of the same group that is being laid out, but for those of one's own.
func (d *draft) alone(tx *store.Tx) error {
	all, err := tx.StagedFilings()
	for _, s := range all {
		if s.State == store.StageLaid && !slices.Contains(d.staged, s.Filing) && overlap(s.Path, d.top) {
			return errFilingUnderWay
		}
	}
	return err
}

// overlap reports whether one of two paths lies at or below the other.
func overlap(a, b string) bool { return strings.HasPrefix(a, b) || strings.HasPrefix(b, a) }

// changes counts the rows that the draft writes or ends.
func (d *draft) changes() (n int) {
	for _, p := range d.parts {
		n += p.Added + p.Changed + len(p.ended)
	}
	return n
}

// stage lays the rows out in short transactions, so that nobody waits for longer than one of them. Nobody sees the rows
// until the filing takes effect; whatever ends this before, they are taken away again.
func (a *App) stage(ctx context.Context, who *Actor, d *draft) error {
	least := stageFrom
	if a.StageFrom > 0 {
		least = a.StageFrom
	}
	if d.changes() < least {
		return nil
	}
	ctx = store.Unhurried(ctx)
	err := a.Store.Write(ctx, d.scope(who), func(tx *store.Tx) error {
		d.staged = nil
		for range d.parts {
			seq, err := tx.NextFiling()
			if err != nil {
				return err
			}
			d.staged = append(d.staged, seq)
		}
		if err := d.stillTrue(tx); err != nil { // the counter is held: nobody comes between
			return err
		}
		for _, seq := range d.staged {
			if err := tx.AddStaged(store.Staged{Filing: seq, Path: d.top, Day: d.day, State: store.StageLaid, Beat: a.now()}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		d.staged = nil
		return err
	}
	for i, p := range d.parts {
		if err := a.lay(ctx, who, d, p, d.staged[i]); err != nil {
			return err
		}
	}
	return nil
}

// lay marks the rows that a part ends and writes those that it adds.
func (a *App) lay(ctx context.Context, who *Actor, d *draft, p *part, seq int64) error {
	short := func(fn func(tx *store.Tx) error) error {
		return a.Store.Write(ctx, d.scope(who), func(tx *store.Tx) error {
			if err := tx.HoldStaged(d.staged[0], d.staged[len(d.staged)-1], a.now()); err != nil {
				return err
			}
			return fn(tx)
		})
	}
	for ids := range slices.Chunk(p.ended, stageLot) {
		if err := short(func(tx *store.Tx) error { return tx.MarkRows(ids, seq) }); err != nil {
			return err
		}
	}
	var lot []store.Row
	flush := func() error {
		err := short(func(tx *store.Tx) error {
			return tx.AddRows(func(yield func(*store.Row) bool) {
				for i := range lot {
					if !yield(&lot[i]) {
						return
					}
				}
			})
		})
		lot = lot[:0]
		return err
	}
	for r := range p.stored(d, seq) {
		if lot = append(lot, *r); len(lot) == stageLot {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if len(lot) == 0 {
		return nil
	}
	return flush()
}

// unstage gives up what was laid out, whatever became of ctx.
func (a *App) unstage(ctx context.Context, d *draft) {
	if len(d.staged) == 0 {
		return
	}
	ctx = context.WithoutCancel(ctx)
	for _, seq := range d.staged {
		if err := a.dropStaged(ctx, seq, math.MaxInt64); err != nil {
			a.log().Warn("a filing that was given up is not taken away yet", "filing", seq, "error", err)
		}
	}
	d.staged = nil
	a.tidy(ctx)
}

func (a *App) dropStaged(ctx context.Context, seq int64, quiet store.Instant) error {
	return a.Store.Write(ctx, store.Root, func(tx *store.Tx) error { return tx.DropStaged(seq, quiet) })
}

// tidy settles what filings in effect have ended, and takes away what was given up; what fails is done by the next call.
func (a *App) tidy(ctx context.Context) {
	if err := a.TidyFilings(ctx); err != nil && ctx.Err() == nil {
		a.log().Warn("staged filings are not tidied yet", "error", err)
	}
}

// GiveUpFilings gives up filings whose laying out has ended without their taking effect. Where one process alone may have
// the database, all that it finds when it starts are such; else those that show no sign of life.
func (a *App) GiveUpFilings(ctx context.Context, starting bool) error {
	quiet := store.InstantOf(a.Now().Add(-stageQuiet))
	if starting && !a.Store.Postgres() {
		quiet = store.Instant(math.MaxInt64)
	}
	all, err := a.stagedFilings(ctx)
	for _, s := range all {
		if err == nil && s.State == store.StageLaid && s.Beat <= quiet {
			err = a.dropStaged(ctx, s.Filing, quiet)
		}
	}
	return err
}

// TidyFilings takes away what was given up, and settles what filings in effect have ended: in short transactions, and
// nobody sees any of it.
func (a *App) TidyFilings(ctx context.Context) error {
	ctx = store.Unhurried(ctx)
	all, err := a.stagedFilings(ctx)
	for _, s := range all {
		for more := s.State != store.StageLaid; more && err == nil; {
			err = a.Store.Write(ctx, store.Root, func(tx *store.Tx) (err error) {
				if s.State == store.StageDropped {
					more, err = tx.ClearStaged(s.Filing, stageLot)
				} else {
					more, err = tx.SettleRows(s, stageLot)
				}
				return err
			})
		}
	}
	return err
}

func (a *App) stagedFilings(ctx context.Context) (all []store.Staged, err error) {
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) (err error) { all, err = tx.StagedFilings(); return err })
	return all, err
}
