package deposits

import (
	"math/bits"

	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// ratio compares a deposit with the most its kind allows: a share of the base and, for bids in works, a cap.
func (c *rules) ratio(r *policy.Run, v *view) {
	d := v.d
	series := &c.percent[d.Kind]
	percent, ok := series.At(d.ReceivedOn)
	if !ok {
		return
	}
	excess := over(d.Amount, d.Base, percent)
	f := v.finding(overRatio, "notice:13", series.Basis(d.ReceivedOn), scopeOf(d.Kind))
	capped := d.Kind == ledger.BidDeposit && d.Amount > c.bidCap
	if capped && v.subject == ledger.Works && d.Amount-c.bidCap >= excess {
		r.Step(stepCap, policy.Yuan(c.bidCap), "reading:bid-cap-works")
		f.Amount = ledger.Some(d.Amount - c.bidCap)
		f.Basis = []string{"notice:13", "works-tender-rules:37", "reading:bid-cap-works"}
		v.emit(r, f, sayOverCap, policy.Day(d.ReceivedOn), policy.Words(kindWords[d.Kind]), policy.Yuan(d.Amount), policy.Yuan(c.bidCap),
			policy.Yuan(d.Amount-c.bidCap))
		return
	}
	if excess > 0 {
		f.Amount = ledger.Some(excess)
		r.Step(stepBase, policy.Yuan(d.Base), "notice:13")
		r.Step(stepPercent, policy.Number(percent), series.Basis(d.ReceivedOn))
		r.Step(stepExcess, policy.Yuan(excess), "reading:excess-under-half-fen")
		v.emit(r, f, sayOverRatio, policy.Day(d.ReceivedOn), policy.Words(kindWords[d.Kind]), policy.Yuan(d.Amount), policy.Yuan(d.Base),
			policy.Number(percent), policy.Yuan(d.Amount-excess), policy.Yuan(excess))
		return
	}
	if capped && v.subject == 0 {
		r.Step(stepCap, policy.Yuan(c.bidCap), "reading:bid-cap-works")
		f.Outcome, f.Missing, f.Amount = policy.Undetermined, []string{missingSubject}, ledger.Some(d.Amount-c.bidCap)
		f.Basis = []string{"notice:13", "works-tender-rules:37", "reading:bid-cap-works", "reading:deposit-subject"}
		v.emit(r, f, sayMaybeCap, policy.Day(d.ReceivedOn), policy.Words(kindWords[d.Kind]), policy.Yuan(d.Amount), policy.Yuan(c.bidCap))
	}
}

// scopeOf names the reading that puts a kind under its ratio.
func scopeOf(k ledger.DepositKind) string {
	if k == ledger.WageDeposit {
		return "reading:wage-deposit-upper"
	}
	return "reading:deposit-ratio-scope"
}

// over gives amount − base × percent ÷ 100, exact, rounded half up to the fen; not above zero if within the ratio.
func over(amount, base money.Fen, percent money.Decimal) money.Fen {
	hi, lo := bits.Mul64(uint64(max(0, base)), uint64(max(0, percent)))
	const whole = 100 * money.Scale // what a Decimal's 100 per cent is
	if hi >= whole {
		return 0 // the ceiling is beyond any amount
	}
	most, rest := bits.Div64(hi, lo, whole)
	if most > uint64(max(0, amount)) {
		return 0
	}
	excess := amount - money.Fen(most)
	if rest > whole/2 {
		excess--
	}
	return excess
}
