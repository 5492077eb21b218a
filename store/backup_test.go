package store_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"shukun/problem"
	"shukun/store"
	"shukun/store/storetest"
)

// filled puts something of every type into a database.
func filled(t *testing.T, db *store.DB) {
	t.Helper()
	write(t, db, "insert into unit (code, name, path, since) values ('A', '甲集团 ''引号''', '/A/', '2022-01-01')",
		"insert into person (id, login, name, created_at) values ('p', 'finance', '某人', 1)",
		"insert into setting (key, value) values ('empty', '')")
	err := db.Write(t.Context(), store.Root, func(tx *store.Tx) error {
		for i := range 3 {
			if err := tx.AppendAudit(store.AuditEvent{At: store.Instant(i), Actor: "p", Path: "/A/", Action: "x", Object: fmt.Sprint("y:", i), Result: store.Done}); err != nil {
				return err
			}
		}
		if _, err := tx.Exec("insert into blob (hash, size, media, content, made_at) values ('h', 9, 'x', $1, 1), ('i', 0, 'x', $2, 2)", bytes.Repeat([]byte{0, 1, 255, 10}, 1_500_000), []byte{}); err != nil {
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	write(t, db, inserts(t, db, "A", "/A/", 1)...)
}

var made = time.Date(2022, 6, 30, 1, 2, 3, 0, time.UTC)

func backup(t *testing.T, db *store.DB) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "backup.tar")
	if _, err := db.Backup(t.Context(), file, store.BackupAbout{Program: "test", Made: made, Key: "k"}, nil); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestBackup: a backup of either database restores into either, row for row; a backup of what was restored is the same.
func TestBackup(t *testing.T) {
	empties := map[string]func(testing.TB) string{"sqlite": storetest.EmptySQLiteURL, "postgres": storetest.EmptyPostgresURL}
	for from := range empties {
		for to, empty := range empties {
			t.Run(from+" to "+to, func(t *testing.T) {
				db := storetest.Postgres(t)
				if from == "sqlite" {
					db = storetest.SQLite(t)
				}
				filled(t, db)
				file := backup(t, db)
				if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
					t.Errorf("%v %v", info.Mode(), err)
				}
				other := storetest.Open(t, empty(t))
				m, err := other.Restore(t.Context(), file, nil, nil)
				if err != nil {
					t.Fatal(err)
				}
				if m.Program != "test" || !m.Made.Equal(made) || m.From != from || m.Rows() < 20 || m.Audit.Size != 3 {
					t.Errorf("%+v", m)
				}
				again, err := store.ReadManifest(backup(t, other))
				if err != nil {
					t.Fatal(err)
				}
				for i, table := range m.Tables {
					if got := again.Tables[i]; got.Name != table.Name || got.Rows != table.Rows && table.Name != "setting" {
						t.Errorf("%s: %d rows, want %d", table.Name, got.Rows, table.Rows)
					}
				}
				if again.Audit != m.Audit {
					t.Errorf("audit %+v, want %+v", again.Audit, m.Audit)
				}
				if from == to { // rows may come in another order from the other database
					for i, p := range m.Parts {
						if again.Parts[i] != p {
							t.Errorf("%s differs", p.Name)
						}
					}
				}
				if s, err := other.Schema(t.Context()); err != nil || s.Check() != nil {
					t.Errorf("%+v %v", s, err)
				}
				if _, err := other.Restore(t.Context(), file, nil, nil); problem.CodeOf(err) != "restore-not-empty" {
					t.Errorf("restored over data: %v", err)
				}
			})
		}
	}
}

// TestBackupSpoiled: any flipped byte, any truncation, anything added is found, and nothing is touched.
func TestBackupSpoiled(t *testing.T) {
	db := storetest.SQLite(t)
	write(t, db, "insert into unit (code, name, path, since) values ('A', 'A', '/A/', '2022-01-01')")
	whole, err := os.ReadFile(backup(t, db))
	if err != nil {
		t.Fatal(err)
	}
	target := storetest.Open(t, storetest.EmptySQLiteURL(t))
	file := filepath.Join(t.TempDir(), "spoiled.tar")
	try := func(what string, content []byte) {
		t.Helper()
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := target.Restore(t.Context(), file, nil, nil); problem.CodeOf(err) != "backup-spoiled" {
			t.Errorf("%s: %v", what, err)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	places := []int{0, 100, 148, 257, 512, len(whole) - 1, len(whole) - 1024, len(whole) - 1025, len(whole) - 1536, len(whole) - 2048, len(whole) - 2049}
	for range 200 {
		places = append(places, r.IntN(len(whole)))
	}
	for _, at := range places {
		bad := bytes.Clone(whole)
		bad[at] ^= 1 << r.IntN(8)
		try(fmt.Sprint("byte ", at), bad)
	}
	for range 40 {
		n := r.IntN(len(whole))
		try(fmt.Sprint("cut at ", n), whole[:n])
	}
	try("empty", nil)
	try("longer", append(bytes.Clone(whole), 0))
	s, err := target.Schema(t.Context())
	if err != nil || s.Have != 0 {
		t.Errorf("the target was touched: %+v %v", s, err)
	}
	if _, err := store.ReadManifest(filepath.Join(t.TempDir(), "none.tar")); problem.CodeOf(err) != "backup-file" {
		t.Error(err)
	}
}

// TestBackupWhileWriting: a backup made while others write is one state of the database.
func TestBackupWhileWriting(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		stop := make(chan bool)
		ended := make(chan error)
		go func() { // every transaction adds one of each: a backup must have as many of one as of the other
			for i := 0; ; i++ {
				select {
				case <-stop:
					ended <- nil
					return
				default:
				}
				err := db.Write(t.Context(), store.Root, func(tx *store.Tx) error {
					if _, err := tx.Exec("insert into setting (key, value) values ($1, '')", fmt.Sprint("k", i)); err != nil {
						return err
					}
					return tx.AppendAudit(store.AuditEvent{At: 1, Actor: "p", Path: "/", Action: "x", Object: "y", Result: store.Done})
				})
				if err != nil {
					ended <- err
					return
				}
			}
		}()
		base := map[string]int64{}
		for round := range 5 {
			m, err := store.ReadManifest(backup(t, db))
			if err != nil {
				t.Fatal(err)
			}
			rows := map[string]int64{}
			for _, table := range m.Tables {
				rows[table.Name] = table.Rows
			}
			if round == 0 {
				base = rows
			}
			if rows["audit_event"] != m.Audit.Size || rows["audit_event"]-base["audit_event"] != rows["setting"]-base["setting"] {
				t.Errorf("two states in one backup: %d events, size %d, %d settings", rows["audit_event"], m.Audit.Size, rows["setting"])
			}
		}
		close(stop)
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

func TestBackupRefusals(t *testing.T) {
	db := storetest.SQLite(t)
	file := backup(t, db)
	if _, err := db.Backup(t.Context(), file, store.BackupAbout{}, nil); problem.CodeOf(err) != "backup-there" {
		t.Error(err)
	}
	if _, err := db.Backup(t.Context(), filepath.Join(t.TempDir(), "no", "such", "folder"), store.BackupAbout{}, nil); problem.CodeOf(err) != "backup-write" {
		t.Error(err)
	}
	empty := storetest.Open(t, storetest.EmptySQLiteURL(t))
	if _, err := empty.Backup(t.Context(), filepath.Join(t.TempDir(), "x"), store.BackupAbout{}, nil); problem.CodeOf(err) != "schema-old" {
		t.Error(err)
	}
}

// TestSealedBackup: the rows of a sealed backup are not to be read, restore with its key, and with no other.
func TestSealedBackup(t *testing.T) {
	db := storetest.SQLite(t)
	filled(t, db)
	key, other := bytes.Repeat([]byte{1}, store.SealBytes), bytes.Repeat([]byte{2}, store.SealBytes)
	file := filepath.Join(t.TempDir(), "sealed.tar")
	m, err := db.Backup(t.Context(), file, store.BackupAbout{Program: "test", Made: made, Seal: key}, nil)
	if err != nil || !m.Sealed {
		t.Fatal(m, err)
	}
	if text, err := os.ReadFile(file); err != nil || bytes.Contains(text, []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0}) {
		t.Errorf("a part lies open: %v", err)
	}
	target := storetest.Open(t, storetest.EmptySQLiteURL(t))
	for code, key := range map[string][]byte{"backup-sealed": nil, "backup-spoiled": other} {
		if _, err := target.Restore(t.Context(), file, key, nil); problem.CodeOf(err) != code {
			t.Errorf("%v, want %s", err, code)
		}
	}
	got, err := target.Restore(t.Context(), file, key, nil)
	if err != nil || got.Rows() != m.Rows() {
		t.Fatal(got, err)
	}
	if _, err := db.Backup(t.Context(), file+"2", store.BackupAbout{Seal: key[1:]}, nil); err == nil {
		t.Error("a short key was taken")
	}
}
