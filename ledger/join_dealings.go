package ledger

import "shukun/org"

// dealings are the indexes of bills, payments by bill, and upstream receipts.
type dealings struct {
	noncash     map[org.Code][]int32 // payments by bill or certificate, of units with a cash position
	instruments map[org.Code][]int32 // by issuer
	upstream    *keyIndex
	hangingFrom []int32 // for each upstream receipt where its payables begin in hanging, and the end
	hanging     []int32 // payables by upstream receipt, in the ledger's order
}

// joinDealings groups bills and payments by bill by unit, and ties payables to the upstream receipts they hang on.
func (b *Book) joinDealings(upstream *keyIndex) {
	d := &b.joins.dealings
	d.upstream = upstream
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
		b.joinUpstream()
	}
}

func (b *Book) joinUpstream() {
	d := &b.joins.dealings
	next := make([]int32, len(b.UpstreamReceipts)+1)
	for i := range b.Payables {
		if j := b.findUpstream(&b.Payables[i]); j >= 0 {
			next[j+1]++
		}
	}
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	d.hangingFrom = append([]int32(nil), next...)
	d.hanging = make([]int32, next[len(next)-1])
	for i := range b.Payables {
		if j := b.findUpstream(&b.Payables[i]); j >= 0 {
			d.hanging[next[j]] = int32(i)
			next[j]++
		}
	}
}

func (b *Book) findUpstream(p *Payable) int32 {
	if p.UpstreamNo == "" || len(b.UpstreamReceipts) == 0 {
		return -1
	}
	key := UpstreamReceipt{Enterprise: p.Payer, No: p.UpstreamNo}
	h, _ := upstreamReceipts.hash(&key, nil)
	return b.joins.dealings.upstream.find(h, func(j int32) bool {
		return b.UpstreamReceipts[j].No == p.UpstreamNo && b.UpstreamReceipts[j].Enterprise == p.Payer
	})
}

// UpstreamOf gives the upstream receipt a payable hangs on, nil if it names none or it is not in the ledger.
func (b *Book) UpstreamOf(p *Payable) *UpstreamReceipt {
	return at(b.UpstreamReceipts, b.findUpstream(p))
}

// HangingOn gives the indices of the payables that hang on upstream receipt i.
func (b *Book) HangingOn(i int) []int32 {
	d := &b.joins.dealings
	return d.hanging[d.hangingFrom[i]:d.hangingFrom[i+1]]
}

// NoncashOf gives the indices of a unit's payments by bill or certificate, if the unit has a cash position.
func (b *Book) NoncashOf(c org.Code) []int32 { return b.joins.dealings.noncash[c] }

// PositionsOf gives the indices of a unit's cash positions, by day.
func (b *Book) PositionsOf(c org.Code) []int32 { return b.joins.units.positions[c] }

// InstrumentsOf gives the indices of the bills and certificates a unit issued.
func (b *Book) InstrumentsOf(c org.Code) []int32 { return b.joins.dealings.instruments[c] }
