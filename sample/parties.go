package sample

import (
	"strconv"

	"shukun/money"
	"shukun/org"
)

// firstPartyCode numbers the parties apart from the units.
const firstPartyCode = 10_001

func (w *world) drawParties(t *sheet) {
	d := w.draw("counterparties")
	rows := make([]*org.SizeRow, len(trades))
	weights := make([]share[int], len(trades))
	for i, tr := range trades {
		rows[i] = sizeRow(tr.industry)
		weights[i] = share[int]{i, tr.weight}
	}
	for i := range w.plan.parties {
		p := party{trade: among(d, weights), county: pick(d, w.counties)}
		p.size = among(d, []share[org.Size]{{org.Individual, 14}, {org.Micro, 38}, {org.Small, 28}, {org.Medium, 11}, {org.Large, 5}, {org.SizeUnknown, 4}})
		p.institution = p.size == org.SizeUnknown && d.chance(400)
		entity, first := "enterprise", "91"
		p.name = p.county.Name() + "示例" + pick(d, shopWords) + trades[p.trade].word
		switch {
		case p.size == org.Individual:
			entity, first, p.name = "individual", "92", p.name+"店"+strconv.Itoa(i+1)
		case p.institution:
			entity, first, p.name = "institution", "12", p.county.Name()+"示例第"+strconv.Itoa(i+1)+"中学"
		default:
			p.name += strconv.Itoa(i+1) + "有限公司"
		}
		p.code = inventedCode(first, p.county, firstPartyCode+i)
		if trades[p.trade].shop && !p.institution {
			w.shops = append(w.shops, i)
		}
		w.parties = append(w.parties, p)
		t.code("credit_code", p.code)
		t.text("name", p.name)
		t.text("entity_type", entity)
		if !p.institution {
			t.industry("industry_code", trades[p.trade].industry)
			writeSize(t, d, &p, rows[p.trade])
		}
		t.county("county_code", p.county)
		t.end()
	}
	w.suppliers = newZipf(len(w.parties))
}

// sizeRow finds the row of the standard for an industry, nil if it has none.
func sizeRow(industry string) *org.SizeRow {
	_, outcome := org.ComputeSize(org.SizeFacts{Industry: org.MustIndustry(industry)})
	for _, r := range org.SizeRows() {
		if r.Number == outcome.Row {
			return &r
		}
	}
	return nil
}

// writeSize writes the facts that make a party's size what it is, or, for some, a declaration, or both.
func writeSize(t *sheet, d *draw, p *party, row *org.SizeRow) {
	if p.size == org.SizeUnknown {
		if d.chance(500) {
			t.integer("employees", d.between(3, 400))
		}
		return
	}
	if p.size == org.Individual {
		return
	}
	figures := row != nil && d.chance(800)
	if figures {
		if row.Employees != (org.Limits{}) {
			t.integer("employees", int(within(d, p.size, row.Employees)))
		}
		if row.Revenue != (org.Limits{}) {
			t.decimal("revenue", money.Whole(within(d, p.size, row.Revenue)))
		}
		if row.Assets != (org.Limits{}) {
			t.decimal("assets", money.Whole(within(d, p.size, row.Assets)))
		}
	}
	if declared := p.size; !figures || d.chance(500) {
		if figures && d.chance(30) { // a few declare themselves otherwise than the figures say
			declared = org.Micro
		}
		t.text("declared_size", declared.String())
		t.day("declared_on", d.days(startOn, asOf-60))
	}
}

// within gives a figure that puts a party in its class.
func within(d *draw, size org.Size, l org.Limits) int64 {
	low, high := l.Large, l.Large*3
	switch size {
	case org.Medium:
		low, high = l.Medium, l.Large-1
	case org.Small:
		low, high = l.Small, l.Medium-1
	case org.Micro:
		low, high = 1, l.Small-1
	}
	return int64(d.between(int(low), int(max(low, high))))
}
