// Package dataquality notices what in the ledgers contradicts itself or looks odd, before anybody relies on it. It
// carries out no clause; its rules are numbered 00 and are notices only.
package dataquality

import (
	"strconv"

	"shukun/debt"
	"shukun/lang"
	"shukun/ledger"
	"shukun/org"
	"shukun/policy"
)

func rule(id, kind string, title, formula lang.Text, basis ...string) *policy.Rule {
	return &policy.Rule{ID: id, Outcome: policy.Notice, Ledger: ledger.FindKind(kind), Title: title, Formula: formula, Basis: basis}
}

var (
	sizeConflict = rule("00.size-conflict", "counterparties", lang.Text{Zh: "声明规模与计算规模不符", En: "declared size differs from the computed one"},
		lang.Text{Zh: "按行业、人数、收入、资产算出的规模与声明的不同；按算出的处理", En: "the size computed from industry, people, revenue and assets differs from the declared one; the computed one is used"}, "size300", "reading:size-computed-first")
	twoSizes = rule("00.party-two-sizes", "contracts", lang.Text{Zh: "同一供应商同年两种规模", En: "one supplier in two sizes in a year"},
		lang.Text{Zh: "同一年签订的两份合同，对同一供应商登记了不同的规模", En: "two contracts signed in one year record different sizes of the same supplier"}, "reg728:3", "reading:size-at-signing")
	noTenant = rule("00.lease-without-tenant", "leases", lang.Text{Zh: "承租方没有资料", En: "tenant without a record"},
		lang.Text{Zh: "租赁合同的承租方不在往来单位台账中", En: "the lease's tenant is not in the counterparties ledger"}, "notice:5")
	overpaid = rule("00.payments-above-payable", "payables", lang.Text{Zh: "付款超过应付", En: "paid more than owed"},
		lang.Text{Zh: "截至检查日的付款合计大于应付金额；金额=超出部分", En: "payments to the as-of day exceed the amount; amount = the excess"}, "notice:1")
	earlyPaid = rule("00.payment-before-delivery", "payments", lang.Text{Zh: "交付前付款", En: "paid before delivery"},
		lang.Text{Zh: "付款日期早于交付日期；如为预付款请核对第2条的条件", En: "the payment is dated before delivery; a prepayment needs the conditions of clause 2"}, "notice:1", "notice:2")
	earlyGoods = rule("00.receipt-before-contract", "payables", lang.Text{Zh: "签约前交付", En: "delivered before the contract"},
		lang.Text{Zh: "交付日期早于合同签订日期", En: "the delivery is dated before the contract was signed"}, "notice:1")
)

var (
	sayConflict = policy.Say("声明为{0}，按行业和指标应为{1}，以后者为准", "declared {0}, but industry and figures make it {1}, which is used")
	sayTwo      = policy.Say("{0}年的合同{1}登记该供应商为{2}，本合同登记为{3}", "contract {1} of {0} records the supplier as {2}, this one as {3}")
	sayTenant   = policy.Say("承租方{0}不在往来单位台账中，规模和行业无从判断", "the tenant {0} is not in the counterparties ledger; its size and industry are unknown")
	sayOverpaid = policy.Say("应付{0}元，已付{1}元，多付{2}元", "{0} yuan owed, {1} yuan paid: {2} yuan too much")
	sayEarly    = policy.Say("{0}付款，早于交付日期{1}", "paid on {0}, before delivery on {1}")
	sayGoods    = policy.Say("{0}交付，早于合同签订日期{1}", "delivered on {0}, before the contract was signed on {1}")
	stepClaimed = policy.Say("声明规模", "declared size")
	stepWorked  = policy.Say("计算规模", "computed size")
	stepFirst   = policy.Say("较早的合同", "the earlier contract")
	stepParty   = policy.Say("承租方代码", "tenant's code")
	stepOwed    = policy.Say("应付金额", "amount owed")
	stepPaid    = policy.Say("已付金额", "amount paid")
	stepGoods   = policy.Say("交付日期", "delivered on")
	stepSigned  = policy.Say("合同签订日期", "contract signed on")
)

// New makes the notices.
func New() policy.Clause {
	walk := func(r *policy.Rule, n func(b *ledger.Book) int, row func(*policy.Run, int)) policy.Walk {
		return policy.Walk{Ledger: r.Ledger, Rules: []*policy.Rule{r}, Rows: n, Row: row}
	}
	return policy.Clause{Rules: []*policy.Rule{sizeConflict, twoSizes, noTenant, overpaid, earlyPaid, earlyGoods}, Walks: []policy.Walk{
		walk(sizeConflict, func(b *ledger.Book) int { return len(b.Counterparties) }, size),
		walk(twoSizes, func(b *ledger.Book) int { return min(1, len(b.Contracts)) }, sizes),
		walk(noTenant, func(b *ledger.Book) int { return len(b.Leases) }, tenant),
		walk(earlyPaid, func(b *ledger.Book) int { return len(b.Payments) }, payment),
		{Ledger: overpaid.Ledger, Rules: []*policy.Rule{overpaid, earlyGoods}, Row: payable, Rows: func(b *ledger.Book) int { return len(b.Payables) }},
	}}
}

func size(r *policy.Run, i int) {
	p := &r.Book.Counterparties[i]
	s := r.Book.Standing(p.Code)
	if s.Conflict == org.SizeUnknown || p.DeclaredOn > r.AsOf {
		return
	}
	r.Step(stepClaimed, policy.Words(p.Declared.Title()), "reading:size-computed-first")
	r.Step(stepWorked, policy.Words(s.Conflict.Title()), "size300")
	r.Emit(policy.Finding{Rule: sizeConflict, Beneficiary: p.Code, Key: p.Code.String(), Source: p.Source},
		sayConflict, policy.Words(p.Declared.Title()), policy.Words(s.Conflict.Title()))
}

// sizes compares the contracts of one supplier signed in one year: with the first by day and number that differs.
func sizes(r *policy.Run, _ int) {
	type of struct {
		supplier org.Code
		year     int
	}
	b := r.Book
	first := map[of]*ledger.Contract{}
	before := func(x, y *ledger.Contract) bool {
		return x.SignedOn < y.SignedOn || x.SignedOn == y.SignedOn && (x.No < y.No || x.No == y.No && x.Buyer.Compare(y.Buyer) < 0)
	}
	known := func(c *ledger.Contract) bool { return c.SupplierSize != org.SizeUnknown && c.SignedOn <= r.AsOf }
	for i := range b.Contracts {
		if c := &b.Contracts[i]; known(c) {
			k := of{c.Supplier, c.SignedOn.Year()}
			if f := first[k]; f == nil || before(c, f) {
				first[k] = c
			}
		}
	}
	for i := range b.Contracts {
		c := &b.Contracts[i]
		f := first[of{c.Supplier, c.SignedOn.Year()}]
		if !known(c) || f == nil || f.SupplierSize == c.SupplierSize || !b.Enterprise(c.Buyer).Ours() {
			continue
		}
		r.Step(stepFirst, policy.Str(f.No), "reading:size-at-signing")
		r.Emit(policy.Finding{Rule: twoSizes, Enterprise: c.Buyer, Beneficiary: c.Supplier, Key: c.No, Source: c.Source}, sayTwo,
			policy.Str(strconv.Itoa(c.SignedOn.Year())), policy.Str(f.No), policy.Words(f.SupplierSize.Title()), policy.Words(c.SupplierSize.Title()))
	}
}

func tenant(r *policy.Run, i int) {
	b := r.Book
	l := &b.Leases[i]
	if !b.Lessor(l).Ours() || b.Counterparty(l.Tenant) != nil || b.Enterprise(l.Tenant) != nil && b.EnterprisesGiven {
		return
	}
	r.Step(stepParty, policy.CodeOf(l.Tenant), "notice:5")
	r.Emit(policy.Finding{Rule: noTenant, Enterprise: l.Lessor, Beneficiary: l.Tenant, Key: l.No, Source: l.Source}, sayTenant, policy.CodeOf(l.Tenant))
}

func payable(r *policy.Run, i int) {
	b := r.Book
	p := &b.Payables[i]
	if !b.Payer(p).Ours() {
		return
	}
	if paid := debt.PaidBy(b, p, r.AsOf); paid > p.Amount && paid > 0 {
		r.Step(stepOwed, policy.Yuan(p.Amount), "notice:1")
		r.Step(stepPaid, policy.Yuan(paid), "notice:1")
		r.Emit(policy.Finding{Rule: overpaid, Enterprise: p.Payer, Beneficiary: p.Payee, Key: p.No, Source: p.Source, Amount: ledger.Some(paid - p.Amount)},
			sayOverpaid, policy.Yuan(p.Amount), policy.Yuan(paid), policy.Yuan(paid-p.Amount))
	}
	if signed := b.Agreed(p, r.AsOf).SignedOn; p.DeliveredOn != 0 && p.DeliveredOn < signed {
		r.Step(stepGoods, policy.Day(p.DeliveredOn), "notice:1")
		r.Step(stepSigned, policy.Day(signed), "notice:1")
		r.Emit(policy.Finding{Rule: earlyGoods, Enterprise: p.Payer, Beneficiary: p.Payee, Key: p.No, Source: p.Source},
			sayGoods, policy.Day(p.DeliveredOn), policy.Day(signed))
	}
}

func payment(r *policy.Run, i int) {
	b := r.Book
	pay := &b.Payments[i]
	p := b.PayableOf(pay)
	if p == nil || pay.PaidOn > r.AsOf || p.DeliveredOn > r.AsOf || pay.PaidOn >= p.DeliveredOn || !b.Payer(p).Ours() {
		return
	}
	r.Step(stepGoods, policy.Day(p.DeliveredOn), "notice:1")
	r.Emit(policy.Finding{Rule: earlyPaid, Enterprise: pay.Payer, Beneficiary: p.Payee, Key: pay.No, Source: pay.Source, Amount: ledger.Some(pay.Amount)},
		sayEarly, policy.Day(pay.PaidOn), policy.Day(p.DeliveredOn))
}
