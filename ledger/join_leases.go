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
	payers   []int32  // of the payables
	agreed   []Agreed // of the contracts
	receipts []int32  // upstream receipts of the payables, while joining
	loose    loosePayables
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
		l.head = b.pickLease(l.HeadNo, func(h *Lease) bool { return h != l && h.Tenant == l.Lessor })
		if l.head == int32(i) {
			l.head = -1
		}
		if l.head >= 0 {
			h := &b.Leases[l.head]
			l.nextSublease, h.firstSublease = h.firstSublease, int32(i)
		}
	}
	for i := range b.ReliefRecords {
		r := &b.ReliefRecords[i]
		r.lease = b.pickLease(r.LeaseNo, func(l *Lease) bool { return r.Beneficiary == l.Tenant })
	}
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

// joinRelief orders the relief records of each lease by day and number.
func (b *Book) joinRelief() {
	for i := range b.ReliefRecords {
		if at := b.ReliefRecords[i].lease; at >= 0 {
			b.Leases[at].reliefs++
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

// pickLease finds a lease by number; where several lessors use the number, the one that alone fits. -1: none, or it
// cannot be told which.
func (b *Book) pickLease(no string, fits func(*Lease) bool) int32 {
	all := b.joins.leases[no]
	if len(all) == 1 {
		return all[0]
	}
	return onlyOne(all, func(i int32) bool { return fits(&b.Leases[i]) })
}

// onlyOne gives the one element that fits, -1 if none or several do.
func onlyOne(all []int32, fits func(int32) bool) int32 {
	found := int32(-1)
	for _, i := range all {
		if fits(i) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
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

// joinAccounts ties bills and interruptions to their accounts, and early payments to their payables.
func (b *Book) joinAccounts() {
	b.joins.accounts = make(map[string][]int32, len(b.UtilityAccounts))
	for i := range b.UtilityAccounts {
		no := b.UtilityAccounts[i].No
		b.joins.accounts[no] = append(b.joins.accounts[no], int32(i))
	}
	for i := range b.UtilityBills {
		b.UtilityBills[i].account = b.account(b.UtilityBills[i].AccountNo)
	}
	for i := range b.SupplyInterruptions {
		b.SupplyInterruptions[i].account = b.account(b.SupplyInterruptions[i].AccountNo)
	}
	for i := range b.EarlyPayments {
		b.EarlyPayments[i].payable = b.findPayable(b.EarlyPayments[i].Payer, b.EarlyPayments[i].PayableNo)
	}
}

// joinBills groups the bills by account.
func (b *Book) joinBills() {
	b.joins.bills = map[int32][]int32{}
	for i := range b.UtilityBills {
		if at := b.UtilityBills[i].account; at >= 0 {
			b.joins.bills[at] = append(b.joins.bills[at], int32(i))
		}
	}
}

// account finds an account by number: -1 if there is none, or if several suppliers use the number, since then it
// cannot be told whose the bill is.
func (b *Book) account(no string) int32 {
	if all := b.joins.accounts[no]; len(all) == 1 {
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
