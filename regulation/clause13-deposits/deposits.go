// Package deposits is clause 13: deposits taken from SMEs are of a lawful kind and size, in any form, not only cash, and
// returned when due.
package deposits

import (
	"shukun/ledger"
	"shukun/money"
	"shukun/org"
	"shukun/policy"
)

// rules holds clause 13 with its parameters, which go by the day a deposit was taken.
type rules struct {
	percent    [ledger.OtherDeposit + 1]policy.Series[money.Decimal] // by kind, of the base
	bidCap     money.Fen                                             // of a bid deposit in works
	worksKinds policy.Series[[]string]
	cashOnly   policy.Series[bool]
	guarantee  policy.Series[bool]
	noDouble   policy.Series[bool]
}

// New makes the clause from its parameters.
func New(ps *policy.Parameters, basics *policy.Basics) policy.Clause {
	c := &rules{
		bidCap:     money.Fen(basics.Readings.Number("bid-cap-works") / (money.Scale / 100)),
		worksKinds: ps.Words("works_kinds"), cashOnly: ps.Flag("cash_only_forbidden"), guarantee: ps.Flag("guarantee_accepted"),
		noDouble: ps.Flag("no_double_retention"),
	}
	c.percent[ledger.BidDeposit] = ps.Number("bid_percent")
	c.percent[ledger.PerformanceDeposit] = ps.Number("performance_percent")
	c.percent[ledger.QualityDeposit] = ps.Number("quality_percent")
	c.percent[ledger.WageDeposit] = ps.Number("wage_percent")
	return policy.Clause{Number: 13, Rules: allRules, Walks: []policy.Walk{
		{Ledger: depositsLedger, Rules: allRules, Row: c.deposit, Rows: func(b *ledger.Book) int { return len(b.Deposits) }},
	}}
}

// view is one deposit as the rules look at it.
type view struct {
	d        *ledger.Deposit
	holder   *ledger.Enterprise
	standing *ledger.Standing
	cover    policy.Cover
	subject  ledger.Subject // of the deposit, else of its contract; zero: not on file
}

// deposit evaluates one deposit.
func (c *rules) deposit(r *policy.Run, i int) {
	b := r.Book
	d := &b.Deposits[i]
	holder := b.Enterprise(d.Holder)
	if d.ReceivedOn > r.AsOf || !holder.Ours() {
		return
	}
	v := view{d: d, holder: holder, standing: b.Standing(d.Payer), subject: d.Subject}
	if v.cover = r.CoverOf(v.standing); v.cover == policy.NotCovered {
		return
	}
	if v.subject == 0 && d.ContractNo != "" {
		if k := b.FindContract(d.Holder, d.ContractNo); k != nil && k.SignedOn <= r.AsOf {
			v.subject = k.Subject
		}
	}
	r.Step(stepSize, policy.Words(v.standing.Size.Title()), "size300")
	r.Step(stepTaken, policy.Day(d.ReceivedOn), "notice:13")
	r.Step(stepKind, policy.Words(kindWords[d.Kind]), "notice:13")
	r.Step(stepAmount, policy.Yuan(d.Amount), "notice:13")
	c.ratio(r, &v)
	c.kind(r, &v)
	c.form(r, &v)
	v.overdue(r)
	c.double(r, &v)
}

func (v *view) finding(rule *policy.Rule, basis ...string) policy.Finding {
	return policy.Finding{Rule: rule, Enterprise: v.d.Holder, Beneficiary: v.d.Payer, Key: v.d.No, Source: v.d.Source, Basis: basis}
}

func (v *view) emit(r *policy.Run, f policy.Finding, say *policy.Sentence, args ...policy.Arg) {
	r.EmitFor(v.cover, v.standing, f, say, args...)
}

// regulation gives the basis of a finding that the Payment Regulation supports. The Regulation binds institutions and large
// enterprises only (Order 728 art. 2); the notice binds every unit.
func (v *view) regulation(article string, more ...string) []string {
	basis := []string{"notice:13"}
	if article != "" && (v.holder.Institution() || v.holder.Size == org.Large) {
		basis = append(basis, article)
	}
	return append(basis, more...)
}

const missingSubject = "deposits.subject"
