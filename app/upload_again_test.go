package app_test

import (
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/org"
	"shukun/store"
	"shukun/store/storetest"
)

// TestSameFormTwice: a form sent twice, one after the other or both at once, is one upload and one filing, and both
// answers are the same.
func TestSameFormTwice(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		apptest.Units(t, a, groupA)
		clerk := apptest.SignIn(t, a, org.Finance, "/"+groupA+"/")
		in := payables(payable("P1", groupA, "1"), payable("P2", groupA, "2"))
		twice := func(do func(i int) error) {
			t.Helper()
			done := make(chan error, 2)
			for i := range 2 {
				go func() { done <- do(i) }()
			}
			for range 2 {
				if err := <-done; err != nil {
					t.Error(err)
				}
			}
		}
		token, ids := a.NewID(), make([]string, 2)
		start := func(token string, data []byte) (string, error) {
			return a.StartUpload(t.Context(), clerk, token, groupA, "2022-05", store.Upsert, []app.Sent{{Name: in.Name, Data: data}})
		}
		twice(func(i int) (err error) { ids[i], err = start(token, in.Data); return err })
		if ids[0] != ids[1] {
			t.Fatalf("two uploads: %v", ids)
		}
		if other, err := start(token, payables(payable("P3", groupA, "3")).Data); err != nil || other == ids[0] {
			t.Errorf("other files are another upload: %s %v", other, err)
		}
		if other, err := start("", in.Data); err != nil || other == ids[0] {
			t.Errorf("without a token each is an upload: %s %v", other, err)
		}
		stranger := apptest.SignIn(t, a, org.Finance, "/"+groupA+"/")
		if other, err := a.StartUpload(t.Context(), stranger, token, groupA, "2022-05", store.Upsert, []app.Sent{{Name: in.Name, Data: in.Data}}); err != nil || other == ids[0] {
			t.Errorf("another person's form: %s %v", other, err)
		}
		if err := a.CheckUpload(t.Context(), clerk, ids[0]); err != nil {
			t.Fatal(err)
		}
		sent := []app.Sent{{Name: in.Name, Data: in.Data}}
		if err := a.CorrectUpload(t.Context(), clerk, ids[0], sent); err != nil {
			t.Fatal(err)
		}
		if u, err := a.FindUpload(t.Context(), clerk, ids[0]); err != nil || u.Round != 1 {
			t.Errorf("a correction that corrects nothing counts: %v %d", err, u.Round)
		}
		twice(func(int) error { return a.FileUpload(t.Context(), clerk, ids[0], false) })
		if err := a.FileUpload(t.Context(), clerk, ids[0], false); err != nil {
			t.Fatal(err)
		}
		u, err := a.FindUpload(t.Context(), clerk, ids[0])
		if err != nil || u.State != store.UploadFiled || u.Sum.Again || len(u.Sum.Filings) != 1 || u.Sum.Effects[0].Added != 2 {
			t.Fatalf("%v %s %+v", err, u.State, u.Sum)
		}
		list, err := a.Filings(t.Context(), clerk, app.UnitRef{Code: groupA, Path: "/" + groupA + "/"}, "", 0)
		if err != nil || len(list) != 1 {
			t.Errorf("%d filings, %v", len(list), err)
		}
	})
}
