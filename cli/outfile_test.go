package cli

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"shukun/problem"
)

func TestFileIsWholeOrNotThere(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "r.json")
	if err := os.WriteFile(path, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	hold := func(want string, files int) {
		t.Helper()
		b, err := os.ReadFile(path)
		if err != nil || string(b) != want {
			t.Errorf("the file holds %q, %v", b, err)
		}
		if list, err := os.ReadDir(dir); err != nil || len(list) != files {
			t.Errorf("%d files beside it, %v", len(list), err)
		}
	}
	f, err := createOut(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	half := errors.New("half way")
	err = f.write(func(w io.Writer) error {
		io.WriteString(w, "half")
		return half
	})
	if !errors.Is(err, half) || problem.CodeOf(err) != "out-file" {
		t.Errorf("got %v", err)
	}
	hold("old", 1)

	if f, err = createOut(path, nil); err != nil {
		t.Fatal(err)
	}
	hold("old", 2)
	f.abandon()
	f.abandon()
	hold("old", 1)
	if err := f.write(func(w io.Writer) error { return nil }); err == nil {
		t.Error("an abandoned file was written")
	}
	hold("old", 1)

	if f, err = createOut(path, nil); err != nil {
		t.Fatal(err)
	}
	if err := f.write(func(w io.Writer) error { _, err := io.WriteString(w, "new"); return err }); err != nil {
		t.Fatal(err)
	}
	f.abandon()
	hold("new", 1)
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the file's rights became %v, %v", info.Mode(), err)
	}
}

func TestLinkStaysALink(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target"), filepath.Join(dir, "link")
	if err := os.WriteFile(target, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("target", link); err != nil {
		t.Fatal(err)
	}
	f, err := createOut(link, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.write(func(w io.Writer) error { _, err := io.WriteString(w, "new"); return err }); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(target); err != nil || string(b) != "new" {
		t.Errorf("target %q, %v", b, err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("link became %v, %v", info.Mode(), err)
	}
}
