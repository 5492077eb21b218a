package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shukun/cli/screen"
	"shukun/lang"
	"shukun/problem"
	"shukun/screening"
)

// checkPaths refuses a path that is not there, before any work.
func checkPaths(paths []string) error {
	for _, p := range paths {
		if _, err := os.Stat(p); err != nil {
			return problem.New(problem.NotFound, "no-such-file", lang.Text{Zh: "没有这个文件或文件夹", En: "no such file or folder"},
				lang.Text{Zh: "请核对路径", En: "Check the path"}).At(problem.Place{File: p}).Because(err)
		}
	}
	return nil
}

// documentEndings are the files taken from a folder; a file that is named itself is read whatever its name.
var documentEndings = []string{".txt", ".docx", ".pdf"}

// eachDocument calls fn for each file to screen, a folder's in bytewise order. What it cannot look into goes to fn too,
// to be told as unread. The file that is being written is left out.
func eachDocument(paths []string, out string, fn func(path string) error) error {
	own, _ := os.Stat(out)
	for _, p := range paths {
		err := filepath.WalkDir(p, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return fn(path)
			case d.IsDir():
				if path != p && strings.HasPrefix(d.Name(), ".") {
					return fs.SkipDir
				}
				return nil
			case path != p && (strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "~$") ||
				!slices.Contains(documentEndings, strings.ToLower(filepath.Ext(d.Name())))):
				return nil
			}
			if info, err := os.Stat(path); err == nil && own != nil && os.SameFile(info, own) {
				return nil
			}
			return fn(path)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// screenAll screens the files with several workers and writes them in order. No more documents are held at a time than
// there are workers, however many files there are.
func (s *session) screenAll(o *options, paths []string, w screen.Writer, totals *screen.Totals) error {
	queue := make(chan chan *screen.Document, max(o.workers-1, 0))
	stop := make(chan struct{})
	var walking error
	go func() {
		defer close(queue)
		walking = eachDocument(paths, o.out, func(path string) error {
			one := make(chan *screen.Document, 1)
			select {
			case queue <- one:
			case <-stop:
				return fs.SkipAll
			case <-s.ctx.Done():
				return errInterrupted
			}
			go func() { one <- screenFile(o, path) }()
			return nil
		})
	}()
	for one := range queue {
		d := <-one
		totals.Documents++
		totals.Hits += len(d.Hits)
		if len(d.Hits) > 0 {
			totals.WithHits++
		}
		if d.Problem != nil {
			totals.Unread++
		}
		if err := w.Write(d); err != nil {
			close(stop)
			return err
		}
	}
	return walking
}

func screenFile(o *options, path string) *screen.Document {
	d := &screen.Document{Name: filepath.ToSlash(path), As: o.screening.kind, Guessed: !o.screening.kindSet, Day: o.screening.signed}
	file, err := os.Open(path)
	if err != nil {
		d.Problem, d.Unread = cannotRead(err), true
		return d
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.IsDir() {
		d.Problem, d.Unread = cannotRead(fs.ErrPermission), true
		return d
	}
	source, e := readDocument(path, file)
	if e != nil {
		d.Problem, d.Unread = e, true
		return d
	}
	d.Text, d.Paged, d.Problem = source.Text, source.Pages > 0, unreadPages(source.Unread)
	if d.Guessed {
		d.As = screening.Guess(source.Document)
	}
	d.Hits = screening.Screen(source.Document, d.As, d.Day, screening.Options{Buyer: o.screening.buyer})
	return d
}
