package store

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"time"

	"shukun/lang"
	"shukun/problem"
)

// Manifest says what a backup holds. A backup is a tar file: the rows of every table in compressed parts, which may be encrypted, this manifest,
// and at the end the SHA-256 of all before it, so that a single changed bit anywhere is found. It has one form for both
// databases, so a backup of one restores into the other.
type Manifest struct {
	Format  int           `json:"format"`
	Program string        `json:"program"`
	Made    time.Time     `json:"made"`
	From    string        `json:"from"` // sqlite, postgres
	Schema  []SchemaFile  `json:"schema"`
	Tables  []BackupTable `json:"tables"`
	Parts   []BackupPart  `json:"parts"`
	Audit   AuditHead     `json:"audit"`
	Key     string        `json:"key"` // fingerprint of the key that seals secrets
	Keys    *SealedKeys   `json:"keys,omitempty"`
	Sealed  bool          `json:"sealed,omitempty"` // the rows are encrypted; what seals them is among the keys
}

// SealedKeys are the key files in a backup, which open with a passphrase: nil, if it was made without one.
type SealedKeys struct {
	Salt    []byte `json:"salt"` // of argon2id, with its costs
	Time    uint32 `json:"time"`
	Memory  uint32 `json:"memory"`
	Threads uint8  `json:"threads"`
	Box     []byte `json:"box"` // nonce and AES-256-GCM of a JSON object: content by name
}

// BackupTable is a table in a backup.
type BackupTable struct {
	Name    string   `json:"name"`
	Columns []column `json:"columns"`
	Rows    int64    `json:"rows"`
}

// BackupPart is a piece of a table: some rows, compressed.
type BackupPart struct {
	Name   string `json:"name"`
	Rows   int64  `json:"rows"`
	SHA256 string `json:"sha256"`
}

// AuditHead is how far the audit log goes: its size, and the SHA-256 of all its leaves' hashes in order.
type AuditHead struct {
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// Rows counts the rows of all tables.
func (m *Manifest) Rows() (n int64) {
	for _, t := range m.Tables {
		n += t.Rows
	}
	return n
}

// BackupAbout is what a backup says of itself besides what is in it.
type BackupAbout struct {
	Program, Key string
	Keys         *SealedKeys
	Seal         []byte // SealBytes long, for this backup alone; nil: the rows are not encrypted
	Made         time.Time
}

const (
	backupFormat   = 1
	manifestName   = "manifest.json"
	wholeName      = "whole.sha256"
	partBytes      = 4 << 20 // of a part before compression
	wholeEntrySize = 512 + 512 + 1024
)

// notInBackup are the tables that a restore makes anew.
var notInBackup = map[string]bool{"goose_db_version": true, "schema_hash": true}

// Backup writes one consistent state of the whole database into a new file, while others go on working. The file appears
// when it is whole. progress is told of rows written.
func (db *DB) Backup(ctx context.Context, file string, about BackupAbout, progress func(rows int64)) (m *Manifest, err error) {
	if _, err := os.Stat(file); err == nil {
		return nil, problem.New(problem.Conflict, "backup-there", lang.Text{Zh: "文件已经存在，不会覆盖", En: "the file is there already and will not be replaced"},
			lang.Text{Zh: "换一个文件名", En: "Choose another name"}).At(problem.Place{File: file})
	}
	schema, err := db.Schema(ctx)
	if err == nil {
		err = schema.Check()
	}
	if err != nil {
		return nil, err
	}
	aside := file + ".part"
	out, err := os.OpenFile(aside, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, cannotWrite(file, err)
	}
	defer os.Remove(aside) // not there once renamed
	b := &backup{sum: sha256.New(), progress: progress}
	if b.seal, err = newSeal(about.Seal); err != nil {
		return nil, errors.Join(err, out.Close())
	}
	b.tar = tar.NewWriter(io.MultiWriter(out, b.sum))
	b.manifest = &Manifest{Format: backupFormat, Program: about.Program, Made: about.Made.UTC(), From: db.dialect.name(), Schema: schema.Ran, Key: about.Key, Keys: about.Keys, Sealed: b.seal != nil}
	err = db.Read(Unhurried(ctx), Root, b.tables)
	if err == nil {
		err = b.finish(out)
	}
	err = errors.Join(err, out.Close())
	if err == nil {
		err = os.Rename(aside, file)
	}
	if err == nil {
		err = syncFolder(filepath.Dir(file))
	}
	if err != nil {
		if problem.CodeOf(err) == "" {
			err = cannotWrite(file, err)
		}
		return nil, err
	}
	return b.manifest, nil
}

func cannotWrite(file string, err error) error {
	return problem.New(problem.Unavailable, "backup-write", lang.Text{Zh: "备份写不出来", En: "the backup cannot be written"},
		lang.Text{Zh: "检查文件夹的权限和剩余空间", En: "Check the folder's rights and free space"}).At(problem.Place{File: file}).Because(err)
}

// syncFolder makes a rename in it last.
func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// backup is one on its way.
type backup struct {
	sum      hash.Hash
	tar      *tar.Writer
	manifest *Manifest
	seal     *seal
	progress func(rows int64)
	all      int64
}

// tables writes every table, all in the state that the transaction sees.
func (b *backup) tables(tx *Tx) error {
	names, err := tx.tableNames()
	if err != nil {
		return err
	}
	for _, name := range names {
		if notInBackup[name] {
			continue
		}
		columns, err := tx.columnsOf(name)
		if err != nil {
			return err
		}
		b.manifest.Tables = append(b.manifest.Tables, BackupTable{Name: name, Columns: columns})
		if err := b.table(tx, &b.manifest.Tables[len(b.manifest.Tables)-1]); err != nil {
			return err
		}
	}
	b.manifest.Audit, err = tx.auditHead()
	return err
}

// table writes the rows of one table, a part at a time.
func (b *backup) table(tx *Tx, t *BackupTable) error {
	c := newCodec(t.Columns)
	var raw []byte
	rows, parts := int64(0), 0
	flush := func() error {
		if rows == 0 {
			return nil
		}
		parts++
		err := b.part(fmt.Sprintf("rows/%s/%06d.gz", t.Name, parts), raw, rows)
		t.Rows += rows
		raw, rows = raw[:0], 0
		return err
	}
	err := tx.each("select "+c.reads()+" from "+t.Name, nil, func(scan func(into ...any) error) (err error) {
		if err = scan(c.into...); err != nil {
			return err
		}
		raw = c.append(raw)
		if rows++; len(raw) >= partBytes {
			err = flush()
		}
		return err
	})
	if err != nil {
		return err
	}
	return flush()
}

func (b *backup) part(name string, raw []byte, rows int64) error {
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestSpeed)
	if err != nil {
		return err
	}
	if _, err := z.Write(raw); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	content := b.seal.close(name, packed.Bytes())
	sum := sha256.Sum256(content)
	b.manifest.Parts = append(b.manifest.Parts, BackupPart{Name: name, Rows: rows, SHA256: hex.EncodeToString(sum[:])})
	if err := writeEntry(b.tar, name, content); err != nil {
		return err
	}
	if b.all += rows; b.progress != nil {
		b.progress(b.all)
	}
	return nil
}

// finish writes the manifest and the hash of all that stands before it, and makes sure that the disk has it.
func (b *backup) finish(out *os.File) error {
	text, err := json.MarshalIndent(b.manifest, "", " ")
	if err != nil {
		return err
	}
	if err := writeEntry(b.tar, manifestName, append(text, '\n')); err != nil {
		return err
	}
	if err := b.tar.Flush(); err != nil {
		return err
	}
	end, err := wholeEntry(b.sum.Sum(nil))
	if err != nil {
		return err
	}
	if _, err := out.Write(end); err != nil {
		return err
	}
	return out.Sync()
}

// writeEntry writes one file of the tar, with nothing in its header that differs from one run to the next.
func writeEntry(t *tar.Writer, name string, content []byte) error {
	if err := t.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Size: int64(len(content)), Mode: 0o600, Format: tar.FormatUSTAR}); err != nil {
		return err
	}
	_, err := t.Write(content)
	return err
}

// wholeEntry is the end of a backup whose rest has this hash, byte for byte.
func wholeEntry(sum []byte) ([]byte, error) {
	var b bytes.Buffer
	t := tar.NewWriter(&b)
	if err := writeEntry(t, wholeName, []byte(hex.EncodeToString(sum)+"\n")); err != nil {
		return nil, err
	}
	if err := t.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// auditHead reads how far the audit log goes.
func (t *Tx) auditHead() (h AuditHead, err error) {
	sum := sha256.New()
	if _, err = t.one("select size from audit_head where one = 1", nil, &h.Size); err != nil {
		return h, err
	}
	err = t.each("select hash from audit_event order by seq", nil, func(scan func(into ...any) error) error {
		var leaf []byte
		if err := scan(&leaf); err != nil {
			return err
		}
		sum.Write(leaf)
		return nil
	})
	h.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return h, err
}
