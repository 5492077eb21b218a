package app_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
	"time"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/civil"
	"shukun/org"
	"shukun/problem"
	"shukun/store"
	"shukun/store/storetest"
)

// Uploads that nobody goes on with are removed once their days are over, with their files, and the audit log says so.
// What was filed stays with its originals, and so does a file that both have.
func TestPurgeUploads(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, clock := apptest.WithClock(t, db)
		a.UploadDays = 10
		runner := app.NewRunner(a, 1)
		apptest.Units(t, a, groupA)
		clerk := apptest.SignIn(t, a, org.Finance, "/"+groupA+"/")
		start := func(no string) string {
			t.Helper()
			in := payables(payable(no, groupA, "1"))
			id, err := a.StartUpload(t.Context(), clerk, "", groupA, "2022-05", store.Upsert, []app.Sent{{Name: in.Name, Data: in.Data}})
			if err != nil {
				t.Fatal(err)
			}
			return id
		}
		filed, twin, left, dropped := start("P1"), start("P1"), start("P2"), start("P3")
		if err := a.CheckUpload(t.Context(), clerk, filed); err != nil {
			t.Fatal(err)
		}
		if err := a.FileUpload(t.Context(), clerk, filed, false); err != nil {
			t.Fatal(err)
		}
		if err := a.DropUpload(t.Context(), clerk, dropped); err != nil {
			t.Fatal(err)
		}
		day := func() {
			t.Helper()
			for range 2 { // a server asks every minute, and every server does
				if _, err := a.Daily(t.Context()); err != nil {
					t.Fatal(err)
				}
				if err := runner.Drain(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
		}
		there := func(id string) bool {
			_, err := a.FindUpload(t.Context(), clerk, id)
			if err != nil && problem.KindOf(err) != problem.Forbidden {
				t.Fatal(err)
			}
			return err == nil
		}
		clock.Move(9 * 24 * time.Hour)
		recent := start("P4")
		if day(); !there(filed) || !there(twin) || !there(left) || !there(dropped) || !there(recent) {
			t.Error("an upload is gone before its days are over")
		}
		clock.Move(2*24*time.Hour + time.Minute)
		next := apptest.Day.AddDays(11)
		a.Day = func() civil.Date { return next }
		if day(); !there(filed) || there(twin) || there(left) || there(dropped) || !there(recent) {
			t.Error(there(filed), there(twin), there(left), there(dropped), there(recent))
		}
		err := db.Read(t.Context(), store.Root, func(tx *store.Tx) error {
			events, err := tx.ListAudit(store.AuditFilter{Paths: []string{"/"}, Action: "upload.purge", Limit: 10})
			if len(events) != 3 {
				t.Errorf("%d removals in the audit log", len(events))
			}
			for _, e := range events {
				if e.Path != "/"+groupA+"/" || e.Actor != "system" || len(e.Details) != 2 {
					t.Errorf("%+v", e)
				}
			}
			for no, want := range map[string]bool{"P1": true, "P2": false, "P3": false, "P4": true} {
				sum := sha256.Sum256(payables(payable(no, groupA, "1")).Data)
				if _, found, err := tx.Blob(hex.EncodeToString(sum[:])); found != want || err != nil {
					t.Errorf("the file of %s is kept: %v (%v)", no, found, err)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
