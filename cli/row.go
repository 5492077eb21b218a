package cli

import (
	"shukun/ledger"
	"shukun/policy"
	"shukun/problem"
)

// rowsOf says how many rows a book has of each kind that rules are about, and gives the key and the source of row i as
// findings show it.
var rowsOf = map[string]func(b *ledger.Book) (n int, row func(i int) (string, ledger.Source)){
	"enterprises": func(b *ledger.Book) (int, func(int) (string, ledger.Source)) {
		return len(b.Enterprises), func(i int) (string, ledger.Source) { r := &b.Enterprises[i]; return r.Code.String(), r.Source }
	},
	"counterparties": func(b *ledger.Book) (int, func(int) (string, ledger.Source)) {
		return len(b.Counterparties), func(i int) (string, ledger.Source) { r := &b.Counterparties[i]; return r.Code.String(), r.Source }
	},
	"contracts": func(b *ledger.Book) (int, func(int) (string, ledger.Source)) {
		return len(b.Contracts), func(i int) (string, ledger.Source) { r := &b.Contracts[i]; return r.No, r.Source }
	},
	"payables": func(b *ledger.Book) (int, func(int) (string, ledger.Source)) {
		return len(b.Payables), func(i int) (string, ledger.Source) { r := &b.Payables[i]; return r.No, r.Source }
	},
	"payments": func(b *ledger.Book) (int, func(int) (string, ledger.Source)) {
		return len(b.Payments), func(i int) (string, ledger.Source) { r := &b.Payments[i]; return r.No, r.Source }
	},
	"instruments": func(b *ledger.Book) (int, func(int) (string, ledger.Source)) {
		return len(b.Instruments), func(i int) (string, ledger.Source) { r := &b.Instruments[i]; return r.No, r.Source }
	},
	"upstream_receipts": func(b *ledger.Book) (int, func(int) (string, ledger.Source)) {
		return len(b.UpstreamReceipts), func(i int) (string, ledger.Source) { r := &b.UpstreamReceipts[i]; return r.No, r.Source }
	},
	"cash_positions": func(b *ledger.Book) (int, func(int) (string, ledger.Source)) {
		return len(b.CashPositions), func(i int) (string, ledger.Source) { r := &b.CashPositions[i]; return r.Enterprise.String(), r.Source }
	},
	"early_payments": func(b *ledger.Book) (int, func(int) (string, ledger.Source)) {
		return len(b.EarlyPayments), func(i int) (string, ledger.Source) { r := &b.EarlyPayments[i]; return r.No, r.Source }
	},
	"leases": func(b *ledger.Book) (int, func(int) (string, ledger.Source)) {
		return len(b.Leases), func(i int) (string, ledger.Source) { r := &b.Leases[i]; return r.No, r.Source }
	},
	"relief_records": func(b *ledger.Book) (int, func(int) (string, ledger.Source)) {
		return len(b.ReliefRecords), func(i int) (string, ledger.Source) { r := &b.ReliefRecords[i]; return r.No, r.Source }
	},
	"utility_accounts": func(b *ledger.Book) (int, func(int) (string, ledger.Source)) {
		return len(b.UtilityAccounts), func(i int) (string, ledger.Source) { r := &b.UtilityAccounts[i]; return r.No, r.Source }
	},
	"utility_bills": func(b *ledger.Book) (int, func(int) (string, ledger.Source)) {
		return len(b.UtilityBills), func(i int) (string, ledger.Source) { r := &b.UtilityBills[i]; return r.No, r.Source }
	},
	"supply_interruptions": func(b *ledger.Book) (int, func(int) (string, ledger.Source)) {
		return len(b.SupplyInterruptions), func(i int) (string, ledger.Source) {
			r := &b.SupplyInterruptions[i]
			return policy.Key(r.AccountNo, r.StoppedOn.String()), r.Source
		}
	},
	"power_resale": func(b *ledger.Book) (int, func(int) (string, ledger.Source)) {
		return len(b.PowerResale), func(i int) (string, ledger.Source) {
			r := &b.PowerResale[i]
			return policy.Key(r.PointNo, r.PeriodStart.String()), r.Source
		}
	},
	"deposits": func(b *ledger.Book) (int, func(int) (string, ledger.Source)) {
		return len(b.Deposits), func(i int) (string, ledger.Source) { r := &b.Deposits[i]; return r.No, r.Source }
	},
	"tenders": func(b *ledger.Book) (int, func(int) (string, ledger.Source)) {
		return len(b.Tenders), func(i int) (string, ledger.Source) { r := &b.Tenders[i]; return r.No, r.Source }
	},
	"commodity_sales": func(b *ledger.Book) (int, func(int) (string, ledger.Source)) {
		return len(b.CommoditySales), func(i int) (string, ledger.Source) { r := &b.CommoditySales[i]; return r.No, r.Source }
	},
	"service_requests": func(b *ledger.Book) (int, func(int) (string, ledger.Source)) {
		return len(b.ServiceRequests), func(i int) (string, ledger.Source) { r := &b.ServiceRequests[i]; return r.No, r.Source }
	},
}

// findRow finds the row of a kind with this key, and keys that resemble it if there is none.
func findRow(b *ledger.Book, kind, key string) (source ledger.Source, ok bool, near string) {
	rows := rowsOf[kind]
	if rows == nil {
		return source, false, ""
	}
	n, row := rows(b)
	keys := []string{}
	for i := range n {
		k, source := row(i)
		if k == key {
			return source, true, ""
		}
		if len(keys) < 5000 { // enough to find a slip of the finger in a small ledger
			keys = append(keys, k)
		}
	}
	return source, false, problem.Nearest(key, keys)
}
