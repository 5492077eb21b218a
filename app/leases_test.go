package app_test

import (
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/money"
	"shukun/org"
	"shukun/store"
	"shukun/store/storetest"
)

// TestLeasesAgreeWithFindings: what the leases screen works out is what the rules found, lease by lease, to the fen.
func TestLeasesAgreeWithFindings(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := sampleApp(t, db)
		head := apptest.SignIn(t, a, org.RegulatorHead, "/")
		all := app.UnitRef{Path: "/"}
		want := map[string]map[string]money.Fen{}
		for _, rule := range []string{"05.relief", "05.shortfall"} {
			got, err := a.Findings(t.Context(), head, app.FindingsAsked{Path: "/", Day: a.Day(), Rule: rule, Most: 1000})
			if err != nil {
				t.Fatal(err)
			}
			want[rule] = map[string]money.Fen{}
			for _, f := range got.Findings {
				want[rule][f.Key] += f.Amount.V
			}
		}
		rows, err := a.ExportLeases(t.Context(), head, all, app.LeaseFilter{}, a.Day())
		if err != nil || len(rows) < 50 || len(want["05.relief"]) < 20 {
			t.Fatal(len(rows), len(want["05.relief"]), err)
		}
		for _, r := range rows {
			if r.Total != want["05.relief"][r.No] {
				t.Errorf("lease %s: owed %s, the rule found %s", r.No, r.Total, want["05.relief"][r.No])
			}
			if r.Short != want["05.shortfall"][r.No] {
				t.Errorf("lease %s: late %s, the rule found %s", r.No, r.Short, want["05.shortfall"][r.No])
			}
		}
		page, err := a.Leases(t.Context(), head, all, app.LeaseFilter{State: "open"}, a.Day())
		if err != nil || len(page.Rows) == 0 {
			t.Fatal(len(page.Rows), err)
		}
		for _, r := range page.Rows[:min(6, len(page.Rows))] {
			x, err := a.LeaseOn(t.Context(), head, r.Row, a.Day(), head.Lang)
			if err != nil || len(x.Rules) == 0 || len(x.Rules[0].Steps) < 5 {
				t.Errorf("lease %s is not explained: %v", r.No, err)
			}
		}
		stranger := apptest.SignIn(t, a, org.Leasing, "/NOBODY/")
		if _, err := a.Leases(t.Context(), stranger, all, app.LeaseFilter{}, a.Day()); err == nil {
			t.Error("a stranger saw the leases of all")
		}
		if _, err := a.LeaseOn(t.Context(), stranger, page.Rows[0].Row, a.Day(), stranger.Lang); err == nil {
			t.Error("a stranger saw a lease")
		}
	})
}

// TestInterestAgreesWithFindings: the calculator gives for today what rule 01.interest found.
func TestInterestAgreesWithFindings(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := sampleApp(t, db)
		head := apptest.SignIn(t, a, org.RegulatorHead, "/")
		got, err := a.Findings(t.Context(), head, app.FindingsAsked{Path: "/", Day: a.Day(), Rule: "01.interest", Most: 12})
		if err != nil || len(got.Findings) == 0 {
			t.Fatal(err)
		}
		stranger := apptest.SignIn(t, a, org.Finance, "/NOBODY/")
		for _, f := range got.Findings {
			x, err := a.PayableOn(t.Context(), head, f.Row, a.Day(), a.Day(), head.Lang)
			if err != nil || x.InterestAmount != f.Amount.V {
				t.Errorf("%s: %s, the rule found %s %v", f.Key, x.InterestAmount, f.Amount.V, err)
			}
			if _, err := a.PayableOn(t.Context(), stranger, f.Row, a.Day(), a.Day(), head.Lang); err == nil {
				t.Errorf("a stranger saw %s", f.Key)
			}
		}
	})
}
