package rentrelief_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"shukun/civil"
	"shukun/ledger"
	"shukun/org"
	"shukun/policy"
	"shukun/regulation"
)

var law = func() *regulation.Regulation {
	g, err := regulation.Load(nil)
	if err != nil {
		panic(err)
	}
	return g
}()

// lawWith is the law with one reading chosen otherwise.
func lawWith(t *testing.T, id, value string) *regulation.Regulation {
	t.Helper()
	own := fstest.MapFS{"readings.yaml": {Data: fmt.Appendf(nil, "- {id: %s, value: %s, source: a test}\n", id, value)}}
	g, err := regulation.Load(own)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// world is rent ledgers as rows of CSV.
type world struct {
	enterprises, parties, leases, listings, policies, records []string
}

// code makes the n-th valid credit code.
func code(n int) string {
	first := fmt.Sprintf("91150100MA%07d", n)
	check, _ := org.CheckCharacter(first)
	return first + string(check)
}

// The parties of every world: a group, two subsidiaries, a company with a minority stake; then counterparties.
const (
	group = iota + 1
	first
	second
	minority
	small
	individual
	medium
	factory
	unknown
	middleman
)

func newWorld() *world {
	return &world{
		enterprises: []string{
			code(group) + ",G,,wholly,,large", code(first) + ",A," + code(group) + ",wholly,100,medium",
			code(second) + ",B," + code(group) + ",controlled,60,medium", code(minority) + ",M," + code(group) + ",minority,20,large",
		},
		parties: []string{
			code(small) + ",s,enterprise,F52,12,150,", code(individual) + ",i,individual,O80,,,", code(medium) + ",m,enterprise,F51,,,medium",
			code(factory) + ",f,enterprise,C33,,,small", code(unknown) + ",u,enterprise,F52,,,", code(middleman) + ",p,enterprise,L72,,,small",
		},
	}
}

func (w *world) lease(no string, lessor, tenant, county int, from, to civil.Date, rent int64, head string) {
	w.leases = append(w.leases, fmt.Sprintf("%s,%s,%s,%d,%v,%v,%d.%02d,%s", no, code(lessor), code(tenant), county, from, to, rent/100, rent%100, head))
}

// failer is a test of either kind.
type failer interface {
	Fatal(...any)
	Fatalf(string, ...any)
}

func (w *world) book(t failer) *ledger.Book {
	return w.shuffled(t, func(rows []string) []string { return rows })
}

func (w *world) shuffled(t failer, order func([]string) []string) *ledger.Book {
	var inputs []ledger.Input
	for _, s := range []struct {
		kind, header string
		rows         []string
	}{
		{"enterprises", "credit_code,name,parent_code,control,holding_percent,size", w.enterprises},
		{"counterparties", "credit_code,name,entity_type,industry_code,employees,revenue,declared_size", w.parties},
		{"leases", "lease_no,lessor_code,tenant_code,county_code,starts_on,ends_on,monthly_rent,head_lease_no", w.leases},
		{"risk_areas", "county_code,level,listed_on,delisted_on", w.listings},
		{"local_policies", "county_code,months,effective_on,document", w.policies},
		{"relief_records", "record_no,lease_no,beneficiary_code,method,amount,done_on,basis", w.records},
	} {
		if len(s.rows) > 0 {
			inputs = append(inputs, ledger.Input{Name: s.kind + ".csv", Data: []byte(s.header + "\n" + strings.Join(order(s.rows), "\n") + "\n")})
		}
	}
	book, report, err := ledger.Read(inputs, ledger.Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range report.Rejected {
		t.Fatalf("rejected: %v", e)
	}
	return book
}

// rent evaluates the rent clauses.
func rent(g *regulation.Regulation, b *ledger.Book, asOf civil.Date, rules ...string) []*policy.Finding {
	return g.Evaluate(b, policy.Question{AsOf: asOf}, regulation.Filter{Clauses: []int{5, 6, 7}, Rules: rules}, 2, nil)
}

// words gives findings as text, all but where their rows stand.
func words(found []*policy.Finding) string {
	var b strings.Builder
	for _, f := range found {
		fmt.Fprintln(&b, f.Rule.ID, f.Outcome, f.Enterprise, f.Beneficiary, f.Key, f.Amount, f.DueOn, f.Days, f.NextChange, f.Missing, f.Basis, f.Reason)
	}
	return b.String()
}

var (
	newYear = civil.MustOf(2022, 1, 1)
	lastDay = civil.MustOf(2022, 12, 31)
)

func day(t *rapid.T, label string, from, to civil.Date) civil.Date {
	return civil.Date(rapid.IntRange(int(from), int(to)).Draw(t, label))
}

var counties = []int{150102, 150104, 150202, 150621}

// anyWorld draws leases, chains, listings, policies and records at random. Facts lie in the two years around 2022.
func anyWorld(t *rapid.T) *world {
	w := newWorld()
	n := rapid.IntRange(1, 9).Draw(t, "leases")
	for i := range n {
		from := day(t, "from", newYear-200, lastDay+60)
		head := ""
		if rapid.Bool().Draw(t, "sublease") {
			head = fmt.Sprintf("L-%d", rapid.IntRange(0, n-1).Draw(t, "head"))
		}
		w.lease(fmt.Sprintf("L-%d", i), rapid.SampledFrom([]int{group, first, second, minority, middleman}).Draw(t, "lessor"),
			rapid.SampledFrom([]int{first, second, small, individual, medium, factory, unknown, middleman}).Draw(t, "tenant"),
			rapid.SampledFrom(counties).Draw(t, "county"), from, from+civil.Date(rapid.IntRange(-2, 700).Draw(t, "days")),
			int64(rapid.IntRange(0, 3_000_000).Draw(t, "rent")), head)
	}
	facts(t, w, n, newYear-300, lastDay+300, "")
	return w
}

// facts adds listings, policies and records dated from…to.
func facts(t *rapid.T, w *world, leases int, from, to civil.Date, prefix string) {
	seen := map[string]bool{}
	for range rapid.IntRange(0, 4).Draw(t, "listings") {
		on := day(t, "listed", from, to)
		key := fmt.Sprintf("%d,%s,%v,", rapid.SampledFrom(counties).Draw(t, "county"), rapid.SampledFrom([]string{"high", "medium", "low"}).Draw(t, "level"), on)
		if !seen[key] {
			seen[key] = true
			off := ""
			if rapid.Bool().Draw(t, "delisted") {
				off = (on + civil.Date(rapid.IntRange(0, 60).Draw(t, "listed days"))).String()
			}
			w.listings = append(w.listings, key+off)
		}
	}
	for range rapid.IntRange(0, 3).Draw(t, "policies") {
		county, on := rapid.SampledFrom([]int{150000, 150100, 150102, 150104}).Draw(t, "place"), day(t, "effective", from, to)
		key := fmt.Sprintf("%d %v", county, on)
		if !seen[key] {
			seen[key] = true
			w.policies = append(w.policies, fmt.Sprintf("%d,%.1f,%v,doc", county, float64(rapid.IntRange(10, 90).Draw(t, "tenths of a month"))/10, on))
		}
	}
	for i := range rapid.IntRange(0, 8).Draw(t, "records") {
		who := ""
		if rapid.Bool().Draw(t, "named") {
			who = code(rapid.SampledFrom([]int{small, individual, second, middleman, unknown}).Draw(t, "who"))
		}
		w.records = append(w.records, fmt.Sprintf("%sR-%d,L-%d,%s,waive,%d,%v,%s", prefix, i, rapid.IntRange(0, leases-1).Draw(t, "of lease"), who,
			rapid.IntRange(1, 90_000).Draw(t, "yuan"), day(t, "done", from, to), rapid.SampledFrom([]string{"", "entitled", "discretionary"}).Draw(t, "basis")))
	}
}
