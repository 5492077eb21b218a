// Package debt says when a payable falls due and what is still owed on it: the common ground of the payment clauses
// (1 to 4). Everything is as known on a day: a fact dated later counts as not filed.
package debt

import (
	"shukun/civil"
	"shukun/ledger"
	"shukun/org"
	"shukun/policy"
)

// Terms are the dated payment terms of the law.
type Terms struct {
	basics *policy.Basics
	// institutionDays is the term of an institution without an agreed one, institutionCap the longest it may agree on.
	institutionDays, institutionCap policy.Series[int]
	// largeDays is the term of a large enterprise without an agreed one, by the day the contract was signed.
	largeDays   policy.Series[int]
	oldContract bool // the large enterprise's term also reaches contracts signed before it
	roll        bool
}

// NewTerms takes the terms from clause 1's parameters and the readings.
func NewTerms(ps *policy.Parameters, basics *policy.Basics) *Terms {
	return &Terms{
		basics:          basics,
		institutionDays: ps.Integer("institution_term_days"),
		institutionCap:  ps.Integer("institution_term_cap_days"),
		largeDays:       ps.Integer("large_enterprise_term_days"),
		oldContract:     basics.Readings.On("sixty-days-old-contracts"),
		roll:            basics.Readings.On("roll-rest-days"),
	}
}

// How a due date was found, or why not.
type How uint8

// The ways of finding a due date.
const (
	Unknown         How = iota
	Written             // the ledger names the day
	Agreed              // the contract's days from its start
	InstitutionTerm     // 30 days from delivery
	LargeTerm           // 60 days from delivery
)

// Due is when a payable falls due.
type Due struct {
	On          civil.Date // zero: cannot be had
	Start       civil.Date // of a counted term
	Days        int32      // of a counted term
	How         How
	Capped      bool // an institution's agreed term was cut to the cap
	Provisional bool // the holiday list of the year is not known yet
	lacks       lack
	Basis       string
}

// lack is what keeps a due date from being had.
type lack uint8

const (
	agreement lack = iota
	termStart
	delivery
	acceptance
	inspection
	settlement
	payerSize
)

// Missing gives, if On is zero, the columns that would give a date.
func (d *Due) Missing() []string {
	if d.On != 0 {
		return nil
	}
	return needs[d.lacks]
}

var needs = [...][]string{
	agreement:  {"payables.due_on", "contracts.term_days"},
	termStart:  {"contracts.term_start"},
	delivery:   {"payables.delivered_on"},
	acceptance: {"payables.accepted_on"},
	inspection: {"payables.accepted_on", "contracts.inspection_days"},
	settlement: {"payables.settled_on"},
	payerSize:  {"enterprises.size"},
}

// Contract gives the contract a payable rests on as known on day d: one signed later does not count.
func Contract(b *ledger.Book, p *ledger.Payable, d civil.Date) *ledger.Contract {
	if c := b.Contract(p); c != nil && c.SignedOn <= d {
		return c
	}
	return nil
}

// Due gives the due date of a payable as known on day d: the first that applies of the day written down, the agreed
// term from its start, the statutory term (Order 728 arts. 8, 9; Order 802 arts. 9, 10).
func (t *Terms) Due(b *ledger.Book, p *ledger.Payable, payer *ledger.Enterprise, d civil.Date) (due Due) {
	t.find(&due, b, p, payer, d)
	return due
}

// find puts the due date of a payable into due, which may hold that of another.
func (t *Terms) find(due *Due, b *ledger.Book, p *ledger.Payable, payer *ledger.Enterprise, d civil.Date) {
	if p.DueOn != 0 {
		*due = Due{On: p.DueOn, How: Written, Basis: "notice:1"}
		return
	}
	a := b.Agreed(p, d)
	if a.TermDays != ledger.NoDays {
		t.agreed(due, p, a, payer, d)
	} else {
		*due = t.statutory(p, a, payer, d)
	}
	if due.Start != 0 {
		t.count(due)
	}
}

// statutory gives the term where none is agreed, still to be counted.
func (t *Terms) statutory(p *ledger.Payable, a *ledger.Agreed, payer *ledger.Enterprise, d civil.Date) Due {
	delivered := known(p.DeliveredOn, d)
	if payer.Institution() {
		if days, ok := t.institutionDays.At(d); ok {
			if delivered == 0 {
				return Due{lacks: delivery}
			}
			return Due{How: InstitutionTerm, Start: delivered, Days: int32(days), Basis: t.institutionDays.Basis(d)}
		}
		return Due{lacks: agreement}
	}
	days, basis, applies := t.largeTerm(a.SignedOn, d)
	switch {
	case !applies:
		return Due{lacks: agreement}
	case payer.Size == org.SizeUnknown:
		return Due{lacks: payerSize}
	case payer.Size != org.Large:
		return Due{lacks: agreement}
	case delivered == 0:
		return Due{lacks: delivery}
	}
	return Due{How: LargeTerm, Start: delivered, Days: int32(days), Basis: basis}
}

// largeTerm gives the statutory term of a large enterprise under a contract (none: signed on day zero): that in force when it was signed, or,
// if the reading sixty-days-old-contracts is on, that in force today.
func (t *Terms) largeTerm(signedOn, d civil.Date) (days int, basis string, ok bool) {
	on := signedOn
	if t.oldContract {
		on = d
	}
	days, ok = t.largeDays.At(on)
	return days, t.largeDays.Basis(on), ok
}

// agreed gives the contract's term from its start, still to be counted. A term whose start is not known gives no date.
func (t *Terms) agreed(due *Due, p *ledger.Payable, a *ledger.Agreed, payer *ledger.Enterprise, d civil.Date) {
	var start civil.Date
	lacks := termStart
	switch a.TermStart {
	case ledger.FromSettlement:
		start, lacks = known(p.SettledOn, d), settlement
	case ledger.FromDelivery:
		start, lacks = known(p.DeliveredOn, d), delivery
	case ledger.FromAcceptance:
		start, lacks = known(p.AcceptedOn, d), acceptance
		if start == 0 && a.Inspection != ledger.NoDays {
			// The buyer has not accepted: the term runs from the end of the agreed inspection period (728 art. 9).
			start = known(p.DeliveredOn, d).AddDays(int(a.Inspection))
			lacks = delivery
		} else if start == 0 {
			lacks = inspection
		}
	}
	if start == 0 {
		*due = Due{lacks: lacks}
		return
	}
	*due = Due{How: Agreed, Start: start, Days: a.TermDays, Basis: "notice:1"}
	if payer.Institution() {
		if most, ok := t.institutionCap.At(d); ok && int(due.Days) > most {
			due.Days, due.Capped, due.Basis = int32(most), true, t.institutionCap.Basis(d)
		}
	}
}

// count ends a term: the starting day is not counted, and a last day that is a rest day moves on.
func (t *Terms) count(due *Due) {
	due.On = due.Start.AddDays(int(due.Days))
	if t.roll {
		due.On, due.Provisional = t.basics.Deadline(due.On)
	}
}

// known gives a fact's date if it has happened by day d.
func known(fact, d civil.Date) civil.Date {
	if fact > d {
		return 0
	}
	return fact
}
