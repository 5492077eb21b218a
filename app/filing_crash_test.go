package app_test

import (
	"encoding/json"
	"errors"
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/ledger"
	"shukun/org"
	"shukun/store"
	"shukun/store/storetest"
)

// A filing that dies at its last step leaves nothing: no rows, no filing, no original, no job, no event. Done again it
// is done once.
func TestFilingAllOrNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		apptest.Units(t, a, groupA, groupA+"/"+subA)
		clerk := apptest.SignIn(t, a, org.GroupAdmin, "/"+groupA+"/")
		first := app.Submission{Unit: groupA, Period: "2022-05", Mode: store.Upsert, Files: []ledger.Input{payables(payable("P1", groupA, "1"), payable("P2", subA, "2"))}}
		if _, err := a.FileLedgers(t.Context(), clerk, first); err != nil {
			t.Fatal(err)
		}
		before := state(t, a)
		second := app.Submission{Unit: groupA, Period: "2022-05", Mode: store.Replace, Files: []ledger.Input{payables(payable("P1", groupA, "9"), payable("P3", groupA, "3"))}}
		died := errors.New("killed")
		if _, err := a.FileThen(t.Context(), clerk, second, func() error { return died }); err == nil {
			t.Fatal("it did not die")
		}
		if after := state(t, a); after != before {
			t.Errorf("half a filing stands:\n%s\n%s", before, after)
		}
		if _, err := a.FileLedgers(t.Context(), clerk, second); err != nil {
			t.Fatal(err)
		}
		now := filed(t, a, "payables")
		if len(now) != 2 || now["P2"] != "" {
			t.Errorf("%v", now)
		}
	})
}

// state is all that a filing touches, as text.
func state(t *testing.T, a *app.App) string {
	t.Helper()
	var all []any
	err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) error {
		filings, err := tx.FilingsSince(0)
		if err != nil {
			return err
		}
		rows, err := tx.ListRows(store.RowFilter{Kind: "payables", Below: "/"}, 1000)
		if err != nil {
			return err
		}
		jobs, err := tx.ListJobs(store.JobFilter{Paths: []string{"/"}, Limit: 100})
		all = append(all, filings, rows, len(jobs))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A job that files and dies before it is noted as done runs again: the second run finds the first one's filing.
func TestImportJobTwice(t *testing.T) {
	a := apptest.New(t, storetest.SQLite(t))
	runner := app.NewRunner(a, 1)
	apptest.Units(t, a, groupA)
	clerk := apptest.SignIn(t, a, org.Finance, "/"+groupA+"/")
	in := manyPayables(12_000)
	id, err := a.StartUpload(t.Context(), clerk, "", groupA, "2022-05", store.Upsert, []app.Sent{{Name: in.Name, Data: in.Data}})
	if err != nil {
		t.Fatal(err)
	}
	for _, do := range []func() error{
		func() error { return a.CheckUpload(t.Context(), clerk, id) }, func() error { return runner.Drain(t.Context()) },
		func() error { return a.FileUpload(t.Context(), clerk, id, false) },
	} {
		if err := do(); err != nil {
			t.Fatal(err)
		}
	}
	u, err := a.FindUpload(t.Context(), clerk, id)
	if err != nil || u.State != store.UploadFiling {
		t.Fatal(err, u)
	}
	var job store.Job
	if err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) (err error) {
		job, _, err = tx.FindJob(u.Job)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := a.RunImport(t.Context(), job); !store.JobLost(err) {
		t.Errorf("a worker without the job files: %v", err)
	}
	if n := len(filed(t, a, "payables")); n != 0 {
		t.Errorf("%d rows filed by a worker that has lost the job", n)
	}
	if err := runner.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := a.RunImport(t.Context(), job); err != nil {
		t.Errorf("a second run after the first: %v", err)
	}
	if n := len(filed(t, a, "payables")); n != 12_000 {
		t.Errorf("%d rows", n)
	}
}
