package cli

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"

	"shukun/lang"
	"shukun/ledger"
	"shukun/problem"
)

// outFile is a file that is either written whole or not at all: it is written beside its place under another name and
// put there at the end.
type outFile struct {
	path, temp string
	file       *os.File
	ending     sync.Mutex // an interrupted command abandons while a writer may still be at it
	done       bool
}

// createOut opens a file to write, before any long work, so that a wrong place is told at once. It refuses to
// overwrite what is read.
func createOut(path string, inputs []ledger.Input) (*outFile, error) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	perm := os.FileMode(0o666) // less the user's umask
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return nil, outProblem(path, lang.Text{Zh: "这是一个文件夹", En: "this is a folder"}, lang.Text{Zh: "请写文件名", En: "Name a file"}, nil)
	case err == nil && !info.Mode().IsRegular(): // a device or a pipe has no half-written state
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return nil, cannotWrite(path, err)
		}
		return &outFile{path: path, file: f}, nil
	case err == nil:
		perm = info.Mode().Perm()
		for _, in := range inputs {
			if other, err := os.Stat(in.Path); err == nil && os.SameFile(info, other) {
				return nil, outProblem(path, lang.Text{Zh: "这是要读取的台账，不能覆盖", En: "this is a ledger to be read; it is not overwritten"},
					lang.Text{Zh: "请换一个文件名", En: "Choose another name"}, nil)
			}
		}
	}
	for i := 0; ; i++ {
		temp := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+strconv.Itoa(os.Getpid())+"-"+strconv.Itoa(i)+".part")
		f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
		if os.IsExist(err) && i < 100 {
			continue
		}
		if err != nil {
			return nil, cannotWrite(path, err)
		}
		return &outFile{path: path, temp: temp, file: f}, nil
	}
}

// write has fn write the whole file and puts it in its place.
func (f *outFile) write(fn func(w io.Writer) error) error {
	w := bufio.NewWriterSize(&ahead{file: f.file}, 1<<16)
	err := fn(w)
	if err == nil {
		err = w.Flush()
	}
	f.ending.Lock()
	defer f.ending.Unlock()
	if f.done {
		return errInterrupted
	}
	f.done = true
	if err == nil && f.temp != "" {
		err = f.file.Sync()
	}
	if e := f.file.Close(); err == nil {
		err = e
	}
	if err == nil && f.temp != "" {
		err = os.Rename(f.temp, f.path)
	}
	if err != nil && f.temp != "" {
		os.Remove(f.temp)
	}
	return cannotWrite(f.path, err)
}

// abandon removes what was not finished; after write it does nothing.
func (f *outFile) abandon() {
	if f == nil {
		return
	}
	f.ending.Lock()
	defer f.ending.Unlock()
	if f.done {
		return
	}
	f.done = true
	f.file.Close()
	if f.temp != "" {
		os.Remove(f.temp)
	}
}

func outProblem(path string, what, next lang.Text, cause error) error {
	return problem.New(problem.Invalid, "out-file", what, next).At(problem.Place{File: path}).Because(cause)
}

func cannotWrite(path string, err error) error {
	if err == nil {
		return nil
	}
	why := reason(err)
	return outProblem(path, lang.Text{Zh: "文件写不进去（" + why.Zh + "）", En: "the file cannot be written (" + why.En + ")"},
		lang.Text{Zh: "请核对文件夹、权限和磁盘空间，或关闭正在使用它的程序", En: "Check the folder, its permissions and the disk, or close the program that uses the file"}, err)
}

// reason gives the usual reasons in both languages, else the system's own words without the path, which may be a name
// the user never typed.
func reason(err error) lang.Text {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return lang.Text{Zh: "没有权限", En: "permission denied"}
	case errors.Is(err, fs.ErrNotExist):
		return lang.Text{Zh: "没有这个文件夹", En: "there is no such folder"}
	case errors.Is(err, syscall.ENOSPC):
		return lang.Text{Zh: "磁盘空间不足", En: "no space left"}
	}
	words := err.Error()
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		words = e.Err.Error()
	} else if e, ok := errors.AsType[*os.LinkError](err); ok {
		words = e.Err.Error()
	}
	return lang.Text{Zh: words, En: words}
}
