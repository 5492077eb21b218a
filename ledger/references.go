package ledger

import (
	"fmt"
	"sort"

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
		warnRows(b, r, "payment-without-payable", len(b.Payments), func(i int) (Source, string, bool) {
			return b.Payments[i].Source, b.Payments[i].PayableNo, b.Payments[i].payable < 0
		}, "payable_no", "应付账款台账中没有这个应付单号，这笔付款未计入任何应付款", "the payables ledger has no such payable; the payment counts for none")
	}
	warnRows(b, r, "contract-not-found", len(b.Payables), func(i int) (Source, string, bool) {
		p := &b.Payables[i]
		return p.Source, p.ContractNo, p.ContractNo != "" && p.contract < 0
	}, "contract_no", "合同台账中没有这个合同编号，按没有约定处理", "the contracts ledger has no such contract; the row is judged as if nothing was agreed")
	warnRows(b, r, "paid-without-date", len(b.Payables), func(i int) (Source, string, bool) {
		p := &b.Payables[i]
		return p.Source, p.No, p.PaidAmount != 0 && p.PaidOn == 0 && p.payments == 0
	}, "paid_on", "有已付金额而没有付款日期，按检查日已付处理", "an amount is paid but without a date; it counts as paid on the day of the check")
	warnRows(b, r, "head-lease-not-found", len(b.Leases), func(i int) (Source, string, bool) {
		l := &b.Leases[i]
		return l.Source, l.HeadNo, l.HeadNo != "" && l.head < 0
	}, "head_lease_no", "房屋租赁台账中没有这个上级合同，按直接出租处理", "the leases ledger has no such head lease; the row is judged as a direct lease")
	warnRows(b, r, "lease-not-found", len(b.ReliefRecords), func(i int) (Source, string, bool) {
		rec := &b.ReliefRecords[i]
		return rec.Source, rec.LeaseNo, rec.lease < 0
	}, "lease_no", "房屋租赁台账中没有这个合同，这条减免记录未计入", "the leases ledger has no such lease; the record counts for none")
	warnRows(b, r, "account-not-found", len(b.UtilityBills), func(i int) (Source, string, bool) {
		bill := &b.UtilityBills[i]
		return bill.Source, bill.AccountNo, bill.account < 0
	}, "account_no", "用能账户台账中没有这个户号，这张账单未计入", "the utility_accounts ledger has no such account; the bill is not judged")
}

// strangers warns of units that are not in the enterprises ledger: their rows produce nothing.
func (k *kind[T]) strangers(b *Book, r *reading) {
	if k.owner < 0 || k.key[0] == k.owner && len(k.key) == 1 {
		return
	}
	rows := *k.rows(b)
	count := map[org.Code]int{}
	first := map[org.Code]Source{}
	var last org.Code
	for i := range rows {
		c := *k.columns[k.owner].codeAt(&rows[i])
		if c == last {
			continue
		}
		if _, ok := b.enterprise[c]; ok {
			last = c
			continue
		}
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

func sortedCodes(m map[org.Code]int) []org.Code {
	codes := make([]org.Code, 0, len(m))
	for c := range m {
		codes = append(codes, c)
	}
	sort.Slice(codes, func(i, j int) bool { return codes[i].Compare(codes[j]) < 0 })
	return codes
}

// warnRows warns once for each value that the rows picked by look have, with the number of rows.
func warnRows(b *Book, r *reading, code string, n int, look func(i int) (Source, string, bool), column, zh, en string) {
	count := map[string]int{}
	first := map[string]Source{}
	for i := range n {
		src, value, bad := look(i)
		if !bad {
			continue
		}
		if count[value]++; count[value] == 1 {
			first[value] = src
		}
	}
	values := make([]string, 0, len(count))
	for v := range count {
		values = append(values, v)
	}
	sort.Strings(values)
	for _, v := range values {
		z, e := zh, en
		if count[v] > 1 {
			z += fmt.Sprintf("（%d行）", count[v])
			e += fmt.Sprintf(" (%d rows)", count[v])
		}
		w := problem.New(problem.NotFound, code, lang.Text{Zh: z, En: e}, lang.Text{})
		r.report.Warnings = append(r.report.Warnings, w.With(v).At(b.place(first[v], column)))
	}
}

// place gives a row's file, sheet and row number.
func (b *Book) place(s Source, column string) problem.Place {
	if int(s.Sheet) >= len(b.Sheets) {
		return problem.Place{Column: column}
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
