package sample

import (
	"shukun/civil"
	"shukun/money"
	"shukun/org"
)

// contract is what the payables under it need to know.
type contract struct {
	buyer, supplier int
	signed          civil.Date
	start           string // delivery, acceptance, settlement; empty: no term agreed
	days            int
	noncash         string // 是, 否 or empty
}

// upstream is an upstream receipt a unit's payables may hang on.
type upstream struct{ no string }

var (
	// agreedRates are the overdue rates contracts agree on, in percent a year times 100.
	agreedRates = []share[int64]{{385, 20}, {435, 30}, {500, 20}, {600, 15}, {730, 10}, {300, 5}}
	termDays    = []share[int]{{30, 30}, {45, 15}, {60, 35}, {90, 15}, {180, 5}}
	termStarts  = []share[string]{{"acceptance", 52}, {"delivery", 20}, {"settlement", 20}, {"", 8}}
)

func (w *world) drawContracts(t *sheet) {
	d := w.draw("contracts")
	first := startOn.AddDays(-300)
	for i := range w.plan.contracts {
		c := contract{buyer: pick(d, w.buyers), supplier: w.suppliers.rank(d), signed: d.days(first, asOf-30)}
		c.start, c.days = among(d, termStarts), among(d, termDays)
		c.noncash = among(d, []share[string]{{"是", 30}, {"否", 45}, {"", 25}})
		w.contracts = append(w.contracts, c)
		p := &w.parties[c.supplier]
		t.serialNo("contract_no", "HT", i+1)
		t.code("buyer_code", w.units[c.buyer].code)
		t.code("supplier_code", p.code)
		t.text("subject", among(d, []share[string]{{"goods", 60}, {"works", 18}, {"services", 22}}))
		t.day("signed_on", c.signed)
		t.yuan("amount", d.yuan(300_000, 18))
		if c.start != "" {
			t.text("term_start", c.start)
			t.integer("term_days", c.days)
		}
		if c.start == "acceptance" && d.chance(700) {
			t.integer("inspection_days", pick(d, []int{7, 10, 15}))
		}
		if d.chance(250) {
			t.decimal("overdue_rate", money.Decimal(among(d, agreedRates)*money.Scale/100))
		}
		if c.noncash != "" {
			t.yes("noncash_agreed", c.noncash == "是")
		}
		if p.size != org.SizeUnknown && d.chance(600) {
			t.text("supplier_size", p.size.String())
		}
		t.end()
	}
}

func (w *world) drawUpstream(t *sheet) {
	d := w.draw("upstream_receipts")
	w.upstream = make([][]upstream, len(w.units))
	for i := range w.plan.upstream {
		u := pick(d, w.buyers)
		no := serialNo("HK", i+1)
		w.upstream[u] = append(w.upstream[u], upstream{no})
		due, amount := d.days(startOn, asOf+60), d.yuan(800_000, 15)
		t.text("upstream_no", no)
		t.code("enterprise_code", w.units[u].code)
		t.text("customer_name", pick(d, w.counties).Name()+"示例建设指挥部")
		t.day("due_on", due)
		t.yuan("due_amount", amount)
		received := due + civil.Date(d.between(-10, 60))
		switch paid := d.below(100); {
		case received > asOf || paid >= 80:
			if due < asOf && d.chance(700) {
				t.day("chased_on", d.days(due+1, asOf))
			}
		case paid >= 65:
			part, _ := amount.MulDiv(int64(d.between(20, 90)), 100)
			t.day("received_on", received)
			t.yuan("received_amount", part)
		default:
			t.day("received_on", received)
			t.yuan("received_amount", amount)
		}
		t.end()
	}
}
