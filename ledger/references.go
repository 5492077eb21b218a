package ledger

import (
	"fmt"
	"slices"
	"sync"

	"shukun/lang"
	"shukun/org"
	"shukun/problem"
)

var warnNoEnterprises = problem.New(problem.NotFound, "no-enterprises",
	lang.Text{Zh: "没有企业名录，各台账中的行为单位一律视为出资监管企业，规模未知", En: "no enterprises ledger was given: every acting unit is taken as supervised, of unknown size"},
	lang.Text{Zh: "请提供企业名录（enterprises），否则取决于付款方规模的结论为“无法判定”", En: "Provide the enterprises ledger; results that depend on the payer's size are undetermined without it"})

// warnReferences tells of rows that name something that is not in the ledgers, once for each thing named.
func (b *Book) warnReferences(r *reading) {
	if b.EnterprisesGiven {
		for _, k := range registry {
			k.strangers(b, r)
		}
	}
	if len(b.Payables) > 0 {
		loose := looseRows(b.Payments, r.Workers, func(p *Payment) bool { return p.payable < 0 })
		warnRows(b, r, reference{"payment-without-payable", "payable_no", "应付账款台账中没有这个应付单号，这笔付款未计入任何应付款",
			"the payables ledger has no such payable; the payment counts for none"}, loose,
			func(i int32) (Source, string) { return b.Payments[i].Source, b.Payments[i].PayableNo })
	}
	contracts, undated := b.joins.loose.contracts, b.joins.loose.undated
	slices.Sort(contracts)
	slices.Sort(undated)
	warnRows(b, r, reference{"contract-not-found", "contract_no", "合同台账中没有这个合同编号，按没有约定处理",
		"the contracts ledger has no such contract; the row is judged as if nothing was agreed"}, contracts,
		func(i int32) (Source, string) { return b.Payables[i].Source, b.Payables[i].ContractNo })
	warnRows(b, r, reference{"paid-without-date", "paid_on", "有已付金额而没有付款日期，按检查日已付处理",
		"an amount is paid but without a date; it counts as paid on the day of the check"}, undated,
		func(i int32) (Source, string) { return b.Payables[i].Source, b.Payables[i].No })
	b.warnLeases(r)
	b.warnAccounts(r)
}

func (b *Book) warnLeases(r *reading) {
	shared := lang.Text{Zh: "有几个出租方的房屋租赁合同用这个编号，无法确定是哪一份", En: "several lessors have a lease of this number, and it cannot be told which is meant"}
	heads := looseRows(b.Leases, r.Workers, func(l *Lease) bool { return l.head < 0 && l.HeadNo != "" })
	missing, many := split(heads, func(i int32) bool { return len(b.joins.leases[b.Leases[i].HeadNo]) > 1 })
	at := func(i int32) (Source, string) { return b.Leases[i].Source, b.Leases[i].HeadNo }
	warnRows(b, r, reference{"head-lease-not-found", "head_lease_no", "房屋租赁台账中没有这个上级合同，按直接出租处理",
		"the leases ledger has no such head lease; the row is judged as a direct lease"}, missing, at)
	warnRows(b, r, reference{"head-lease-ambiguous", "head_lease_no", shared.Zh + "，按直接出租处理", shared.En + "; the row is judged as a direct lease"}, many, at)
	records := looseRows(b.ReliefRecords, r.Workers, func(rec *ReliefRecord) bool { return rec.lease < 0 })
	missing, many = split(records, func(i int32) bool { return len(b.joins.leases[b.ReliefRecords[i].LeaseNo]) > 1 })
	at = func(i int32) (Source, string) { return b.ReliefRecords[i].Source, b.ReliefRecords[i].LeaseNo }
	warnRows(b, r, reference{"lease-not-found", "lease_no", "房屋租赁台账中没有这个合同，这条减免记录未计入",
		"the leases ledger has no such lease; the record counts for none"}, missing, at)
	warnRows(b, r, reference{"lease-ambiguous", "lease_no", shared.Zh + "，这条减免记录未计入；填写受益人代码可以区分",
		shared.En + "; the record counts for none; beneficiary_code would tell"}, many, at)
}

func (b *Book) warnAccounts(r *reading) {
	shared := func(no string) bool { return len(b.joins.accounts[no]) > 1 }
	bills := looseRows(b.UtilityBills, r.Workers, func(bill *UtilityBill) bool { return bill.account < 0 })
	missing, many := split(bills, func(i int32) bool { return shared(b.UtilityBills[i].AccountNo) })
	at := func(i int32) (Source, string) { return b.UtilityBills[i].Source, b.UtilityBills[i].AccountNo }
	warnRows(b, r, reference{"account-not-found", "account_no", "用能账户台账中没有这个户号，这张账单未计入",
		"the utility_accounts ledger has no such account; the bill is not judged"}, missing, at)
	warnRows(b, r, reference{"account-ambiguous", "account_no", "有几个供应企业的用户用这个户号，无法确定是哪一户，这张账单未计入",
		"several suppliers have an account of this number; the bill is not judged"}, many, at)
	stops := looseRows(b.SupplyInterruptions, r.Workers, func(s *SupplyInterruption) bool { return s.account < 0 })
	missing, many = split(stops, func(i int32) bool { return shared(b.SupplyInterruptions[i].AccountNo) })
	at = func(i int32) (Source, string) {
		return b.SupplyInterruptions[i].Source, b.SupplyInterruptions[i].AccountNo
	}
	warnRows(b, r, reference{"account-not-found", "account_no", "用能账户台账中没有这个户号，这条停供记录未计入",
		"the utility_accounts ledger has no such account; the interruption is not judged"}, missing, at)
	warnRows(b, r, reference{"account-ambiguous", "account_no", "有几个供应企业的用户用这个户号，无法确定是哪一户，这条停供记录未计入",
		"several suppliers have an account of this number; the interruption is not judged"}, many, at)
}

// looseRows lists the rows that loose picks, in order.
func looseRows[T any](rows []T, workers int, loose func(*T) bool) []int32 {
	return looseOf(len(rows), workers, func(i int) bool { return loose(&rows[i]) })
}

// looseOf lists the numbers below n that loose picks, in order.
func looseOf(n, workers int, loose func(i int) bool) []int32 {
	var mu sync.Mutex
	var found []int32
	inParts(n, workers, func(from, to int) {
		var own []int32
		for i := from; i < to; i++ {
			if loose(i) {
				own = append(own, int32(i))
			}
		}
		if len(own) > 0 {
			mu.Lock()
			found = append(found, own...)
			mu.Unlock()
		}
	})
	slices.Sort(found)
	return found
}

// split parts rows into those that second does not pick and those it does.
func split(rows []int32, second func(int32) bool) (one, two []int32) {
	for _, i := range rows {
		if second(i) {
			two = append(two, i)
		} else {
			one = append(one, i)
		}
	}
	return one, two
}

// reference is what is to be said of rows that name something that is not there.
type reference struct{ code, column, zh, en string }

// warnRows warns once for each value of the rows, with the number of rows that have it.
func warnRows(b *Book, r *reading, what reference, rows []int32, at func(i int32) (Source, string)) {
	count := map[string]int{}
	var firsts []int32
	for _, i := range rows {
		_, value := at(i)
		if count[value]++; count[value] == 1 {
			firsts = append(firsts, i)
		}
	}
	for _, i := range firsts {
		source, value := at(i)
		text := lang.Text{Zh: what.zh, En: what.en}
		if n := count[value]; n > 1 {
			text.Zh += fmt.Sprintf("（%d行）", n)
			text.En += fmt.Sprintf(" (%d rows)", n)
		}
		w := problem.New(problem.NotFound, what.code, text, lang.Text{})
		r.report.Warnings = append(r.report.Warnings, w.With(value).At(b.place(source, what.column)))
	}
}

// strangers warns of units that are not in the enterprises ledger: their rows produce nothing.
func (k *kind[T]) strangers(b *Book, r *reading) {
	if k.owner < 0 || k.key[0] == k.owner && len(k.key) == 1 {
		return
	}
	rows := *k.rows(b)
	code := k.columns[k.owner].codeAt
	strange := looseOf(len(rows), r.Workers, k.strange(b, rows))
	count := map[org.Code]int{}
	first := map[org.Code]Source{}
	for _, i := range strange {
		c := *code(&rows[i])
		if count[c]++; count[c] == 1 {
			first[c] = *k.source(&rows[i])
		}
	}
	for _, c := range sortedCodes(count) {
		e := problem.New(problem.NotFound, "enterprise-not-found",
			lang.Text{Zh: fmt.Sprintf("企业名录中没有这个单位，它的%d行不产生结果", count[c]), En: fmt.Sprintf("the enterprises ledger has no such unit; its %d rows produce nothing", count[c])},
			lang.Text{Zh: "如属出资监管企业，请补入企业名录", En: "If it is supervised, add it to the enterprises ledger"})
		r.report.Warnings = append(r.report.Warnings, e.With(c.String()).At(b.place(first[c], k.columns[k.owner].Key)))
	}
}

// strange tells whether the unit of row i is not in the enterprises ledger; where a join has found out, it is not looked
// up again.
func (k *kind[T]) strange(b *Book, rows []T) func(i int) bool {
	code := k.columns[k.owner].codeAt
	look := func(i int) bool { return b.enterprise.at(*code(&rows[i])) < 0 }
	switch &k.Kind {
	case &payables.Kind:
		return func(i int) bool { return b.joins.payers[i] < 0 }
	case &payments.Kind:
		return func(i int) bool {
			if at := b.Payments[i].payable; at >= 0 {
				return b.joins.payers[at] < 0
			}
			return look(i)
		}
	}
	return look
}

func sortedCodes(m map[org.Code]int) []org.Code {
	codes := make([]org.Code, 0, len(m))
	for c := range m {
		codes = append(codes, c)
	}
	slices.SortFunc(codes, org.Code.Compare)
	return codes
}

// place gives a row's file, sheet and row number.
func (b *Book) place(s Source, column string) problem.Place {
	if int(s.Sheet) >= len(b.Sheets) {
		return problem.Place{Row: int(s.Row), Column: column}
	}
	sheet := &b.Sheets[s.Sheet]
	return problem.Place{File: sheet.File, Sheet: sheet.Name, Row: int(s.Row), Column: column}
}

// PlaceOf gives a row's file, sheet and row number.
func (b *Book) PlaceOf(s Source) problem.Place { return b.place(s, "") }

// tidyWarnings drops warnings that repeat one already given about the same value of the same column.
func tidyWarnings(all []*problem.Error) []*problem.Error {
	seen := map[string]bool{}
	kept := all[:0]
	for _, w := range all {
		key := w.Code + "\x00" + w.Place.File + "\x00" + w.Place.Sheet + "\x00" + w.Place.Column + "\x00" + w.Value
		if w.Value != "" && seen[key] {
			continue
		}
		seen[key] = true
		kept = append(kept, w)
	}
	return kept
}
