package sample

import (
	"strconv"

	"shukun/civil"
	"shukun/money"
	"shukun/org"
)

func (w *world) drawInstruments(t *sheet) {
	d := w.draw("instruments")
	for i := range w.plan.instruments {
		c := &w.contracts[d.below(len(w.contracts))]
		issued := d.days(max(startOn, c.signed), asOf)
		matures := issued.AddMonths(among(d, []share[int]{{3, 15}, {6, 85}}))
		long := d.chance(40)
		if long {
			matures = issued.AddMonths(d.between(7, 12))
		}
		t.serialNo("instrument_no", "PJ", i+1)
		t.text("kind", among(d, []share[string]{{"bank_bill", 55}, {"commercial_bill", 28}, {"supply_chain_note", 17}}))
		t.code("issuer_code", w.units[c.buyer].code)
		t.code("payee_code", w.parties[c.supplier].code)
		t.yuan("amount", d.yuan(120_000, 15))
		t.day("issued_on", issued)
		t.day("matures_on", matures)
		settled := matures
		if d.chance(20) {
			settled += civil.Date(d.between(1, 20))
		}
		if settled <= asOf && !d.chance(12) {
			t.day("settled_on", settled)
		}
		if long && d.chance(300) {
			t.text("exception_reason", "双方书面约定（示例）")
		}
		t.end()
	}
}

// drawPositions gives every unit its funds at the ends of the last quarters, enough or not for what falls due.
func (w *world) drawPositions(t *sheet) {
	d := w.draw("cash_positions")
	usual := int64(w.plan.payables / len(w.units) * 8_000) // yuan: about what falls due in a month and what is late already
	for _, u := range w.units {
		end := asOf
		for range w.plan.positions {
			t.code("enterprise_code", u.code)
			t.day("as_of", end)
			t.yuan("available_funds", d.yuan(max(usual, 50_000), 8))
			t.end()
			end = (end - 75).EndOfMonth() // the quarter before
		}
	}
}

func (w *world) drawSupport(t *sheet) {
	d := w.draw("group_support")
	for i := range w.plan.support {
		u := pick(d, w.buyers)
		for w.units[u].parent < 0 {
			u = pick(d, w.buyers)
		}
		granted := d.days(startOn, asOf)
		t.serialNo("support_no", "ZC", i+1)
		t.code("group_code", w.units[w.units[u].parent].code)
		t.code("enterprise_code", w.units[u].code)
		t.text("kind", among(d, []share[string]{{"funds", 70}, {"credit", 30}}))
		t.yuan("amount", money.Yuan(int64(d.between(1, 60))*50_000))
		t.day("granted_on", granted)
		if repaid := granted + civil.Date(d.between(30, 300)); repaid <= asOf {
			t.day("repaid_on", repaid)
		}
		t.end()
	}
}

// drawEarly draws the early payments that the payables left behind; in a few a condition is not evidenced.
func (w *world) drawEarly(t *sheet) {
	d := w.draw("early_payments")
	for i, p := range w.early {
		t.serialNo("request_no", "TQ", i+1)
		t.text("payable_no", p.no)
		t.code("payer_code", w.units[p.payer].code)
		t.day("applied_on", p.applied)
		for _, condition := range []string{"long_term", "good_credit", "performed", "in_difficulty", "funds_safe"} {
			switch n := d.below(100); {
			case n < 94:
				t.yes(condition, true)
			case n < 96:
				t.yes(condition, false)
			}
		}
		t.day("decided_on", p.applied+civil.Date(d.below(int(p.paid-p.applied)+1)))
		t.text("decision_no", "示例财〔2022〕"+strconv.Itoa(i+1)+"号")
		t.yuan("amount", p.amount)
		t.day("paid_on", p.paid)
		t.end()
	}
}

// caseCities are the prefectures of the cases: nothing is listed or decreed there by chance, so that the cases stay what
// they are.
var caseCities = []org.Division{150100, 150600, 150800}

func caseCity(county org.Division) bool {
	for _, c := range caseCities {
		if org.Covers(c, county) {
			return true
		}
	}
	return false
}
