package serve_test

import (
	"database/sql"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shukun/lang"
	"shukun/org"
	"shukun/serve"
	"shukun/store/storetest"
)

// sound makes the data folder of a server that was started once, with a unit, a filing and a finding in it.
func sound(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "data")
	_, stop := start(t, settings(t, folder, nil), serve.Options{})
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	statements(t, folder, "insert into unit (code, name, path, since) values ('A', 'A', '/A/', '2022-01-01')",
		"insert into person (id, login, name, created_at) values ('p', 'p', 'p', 1)",
		"insert into role_grant (id, person, role, path, from_day, granted_by, granted_at) values ('g', 'p', '"+string(org.SecurityAdmin)+"', '/', '2022-01-01', 'x', 1)")
	return folder
}

// statements runs SQL behind the server's back.
func statements(t *testing.T, folder string, queries ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(folder, "shukun.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range queries {
		if _, err := db.Exec(q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
}

// find gives the check of a name.
func find(t *testing.T, checks []serve.Check, name string) serve.Check {
	t.Helper()
	for _, c := range checks {
		if c.Name.En == name {
			return c
		}
	}
	t.Fatalf("no check %q", name)
	return serve.Check{}
}

func TestDoctorFindsASoundServerSound(t *testing.T) {
	checks := serve.Doctor(t.Context(), settings(t, sound(t), nil), world(), false)
	if len(checks) < 40 {
		t.Errorf("%d checks", len(checks))
	}
	for i, c := range checks {
		if c.No != i+1 || c.Name.Empty() {
			t.Errorf("check %d: %+v", i+1, c)
		}
		if strings.HasPrefix(c.Name.En, "disk") || strings.HasPrefix(c.Name.En, "files left") {
			continue // the machine's own business
		}
		if c.Status == serve.Warn || c.Status == serve.Fail {
			t.Errorf("%d %s: %s %s", c.No, c.Name.En, c.Status, c.Found.En)
		}
	}
}

// TestDoctor breaks one thing at a time; the check that is for it says so, with a cure in both languages.
func TestDoctor(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	mail := taken.Addr().String()
	taken.Close()
	in := func(folder, name string) string { return filepath.Join(folder, name) }
	row := "insert into ledger_row (id, kind, owner, path, key, content, filing, file, sheet, row_no, from_day, amount, party) values (1, 'payables', 'A', '%p', 'K', '', 1, '', '', 1, '2022-06-30', 0, '')"
	filing := "insert into filing (seq, id, unit, path, kind, period, mode, person, filed_on, filed_at) values (%s, 'f', 'A', '/A/', 'payables', '', 'upsert', 'p', '2022-06-30', 1)"
	for name, c := range map[string]struct {
		status   serve.Status
		settings map[string]string
		spoil    func(t *testing.T, folder string)
		sql      []string
	}{
		"settings can be used":                    {serve.Fail, map[string]string{"parameters": "/no/such/folder"}, nil, nil},
		"business day follows the calendar":       {serve.Warn, map[string]string{"day": "2022-06-30"}, nil, nil},
		"TLS towards others":                      {serve.Warn, map[string]string{"address": "0.0.0.0:8420"}, nil, nil},
		"certificate in force":                    {serve.Fail, map[string]string{"tls-cert-file": "/none", "tls-key-file": "/none"}, nil, nil},
		"management address is not public":        {serve.Warn, map[string]string{"management-address": "0.0.0.0:9"}, nil, nil},
		"trusted proxies are few":                 {serve.Warn, map[string]string{"trusted-proxies": "0.0.0.0/0"}, nil, nil},
		"data folder is there and can be written": {serve.Fail, nil, func(t *testing.T, f string) { must(t, os.RemoveAll(f)) }, nil},
		"data folder is for this account alone":   {serve.Fail, nil, func(t *testing.T, f string) { must(t, os.Chmod(f, 0o755)) }, nil},
		"key file":                                {serve.Fail, nil, func(t *testing.T, f string) { must(t, os.Remove(in(f, "secret.key"))) }, nil},
		"key file is for this account alone":      {serve.Fail, nil, func(t *testing.T, f string) { must(t, os.Chmod(in(f, "secret.key"), 0o644)) }, nil},
		"audit key is for this account alone":     {serve.Fail, nil, func(t *testing.T, f string) { must(t, os.Chmod(in(f, "audit.key"), 0o640)) }, nil},
		"keys fit the database": {serve.Fail, nil, func(t *testing.T, f string) {
			must(t, os.WriteFile(in(f, "secret.key"), make([]byte, 32), 0o600))
		}, nil},
		"secrets can be read": {serve.Fail, map[string]string{"smtp-host": mail, "smtp-from": "a@example.com", "smtp-user": "a", "smtp-password-file": "/none"}, nil, nil},
		"mail server answers": {serve.Warn, map[string]string{"smtp-host": mail, "smtp-from": "a@example.com"}, nil, nil},
		"database opens": {serve.Fail, nil, func(t *testing.T, f string) {
			must(t, os.WriteFile(in(f, "shukun.db"), []byte("no database at all, but some text"), 0o600))
		}, nil},
		"database file is for this account alone": {serve.Fail, nil, func(t *testing.T, f string) { must(t, os.Chmod(in(f, "shukun.db"), 0o604)) }, nil},
		"schema is this program's":                {serve.Fail, nil, nil, []string{"update schema_hash set hash = 'other' where version = 1"}},
		"nothing is dated in the future":          {serve.Fail, nil, nil, []string{"drop trigger audit_event_not_changed", "update audit_event set at = at + 86400000"}},
		"audit log has no gaps":                   {serve.Fail, nil, nil, []string{"update audit_head set size = size + 1"}},
		"every row has its filing":                {serve.Fail, nil, nil, []string{strings.ReplaceAll(row, "%p", "/A/")}},
		"rows begin and end in order":             {serve.Fail, nil, nil, []string{strings.ReplaceAll(row, "%p", "/A/"), "update ledger_row set to_day = '2022-07-01'"}},
		"rows belong to units":                    {serve.Fail, nil, nil, []string{strings.ReplaceAll(row, "%p", "/B/")}},
		"filing numbers":                          {serve.Fail, nil, nil, []string{strings.ReplaceAll(filing, "%s", "7")}},
		"originals are there":                     {serve.Fail, nil, nil, []string{strings.ReplaceAll(filing, "%s", "1"), "update filing set blob = 'gone'"}},
		"originals are unchanged":                 {serve.Fail, nil, nil, []string{"insert into blob (hash, size, media, content, made_at) values ('x', 1, '', 'y', 1)"}},
		"organisation tree agrees":                {serve.Fail, nil, nil, []string{"update unit set path = '/B/'"}},
		"roles belong to people":                  {serve.Fail, nil, nil, []string{"update role_grant set person = 'nobody'"}},
		"sessions belong to people":               {serve.Fail, nil, nil, []string{"insert into session (token, id, person, created_at, seen_at, expires_at) values ('t', 't', 'nobody', 1, 1, 1)"}},
		"administrators' powers are apart":        {serve.Fail, nil, nil, []string{"insert into role_grant (id, person, role, path, from_day, granted_by, granted_at) values ('h', 'p', 'audit-admin', '/', '2022-01-01', 'x', 1)"}},
		"no job failed for good":                  {serve.Warn, nil, nil, []string{"insert into job (id, kind, unique_key, lane, path, payload, state, run_at, made_at) values ('j', 'x', 'x', '', '/', '', 'dead', 1, 1)"}},
		"jobs do not pile up":                     {serve.Warn, nil, nil, []string{"insert into job (id, kind, unique_key, lane, path, payload, state, run_at, made_at) values ('j', 'x', 'x', '', '/', '', 'ready', 1, 1)"}},
		"there is a security administrator":       {serve.Warn, nil, nil, []string{"delete from role_grant"}},
	} {
		t.Run(name, func(t *testing.T) {
			folder := sound(t)
			if c.spoil != nil {
				c.spoil(t, folder)
			}
			statements := func(queries ...string) { statements(t, folder, queries...) }
			if len(c.sql) > 0 {
				statements(c.sql...)
			}
			got := find(t, serve.Doctor(t.Context(), settings(t, folder, c.settings), world(), false), name)
			if got.Status != c.status || got.Cure.Empty() {
				t.Errorf("%+v, want %s and a cure", got, c.status)
			}
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestDoctorMends: rights and folders are put right, and stay right; nothing else is touched.
func TestDoctorMends(t *testing.T) {
	folder := sound(t)
	must(t, os.Chmod(folder, 0o755))
	must(t, os.Chmod(filepath.Join(folder, "secret.key"), 0o644))
	c := settings(t, folder, nil)
	for _, name := range []string{"data folder is for this account alone", "key file is for this account alone"} {
		if got := find(t, serve.Doctor(t.Context(), c, world(), false), name); got.Status != serve.Fail || got.Fixed {
			t.Errorf("before: %+v", got)
		}
	}
	for _, name := range []string{"data folder is for this account alone", "key file is for this account alone"} {
		serve.Doctor(t.Context(), c, world(), true)
		if got := find(t, serve.Doctor(t.Context(), c, world(), false), name); got.Status != serve.OK {
			t.Errorf("after: %+v", got)
		}
	}
}

// TestDoctorPostgres looks at what only PostgreSQL has.
func TestDoctorPostgres(t *testing.T) {
	url := storetest.PostgresURL(t)
	c := settings(t, t.TempDir(), map[string]string{"database": url})
	w := world()
	real := storetest.Open(t, url)
	h, err := real.Health(t.Context(), true)
	must(t, err)
	w.Now = func() time.Time { return h.Now.Time() }
	checks := serve.Doctor(t.Context(), c, w, false)
	for _, name := range []string{"database account cannot pass row-level security", "row-level security stands", "text is compared byte by byte", "database's clock agrees", "schema is this program's"} {
		if got := find(t, checks, name); got.Status != serve.OK {
			t.Errorf("%+v", got)
		}
	}
	if got := find(t, checks, "writes reach the disk"); got.Status != serve.Fail || !strings.Contains(got.Found.In(lang.En), "fsync=off") {
		t.Errorf("the tests' own cluster does not synchronise, and the doctor says %+v", got)
	}
	db, err := sql.Open("pgx", url)
	must(t, err)
	defer db.Close()
	_, err = db.Exec("alter table finding no force row level security")
	must(t, err)
	if got := find(t, serve.Doctor(t.Context(), c, w, false), "row-level security stands"); got.Status != serve.Fail || got.Found.En != "finding" {
		t.Errorf("%+v", got)
	}
	if got := find(t, serve.Doctor(t.Context(), c, world(), false), "database's clock agrees"); got.Status != serve.Fail {
		t.Errorf("a clock years away: %+v", got)
	}
}
