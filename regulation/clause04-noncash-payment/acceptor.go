package noncashpayment

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// month counts calendar months; month 0 is January of the year 0.
type month int

func monthOf(d civil.Date) month {
	y, m, _ := d.Split()
	return month(y*12 + m - 1)
}

// first gives the first day of a month.
func (m month) first() civil.Date { return civil.MustOf(int(m)/12, int(m)%12+1, 1) }

// String gives YYYY-MM.
func (m month) String() string { return m.first().String()[:len("2022-06")] }

// failing is an issuer's instruments that were not paid at maturity.
type failing struct {
	defaults []*ledger.Instrument // by maturity and number
	settled  []*ledger.Instrument // those paid later, by day of settlement
	next     civil.Date           // when the next instrument of the as-of day's month is in default if nothing is filed
}

// issuer judges month by month whether an issuer counts as overdue (承兑人逾期): enough instruments not paid at maturity
// within the window that ends with the month, and one of them in the month or a balance still unpaid at its end.
// The month of the as-of day ends, for this, on that day.
func (c *rules) issuer(r *policy.Run, i int) {
	e := &r.Book.Enterprises[i]
	if !e.Ours() {
		return
	}
	own := r.Book.InstrumentsOf(e.Code)
	if len(own) == 0 {
		return
	}
	x := failingOf(r, own)
	if len(x.defaults) == 0 {
		return
	}
	c.months(r, e, x)
}

func failingOf(r *policy.Run, own []int32) *failing {
	x := &failing{}
	month := monthOf(r.AsOf)
	for _, i := range own {
		n := &r.Book.Instruments[i]
		paid := n.SettledOn
		if paid > r.AsOf {
			paid = 0
		}
		switch {
		case n.IssuedOn > r.AsOf || paid != 0 && paid <= n.MaturesOn:
		case n.MaturesOn < r.AsOf:
			x.defaults = append(x.defaults, n)
			if paid != 0 {
				x.settled = append(x.settled, n)
			}
		case monthOf(n.MaturesOn) == month && paid == 0:
			x.next = civil.Earlier(x.next, n.MaturesOn.AddDays(1))
		}
	}
	slices.SortFunc(x.defaults, func(a, b *ledger.Instrument) int {
		return cmp.Or(cmp.Compare(a.MaturesOn, b.MaturesOn), strings.Compare(a.No, b.No))
	})
	slices.SortFunc(x.settled, func(a, b *ledger.Instrument) int { return cmp.Compare(a.SettledOn, b.SettledOn) })
	return x
}

// months goes through the months from the first default to the as-of day. Instruments enter the balance with the month
// they mature in and leave it with the month they are paid in.
func (c *rules) months(r *policy.Run, e *ledger.Enterprise, x *failing) {
	var balance money.Fen
	entered, paid := 0, 0
	for m := monthOf(x.defaults[0].MaturesOn); m <= monthOf(r.AsOf); m++ {
		before := entered
		for entered < len(x.defaults) && monthOf(x.defaults[entered].MaturesOn) == m {
			balance += x.defaults[entered].Amount
			entered++
		}
		for paid < len(x.settled) && monthOf(x.settled[paid].SettledOn) == m {
			balance -= x.settled[paid].Amount
			paid++
		}
		least, ok := c.defaults.At(m.first())
		window, has := c.window.At(m.first())
		if !ok || !has || entered == before && balance <= 0 {
			continue
		}
		from := m - month(window) + 1
		n := entered - sort.Search(entered, func(i int) bool { return monthOf(x.defaults[i].MaturesOn) >= from })
		if n >= least {
			c.overdue(r, e, x, m, counts{from: from, all: n, inMonth: entered - before, balance: balance}, x.defaults[entered-1].Source)
		}
	}
}

// counts is what a month is judged by.
type counts struct {
	from         month // the first of the window
	all, inMonth int   // defaults in the window and in the month
	balance      money.Fen
}

func (c *rules) overdue(r *policy.Run, e *ledger.Enterprise, x *failing, m month, n counts, source ledger.Source) {
	before := r.Found()
	first := m.first()
	f := policy.Finding{Rule: acceptorOverdue, Enterprise: e.Code, Key: policy.Key(e.Code.String(), m.String()), Source: source,
		Basis: []string{"notice:4", c.defaults.Basis(first), "reading:issuer-as-acceptor", "reading:acceptor-month"}}
	if m == monthOf(r.AsOf) {
		f.NextChange = x.next
	}
	r.Step(stepDefaults, policy.Int(n.all), c.window.Basis(first))
	r.Step(stepInMonth, policy.Int(n.inMonth), "reading:acceptor-month")
	r.Step(stepBalance, policy.Yuan(n.balance), "reading:acceptor-month")
	r.Emit(f, sayOverdue, policy.Str(n.from.String()), policy.Str(m.String()), policy.Int(n.all),
		policy.Int(n.inMonth), policy.Yuan(n.balance))
	r.Forget(before)
}
