package rentrelief_test

import (
	"os"
	"testing"

	"shukun/civil"
	"shukun/policy"
	rentrelief "shukun/regulation/clause05-rent-relief"
	"shukun/relief"
)

// The readings a person may choose otherwise take effect.
func TestReadingsChosenOtherwise(t *testing.T) {
	w := newWorld()
	w.lease("W", first, small, 150104, civil.MustOf(2022, 5, 1), civil.MustOf(2022, 7, 10), 1_000_000, "")
	w.listings = []string{"150104,high,2022-09-01,"}
	b := w.book(t)
	for _, c := range []struct{ reading, value, amount, due string }{
		{"pro-rata-method", "days-365", "11671.23", "2022-10-01"},
		{"pro-rata-method", "share", "11671.23", "2022-10-01"},
		{"pro-rata-method", "months", "20000.00", "2022-06-30"}, // two whole months: no room for a top-up
		{"pro-rata-method", "twelfth", "10000.00", "2022-10-01"},
		{"relief-deadline-not-rolled", "on", "11671.23", "2022-10-01"},
		{"relief-deadline-not-rolled", "no", "11671.23", "2022-10-08"}, // past the National Day holiday
		{"base-deadline-late-start", "6", "11671.23", "2022-11-01"},
	} {
		found := rent(lawWith(t, c.reading, c.value), b, civil.MustOf(2022, 9, 30), "05.relief")
		if len(found) != 1 || found[0].Amount.V.String() != c.amount || found[0].DueOn.String() != c.due {
			t.Errorf("%s %s: want %s by %s, got\n%s", c.reading, c.value, c.amount, c.due, words(found))
		}
	}
}

// A local policy's own deadline counts only if that is chosen.
func TestLocalDeadline(t *testing.T) {
	w := newWorld()
	w.lease("W", first, small, 150104, newYear, lastDay, 1_000_000, "")
	w.policies = []string{"150104,4,2022-05-01,doc"}
	b := w.book(t)
	b.LocalPolicies[0].CompleteBy = civil.MustOf(2022, 9, 30)
	for value, due := range map[string]string{"notice": "2022-06-30", "local": "2022-09-30"} {
		found := rent(lawWith(t, "local-deadline", value), b, civil.MustOf(2022, 7, 1), "05.relief")
		if len(found) != 1 || found[0].DueOn.String() != due {
			t.Errorf("%s: want %s, got\n%s", value, due, words(found))
		}
	}
}

// Without an enterprises ledger every lessor is taken as ours, the sub-lessor too.
func TestWithoutEnterprises(t *testing.T) {
	w := newWorld()
	w.enterprises = nil
	w.lease("H", group, middleman, 150104, newYear, lastDay, 800_000, "")
	w.lease("S", middleman, small, 150104, newYear, lastDay, 1_000_000, "H")
	found := rent(law, w.book(t), lastDay, "05.relief", "06.owner-share")
	if len(found) != 2 || found[0].Enterprise.String() != code(middleman) || found[0].Amount.V.String() != "30000.00" ||
		found[1].Enterprise.String() != code(group) || found[1].Amount.V.String() != "24000.00" {
		t.Errorf("got\n%s", words(found))
	}
}

// A row on which there is nothing to find costs no memory.
func TestCleanRowsDoNotAllocate(t *testing.T) {
	w := newWorld()
	w.lease("W", first, medium, 150104, newYear, lastDay, 1_000_000, "")
	w.lease("X", middleman, small, 150104, newYear, lastDay, 1_000_000, "")
	w.lease("Y", first, small, 150104, newYear-400, newYear-1, 1_000_000, "")
	w.listings, w.policies = []string{"150104,high,2022-03-01,"}, []string{"150104,4,2022-05-01,doc"}
	b := w.book(t)
	run := policy.NewRun(policy.Question{AsOf: lastDay}, b, nil)
	walk := clause(t).Walks[0]
	for i := range b.Leases {
		if n := testing.AllocsPerRun(50, func() { walk.Row(run, i) }); n > 0 {
			t.Errorf("row %s: %v allocations", b.Leases[i].No, n)
		}
	}
	if len(run.Findings()) > 0 {
		t.Errorf("found:\n%s", words(run.Findings()))
	}
}

// clause makes clause 5 from its files, without the registry.
func clause(t *testing.T) policy.Clause {
	t.Helper()
	read := func(file string) []byte {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	ps, err := policy.ParseParameters("parameters.yaml", read("parameters.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	readings, err := policy.ParseReadings("readings.yaml", read("../readings.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return rentrelief.New(relief.NewTerms(ps, &policy.Basics{Calendar: civil.StateCouncil(), Readings: readings}))
}
