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
	place           []uint16     // of each day from the first to the last, that of the next of the days; nil: they lie far apart
	surely, perhaps []money.Fen  // by at: while adding up, differences to the one before; perhaps is nil while all are nil
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

// nearDays is how many days the first and the last may lie apart to have a place for every day between, some forty years.
const nearDays = 1 << 14

// owedOn begins what a unit owed on each of some days, in ascending order. Each payable is looked at once: its part of the
// sum is constant but for a few days, and only these are written down, as differences.
func (c *rules) owedOn(e *ledger.Enterprise, days []civil.Date) *owed {
	o := &owed{c: c, unit: e, days: days, surely: make([]money.Fen, len(days)+1)}
	if span := int(days[len(days)-1]-days[0]) + 1; span <= nearDays {
		o.place = make([]uint16, span+1)
		o.place[span] = uint16(len(days))
		at := 0
		for d := range span {
			if days[at] < days[0]+civil.Date(d) {
				at++
			}
			o.place[d] = uint16(at)
		}
	}
	return o
}

// on gives the sums of a day, once they are closed.
func (o *owed) on(d civil.Date) (surely, perhaps money.Fen) {
	i := o.at(d)
	if o.perhaps != nil {
		perhaps = o.perhaps[i]
	}
	return o.surely[i], perhaps
}

// at gives where the sums of day d are; of a day that is none of the days, those of the next one.
func (o *owed) at(d civil.Date) int {
	if o.place != nil {
		return int(o.place[min(max(int(d-o.days[0]), 0), len(o.place)-1)])
	}
	i, _ := slices.BinarySearch(o.days, d)
	return i
}

// Fork begins the same sums anew.
func (o *owed) Fork() policy.Tally {
	return &owed{c: o.c, unit: o.unit, days: o.days, place: o.place, surely: make([]money.Fen, len(o.surely))}
}

// Merge adds what was owed on other payables.
func (o *owed) Merge(other policy.Tally) {
	x := other.(*owed)
	for i := range x.surely {
		o.surely[i] += x.surely[i]
	}
	if x.perhaps != nil {
		o.maybe()
	}
	for i := range x.perhaps {
		o.perhaps[i] += x.perhaps[i]
	}
	o.lack(x.missing)
	o.undated = o.undated || x.undated
}

// close makes sums of the differences, once all payables are in.
func (o *owed) close() {
	for _, sums := range [][]money.Fen{o.surely, o.perhaps} {
		for i := 1; i < len(sums); i++ {
			sums[i] += sums[i-1]
		}
	}
	slices.Sort(o.missing)
}

// maybe gives the sums perhaps owed, to add to them.
func (o *owed) maybe() []money.Fen {
	if o.perhaps == nil {
		o.perhaps = make([]money.Fen, len(o.surely))
	}
	return o.perhaps
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
		sum = o.maybe()
	}
	if some := o.addKnown(r, p, sum); some && cover == policy.CoverUnknown {
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
// and by the law that stood, on that day. It gives whether one of the days is such a day.
func (o *owed) addKnown(r *policy.Run, p *ledger.Payable, sum []money.Fen) (some bool) {
	first, last := o.days[0], o.days[len(o.days)-1]
	o.cuts = append(o.cuts[:0], first)
	if p.DueOn == 0 {
		o.cut(r.Book, p, first, last)
	}
	for i, from := range o.cuts {
		to := last + 1
		if i+1 < len(o.cuts) {
			to = o.cuts[i+1]
		}
		if !o.matters(from, to) {
			continue
		}
		due := o.c.terms.Due(r.Book, p, o.unit, from).On
		if due == 0 {
			continue
		}
		if from = max(from, due.AddDays(-o.c.lookAhead)); from < to {
			some = o.put(sum, from, to) || some
		}
	}
	return some
}

// matters reports whether one of the days lies in from … to−1 while the balance is not settled for good: it spares asking
// when most payables were due.
func (o *owed) matters(from, to civil.Date) bool {
	last := o.balance[len(o.balance)-1]
	return o.at(from) < o.at(to) && (last.amount > 0 || from < last.from)
}

// cut lists the days after first up to last on which a fact about the payable, or a new statutory term, came to bear.
func (o *owed) cut(b *ledger.Book, p *ledger.Payable, first, last civil.Date) {
	add := func(d civil.Date) {
		if d > first && d <= last {
			o.cuts = append(o.cuts, d)
		}
	}
	a := b.Agreed(p)
	agreed := a.TermDays.OK && a.SignedOn <= first // then only what the term runs from counts
	if !agreed || a.TermStart == ledger.FromDelivery || a.TermStart == ledger.FromAcceptance {
		add(p.DeliveredOn)
	}
	if !agreed || a.TermStart == ledger.FromAcceptance {
		add(p.AcceptedOn)
	}
	if !agreed || a.TermStart == ledger.FromSettlement {
		add(p.SettledOn)
	}
	if !agreed {
		add(a.SignedOn)
	}
	if !agreed || o.unit.Institution() {
		for _, d := range o.c.lawChanges {
			add(d)
		}
	}
	if len(o.cuts) > 2 {
		slices.Sort(o.cuts)
		o.cuts = slices.Compact(o.cuts)
	}
}

// put adds the balance for the days from … to−1, as differences. It gives whether it is more than nil on one of the days.
func (o *owed) put(sum []money.Fen, from, to civil.Date) (some bool) {
	for i, s := range o.balance {
		end := to
		if i+1 < len(o.balance) {
			end = min(to, o.balance[i+1].from)
		}
		if start := max(from, s.from); start >= end || s.amount <= 0 {
			continue
		} else if first, next := o.at(start), o.at(end); first < next { // else none of the days lies between
			sum[first] += s.amount
			sum[next] -= s.amount
			some = true
		}
	}
	return some
}

// missingBut gives what would settle the unknown sizes, less what is missing of the payee itself, which is said anyway.
func (o *owed) missingBut(cover policy.Cover, payee *ledger.Standing) []string {
	if cover != policy.CoverUnknown {
		return o.missing
	}
	return slices.DeleteFunc(slices.Clone(o.missing), func(column string) bool { return slices.Contains(payee.Missing, column) })
}
