package sample

import (
	"strconv"

	"shukun/civil"
	"shukun/money"
	"shukun/org"
)

func (w *world) drawListings(areas, policies *sheet) {
	d := w.draw("risk_areas")
	free := make([]org.Division, 0, len(w.counties))
	for _, c := range w.counties {
		if !caseCity(c) {
			free = append(free, c)
		}
	}
	// Each county is listed from an own month on, so that no listing stands twice.
	for i := range w.plan.listings {
		county := free[i%len(free)]
		round := i / len(free)
		listed := civil.MustOf(2022, 1+(round*4+d.below(4))%12, d.between(1, 28))
		areas.county("county_code", county)
		areas.text("level", among(d, []share[string]{{"high", 30}, {"medium", 70}}))
		areas.day("listed_on", listed)
		if delisted := listed + civil.Date(d.between(10, 45)); delisted <= asOf {
			areas.day("delisted_on", delisted)
		}
		areas.text("place", "示例小区"+strconv.Itoa(i+1)+"号楼")
		areas.text("source", "虚构的示例数据")
		areas.end()
	}
	for i := range w.plan.policies {
		policies.county("county_code", free[(i*7+3)%len(free)])
		policies.decimal("months", money.Whole(int64(d.between(3, 6))))
		policies.day("effective_on", civil.MustOf(2022, 4+i%6, 1))
		policies.text("document", "虚构的示例文件"+strconv.Itoa(i+1))
		policies.day("complete_by", civil.MustOf(2022, 12, 31))
		policies.end()
	}
}

// lease is what the relief given on a lease needs to know.
type lease struct {
	no       string
	tenant   *party // nil: a unit of the group, which sublets
	from, to civil.Date
	rent     money.Fen

	sublessor *unit // of a lease that is sublet
	county    org.Division
}

// drawLeases draws leases, some of them to a unit that sublets, and the relief that lessors gave: most of them what they
// take to be due, some less or none.
func (w *world) drawLeases(t, records *sheet) {
	d := w.draw("leases")
	property, managers := w.byLine[lineProperty], w.byLine[lineManager]
	var head *lease
	given := 0
	for i := range w.plan.leases {
		at := d.below(len(property))
		lessor, tenant := &w.units[property[at]], &w.units[managers[at%len(managers)]]
		l := lease{no: serialNo("ZL", i+1), tenant: &w.parties[pick(d, w.shops)], rent: d.yuan(6000, 10)}
		l.rent -= l.rent % 1000
		l.from = d.days(civil.MustOf(2019, 1, 1), civil.MustOf(2022, 9, 1))
		l.to = l.from.AddMonths(12*d.between(1, 5)) - 1
		county := l.tenant.county
		t.text("lease_no", l.no)
		switch sublet := head == nil && d.chance(25); {
		case sublet:
			l.tenant, head = nil, &l
			t.code("lessor_code", lessor.code)
			t.code("tenant_code", tenant.code)
			l.sublessor, l.county = tenant, county
		case head != nil:
			t.code("lessor_code", head.sublessor.code)
			t.code("tenant_code", l.tenant.code)
			t.text("head_lease_no", head.no)
			l.from, l.to, county, head = head.from, head.to, head.county, nil
		default:
			t.code("lessor_code", lessor.code)
			t.code("tenant_code", l.tenant.code)
		}
		t.county("county_code", county)
		t.text("address", county.Name()+"示例街"+strconv.Itoa(i+1)+"号")
		t.day("starts_on", l.from)
		t.day("ends_on", l.to)
		t.yuan("monthly_rent", l.rent)
		if d.chance(100) {
			t.text("minority_decision_no", "示例股东会〔2022〕"+strconv.Itoa(i+1)+"号")
		}
		t.end()
		if l.tenant != nil {
			w.drawRelief(d, records, &l, &given)
		}
	}
}

// givenMonths is what the lessors of the sample take to be due; what is due is for the rules to say.
const givenMonths = 3

func (w *world) drawRelief(d *draw, t *sheet, l *lease, given *int) {
	first, last := civil.MustOf(2022, 1, 1), asOf
	days := min(l.to, last) - max(l.from, first) + 1
	small := l.tenant.size >= org.Small
	if days <= 0 || !small && !d.chance(40) || small && d.chance(150) {
		return
	}
	amount, _ := l.rent.MulDiv(givenMonths*int64(days), 365)
	switch n := d.below(100); {
	case n < 10:
		amount /= 2
	case n < 12:
		amount += money.Yuan(100)
	}
	if amount <= 0 {
		return
	}
	*given++
	done := d.days(civil.MustOf(2022, 4, 1), civil.MustOf(2022, 7, 20))
	t.serialNo("record_no", "JM", *given)
	t.text("lease_no", l.no)
	t.text("method", among(d, []share[string]{{"waive", 60}, {"offset", 25}, {"refund", 12}, {"extend", 3}}))
	t.yuan("amount", amount)
	t.day("done_on", max(done, l.from))
	if small {
		t.text("basis", "entitled")
	} else {
		t.text("basis", among(d, []share[string]{{"discretionary", 70}, {"entitled", 30}}))
	}
	t.text("decision_no", "示例减租〔2022〕"+strconv.Itoa(*given)+"号")
	t.end()
}
