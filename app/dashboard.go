package app

import (
	"context"
	"slices"
	"strings"

	"shukun/civil"
	"shukun/money"
	"shukun/policy"
	"shukun/store"
)

// Board is the dashboard of a unit and all below it, as things stood on a day.
type Board struct {
	Day, Before civil.Date // figures of Day, changes since Before
	Compared    bool       // there are figures of Before
	Filed       int        // rows that filed what they must since the month before began
	LastFiled   store.Instant
	Overdue     Change // rule 01.overdue: what has been due to SMEs and is not paid
	Interest    Change // rule 01.interest
	Shortfall   Change // rule 05.shortfall: rent relief past its day and not given
	Violations  Change // how many are open
	Rows        []BoardRow
	Trend       []TrendPoint
	Largest     []Finding         // violations with the largest amounts
	Longest     []Finding         // violations longest overdue
	Names       map[string]string // of the units and parties of both
}

// Change is a figure and what it was before.
type Change struct {
	Count, CountBefore   int64
	Amount, AmountBefore money.Fen
}

// BoardRow is a group, or a unit directly below the one looked at, with all below it.
type BoardRow struct {
	Unit    UnitRef
	Own     bool       // the unit looked at itself, without those below
	LastOn  civil.Date // it filed what it must; zero: never
	Lacks   []string   // kinds of ledgers it must file and has not since the month before began
	Missing bool       // Lacks any, or no ledgers are set and it filed none of its own since then
	Cells   [23]BoardCell
	Ages    [4]Age // 1–30, 31–60, 61–90, more than 90 days past due
}

// BoardCell is a clause at a group: how many violations, how many other things to do.
type BoardCell struct {
	Violations, Todo int64
	Amount           money.Fen // of the violations
	Filed            bool      // a ledger that the clause's rules look at was filed: without one, no violations means nothing
}

// State is the cell's lamp: bad, warn, ok, or none if nothing was filed that could tell.
func (c *BoardCell) State() string {
	switch {
	case c.Violations > 0:
		return "bad"
	case c.Todo > 0:
		return "warn"
	case c.Filed:
		return "ok"
	}
	return "none"
}

// Age is what has been due for so long and is not paid, to covered SMEs.
type Age struct {
	Count  int64
	Unpaid money.Fen
}

// TrendPoint is what was overdue on a day.
type TrendPoint struct {
	Day    civil.Date
	Amount money.Fen
	Count  int64
}

// The rules the dashboard's figures are of.
const (
	overdueRule   = "01.overdue"
	interestRule  = "01.interest"
	shortfallRule = "05.shortfall"
)

// boardFacts are what a Board is made of: figures of the unit, of all below it, and of each path right below it, never of
// every unit; never findings or ledgers.
type boardFacts struct {
	top         UnitRef
	day         civil.Date
	units       []store.Unit
	now, before []store.Rollup
	history     []store.RollupSpan
	filings     []store.LastFiled
	owed        []string // kinds of ledgers that groups must file; none: no day is set for any
	open        []store.OpenAge
	clauses     map[string][]int // kind of ledger → clauses with rules about it
}

// worstEach is how many of the worst findings a board has of each sort.
const worstEach = 5

// trendWeeks is how far back the trend goes.
const trendWeeks = 26

// Dashboard gives the board of a unit on a day.
func (a *App) Dashboard(ctx context.Context, who *Actor, unit UnitRef, day civil.Date) (b *Board, err error) {
	f := boardFacts{top: unit, day: day, clauses: a.clausesOfKinds()}
	var worst Board
	above, err := a.filedAbove(ctx, unit, day)
	if err != nil {
		return nil, err
	}
	err = a.look(ctx, who, SeeDashboard, Object{Path: unit.Path}, func(tx *store.Tx) (err error) {
		t, err := a.tree(tx, true)
		if err != nil {
			return err
		}
		f.units = t.below(unit.Path)
		rows := append([]string{unit.Path}, f.below()...)
		if f.now, err = tx.RollupsAt(rows, day); err != nil {
			return err
		}
		if f.before, err = tx.RollupsAt(rows[:1], day.AddDays(-30)); err != nil {
			return err
		}
		if f.history, err = tx.RollupHistory(unit.Path, overdueRule, day.AddDays(-7*trendWeeks)); err != nil {
			return err
		}
		below, err := tx.LastFilingsBelow(rows[1:], day)
		if err != nil {
			return err
		}
		if f.filings, err = tx.LastFilingsAt(rows[:1], day); err != nil {
			return err
		}
		f.filings = append(append(f.filings, below...), above...)
		if f.owed, err = owedKinds(tx, day); err != nil {
			return err
		}
		if f.open, err = tx.OpenByAge(unit.Path, rows[1:], ageEnds(day), a.past(day)); err != nil {
			return err
		}
		return a.worst(tx, &worst, who, unit, day)
	})
	if err != nil {
		return nil, err
	}
	b = f.board()
	b.Largest, b.Longest, b.Names = worst.Largest, worst.Longest, worst.Names
	return b, nil
}

// worst finds the violations to look at first, if the actor may see findings.
func (a *App) worst(tx *store.Tx, b *Board, who *Actor, unit UnitRef, day civil.Date) (err error) {
	if !May(who, SeeFindings, Object{Path: unit.Path}) {
		return nil
	}
	f := store.FindingFilter{Path: unit.Path, Day: day, Past: day < a.Day(), Outcomes: []int{int(policy.Violation)}, AmountFrom: 1}
	if b.Largest, err = tx.Findings(f, store.ByAmount, nil, worstEach); err != nil {
		return err
	}
	f.AmountFrom, f.DaysOver = 0, 1
	if b.Longest, err = tx.Findings(f, store.ByDays, nil, worstEach); err != nil {
		return err
	}
	for _, list := range [][]Finding{b.Largest, b.Longest} {
		for i := range list {
			lookBack(&list[i], day, a.Day())
		}
	}
	b.Names, err = a.names(tx, append(slices.Clone(b.Largest), b.Longest...))
	return err
}

// filedAbove gives what the units above one filed, for themselves and all below: that it was filed, and when, tells
// whoever looks at the unit whether its figures mean anything. Nothing else is told of units above.
func (a *App) filedAbove(ctx context.Context, unit UnitRef, day civil.Date) (all []store.LastFiled, err error) {
	paths := above(parentOf(unit.Path))
	if len(paths) == 0 {
		return nil, nil
	}
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) (err error) {
		all, err = tx.LastFilingsAt(paths, day)
		return err
	})
	return all, err
}

// owedKinds lists the ledgers that must be filed by a day somebody has set.
func owedKinds(tx *store.Tx, day civil.Date) (kinds []string, err error) {
	duties, err := tx.Duties(day)
	for _, d := range duties {
		if !slices.Contains(kinds, d.Kind) {
			kinds = append(kinds, d.Kind)
		}
	}
	return kinds, err
}

// clausesOfKinds says which clauses have rules about which ledgers.
func (a *App) clausesOfKinds() map[string][]int {
	clauses := map[string][]int{}
	for _, r := range a.Law.Rules() {
		if r.Clause >= 1 && r.Clause <= 23 && !slices.Contains(clauses[r.Ledger.Key], r.Clause) {
			clauses[r.Ledger.Key] = append(clauses[r.Ledger.Key], r.Clause)
		}
	}
	return clauses
}

// board puts the facts together. It asks nothing else.
func (f *boardFacts) board() *Board {
	b := &Board{Day: f.day, Before: f.day.AddDays(-30), Compared: len(f.before) > 0}
	at := map[string]int{}
	for _, u := range f.units {
		key := f.rowOf(u.Path)
		if key != u.Path {
			continue
		}
		at[key] = len(b.Rows)
		b.Rows = append(b.Rows, BoardRow{Unit: UnitRef{Code: u.Code, Name: u.Name, Path: u.Path, Depth: strings.Count(u.Path, "/") - 1}, Own: key == f.top.Path, Missing: true})
	}
	f.filed(b, at)
	for _, r := range f.now {
		top := r.Path == f.top.Path // with all below it, which has rows of its own, in the board's figures
		if i, ok := at[r.Path]; ok && r.Clause >= 1 && r.Clause <= 23 && (!top || r.Enterprise != "") {
			b.Rows[i].Cells[r.Clause-1].add(r)
		}
		if !top {
			continue
		}
		b.count(r, func(c *Change) (*int64, *money.Fen) { return &c.Count, &c.Amount })
	}
	for _, r := range f.before {
		b.count(r, func(c *Change) (*int64, *money.Fen) { return &c.CountBefore, &c.AmountBefore })
	}
	for _, d := range f.open {
		i, ok := at[f.rowOf(d.Path)]
		if ok {
			age := &b.Rows[i].Ages[d.Age-1]
			age.Count, age.Unpaid = age.Count+d.Count, age.Unpaid+money.Fen(d.Unpaid)
		}
	}
	for _, r := range b.Rows {
		if !r.Missing {
			b.Filed++
		}
	}
	b.Trend = f.trend()
	slices.SortStableFunc(b.Rows, worseFirst)
	return b
}

// filed tells what each row has filed: what was filed for a unit stands for all below it too. A group's row in the
// register of enterprises, and what the regulator files for all, is nothing that the group has filed itself.
func (f *boardFacts) filed(b *Board, at map[string]int) {
	since := monthBefore(f.day)
	last := make([]map[string]civil.Date, len(b.Rows))
	for i := range last {
		last[i] = map[string]civil.Date{}
	}
	note := func(i int, l store.LastFiled) {
		r := &b.Rows[i]
		for _, n := range f.clauses[l.Kind] {
			r.Cells[n-1].Filed = true
		}
		if f.owes(l.Kind) {
			last[i][l.Kind] = civil.Later(last[i][l.Kind], l.On)
			r.LastOn = civil.Later(r.LastOn, l.On)
		}
	}
	for _, l := range f.filings {
		b.LastFiled = max(b.LastFiled, l.At)
		if l.Path != "/" && strings.HasPrefix(f.top.Path, l.Path) {
			for i := range b.Rows {
				note(i, l)
			}
		} else if i, ok := at[f.rowOf(l.Path)]; ok {
			note(i, l)
		}
	}
	for i := range b.Rows {
		r := &b.Rows[i]
		for _, k := range f.owed {
			if last[i][k] < since {
				r.Lacks = append(r.Lacks, k)
			}
		}
		r.Missing = len(r.Lacks) > 0 || r.LastOn < since
	}
}

// owes reports whether a ledger is one that a group files itself, and must where days are set.
func (f *boardFacts) owes(kind string) bool {
	if len(f.owed) > 0 {
		return slices.Contains(f.owed, kind)
	}
	return kind != "enterprises" && !slices.Contains(sharedKinds, kind)
}

// rowOf gives the path of the row a unit's figures go to: the unit directly below the one looked at, or itself.
func (f *boardFacts) rowOf(path string) string {
	rest, below := strings.CutPrefix(path, f.top.Path)
	if !below || rest == "" {
		return f.top.Path
	}
	next, _, _ := strings.Cut(rest, "/")
	return f.top.Path + next + "/"
}

// below lists the paths right below the unit looked at, each of which has a row.
func (f *boardFacts) below() (all []string) {
	for _, u := range f.units {
		if u.Path != f.top.Path && f.rowOf(u.Path) == u.Path {
			all = append(all, u.Path)
		}
	}
	return all
}

func (c *BoardCell) add(r store.Rollup) {
	switch policy.Outcome(r.Outcome) {
	case policy.Violation:
		c.Violations += r.Count
		c.Amount += money.Fen(r.Amount)
	case policy.Obligation, policy.Undetermined:
		c.Todo += r.Count
	}
}

// count adds a roll-up to the figures it belongs to.
func (b *Board) count(r store.Rollup, of func(*Change) (*int64, *money.Fen)) {
	add := func(c *Change) {
		n, amount := of(c)
		*n += r.Count
		*amount += money.Fen(r.Amount)
	}
	violation := policy.Outcome(r.Outcome) == policy.Violation
	switch {
	case r.Rule == overdueRule && violation:
		add(&b.Overdue)
	case r.Rule == interestRule && policy.Outcome(r.Outcome) == policy.Obligation:
		add(&b.Interest)
	case r.Rule == shortfallRule && violation:
		add(&b.Shortfall)
	}
	if violation {
		add(&b.Violations)
	}
}

// trend samples the history of what was overdue, every seven days up to the day.
func (f *boardFacts) trend() []TrendPoint {
	points := make([]TrendPoint, 0, trendWeeks+1)
	for week := trendWeeks; week >= 0; week-- {
		p := TrendPoint{Day: f.day.AddDays(-7 * week)}
		for _, r := range f.history {
			if r.From <= p.Day && (r.To.IsZero() || r.To > p.Day) && policy.Outcome(r.Outcome) == policy.Violation {
				p.Amount += money.Fen(r.Amount)
				p.Count += r.Count
			}
		}
		points = append(points, p)
	}
	first := slices.IndexFunc(points, func(p TrendPoint) bool { return p.Count > 0 })
	if first < 0 {
		return nil
	}
	return points[first:]
}

// ageEnds gives the last day due of each age, the youngest first.
func ageEnds(day civil.Date) (ends [4]civil.Date) {
	for i := range ends {
		_, ends[i] = AgeRange(i+1, day)
	}
	return ends
}

// AgeRange gives the days due of an age: 1 for 1–30 days past due, 2 up to 60, 3 up to 90, 4 beyond.
func AgeRange(age int, day civil.Date) (from, to civil.Date) {
	switch age {
	case 1:
		return day.AddDays(-30), day.AddDays(-1)
	case 2:
		return day.AddDays(-60), day.AddDays(-31)
	case 3:
		return day.AddDays(-90), day.AddDays(-61)
	}
	return 0, day.AddDays(-91)
}

// monthBefore is the first day of the month before a day's.
func monthBefore(d civil.Date) civil.Date {
	y, m, _ := d.Split()
	first := civil.MustOf(y, m, 1)
	return first.AddMonths(-1)
}

// worseFirst orders rows by how many violations they have; those that did not file come first of all.
func worseFirst(a, b BoardRow) int {
	sum := func(r BoardRow) (n int64) {
		for _, c := range r.Cells {
			n += c.Violations
		}
		return n
	}
	if a.Missing != b.Missing {
		if a.Missing {
			return -1
		}
		return 1
	}
	return int(sum(b) - sum(a))
}
