package ledger

import (
	"cmp"
	"slices"
	"strings"

	"shukun/civil"
	"shukun/org"
)

// trade are the indexes of deposits, bundled sales, service requests and resale points.
type trade struct {
	performance map[ownedNo][]int32 // performance deposits by holder and contract
	bundles     []Bundle
	months      []RequestMonth
	converted   map[ownedNo]civil.Date // the earliest day on file for a resale point
}

// ownedNo is a number within one unit.
type ownedNo struct {
	unit org.Code
	no   string
}

// Bundle is the sales of one seller that were sold together.
type Bundle struct {
	Seller org.Code
	No     string
	Sales  []int32 // indices into CommoditySales, by sale number
}

// RequestMonth is the service requests that one enterprise took in one month.
type RequestMonth struct {
	Enterprise org.Code
	First      civil.Date // the first day of the month
	Requests   []int32    // indices into ServiceRequests, by number
}

// joinTrade groups the rows of the smaller ledgers that rules look at together.
func (b *Book) joinTrade() {
	t := &b.joins.trade
	t.performance, t.converted = map[ownedNo][]int32{}, map[ownedNo]civil.Date{}
	for i := range b.Deposits {
		if d := &b.Deposits[i]; d.Kind == PerformanceDeposit && d.ContractNo != "" {
			key := ownedNo{d.Holder, d.ContractNo}
			t.performance[key] = append(t.performance[key], int32(i))
		}
	}
	for i := range b.PowerResale {
		if p := &b.PowerResale[i]; p.ConvertedOn != 0 {
			key := ownedNo{p.Reseller, p.PointNo}
			t.converted[key] = civil.Earlier(t.converted[key], p.ConvertedOn)
		}
	}
	b.joinBundles()
	b.joinRequests()
}

func (b *Book) joinBundles() {
	t := &b.joins.trade
	place := map[ownedNo]int{}
	for i := range b.CommoditySales {
		s := &b.CommoditySales[i]
		if s.BundleNo == "" {
			continue
		}
		key := ownedNo{s.Seller, s.BundleNo}
		at, ok := place[key]
		if !ok {
			at = len(t.bundles)
			place[key] = at
			t.bundles = append(t.bundles, Bundle{Seller: s.Seller, No: s.BundleNo})
		}
		t.bundles[at].Sales = append(t.bundles[at].Sales, int32(i))
	}
	for _, g := range t.bundles {
		slices.SortFunc(g.Sales, func(x, y int32) int { return strings.Compare(b.CommoditySales[x].No, b.CommoditySales[y].No) })
	}
}

func (b *Book) joinRequests() {
	t := &b.joins.trade
	type unitMonth struct {
		unit  org.Code
		first civil.Date
	}
	place := map[unitMonth]int{}
	for i := range b.ServiceRequests {
		s := &b.ServiceRequests[i]
		_, _, day := s.SubmittedOn.Split()
		key := unitMonth{s.Enterprise, s.SubmittedOn.AddDays(1 - day)}
		at, ok := place[key]
		if !ok {
			at = len(t.months)
			place[key] = at
			t.months = append(t.months, RequestMonth{Enterprise: s.Enterprise, First: key.first})
		}
		t.months[at].Requests = append(t.months[at].Requests, int32(i))
	}
	for _, g := range t.months {
		slices.SortFunc(g.Requests, func(x, y int32) int { return strings.Compare(b.ServiceRequests[x].No, b.ServiceRequests[y].No) })
	}
	slices.SortFunc(t.months, func(x, y RequestMonth) int {
		return cmp.Or(x.Enterprise.Compare(y.Enterprise), cmp.Compare(x.First, y.First))
	})
}

// Bundles gives the groups of sales that were sold together.
func (b *Book) Bundles() []Bundle { return b.joins.trade.bundles }

// RequestMonths gives the service requests by enterprise and month, in that order.
func (b *Book) RequestMonths() []RequestMonth { return b.joins.trade.months }

// PerformanceDeposits gives the indices of the performance deposits its holder took under the contract of a deposit.
func (b *Book) PerformanceDeposits(d *Deposit) []int32 {
	return b.joins.trade.performance[ownedNo{d.Holder, d.ContractNo}]
}

// PointConvertedOn gives the earliest day on file on which a resale point was changed over to direct supply; none: zero.
func (b *Book) PointConvertedOn(p *PowerResale) civil.Date {
	return b.joins.trade.converted[ownedNo{p.Reseller, p.PointNo}]
}
