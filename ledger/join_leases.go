package ledger

import (
	"cmp"
	"slices"
	"strings"

	"shukun/org"
)

// joins are the indexes of the smaller ledgers.
type joins struct {
	leases   map[string][]int32 // by number; several lessors may use one
	accounts map[string][]int32
	bills    map[int32][]int32 // by account
	areas    map[org.Division][]int32
	policies map[org.Division][]int32
	units    perUnit
	trade    trade
	dealings dealings
}

// joinLeases ties subleases to their head leases and relief records to their leases.
func (b *Book) joinLeases() {
	b.joins.leases = make(map[string][]int32, len(b.Leases))
	for i := range b.Leases {
		l := &b.Leases[i]
		l.lessor, l.tenant, l.head = b.enterpriseIndex(l.Lessor), b.counterpartyIndex(l.Tenant), -1
		l.firstSublease, l.nextSublease = -1, -1
		b.joins.leases[l.No] = append(b.joins.leases[l.No], int32(i))
	}
	for i := len(b.Leases) - 1; i >= 0; i-- {
		l := &b.Leases[i]
		if l.HeadNo == "" {
			continue
		}
		// The lessor of a sublease is the tenant of its head lease; where several lessors use the number, that decides.
		l.head = b.pickLease(l.HeadNo, func(h *Lease) bool { return h.Tenant == l.Lessor })
		if l.head == int32(i) {
			l.head = -1
		}
		if l.head >= 0 {
			h := &b.Leases[l.head]
			l.nextSublease, h.firstSublease = h.firstSublease, int32(i)
		}
	}
	b.joinRelief()
	b.joins.areas = map[org.Division][]int32{}
	for i := range b.RiskAreas {
		c := b.RiskAreas[i].County
		b.joins.areas[c] = append(b.joins.areas[c], int32(i))
	}
	for _, own := range b.joins.areas {
		slices.SortFunc(own, func(x, y int32) int {
			return cmp.Or(cmp.Compare(b.RiskAreas[x].ListedOn, b.RiskAreas[y].ListedOn), cmp.Compare(b.RiskAreas[x].Level, b.RiskAreas[y].Level))
		})
	}
}

func (b *Book) joinRelief() {
	for i := range b.ReliefRecords {
		r := &b.ReliefRecords[i]
		r.lease = b.pickLease(r.LeaseNo, func(l *Lease) bool { return r.Beneficiary == l.Tenant })
		if r.lease >= 0 {
			b.Leases[r.lease].reliefs++
			b.reliefOrder = append(b.reliefOrder, int32(i))
		}
	}
	slices.SortFunc(b.reliefOrder, func(x, y int32) int {
		p, q := &b.ReliefRecords[x], &b.ReliefRecords[y]
		return cmp.Or(cmp.Compare(p.lease, q.lease), cmp.Compare(p.DoneOn, q.DoneOn), strings.Compare(p.No, q.No))
	})
	next := int32(0)
	for i := range b.Leases {
		b.Leases[i].firstRelief = next
		next += b.Leases[i].reliefs
	}
}

// pickLease finds a lease by number; where several lessors use the number, the one that fits, else the first.
func (b *Book) pickLease(no string, fits func(*Lease) bool) int32 {
	all := b.joins.leases[no]
	if len(all) == 0 {
		return -1
	}
	best := int32(-1)
	for _, i := range all {
		if len(all) == 1 || fits(&b.Leases[i]) {
			return i
		}
		if best < 0 || b.Leases[i].Lessor.Compare(b.Leases[best].Lessor) < 0 {
			best = i
		}
	}
	return best
}

// Lessor gives the unit that lets the premises, nil if it is not in the enterprises ledger.
func (b *Book) Lessor(l *Lease) *Enterprise { return at(b.Enterprises, l.lessor) }

// Head gives the head lease of a sublease, nil if it names none or none is in the ledger.
func (b *Book) Head(l *Lease) *Lease { return at(b.Leases, l.head) }

// Subleases calls fn for every sublease of a lease, in the ledger's order.
func (b *Book) Subleases(l *Lease, fn func(*Lease)) {
	for i := l.firstSublease; i >= 0; i = b.Leases[i].nextSublease {
		fn(&b.Leases[i])
	}
}

// ReliefOf gives the indices of a lease's relief records, by day and number.
func (b *Book) ReliefOf(l *Lease) []int32 {
	return b.reliefOrder[l.firstRelief : l.firstRelief+l.reliefs]
}

// LeaseOf gives the lease a relief record is for, nil if it is not in the ledger.
func (b *Book) LeaseOf(r *ReliefRecord) *Lease { return at(b.Leases, r.lease) }

// ListingsOf gives the indices of a county's risk listings, by day.
func (b *Book) ListingsOf(county org.Division) []int32 { return b.joins.areas[county] }

// joinUtilities ties bills and interruptions to their accounts.
func (b *Book) joinUtilities() {
	b.joins.accounts = make(map[string][]int32, len(b.UtilityAccounts))
	for i := range b.UtilityAccounts {
		no := b.UtilityAccounts[i].No
		b.joins.accounts[no] = append(b.joins.accounts[no], int32(i))
	}
	b.joins.bills = map[int32][]int32{}
	for i := range b.UtilityBills {
		bill := &b.UtilityBills[i]
		bill.account = b.account(bill.AccountNo)
		if bill.account >= 0 {
			b.joins.bills[bill.account] = append(b.joins.bills[bill.account], int32(i))
		}
	}
	for i := range b.SupplyInterruptions {
		b.SupplyInterruptions[i].account = b.account(b.SupplyInterruptions[i].AccountNo)
	}
	for i := range b.EarlyPayments {
		b.EarlyPayments[i].payable = b.findPayable(b.EarlyPayments[i].Payer, b.EarlyPayments[i].PayableNo)
	}
}

func (b *Book) account(no string) int32 {
	if all := b.joins.accounts[no]; len(all) > 0 {
		return all[0]
	}
	return -1
}

// AccountOf gives the account of a bill, nil if it is not in the ledger.
func (b *Book) AccountOf(bill *UtilityBill) *UtilityAccount {
	return at(b.UtilityAccounts, bill.account)
}

// StoppedAccount gives the account of an interruption, nil if it is not in the ledger.
func (b *Book) StoppedAccount(s *SupplyInterruption) *UtilityAccount {
	return at(b.UtilityAccounts, s.account)
}

// BillsOfStopped gives the indices of the bills of the account an interruption stopped.
func (b *Book) BillsOfStopped(s *SupplyInterruption) []int32 { return b.joins.bills[s.account] }

// EarlyPayable gives the payable an early payment is for, nil if it is not in the ledger.
func (b *Book) EarlyPayable(e *EarlyPayment) *Payable { return at(b.Payables, e.payable) }
