package app_test

import (
	"strings"
	"testing"
	"time"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/civil"
	"shukun/ledger"
	"shukun/org"
	"shukun/policy"
	"shukun/problem"
	"shukun/store"
	"shukun/store/storetest"
)

// sampleApp is an app with the sample filed and evaluated for 2022-06-30, its business day.
func sampleApp(t *testing.T, db *store.DB) *app.App {
	t.Helper()
	a, clock := apptest.WithClock(t, db)
	now := a.Now
	a.Now = func() time.Time { clock.Move(time.Millisecond); return now() } // no two things happen at once
	book, folder := apptest.Sample(t)
	apptest.FileBook(t, a, book, folder, civil.MustOf(2022, 1, 1))
	evaluateAll(t, a, a.Day())
	return a
}

// onDay sets the business day.
func onDay(a *app.App, day civil.Date) { a.Day = func() civil.Date { return day } }

// unitOf finds a unit by what its path has.
func groupOf(t *testing.T, a *app.App, n int) string { return groups(t, a)[n+1] }

func TestFindingsList(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := sampleApp(t, db)
		head := apptest.SignIn(t, a, org.RegulatorHead, "/")
		for _, order := range []string{"amount", "days", "due", "clause"} {
			all, err := a.Findings(t.Context(), head, app.FindingsAsked{Path: "/", Day: a.Day(), Order: order, Most: 1000})
			if err != nil || len(all.Findings) < 300 || all.Next != "" || all.Count != len(all.Findings) {
				t.Fatal(order, len(all.Findings), all.Next, all.Count, err)
			}
			var paged []string
			for after := ""; ; {
				page, err := a.Findings(t.Context(), head, app.FindingsAsked{Path: "/", Day: a.Day(), Order: order, Most: 37, After: after})
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range page.Findings {
					paged = append(paged, f.ID)
				}
				if after = page.Next; after == "" {
					break
				}
			}
			for i, f := range all.Findings {
				if i >= len(paged) || paged[i] != f.ID {
					t.Fatalf("%s: row %d differs page by page", order, i)
				}
			}
			if len(paged) != len(all.Findings) {
				t.Fatalf("%s: %d rows in all, %d page by page", order, len(all.Findings), len(paged))
			}
		}
		q := app.FindingsAsked{Path: "/", Day: a.Day(), Rule: "01.overdue", AmountFrom: 1_000_000, Over: 30, Most: 1000}
		got, err := a.Findings(t.Context(), head, q)
		if err != nil || len(got.Findings) == 0 {
			t.Fatal(len(got.Findings), err)
		}
		for _, f := range got.Findings {
			if f.Rule != "01.overdue" || f.Amount.V < 1_000_000 || f.Days <= 30 {
				t.Errorf("%s %s %v %d does not fit", f.Rule, f.Key, f.Amount, f.Days)
			}
		}
		one := got.Findings[0]
		for _, search := range []string{one.Key[3:], got.Names[one.Beneficiary], one.Beneficiary} {
			found, err := a.Findings(t.Context(), head, app.FindingsAsked{Path: "/", Day: a.Day(), Search: search, Most: 1000})
			if err != nil || !has(found.Findings, one.ID) {
				t.Errorf("searching %q finds %d, not %s: %v", search, len(found.Findings), one.Key, err)
			}
		}
		if soon, err := a.Findings(t.Context(), head, app.FindingsAsked{Path: "/", Day: a.Day(), DueWithin: 7, Most: 1000}); err != nil || len(soon.Findings) == 0 {
			t.Error("due within a week:", len(soon.Findings), err)
		}
		if _, err := a.Findings(t.Context(), head, app.FindingsAsked{Path: "/", Day: a.Day(), After: "%%%"}); problem.KindOf(err) != problem.Invalid {
			t.Error("a place that is none:", err)
		}
	})
}

func has(list []app.Finding, id string) bool {
	for _, f := range list {
		if f.ID == id {
			return true
		}
	}
	return false
}

// TestFindingsAsOf: a list of a past day is what stood on that day, with the amounts and days of then.
func TestFindingsAsOf(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := sampleApp(t, db)
		head := apptest.SignIn(t, a, org.RegulatorHead, "/")
		type row struct {
			outcome, days int
			amount        store.Amount
			state         string
		}
		list := func(day civil.Date) map[string]row {
			got, err := a.Findings(t.Context(), head, app.FindingsAsked{Path: "/", Day: day, Most: 2000})
			if err != nil {
				t.Fatal(err)
			}
			m := map[string]row{}
			for _, f := range got.Findings {
				m[f.ID] = row{f.Outcome, f.Days, f.Amount, f.State}
			}
			return m
		}
		days := []civil.Date{civil.MustOf(2022, 6, 30), civil.MustOf(2022, 7, 1), civil.MustOf(2022, 7, 2), civil.MustOf(2022, 8, 15), civil.MustOf(2022, 12, 31)}
		then := map[civil.Date]map[string]row{}
		for _, day := range days {
			onDay(a, day)
			evaluateAll(t, a, day)
			then[day] = list(day)
		}
		for _, day := range days {
			now := list(day)
			if len(now) != len(then[day]) {
				t.Errorf("%s: %d then, %d as of it", day, len(then[day]), len(now))
			}
			for id, r := range then[day] {
				if now[id] != r {
					t.Errorf("%s %s: %+v then, %+v as of it", day, id, r, now[id])
					break
				}
			}
		}
	})
}

// worst finds the largest overdue payable of a group.
func worst(t *testing.T, a *app.App, who *app.Actor, path string) app.Finding {
	t.Helper()
	got, err := a.Findings(t.Context(), who, app.FindingsAsked{Path: path, Day: a.Day(), Rule: "01.overdue", Outcome: policy.Violation})
	if err != nil || len(got.Findings) == 0 {
		t.Fatal(path, err)
	}
	return got.Findings[0]
}

// TestFindingLife: known, promised, excepted by two people; what people did is in the history and of its day.
func TestFindingLife(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := sampleApp(t, db)
		path := groupOf(t, a, 0)
		finance, approver := apptest.SignIn(t, a, org.Finance, path), apptest.SignIn(t, a, org.Approver, path)
		both := apptest.SignIn(t, a, org.Finance, path)
		both.Grants = append(both.Grants, app.Grant{Role: org.Approver, Path: path})
		other := apptest.SignIn(t, a, org.Finance, groupOf(t, a, 1))
		f := worst(t, a, finance, path)
		ctx := t.Context()
		if err := a.Acknowledge(ctx, other, f.ID, ""); problem.KindOf(err) != problem.NotFound {
			t.Error("another group's person acknowledged:", err)
		}
		if _, err := a.Finding(ctx, other, f.ID, a.Day()); problem.KindOf(err) != problem.NotFound {
			t.Error("another group's person sees it:", err)
		}
		first := a.Day()
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		onDay(a, first.AddDays(1))
		must(a.Acknowledge(ctx, finance, f.ID, "已核对"))
		if err := a.Promise(ctx, finance, f.ID, first, ""); problem.CodeOf(err) != "promise-day" {
			t.Error("a promise for yesterday:", err)
		}
		must(a.Promise(ctx, finance, f.ID, first.AddDays(20), "资金已安排"))
		if err := a.Comment(ctx, finance, f.ID, "见附件", &app.Evidence{Name: "x.pdf", Content: []byte("<html>")}); problem.CodeOf(err) != "evidence-kind" {
			t.Error("a page as PDF:", err)
		}
		must(a.Comment(ctx, finance, f.ID, "见附件", &app.Evidence{Name: "x.pdf", Content: []byte("%PDF-1.7 x")}))
		if err := a.DecideException(ctx, approver, f.ID, true, "同意"); problem.CodeOf(err) != "not-proposed" {
			t.Error("decided what nobody proposed:", err)
		}
		must(a.ProposeException(ctx, both, f.ID, "对方账户被冻结"))
		if err := a.DecideException(ctx, both, f.ID, true, "同意"); problem.CodeOf(err) != "own-proposal" {
			t.Error("approved one's own:", err)
		}
		if err := a.DecideException(ctx, finance, f.ID, true, "同意"); problem.KindOf(err) != problem.Forbidden {
			t.Error("decided without the role:", err)
		}
		must(a.DecideException(ctx, approver, f.ID, false, "先付款"))
		must(a.ProposeException(ctx, both, f.ID, "对方账户仍被冻结"))
		must(a.DecideException(ctx, approver, f.ID, true, "同意"))
		got, err := a.Finding(ctx, finance, f.ID, a.Day())
		must(err)
		if got.State != store.FindingExcepted || got.Answer || len(got.Events) != 8 || got.Row == nil || got.Row.Key != f.Key {
			t.Errorf("%s %v %d events, row %v", got.State, got.Answer, len(got.Events), got.Row)
		}
		if err := a.Acknowledge(ctx, finance, f.ID, ""); problem.CodeOf(err) != "finding-over" {
			t.Error("acknowledged after the end:", err)
		}
		was, err := a.Finding(ctx, finance, f.ID, first)
		if err != nil || was.State != store.FindingOpen || !was.Past {
			t.Errorf("as of the first day it is %s %v", was.State, err)
		}
		for _, ev := range got.Events {
			if ev.Evidence != "" {
				media, content, err := a.EvidenceOf(ctx, approver, f.ID, ev.Evidence)
				if err != nil || media != "application/pdf" || !strings.HasPrefix(string(content), "%PDF-") {
					t.Error(media, err)
				}
				if _, _, err := a.EvidenceOf(ctx, other, f.ID, ev.Evidence); problem.KindOf(err) != problem.NotFound {
					t.Error("another group's person has the file:", err)
				}
			}
		}
		evaluateAll(t, a, a.Day())
		sameRollups(t, a, a.Day())
	})
}

// TestFindingReturns: paid, it is cleared by the data; the payment taken back, it is open again.
func TestFindingReturns(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := sampleApp(t, db)
		path := groupOf(t, a, 0)
		who := apptest.SignIn(t, a, org.Finance, path)
		f := worst(t, a, who, path)
		pay := func(amount string) {
			t.Helper()
			err := db.Write(t.Context(), store.Root, func(tx *store.Tx) error {
				r, found, err := tx.Row(f.Row)
				if err != nil || !found {
					t.Fatal(err)
				}
				k := ledger.FindKind("payments")
				cells := make([]string, len(k.Columns))
				for i, c := range k.Columns {
					cells[i] = map[string]string{"payment_no": "FK-补", "payable_no": f.Key, "payer_code": f.Owner, "paid_on": a.Day().String(), "amount": amount, "method": "cash"}[c.Key]
				}
				content := strings.Join(cells, ",")
				if amount == "" {
					content = ""
				}
				return apptest.File(tx, a.Day(), store.Row{Kind: k.Key, Owner: f.Owner, Path: r.Path, Key: "FK-补", Ref: f.Key, Content: content, File: "补.csv", RowNo: 2})
			})
			if err != nil {
				t.Fatal(err)
			}
			evaluateAll(t, a, a.Day())
		}
		if err := a.Acknowledge(t.Context(), who, f.ID, ""); err != nil {
			t.Fatal(err)
		}
		onDay(a, a.Day().AddDays(1))
		pay("99999999")
		if got, err := a.Finding(t.Context(), who, f.ID, a.Day()); err != nil || got.State != store.FindingCleared || got.StateBy != "" {
			t.Fatal(got.State, err)
		}
		onDay(a, a.Day().AddDays(1))
		pay("")
		got, err := a.Finding(t.Context(), who, f.ID, a.Day())
		if err != nil || got.State != store.FindingOpen {
			t.Fatal(got.State, err)
		}
		var acts []string
		for _, ev := range got.Events {
			acts = append(acts, ev.Act)
		}
		if s := strings.Join(acts, " "); s != "returned cleared acknowledge found" {
			t.Error(s)
		}
	})
}

// TestExplain: the trace leads to the same figure, and somebody else's finding is not explained.
func TestExplain(t *testing.T) {
	a := sampleApp(t, storetest.SQLite(t))
	head := apptest.SignIn(t, a, org.RegulatorHead, "/")
	got, err := a.Findings(t.Context(), head, app.FindingsAsked{Path: "/", Day: a.Day(), Order: "clause", Most: 1000})
	if err != nil {
		t.Fatal(err)
	}
	rules := map[string]bool{}
	for _, f := range got.Findings {
		if rules[f.Rule] {
			continue
		}
		rules[f.Rule] = true
		x, err := a.Explain(t.Context(), head, f.ID, a.Day())
		if err != nil || !x.Found || x.Reason != f.ReasonZh || len(x.Steps) == 0 {
			t.Errorf("%s %s: %+v %v", f.Rule, f.Key, x, err)
		}
	}
	if len(rules) < 40 {
		t.Error("only", len(rules), "rules were explained")
	}
	other := apptest.SignIn(t, a, org.Finance, groupOf(t, a, 1))
	if _, err := a.Explain(t.Context(), other, worst(t, a, head, groupOf(t, a, 0)).ID, a.Day()); problem.KindOf(err) != problem.NotFound {
		t.Error(err)
	}
}

// TestActDuringEvaluation: what a person does to a finding while an evaluation writes it is not lost.
func TestActDuringEvaluation(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := sampleApp(t, db)
		path := groupOf(t, a, 0)
		who := apptest.SignIn(t, a, org.Finance, path)
		f := worst(t, a, who, path)
		acted := make(chan error, 1)
		err := db.Write(t.Context(), store.Root, func(tx *store.Tx) error {
			all, err := tx.LockFindings(f.Owner, "none", true)
			if err != nil {
				return err
			}
			go func() { acted <- a.Acknowledge(t.Context(), who, f.ID, "") }()
			return tx.SetFindings(all)
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := <-acted; err != nil {
			t.Fatal(err)
		}
		if got, err := a.Finding(t.Context(), who, f.ID, a.Day()); err != nil || got.State != store.FindingAcknowledged {
			t.Error(got.State, err)
		}
	})
}
