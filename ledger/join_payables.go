package ledger

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"shukun/org"
	"shukun/pages"
)

func (b *Book) joinContracts() {
	b.joins.agreed = make([]Agreed, len(b.Contracts))
	for i := range b.Contracts {
		c := &b.Contracts[i]
		c.buyer, c.supplier = b.enterpriseIndex(c.Buyer), b.counterpartyIndex(c.Supplier)
		b.joins.agreed[i] = c.agreed()
	}
}

func (b *Book) enterpriseIndex(c org.Code) int32 { return b.enterprise.at(c) }

func (b *Book) counterpartyIndex(c org.Code) int32 { return b.counterparty.at(c) }

func (b *Book) findContract(buyer org.Code, no string) int32 {
	if no == "" || len(b.Contracts) == 0 {
		return -1
	}
	return b.contract.find(hashOwned(&buyer, no), func(j int32) bool { return b.Contracts[j].No == no && b.Contracts[j].Buyer == buyer })
}

func (b *Book) isPayable(i int32, payer *org.Code, no string) bool {
	return b.Payables[i].No == no && b.Payables[i].Payer == *payer
}

func (b *Book) findPayable(payer org.Code, no string) int32 {
	return b.payable.find(hashOwned(&payer, no), func(j int32) bool { return b.isPayable(j, &payer, no) })
}

// inLots runs fn over 0…n in parallel, a few rows at a time, with room for their hashes and what is found.
func inLots(n, workers int, fn func(from, to int, hashes []uint64, found []int32)) {
	inParts(n, workers, func(from, to int) {
		var hashes [lot]uint64
		var found [lot]int32
		for ; from < to; from += lot {
			n := min(lot, to-from)
			fn(from, from+n, hashes[:n], found[:n])
		}
	})
}

// joinPayables finds each payable's payer, payee, contract and upstream receipt, and takes in its payments, of which paid
// has the order. All of it is done in one pass, and what is asked of all payables later is noted on the way: to go over
// them again costs more than to join them.
func (b *Book) joinPayables(workers int, paid groups) {
	b.joins.payers = pages.Make[int32](len(b.Payables))
	if len(b.UpstreamReceipts) > 0 {
		b.joins.receipts = pages.Make[int32](len(b.Payables))
	}
	inLots(len(b.Payables), workers, func(from, to int, hashes []uint64, found []int32) {
		rows := b.Payables[from:to]
		for i := range rows {
			p := &rows[i]
			hashes[i] = hashCode(&p.Payee)
			p.payer = b.enterpriseIndex(p.Payer)
			p.upstream = b.findUpstream(p)
			b.joins.payers[from+i] = p.payer
			if b.joins.receipts != nil {
				b.joins.receipts[from+i] = p.upstream
			}
		}
		b.counterparty.likely(hashes, found)
		for i := range rows {
			p := &rows[i]
			if p.payee = found[i]; p.payee >= 0 && b.counterparty.codes[p.payee] != p.Payee {
				p.payee = b.counterpartyIndex(p.Payee)
			}
			hashes[i] = hashOwned(&p.Payer, p.ContractNo)
		}
		b.contract.likely(hashes, found)
		b.joinContractsOf(rows, found)
		b.takePayments(from, rows, paid)
		b.joins.loose.note(from, rows)
	})
}

// takePayments ties payables, of which the first is payable number first, to their payments, in order of day and number.
func (b *Book) takePayments(first int, rows []Payable, paid groups) {
	for i := range rows {
		p, at := &rows[i], paid.from[first+i]
		p.firstPayment, p.payments = at, paid.from[first+i+1]-at
		if p.payments > 1 {
			slices.SortFunc(b.PaymentsOf(p), b.byDay)
		}
		for ; at < paid.from[first+i+1]; at++ {
			pay := &b.Payments[b.paymentOrder[at]]
			b.paid[at] = Paid{On: pay.PaidOn, Amount: pay.Amount}
		}
	}
}

// loosePayables are payables to warn of, noted while joining.
type loosePayables struct {
	mu        sync.Mutex
	contracts []int32 // that name a contract which is not there
	undated   []int32 // with an amount paid and no day
}

func (l *loosePayables) note(first int, rows []Payable) {
	for i := range rows {
		p := &rows[i]
		contract, undated := p.contract < 0 && p.ContractNo != "", p.PaidAmount != 0 && p.PaidOn == 0 && p.payments == 0
		if !contract && !undated {
			continue
		}
		l.mu.Lock()
		if contract {
			l.contracts = append(l.contracts, int32(first+i))
		}
		if undated {
			l.undated = append(l.undated, int32(first+i))
		}
		l.mu.Unlock()
	}
}

// joinContractsOf takes in the contracts of some payables, of which found has the likely ones.
func (b *Book) joinContractsOf(rows []Payable, found []int32) {
	var nos [lot]string // fetched in a loop of their own, since each is a wait for memory
	for i, j := range found {
		if j >= 0 {
			nos[i] = b.Contracts[j].No
		}
	}
	for i := range rows {
		p := &rows[i]
		if p.contract = found[i]; p.contract >= 0 && (nos[i] != p.ContractNo || b.Contracts[p.contract].Buyer != p.Payer) {
			p.contract = b.findContract(p.Payer, p.ContractNo)
		}
		c := at(b.Contracts, p.contract)
		if c == nil {
			continue
		}
		if c.Supplier == p.Payee {
			p.signedSize = c.SupplierSize
		}
	}
}

// joinPayments finds each payment's payable and gives the payments of each payable, in no order.
func (b *Book) joinPayments(workers int) groups {
	payables := pages.Make[int32](len(b.Payments))
	inLots(len(b.Payments), workers, func(from, to int, hashes []uint64, found []int32) {
		rows := b.Payments[from:to]
		for i := range rows {
			hashes[i] = hashOwned(&rows[i].Payer, rows[i].PayableNo)
		}
		b.payable.likely(hashes, found)
		for i := range rows {
			p := &rows[i]
			if p.payable = found[i]; p.payable >= 0 && !b.isPayable(p.payable, &p.Payer, p.PayableNo) {
				p.payable = b.findPayable(p.Payer, p.PayableNo)
			}
			payables[from+i] = p.payable
		}
	})
	paid := groupRows(payables, len(b.Payables))
	b.paymentOrder, b.paid = paid.order, pages.Make[Paid](len(paid.order))
	return paid
}

// byDay orders two payments by day and number.
func (b *Book) byDay(x, y int32) int {
	p, q := &b.Payments[x], &b.Payments[y]
	return cmp.Or(cmp.Compare(p.PaidOn, q.PaidOn), strings.Compare(p.No, q.No))
}
