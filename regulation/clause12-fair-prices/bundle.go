package fairprices

import (
	"math/big"

	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// pile adds up the sales of a bundle, exactly.
type pile struct {
	first   *ledger.CommoditySale // by number
	sales   int
	tonnes  money.Decimal
	value   big.Int // Σ effective price × quantity
	allowed big.Int // Σ long-term limit × quantity
	basis   string
	region  bool // the region of some sale is missing
	kcal    bool // the calorific value of some sale is missing
}

func (p *pile) add(s *ledger.CommoditySale, l limit) {
	if p.first == nil {
		p.first, p.basis = s, l.basis
	}
	p.sales++
	p.tonnes += s.Quantity.V
	p.value.Add(&p.value, product(s.Price.V+excessFreight(s), s.Quantity.V))
	p.allowed.Add(&p.allowed, product(l.yuan, s.Quantity.V))
	p.region, p.kcal = p.region || l.region, p.kcal || l.kcal
}

func product(a, b money.Decimal) *big.Int {
	return new(big.Int).Mul(big.NewInt(int64(a)), big.NewInt(int64(b)))
}

// mean gives a sum over the tonnes, rounded half up to 0.01 yuan for people to read.
func (p *pile) mean(sum *big.Int) money.Decimal {
	cents, _ := money.RoundRat(new(big.Rat).SetFrac(sum, product(p.tonnes, cent)))
	return money.Decimal(cents * cent)
}

// bundle judges the coal that was sold together at its quantity-weighted average against the long-term limit: one finding.
// Sales of different calorific values or regions count against the average of their own limits.
func (c *rules) bundle(r *policy.Run, i int) {
	b := r.Book
	g := &b.Bundles()[i]
	if !b.Enterprise(g.Seller).Ours() {
		return
	}
	var p pile
	for _, j := range g.Sales {
		s := &b.CommoditySales[j]
		if s.SoldOn > r.AsOf || s.Commodity != ledger.Coal {
			continue
		}
		if l, ok := c.limitOf(s, ledger.LongTerm); ok {
			p.add(s, l)
			r.Step(stepEffective, policy.Number(s.Price.V+excessFreight(s)), "reading:freight-excess")
			r.Step(stepLimit, policy.Number(l.yuan), l.basis)
			r.Step(stepQuantity, policy.Number(s.Quantity.V), "notice:12")
		}
	}
	if p.tonnes <= 0 || p.value.Cmp(&p.allowed) <= 0 {
		return
	}
	over := new(big.Int).Sub(&p.value, &p.allowed)
	amount, fits := money.RoundRat(new(big.Rat).SetFrac(over, big.NewInt(fenOfProduct)))
	if !fits {
		return
	}
	f := policy.Finding{Rule: priceCeiling, Enterprise: g.Seller, Key: g.No, Source: p.first.Source,
		Basis: []string{"notice:12", p.basis, "ndrc4-2022", "reading:bundle-average"}}
	r.Step(stepAverage, policy.Number(p.mean(&p.value)), "reading:bundle-average")
	if f.Missing = missing(p.region, p.kcal); f.Missing != nil {
		f.Outcome, f.Basis = policy.Undetermined, append(f.Basis, "reading:coal-missing-facts")
		r.Emit(f, sayUnclear, policy.Int(p.sales), policy.Number(p.tonnes), policy.Number(p.mean(&p.value)))
		return
	}
	f.Amount = ledger.Some(amount)
	r.Step(stepExcess, policy.Yuan(amount), "reading:bundle-average")
	r.Emit(f, sayBundle, policy.Int(p.sales), policy.Number(p.tonnes), policy.Number(p.mean(&p.value)), policy.Number(p.mean(&p.allowed)),
		policy.Yuan(amount))
}
