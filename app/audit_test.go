package app

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"shukun/org"
	"shukun/problem"
	"shukun/store"
	"shukun/store/storetest"
)

// grow adds events to the log.
func grow(t testing.TB, a *App, n int) {
	t.Helper()
	err := a.Store.Write(t.Context(), store.Root, func(tx *store.Tx) error {
		for i := range n {
			who := &Actor{Person: fmt.Sprintf("person%d", i%5), Session: "session", IP: "192.0.2.7"}
			if err := a.audit(tx, who, &Event{Action: "test.act", Object: fmt.Sprintf("thing:%d", i), Path: fmt.Sprintf("/G%d/", i%3),
				Details: map[string]string{"amount": fmt.Sprint(100 * i), "words": "<欠款> & 利息"}}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func openNotary(t testing.TB, folder string) *Notary {
	t.Helper()
	n, err := OpenNotary(folder)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func sign(t testing.TB, n *Notary, a *App) {
	t.Helper()
	if _, err := n.Sign(t.Context(), a); err != nil {
		t.Fatal(err)
	}
}

func verify(t testing.TB, a *App, n *Notary) AuditReport {
	t.Helper()
	last, _, err := n.last()
	if err != nil {
		t.Fatal(err)
	}
	report, err := a.VerifyAudit(t.Context(), n.Key, &last)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// plainRoot is the Merkle tree hash of RFC 6962, section 2.1, word for word.
func plainRoot(leaves [][]byte) []byte {
	switch n := len(leaves); n {
	case 0:
		h := sha256.Sum256(nil)
		return h[:]
	case 1:
		h := sha256.Sum256(append([]byte{0}, leaves[0]...))
		return h[:]
	default:
		k := 1
		for k*2 < n {
			k *= 2
		}
		h := sha256.Sum256(append(append([]byte{1}, plainRoot(leaves[:k])...), plainRoot(leaves[k:])...))
		return h[:]
	}
}

func TestAuditIsRFC6962(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, _ := jobApp(db)
		grow(t, a, 37)
		err := db.Read(t.Context(), store.Root, func(tx *store.Tx) error {
			var leaves [][]byte
			if err := tx.EachAudit(0, func(r store.AuditRow) error { leaves = append(leaves, r.Entry); return nil }); err != nil {
				return err
			}
			for size := range len(leaves) + 1 {
				root, err := tlog.TreeHash(int64(size), tx.AuditHashes())
				if err != nil {
					return err
				}
				if !bytes.Equal(root[:], plainRoot(leaves[:size])) {
					t.Errorf("root of %d leaves differs from the definition", size)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		n := openNotary(t, t.TempDir())
		if r := verify(t, a, n); r.Bad != nil || r.Size != 37 || r.Checkpoints != 0 {
			t.Errorf("%+v", r)
		}
	})
}

func TestNotarySigns(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, clock := jobApp(db)
		folder := t.TempDir()
		n := openNotary(t, folder)
		if made, err := n.Sign(t.Context(), a); made || err != nil {
			t.Fatalf("an empty log was signed: %v %v", made, err)
		}
		for i := range 5 {
			grow(t, a, 3+i)
			clock.advance(time.Minute)
			if made, err := n.Sign(t.Context(), a); !made || err != nil {
				t.Fatal(made, err)
			}
			if made, err := n.Sign(t.Context(), a); made || err != nil {
				t.Fatalf("signed twice: %v %v", made, err)
			}
		}
		if info, err := os.Stat(filepath.Join(folder, notaryKey)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%v %v", info.Mode(), err)
		}
		again := openNotary(t, folder)
		if again.Public != n.Public {
			t.Error("another start has another key")
		}
		if r := verify(t, a, again); r.Bad != nil || r.Checkpoints != 5 || r.Signed != r.Size || r.Size != 25 {
			t.Errorf("%+v", r)
		}
		signed, err := os.ReadFile(filepath.Join(folder, notaryLast))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(signed), "\n")
		if lines[0] != n.Key.Name() || lines[1] != "25" || !strings.HasPrefix(lines[5], "— "+n.Key.Name()+" ") {
			t.Errorf("not a C2SP checkpoint:\n%s", signed)
		}
	})
}

// TestNotaryAfterCrash: the file was written, the database was not, twice running. Verification takes the checkpoint of the
// file for what it is, and the next signing puts it into the database.
func TestNotaryAfterCrash(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, _ := jobApp(db)
		n := openNotary(t, t.TempDir())
		crash := func() {
			t.Helper()
			stop := fmt.Errorf("crash")
			known, knownNote, _ := n.last()
			if knownNote != nil {
				if err := db.Write(t.Context(), store.Root, func(tx *store.Tx) error { return n.keep(tx, known, knownNote) }); err != nil {
					t.Fatal(err)
				}
			}
			grow(t, a, 3)
			err := db.Write(t.Context(), store.Root, func(tx *store.Tx) error {
				if _, err := n.sign(tx, a.now(), known); err != nil {
					return err
				}
				return stop
			})
			if err == nil {
				t.Fatal("no crash")
			}
		}
		for i := range 3 {
			crash()
			grow(t, a, 1)
			if r := verify(t, a, n); r.Bad != nil || !r.Pending || r.Checkpoints != i || r.Signed != r.Size-1 {
				t.Fatalf("after crash %d: %+v %+v", i+1, r, r.Bad)
			}
		}
		sign(t, n, a)
		if r := verify(t, a, n); r.Bad != nil || r.Pending || r.Checkpoints != 4 || r.Signed != r.Size {
			t.Errorf("%+v %+v", r, r.Bad)
		}
		grow(t, a, 3)
		sign(t, n, a)
		if r := verify(t, a, n); r.Bad != nil || r.Checkpoints != 5 {
			t.Errorf("%+v", r)
		}
	})
}

// TestPendingCheckpointVouches: a checkpoint that only its file has is held against the log like any other.
func TestPendingCheckpointVouches(t *testing.T) {
	a, _ := jobApp(storetest.SQLite(t))
	n := openNotary(t, t.TempDir())
	grow(t, a, 8)
	sign(t, n, a)
	good, _, _ := n.last()
	grow(t, a, 2)
	root := verify(t, a, n).Root // of 10 events, which no checkpoint in the database signs
	if r, err := a.VerifyAudit(t.Context(), n.Key, &Checkpoint{Size: 10, Root: root, Previous: 8}); err != nil || r.Bad != nil || !r.Pending {
		t.Errorf("%+v %v", r, err)
	}
	for what, last := range map[string]Checkpoint{
		"another root":             {Size: 10, Root: good.Root, Previous: 8},
		"another root, inside":     {Size: 9, Root: root, Previous: 8},
		"longer than the log":      {Size: 11, Root: root, Previous: 8},
		"the one before not there": {Size: 10, Root: root, Previous: 7},
	} {
		if r, err := a.VerifyAudit(t.Context(), n.Key, &last); err != nil || r.Bad == nil {
			t.Errorf("%s: %+v %v", what, r, err)
		}
	}
}

// TestNotaryRefusesFork: the database is rolled back to an old backup and goes on with other events.
func TestNotaryRefusesFork(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, _ := jobApp(db)
		n := openNotary(t, t.TempDir())
		grow(t, a, 10)
		sign(t, n, a)
		signed, _, _ := n.last()
		other, _ := jobApp(storetest.SQLite(t)) // the backup, in which these events are not
		grow(t, other, 4)
		_, err := n.Sign(t.Context(), other)
		if problem.CodeOf(err) != "audit-fork" || !strings.Contains(err.Error(), signed.head()) || !strings.Contains(err.Error(), "the database 4 ") {
			t.Fatalf("shorter: %v", err)
		}
		grow(t, other, 20)
		_, err = n.Sign(t.Context(), other)
		if problem.CodeOf(err) != "audit-fork" || !strings.Contains(err.Error(), signed.head()) || !strings.Contains(err.Error(), "the database 24 ") {
			t.Fatalf("longer: %v", err)
		}
		if n.Trouble() == nil {
			t.Error("nobody is told")
		}
		sign(t, n, a)
		if n.Trouble() != nil {
			t.Error("trouble stays")
		}
		stranger := openNotary(t, t.TempDir())
		grow(t, a, 1)
		if _, err := stranger.Sign(t.Context(), a); problem.CodeOf(err) != "audit-other-key" {
			t.Errorf("another server's key: %v", err)
		}
	})
}

func TestReceipt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, _ := jobApp(db)
		n := openNotary(t, t.TempDir())
		grow(t, a, 13)
		if _, err := a.MakeReceiptHere(t.Context(), 3); problem.CodeOf(err) != "not-signed-yet" {
			t.Fatal(err)
		}
		sign(t, n, a)
		grow(t, a, 4)
		sign(t, n, a)
		key, err := ParsePublicKey(n.Public + "\n")
		if err != nil {
			t.Fatal(err)
		}
		for seq := range int64(17) {
			file, err := a.MakeReceiptHere(t.Context(), seq)
			if err != nil {
				t.Fatal(err)
			}
			r, err := CheckReceipt(file, key)
			if err != nil || r.Leaf.Seq != seq || r.Detail.IP != "192.0.2.7" || r.Leaf.Action != "test.act" {
				t.Fatalf("%+v %v", r, err)
			}
			for i := range file { // not one byte of it can be another
				changed := bytes.Clone(file)
				changed[i] ^= 1
				if got, err := CheckReceipt(changed, key); err == nil && (got.Leaf != r.Leaf || fmt.Sprint(got.Detail) != fmt.Sprint(r.Detail) || got.Checkpoint != r.Checkpoint) {
					t.Fatalf("byte %d changed, and it is another receipt: %+v", i, got)
				}
			}
		}
		if _, err := a.MakeReceiptHere(t.Context(), 17); problem.KindOf(err) != problem.NotFound {
			t.Error(err)
		}
		file, _ := a.MakeReceiptHere(t.Context(), 5)
		if _, err := CheckReceipt(file, openNotary(t, t.TempDir()).Key); problem.CodeOf(err) != "checkpoint-signature" {
			t.Errorf("a stranger's key: %v", err)
		}
		_, same, _ := note.GenerateKey(nil2zero{}, n.Key.Name())
		namesake, _ := ParsePublicKey(same)
		if _, err := CheckReceipt(file, namesake); err == nil {
			t.Error("a key of the same name opened it")
		}
	})
}

type nil2zero struct{}

func (nil2zero) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestReceiptOnlyOfOnesOwn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, _ := jobApp(db)
		n := openNotary(t, t.TempDir())
		grow(t, a, 6)
		sign(t, n, a)
		auditor := &Actor{Person: "p", Grants: []Grant{{Role: org.RegulatorAuditor, Path: "/"}}}
		if _, err := a.MakeReceipt(t.Context(), auditor, 1); err != nil {
			t.Error(err)
		}
		finance := &Actor{Person: "p", Grants: []Grant{{Role: org.Finance, Path: "/G1/"}}}
		for _, seq := range []int64{1, 2, 99} {
			if _, err := a.MakeReceipt(t.Context(), finance, seq); problem.KindOf(err) != problem.Forbidden {
				t.Errorf("%d: %v", seq, err)
			}
		}
	})
}

func TestErasedTracesVerify(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, _ := jobApp(db)
		n := openNotary(t, t.TempDir())
		grow(t, a, 20)
		sign(t, n, a)
		admin := &Actor{Person: "admin", IP: "192.0.2.9", Grants: []Grant{{Role: org.SecurityAdmin, Path: "/"}}}
		if _, err := a.EraseTraces(t.Context(), admin, "person2"); problem.CodeOf(err) != ErrStepUp.Code {
			t.Error("without the second factor:", err)
		}
		admin.Second = true
		group := &Actor{Person: "g", Second: true, Grants: []Grant{{Role: org.GroupAdmin, Path: "/G1/"}}}
		for person, who := range map[string]*Actor{"person2": group, "admin": admin} {
			if _, err := a.TracesOf(t.Context(), who, person); problem.KindOf(err) != problem.Forbidden {
				t.Errorf("%s looks at the traces of %s: %v", who.Person, person, err)
			}
			if who == admin { // a refusal is an event, and this test counts them
				if _, err := a.EraseTraces(t.Context(), who, person); problem.KindOf(err) != problem.Forbidden {
					t.Errorf("%s erases the traces of %s: %v", who.Person, person, err)
				}
			}
		}
		before, err := a.TracesOf(t.Context(), admin, "person2")
		if err != nil || before.Events != 4 || before.Erased != 0 || before.First == 0 || before.Last < before.First {
			t.Fatalf("%+v %v", before, err)
		}
		event, err := a.EraseTraces(t.Context(), admin, "person2")
		if err != nil || event != 20 {
			t.Fatal(event, err)
		}
		if after, err := a.TracesOf(t.Context(), admin, "person2"); err != nil || after.Events != 0 || after.Erased != 4 {
			t.Errorf("%+v %v", after, err)
		}
		if _, err := a.EraseTraces(t.Context(), admin, "person2"); problem.CodeOf(err) != "no-traces" {
			t.Error("erased twice:", err)
		}
		if n, err := a.Erasure(t.Context(), admin, "person2", event); err != nil || n != 4 {
			t.Error(n, err)
		}
		for person, seq := range map[string]int64{"person2": 2, "person3": event} {
			if _, err := a.Erasure(t.Context(), admin, person, seq); problem.KindOf(err) != problem.Forbidden {
				t.Errorf("event %d is told as an erasure of %s: %v", seq, person, err)
			}
		}
		sign(t, n, a)
		if r := verify(t, a, n); r.Bad != nil || r.Erased != 4 || r.Size != 21 {
			t.Fatalf("%+v", r)
		}
		file, err := a.MakeReceiptHere(t.Context(), 2)
		if err != nil {
			t.Fatal(err)
		}
		if r, err := CheckReceipt(file, n.Key); err != nil || r.Detail.IP != "" || r.Leaf.Actor != "person2" {
			t.Errorf("%+v %v", r, err)
		}
	})
}

func BenchmarkVerifyAudit(b *testing.B) { benchmarkVerifyAudit(b, 100) }

// BenchmarkVerifyAuditMillion verifies a million events; making them takes minutes.
func BenchmarkVerifyAuditMillion(b *testing.B) { benchmarkVerifyAudit(b, 1000) }

func benchmarkVerifyAudit(b *testing.B, thousands int) {
	for name, open := range map[string]func(testing.TB) *store.DB{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		b.Run(name, func(b *testing.B) {
			a, _ := jobApp(open(b))
			n := openNotary(b, b.TempDir())
			for range thousands {
				grow(b, a, 1000)
				sign(b, n, a)
			}
			for b.Loop() {
				if r := verify(b, a, n); r.Bad != nil || r.Size != int64(thousands)*1000 || r.Checkpoints != thousands {
					b.Fatalf("%+v %+v", r, r.Bad)
				}
			}
			b.ReportMetric(float64(thousands)*1000*float64(b.N)/b.Elapsed().Seconds(), "events/s")
		})
	}
}
