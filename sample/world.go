package sample

import (
	"strconv"

	"shukun/civil"
	"shukun/money"
	"shukun/org"
)

// region is Inner Mongolia, whose counties the sample is set in.
const region = org.Division(150000)

// startOn is the first day of trade in the sample.
var startOn = civil.MustOf(2021, 7, 1)

// world is what is drawn around the cases: groups, their units, the parties they deal with.
type world struct {
	plan      *plan
	seed      uint64
	counties  []org.Division
	units     []unit
	byLine    [][]int // units by line
	buyers    []int   // units that are ours
	parties   []party
	shops     []int // parties that rent premises
	suppliers zipf
	contracts []contract
	upstream  [][]upstream // by unit
	early     []early
}

// unit is a group company or subsidiary.
type unit struct {
	code   org.Code
	name   string
	parent int // index, -1 at the top
	size   org.Size
	ours   bool
	county org.Division
}

// party is a counterparty.
type party struct {
	code        org.Code
	name        string
	trade       int
	size        org.Size
	institution bool
	county      org.Division
}

func newWorld(size Size, seed uint64) *world {
	return &world{plan: &plans[size], seed: seed, counties: org.Counties(region), byLine: make([][]int, len(lines))}
}

func (w *world) draw(name string) *draw { return newDraw(w.seed, name) }

// write draws everything, ledger by ledger.
func (w *world) write(s *set) {
	w.drawUnits(s.sheet("enterprises"))
	w.drawParties(s.sheet("counterparties"))
	w.drawUpstream(s.sheet("upstream_receipts"))
	w.drawContracts(s.sheet("contracts"))
	w.drawPayables(s.sheet("payables"), s.sheet("payments"))
	w.drawInstruments(s.sheet("instruments"))
	w.drawPositions(s.sheet("cash_positions"))
	w.drawSupport(s.sheet("group_support"))
	w.drawEarly(s.sheet("early_payments"))
	w.drawListings(s.sheet("risk_areas"), s.sheet("local_policies"))
	w.drawLeases(s.sheet("leases"), s.sheet("relief_records"))
	w.drawAccounts(s.sheet("utility_accounts"), s.sheet("utility_bills"), s.sheet("supply_interruptions"))
	w.drawResale(s.sheet("power_resale"))
	w.drawDeposits(s.sheet("deposits"))
	w.drawTenders(s.sheet("tenders"))
	w.drawSales(s.sheet("commodity_sales"))
	w.drawInitiatives(s.sheet("initiatives"))
	w.drawRequests(s.sheet("service_requests"))
	w.drawComplaints(s.sheet("complaints"))
}

func (w *world) drawUnits(t *sheet) {
	d := w.draw("enterprises")
	for g := range w.plan.groups {
		top := len(w.units)
		head := heads[g%len(heads)]
		for i := range w.plan.units {
			u := unit{parent: top, county: pick(d, w.counties), ours: true, size: org.Large}
			control, holding, kind, industry := "wholly", money.Whole(100), "enterprise", "L72"
			if i == 0 {
				u.parent, u.name = -1, "示例"+head+"集团有限公司"
			} else {
				at := (i - 1) % len(lines)
				w.byLine[at] = append(w.byLine[at], len(w.units))
				industry = lines[at].industry
				u.name = u.county.Name() + "示例" + head + lines[at].word + "有限公司"
				if round := (i - 1) / len(lines); round > 0 {
					u.name = u.county.Name() + "示例" + head + lines[at].word + strconv.Itoa(round+1) + "公司"
				}
				u.size = among(d, []share[org.Size]{{org.Large, 30}, {org.Medium, 40}, {org.Small, 22}, {org.Micro, 8}})
				control = among(d, []share[string]{{"wholly", 60}, {"controlled", 30}, {"actual", 4}, {"minority", 6}})
				switch control {
				case "controlled":
					holding = money.Whole(int64(d.between(51, 95)))
				case "actual", "minority":
					holding = money.Whole(int64(d.between(20, 49)))
				}
				if control == "wholly" && i > len(lines) && d.chance(30) {
					kind, industry, u.name = "institution", "Q84", u.county.Name()+"示例"+head+"职工医院"+strconv.Itoa(i)
				}
				u.ours = control != "minority"
			}
			first := "91"
			if kind == "institution" {
				first = "12"
			}
			u.code = inventedCode(first, u.county, len(w.units)+1)
			if u.ours {
				w.buyers = append(w.buyers, len(w.units))
			}
			w.units = append(w.units, u)
			w.writeUnit(t, &u, control, holding, kind, industry)
		}
	}
}

func (w *world) writeUnit(t *sheet, u *unit, control string, holding money.Decimal, kind, industry string) {
	t.code("credit_code", u.code)
	t.text("name", u.name)
	if u.parent >= 0 {
		t.code("parent_code", w.units[u.parent].code)
		t.decimal("holding_percent", holding)
	}
	t.text("control", control)
	if kind == "enterprise" {
		t.text("size", u.size.String())
	}
	t.text("kind", kind)
	t.industry("industry_code", industry)
	t.county("county_code", u.county)
	t.end()
}
