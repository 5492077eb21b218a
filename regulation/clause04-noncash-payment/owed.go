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
	days            []civil.Date           // ascending
	place           []uint16               // of each day from the first to the last, that of the next of the days; nil: they lie far apart
	funds           []*ledger.CashPosition // at hand on the day of each payment by bill or certificate, nil: none
	surely, perhaps []money.Fen            // by at: while adding up, differences to the one before; perhaps is nil while every payee is known
	missing         []string               // what would settle the unknown sizes, sorted
	moving          bool                   // a statutory term changed between the first day and the as-of day
	undated         bool                   // a payment without a date counts as made on the as-of day
	cuts            []civil.Date           // scratch: days on which what is known of its due date changes
}

// nearDays is how many days the first and the last may lie apart to have a place for every day between, some forty years.
const nearDays = 1 << 14

// owedOn begins what a unit owed on each of some days, in ascending order. Each payable is looked at once: its part of the
// sum is constant but for a few days, and only these are written down, as differences.
func (c *rules) owedOn(e *ledger.Enterprise, days []civil.Date, asOf civil.Date) *owed {
	o := &owed{c: c, unit: e, days: days, surely: make([]money.Fen, len(days)+1)}
	o.moving = slices.ContainsFunc(c.lawChanges, func(d civil.Date) bool { return d > days[0] && d <= asOf })
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
	return &owed{c: o.c, unit: o.unit, days: o.days, moving: o.moving, place: o.place, surely: make([]money.Fen, len(o.surely))}
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
	v := o.c.terms.Look(r, p)
	if v.Cover == policy.NotCovered {
		return
	}
	o.undated = o.undated || debt.Undated(r.Book, p, r.AsOf)
	sum := o.surely
	if v.Cover != policy.Covered {
		sum = o.maybe()
	}
	some := o.addPlain(r, v, sum)
	if some && v.Cover == policy.CoverUnknown {
		o.lack(v.Standing(r).Missing)
	}
}

// begins gives the day from which a payable counts that is due on a day known since another: lookAhead days before it is due.
func (o *owed) begins(due *debt.Due, known civil.Date) civil.Date {
	return max(o.days[0], known, due.On.AddDays(-o.c.lookAhead))
}

// addPlain writes a payable's balance into sum, as addKnown, which it asks where it is not plain what was known since when.
func (o *owed) addPlain(r *policy.Run, v *debt.View, sum []money.Fen) (some bool) {
	p, due, a := v.P, v.Due(r), r.Book.Agreed(v.P, r.AsOf)
	end := o.days[len(o.days)-1] + 1
	switch {
	case due.How == debt.Written:
		return o.put(r, p, sum, o.begins(due, 0), end)
	case o.moving || a.SignedOn > o.days[0] && p.DeliveredOn != 0 && p.DeliveredOn < a.SignedOn: // a statutory term may have run first
		return o.addKnown(r, p, sum)
	case due.On == 0: // what is not known by now was not known before
		return false
	case due.How != debt.Agreed || a.TermStart != ledger.FromAcceptance || a.Inspection == ledger.NoDays:
		return o.put(r, p, sum, o.begins(due, max(due.Start, a.SignedOn)), end)
	case due.Start != p.AcceptedOn: // not accepted: the term runs from the end of the inspection period
		return o.put(r, p, sum, o.begins(due, max(p.DeliveredOn, a.SignedOn)), end)
	}
	some = o.put(r, p, sum, o.begins(due, max(p.AcceptedOn, a.SignedOn)), end)
	// Until it was accepted, the term ran from the end of the inspection period.
	if at := p.DeliveredOn; at != 0 && at.AddDays(int(a.Inspection+due.Days)-o.c.lookAhead) < p.AcceptedOn {
		before := o.c.terms.Due(r.Book, p, o.unit, p.AcceptedOn-1)
		some = o.put(r, p, sum, o.begins(&before, max(at, a.SignedOn)), min(p.AcceptedOn, end)) || some
	}
	return some
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
		if due := o.c.terms.Due(r.Book, p, o.unit, from); due.On != 0 {
			some = o.put(r, p, sum, o.begins(&due, from), to) || some
		}
	}
	return some
}

// cut lists the days after first up to last on which a fact about the payable, or a new statutory term, came to bear.
func (o *owed) cut(b *ledger.Book, p *ledger.Payable, first, last civil.Date) {
	add := func(d civil.Date) {
		if d > first && d <= last {
			o.cuts = append(o.cuts, d)
		}
	}
	a := b.Agreed(p, last)
	agreed := a.TermDays != ledger.NoDays && a.SignedOn <= first // then only what the term runs from counts
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

// put adds the undisputed balance of a payable for the days from … to−1, as differences. It gives whether it is more than
// nil on one of the days.
func (o *owed) put(r *policy.Run, p *ledger.Payable, sum []money.Fen, from, to civil.Date) (some bool) {
	if from >= to {
		return false
	}
	open := p.Amount - max(0, p.Disputed)
	made, own := debt.PaymentsBy(r.Book, p, r.AsOf)
	for i := range made {
		if on := made[i].On; on > from {
			some = o.span(sum, open, from, min(on, to)) || some
			if from = on; from >= to {
				return some
			}
		}
		open -= made[i].Amount
	}
	if own.Amount != 0 {
		some = o.span(sum, open, from, min(own.On, to)) || some
		from, open = max(from, own.On), open-own.Amount
	}
	return o.span(sum, open, from, to) || some
}

// span adds a balance for the days from … to−1. It gives whether that makes a difference.
func (o *owed) span(sum []money.Fen, open money.Fen, from, to civil.Date) bool {
	if open <= 0 || from >= to {
		return false
	}
	first, next := o.at(from), o.at(to)
	if first == next { // none of the days lies between
		return false
	}
	sum[first] += open
	sum[next] -= open
	return true
}

// missingBut gives what would settle the unknown sizes, less what is missing of the payee itself, which is said anyway.
func (o *owed) missingBut(cover policy.Cover, payee *ledger.Standing) []string {
	if cover != policy.CoverUnknown {
		return o.missing
	}
	return slices.DeleteFunc(slices.Clone(o.missing), func(column string) bool { return slices.Contains(payee.Missing, column) })
}
