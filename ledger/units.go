package ledger

import (
	"cmp"
	"slices"

	"shukun/civil"
	"shukun/lang"
	"shukun/org"
)

// perUnit are the rows of each enterprise, made when first asked for by build.
type perUnit struct {
	positions map[org.Code][]int32 // by day
	support   map[org.Code][]int32 // by the unit supported
	relief    map[org.Code][]int32 // relief records by the lessor
	tenders   map[org.Code][]int32 // by the buyer
}

// joinUnits groups the rows that rules look at by unit.
func (b *Book) joinUnits() {
	u := &b.joins.units
	u.positions, u.support, u.relief, u.tenders = map[org.Code][]int32{}, map[org.Code][]int32{}, map[org.Code][]int32{}, map[org.Code][]int32{}
	for i := range b.CashPositions {
		c := b.CashPositions[i].Enterprise
		u.positions[c] = append(u.positions[c], int32(i))
	}
	for _, own := range u.positions {
		slices.SortFunc(own, func(x, y int32) int { return cmp.Compare(b.CashPositions[x].AsOf, b.CashPositions[y].AsOf) })
	}
	for i := range b.GroupSupport {
		c := b.GroupSupport[i].Enterprise
		u.support[c] = append(u.support[c], int32(i))
	}
	for i := range b.ReliefRecords {
		if l := b.LeaseOf(&b.ReliefRecords[i]); l != nil {
			u.relief[l.Lessor] = append(u.relief[l.Lessor], int32(i))
		}
	}
	for i := range b.Tenders {
		c := b.Tenders[i].Buyer
		u.tenders[c] = append(u.tenders[c], int32(i))
	}
}

// ReliefBy gives the indices of the relief records of a lessor's leases, in the ledger's order.
func (b *Book) ReliefBy(c org.Code) []int32 { return b.joins.units.relief[c] }

// TendersOf gives the indices of a buyer's tenders, in the ledger's order.
func (b *Book) TendersOf(c org.Code) []int32 { return b.joins.units.tenders[c] }

// PositionOn gives a unit's latest cash position on or before day d, nil if there is none.
func (b *Book) PositionOn(c org.Code, d civil.Date) *CashPosition {
	var latest *CashPosition
	for _, i := range b.joins.units.positions[c] {
		if b.CashPositions[i].AsOf > d {
			break
		}
		latest = &b.CashPositions[i]
	}
	return latest
}

// SupportOf calls fn for every support a unit was granted.
func (b *Book) SupportOf(c org.Code, fn func(*GroupSupport)) {
	for _, i := range b.joins.units.support[c] {
		fn(&b.GroupSupport[i])
	}
}

// PayablesOf calls fn for every payable of a unit of the enterprises ledger that has a cash position, in order. It looks
// through the payers of all payables: to ask about many units, go over the payables once instead (policy.Tally).
func (b *Book) PayablesOf(c org.Code, fn func(i int, p *Payable)) {
	unit := b.enterpriseIndex(c)
	if unit < 0 || len(b.joins.units.positions[c]) == 0 {
		return
	}
	for i, payer := range b.joins.payers {
		if payer == unit {
			fn(i, &b.Payables[i])
		}
	}
}

// UnpaidReasonWords gives the key and the words of a reason for not paying.
func UnpaidReasonWords(r UnpaidReason) (key string, words lang.Text) {
	key = unpaidReasons.Key(uint8(r))
	en := map[UnpaidReason]string{
		LeaderChanged: "change of the person in charge", InternalProcess: "internal procedure", AwaitingAudit: "waiting for audit",
		AwaitingFiling: "waiting for completion filing", UpstreamUnpaid: "upstream customer has not paid", InDispute: "dispute", OtherReason: "other",
	}
	return key, lang.Text{Zh: unpaidReasons.Zh(uint8(r)), En: en[r]}
}
