package sample

import (
	"shukun/civil"
	"shukun/money"
)

// initiativeKinds are the clauses initiatives are for, with a kind and a unit of account.
var initiativeKinds = []struct {
	clause     int
	kind, unit string
}{
	{14, "创新基金", "万元"}, {15, "创新服务", "场"}, {16, "双创平台", "户"}, {17, "联合攻关", "项"}, {18, "订单预告", "批"}, {20, "产业联盟", "户"}, {21, "复工帮助", "户"},
	{22, "服务月", "次"}, {10, "一站式服务", "户"}, {12, "保供稳价", "万吨"},
}

func (w *world) drawInitiatives(t *sheet) {
	d := w.draw("initiatives")
	for i := range w.plan.initiatives {
		p := initiativeKinds[i%len(initiativeKinds)]
		u := pick(d, w.buyers)
		from := d.days(civil.MustOf(2021, 10, 1), civil.MustOf(2022, 9, 30))
		to := from.AddMonths(d.between(2, 12))
		target := int64(d.between(5, 60))
		t.serialNo("initiative_no", "JC", i+1)
		t.code("enterprise_code", w.units[u].code)
		t.integer("clause", p.clause)
		t.text("title", w.units[u].county.Name()+"示例"+p.kind)
		t.text("kind", p.kind)
		t.day("starts_on", from)
		t.day("ends_on", to)
		t.decimal("target", money.Whole(target))
		status := "active"
		switch {
		case to <= asOf:
			status = "done"
			t.decimal("achieved", money.Whole(target*int64(d.between(70, 130))/100))
		case d.chance(200):
			status = "planned"
		}
		t.text("unit", p.unit)
		t.integer("sme_count", d.between(3, 90))
		t.yuan("amount", money.Yuan(int64(d.between(1, 80))*10_000))
		t.text("status", status)
		t.end()
	}
}

func (w *world) drawRequests(t *sheet) {
	d := w.draw("service_requests")
	suppliers := append(append(append([]int{}, w.byLine[linePower]...), w.byLine[lineWater]...), w.byLine[lineGas]...)
	kinds := []share[string]{{"payment", 35}, {"repair", 35}, {"connection", 12}, {"other", 18}}
	for i := range w.plan.requests {
		submitted := d.days(civil.MustOf(2022, 6, 2), asOf)
		kind := among(d, kinds)
		most := 1
		if kind == "connection" || kind == "other" {
			most = 6
		}
		t.serialNo("request_no", "SQ", i+1)
		t.code("enterprise_code", w.units[suppliers[d.below(len(suppliers))]].code)
		t.code("customer_code", w.parties[d.below(len(w.parties))].code)
		t.text("kind", kind)
		t.text("channel", among(d, []share[string]{{"online", 60}, {"counter", 15}, {"phone", 25}}))
		t.day("submitted_on", submitted)
		took := d.below(most + 1)
		if d.chance(50) {
			took += d.between(2, 12)
		}
		if resolved := submitted + civil.Date(took); resolved <= asOf {
			t.day("resolved_on", resolved)
		}
		t.end()
	}
}

// drawComplaints draws complaints on their way: received, accepted, forwarded, answered, closed, as far as they have come.
func (w *world) drawComplaints(t *sheet) {
	d := w.draw("complaints")
	subjects := []share[string]{{"payment", 55}, {"rent", 20}, {"terms", 10}, {"deposit", 8}, {"supply", 4}, {"other", 3}}
	for i := range w.plan.complaints {
		at := d.days(civil.MustOf(2022, 3, 1), asOf)
		t.serialNo("complaint_no", "TS", i+1)
		t.code("respondent_code", w.units[pick(d, w.buyers)].code)
		t.code("complainant_code", w.parties[d.below(len(w.parties))].code)
		t.text("subject", among(d, subjects))
		t.yuan("amount", d.yuan(40_000, 15))
		t.day("received_on", at)
		for _, step := range []struct {
			column string
			most   int
		}{{"accepted_on", 12}, {"forwarded_on", 12}, {"file_received_on", 5}, {"replied_on", 32}} {
			if at += civil.Date(d.between(1, step.most)); at > asOf {
				break
			}
			t.day(step.column, at)
			if step.column == "replied_on" {
				t.yes("verified", d.chance(450))
				if closed := at + civil.Date(d.between(1, 40)); closed <= asOf && d.chance(900) {
					t.day("closed_on", closed)
				}
			}
		}
		t.end()
	}
}
