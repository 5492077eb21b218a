package earlypayment

import (
	"math/bits"
	"strings"

	"shukun/civil"
	"shukun/debt"
	"shukun/lang"
	"shukun/ledger"
	"shukun/money"
	"shukun/org"
	"shukun/policy"
)

// request judges one early payment once it is paid. Whoever the payee is: the register is of this clause, and money
// that left before its day without the conditions left too early.
func request(r *policy.Run, i int) {
	b := r.Book
	x := &b.EarlyPayments[i]
	if x.PaidOn == 0 || x.PaidOn > r.AsOf || !b.Enterprise(x.Payer).Ours() {
		return
	}
	p := b.EarlyPayable(x)
	f := policy.Finding{Enterprise: x.Payer, Beneficiary: beneficiary(r, p), Key: x.No, Source: x.Source}
	if lacking := lacking(x); lacking != 0 && r.Wants(conditionMissing) {
		missing(r, x, f, lacking)
	}
	if p != nil && r.Wants(exceedsBalance) {
		excess(r, x, f, p)
	}
}

// beneficiary gives the SME an early payment is for; none if the payable is not on file or its payee is no SME.
func beneficiary(r *policy.Run, p *ledger.Payable) org.Code {
	if p == nil || r.CoverOf(r.Book.PayeeStanding(p, r.AsOf)) == policy.NotCovered {
		return org.Code{}
	}
	return p.Payee
}

// lacking gives the conditions that do not hold, as bits. A blank is not a yes; a paper dated after the payment was not
// there when it was needed.
func lacking(x *ledger.EarlyPayment) (set uint8) {
	for i, holds := range [len(conditionWords)]bool{
		x.LongTerm == ledger.Yes, x.GoodCredit == ledger.Yes, x.Performed == ledger.Yes, x.InDifficulty == ledger.Yes, x.FundsSafe == ledger.Yes,
		x.AppliedOn != 0 && x.AppliedOn <= x.PaidOn,
		x.DecidedOn != 0 && x.DecidedOn <= x.PaidOn,
	} {
		if !holds {
			set |= 1 << i
		}
	}
	return set
}

// missing emits the conditions that did not hold, named.
func missing(r *policy.Run, x *ledger.EarlyPayment, f policy.Finding, lacking uint8) {
	before := r.Found()
	var zh, en []string
	for i, w := range conditionWords {
		state, basis := wordsHeld, "notice:2"
		if lacking&(1<<i) != 0 {
			state, basis = wordsLacked, "reading:seven-conditions"
			zh, en = append(zh, w.Zh), append(en, w.En)
		}
		r.Step(conditionSteps[i], policy.Words(state), basis)
	}
	f.Rule, f.Amount, f.Basis = conditionMissing, ledger.Some(x.Amount), conditionBasis
	named := lang.Text{Zh: strings.Join(zh, "、"), En: strings.Join(en, ", ")}
	r.Emit(f, sayMissing, policy.Day(x.PaidOn), policy.Yuan(x.Amount), policy.Int(bits.OnesCount8(lacking)), policy.Words(named))
	r.Forget(before)
}

var (
	conditionBasis = []string{"notice:2", "reading:seven-conditions", "reading:decision-before-payment"}
	excessBasis    = []string{"notice:2", "reading:part-payment-up-to-balance"}
)

// excess emits what was paid early beyond the payable's balance on the day before.
func excess(r *policy.Run, x *ledger.EarlyPayment, f policy.Finding, p *ledger.Payable) {
	open := p.Amount
	debt.EachPayment(r.Book, p, r.AsOf, func(on civil.Date, amount money.Fen) {
		if on < x.PaidOn {
			open -= amount
		}
	})
	open = max(0, open)
	if x.Amount <= open {
		return
	}
	r.Step(stepPaid, policy.Day(x.PaidOn), "notice:2")
	r.Step(stepAmount, policy.Yuan(x.Amount), "notice:2")
	r.Step(stepBalance, policy.Yuan(open), "reading:part-payment-up-to-balance")
	f.Rule, f.Amount, f.Basis = exceedsBalance, ledger.Some(x.Amount-open), excessBasis
	r.Emit(f, sayExcess, policy.Day(x.PaidOn), policy.Yuan(x.Amount), policy.Yuan(open), policy.Yuan(x.Amount-open))
}
