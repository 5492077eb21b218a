package noncashpayment

import (
	"slices"

	"shukun/civil"
	"shukun/debt"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// owed is what a unit owed SMEs on certain days: undisputed, and due by lookAhead days after the day. Of a party of
// unknown size it is perhaps owed to an SME.
type owed struct {
	c               *rules
	unit            *ledger.Enterprise
	days            []civil.Date // ascending
	index           []int32      // for each day from the first to the last, where at finds it; nil if they lie far apart
	surely, perhaps []money.Fen  // for each day
	missing         []string     // what would settle the unknown sizes, sorted
	undated         bool         // a payment without a date counts as made on the as-of day
	balance         []step       // scratch: of one payable
	cuts            []civil.Date // scratch: days on which what is known of its due date changes
}

// step is an undisputed balance from a day on.
type step struct {
	from   civil.Date
	amount money.Fen
}

// owedOn begins what a unit owed on each of some days, in ascending order. Each payable is looked at once: its part of the
// sum is constant but for a few days, and only these are written down, as differences.
func (c *rules) owedOn(e *ledger.Enterprise, days []civil.Date) *owed {
	o := &owed{c: c, unit: e, days: days, surely: make([]money.Fen, len(days)+1), perhaps: make([]money.Fen, len(days)+1)}
	o.indexDays()
	return o
}

// Fork begins the same sums anew.
func (o *owed) Fork() policy.Tally {
	return &owed{c: o.c, unit: o.unit, days: o.days, index: o.index, surely: make([]money.Fen, len(o.surely)), perhaps: make([]money.Fen, len(o.perhaps))}
}

// Merge adds what was owed on other payables.
func (o *owed) Merge(other policy.Tally) {
	x := other.(*owed)
	for i := range x.surely {
		o.surely[i] += x.surely[i]
		o.perhaps[i] += x.perhaps[i]
	}
	o.lack(x.missing)
	o.undated = o.undated || x.undated
}

// close makes sums of the differences, once all payables are in.
func (o *owed) close() {
	for i := range o.days {
		o.surely[i+1] += o.surely[i]
		o.perhaps[i+1] += o.perhaps[i]
	}
	slices.Sort(o.missing)
}

// lack notes columns that are missing.
func (o *owed) lack(columns []string) {
	for _, column := range columns {
		if !slices.Contains(o.missing, column) {
			o.missing = append(o.missing, column)
		}
	}
}

// Add writes down one payable's part.
func (o *owed) Add(r *policy.Run, _ int, p *ledger.Payable) {
	standing := r.Book.PayeeStanding(p, r.AsOf)
	cover := r.CoverOf(standing)
	if cover == policy.NotCovered || !o.balances(r, p) {
		return
	}
	sum := o.surely
	if cover != policy.Covered {
		sum = o.perhaps
	}
	if o.addKnown(r, p, sum) && cover == policy.CoverUnknown {
		o.lack(standing.Missing)
	}
}

// balances works out the undisputed balance of a payable over the days; false if it is nil on all of them.
func (o *owed) balances(r *policy.Run, p *ledger.Payable) bool {
	disputed := max(0, p.Disputed)
	open := p.Amount
	o.balance = append(o.balance[:0], step{o.days[0], max(0, open-disputed)})
	debt.EachPayment(r.Book, p, r.AsOf, func(on civil.Date, amount money.Fen) {
		open -= amount
		left := max(0, open-disputed)
		if last := &o.balance[len(o.balance)-1]; on <= last.from {
			last.amount = left
		} else {
			o.balance = append(o.balance, step{on, left})
		}
	})
	o.undated = o.undated || debt.Undated(r.Book, p, r.AsOf)
	return slices.ContainsFunc(o.balance, func(s step) bool { return s.amount > 0 })
}

// addKnown writes a payable's balance into sum for the days on which it was due within lookAhead days by what was known,
// and by the law that stood, on that day; false if there is no such day.
func (o *owed) addKnown(r *policy.Run, p *ledger.Payable, sum []money.Fen) bool {
	first, last := o.days[0], o.days[len(o.days)-1]
	o.cuts = append(o.cuts[:0], first)
	if p.DueOn == 0 {
		o.cut(r, p, first, last)
	}
	any := false
	for i, from := range o.cuts {
		to := last + 1
		if i+1 < len(o.cuts) {
			to = o.cuts[i+1]
		}
		due := o.c.terms.Due(r.Book, p, o.unit, from).On
		if due == 0 {
			continue
		}
		if from = max(from, due.AddDays(-o.c.lookAhead)); from < to && o.put(sum, from, to) {
			any = true
		}
	}
	return any
}

// cut lists the days after first up to last on which a fact about the payable, or a new statutory term, came to bear.
func (o *owed) cut(r *policy.Run, p *ledger.Payable, first, last civil.Date) {
	add := func(d civil.Date) {
		if d > first && d <= last {
			o.cuts = append(o.cuts, d)
		}
	}
	add(p.DeliveredOn)
	add(p.AcceptedOn)
	add(p.SettledOn)
	if k := r.Book.Contract(p); k != nil {
		add(k.SignedOn)
	}
	for _, d := range o.c.lawChanges {
		add(d)
	}
	if len(o.cuts) > 2 {
		slices.Sort(o.cuts)
		o.cuts = slices.Compact(o.cuts)
	}
}

// put adds the balance for the days from … to−1, as differences; false if it is nil on all of them.
func (o *owed) put(sum []money.Fen, from, to civil.Date) bool {
	some := false
	for i, s := range o.balance {
		end := to
		if i+1 < len(o.balance) {
			end = min(to, o.balance[i+1].from)
		}
		if start := max(from, s.from); start < end && s.amount > 0 {
			a, b := o.at(start), o.at(end)
			sum[a] += s.amount
			sum[b] -= s.amount
			some = some || a < b
		}
	}
	return some
}

// nearDays is how many days the first and the last may lie apart for an index by day, some forty years: 64 KB.
const nearDays = 1 << 14

func (o *owed) indexDays() {
	first := o.days[0]
	n := int(o.days[len(o.days)-1]-first) + 1
	if n > nearDays {
		return
	}
	o.index = make([]int32, n)
	for i, d := range o.days[:len(o.days)-1] {
		for at := d + 1; at <= o.days[i+1]; at++ {
			o.index[at-first] = int32(i + 1)
		}
	}
}

// at gives the index of the first of the days on or after d.
func (o *owed) at(d civil.Date) int {
	switch first := o.days[0]; {
	case d <= first:
		return 0
	case int(d-first) < len(o.index):
		return int(o.index[d-first])
	case o.index != nil:
		return len(o.days)
	}
	i, _ := slices.BinarySearch(o.days, d)
	return i
}

// missingBut gives what would settle the unknown sizes, less what is missing of the payee itself, which is said anyway.
func (o *owed) missingBut(cover policy.Cover, payee *ledger.Standing) []string {
	if cover != policy.CoverUnknown {
		return o.missing
	}
	return slices.DeleteFunc(slices.Clone(o.missing), func(column string) bool { return slices.Contains(payee.Missing, column) })
}
