package regulation_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"

	"shukun/civil"
	"shukun/ledger"
	"shukun/policy"
	"shukun/regulation"
	"shukun/sample"
)

// later says, for each ledger kind, what does not exist yet on a day: the row itself, if the date in born is later; the
// facts of facts, each with what was filed together with it.
var later = map[string]struct {
	born  string
	facts map[string][]string
}{
	"counterparties":       {"", map[string][]string{"declared_on": {"declared_size"}}},
	"contracts":            {"signed_on", nil},
	"payables":             {"", map[string][]string{"delivered_on": nil, "accepted_on": nil, "settled_on": nil, "paid_on": {"paid_amount"}, "confirmation_requested_on": nil, "confirmed_on": nil}},
	"payments":             {"paid_on", nil},
	"instruments":          {"issued_on", map[string][]string{"settled_on": nil}},
	"upstream_receipts":    {"", map[string][]string{"received_on": {"received_amount"}, "chased_on": nil}},
	"cash_positions":       {"as_of", nil},
	"group_support":        {"granted_on", map[string][]string{"repaid_on": nil}},
	"early_payments":       {"paid_on", nil},
	"risk_areas":           {"listed_on", map[string][]string{"delisted_on": nil}},
	"local_policies":       {"effective_on", nil},
	"relief_records":       {"done_on", nil},
	"utility_bills":        {"", map[string][]string{"paid_on": nil}},
	"supply_interruptions": {"stopped_on", map[string][]string{"restored_on": nil}},
	"power_resale":         {"", map[string][]string{"converted_on": nil}},
	"deposits":             {"received_on", map[string][]string{"returned_on": {"returned_amount"}}},
	"tenders":              {"published_on", map[string][]string{"awarded_on": {"award_amount", "winner_code"}}},
	"commodity_sales":      {"sold_on", nil},
	"service_requests":     {"submitted_on", map[string][]string{"resolved_on": nil}},
	"complaints":           {"received_on", map[string][]string{"accepted_on": nil, "forwarded_on": nil, "file_received_on": nil, "replied_on": {"verified"}, "closed_on": nil}},
}

// A fact dated after the as-of day never changes the result: asking about a past day gives what would have been said then.
func TestLaterFactsDoNotMatter(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "demo")
	if _, err := sample.Write(dir, sample.Demo, 7, sample.Options{Format: sample.CSV}); err != nil {
		t.Fatal(err)
	}
	g, err := regulation.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, day := range []string{"2020-10-15", "2022-03-15", "2022-06-30", "2022-09-10", "2022-12-31", "2025-06-30"} {
		asOf := civil.MustParse(day)
		known, all := read(t, dir, asOf), read(t, dir, civil.MaxDate)
		q := policy.Question{AsOf: asOf}
		want := g.Evaluate(known, q, regulation.Filter{}, 2, nil)
		got := g.Evaluate(all, q, regulation.Filter{}, 2, nil)
		if len(want) == 0 {
			t.Errorf("%s: nothing found at all", day)
		}
		compare(t, day, want, got)
	}
}

func compare(t *testing.T, day string, want, got []*policy.Finding) {
	t.Helper()
	line := func(f *policy.Finding) string {
		return f.Rule.ID + " " + f.Outcome.String() + " " + f.Enterprise.String() + " " + f.Key + " " + f.Amount.V.String() + " " + f.DueOn.String() + " " + f.NextChange.String() + " " + f.Reason
	}
	seen := map[string]int{}
	for i := range want {
		seen[line(want[i])]++
	}
	shown := 0
	for i := range got {
		if l := line(got[i]); seen[l] > 0 {
			seen[l]--
		} else if shown++; shown <= 10 {
			t.Errorf("%s: only with later facts: %s", day, l)
		}
	}
	for l, n := range seen {
		if n > 0 {
			if shown++; shown <= 20 {
				t.Errorf("%s: only without later facts: %s", day, l)
			}
		}
	}
}

// read reads the sample as it was filed by a day.
func read(t *testing.T, dir string, asOf civil.Date) *ledger.Book {
	t.Helper()
	var inputs []ledger.Input
	for _, k := range ledger.Kinds() {
		text, err := os.ReadFile(filepath.Join(dir, k.Key+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff")))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		csv.NewWriter(&b).WriteAll(asKnown(k.Key, rows, asOf))
		inputs = append(inputs, ledger.Input{Name: k.Key + ".csv", Data: b.Bytes()})
	}
	book, report, err := ledger.Read(inputs, ledger.Options{})
	if err != nil || len(report.Rejected) > 0 {
		t.Fatal(err, report.Rejected)
	}
	return book
}

func asKnown(kind string, rows [][]string, asOf civil.Date) [][]string {
	what := later[kind]
	column := map[string]int{}
	for i, h := range rows[0] {
		column[h] = i
	}
	after := func(row []string, name string) bool {
		i, ok := column[name]
		if !ok {
			return false
		}
		d, _ := civil.Parse(row[i])
		return d > asOf
	}
	out := rows[:1]
	for _, row := range rows[1:] {
		if what.born != "" && after(row, what.born) {
			continue
		}
		for fact, with := range what.facts {
			if after(row, fact) {
				row[column[fact]] = ""
				for _, w := range with {
					if i, ok := column[w]; ok {
						row[i] = ""
					}
				}
			}
		}
		out = append(out, row)
	}
	return out
}
