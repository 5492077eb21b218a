package ledger

import "shukun/org"

// dealings are the indexes of bills, payments by bill, and upstream receipts.
type dealings struct {
	noncash     map[org.Code][]int32 // payments by bill or certificate, of units with a cash position
	instruments map[org.Code][]int32 // by issuer
	upstream    *keyIndex
	hanging     groups // payables by upstream receipt
}

// joinDealings groups bills and payments by bill by unit, and ties payables to the upstream receipts they hang on.
func (b *Book) joinDealings() {
	d := &b.joins.dealings
	d.noncash, d.instruments = map[org.Code][]int32{}, map[org.Code][]int32{}
	if len(b.CashPositions) > 0 {
		for i := range b.Payments {
			p := &b.Payments[i]
			if p.Method.NonCash() && len(b.joins.units.positions[p.Payer]) > 0 {
				d.noncash[p.Payer] = append(d.noncash[p.Payer], int32(i))
			}
		}
	}
	for i := range b.Instruments {
		c := b.Instruments[i].Issuer
		d.instruments[c] = append(d.instruments[c], int32(i))
	}
	if len(b.UpstreamReceipts) > 0 {
		d.hanging = groupRows(b.joins.receipts, len(b.UpstreamReceipts))
		b.joins.receipts = nil
	}
}

func (b *Book) findUpstream(p *Payable) int32 {
	if p.UpstreamNo == "" || len(b.UpstreamReceipts) == 0 {
		return -1
	}
	return b.joins.dealings.upstream.find(hashOwned(&p.Payer, p.UpstreamNo), func(j int32) bool {
		return b.UpstreamReceipts[j].No == p.UpstreamNo && b.UpstreamReceipts[j].Enterprise == p.Payer
	})
}

// UpstreamOf gives the upstream receipt a payable hangs on, nil if it names none or it is not in the ledger.
func (b *Book) UpstreamOf(p *Payable) *UpstreamReceipt {
	return at(b.UpstreamReceipts, p.upstream)
}

// HangingOn gives the indices of the payables that hang on upstream receipt i.
func (b *Book) HangingOn(i int) []int32 {
	return b.joins.dealings.hanging.of(int32(i))
}

// NoncashOf gives the indices of a unit's payments by bill or certificate, if the unit has a cash position.
func (b *Book) NoncashOf(c org.Code) []int32 { return b.joins.dealings.noncash[c] }

// PositionsOf gives the indices of a unit's cash positions, by day.
func (b *Book) PositionsOf(c org.Code) []int32 { return b.joins.units.positions[c] }

// InstrumentsOf gives the indices of the bills and certificates a unit issued.
func (b *Book) InstrumentsOf(c org.Code) []int32 { return b.joins.dealings.instruments[c] }
