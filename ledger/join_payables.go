package ledger

import (
	"cmp"
	"slices"
	"strings"

	"shukun/org"
)

func (b *Book) joinContracts() {
	for i := range b.Contracts {
		c := &b.Contracts[i]
		c.buyer, c.supplier = b.enterpriseIndex(c.Buyer), b.counterpartyIndex(c.Supplier)
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

// joinPayables finds each payable's payer, payee, contract and upstream receipt.
func (b *Book) joinPayables(workers int) {
	b.joins.payers = make([]int32, len(b.Payables))
	inLots(len(b.Payables), workers, func(from, to int, hashes []uint64, found []int32) {
		rows := b.Payables[from:to]
		for i := range rows {
			p := &rows[i]
			hashes[i] = hashCode(&p.Payee)
			p.payer = b.enterpriseIndex(p.Payer)
			b.joins.payers[from+i] = p.payer
			p.upstream = b.findUpstream(p)
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
	})
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
		p.agreed = Agreed{SignedOn: c.SignedOn, TermStart: c.TermStart, TermDays: c.TermDays, InspectionDays: c.InspectionDays}
		if c.Supplier == p.Payee {
			p.signedSize, p.signedOn = c.SupplierSize, c.SignedOn
		}
	}
}

// joinPayments finds each payment's payable and orders the payments of each payable by day and number.
func (b *Book) joinPayments(workers int) {
	payables := make([]int32, len(b.Payments))
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
	b.paymentOrder, b.paid = paid.order, make([]Paid, len(paid.order))
	inParts(len(b.Payables), workers, func(first, end int) {
		for i := first; i < end; i++ {
			p := &b.Payables[i]
			p.firstPayment, p.payments = paid.from[i], paid.from[i+1]-paid.from[i]
			if p.payments > 1 {
				slices.SortFunc(b.PaymentsOf(p), b.byDay)
			}
			for at := paid.from[i]; at < paid.from[i+1]; at++ {
				pay := &b.Payments[b.paymentOrder[at]]
				b.paid[at] = Paid{On: pay.PaidOn, Amount: pay.Amount}
			}
		}
	})
}

// byDay orders two payments by day and number.
func (b *Book) byDay(x, y int32) int {
	p, q := &b.Payments[x], &b.Payments[y]
	return cmp.Or(cmp.Compare(p.PaidOn, q.PaidOn), strings.Compare(p.No, q.No))
}
