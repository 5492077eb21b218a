package sample

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"shukun/lang"
	"shukun/problem"
)

// guideFile tells people what the folder is, and us which files in it are ours.
const guideFile = "示例说明.txt"

// filePrefix begins the line of a file in the guide.
const filePrefix = "* "

// claim makes the folder, or clears it of an earlier sample. A folder with anything else in it is refused untouched.
func claim(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return unwritable(dir, err)
	}
	ours, err := earlierSample(dir)
	if err != nil {
		return err
	}
	var files, folders []string
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		name, err := filepath.Rel(dir, path)
		switch {
		case err != nil:
			return err
		case d.IsDir() && ours[filepath.ToSlash(name)+"/"]:
			folders = append(folders, path)
		case !d.IsDir() && ours[filepath.ToSlash(name)]:
			files = append(files, path)
		default:
			return occupied(dir, name)
		}
		return nil
	})
	if err != nil {
		var known *problem.Error
		if errors.As(err, &known) {
			return err
		}
		return unwritable(dir, err)
	}
	for _, path := range append(files, folders...) {
		if err := os.Remove(path); err != nil {
			return unwritable(path, err)
		}
	}
	return nil
}

// earlierSample reads which files an earlier sample wrote, and the folders they are in; none if there is no sample.
func earlierSample(dir string) (map[string]bool, error) {
	ours := map[string]bool{}
	f, err := os.Open(filepath.Join(dir, guideFile))
	if errors.Is(err, fs.ErrNotExist) {
		return ours, nil
	}
	if err != nil {
		return nil, unwritable(filepath.Join(dir, guideFile), err)
	}
	defer f.Close()
	ours[guideFile] = true
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		name, isFile := strings.CutPrefix(lines.Text(), filePrefix)
		if !isFile {
			continue
		}
		name, _, _ = strings.Cut(name, "\t")
		ours[name] = true
		if folder, _, within := strings.Cut(name, "/"); within {
			ours[folder+"/"] = true
		}
	}
	return ours, lines.Err()
}

func occupied(dir, name string) *problem.Error {
	return problem.New(problem.Conflict, "folder-not-empty",
		lang.Text{Zh: "文件夹里有别的文件，没有写入", En: "the folder holds other files; nothing was written"},
		lang.Text{Zh: "请换一个空文件夹", En: "Choose an empty folder"}).With(name).At(problem.Place{File: dir})
}

func unwritable(path string, err error) *problem.Error {
	return problem.New(problem.Unavailable, "folder-unwritable",
		lang.Text{Zh: "无法写入", En: "it cannot be written"},
		lang.Text{Zh: "请核对路径、权限和磁盘空间", En: "Check the path, its permissions and the space on the disk"}).At(problem.Place{File: path}).Because(err)
}
