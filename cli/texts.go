package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"shukun/lang"
	"shukun/ledger"
	"shukun/problem"
	"shukun/regulation"
	"shukun/screening/document"
)

// textFile is a file that a row of contracts or tenders names.
type textFile struct {
	row    int
	name   string // as the row has it
	source ledger.Source
	keep   func(i int, t ledger.Text)
}

// reads gives the rules whose text files are to be read.
func (o *options) reads() regulation.Filter {
	if o.wholeRow {
		return regulation.Filter{}
	}
	return o.filter
}

// readTexts reads the text files of the contracts and tenders that the wanted rules read, and hands their words to the
// book. A file that cannot be read is told like a rejected cell: the other rules of the row still hold, but the answer is
// incomplete.
func readTexts(q *asked, in []ledger.Input, f regulation.Filter, workers int) {
	contracts, tenders := q.law.TextFiles(q.book, q.question, f)
	files := make([]textFile, 0, len(contracts)+len(tenders))
	for _, i := range contracts {
		k := &q.book.Contracts[i]
		files = append(files, textFile{i, k.TextFile, k.Source, q.book.SetContractText})
	}
	for _, i := range tenders {
		t := &q.book.Tenders[i]
		files = append(files, textFile{i, t.TextFile, t.Source, q.book.SetTenderText})
	}
	folders := map[string]string{}
	for _, x := range in {
		folders[x.Name] = filepath.Dir(x.Path)
	}
	problems := make([]*problem.Error, len(files))
	var keeping sync.Mutex
	var work sync.WaitGroup
	free := make(chan struct{}, max(workers, 1))
	for i := range files {
		free <- struct{}{}
		work.Go(func() {
			defer func() { <-free }()
			place := q.book.PlaceOf(files[i].source)
			source, err := readText(folders[place.File], files[i].name)
			if err == nil {
				keeping.Lock()
				files[i].keep(files[i].row, ledger.Text{Body: source.Text, Paged: source.Pages > 0})
				keeping.Unlock()
				err = unreadPages(source.Unread)
			}
			if err != nil {
				place.Column = "text_file"
				problems[i] = err.At(place).With(files[i].name)
			}
		})
	}
	work.Wait()
	for _, e := range problems {
		if e != nil {
			q.report.Rejected = append(q.report.Rejected, e)
		}
	}
}

var (
	textPlace = problem.New(problem.Forbidden, "text-file-place", lang.Text{Zh: "文本文件必须在台账所在的文件夹之内", En: "a text file must lie within the folder of its ledger"},
		lang.Text{Zh: "请写相对路径，如 合同文本/HT-001.docx", En: "Write a relative path, like texts/HT-001.docx"})
	textMissing = problem.New(problem.NotFound, "text-file-missing", lang.Text{Zh: "没有这个文本文件", En: "there is no such text file"},
		lang.Text{Zh: "路径从台账所在的文件夹算起，请核对", En: "The path counts from the ledger's folder; check it"})
)

// readText reads the words of a file named in a ledger that lies in folder. Names that lead out of the folder, by .., by
// an absolute path or by a link, are refused.
func readText(folder, name string) (document.Source, *problem.Error) {
	name = path.Clean(strings.ReplaceAll(strings.TrimSpace(name), `\`, "/"))
	if folder == "" || !filepath.IsLocal(name) || len(name) > 1 && name[1] == ':' {
		return document.Source{}, textPlace
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return document.Source{}, cannotRead(err)
	}
	defer root.Close()
	info, err := root.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return document.Source{}, textMissing
	case err != nil && strings.Contains(err.Error(), "escapes"):
		return document.Source{}, textPlace
	case err != nil:
		return document.Source{}, cannotRead(err)
	case !info.Mode().IsRegular():
		return document.Source{}, textMissing
	}
	file, err := root.Open(name)
	if err != nil {
		return document.Source{}, cannotRead(err)
	}
	defer file.Close()
	return readDocument(name, file)
}

func readDocument(name string, r io.Reader) (document.Source, *problem.Error) {
	source, err := document.ReadFrom(name, r)
	if err == nil {
		return source, nil
	}
	if e := asProblem(err); e != nil {
		return source, e
	}
	return source, cannotRead(err)
}

func cannotRead(err error) *problem.Error {
	why := reason(err)
	return problem.New(problem.Invalid, "text-file-unreadable", lang.Text{Zh: "文件读不出来（" + why.Zh + "）", En: "the file cannot be read (" + why.En + ")"},
		lang.Text{Zh: "请核对文件和权限", En: "Check the file and its permissions"}).Because(err)
}

// unreadPages tells of pages that are pictures: what stands on them was not screened.
func unreadPages(pages []int) *problem.Error {
	if len(pages) == 0 {
		return nil
	}
	var list []string
	for _, n := range pages {
		list = append(list, strconv.Itoa(n))
	}
	return problem.New(problem.Unsupported, "text-file-pictures", lang.Text{Zh: "第" + strings.Join(list, "、") + "页是图片，没有文字，未筛查", En: "pages " + strings.Join(list, ", ") + " are pictures without text and were not screened"},
		lang.Text{Zh: "请对这几页做文字识别（OCR），或者提供电子版", En: "Run OCR on these pages, or use the electronic original"})
}
