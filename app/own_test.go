package app_test

import (
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/civil"
	"shukun/org"
	"shukun/problem"
	"shukun/store"
	"shukun/store/storetest"
)

// TestAnEnterpriseSeesItsOwn evaluates the sample, then lets one small enterprise look: all it sees names it, all that
// names it is seen, and nobody without the role sees anything.
func TestAnEnterpriseSeesItsOwn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		a.Day = func() civil.Date { return apptest.SampleDay }
		book, folder := apptest.Sample(t)
		apptest.FileBook(t, a, book, folder, apptest.SampleDay)
		const code = "91150102YL9000203B"
		for _, path := range []string{"/", "/91150102YL9000019K/", "/91150727YL0000012C/"} {
			if _, err := a.Evaluate(ctx, path, apptest.SampleDay, nil); err != nil {
				t.Fatal(err)
			}
		}
		who := apptest.SignIn(t, a, org.SME, app.SMEPath(code))
		all, err := a.Owns(ctx, who)
		if err != nil || len(all) != 1 {
			t.Fatal(all, err)
		}
		o := all[0]
		complaints := 0
		for _, c := range book.Complaints {
			if c.Complainant.String() == code {
				complaints++
			}
		}
		if o.Name != "示例小微商行" || len(o.Payables) == 0 || len(o.Findings) == 0 || len(o.Complaints) != complaints || complaints == 0 || o.Owed < o.Late || o.Late == 0 {
			t.Errorf("%s: %d payables, %d findings, %d of %d complaints, %d owed, %d late", o.Name, len(o.Payables), len(o.Findings), len(o.Complaints), complaints, o.Owed, o.Late)
		}
		for _, p := range o.Payables {
			if p.Payee != code || p.Unpaid == 0 || p.Unit == "" || len(p.Tags) > 0 {
				t.Errorf("not for it to see: %+v", p)
			}
		}
		for _, f := range o.Findings {
			if f.Beneficiary != code {
				t.Errorf("not for it to see: %+v", f)
			}
		}
		if _, err := a.Owns(ctx, apptest.SignIn(t, a, org.Viewer, "/91150102YL9000019K/")); problem.KindOf(err) != problem.Forbidden {
			t.Error("a viewer is no enterprise of its own", err)
		}
		if _, err := a.Findings(ctx, who, app.FindingsAsked{Path: app.SMEPath(code), Day: apptest.SampleDay}); problem.KindOf(err) != problem.Forbidden {
			t.Error("an enterprise sees no list of findings", err)
		}
	})
}
