package noncashpayment

import (
	"shukun/debt"
	"shukun/ledger"
	"shukun/policy"
)

// payment judges whether a payment by bill or certificate was agreed beforehand. It is called for every payment of the
// book and allocates nothing for a clean one. A payment for no payable of the ledger says not to whom it went: none.
func (c *rules) payment(r *policy.Run, i int) {
	b := r.Book
	pay := &b.Payments[i]
	if !pay.Method.NonCash() || pay.PaidOn > r.AsOf {
		return
	}
	p := b.PayableOf(pay)
	if p == nil || !b.Payer(p).Ours() {
		return
	}
	if b.Agreed(p, r.AsOf).NoncashAgreed == ledger.Yes {
		return
	}
	standing := b.PayeeStanding(p, r.AsOf)
	cover := r.CoverOf(standing)
	if cover == policy.NotCovered {
		return
	}
	k := debt.Contract(b, p, r.AsOf)
	f := paymentFinding(notAgreed, pay, p)
	f.Basis = []string{"notice:4"}
	if c.agreement.Or(pay.PaidOn, false) {
		f.Basis = append(f.Basis, c.agreement.Basis(pay.PaidOn))
	}
	say, no := sayNotAgreed, ""
	if k != nil {
		no = k.No
	}
	if k == nil || k.NoncashAgreed == ledger.Unknown {
		f.Outcome, f.Basis = policy.Undetermined, append(f.Basis, "reading:noncash-unknown")
		switch {
		case k != nil:
			say, f.Missing = sayNotRecorded, missingAgreement
		case p.ContractNo != "":
			say, f.Missing, no = sayDangling, missingContract, p.ContractNo
		default:
			say, f.Missing = sayNoContract, missingContractNo
		}
	}
	r.Step(stepMethod, policy.Words(methodWords(pay.Method)), "notice:4")
	r.Step(stepPaidOn, policy.Day(pay.PaidOn), "notice:4")
	if no == "" {
		r.Step(stepContract, policy.Words(wordsNone), "reading:noncash-unknown")
	} else {
		r.Step(stepContract, policy.Str(no), "notice:4")
	}
	r.EmitFor(cover, standing, f, say, policy.Day(pay.PaidOn), policy.Words(methodWords(pay.Method)), policy.Yuan(pay.Amount), policy.Str(no))
}

var (
	missingAgreement  = []string{"contracts.noncash_agreed"}
	missingContract   = []string{"contracts.contract_no"}
	missingContractNo = []string{"payables.contract_no"}
)

func paymentFinding(rule *policy.Rule, pay *ledger.Payment, p *ledger.Payable) policy.Finding {
	return policy.Finding{Rule: rule, Enterprise: pay.Payer, Beneficiary: p.Payee, Key: pay.No, Source: pay.Source, Amount: ledger.Some(pay.Amount)}
}
