// Package relief says what relief of the rent of 2022 is owed on a lease, by whom, to whom and by when: the common ground
// of the rent clauses (5 to 7). Everything is as known on a day: listings, local policies and relief records dated later
// count as not filed, while a lease counts with the whole term it was agreed for.
package relief

import (
	"slices"

	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// Terms are the dated figures of the rent relief and the readings it rests on.
type Terms struct {
	basics *policy.Basics
	// general are the months everywhere, listed those in a county that had a listing.
	general, listed policy.Series[money.Decimal]
	// levels are the risk levels that count as a listing, by the ledger's keys.
	levels policy.Series[[]string]
	// first and last bound the year whose rent is relieved; deadline is that of the general months.
	first, last, deadline policy.Series[civil.Date]
	// lateFrom and lateDeadline: a listing from that day on leaves until the deadline (the central notice has this).
	lateFrom, lateDeadline policy.Series[civil.Date]
	// topUp is how many months after a listing the rest is due.
	topUp    policy.Series[int]
	yearDays policy.Series[int]

	method        method
	lateStart     int // months after its start by which a lease that begins late is relieved
	roll          bool
	localDeadline bool // a local policy's own deadline counts
	byRent        bool // occupants under one head lease share its rent
}

// NewTerms takes the terms from clause 5's parameters and the readings.
func NewTerms(ps *policy.Parameters, basics *policy.Basics) *Terms {
	rs := basics.Readings
	return &Terms{
		basics: basics, general: ps.Number("general_months"), listed: ps.Number("risk_area_months"), levels: ps.Words("risk_levels"),
		first: ps.Date("relief_year_first_day"), last: ps.Date("relief_year_last_day"), deadline: ps.Date("general_deadline"),
		lateFrom: ps.Date("late_listing_from"), lateDeadline: ps.Date("late_listing_deadline"),
		topUp: ps.Integer("top_up_months"), yearDays: ps.Integer("pro_rata_days"),
		method: methodOf(rs.Word("pro-rata-method")), lateStart: rs.Integer("base-deadline-late-start"),
		roll: !rs.On("relief-deadline-not-rolled"), localDeadline: rs.Word("local-deadline") == "local",
		byRent: rs.Word("head-rent-shared") == "by-rent",
	}
}

// year is the terms in force on a day.
type year struct {
	general, listed       money.Decimal
	levels                []string
	first, last, deadline civil.Date
	topUp, days           int
	lateFrom, lateUntil   civil.Date // zero: no such thing
	method                method
}

// on gives the terms in force on a day; ok is false before there are any.
func (t *Terms) on(d civil.Date) (y year, ok bool) {
	if y.general, ok = t.general.At(d); !ok {
		return y, false
	}
	y.first, y.last = t.first.Or(d, 0), t.last.Or(d, 0)
	y.listed, y.levels = t.listed.Or(d, y.general), t.levels.Or(d, nil)
	y.deadline, y.topUp, y.days = t.deadline.Or(d, 0), t.topUp.Or(d, 0), t.yearDays.Or(d, 365)
	y.lateFrom, y.lateUntil = t.lateFrom.Or(d, 0), t.lateDeadline.Or(d, 0)
	y.method = t.method
	return y, y.first != 0 && y.last >= y.first && y.days > 0
}

// leased gives the days of a lease within the year, both ends counted; 0 if there are none.
func (y *year) leased(l *ledger.Lease) int {
	return days(max(l.StartsOn, y.first), min(l.EndsOn, y.last))
}

// both reports whether two leases have a day of the year in common.
func (y *year) both(k, l *ledger.Lease) bool {
	return days(max(k.StartsOn, l.StartsOn, y.first), min(k.EndsOn, l.EndsOn, y.last)) > 0
}

// counts reports whether a listing overlaps the year at a level that counts. One taken off the list before the year, or
// put on it after, does not.
func (y *year) counts(a *ledger.RiskArea) bool {
	return a.ListedOn <= y.last && (a.DelistedOn == 0 || a.DelistedOn >= y.first) && slices.Contains(y.levels, a.Level.Key())
}

// topUpDue gives the day by which the rest is due after a listing, before rest days are looked at.
func (y *year) topUpDue(listedOn civil.Date) civil.Date {
	due := listedOn.AddMonths(y.topUp)
	if y.lateFrom != 0 && listedOn >= y.lateFrom {
		due = max(due, y.lateUntil)
	}
	return due
}

func days(from, to civil.Date) int {
	if to < from {
		return 0
	}
	return int(to-from) + 1
}
