package powertariff

import (
	"math"

	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// bill judges one bill of a power account. A bill that a known fact puts outside the measure, and one that would be right
// whatever the missing facts are, has no finding.
func (c *rules) bill(r *policy.Run, i int) {
	b := r.Book
	bill := &b.UtilityBills[i]
	if bill.PeriodEnd > r.AsOf && bill.DueOn > r.AsOf {
		return // not yet known
	}
	account := b.AccountOf(bill)
	if account == nil || account.Service != ledger.Power || account.Use != ledger.CommercialUse || account.AgentPurchase == ledger.No {
		return
	}
	w := c.weigh(bill)
	if w.inside == 0 || account.VoltageKV.OK && account.VoltageKV.V >= c.below.Or(w.first, math.MaxInt64) || !b.Enterprise(account.Supplier).Ours() {
		return
	}
	expected, ok := w.expected(bill)
	more := bill.Amount - expected
	if !ok || more <= c.tolerance {
		return
	}
	w.trace(r, bill, c.percent.Basis(w.first), expected)
	f := policy.Finding{Rule: overcharge, Enterprise: account.Supplier, Beneficiary: account.Customer, Key: bill.No, Source: bill.Source,
		Missing: missing(account, bill), Basis: []string{"notice:11", c.percent.Basis(w.first), "reading:tariff-price-four-decimals"}}
	if w.inside < w.days {
		f.Basis = append(f.Basis, "reading:tariff-by-days")
	}
	if bill.Price.OK {
		f.Amount = ledger.Some(more)
	}
	if f.Missing != nil {
		f.Outcome = policy.Undetermined
		f.Basis = append(f.Basis, "reading:tariff-missing-facts")
		r.Emit(f, sayUnknown, policy.Int(w.days), policy.Int(w.inside), policy.Yuan(bill.Amount))
		return
	}
	r.Emit(f, sayOvercharge, policy.Int(w.days), policy.Int(w.inside), policy.Number(bill.Price.V), policy.Number(w.percent),
		policy.Number(w.discounted), policy.Yuan(expected), policy.Yuan(bill.Amount), policy.Yuan(more))
}

// missing lists the facts without which it cannot be told whether, or at what price, the measure applies.
func missing(account *ledger.UtilityAccount, bill *ledger.UtilityBill) (columns []string) {
	if !account.VoltageKV.OK {
		columns = append(columns, "utility_accounts.voltage_kv")
	}
	if account.AgentPurchase == 0 {
		columns = append(columns, "utility_accounts.agent_purchase")
	}
	if !bill.Price.OK {
		columns = append(columns, "utility_bills.price")
	}
	return columns
}

// weight is a bill's period weighed against the measure: the days, and the sum over them of the price of each day.
type weight struct {
	days, inside int64
	first        civil.Date    // the first day inside
	percent      money.Decimal // of the last span inside
	discounted   money.Decimal // likewise
	prices       int64         // Σ of the daily prices, as a Decimal
	fits         bool
}

// weigh splits a bill's period, both ends counted, by what part of the price is billed. A missing price counts as zero.
func (c *rules) weigh(bill *ledger.UtilityBill) weight {
	w := weight{days: int64(bill.PeriodEnd) - int64(bill.PeriodStart) + 1}
	if w.days <= 0 {
		return w
	}
	price := int64(bill.Price.V)
	c.percent.Spans(bill.PeriodStart, bill.PeriodEnd, func(from, to civil.Date, percent money.Decimal) {
		if w.inside == 0 {
			w.first = from
		}
		n := int64(to-from) + 1
		discounted, _ := money.Fen(price).MulDiv(int64(percent), 100*money.Scale*c.place) // rounded half up to the last place
		w.percent, w.discounted = percent, money.Decimal(int64(discounted)*c.place)
		w.inside += n
		w.prices += n * int64(w.discounted)
	})
	w.fits = price >= 0 && price < math.MaxInt64/(2*w.days)
	w.prices += (w.days - w.inside) * price
	return w
}

// expected gives quantity × the mean daily price, rounded half up to the fen once; ok is false for what no bill can be.
func (w *weight) expected(bill *ledger.UtilityBill) (money.Fen, bool) {
	if !w.fits {
		return 0, false
	}
	const fenOfProduct = money.Scale * (money.Scale / 100) // quantity × price has 16 decimals of a yuan
	if w.days > math.MaxInt64/fenOfProduct {
		return 0, false
	}
	return money.Fen(bill.Quantity.V).MulDiv(w.prices, w.days*fenOfProduct)
}

func (w *weight) trace(r *policy.Run, bill *ledger.UtilityBill, basis string, expected money.Fen) {
	r.Step(stepDays, policy.Int(w.days), "reading:tariff-by-days")
	r.Step(stepInside, policy.Int(w.inside), basis)
	r.Step(stepQuantity, policy.Number(bill.Quantity.V), "notice:11")
	r.Step(stepBilled, policy.Yuan(bill.Amount), "notice:11")
	if bill.Price.OK {
		r.Step(stepPrice, policy.Number(bill.Price.V), "notice:11")
		r.Step(stepDiscounted, policy.Number(w.discounted), "reading:tariff-price-four-decimals")
		r.Step(stepExpected, policy.Yuan(expected), "notice:11")
		r.Step(stepMore, policy.Yuan(bill.Amount-expected), "reading:tariff-tolerance")
	}
}
