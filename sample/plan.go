package sample

// plan is how many of each thing are made. Payments come out at about 0.6 of the payables, relief records at about 0.6 of
// the leases.
type plan struct {
	groups, units                                    int // units: of each group, its head included
	parties, contracts, payables                     int
	instruments, upstream, positions, support, early int // positions: of each unit
	leases, listings, policies                       int
	accounts, bills, stops, points, periods          int // bills: of each account; periods: of each point
	deposits, tenders, sales                         int
	initiatives, requests, complaints                int
}

var plans = [...]plan{
	Demo: {groups: 1, units: 14, parties: 130, contracts: 80, payables: 460, instruments: 30, upstream: 20, positions: 3, support: 6, early: 8,
		leases: 40, listings: 12, policies: 3, accounts: 36, bills: 4, stops: 6, points: 6, periods: 4,
		deposits: 60, tenders: 30, sales: 40, initiatives: 20, requests: 80, complaints: 20},
	Group: {groups: 1, units: 48, parties: 1500, contracts: 2500, payables: 30_000, instruments: 1000, upstream: 300, positions: 6, support: 30, early: 80,
		leases: 900, listings: 60, policies: 6, accounts: 700, bills: 7, stops: 30, points: 40, periods: 7,
		deposits: 900, tenders: 300, sales: 500, initiatives: 60, requests: 900, complaints: 150},
	Province: {groups: 24, units: 50, parties: 20_000, contracts: 50_000, payables: 1_000_000, instruments: 30_000, upstream: 10_000, positions: 6, support: 600, early: 2000,
		leases: 20_000, listings: 200, policies: 12, accounts: 12_000, bills: 7, stops: 600, points: 800, periods: 7,
		deposits: 20_000, tenders: 6000, sales: 10_000, initiatives: 1200, requests: 20_000, complaints: 3000},
}

// primary is how many rows are drawn directly; the others follow from them.
func (p *plan) primary() int {
	units := p.groups * p.units
	return units*(1+p.positions) + p.parties + p.contracts + p.payables + p.instruments + p.upstream + p.support + p.early +
		p.leases + p.listings + p.policies + p.accounts*(1+p.bills) + p.stops + p.points*p.periods +
		p.deposits + p.tenders + p.sales + p.initiatives + p.requests + p.complaints
}
