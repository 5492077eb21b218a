package sample

import (
	"maps"
	"os"
	"path/filepath"
	"testing"

	"shukun/org"
	"shukun/problem"
)

// TestDeterministic: the same size and seed give the same bytes; another seed gives others.
func TestDeterministic(t *testing.T) {
	one, _ := write(t, Demo, 1, Options{})
	again, _ := write(t, Demo, 1, Options{})
	other, _ := write(t, Demo, 2, Options{})
	first := hashes(t, one)
	if !maps.Equal(first, hashes(t, again)) {
		t.Error("two samples of one seed differ")
	}
	differ := 0
	for name, hash := range hashes(t, other) {
		if first[name] != hash {
			differ++
		}
	}
	if differ < 24 {
		t.Errorf("another seed changes only %d files", differ)
	}
}

// TestReplace: an earlier sample is replaced without a trace, even in another format; anything else is left alone.
func TestReplace(t *testing.T) {
	fresh, _ := write(t, Demo, 1, Options{})
	used, _ := write(t, Demo, 7, Options{Format: CSV, Chinese: true})
	if _, err := Write(used, Demo, 1, Options{}); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(hashes(t, fresh), hashes(t, used)) {
		t.Error("a replaced sample differs from a fresh one")
	}
	for _, name := range []string{"notes.txt", "文本/合同.txt", "报告/报告.html"} {
		mine := filepath.Join(used, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(mine), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
		before := hashes(t, used)
		if _, err := Write(used, Demo, 3, Options{}); problem.KindOf(err) != problem.Conflict {
			t.Errorf("with %s in it, the folder is written to: %v", name, err)
		}
		if !maps.Equal(before, hashes(t, used)) {
			t.Errorf("with %s in it, the folder was changed", name)
		}
		if err := os.RemoveAll(mine); err != nil {
			t.Fatal(err)
		}
		os.Remove(filepath.Dir(mine)) // if it is empty now
	}
}

// TestForeignGuide: a guide that names files outside the folder reaches nothing there.
func TestForeignGuide(t *testing.T) {
	dir := t.TempDir()
	outside := filepath.Join(dir, "keep.csv")
	if err := os.WriteFile(outside, []byte("keep"), 0o644); err != nil {
		t.Fatal(err)
	}
	in := filepath.Join(dir, "in")
	if err := os.Mkdir(in, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(in, guideFile), []byte(filePrefix+"../keep.csv\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(in, Demo, 1, Options{Format: CSV}); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(outside); err != nil || string(b) != "keep" {
		t.Error("a file outside the folder was touched")
	}
}

func TestBadSize(t *testing.T) {
	if _, err := Write(filepath.Join(t.TempDir(), "x"), Size(9), 1, Options{}); err == nil {
		t.Error("a size that does not exist is written")
	}
	for _, name := range []string{"demo", "group", "province"} {
		if s, ok := ParseSize(name); !ok || s.String() != name {
			t.Errorf("%s is read as %v", name, s)
		}
	}
	if _, ok := ParseSize("country"); ok {
		t.Error("country is no size")
	}
}

// TestProgress: it never goes back and ends at all.
func TestProgress(t *testing.T) {
	last, end := 0, 0
	write(t, Group, 1, Options{Progress: func(done, all int) {
		if done < last || done > all {
			t.Errorf("from %d to %d of %d", last, done, all)
		}
		last, end = done, all
	}})
	if last != end || end == 0 {
		t.Errorf("ended at %d of %d", last, end)
	}
}

// TestPartiesAreInvented: every party has a right code of its own, of the invented kind, and a name that says what it is.
func TestPartiesAreInvented(t *testing.T) {
	dir, _ := write(t, Group, 1, Options{})
	book, _ := read(t, dir)
	seen := map[org.Code]bool{}
	party := func(c org.Code, name string) {
		if _, verdict := org.ParseCode(c.String()); verdict != org.CodeOK || c.String()[8:10] != "YL" || seen[c] {
			t.Errorf("%s %s: %v, twice %v", c, name, verdict, seen[c])
		}
		seen[c] = true
		if !contains(name, "示例") {
			t.Errorf("%s does not look invented", name)
		}
	}
	for i := range book.Enterprises {
		e := &book.Enterprises[i]
		party(e.Code, e.Name)
		if _, ok := org.FindDivision(e.County); !ok || !e.County.IsCounty() {
			t.Errorf("%s is in no county: %v", e.Name, e.County)
		}
	}
	for i := range book.Counterparties {
		party(book.Counterparties[i].Code, book.Counterparties[i].Name)
	}
}
