package sample

import (
	"slices"
	"strings"
	"testing"

	"shukun/civil"
	"shukun/lang"
	"shukun/policy"
	"shukun/regulation"
)

// about reports whether a finding is about the rows of a case: by its key, or by the party the case names.
func about(f *policy.Finding, marker, party string, c *caseBook) bool {
	if party == "" {
		return strings.Contains(f.Key, f.Rule.ID+marker)
	}
	code := c.codes[party].String()
	return strings.Contains(f.Key, code) || f.Enterprise.String() == code
}

// TestEveryRuleHitAndMissed: the demo has a finding of every rule of the registry, on the row that promises it, and none
// on the row that just misses.
func TestEveryRuleHitAndMissed(t *testing.T) {
	law, err := regulation.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := readCases()
	if err != nil {
		t.Fatal(err)
	}
	dir, _ := write(t, Demo, 1, Options{})
	book, _ := read(t, dir)
	giveTexts(t, dir, book)
	found := law.Evaluate(book, policy.Question{AsOf: asOf, Lang: lang.Zh}, regulation.Filter{}, 2, nil)
	half := law.Evaluate(book, policy.Question{AsOf: civil.MustOf(2022, 6, 30), Lang: lang.Zh}, regulation.Filter{}, 2, nil)
	early := 0
	for _, r := range law.Rules() {
		i := slices.IndexFunc(cases.rules, func(c caseRule) bool { return c.Rule == r.ID })
		if i < 0 {
			t.Errorf("%s %s has no case", r.ID, r.Title.Zh)
			continue
		}
		c, hits := cases.rules[i], 0
		for j := range found {
			f := found[j]
			if f.Rule != r {
				continue
			}
			// Settlement by audit could be agreed until 2025-06-01, after the day of the sample: it is a notice.
			if about(f, "-中", c.Hit, cases) && (f.Outcome == r.Outcome || r.ID == "03.audit-basis" && f.Outcome == policy.Notice) {
				hits++
			}
			if about(f, "-未", c.Miss, cases) {
				t.Errorf("%s is found on %s, which was to miss it: %s", r.ID, f.Key, f.Reason)
			}
		}
		if hits == 0 {
			t.Errorf("%s (%s) is not found where the case says: %s", r.ID, r.Title.Zh, c.Shows)
		}
		if slices.ContainsFunc(half, func(f *policy.Finding) bool { return f.Rule == r }) {
			early++
		}
	}
	if all := len(law.Rules()); early < all*2/3 {
		t.Errorf("only %d of %d rules find something on 30 June", early, all)
	}
}
