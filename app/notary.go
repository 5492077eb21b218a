package app

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/mod/sumdb/note"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// The notary's files in the data folder.
const (
	notaryKey  = "audit.key"  // Ed25519 private key, 0600
	notaryPub  = "audit.pub"  // public key, to be given away
	notaryLast = "audit.last" // the last checkpoint signed: what a rolled-back database is held against
)

// Notary signs states of the audit log. What it signed last it knows from a file outside the database, so it never signs
// two states that contradict each other, whatever happens to the database.
type Notary struct {
	folder string
	signer note.Signer
	Public string // key, as note.NewVerifier reads it
	Key    note.Verifier

	one     sync.Mutex
	trouble error
}

// OpenNotary opens the keys in a folder; at the first start it makes them.
func OpenNotary(folder string) (*Notary, error) {
	secret, err := os.ReadFile(filepath.Join(folder, notaryKey))
	if errors.Is(err, fs.ErrNotExist) {
		secret, err = makeNotaryKey(folder)
	}
	n := &Notary{folder: folder}
	var public []byte
	if err == nil {
		n.signer, err = note.NewSigner(strings.TrimSpace(string(secret)))
	}
	if err == nil {
		public, err = os.ReadFile(filepath.Join(folder, notaryPub))
	}
	if err == nil {
		n.Public = strings.TrimSpace(string(public))
		n.Key, err = note.NewVerifier(n.Public)
	}
	if err == nil && (n.Key.Name() != n.signer.Name() || n.Key.KeyHash() != n.signer.KeyHash()) {
		err = errors.New("audit.pub is not the public key of audit.key")
	}
	if err != nil {
		return nil, problem.New(problem.Unavailable, "audit-key", lang.Text{Zh: "审计日志的签名密钥无法使用", En: "the key that signs the audit log cannot be used"},
			lang.Text{Zh: "检查数据目录中的 audit.key 和 audit.pub，或从备份恢复", En: "Check audit.key and audit.pub in the data folder, or restore them from the backup"}).With(folder).Because(err)
	}
	return n, nil
}

// OpenPublicKey reads the public key beside a notary's: all that verification needs.
func OpenPublicKey(folder string) (note.Verifier, error) {
	public, err := os.ReadFile(filepath.Join(folder, notaryPub))
	if err != nil {
		return nil, errNoPublicKey.With(folder).Because(err)
	}
	return ParsePublicKey(string(public))
}

// ParsePublicKey reads a public key as audit.pub has it.
func ParsePublicKey(text string) (note.Verifier, error) {
	key, err := note.NewVerifier(strings.TrimSpace(text))
	if err != nil {
		return nil, errNoPublicKey.With(strings.TrimSpace(text)).Because(err)
	}
	return key, nil
}

var errNoPublicKey = problem.New(problem.Invalid, "audit-public-key", lang.Text{Zh: "公钥读不出来", En: "the public key cannot be read"},
	lang.Text{Zh: "公钥是一行文字，在数据目录的 audit.pub 中", En: "It is one line of text, in audit.pub of the data folder"})

func makeNotaryKey(folder string) ([]byte, error) {
	var id [4]byte
	rand.Read(id[:])
	secret, public, err := note.GenerateKey(rand.Reader, "shukun.audit/"+hex.EncodeToString(id[:]))
	if err != nil {
		return nil, err
	}
	if err := writeWhole(filepath.Join(folder, notaryPub), []byte(public+"\n"), 0o644); err != nil {
		return nil, err
	}
	return []byte(secret), writeWhole(filepath.Join(folder, notaryKey), []byte(secret+"\n"), 0o600)
}

// writeWhole writes a file that is there whole or not at all, also after a power cut.
func writeWhole(path string, content []byte, mode os.FileMode) error {
	f, err := os.OpenFile(path+".new", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(path+".new", path)
	}
	if err == nil {
		var dir *os.File
		if dir, err = os.Open(filepath.Dir(path)); err == nil {
			err = errors.Join(dir.Sync(), dir.Close())
		}
	}
	return err
}

// last gives the checkpoint signed last and its note; nil before the first.
func (n *Notary) last() (c Checkpoint, signed []byte, err error) { return readLast(n.folder, n.Key) }

func readLast(folder string, key note.Verifier) (c Checkpoint, signed []byte, err error) {
	signed, err = os.ReadFile(filepath.Join(folder, notaryLast))
	if errors.Is(err, fs.ErrNotExist) {
		return c, nil, nil
	}
	if err != nil {
		return c, nil, err
	}
	c, err = openCheckpoint(signed, key)
	return c, signed, err
}

// Last gives the checkpoint signed last, nil before the first.
func (n *Notary) Last() (*Checkpoint, error) { return LastCheckpoint(n.folder, n.Key) }

// LastCheckpoint gives the checkpoint that a data folder remembers as signed last, nil if there is none.
func LastCheckpoint(folder string, key note.Verifier) (*Checkpoint, error) {
	c, signed, err := readLast(folder, key)
	if err != nil || signed == nil {
		return nil, err
	}
	return &c, nil
}

// OpenNotaryFiles reads what verification needs of a data folder, and makes nothing: the public key, and the checkpoint
// signed last, nil if there is none.
func OpenNotaryFiles(folder string) (note.Verifier, *Checkpoint, error) {
	key, err := OpenPublicKey(folder)
	if err != nil {
		return nil, nil, err
	}
	last, err := LastCheckpoint(folder, key)
	return key, last, err
}

// Trouble is why the last checkpoint could not be signed; nil if all is well.
func (n *Notary) Trouble() error {
	n.one.Lock()
	defer n.one.Unlock()
	return n.trouble
}

// Sign signs the log as it stands, if it grew since, and keeps the checkpoint in its file and in the database. It refuses a
// log that contradicts the last checkpoint of either. A checkpoint that a crash left in the file alone is put into the
// database first, in a transaction of its own: the next one names it as the one before.
func (n *Notary) Sign(ctx context.Context, a *App) (signed bool, err error) {
	n.one.Lock()
	defer n.one.Unlock()
	known, knownNote, err := n.last()
	var is standingOf
	if err == nil {
		is, err = signedSoFar(ctx, a, known.Size)
	}
	if err == nil && knownNote != nil && !is.kept {
		err = a.Store.Write(ctx, store.Root, func(tx *store.Tx) error { return n.keep(tx, known, knownNote) })
	}
	if err == nil && !(is.all && is.kept && n.trouble == nil) {
		err = a.Store.Write(ctx, store.Root, func(tx *store.Tx) (err error) {
			signed, err = n.sign(tx, a.now(), known)
			return err
		})
	}
	n.trouble = err
	return signed, err
}

// standingOf says how the database stands to the checkpoint in the file.
type standingOf struct {
	all  bool // the log has not grown since, and nobody else has signed
	kept bool // the database has it
}

func signedSoFar(ctx context.Context, a *App, known int64) (is standingOf, err error) {
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		size, err := tx.AuditSize()
		if err != nil {
			return err
		}
		points, err := tx.Checkpoints(known-1, 1)
		is.kept = known == 0 || len(points) == 1 && points[0].Size == known
		is.all = size == known
		return err
	})
	return is, err
}
