package relief

import (
	"math/big"

	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// Verdict says whether relief is owed on a lease.
type Verdict uint8

// The verdicts.
const (
	NotEligible Verdict = iota
	Eligible
	Unknown // all else holds, but the tenant's size or industry is not known
)

// Part is a part of the relief with its own deadline.
type Part struct {
	Amount money.Fen
	Due    civil.Date
}

// Claim is what an occupant can claim on a lease, and from whom.
type Claim struct {
	Lease *ledger.Lease      // the tenant's own lease: its days, county and start count
	On    *ledger.Lease      // the lease whose rent is relieved: the same, or the head lease nearest above whose lessor is ours
	Unit  *ledger.Enterprise // the unit that owes the relief

	Verdict Verdict
	Sublet  bool     // the tenant has sublet, so it is not the actual occupant
	Missing []string // if unknown: the columns that would settle it
	Assumed bool     // the size is not known, but the question says to take it as an SME

	Days   int // of the lease within the year, both ends counted
	Months Months
	Base   Part
	TopUp  Part // without a day: there is none
	Total  money.Fen
	Shared bool // the claim is on a head lease under which others occupy at the same time

	year  year
	above []*ledger.Lease // head leases, nearest first
	part  *big.Rat        // the share of On's rent that is this occupant's; nil: all
}

// Due gives the last deadline that applies.
func (c *Claim) Due() civil.Date {
	return max(c.Base.Due, c.TopUp.Due)
}

// DueBy gives what was due before day d, and the deadline of the earliest part of it that what was given does not fill.
func (c *Claim) DueBy(d civil.Date, given money.Fen) (amount money.Fen, missed civil.Date) {
	switch {
	case c.Base.Due >= d:
		return 0, 0
	case c.TopUp.Due == 0 || c.TopUp.Due >= d:
		return c.Base.Amount, c.Base.Due
	case given < c.Base.Amount:
		return c.Total, c.Base.Due
	}
	return c.Total, c.TopUp.Due
}

// Through reports whether the claim is on a head lease's rent, the sub-lessor not being ours.
func (c *Claim) Through() bool { return c.On != c.Lease }

// Claim gives what the tenant of a lease can claim as known on the run's day; ok is false if there is no unit of ours
// that would owe it, or no terms yet.
func (t *Terms) Claim(r *policy.Run, l *ledger.Lease) (c Claim, ok bool) {
	if c, ok = t.grounds(r, l); !ok || c.Verdict == NotEligible {
		return c, ok
	}
	if c.Through() {
		c.part, c.Shared = t.crowdUnder(&c.year, c.year.finals(r.Book, c.On)).part(t, &c.year, l)
	}
	t.price(&c)
	return c, true
}

// grounds is Claim without the amounts.
func (t *Terms) grounds(r *policy.Run, l *ledger.Lease) (c Claim, ok bool) {
	b := r.Book
	y, ok := t.on(r.AsOf)
	if !ok {
		return c, false
	}
	c = Claim{Lease: l, On: l, Unit: b.Lessor(l), year: y}
	if l.HeadNo != "" {
		c.above = chain(b, l)[1:]
	}
	for i := 0; !c.Unit.Ours(); i++ {
		if i == len(c.above) {
			return c, false
		}
		c.On = c.above[i]
		c.Unit = b.Lessor(c.On)
	}
	t.judge(r, &c)
	t.schedule(r, &c)
	return c, true
}

// Associate gives what the tenant of a lease would get if a company in which a unit of ours holds a minority granted it;
// Unit is that unit, the company's parent. ok is false if the lease is of another kind.
func (t *Terms) Associate(r *policy.Run, l *ledger.Lease) (c Claim, company *ledger.Enterprise, ok bool) {
	b := r.Book
	y, ok := t.on(r.AsOf)
	if !ok || b.Lessor(l).Ours() {
		return c, nil, false
	}
	links := chain(b, l)
	c = Claim{Lease: l, year: y, above: links[1:]}
	for _, on := range links {
		lessor := b.Lessor(on)
		if lessor.Ours() {
			return c, nil, false // a unit of ours owes the relief itself
		}
		if parent := b.Parent(lessor); company == nil && parent.Ours() {
			company, c.On, c.Unit = lessor, on, parent
		}
	}
	if company == nil {
		return c, nil, false
	}
	t.judge(r, &c)
	if t.schedule(r, &c); c.Verdict != NotEligible {
		t.price(&c)
	}
	return c, company, true
}

// schedule works out months and deadlines of a claim that is, or may be, good.
func (t *Terms) schedule(r *policy.Run, c *Claim) {
	if c.Verdict == NotEligible {
		return
	}
	y := &c.year
	c.Months = y.monthsIn(r.Book, c.Lease.County, r.AsOf)
	y.method = y.method.of(&c.Months)
	c.Base.Due = t.baseDue(y, c)
	if y.months(c.Lease, c.Months.Total) > y.months(c.Lease, c.Months.Base) {
		c.TopUp.Due = max(c.Base.Due, t.rolled(y.topUpDue(c.Months.Listing.ListedOn)))
	}
}

// price works out the amounts of a claim. The whole is rounded once, so the top-up is what the base part leaves of it.
func (t *Terms) price(c *Claim) {
	rent := c.On.MonthlyRent
	c.Total = c.year.amount(c.Lease, rent, c.Months.Total, c.part)
	c.Base.Amount = c.year.amount(c.Lease, rent, c.Months.Base, c.part)
	c.TopUp.Amount = c.Total - c.Base.Amount
}

// baseDue gives the deadline of the base part: the general one, or for a lease that begins late so many months after its
// start; a local policy's own deadline only if the reading local-deadline says so.
func (t *Terms) baseDue(y *year, c *Claim) civil.Date {
	due := y.deadline
	if p := c.Months.Policy; t.localDeadline && p != nil && p.CompleteBy != 0 {
		due = p.CompleteBy
	}
	return t.rolled(max(due, c.Lease.StartsOn.AddMonths(t.lateStart)))
}

func (t *Terms) rolled(d civil.Date) civil.Date {
	if t.roll {
		d, _ = t.basics.Deadline(d)
	}
	return d
}

// Extra gives what the local policy adds to the claim: the months above the notice's own, exact and rounded once.
func (t *Terms) Extra(c *Claim) money.Fen {
	y := &c.year
	more := y.months(c.Lease, c.Months.Total) - y.months(c.Lease, c.Months.Own)
	return y.pro(c.Lease, c.On.MonthlyRent, more, c.part)
}
