package sample

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"shukun/lang"
	"shukun/ledger"
	"shukun/problem"
)

// write writes a sample into a new folder.
func write(t *testing.T, size Size, seed uint64, o Options) (string, Summary) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "sample")
	sum, err := Write(dir, size, seed, o)
	if err != nil {
		t.Fatal(problem.In(err, lang.Zh))
	}
	return dir, sum
}

// hashes gives the hash of every file in a folder.
func hashes(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		sum := sha256.Sum256(b)
		name, _ := filepath.Rel(dir, path)
		all[name] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// read reads a folder of ledgers as the check does.
func read(t *testing.T, dir string) (*ledger.Book, *ledger.Report) {
	t.Helper()
	inputs, _, err := ledger.FindInputs([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	book, report, err := ledger.Read(inputs, ledger.Options{})
	if err != nil {
		t.Fatal(problem.In(err, lang.Zh))
	}
	return book, report
}
