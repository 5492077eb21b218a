package cli

import (
	"os"
	"path/filepath"

	"shukun/lang"
	"shukun/ledger"
	"shukun/problem"
)

// inputs finds the files to read: those named with a kind first, then those behind the paths. A file met twice is read
// once; files of one name are told apart by their paths.
func inputs(o *options, paths []string) (list []ledger.Input, notices []*problem.Error, total int64, err error) {
	if len(paths) == 0 && len(o.ledgers) == 0 {
		return nil, nil, 0, usage("no-path", lang.Text{Zh: "没有写要检查的文件或文件夹", En: "No file or folder to check was named"},
			lang.Text{Zh: "例如：shukun check 台账/", En: "For example: shukun check ledgers/"})
	}
	for _, in := range o.ledgers {
		info, err := os.Stat(in.Path)
		if err == nil && info.IsDir() {
			return nil, nil, 0, badValue("--ledger", in.Path, lang.Text{Zh: "这里要写文件，不是文件夹", En: "Name a file, not a folder"})
		}
		found, _, err := ledger.FindInputs([]string{in.Path})
		if err != nil {
			return nil, nil, 0, err
		}
		found[0].Kind = in.Kind
		list = append(list, found...)
	}
	found, notices, err := ledger.FindInputs(paths)
	if err != nil {
		return nil, nil, 0, err
	}
	list = append(list, found...)
	return once(list, notices)
}

// once drops inputs that are the same file as one before.
func once(list []ledger.Input, notices []*problem.Error) ([]ledger.Input, []*problem.Error, int64, error) {
	var infos []os.FileInfo
	var total int64
	kept := list[:0]
	same := func(info os.FileInfo) *ledger.Input {
		for i, other := range infos {
			if os.SameFile(info, other) {
				return &kept[i]
			}
		}
		return nil
	}
	for _, in := range list {
		info, err := os.Stat(in.Path)
		if err != nil {
			kept, infos = append(kept, in), append(infos, nil)
			continue
		}
		if first := same(info); first != nil {
			if first.Kind == nil { // given with its kind and met again in a folder needs no word
				notices = append(notices, problem.New(problem.Conflict, "file-twice",
					lang.Text{Zh: "同一个文件给了两次，只读一次", En: "the same file was given twice and is read once"}, lang.Text{}).At(problem.Place{File: in.Name}))
			}
			continue
		}
		total += info.Size()
		kept, infos = append(kept, in), append(infos, info)
	}
	count := map[string]int{}
	for _, in := range kept {
		count[in.Name]++
	}
	for i := range kept {
		if count[kept[i].Name] > 1 {
			kept[i].Name = filepath.ToSlash(filepath.Clean(kept[i].Path))
		}
	}
	return kept, notices, total, nil
}
