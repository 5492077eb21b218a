package sample

import (
	"shukun/civil"
	"shukun/money"
)

func (w *world) drawDeposits(t *sheet) {
	d := w.draw("deposits")
	// permille are what is usually taken, of the base; a few take more.
	permille := map[string]int64{"bid": 15, "performance": 60, "quality": 30, "wage": 20, "other": 20}
	for i := range w.plan.deposits {
		works := d.chance(400)
		kind, subject := among(d, []share[string]{{"bid", 60}, {"performance", 38}, {"other", 2}}), "goods"
		if works {
			subject = "works"
			kind = among(d, []share[string]{{"bid", 35}, {"performance", 25}, {"quality", 28}, {"wage", 10}, {"other", 2}})
		}
		base := d.yuan(600_000, 15)
		amount, _ := base.MulDiv(permille[kind], 1000)
		if d.chance(30) {
			amount *= 2
		}
		received := d.days(startOn, asOf)
		due := received + civil.Date(d.between(20, 400))
		t.serialNo("deposit_no", "BZ", i+1)
		t.code("holder_code", w.units[pick(d, w.buyers)].code)
		t.code("payer_code", w.parties[w.suppliers.rank(d)].code)
		t.text("kind", kind)
		t.serialNo("contract_no", "XM", 1+d.below(w.plan.deposits))
		t.text("subject", subject)
		t.yuan("base_amount", base)
		t.yuan("amount", max(amount-amount%100, 100))
		t.text("form", among(d, []share[string]{{"cash", 45}, {"guarantee", 45}, {"insurance", 10}}))
		t.yes("cash_only", d.chance(15))
		t.yes("guarantee_refused", d.chance(10))
		t.day("received_on", received)
		t.day("due_back_on", due)
		if returned := due - civil.Date(d.below(10)) + civil.Date(d.below(2)*d.below(30)); returned <= asOf && returned >= received && !d.chance(30) {
			t.day("returned_on", returned)
		}
		t.end()
	}
}

// tenderTexts are what announcements say of suppliers; the last two shut small ones out.
var tenderTexts = []share[string]{
	{"", 700},
	{"供应商应具有独立承担民事责任的能力，具备履行合同所必需的设备和专业技术能力。", 280},
	{"供应商注册资本不低于3000万元，成立年限不少于5年。", 12},
	{"在项目所在地设有分公司的供应商加5分。", 8},
}

func (w *world) drawTenders(t *sheet) {
	d := w.draw("tenders")
	for i := range w.plan.tenders {
		published := d.days(startOn, asOf)
		budget := d.yuan(500_000, 15)
		t.serialNo("tender_no", "CG", i+1)
		t.code("buyer_code", w.units[pick(d, w.buyers)].code)
		t.text("title", pick(d, w.counties).Name()+"示例"+pick(d, trades).word+"采购公告")
		t.day("published_on", published)
		t.yuan("budget", budget)
		t.text("text", among(d, tenderTexts))
		if awarded := published + civil.Date(d.between(10, 40)); awarded <= asOf && d.chance(900) {
			award, _ := budget.MulDiv(int64(d.between(820, 999)), 1000)
			t.code("winner_code", w.parties[w.suppliers.rank(d)].code)
			t.yuan("award_amount", award)
			t.day("awarded_on", awarded)
		}
		t.end()
	}
}

// drawSales draws sales of coal by the mines: mostly under the limits, a few over them.
func (w *world) drawSales(t *sheet) {
	d := w.draw("commodity_sales")
	mines := w.byLine[lineCoal]
	for i := range w.plan.sales {
		region, kcal, base := "mengxi", int64(d.between(50, 58)*100), int64(440)
		if d.chance(400) {
			region, kcal, base = "mengdong", int64(d.between(32, 38)*100), 285
		}
		term, standard := "long_term", int64(5500)
		if region == "mengdong" {
			standard = 3500
		}
		if d.chance(300) {
			term, base = "spot", base*3/2
		}
		price := base * 100 * kcal / standard * int64(d.between(900, 1030)) / 1000
		tonnes := max(50, d.spread(2000, 12))
		t.serialNo("sale_no", "XS", i+1)
		t.code("seller_code", w.units[mines[d.below(len(mines))]].code)
		t.text("commodity", "coal")
		t.text("region", region)
		t.decimal("kcal", money.Whole(kcal))
		t.text("term", term)
		t.decimal("price", money.Decimal(price*money.Scale/100))
		freight := int64(d.between(40, 160))
		t.decimal("freight", money.Whole(freight))
		if d.chance(900) {
			t.decimal("reasonable_freight", money.Whole(freight-int64(d.below(20)/19)*15))
		}
		t.decimal("quantity", money.Whole(tonnes))
		if term == "long_term" {
			t.decimal("contracted_quantity", money.Whole(tonnes+int64(d.below(8)/7)*tonnes/10))
		}
		t.day("sold_on", d.days(startOn, asOf))
		t.end()
	}
}
