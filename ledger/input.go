package ledger

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"shukun/lang"
	"shukun/ledger/xlsx"
	"shukun/problem"
)

// Input is one file to read.
type Input struct {
	Name string // as messages show it
	Path string // on disk, if Data is nil
	Data []byte // in memory; rows keep pointing into it, so it must not change
	Kind *Kind  // given by the user; nil: by the file's or sheet's name
}

// FindInputs lists the files behind paths: a file itself, or the files directly in a folder, in bytewise order of name.
// Folders within are not entered; what is left out is told as notices.
func FindInputs(paths []string) (inputs []Input, notices []*problem.Error, err error) {
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, nil, problem.New(problem.NotFound, "no-such-file", lang.Text{Zh: "没有这个文件或文件夹", En: "no such file or folder"},
				lang.Text{Zh: "请核对路径", En: "Check the path"}).At(problem.Place{File: p}).Because(err)
		}
		if !info.IsDir() {
			inputs = append(inputs, Input{Name: filepath.Base(p), Path: p})
			continue
		}
		entries, err := os.ReadDir(p)
		if err != nil {
			return nil, nil, unreadableFile(p, err)
		}
		sort.Slice(entries, func(i, j int) bool { return entries[i].Name() < entries[j].Name() })
		for _, e := range entries {
			name := e.Name()
			switch {
			case e.IsDir():
				notices = append(notices, skipped(name, lang.Text{Zh: "是文件夹，未进入", En: "is a folder and was not entered"}))
			case strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$"):
				notices = append(notices, skipped(name, lang.Text{Zh: "是隐藏文件或临时锁文件，未读取", En: "is a hidden file or a lock file and was not read"}))
			default:
				inputs = append(inputs, Input{Name: name, Path: filepath.Join(p, name)})
			}
		}
	}
	count := map[string]int{}
	for _, in := range inputs {
		count[in.Name]++
	}
	for i := range inputs {
		if count[inputs[i].Name] > 1 {
			inputs[i].Name = inputs[i].Path // messages must tell them apart
		}
	}
	return inputs, notices, nil
}

// opened is an input ready to read.
type opened struct {
	Input
	at   io.ReaderAt
	size int64
	file *os.File
}

func (in Input) open() (*opened, error) {
	if in.Data != nil || in.Path == "" {
		return &opened{Input: in, at: bytes.NewReader(in.Data), size: int64(len(in.Data))}, nil
	}
	f, err := os.Open(in.Path)
	if err != nil {
		return nil, unreadableFile(in.Name, err)
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, unreadableFile(in.Name, err)
	}
	return &opened{Input: in, at: f, size: info.Size(), file: f}, nil
}

func (o *opened) close() {
	if o != nil && o.file != nil {
		o.file.Close()
	}
}

// fetched is an input as far as it can be had ahead of time.
type fetched struct {
	*opened
	text *decoded  // of a text file
	why  lang.Text // it is left out
	err  error
}

// fetch opens an input and reads it if it is a text file. A file of no kind is left out, unless it may be a workbook
// with ledgers in its sheets.
func (r *reading) fetch(in Input) *fetched {
	workbook := spreadsheetName(in.Name)
	switch {
	case workbook || in.Kind != nil:
	case in.nameKind() == nil:
		return &fetched{opened: &opened{Input: in}, why: lang.Text{Zh: "不属于任何台账种类，未读取", En: "belongs to no ledger kind and was not read"}}
	case !textName(in.Name):
		return &fetched{opened: &opened{Input: in}, why: lang.Text{Zh: "不是 CSV 或 XLSX 文件，未读取", En: "is neither a CSV nor an XLSX file and was not read"}}
	}
	o, err := in.open()
	if err != nil {
		return &fetched{opened: &opened{Input: in}, err: err}
	}
	f := &fetched{opened: o}
	if !workbook && o.format() == xlsx.FormatOther {
		var raw []byte
		if raw, f.err = o.read(r.Workers, r.Progress); f.err == nil {
			text := decodeText(raw, r.Workers)
			f.text = &text
		}
	}
	return f
}

// format looks at the content, not at the name.
func (o *opened) format() xlsx.Format {
	head := make([]byte, min(o.size, 4096))
	n, _ := o.at.ReadAt(head, 0)
	return xlsx.Sniff(head[:n])
}

// read reads a file whole, in pieces that several goroutines fetch.
func (o *opened) read(workers int, progress func(int64)) ([]byte, error) {
	if o.file == nil {
		progress(o.size)
		return o.Data, nil
	}
	const piece = 4 << 20
	b := make([]byte, o.size)
	errs := make([]error, (o.size+piece-1)/piece)
	inParallel(len(errs), workers, func(i int) {
		part := b[i*piece : min((i+1)*piece, len(b))]
		n, err := o.at.ReadAt(part, int64(i)*piece)
		if n < len(part) {
			errs[i] = err // the file has shrunk, say
		}
		progress(int64(n))
	})
	for _, err := range errs {
		if err != nil {
			return nil, unreadableFile(o.Name, err)
		}
	}
	return b, nil
}

// spreadsheetName reports whether a name is that of a workbook, of a format we read or refuse with advice.
func spreadsheetName(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".xlsx", ".xls", ".xlsm", ".xltx", ".et", ".xlsb":
		return true
	}
	return false
}

// textName reports whether a name is that of a text table.
func textName(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".tsv", ".txt", "":
		return true
	}
	return false
}

// nameKind is the kind the input's name gives it: the user's choice, else the base name.
func (in Input) nameKind() *Kind {
	if in.Kind != nil {
		return in.Kind
	}
	base := filepath.Base(in.Name)
	return KindOfName(strings.TrimSuffix(base, filepath.Ext(base)))
}

func unreadableFile(name string, err error) *problem.Error {
	return problem.New(problem.Unavailable, "file-unreadable", lang.Text{Zh: "文件无法读取", En: "the file cannot be read"},
		lang.Text{Zh: "请核对权限，或关闭正在使用它的程序", En: "Check its permissions, or close the program that uses it"}).At(problem.Place{File: name}).Because(err)
}

func skipped(name string, what lang.Text) *problem.Error {
	return problem.New(problem.Invalid, "skipped", what, lang.Text{}).At(problem.Place{File: name})
}
