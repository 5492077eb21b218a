package ledger

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"shukun/org"
	"shukun/problem"
)

// build checks keys and joins the ledgers. It is called once, after all rows are in.
func (b *Book) build(r *reading) {
	indexes := b.checkKeys(r)
	b.contract, b.payable = indexes["contracts"], indexes["payables"]
	b.joinParties(r)
	b.joinContracts()
	b.joinPayables(r.Workers)
	b.joinPayments(r.Workers)
	b.joinLeases()
	b.joinPolicies()
	b.joinUtilities()
	b.joinUnits()
	b.joinTrade()
	b.joinDealings(indexes["upstream_receipts"])
	b.warnReferences(r)
	r.report.Sheets = b.Sheets
	r.report.Warnings = tidyWarnings(r.report.Warnings)
}

// checkKeys rejects rows whose key is taken and gives each kind's index.
func (b *Book) checkKeys(r *reading) map[string]*keyIndex {
	type result struct {
		index    *keyIndex
		rejected []*problem.Error
	}
	results := make([]result, len(registry))
	var work sync.WaitGroup
	limit := make(chan struct{}, r.Workers)
	for i, k := range registry {
		work.Go(func() {
			limit <- struct{}{}
			results[i].index, results[i].rejected = k.checkKeys(b)
			<-limit
		})
	}
	work.Wait()
	indexes := map[string]*keyIndex{}
	for i, k := range registry {
		indexes[k.kind().Key] = results[i].index
		for _, e := range results[i].rejected {
			r.report.Rejected = append(r.report.Rejected, e)
		}
	}
	// Repeated keys are found last; put them where they stand in the files.
	order := map[string]int{}
	for i, s := range b.Sheets {
		order[s.File+"\x00"+s.Name] = i
	}
	slices.SortStableFunc(r.report.Rejected, func(x, y *problem.Error) int {
		return cmp.Or(cmp.Compare(order[x.Place.File+"\x00"+x.Place.Sheet], order[y.Place.File+"\x00"+y.Place.Sheet]),
			cmp.Compare(x.Place.Row, y.Place.Row))
	})
	return indexes
}

func (k *kind[T]) checkKeys(b *Book) (*keyIndex, []*problem.Error) { return k.index(b) }

// joinParties indexes enterprises and counterparties and works out sizes once.
func (b *Book) joinParties(r *reading) {
	for _, s := range b.Sheets {
		b.EnterprisesGiven = b.EnterprisesGiven || s.Kind == &enterprises.Kind
	}
	if !b.EnterprisesGiven {
		b.takeOwners()
		r.report.Warnings = append(r.report.Warnings, warnNoEnterprises)
	}
	b.enterprise = make(map[org.Code]int32, len(b.Enterprises))
	for i := range b.Enterprises {
		b.enterprise[b.Enterprises[i].Code] = int32(i)
	}
	b.counterparty = make(map[org.Code]int32, len(b.Counterparties))
	b.sizes = make([]Standing, len(b.Counterparties))
	for i := range b.Counterparties {
		b.counterparty[b.Counterparties[i].Code] = int32(i)
		b.sizes[i] = b.Counterparties[i].standing()
	}
}

// takeOwners makes a unit of every enterprise a row belongs to.
func (b *Book) takeOwners() {
	seen := map[org.Code]bool{}
	for _, k := range registry {
		k.owners(b, seen)
	}
	delete(seen, org.Code{})
	for c := range seen {
		b.Enterprises = append(b.Enterprises, Enterprise{Code: c})
	}
	slices.SortFunc(b.Enterprises, func(x, y Enterprise) int { return x.Code.Compare(y.Code) })
}

func (k *kind[T]) owners(b *Book, seen map[org.Code]bool) {
	if k.owner < 0 {
		return
	}
	rows := *k.rows(b)
	var last org.Code
	for i := range rows {
		if c := *k.columns[k.owner].codeAt(&rows[i]); c != last {
			seen[c] = true
			last = c
		}
	}
}

func (b *Book) joinContracts() {
	b.contractByNo = make(map[string]int32, len(b.Contracts))
	for i := range b.Contracts {
		c := &b.Contracts[i]
		c.buyer, c.supplier = b.enterpriseIndex(c.Buyer), b.counterpartyIndex(c.Supplier)
		if _, taken := b.contractByNo[c.No]; taken {
			b.contractByNo[c.No] = -1
		} else {
			b.contractByNo[c.No] = int32(i)
		}
	}
}

func (b *Book) enterpriseIndex(c org.Code) int32 {
	if i, ok := b.enterprise[c]; ok {
		return i
	}
	return -1
}

func (b *Book) counterpartyIndex(c org.Code) int32 {
	if i, ok := b.counterparty[c]; ok {
		return i
	}
	return -1
}

func (b *Book) findContract(buyer org.Code, no string) int32 {
	if no == "" {
		return -1
	}
	key := Contract{Buyer: buyer, No: no}
	h, _ := contracts.hash(&key, nil)
	if i := b.contract.find(h, func(j int32) bool { return b.Contracts[j].No == no && b.Contracts[j].Buyer == buyer }); i >= 0 {
		return i
	}
	if i, ok := b.contractByNo[no]; ok {
		return i
	}
	return -1
}

func (b *Book) findPayable(payer org.Code, no string) int32 {
	key := Payable{Payer: payer, No: no}
	h, _ := payables.hash(&key, nil)
	return b.payable.find(h, func(j int32) bool { return b.Payables[j].No == no && b.Payables[j].Payer == payer })
}

func (b *Book) joinPayables(workers int) {
	inParts(len(b.Payables), workers, func(from, to int) {
		for i := from; i < to; i++ {
			p := &b.Payables[i]
			p.payer, p.payee = b.enterpriseIndex(p.Payer), b.counterpartyIndex(p.Payee)
			p.contract = b.findContract(p.Payer, p.ContractNo)
		}
	})
}

// joinPayments finds each payment's payable and orders the payments of each payable by day and number.
func (b *Book) joinPayments(workers int) {
	inParts(len(b.Payments), workers, func(from, to int) {
		for i := from; i < to; i++ {
			p := &b.Payments[i]
			p.payable = b.findPayable(p.Payer, p.PayableNo)
		}
	})
	for i := range b.Payments {
		if p := b.Payments[i].payable; p >= 0 {
			b.Payables[p].payments++
		}
	}
	next := int32(0)
	for i := range b.Payables {
		b.Payables[i].firstPayment = next
		next += b.Payables[i].payments
		b.Payables[i].payments = 0
	}
	b.paymentOrder = make([]int32, next)
	for i := range b.Payments {
		if j := b.Payments[i].payable; j >= 0 {
			p := &b.Payables[j]
			b.paymentOrder[p.firstPayment+p.payments] = int32(i)
			p.payments++
		}
	}
	inParts(len(b.Payables), workers, func(from, to int) {
		for i := from; i < to; i++ {
			if own := b.PaymentsOf(&b.Payables[i]); len(own) > 1 {
				slices.SortFunc(own, func(x, y int32) int {
					return cmp.Or(cmp.Compare(b.Payments[x].PaidOn, b.Payments[y].PaidOn), strings.Compare(b.Payments[x].No, b.Payments[y].No))
				})
			}
		}
	})
}

// inParts runs fn over 0…n in parallel parts.
func inParts(n, workers int, fn func(from, to int)) {
	if n < 4096 || workers < 2 {
		fn(0, n)
		return
	}
	var work sync.WaitGroup
	size := (n + workers - 1) / workers
	for from := 0; from < n; from += size {
		work.Go(func() { fn(from, min(from+size, n)) })
	}
	work.Wait()
}
