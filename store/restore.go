package store

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"slices"
	"strings"

	"shukun/lang"
	"shukun/problem"
)

// ReadManifest checks a backup from the first byte to the last and gives what it says it holds.
func ReadManifest(file string) (*Manifest, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, problem.New(problem.NotFound, "backup-file", lang.Text{Zh: "备份文件读不了", En: "the backup cannot be read"},
			lang.Text{Zh: "检查文件名和权限", En: "Check its name and rights"}).At(problem.Place{File: file}).Because(err)
	}
	defer f.Close()
	if err := checkWhole(f); err != nil {
		return nil, spoiled(file, err)
	}
	m, err := findManifest(f)
	if err != nil {
		return nil, spoiled(file, err)
	}
	return m, nil
}

func spoiled(file string, why error) error {
	return problem.New(problem.Invalid, "backup-spoiled", lang.Text{Zh: "备份已损坏或不完整，没有动任何数据", En: "the backup is damaged or not whole; nothing was touched"},
		lang.Text{Zh: "换用另一份备份", En: "Use another backup"}).At(problem.Place{File: file}).Because(why)
}

// checkWhole compares the end of the file with what it must be for all that stands before it.
func checkWhole(f *os.File) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	rest := info.Size() - wholeEntrySize
	if rest <= 0 {
		return errors.New("too short")
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(f, 0, rest)); err != nil {
		return err
	}
	want, err := wholeEntry(sum.Sum(nil))
	if err != nil {
		return err
	}
	got := make([]byte, wholeEntrySize)
	if _, err := f.ReadAt(got, rest); err != nil {
		return err
	}
	if !bytes.Equal(got, want) {
		return errors.New("the hash at its end does not fit")
	}
	return nil
}

// findManifest finds the manifest and compares it with the parts there are.
func findManifest(f *os.File) (*Manifest, error) {
	var names []string
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	t := tar.NewReader(f)
	for {
		h, err := t.Next()
		if err != nil {
			return nil, fmt.Errorf("no manifest: %w", err)
		}
		if h.Name != manifestName {
			names = append(names, h.Name)
			continue
		}
		m := &Manifest{}
		if err := json.NewDecoder(t).Decode(m); err != nil {
			return nil, err
		}
		if m.Format != backupFormat {
			return nil, fmt.Errorf("form %d is not known here", m.Format)
		}
		var listed []string
		for _, p := range m.Parts {
			listed = append(listed, p.Name)
		}
		if !slices.Equal(names, listed) {
			return nil, errors.New("its parts are not those of its manifest")
		}
		return m, nil
	}
}

// Restore puts a backup into this database, which must be empty: the schema as it was, all rows in one transaction that is
// committed only if everything is there, then the schema of this program. key is what the rows are sealed with, nil if they
// are not. progress is told of rows.
func (db *DB) Restore(ctx context.Context, file string, key []byte, progress func(rows int64)) (*Manifest, error) {
	m, err := ReadManifest(file)
	if err != nil {
		return nil, err
	}
	if !m.Sealed {
		key = nil
	} else if key == nil {
		return nil, problem.New(problem.Invalid, "backup-sealed", lang.Text{Zh: "备份是加密的", En: "the backup is encrypted"},
			lang.Text{Zh: "用 --passphrase-file 指明写有口令的文件", En: "Name the file with its passphrase: --passphrase-file"}).At(problem.Place{File: file})
	}
	seal, err := newSeal(key)
	if err != nil {
		return nil, err
	}
	ctx = Unhurried(ctx)
	if err := db.mustBeEmpty(ctx); err != nil {
		return nil, err
	}
	if err := db.schemaOf(ctx, m); err != nil {
		return nil, err
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	err = db.Write(ctx, Root, func(tx *Tx) error {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		l := &loading{tx: tx, manifest: m, seal: seal, tar: tar.NewReader(f), progress: progress}
		return l.all()
	})
	if err != nil {
		return nil, err
	}
	return m, db.Migrate(ctx)
}

// mustBeEmpty refuses a database in which anything happened.
func (db *DB) mustBeEmpty(ctx context.Context) error {
	s, err := db.Schema(ctx)
	if err != nil || s.Have == 0 {
		return err
	}
	var n int64
	err = db.Read(ctx, Root, func(tx *Tx) error {
		_, err := tx.one("select (select count(*) from person) + (select count(*) from filing) + (select count(*) from audit_event) + (select count(*) from unit)", nil, &n)
		return err
	})
	if err == nil && n > 0 {
		err = problem.New(problem.Conflict, "restore-not-empty", lang.Text{Zh: "目标数据库里已有数据，不会覆盖", En: "the database already holds data and will not be replaced"},
			lang.Text{Zh: "恢复到一个空的数据库", En: "Restore into an empty database"})
	}
	return err
}

// schemaOf makes the schema as it was when the backup was made.
func (db *DB) schemaOf(ctx context.Context, m *Manifest) error {
	files, err := fs.Sub(schemaFiles, "schema")
	if err != nil {
		return err
	}
	own, err := schemaList(files)
	if err != nil {
		return err
	}
	last := int64(0)
	s := Schema{Want: own[len(own)-1].Version}
	for _, f := range m.Schema {
		last = max(last, f.Version)
		i := slices.IndexFunc(own, func(o SchemaFile) bool { return o.Version == f.Version })
		if i >= 0 && own[i].Hash != f.Hash {
			s.Changed = append(s.Changed, f.Name)
		}
	}
	s.Have = last
	if err := s.check(); err != nil {
		return err
	}
	return db.trouble(db.migrate(ctx, files, last))
}

// loading is a restore under way.
type loading struct {
	tx       *Tx
	manifest *Manifest
	seal     *seal
	tar      *tar.Reader
	progress func(rows int64)
	rows     int64
	next     int // part
	err      error
}

func (l *loading) all() error {
	if err := l.tx.dialect.guard(l.tx, false); err != nil {
		return err
	}
	for i := range l.manifest.Tables {
		t := &l.manifest.Tables[i]
		columns, err := l.tx.columnsOf(t.Name)
		if err != nil {
			return err
		}
		c := newCodec(columns)
		if was := newCodec(t.Columns); len(columns) == 0 || c.names() != was.names() {
			return spoiled(t.Name, errors.New("the table has other columns"))
		}
		if err := l.clear(t.Name); err != nil {
			return err
		}
		var names []string
		for _, col := range columns {
			names = append(names, col.Name)
		}
		if err := l.tx.bulk(t.Name, names, l.rowsOf(t, c)); err != nil {
			return err
		}
		if l.err != nil {
			return spoiled(t.Name, l.err)
		}
		var n int64
		if _, err := l.tx.one("select count(*) from "+t.Name, nil, &n); err != nil {
			return err
		}
		if n != t.Rows {
			return spoiled(t.Name, fmt.Errorf("%d rows of %d", n, t.Rows))
		}
	}
	head, err := l.tx.auditHead()
	if err == nil && head != l.manifest.Audit {
		err = spoiled("audit_event", errors.New("the audit log does not end as it did"))
	}
	if err != nil {
		return err
	}
	return l.tx.dialect.guard(l.tx, true)
}

// clear removes what the schema itself puts into a table.
func (l *loading) clear(table string) error {
	var n int64
	if _, err := l.tx.one("select count(*) from "+table, nil, &n); err != nil || n == 0 {
		return err
	}
	_, err := l.tx.exec("delete from " + table)
	return err
}

// rowsOf gives the rows of a table, part by part. What goes wrong is kept in err.
func (l *loading) rowsOf(t *BackupTable, c *codec) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for l.next < len(l.manifest.Parts) && strings.HasPrefix(l.manifest.Parts[l.next].Name, "rows/"+t.Name+"/") {
			part := l.manifest.Parts[l.next]
			l.next++
			r, err := l.open(part)
			for n := int64(0); err == nil; n++ {
				var row []any
				if row, err = c.read(r); err == nil && !yield(row) {
					return
				}
				if err == io.EOF && n != part.Rows {
					err = fmt.Errorf("%d rows of %d in %s", n, part.Rows, part.Name)
				}
			}
			if err != io.EOF {
				l.err = err
				return
			}
			if l.rows += part.Rows; l.progress != nil {
				l.progress(l.rows)
			}
		}
	}
}

// open gives the rows of the next part, whose hash is checked first.
func (l *loading) open(part BackupPart) (*bufio.Reader, error) {
	h, err := l.tar.Next()
	if err != nil {
		return nil, err
	}
	packed, err := io.ReadAll(l.tar)
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(packed); h.Name != part.Name || hex.EncodeToString(sum[:]) != part.SHA256 {
		return nil, errors.New("the part " + part.Name + " is not what it was")
	}
	if packed, err = l.seal.open(part.Name, packed); err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return bufio.NewReader(z), nil
}
