package sample

import (
	"shukun/civil"
	"shukun/money"
)

// service is what a utility account is for, which line supplies it, and about what it costs.
type service struct {
	key, use string
	line     int
	price    int // yuan a unit times 10,000
	median   int64
}

var services = []share[service]{
	{service{"power", "commercial", linePower, 6500, 3000}, 62},
	{service{"power", "residential", linePower, 4800, 260}, 5},
	{service{"power", "agricultural", linePower, 4500, 900}, 5},
	{service{"water", "", lineWater, 47_000, 60}, 20},
	{service{"gas", "", lineGas, 31_000, 300}, 8},
}

// account is what the bills of an account need to know.
type account struct {
	no         string
	kind       service
	discounted bool // the supplier takes 5 % off
}

// drawAccounts draws accounts, their monthly bills from the spring of 2022 on, and some cuts.
func (w *world) drawAccounts(t, bills, stops *sheet) {
	d := w.draw("utility_accounts")
	n := 0
	for i := range w.plan.accounts {
		a := account{no: serialNo("DH", i+1), kind: among(d, services)}
		customer := &w.parties[d.below(len(w.parties))]
		suppliers := w.byLine[a.kind.line]
		t.text("account_no", a.no)
		t.code("supplier_code", w.units[suppliers[d.below(len(suppliers))]].code)
		t.code("customer_code", customer.code)
		t.text("service", a.kind.key)
		if a.kind.key == "power" {
			low, agent := d.chance(850), d.chance(800)
			if low {
				t.decimal("voltage_kv", money.Scale*4/10)
			} else {
				t.decimal("voltage_kv", money.Whole(10))
			}
			t.yes("agent_purchase", agent)
			t.text("use", a.kind.use)
			a.discounted = low && agent && a.kind.use == "commercial"
		}
		t.end()
		if i < w.plan.stops {
			w.drawStop(d, stops, &a)
		}
		for m := range w.plan.bills {
			n++
			w.drawUtilityBill(d, bills, &a, n, civil.MustOf(2022, 5, 1).AddMonths(m))
		}
	}
}

func (w *world) drawStop(d *draw, t *sheet, a *account) {
	stopped := d.days(civil.MustOf(2022, 6, 2), asOf-10)
	t.text("account_no", a.no)
	t.day("stopped_on", stopped)
	t.day("restored_on", stopped+civil.Date(d.between(1, 9)))
	t.text("reason", among(d, []share[string]{{"arrears", 30}, {"maintenance", 50}, {"safety", 15}, {"other", 5}}))
	t.end()
}

func (w *world) drawUtilityBill(d *draw, t *sheet, a *account, n int, from civil.Date) {
	to := from.EndOfMonth()
	quantity := max(1, d.spread(a.kind.median, 12))
	price := int64(a.kind.price + d.between(-3, 3)*50)
	charged := price
	if a.discounted && from >= civil.MustOf(2022, 6, 1) && !d.chance(30) {
		charged = (price*95 + 50) / 100
	}
	amount, _ := money.Fen(quantity).MulDiv(charged, 100)
	due := to + 20
	t.serialNo("bill_no", "ZD", n)
	t.text("account_no", a.no)
	t.day("period_start", from)
	t.day("period_end", to)
	t.decimal("quantity", money.Whole(quantity))
	t.decimal("price", money.Decimal(price*money.Scale/10_000))
	t.yuan("amount", amount)
	t.day("due_on", due)
	paid := due - civil.Date(d.below(18))
	if d.chance(80) {
		paid = due + civil.Date(1+min(d.spread(40, 15), 300))
	}
	if paid <= asOf {
		t.day("paid_on", paid)
		if paid > due && d.chance(60) {
			fee, _ := amount.MulDiv(int64(paid-due), 1000)
			t.yuan("late_fee", fee)
		}
	}
	t.end()
}

func (w *world) drawResale(t *sheet) {
	d := w.draw("power_resale")
	parks := w.byLine[linePark]
	for i := range w.plan.points {
		u := &w.units[parks[d.below(len(parks))]]
		convertible, converted := d.chance(400), d.days(startOn, asOf+120)
		for m := range w.plan.periods {
			from := civil.MustOf(2022, 5, 1).AddMonths(m)
			kwh := max(100, d.spread(20_000, 12))
			own := kwh * int64(d.between(5, 40)) / 100
			paid, _ := money.Fen(kwh).MulDiv(int64(6200+d.below(600)), 100)
			collected, _ := paid.MulDiv(kwh-own, kwh)
			if d.chance(60) {
				collected += collected / 10
			}
			t.serialNo("point_no", "ZGD", i+1)
			t.code("reseller_code", u.code)
			t.day("period_start", from)
			t.day("period_end", from.EndOfMonth())
			t.decimal("grid_kwh", money.Whole(kwh))
			t.yuan("grid_amount", paid)
			t.decimal("own_kwh", money.Whole(own))
			t.yuan("resold_amount", collected-collected%100)
			t.yes("clear_title", convertible || d.chance(300))
			t.yes("convertible", convertible)
			if convertible && converted <= asOf {
				t.day("converted_on", converted)
			}
			t.end()
		}
	}
}
