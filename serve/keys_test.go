package serve_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shukun/config"
	"shukun/problem"
	"shukun/serve"
	"shukun/store/storetest"
)

const passphrase = "一个足够长的口令 0630"

// TestRestoreOnAFreshMachine: a backup with its keys makes another machine go on where the first one stopped: the server
// starts, the log verifies and is signed with the same key. Without the keys it does not start, and says what to do.
func TestRestoreOnAFreshMachine(t *testing.T) {
	for _, kind := range []string{"sqlite", "postgres"} {
		t.Run(kind, func(t *testing.T) {
			place := func() *config.Config {
				if kind == "postgres" {
					return settings(t, t.TempDir(), map[string]string{"database": storetest.EmptyPostgresURL(t)})
				}
				return settings(t, filepath.Join(t.TempDir(), "data"), nil)
			}
			first := place()
			_, stop := start(t, first, serve.Options{Migrate: true})
			bare, full := filepath.Join(t.TempDir(), "bare.tar"), filepath.Join(t.TempDir(), "full.tar")
			if m, err := serve.Backup(t.Context(), first, world(), bare, "", nil); err != nil || m.Keys != nil {
				t.Fatal(m, err)
			}
			m, err := serve.Backup(t.Context(), first, world(), full, passphrase, nil)
			if err != nil || m.Keys == nil {
				t.Fatal(m, err)
			}
			if err := stop(); err != nil {
				t.Fatal(err)
			}
			content, err := os.ReadFile(full)
			must(t, err)
			for _, file := range serve.KeyFiles(first)[:2] {
				if key, err := os.ReadFile(file); err != nil || strings.Contains(string(content), string(key)) {
					t.Errorf("%s stands open in the backup: %v", file, err)
				}
			}

			without := place()
			r, err := serve.Restore(t.Context(), without, bare, "", false, nil)
			if err != nil || len(r.Missing) != 3 {
				t.Fatalf("%+v %v", r, err)
			}
			if err := serve.Run(t.Context(), without, world(), serve.Options{}); problem.CodeOf(err) != "key-gone" {
				t.Errorf("it starts without its key: %v", err)
			}
			r, err = serve.Restore(t.Context(), without, full, passphrase, true, nil)
			if err != nil || len(r.Missing) != 0 || len(r.Put) != 3 {
				t.Fatalf("%+v %v", r, err)
			}

			second := place()
			r, err = serve.Restore(t.Context(), second, full, passphrase, false, nil)
			if err != nil || len(r.Missing) != 0 || r.OtherKey {
				t.Fatalf("%+v %v", r, err)
			}
			for _, c := range []*config.Config{without, second} {
				for i, file := range serve.KeyFiles(c) {
					was, _ := os.ReadFile(serve.KeyFiles(first)[i])
					if is, err := os.ReadFile(file); err != nil || string(is) != string(was) {
						t.Errorf("%s differs: %v", file, err)
					}
				}
				if v := find(t, serve.Doctor(t.Context(), c, world(), false), "keys fit the database"); v.Status != serve.OK {
					t.Errorf("%+v", v)
				}
				_, stop = start(t, c, serve.Options{})
				if err := stop(); err != nil {
					t.Fatal(err)
				}
				if v, err := serve.VerifyAudit(t.Context(), c, ""); err != nil || v.Bad != nil || v.Signed != v.Size {
					t.Errorf("%+v %v", v, err)
				}
			}
		})
	}
}

// TestKeysInABackup: nothing is touched by a wrong passphrase, and no key is replaced by another.
func TestKeysInABackup(t *testing.T) {
	first := settings(t, t.TempDir(), nil)
	_, stop := start(t, first, serve.Options{})
	must(t, stop())
	full, bare := filepath.Join(t.TempDir(), "full.tar"), filepath.Join(t.TempDir(), "bare.tar")
	if _, err := serve.Backup(t.Context(), first, world(), full, "short", nil); problem.CodeOf(err) != "passphrase-short" {
		t.Error(err)
	}
	for file, p := range map[string]string{full: passphrase, bare: ""} {
		if _, err := serve.Backup(t.Context(), first, world(), file, p, nil); err != nil {
			t.Fatal(err)
		}
	}
	fresh := settings(t, filepath.Join(t.TempDir(), "data"), nil)
	for _, c := range []struct {
		file, passphrase string
		keysOnly         bool
		code             string
	}{
		{full, "another passphrase", false, "passphrase-wrong"},
		{full, "", true, "passphrase-missing"},
		{full, "", false, "passphrase-missing"},
		{bare, passphrase, false, "backup-no-keys"},
		{bare, "", true, "backup-no-keys"},
	} {
		if _, err := serve.Restore(t.Context(), fresh, c.file, c.passphrase, c.keysOnly, nil); problem.CodeOf(err) != c.code {
			t.Errorf("%v, want %s", err, c.code)
		}
		if _, err := os.Stat(fresh.Data); err == nil {
			t.Errorf("%s: something was made", c.code)
		}
	}
	other := settings(t, t.TempDir(), nil)
	must(t, os.WriteFile(other.KeyFile, make([]byte, 32), 0o600))
	if _, err := serve.Restore(t.Context(), other, full, passphrase, false, nil); problem.CodeOf(err) != "key-there" {
		t.Error(err)
	}
	if _, err := os.Stat(other.SQLiteFile()); err == nil {
		t.Error("the database was restored beside another key")
	}
}

// TestServersShareTheirKeys: a second server on one PostgreSQL starts with the keys of the first only.
func TestServersShareTheirKeys(t *testing.T) {
	url := storetest.PostgresURL(t)
	first := settings(t, t.TempDir(), map[string]string{"database": url})
	_, stop := start(t, first, serve.Options{})
	must(t, stop())
	second := settings(t, t.TempDir(), map[string]string{"database": url})
	refused := func(code string, o serve.Options) {
		t.Helper()
		if err := serve.Run(t.Context(), second, world(), o); problem.CodeOf(err) != code {
			t.Errorf("%v, want %s", err, code)
		}
	}
	refused("key-gone", serve.Options{})
	must(t, os.WriteFile(second.KeyFile, make([]byte, 32), 0o600))
	refused("key-other", serve.Options{})
	for i, file := range serve.KeyFiles(first) {
		content, err := os.ReadFile(file)
		must(t, err)
		if i == 1 {
			refused("audit-key-gone", serve.Options{})
		}
		must(t, os.WriteFile(serve.KeyFiles(second)[i], content, 0o600))
	}
	_, stop = start(t, second, serve.Options{})
	must(t, stop())
	if v, err := serve.VerifyAudit(t.Context(), second, ""); err != nil || v.Bad != nil || v.Signed != v.Size {
		t.Errorf("%+v %v", v, err)
	}

	must(t, os.WriteFile(second.KeyFile, make([]byte, 32), 0o600)) // the former is lost for good
	_, stop = start(t, second, serve.Options{NewKey: true})
	must(t, stop())
	_, stop = start(t, second, serve.Options{})
	must(t, stop())
}
