package sample

import (
	"io"
	"os"
	"path/filepath"

	"shukun/lang"
	"shukun/ledger"
	"shukun/problem"
)

// set is the ledgers being written.
type set struct {
	dir     string
	size    Size
	seed    uint64
	options Options
	book    *caseBook
	sheets  []*sheet // in the order of the input contract
	files   []*os.File
	done    int
	all     int
}

func newSet(dir string, size Size, seed uint64, o Options, c *caseBook) *set {
	return &set{dir: dir, size: size, seed: seed, options: o, book: c, all: plans[size].primary()}
}

// prepare claims the folder and leaves the guide in it first, so that a run broken off can be begun again.
func (s *set) prepare() error {
	if err := claim(s.dir); err != nil {
		return err
	}
	return s.writeFile(guideFile, guide(s.summary(false), s.size, s.seed, s.book))
}

// summary says what is in the folder; before it is written, the rows are 0.
func (s *set) summary(written bool) Summary {
	sum := Summary{AsOf: asOf, Texts: s.book.textNames()}
	for i, k := range ledger.Kinds() {
		f := File{Name: lookOf(k, s.size, s.options).file, Kind: k}
		if written {
			f.Rows = s.sheets[i].rows
		}
		sum.Files = append(sum.Files, f)
		sum.Rows += f.Rows
	}
	return sum
}

// open begins every ledger.
func (s *set) open() error {
	for _, k := range ledger.Kinds() {
		l := lookOf(k, s.size, s.options)
		f, err := os.Create(filepath.Join(s.dir, l.file))
		if err != nil {
			return unwritable(filepath.Join(s.dir, l.file), err)
		}
		s.files = append(s.files, f)
		out := writer(nil)
		if l.format == XLSX {
			out = newBookFile(f)
		} else {
			out = newCSVFile(f, l.encoding)
		}
		sh := newSheet(k, l, out, s.step)
		s.sheets = append(s.sheets, sh)
		if err := out.header(sh); err != nil {
			return unwritable(f.Name(), err)
		}
	}
	for _, t := range s.book.texts {
		if err := s.writeFile(t.File, t.Text); err != nil {
			return err
		}
	}
	return nil
}

// sheet finds the ledger of a kind.
func (s *set) sheet(kind string) *sheet {
	for _, sh := range s.sheets {
		if sh.kind.Key == kind {
			return sh
		}
	}
	return nil
}

// step counts a row of work done. Rows that follow from others are not known beforehand and only fill up what is missing.
func (s *set) step() {
	s.done = min(s.done+1, s.all)
	if s.options.Progress != nil && s.done%4096 == 0 {
		s.options.Progress(s.done, s.all)
	}
}

// close ends every ledger and writes the guide anew, with the numbers of rows.
func (s *set) close() (Summary, error) {
	defer s.abandon()
	for i, sh := range s.sheets {
		if sh.unfit != "" {
			return Summary{}, problem.New(problem.Internal, "sample-cell", lang.Text{Zh: "样例的这一格不合列的类型", En: "a cell of the sample does not fit its column"}, lang.Text{}).With(sh.unfit)
		}
		if sh.err == nil {
			sh.err = sh.out.close(sh)
		}
		if err := s.files[i].Close(); sh.err == nil {
			sh.err = err
		}
		if sh.err != nil {
			return Summary{}, unwritable(s.files[i].Name(), sh.err)
		}
	}
	if s.options.Progress != nil {
		s.options.Progress(s.all, s.all)
	}
	sum := s.summary(true)
	return sum, s.writeFile(guideFile, guide(sum, s.size, s.seed, s.book))
}

// abandon closes what is still open.
func (s *set) abandon() {
	for _, f := range s.files {
		f.Close() // a second time is no harm
	}
}

func (s *set) writeFile(name, text string) error {
	path := filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return unwritable(path, err)
	}
	f, err := os.Create(path)
	if err != nil {
		return unwritable(path, err)
	}
	_, err = io.WriteString(f, text)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return unwritable(path, err)
	}
	return nil
}
