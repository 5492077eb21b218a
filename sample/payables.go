package sample

import (
	"shukun/civil"
	"shukun/money"
	"shukun/org"
)

// early is a payment made before it was due.
type early struct {
	no            string
	payer         int
	amount        money.Fen
	applied, paid civil.Date
}

// bill is a payable while it is being drawn.
type bill struct {
	no                           string
	c                            *contract
	contractNo                   string
	payer, payee                 int
	amount                       money.Fen
	delivered, accepted, settled civil.Date
	written                      civil.Date // the day the parties wrote down
	due                          civil.Date // what the parties reckon with, roughly; zero: nothing
}

// drawPayables draws payables and what was paid on them: most on time, some late, some never.
func (w *world) drawPayables(t, pay *sheet) {
	d := w.draw("payables")
	payments := 0
	for i := range w.plan.payables {
		b := w.drawBill(d, i)
		t.text("payable_no", b.no)
		t.code("payer_code", w.units[b.payer].code)
		t.code("payee_code", w.parties[b.payee].code)
		t.text("contract_no", b.contractNo)
		t.yuan("amount", b.amount)
		t.day("delivered_on", b.delivered)
		t.day("accepted_on", b.accepted)
		t.day("settled_on", b.settled)
		t.day("due_on", b.written)
		if d.chance(10) {
			part, _ := b.amount.MulDiv(int64(d.between(5, 60)), 100)
			t.yuan("disputed_amount", part)
		}
		w.pay(d, &b, t, pay, &payments)
		if ups := w.upstream[b.payer]; len(ups) > 0 && d.chance(30) {
			t.text("upstream_no", pick(d, ups).no)
		}
		if d.chance(8) && b.delivered+5 <= asOf {
			asked := d.days(b.delivered+1, min(b.delivered+30, asOf))
			t.day("confirmation_requested_on", asked)
			if confirmed := asked + civil.Date(d.between(3, 36)); confirmed <= asOf {
				t.day("confirmed_on", confirmed)
			}
		}
		t.end()
	}
}

func (w *world) drawBill(d *draw, i int) bill {
	b := bill{no: serialNo("YF", i+1), amount: d.yuan(28_000, 20)}
	at := d.below(len(w.contracts))
	c := &w.contracts[at]
	b.payer, b.payee = c.buyer, c.supplier
	if !d.chance(60) {
		b.c, b.contractNo = c, serialNo("HT", at+1)
	}
	b.delivered = max(busyDay(d), c.signed+civil.Date(d.between(2, 25)))
	if accepted := b.delivered + civil.Date(d.between(1, 14)); accepted <= asOf && d.chance(900) {
		b.accepted = accepted
	}
	if settled := b.accepted + civil.Date(d.between(1, 12)); b.accepted != 0 && settled <= asOf && d.chance(500) {
		b.settled = settled
	}
	switch {
	case b.c != nil && b.c.start != "" && !d.chance(300):
		start := b.delivered
		if b.c.start == "acceptance" && b.accepted != 0 {
			start = b.accepted
		} else if b.c.start == "settlement" && b.settled != 0 {
			start = b.settled
		}
		b.due = start.AddDays(b.c.days)
	case !d.chance(70):
		b.written = b.delivered.AddDays(among(d, termDays))
		b.due = b.written
	}
	return b
}

// busyDay draws a day of delivery: trade grows slowly over the months and crowds at their ends.
func busyDay(d *draw) civil.Date {
	year, month, _ := startOn.Split()
	last := 0
	for m := range 18 {
		last += 20 + m
		if m%12 == 5 {
			last += 12 // December
		}
	}
	at := d.below(last)
	for m := range 18 {
		weight := 20 + m
		if m%12 == 5 {
			weight += 12
		}
		if at -= weight; at < 0 {
			month += m
			break
		}
	}
	first := civil.MustOf(year+(month-1)/12, (month-1)%12+1, 1)
	end := first.EndOfMonth()
	if d.chance(450) {
		return d.days(end-4, end)
	}
	return d.days(first, end)
}

// methods are how bills are paid where paper was agreed on, and where it was not.
var (
	methods      = []share[string]{{"transfer", 74}, {"bank_bill", 13}, {"commercial_bill", 5}, {"supply_chain_note", 4}, {"cash", 2}, {"other", 2}}
	plainMethods = []share[string]{{"transfer", 960}, {"bank_bill", 6}, {"commercial_bill", 2}, {"supply_chain_note", 2}, {"cash", 15}, {"other", 15}}
	excuses      = []share[string]{{"internal_process", 30}, {"upstream_unpaid", 25}, {"dispute", 15}, {"awaiting_audit", 10}, {"leader_changed", 5}, {"awaiting_filing", 5}, {"other", 10}}
)

// pay draws when and how a bill is paid, on the payables ledger or in payments of their own.
func (w *world) pay(d *draw, b *bill, t, pay *sheet, payments *int) {
	due := b.due
	if due == 0 {
		due = b.delivered + 60
	}
	if applied := b.delivered + 6; due > b.delivered+35 && applied+8 <= asOf && d.below(w.plan.payables) < 3*w.plan.early && len(w.early) < w.plan.early {
		on := applied + civil.Date(d.between(3, 8))
		w.early = append(w.early, early{b.no, b.payer, b.amount, applied, on})
		w.payment(d, b, pay, payments, on, b.amount)
		return
	}
	paid := civil.Date(0)
	switch how := d.below(100); {
	case how < 82:
		paid = max(b.delivered, due-civil.Date(d.below(20)))
	case how < 94:
		paid = due + civil.Date(1+min(d.spread(16, 15), 400))
	}
	switch paid.Weekday() {
	case 6:
		paid -= min(1, max(0, paid-b.delivered))
	case 0:
		paid++
	}
	if paid <= 1 || paid > asOf {
		if due < asOf && d.chance(350) {
			t.text("unpaid_reason", among(d, excuses))
		}
		return
	}
	if d.chance(290) {
		t.yuan("paid_amount", b.amount)
		t.day("paid_on", paid)
		return
	}
	rest := b.amount
	if d.chance(120) {
		part, _ := b.amount.MulDiv(int64(d.between(30, 70)), 100)
		w.payment(d, b, pay, payments, max(b.delivered, paid-30), part)
		rest -= part
	}
	w.payment(d, b, pay, payments, paid, rest)
}

func (w *world) payment(d *draw, b *bill, pay *sheet, payments *int, on civil.Date, amount money.Fen) {
	if amount <= 0 {
		return
	}
	*payments++
	shares := plainMethods
	if b.c != nil && b.c.noncash == "是" && w.parties[b.payee].size != org.Individual {
		shares = methods
	}
	pay.serialNo("payment_no", "FK", *payments)
	pay.text("payable_no", b.no)
	pay.code("payer_code", w.units[b.payer].code)
	pay.day("paid_on", on)
	pay.yuan("amount", amount)
	pay.text("method", among(d, shares))
	pay.end()
}
