// Package powerresale is clause 8: a unit that passes power on from the grid adds no markup, and a resale point that can be
// supplied by the grid directly is converted.
package powerresale

import (
	"math/big"

	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// rules holds clause 8 with its parameters.
type rules struct {
	loss        policy.Series[money.Decimal] // percent; none: not set for that day
	defaultLoss money.Decimal
}

// New makes the clause from its parameters.
func New(ps *policy.Parameters, basics *policy.Basics) policy.Clause {
	c := &rules{loss: ps.Number("resale_loss_percent"), defaultLoss: basics.Readings.Number("resale-loss-rate")}
	all := []*policy.Rule{markup, conversion}
	return policy.Clause{Number: 8, Rules: all, Walks: []policy.Walk{
		{Ledger: resaleLedger, Rules: all, Row: c.period, Rows: func(b *ledger.Book) int { return len(b.PowerResale) }},
	}}
}

// period evaluates one billing period of a resale point; it is known once the period has ended.
func (c *rules) period(r *policy.Run, i int) {
	p := &r.Book.PowerResale[i]
	if p.PeriodEnd > r.AsOf || !r.Book.Enterprise(p.Reseller).Ours() {
		return
	}
	c.markup(r, p)
	if p.ClearTitle != ledger.Yes || p.Convertible != ledger.Yes {
		return
	}
	if done := r.Book.PointConvertedOn(p); done != 0 && done <= r.AsOf {
		return
	}
	r.Step(stepTitle, policy.Words(wordsBothYes), "reading:conversion-both-facts")
	r.Step(stepConverted, policy.Words(wordsNotYet), "reading:conversion-by-point")
	r.Emit(finding(conversion, p), sayConversion)
}

func finding(rule *policy.Rule, p *ledger.PowerResale) policy.Finding {
	return policy.Finding{Rule: rule, Enterprise: p.Reseller, Key: policy.Key(p.PointNo, p.PeriodStart.String()), Source: p.Source}
}

var (
	plainBasis = []string{"notice:8", "electricity-law:44", "reading:resale-cap", "reading:resale-own-use", "reading:resale-loss-rate"}
	noBasis    = []string{"notice:8", "reading:resale-cap", "reading:resale-own-use"}
)

// markup finds what was collected above what was paid to the grid less own use.
func (c *rules) markup(r *policy.Run, p *ledger.PowerResale) {
	net := p.Resold - p.Refunded
	loss, basis := c.lossOn(p.PeriodEnd)
	own := max(0, p.OwnKWh.V)
	if net <= 0 || own == 0 && loss == 0 && net <= p.GridAmount {
		return
	}
	if own > 0 && p.GridKWh.V <= 0 {
		f := finding(markup, p)
		f.Outcome, f.Missing, f.Basis = policy.Undetermined, missingGridKWh, noBasis
		r.Step(stepOwn, policy.Number(own), "reading:resale-own-use")
		r.Step(stepBought, policy.Number(p.GridKWh.V), "notice:8")
		r.Emit(f, sayNoPurchase, policy.Day(p.PeriodStart), policy.Day(p.PeriodEnd), policy.Yuan(net))
		return
	}
	most := ceiling(p, own, loss)
	excess, ok := money.RoundRat(new(big.Rat).Sub(big.NewRat(int64(net), 1), most))
	if !ok || excess <= 0 {
		return
	}
	shown, _ := money.RoundRat(most)
	r.Step(stepCollected, policy.Yuan(p.Resold), "notice:8")
	r.Step(stepRefunded, policy.Yuan(p.Refunded), "price-law:41")
	r.Step(stepPaid, policy.Yuan(p.GridAmount), "notice:8")
	r.Step(stepBought, policy.Number(p.GridKWh.V), "notice:8")
	r.Step(stepOwn, policy.Number(own), "reading:resale-own-use")
	r.Step(stepLoss, policy.Number(loss), basis)
	r.Step(stepCap, policy.Yuan(shown), "reading:resale-cap")
	r.Step(stepExcess, policy.Yuan(excess), "reading:excess-under-half-fen")
	f := finding(markup, p)
	f.Amount, f.Basis = ledger.Some(excess), plainBasis
	if basis != lossReading {
		f.Basis = append(plainBasis[:4:4], basis)
	}
	r.Emit(f, sayMarkup, policy.Day(p.PeriodStart), policy.Day(p.PeriodEnd), policy.Yuan(p.Resold), policy.Yuan(p.Refunded),
		policy.Yuan(shown), policy.Yuan(excess))
}

const lossReading = "reading:resale-loss-rate"

// lossOn gives the loss rate in percent for a period that ends on d: a local one if set, else the reading's.
func (c *rules) lossOn(d civil.Date) (percent money.Decimal, basis string) {
	if v, ok := c.loss.At(d); ok {
		return v, c.loss.Basis(d)
	}
	return c.defaultLoss, lossReading
}

// ceiling gives in exact fen the most that may be collected: paid × (1 − own ÷ bought) × (1 + loss).
func ceiling(p *ledger.PowerResale, own, loss money.Decimal) *big.Rat {
	most := new(big.Rat).SetInt64(int64(p.GridAmount))
	if own > 0 {
		bought := int64(p.GridKWh.V)
		most.Mul(most, big.NewRat(max(0, bought-int64(own)), bought)) // own use above what was bought leaves nothing to pass on
	}
	factor := new(big.Rat).Quo(loss.Rat(), big.NewRat(100, 1))
	return most.Mul(most, factor.Add(factor, big.NewRat(1, 1)))
}
