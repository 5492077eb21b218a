package serve_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shukun/problem"
	"shukun/serve"
	"shukun/store/storetest"
)

// TestAuditOfAServer: a server signs what it did before it ends; its log verifies, also beside it; what is changed behind
// its back is found, and a receipt needs nothing but the public key.
func TestAuditOfAServer(t *testing.T) {
	for _, kind := range []string{"sqlite", "postgres"} {
		t.Run(kind, func(t *testing.T) {
			folder := t.TempDir()
			more, driver, address := map[string]string{}, "sqlite", filepath.Join(folder, "shukun.db")
			if kind == "postgres" {
				url := storetest.PostgresURL(t)
				more["database"], driver, address = url, "pgx", url
			}
			c := settings(t, folder, more)
			_, stop := start(t, c, serve.Options{Migrate: true})
			if r, err := serve.VerifyAudit(t.Context(), c, ""); err != nil || r.Bad != nil {
				t.Fatalf("beside the server: %+v %v", r, err)
			}
			if err := stop(); err != nil {
				t.Fatal(err)
			}
			r, err := serve.VerifyAudit(t.Context(), c, "")
			if err != nil || r.Bad != nil || r.Size == 0 || r.Signed != r.Size {
				t.Fatalf("%+v %v", r, err)
			}
			file, err := serve.Receipt(t.Context(), c, 0)
			if err != nil {
				t.Fatal(err)
			}
			public, err := os.ReadFile(filepath.Join(folder, "audit.pub"))
			if err != nil {
				t.Fatal(err)
			}
			for _, key := range []string{string(public), filepath.Join(folder, "audit.pub")} {
				if got, err := serve.CheckReceipt(file, key); err != nil || got.Leaf.Seq != 0 {
					t.Errorf("%+v %v", got, err)
				}
			}
			if _, err := serve.CheckReceipt([]byte(strings.Replace(string(file), "index 0", "index 1", 1)), string(public)); err == nil {
				t.Error("a changed receipt is taken")
			}
			raw, err := sql.Open(driver, address)
			if err != nil {
				t.Fatal(err)
			}
			disarm := "drop trigger audit_event_not_changed"
			if driver == "pgx" {
				disarm = "alter table audit_event disable trigger user"
			}
			for _, query := range []string{disarm, "update audit_event set actor = 'somebody' where seq = 0"} {
				if _, err := raw.Exec(query); err != nil {
					t.Fatal(err)
				}
			}
			raw.Close()
			if r, err = serve.VerifyAudit(t.Context(), c, ""); err != nil || r.Bad == nil || r.Bad.Seq != 0 {
				t.Errorf("%+v %v", r, err)
			}
		})
	}
}

// TestRestoredBackupIsNotSigned: after an older state of the database was put back, the server runs, and refuses to sign.
func TestRestoredBackupIsNotSigned(t *testing.T) {
	folder := t.TempDir()
	c := settings(t, folder, nil)
	file := filepath.Join(folder, "shukun.db")
	_, stop := start(t, c, serve.Options{})
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	backup, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, stop = start(t, c, serve.Options{}) // another bootstrap link, another event
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	signed, _ := os.ReadFile(filepath.Join(folder, "audit.last"))
	if err := os.WriteFile(file, backup, 0o600); err != nil {
		t.Fatal(err)
	}
	if r, err := serve.VerifyAudit(t.Context(), c, ""); err != nil || r.Bad == nil || r.Bad.Until <= r.Size {
		t.Fatalf("%+v %v", r, err)
	}
	for range 3 { // also once it is longer again
		_, stop = start(t, c, serve.Options{})
		if err := stop(); err != nil {
			t.Fatal(err)
		}
	}
	if again, _ := os.ReadFile(filepath.Join(folder, "audit.last")); string(again) != string(signed) {
		t.Errorf("a log that contradicts what was signed was signed:\n%s\n%s", signed, again)
	}
	if r, err := serve.VerifyAudit(t.Context(), c, ""); err != nil || r.Bad == nil {
		t.Fatalf("%+v %v", r, err)
	}
	os.Remove(filepath.Join(folder, "audit.pub"))
	if _, err := serve.VerifyAudit(t.Context(), c, ""); problem.CodeOf(err) != "audit-public-key" {
		t.Error(err)
	}
}
