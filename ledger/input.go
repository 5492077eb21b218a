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
	Data []byte // in memory
	Kind *Kind  // given by the user; nil: by the file's or sheet's name
	// Sheets are the kinds the user gave single sheets of a workbook; nil there: the sheet is left out.
	Sheets map[string]*Kind
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

// format looks at the content, not at the name.
func (o *opened) format() xlsx.Format {
	head := make([]byte, min(o.size, 4096))
	n, _ := o.at.ReadAt(head, 0)
	return xlsx.Sniff(head[:n])
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
