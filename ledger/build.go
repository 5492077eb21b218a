package ledger

import (
	"cmp"
	"runtime"
	"slices"

	"shukun/org"
	"shukun/problem"
)

// Join checks the keys of a Book whose rows were put there by hand and joins it, once, as Read does. Rows without a
// place are numbered as they stand.
func (b *Book) Join() *Report {
	r := &reading{Options: Options{Workers: runtime.GOMAXPROCS(0)}, book: b, report: &Report{}}
	for _, k := range registry {
		k.number(b)
	}
	b.build(r)
	return r.report
}

// number gives the rows that come from no sheet their places.
func (k *kind[T]) number(b *Book) {
	rows := *k.rows(b)
	for i := range rows {
		if s := k.source(&rows[i]); s.Row == 0 {
			s.Row = uint32(i + 1)
		}
	}
}

// build checks keys and joins the ledgers. It is called once, after all rows are in.
func (b *Book) build(r *reading) {
	direct := func(k anyKind) bool { return !k.refers() }
	indexes := b.checkKeys(r, direct)
	b.contract, b.payable = indexes["contracts"], indexes["payables"]
	b.joins.dealings.upstream = indexes["upstream_receipts"]
	b.joinParties(r)
	b.joinContracts()
	b.joinPayables(r.Workers, b.joinPayments(r.Workers))
	b.joinLeases()
	b.joinPolicies()
	b.joinAccounts()
	b.checkKeys(r, anyKind.refers) // the enterprise of these rows is known only now
	b.joinRelief()
	b.joinBills()
	b.joinUnits()
	b.joinTrade()
	b.joinDealings()
	b.warnReferences(r)
	r.report.Sheets = b.Sheets
	r.report.Rejected = b.inOrder(r.report.Rejected)
	r.report.Warnings = b.inOrder(tidyWarnings(r.report.Warnings))
}

// checkKeys rejects rows whose key is taken and gives the index of each kind that which picks.
func (b *Book) checkKeys(r *reading, which func(anyKind) bool) map[string]*keyIndex {
	var kinds []anyKind
	for _, k := range registry {
		if which(k) {
			kinds = append(kinds, k)
		}
	}
	found := make([]*keyIndex, len(kinds))
	rejected := make([][]*problem.Error, len(kinds))
	inParallel(len(kinds), r.Workers, func(i int) {
		found[i], rejected[i] = kinds[i].checkKeys(b, r.Workers)
	})
	indexes := map[string]*keyIndex{}
	for i, k := range kinds {
		indexes[k.kind().Key] = found[i]
		r.report.Rejected = append(r.report.Rejected, rejected[i]...)
	}
	return indexes
}

// inOrder sorts problems by where they stand in the files, those of no file first.
func (b *Book) inOrder(all []*problem.Error) []*problem.Error {
	type sheet struct{ file, name string }
	order := map[sheet]int{}
	for i, s := range b.Sheets {
		if _, ok := order[sheet{s.File, s.Name}]; !ok {
			order[sheet{s.File, s.Name}] = i + 1
		}
	}
	slices.SortStableFunc(all, func(x, y *problem.Error) int {
		return cmp.Or(cmp.Compare(order[sheet{x.Place.File, x.Place.Sheet}], order[sheet{y.Place.File, y.Place.Sheet}]),
			cmp.Compare(x.Place.Row, y.Place.Row))
	})
	return all
}

// joinParties indexes enterprises and counterparties and works out sizes once.
func (b *Book) joinParties(r *reading) {
	b.EnterprisesGiven = len(b.Enterprises) > 0 || slices.ContainsFunc(b.Sheets, func(s Sheet) bool { return s.Kind == &enterprises.Kind })
	if !b.EnterprisesGiven {
		b.takeOwners()
		b.madeUp = true
		r.report.Warnings = append(r.report.Warnings, warnNoEnterprises)
	}
	b.enterprise = newCodeIndex(len(b.Enterprises), func(i int) org.Code { return b.Enterprises[i].Code })
	b.counterparty = newCodeIndex(len(b.Counterparties), func(i int) org.Code { return b.Counterparties[i].Code })
	b.sizes = make([]Standing, len(b.Counterparties))
	for i := range b.Counterparties {
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
	var met [1 << 10]org.Code // a few of those seen, which is most of the rows there are
	for i := range rows {
		c := k.columns[k.owner].codeAt(&rows[i])
		if m := &met[hashCode(c)%uint64(len(met))]; *m != *c {
			seen[*c] = true
			*m = *c
		}
	}
}
