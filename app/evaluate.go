package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"shukun/civil"
	"shukun/store"
)

// batchRows is how many rows of the large ledgers are evaluated at a time: what others have to wait for at most while
// the findings are written.
const batchRows = 200_000

// Evaluated says what an evaluation did.
type Evaluated struct {
	Owners, Found, Added, Changed, Cleared, Returned int
}

func (e *Evaluated) add(o Evaluated) {
	e.Owners += o.Owners
	e.Found += o.Found
	e.Added += o.Added
	e.Changed += o.Changed
	e.Cleared += o.Cleared
	e.Returned += o.Returned
}

// Evaluate brings the findings of the group at a path ("/" the rows shared by all) up to the filings there are and to
// a day: only the units whose rows, or whose day, have changed. Doing it twice changes nothing, and whoever comes late
// with older facts is ignored.
func (a *App) Evaluate(ctx context.Context, path string, day civil.Date, progress func(done, all int)) (Evaluated, error) {
	return a.evaluate(ctx, path, day, progress, func(fn func(*store.Tx) error) error { return a.Store.Write(ctx, store.Root, fn) })
}

// GroupPath gives the path of the group a path lies in, "/" for what is shared.
func GroupPath(path string) string {
	if rest, ok := strings.CutPrefix(path, "/"); ok {
		if top, _, found := strings.Cut(rest, "/"); found {
			return "/" + top + "/"
		}
	}
	return "/"
}

// evaluation is one run over a group. write commits a part of it, or refuses if the job is no longer ours.
type evaluation struct {
	app     *App
	ctx     context.Context
	path    string // "/TOP/", or "/" for the shared rows
	day     civil.Date
	write   func(func(*store.Tx) error) error
	units   map[string]*store.Unit // all of the instance
	list    []store.Unit
	owners  []store.Entity // of the group, whether they have rows or not
	law     string
	tree    string
	was     store.Evaluation // how far the group was
	across  civil.Date       // up to this day what is found across units stays as it is
	started store.Instant
}

func (a *App) evaluate(ctx context.Context, path string, day civil.Date, progress func(done, all int), write func(func(*store.Tx) error) error) (sum Evaluated, err error) {
	if progress == nil {
		progress = func(int, int) {}
	}
	e := &evaluation{app: a, ctx: ctx, path: path, day: day, write: write, law: a.lawHash(), started: a.now()}
	var w work
	if err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error { w, err = e.work(tx); return err }); err != nil {
		return sum, err
	}
	if sum, err = e.step(w.step); err != nil {
		return sum, err
	}
	done := 0
	for _, b := range w.batches {
		if err := ctx.Err(); err != nil {
			return sum, err
		}
		s, err := e.batch(b)
		if err != nil {
			return sum, err
		}
		sum.add(s)
		done += len(b)
		progress(done, w.todo)
	}
	if w.across {
		s, err := e.acrossUnits()
		if err != nil {
			return sum, err
		}
		sum.add(s)
	}
	if w.todo+len(w.step) == 0 && e.was.Day >= day {
		return sum, nil
	}
	if err := e.finish(w.seq, w.todo+len(w.step), sum); err != nil {
		return sum, err
	}
	return sum, e.again(w.ending)
}

// work is what an evaluation has to do.
type work struct {
	seq     int64
	todo    int              // owners to be evaluated, in batches
	batches [][]store.Entity // of about batchRows rows
	step    []store.Entity   // owners that what was worked out ahead brings up to today
	ending  []store.Entity   // owners of whom nothing is known of tomorrow
	across  bool             // what is found across units is to be found anew
}

func (e *evaluation) work(tx *store.Tx) (w work, err error) {
	if err := e.look(tx); err != nil {
		return w, err
	}
	if w.seq, err = tx.LastFiling(); err != nil {
		return w, err
	}
	all, contracts, err := e.changed(tx)
	if err != nil {
		return w, err
	}
	var todo []store.Entity
	for _, o := range e.owners {
		switch {
		case all || o.Dirty > o.Done || o.Ahead < e.day || o.Writer != "":
			todo = append(todo, o)
			continue
		case o.Day < e.day && !o.Due.IsZero() && o.Due <= e.day:
			w.step = append(w.step, o)
		}
		if o.Day < e.day && o.Ahead == e.day {
			w.ending = append(w.ending, o)
		}
	}
	w.todo = len(todo)
	w.across = e.path != "/" && (w.todo > 0 && (all || contracts) || e.was.Across < e.day)
	w.batches, err = e.batches(tx, todo)
	return w, err
}

// again evaluates owners once more for the day that they are up to already, in order to work out the days after it.
func (e *evaluation) again(owners []store.Entity) error {
	var batches [][]store.Entity
	err := e.app.Store.Read(e.ctx, store.Root, func(tx *store.Tx) (err error) { batches, err = e.batches(tx, owners); return err })
	for _, b := range batches {
		if err == nil {
			err = e.ctx.Err()
		}
		if err == nil {
			_, err = e.batch(b)
		}
	}
	return err
}

// look reads the tree and the group's owners of rows.
func (e *evaluation) look(tx *store.Tx) (err error) {
	t, err := e.app.tree(tx, true)
	if err != nil {
		return err
	}
	e.list = t.units
	e.units = map[string]*store.Unit{}
	sum := sha256.New()
	for i := range e.list {
		u := &e.list[i]
		e.units[u.Code] = u
		fmt.Fprintln(sum, u.Code, u.Name, u.Parent, u.Path, u.Control, u.Size, u.Kind, u.Industry, u.County, u.Holding)
	}
	e.tree = hex.EncodeToString(sum.Sum(nil)[:8])
	if e.owners, err = tx.Entities(e.path); err != nil || e.path == "/" {
		if len(e.owners) == 0 {
			e.owners = []store.Entity{{Path: "/"}}
		}
		return err
	}
	known := map[string]bool{}
	for _, o := range e.owners {
		known[o.Owner] = true
	}
	from, end := store.Below(e.path)
	for _, u := range e.list {
		if u.Path >= from && u.Path < end && !known[u.Code] {
			e.owners = append(e.owners, store.Entity{Owner: u.Code, Path: u.Path}) // it has filed nothing, which some rules look at
		}
	}
	return nil
}

// changed tells whether every unit of the group has to be evaluated again, and whether a contract has changed.
func (e *evaluation) changed(tx *store.Tx) (all, contracts bool, err error) {
	var found bool
	if e.was, found, err = tx.EvaluationOf(e.path); err != nil {
		return false, false, err
	}
	e.across = e.was.Across
	if !found || e.was.Law != e.law || e.was.Tree != e.tree {
		return true, true, nil
	}
	kinds, err := tx.KindsFiled(e.path, e.was.Seq)
	for _, k := range kinds {
		all = all || slices.Contains(commonKinds, k) || slices.Contains(groupKinds, k) || k == "counterparties" || k == "enterprises"
		contracts = contracts || k == "contracts"
	}
	return all, contracts || all, err
}

// batches cuts the owners into lots of about batchRows rows.
func (e *evaluation) batches(tx *store.Tx, owners []store.Entity) (all [][]store.Entity, err error) {
	var lot []store.Entity
	rows := 0
	for _, o := range owners {
		n, err := tx.CountRows(o.Owner, unitKinds)
		if err != nil {
			return nil, err
		}
		if rows += n; rows > batchRows && len(lot) > 0 {
			all, lot, rows = append(all, lot), nil, n
		}
		lot = append(lot, o)
	}
	if len(lot) > 0 {
		all = append(all, lot)
	}
	return all, nil
}

// finish records how far the group has come.
func (e *evaluation) finish(seq int64, owners int, sum Evaluated) error {
	return e.write(func(tx *store.Tx) error {
		if err := tx.SaveEvaluation(store.Evaluation{Path: e.path, Seq: seq, Day: e.day, Law: e.law, Tree: e.tree, Across: e.across, Took: int64(e.app.now() - e.started)}); err != nil {
			return err
		}
		ev := &Event{Action: "evaluation.done", Object: "evaluation:" + e.path, Path: e.path}
		ev.Detail("day", e.day.String())
		for k, n := range map[string]int{"units": owners, "found": sum.Found, "added": sum.Added, "changed": sum.Changed, "cleared": sum.Cleared, "returned": sum.Returned} {
			ev.Detail(k, strconv.Itoa(n))
		}
		return e.app.audit(tx, nil, ev)
	})
}

// lawHash is a hash of everything the rules rest on besides the ledgers, the program itself included: where it differs, all
// is evaluated again, and nothing that another program worked out ahead counts.
func (a *App) lawHash() string {
	sum := sha256.New()
	if build, ok := debug.ReadBuildInfo(); ok {
		fmt.Fprintln(sum, build)
	}
	fmt.Fprintln(sum, a.Law.Pack.Key)
	for n := 1; n <= 23; n++ {
		for _, p := range a.Law.Parameters(n) {
			fmt.Fprintln(sum, n, p.Name, p.Values)
		}
	}
	for _, r := range a.Law.Readings.List() {
		fmt.Fprintln(sum, r.ID, r.Value())
	}
	for _, r := range a.Law.Rules() {
		fmt.Fprintln(sum, r.ID, r.Formula.Zh)
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

func workers() int { return runtime.GOMAXPROCS(0) }
