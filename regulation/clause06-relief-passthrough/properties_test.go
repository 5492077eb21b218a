package reliefpassthrough_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
	"shukun/org"
	"shukun/policy"
	"shukun/regulation"
)

func load(t *testing.T, readings string) *regulation.Regulation {
	t.Helper()
	g, err := regulation.Load(fstest.MapFS{"readings.yaml": {Data: []byte(readings)}})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// code makes the n-th valid credit code.
func code(n int) string {
	first := fmt.Sprintf("91150100MA%07d", n)
	check, _ := org.CheckCharacter(first)
	return first + string(check)
}

const owner, ours, middleman, tenant = 1, 2, 3, 10

var (
	newYear = civil.MustOf(2022, 1, 1)
	lastDay = civil.MustOf(2022, 12, 31)
)

// market is a head lease of the owner, let on by a sub-lessor to many occupants.
type market struct {
	sublessor       int
	leases, records []string
}

func (m *market) let(no string, lessor, tenant int, from, to civil.Date, rent int, head string) {
	m.leases = append(m.leases, fmt.Sprintf("%s,%s,%s,150104,%v,%v,%d.%02d,%s", no, code(lessor), code(tenant), from, to, rent/100, rent%100, head))
}

func (m *market) record(lease string, yuan int) {
	m.records = append(m.records, fmt.Sprintf("R-%d,%s,waive,%d,2022-05-20", len(m.records), lease, yuan))
}

// evaluate asks the rent clauses about the market on a day.
func (m *market) evaluate(t interface{ Fatal(...any) }, g *regulation.Regulation, asOf civil.Date, rules ...string) []*policy.Finding {
	parties := []string{code(middleman) + ",p,enterprise,L72,small"}
	for i := range 6 {
		parties = append(parties, code(tenant+i)+",t,individual,O80,")
	}
	file := func(kind, header string, rows []string) ledger.Input {
		return ledger.Input{Name: kind + ".csv", Data: []byte(header + "\n" + strings.Join(rows, "\n") + "\n")}
	}
	inputs := []ledger.Input{
		file("enterprises", "credit_code,name,parent_code,control", []string{code(owner) + ",O,,wholly", code(ours) + ",S," + code(owner) + ",wholly"}),
		file("counterparties", "credit_code,name,entity_type,industry_code,declared_size", parties),
		file("leases", "lease_no,lessor_code,tenant_code,county_code,starts_on,ends_on,monthly_rent,head_lease_no", m.leases),
	}
	if len(m.records) > 0 {
		inputs = append(inputs, file("relief_records", "record_no,lease_no,method,amount,done_on", m.records))
	}
	book, report, err := ledger.Read(inputs, ledger.Options{Workers: 1})
	if err != nil || len(report.Rejected) > 0 {
		t.Fatal(err, report.Rejected)
	}
	return g.Evaluate(book, policy.Question{AsOf: asOf}, regulation.Filter{Rules: rules}, 1, nil)
}

func sum(found []*policy.Finding) (all money.Fen) {
	for _, f := range found {
		all += f.Amount.V
	}
	return all
}

// With the head rent shared by rent, the occupants together never get more than the owner's rent relieved, but for the
// rounding of each; and just that if there is an occupant on every day.
func TestSharedHeadRentIsGivenUpOnce(t *testing.T) {
	g := load(t, "- {id: head-rent-shared, value: by-rent, source: a test}\n")
	rapid.Check(t, func(t *rapid.T) {
		var m market
		head := rapid.IntRange(1, 5_000_000).Draw(t, "head rent")
		m.let("H", owner, middleman, newYear, lastDay, head, "")
		n := rapid.IntRange(2, 6).Draw(t, "occupants")
		always := rapid.Bool().Draw(t, "one stays all year")
		for i := range n {
			from := civil.Date(rapid.IntRange(int(newYear-30), int(lastDay)).Draw(t, "from"))
			to := from + civil.Date(rapid.IntRange(0, 300).Draw(t, "days"))
			if i == 0 && always {
				from, to = newYear, lastDay
			}
			m.let(fmt.Sprintf("S-%d", i), middleman, tenant+i, from, to, rapid.IntRange(1, 2_000_000).Draw(t, "rent"), "H")
		}
		got, whole := sum(m.evaluate(t, g, lastDay, "05.relief")), money.Fen(3*head)
		if 2*(got-whole) > money.Fen(n) || always && 2*(whole-got) > money.Fen(n) {
			t.Fatalf("%d occupants get %v of %v", n, got, whole)
		}
	})
}

// By default every occupant is reckoned on the whole head rent, as if alone.
func TestHeadRentWholeByDefault(t *testing.T) {
	var m market
	m.let("H", owner, middleman, newYear, lastDay, 800_000, "")
	for i := range 3 {
		m.let(fmt.Sprintf("S-%d", i), middleman, tenant+i, newYear, lastDay, 100_000*(i+1), "H")
	}
	if got := sum(m.evaluate(t, load(t, ""), lastDay, "05.relief")); got != money.Yuan(3*24000) {
		t.Errorf("three occupants get %v", got)
	}
}

// What is not passed on, over all occupants, is never more than what was recorded for the sub-lessor less what reached
// them; filing just that for each occupant named leaves nothing to find.
func TestWithheldIsExplainedByTheRecords(t *testing.T) {
	g := load(t, "")
	rapid.Check(t, func(t *rapid.T) {
		m := market{sublessor: rapid.SampledFrom([]int{ours, middleman}).Draw(t, "sub-lessor")}
		m.let("H", owner, m.sublessor, newYear, lastDay, rapid.IntRange(1, 2_000_000).Draw(t, "head rent"), "")
		n := rapid.IntRange(1, 5).Draw(t, "occupants")
		var given, reached money.Fen
		for i := range n {
			m.let(fmt.Sprintf("S-%d", i), m.sublessor, tenant+i, newYear, lastDay, 500_000, "H")
		}
		for range rapid.IntRange(0, 3).Draw(t, "grants") {
			yuan := rapid.IntRange(1, 60_000).Draw(t, "granted")
			m.record("H", yuan)
			given += money.Yuan(int64(yuan))
		}
		for i := range n {
			if yuan := rapid.IntRange(0, 30_000).Draw(t, "passed on"); yuan > 0 {
				m.record(fmt.Sprintf("S-%d", i), yuan)
				reached += money.Yuan(int64(yuan))
			}
		}
		found := m.evaluate(t, g, lastDay, "06.pass-through")
		if held := sum(found); held > max(0, given-reached) || n == 1 && held != max(0, given-reached) {
			t.Fatalf("%v given, %v reached, %v said to be held back", given, reached, held)
		}
		for _, f := range found {
			m.records = append(m.records, fmt.Sprintf("P-%s,%s,refund,%v,2022-08-01", f.Key, f.Key, f.Amount.V))
		}
		if again := m.evaluate(t, g, lastDay, "06.pass-through"); len(again) > 0 {
			t.Fatalf("%v given, all passed on, and still %v: %s", given, sum(again), again[0].Reason)
		}
	})
}

// A relief record that fills what is missing clears the finding, to the fen, whoever owes it.
func TestFilingTheShortfallClearsIt(t *testing.T) {
	g := load(t, "")
	rapid.Check(t, func(t *rapid.T) {
		m := market{sublessor: rapid.SampledFrom([]int{ours, middleman}).Draw(t, "sub-lessor")}
		m.let("H", owner, m.sublessor, newYear, lastDay, rapid.IntRange(1, 2_000_000).Draw(t, "head rent"), "")
		m.let("S-0", m.sublessor, tenant, newYear+civil.Date(rapid.IntRange(0, 300).Draw(t, "from")), lastDay, rapid.IntRange(1, 2_000_000).Draw(t, "rent"), "H")
		asOf := lastDay + 60
		found := m.evaluate(t, g, asOf, "05.shortfall")
		if len(found) > 1 || len(found) == 1 && found[0].Amount != m.evaluate(t, g, asOf, "05.relief")[0].Amount {
			t.Fatalf("%d shortfalls", len(found))
		}
		for _, f := range found {
			m.records = append(m.records, fmt.Sprintf("P-0,%s,refund,%v,%v", f.Key, f.Amount.V, asOf))
		}
		if again := m.evaluate(t, g, asOf, "05.shortfall", "05.over-relief"); len(again) > 0 {
			t.Fatalf("filled, and still: %s", again[0].Reason)
		}
	})
}
