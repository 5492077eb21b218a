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
	How         How
	Start       civil.Date // of a counted term
	Days        int        // of a counted term
	Capped      bool       // an institution's agreed term was cut to the cap
	Provisional bool       // the holiday list of the year is not known yet
	Basis       string
	Missing     []string // if On is zero: the columns that would give a date
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
func (t *Terms) Due(b *ledger.Book, p *ledger.Payable, payer *ledger.Enterprise, d civil.Date) Due {
	if p.DueOn != 0 {
		return Due{On: p.DueOn, How: Written, Basis: "notice:1"}
	}
	c := Contract(b, p, d)
	if c != nil && c.TermDays.OK {
		return t.agreed(p, c, payer, d)
	}
	delivered := known(p.DeliveredOn, d)
	if payer.Institution() {
		if days, ok := t.institutionDays.At(d); ok {
			if delivered == 0 {
				return Due{Missing: needDelivery}
			}
			return t.counted(Due{How: InstitutionTerm, Start: delivered, Days: days, Basis: t.institutionDays.Basis(d)})
		}
		return Due{Missing: needAgreement}
	}
	days, basis, applies := t.largeTerm(c, d)
	switch {
	case !applies:
		return Due{Missing: needAgreement}
	case payer.Size == org.SizeUnknown:
		return Due{Missing: needPayerSize}
	case payer.Size != org.Large:
		return Due{Missing: needAgreement}
	case delivered == 0:
		return Due{Missing: needDelivery}
	}
	return t.counted(Due{How: LargeTerm, Start: delivered, Days: days, Basis: basis})
}

// largeTerm gives the statutory term of a large enterprise under a contract: that in force when it was signed, or,
// if the reading sixty-days-old-contracts is on, that in force today.
func (t *Terms) largeTerm(c *ledger.Contract, d civil.Date) (days int, basis string, ok bool) {
	on := civil.Date(0)
	if c != nil {
		on = c.SignedOn
	}
	if t.oldContract {
		on = d
	}
	days, ok = t.largeDays.At(on)
	return days, t.largeDays.Basis(on), ok
}

var (
	needAgreement  = []string{"payables.due_on", "contracts.term_days"}
	needTermStart  = []string{"contracts.term_start"}
	needDelivery   = []string{"payables.delivered_on"}
	needAcceptance = []string{"payables.accepted_on"}
	needInspection = []string{"payables.accepted_on", "contracts.inspection_days"}
	needSettlement = []string{"payables.settled_on"}
	needPayerSize  = []string{"enterprises.size"}
)

// agreed counts the contract's term from its start. A term whose start is not known gives no date.
func (t *Terms) agreed(p *ledger.Payable, c *ledger.Contract, payer *ledger.Enterprise, d civil.Date) Due {
	due := Due{How: Agreed, Days: int(c.TermDays.V), Basis: "notice:1"}
	switch c.TermStart {
	case ledger.FromSettlement:
		due.Start, due.Missing = known(p.SettledOn, d), needSettlement
	case ledger.FromDelivery:
		due.Start, due.Missing = known(p.DeliveredOn, d), needDelivery
	case ledger.FromAcceptance:
		due.Start, due.Missing = known(p.AcceptedOn, d), needAcceptance
		if due.Start == 0 && c.InspectionDays.OK {
			// The buyer has not accepted: the term runs from the end of the agreed inspection period (728 art. 9).
			due.Start = known(p.DeliveredOn, d).AddDays(int(c.InspectionDays.V))
			due.Missing = needDelivery
		} else if due.Start == 0 {
			due.Missing = needInspection
		}
	default:
		due.Missing = needTermStart
	}
	if due.Start == 0 {
		return Due{Missing: due.Missing}
	}
	if payer.Institution() {
		if most, ok := t.institutionCap.At(d); ok && due.Days > most {
			due.Days, due.Capped, due.Basis = most, true, t.institutionCap.Basis(d)
		}
	}
	return t.counted(due)
}

// counted ends a term: the starting day is not counted, and a last day that is a rest day moves on.
func (t *Terms) counted(due Due) Due {
	due.On = due.Start.AddDays(due.Days)
	due.Missing = nil
	if t.roll {
		due.On, due.Provisional = t.basics.Deadline(due.On)
	}
	return due
}

// known gives a fact's date if it has happened by day d.
func known(fact, d civil.Date) civil.Date {
	if fact > d {
		return 0
	}
	return fact
}
