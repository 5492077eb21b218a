package fairprices

import (
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// fenOfProduct turns a product of two Decimals (16 decimals of a yuan) into fen.
const fenOfProduct = money.Scale * (money.Scale / 100)

// sale judges one sale. What was sold together with others is judged with them, in bundle.
func (c *rules) sale(r *policy.Run, i int) {
	s := &r.Book.CommoditySales[i]
	short := s.Term == ledger.LongTerm && s.Contracted.OK && s.Quantity.V < s.Contracted.V
	alone := s.Commodity == ledger.Coal && s.BundleNo == ""
	if s.SoldOn > r.AsOf || !short && !alone || !r.Book.Enterprise(s.Seller).Ours() {
		return
	}
	if alone {
		c.ceiling(r, s)
	}
	if short {
		r.Step(stepContract, policy.Number(s.Contracted.V), "notice:12")
		r.Step(stepQuantity, policy.Number(s.Quantity.V), "notice:12")
		r.Emit(policy.Finding{Rule: supplyShortfall, Enterprise: s.Seller, Key: s.No, Source: s.Source}, sayShortfall,
			policy.Number(s.Contracted.V), policy.Number(s.Quantity.V), policy.Number(s.Contracted.V-s.Quantity.V))
	}
}

// ceiling judges the price of a sale on its own. An offer above the limit is enough: the quantity may be zero.
func (c *rules) ceiling(r *policy.Run, s *ledger.CommoditySale) {
	extra := excessFreight(s)
	effective := s.Price.V + extra
	l, ok := c.limitOf(s, s.Term)
	if ok && effective <= l.yuan && s.Quantity.V >= 0 && s.Freight.OK && !s.ReasonableFreight.OK && s.Price.V+s.Freight.V > l.yuan {
		c.freightUnknown(r, s, l)
	}
	if !ok || effective <= l.yuan || s.Quantity.V < 0 {
		return
	}
	amount, fits := money.Fen(effective-l.yuan).MulDiv(int64(s.Quantity.V), fenOfProduct)
	if !fits {
		return
	}
	f := policy.Finding{Rule: priceCeiling, Enterprise: s.Seller, Key: s.No, Source: s.Source, Basis: basisOf(s, l, extra)}
	r.Step(stepPrice, policy.Number(s.Price.V), "notice:12")
	r.Step(stepFreight, policy.Number(extra), "reading:freight-excess")
	r.Step(stepEffective, policy.Number(effective), "reading:freight-excess")
	if f.Missing = missing(l.region, l.kcal); f.Missing != nil {
		f.Outcome = policy.Undetermined
		r.Emit(f, sayUnknown, policy.Words(termWords[s.Term]), policy.Number(effective))
		return
	}
	f.Amount = ledger.Some(amount)
	if s.Term == ledger.LongTerm {
		r.Step(stepLow, policy.Number(l.low), l.basis)
	}
	r.Step(stepLimit, policy.Number(l.yuan), "reading:coal-kcal-proportion")
	r.Step(stepQuantity, policy.Number(s.Quantity.V), "notice:12")
	r.Step(stepExcess, policy.Yuan(amount), "notice:12")
	r.Emit(f, sayCeiling, policy.Words(termWords[s.Term]), policy.Number(effective), policy.Number(s.Price.V), policy.Number(extra),
		policy.Number(s.Kcal.V), policy.Number(l.yuan), policy.Number(s.Quantity.V), policy.Yuan(amount))
}

// freightUnknown: freight was charged and what is reasonable is not on file, and that decides.
func (c *rules) freightUnknown(r *policy.Run, s *ledger.CommoditySale, l limit) {
	f := policy.Finding{Rule: priceCeiling, Outcome: policy.Undetermined, Enterprise: s.Seller, Key: s.No, Source: s.Source,
		Basis: basisOf(s, l, s.Freight.V), Missing: append(missing(l.region, l.kcal), "commodity_sales.reasonable_freight")}
	r.Step(stepPrice, policy.Number(s.Price.V), "notice:12")
	r.Step(stepLimit, policy.Number(l.yuan), "reading:coal-kcal-proportion")
	r.Emit(f, sayFreight, policy.Words(termWords[s.Term]), policy.Number(s.Price.V), policy.Number(s.Freight.V), policy.Number(l.yuan))
}

// basisOf lists what a price finding about a sale rests on.
func basisOf(s *ledger.CommoditySale, l limit, extra money.Decimal) []string {
	basis := []string{"notice:12", l.basis, "ndrc4-2022", "reading:coal-kcal-proportion"}
	if extra > 0 {
		basis = append(basis, "reading:freight-excess")
	}
	if l.region || l.kcal {
		basis = append(basis, "reading:coal-missing-facts")
	}
	return basis
}
