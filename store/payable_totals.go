package store

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"shukun/civil"
)

// PayableSum is what payables come to.
type PayableSum struct {
	Count, Amount, Paid, Unpaid int64 // fen
}

func (s PayableSum) plus(o PayableSum, sign int64) PayableSum {
	return PayableSum{s.Count + sign*o.Count, s.Amount + sign*o.Amount, s.Paid + sign*o.Paid, s.Unpaid + sign*o.Unpaid}
}

// PayableTotals are changes to what the payables below paths come to.
type PayableTotals map[payableTotal]PayableSum

type payableTotal struct {
	path, due, method, covered string
	open                       int64
}

// Add takes in other changes.
func (p PayableTotals) Add(o PayableTotals) {
	for k, s := range o {
		p[k] = p[k].plus(s, 1)
	}
}

// above adds the sums of one day at a path, or takes them away, for all paths above it.
func (p PayableTotals) above(d *payableDay, path string, sign int64) {
	for i := 0; i < len(path)-1; i++ {
		if path[i] == '/' {
			k := payableTotal{path[:i+1], d.due(), d.method, d.covered, d.open}
			p[k] = p[k].plus(d.PayableSum, sign)
		}
	}
}

// payableDay is a row of payable_day.
type payableDay struct {
	path, method, covered string
	dueOn                 civil.Date
	open                  int64
	PayableSum
}

func (d *payableDay) due() string {
	if d.dueOn.IsZero() {
		return ""
	}
	return d.dueOn.String()
}

func (t *Tx) payableDays(where string, args ...any) ([]payableDay, error) {
	return t.readPayableDays("payable_day where "+where, args...)
}

func (t *Tx) readPayableDays(from string, args ...any) ([]payableDay, error) {
	return collect(t, "select path, due_on, method, covered, open, count, amount, paid, unpaid from "+from, args, func(scan func(...any) error, d *payableDay) error {
		return scan(&d.path, &d.dueOn, &d.method, &d.covered, &d.open, &d.Count, &d.Amount, &d.Paid, &d.Unpaid)
	})
}

// countedDays are the columns of payable_day as the payables of owner $1 come to them.
const countedDays = `select owner, path, due_on, method, covered, case when unpaid > 0 then 1 else 0 end as open, count(*) as count, cast(sum(amount) as bigint) as amount,
	cast(sum(paid) as bigint) as paid, cast(sum(unpaid) as bigint) as unpaid
	from payable_state where owner = $1 group by owner, path, due_on, method, covered, case when unpaid > 0 then 1 else 0 end`

// RecountPayables makes the sums of an owner's payables anew, after its payable states have changed, and gives how the
// totals above change.
func (t *Tx) RecountPayables(owner string) (PayableTotals, error) {
	return t.putPayableDays(owner, func() error {
		_, err := t.exec("insert into payable_day (owner, path, due_on, method, covered, open, count, amount, paid, unpaid) "+countedDays, owner)
		return err
	})
}

// PayableDays are the sums of an owner's payables, counted but not yet written, and where the owner stood then.
type PayableDays struct {
	owner, path string
	days        []payableDay
}

// CountPayables adds up an owner's payables as RecountPayables does, and writes nothing: what takes long for many is done
// while others write.
func (t *Tx) CountPayables(owner string) (d PayableDays, err error) {
	d.owner = owner
	if d.path, err = t.entityPath(owner); err == nil {
		d.days, err = t.readPayableDays("("+countedDays+") as counted", owner)
	}
	return d, err
}

// PutPayableDays writes sums that were counted before. Whoever calls it holds the owner since then, so that nobody else has
// changed its payables; but if it has been moved they are counted again.
func (t *Tx) PutPayableDays(d PayableDays) (PayableTotals, error) {
	if path, err := t.entityPath(d.owner); err != nil || path != d.path {
		if err != nil {
			return nil, err
		}
		return t.RecountPayables(d.owner)
	}
	return t.putPayableDays(d.owner, func() error {
		return t.bulk("payable_day", []string{"owner", "path", "due_on", "method", "covered", "open", "count", "amount", "paid", "unpaid"}, rowsOf(d.days, func(p *payableDay) []any {
			return []any{d.owner, p.path, p.dueOn, p.method, p.covered, p.open, p.Count, p.Amount, p.Paid, p.Unpaid}
		}))
	})
}

func (t *Tx) entityPath(owner string) (path string, err error) {
	_, err = t.one("select path from entity where owner = $1", []any{owner}, &path)
	return path, err
}

// putPayableDays has the sums of an owner replaced, and gives how the totals above change.
func (t *Tx) putPayableDays(owner string, put func() error) (PayableTotals, error) {
	changes := PayableTotals{}
	for _, sign := range []int64{-1, 1} {
		if sign > 0 {
			if _, err := t.exec("delete from payable_day where owner = $1", owner); err != nil {
				return nil, err
			}
			if err := put(); err != nil {
				return nil, err
			}
		}
		days, err := t.payableDays("owner = $1", owner)
		if err != nil {
			return nil, err
		}
		for i := range days {
			changes.above(&days[i], days[i].path, sign)
		}
	}
	return changes, nil
}

// AddPayableTotals changes the totals. The order of rows is always the same, so that two who do it wait for each other.
func (t *Tx) AddPayableTotals(changes PayableTotals) error {
	maps.DeleteFunc(changes, func(_ payableTotal, s PayableSum) bool { return s == PayableSum{} })
	keys := slices.SortedFunc(maps.Keys(changes), func(a, b payableTotal) int {
		return cmp.Or(strings.Compare(a.path, b.path), strings.Compare(a.due, b.due), strings.Compare(a.method, b.method), strings.Compare(a.covered, b.covered), cmp.Compare(a.open, b.open))
	})
	return t.many(`insert into payable_total (path, due, method, covered, open, due_on, count, amount, paid, unpaid) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		on conflict (path, due, method, covered, open) do update set count = payable_total.count + excluded.count, amount = payable_total.amount + excluded.amount,
		paid = payable_total.paid + excluded.paid, unpaid = payable_total.unpaid + excluded.unpaid`, func(yield func([]any) bool) {
		for _, k := range keys {
			due, _ := civil.Parse(k.due)
			s := changes[k]
			if !yield([]any{k.path, k.due, k.method, k.covered, k.open, due, s.Count, s.Amount, s.Paid, s.Unpaid}) {
				return
			}
		}
	})
}

// moveTotals takes what a subtree, which stands at its new path already, comes to from the paths above its old place to
// those above its new one.
func (t *Tx) moveTotals(from, to string) error {
	start, end := Below(to)
	days, err := t.payableDays("path >= $1 and path < $2", start, end)
	if err != nil {
		return err
	}
	changes := PayableTotals{}
	for i := range days {
		changes.above(&days[i], from, -1)
		changes.above(&days[i], to, 1)
	}
	return t.AddPayableTotals(changes)
}

// SumPayables adds up everything the query chooses, wherever its list begins.
func (t *Tx) SumPayables(q PayableQuery) (s PayableSum, err error) {
	sums := "cast(coalesce(sum(amount), 0) as bigint), cast(coalesce(sum(paid), 0) as bigint), cast(coalesce(sum(unpaid), 0) as bigint) from "
	if q.Payees != nil || q.No != "" || q.Row != 0 || q.Least != 0 || !q.Day.IsZero() {
		c := q.chosen("")
		_, err = t.one("select count(*), "+sums+payablesOn(c, q.Day)+" where "+c.text.String(), c.args, &s.Count, &s.Amount, &s.Paid, &s.Unpaid)
		return s, err
	}
	c := q.chosen(q.Path)
	_, err = t.one("select cast(coalesce(sum(count), 0) as bigint), "+sums+q.keptSums(c), c.args, &s.Count, &s.Amount, &s.Paid, &s.Unpaid)
	return s, err
}

// keptSums gives what to add up for a query that the sums kept by day due can answer.
func (q *PayableQuery) keptSums(c *conditions) string {
	where := " where " + strings.Replace(c.text.String(), "unpaid > 0", "open = 1", 1)
	from := "select due_on, open, count, amount, paid, unpaid from payable_day" + where
	if !q.Alone {
		from += " union all select due_on, open, count, amount, paid, unpaid from payable_total" + where
	}
	return "(" + from + ") as sums"
}

// AnyPayables tells whether there are payables at all, whatever else the query asks for than where and whether covered.
func (t *Tx) AnyPayables(q PayableQuery) (bool, error) {
	q = PayableQuery{Day: q.Day, Path: q.Path, Alone: q.Alone, Covered: q.Covered}
	var one int
	if !q.Day.IsZero() {
		c := q.chosen("")
		return t.one("select 1 from "+payablesOn(c, q.Day)+" where "+c.text.String()+" limit 1", c.args, &one)
	}
	c := q.chosen(q.Path)
	return t.one("select 1 from "+q.keptSums(c)+" limit 1", c.args, &one)
}

// OpenAge is what payables to covered SMEs of an age come to.
type OpenAge struct {
	Path string
	Age  int // 1 the youngest
	PayableSum
}

// OpenByAge adds up what is unpaid to covered SMEs and was due up to the last of each age's days, the youngest age first,
// now or as it was on a past day: of a path itself, and of each of some paths right below it with all below them.
func (t *Tx) OpenByAge(path string, below []string, ends [4]civil.Date, day civil.Date) ([]OpenAge, error) {
	c := &conditions{}
	where := " where covered = 'yes' and due_on <= " + c.arg(ends[0])
	var from string
	if !day.IsZero() {
		start, end := Below(path)
		from = "select path, due_on, 1 as count, amount, paid, unpaid from " + payablesOn(c, day) + where + " and path >= " + c.arg(start) + " and path < " + c.arg(end) + " and unpaid > 0"
	} else {
		from = "select path, due_on, count, amount, paid, unpaid from payable_day" + where + " and open = 1 and path in " + list(c, append([]string{path}, below...))
		if len(below) > 0 {
			from += " union all select path, due_on, count, amount, paid, unpaid from payable_total" + where + " and open = 1 and path in " + list(c, below)
		}
	}
	age := "case when due_on > " + c.arg(ends[1]) + " then 1 when due_on > " + c.arg(ends[2]) + " then 2 when due_on > " + c.arg(ends[3]) + " then 3 else 4 end"
	return collect(t, "select path, "+age+", cast(sum(count) as bigint), cast(sum(amount) as bigint), cast(sum(paid) as bigint), cast(sum(unpaid) as bigint) from ("+from+
		") as open_days group by path, "+age, c.args, func(scan func(...any) error, d *OpenAge) error {
		return scan(&d.Path, &d.Age, &d.Count, &d.Amount, &d.Paid, &d.Unpaid)
	})
}

// fewUnits are read one by one, each in order; seldom says that of more units' rows so few are of the chosen ones that
// looking through the index over all would take longer.
const (
	fewUnits = 16
	seldom   = 200
)

// payablePaths gives the paths whose rows are to be read one after the other and merged, or "" to read those of all.
func (t *Tx) payablePaths(q *PayableQuery) ([]string, error) {
	all := []string{""}
	switch {
	case q.Payees != nil || q.No != "" || q.Row != 0 || !q.Day.IsZero():
		return all, nil // these few rows are found by their own index
	case q.Alone:
		return []string{q.Path}, nil
	}
	from, end := q.span()
	const below = "select path from unit where path >= $1 and path < $2"
	units, err := collect(t, below+" limit "+itoa(fewUnits+1), []any{from, end}, scanText)
	if err != nil || len(units) <= fewUnits {
		return append(slices.DeleteFunc(units, func(p string) bool { return p == q.Path }), q.Path), err
	}
	if q.Path == "/" {
		q.pathAs = t.dialect.unindexed("path")
		return all, nil
	}
	base := PayableQuery{Path: q.Path, Open: q.Open || q.Most}
	here, err := t.SumPayables(base)
	if err != nil {
		return nil, err
	}
	base.Path = "/"
	everywhere, err := t.SumPayables(base)
	if err != nil || here.Count*seldom >= everywhere.Count {
		q.pathAs = t.dialect.unindexed("path")
		return all, err
	}
	units, err = collect(t, below, []any{from, end}, scanText)
	return append(slices.DeleteFunc(units, func(p string) bool { return p == q.Path }), q.Path), err
}
