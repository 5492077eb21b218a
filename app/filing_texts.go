package app

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"path"
	"slices"
	"strconv"
	"strings"

	"shukun/lang"
	"shukun/ledger"
	"shukun/problem"
	"shukun/screening/document"
	"shukun/store"
)

// TextFile is a file that rows of contracts or tenders name in text_file: by that name, or by the last part of it.
type TextFile struct {
	Name string
	Data []byte
}

// textEndings are the files that hold the words of contracts and tenders.
var textEndings = []string{".txt", ".docx", ".pdf"}

// IsText reports whether a file of an upload is the words of a contract or tender, and no ledger.
func IsText(name string) bool { return slices.Contains(textEndings, strings.ToLower(path.Ext(name))) }

// words is a text file of a draft, read.
type words struct {
	TextFile
	hash   string
	source document.Source
	why    *problem.Error // why it cannot be read
	kinds  []*ledger.Kind // of the rows that name it
}

// keptText is a text to be kept for a group under the name that rows have.
type keptText struct {
	path, name string
	words      *words
}

// use is a row that names a text file.
type use struct {
	part  *part
	line  line
	name  string
	place problem.Place
}

// readTexts reads the words of the text files.
func readTexts(files []TextFile) (all []*words) {
	for _, f := range files {
		sum := sha256.Sum256(f.Data)
		w := &words{TextFile: f, hash: hex.EncodeToString(sum[:])}
		var err error
		if w.source, err = document.ReadFrom(f.Name, bytes.NewReader(f.Data)); err != nil && !errors.As(err, &w.why) {
			w.why = errTextUnread
		}
		all = append(all, w)
	}
	return all
}

// uses lists the rows to file that name a text file.
func (d *draft) uses() (all []use) {
	for _, p := range d.parts {
		if p.Kind.Key != "contracts" && p.Kind.Key != "tenders" {
			continue
		}
		for _, l := range p.lines {
			name := ""
			if p.Kind.Key == "contracts" {
				name = d.book.Contracts[l.row].TextFile
			} else {
				name = d.book.Tenders[l.row].TextFile
			}
			if name != "" {
				place := d.book.PlaceOf(p.rows.Source(int(l.row)))
				place.Column = "text_file"
				all = append(all, use{p, l, name, place})
			}
		}
	}
	return all
}

// matchTexts finds out which rows name which text files, which of these are new, and says what is missing or not named.
// A row whose text is new or another is looked at again, though the row itself may stand as it is.
func (d *draft) matchTexts(tx *store.Tx) error {
	d.kept = nil
	for _, w := range d.words {
		w.kinds = nil
	}
	seen := map[string]bool{}
	uses := d.uses()
	shelf := d.shelf(uses)
	for _, u := range uses {
		x := u.part.homes[u.line.home]
		group := GroupPath(x.path)
		body, paged, found, err := tx.Text(group, u.name)
		if err != nil {
			return err
		}
		w, two := shelf.of(u.name)
		switch {
		case two:
			d.warn(errTextTwo, u.place, u.name)
			continue
		case w == nil && !found:
			d.warn(errTextMissing, u.place, u.name)
			continue
		case w == nil:
			continue
		case w.why != nil:
			d.warn(w.why, u.place, u.name)
			continue
		}
		if !slices.Contains(w.kinds, u.part.Kind) {
			w.kinds = append(w.kinds, u.part.Kind)
		}
		if found && body == w.source.Text && paged == (w.source.Pages > 0) {
			continue
		}
		u.part.touch[x.owner] = x.path
		if id := group + "\x00" + u.name; !seen[id] {
			seen[id] = true
			d.kept = append(d.kept, keptText{group, u.name, w})
			if len(w.source.Unread) > 0 {
				d.warn(errTextPictures, u.place, pagesOf(w.source.Unread))
			}
		}
	}
	for _, w := range d.words {
		if len(w.kinds) == 0 && w.why == nil {
			d.warn(errTextUnused, problem.Place{File: w.Name}, "")
		}
	}
	return nil
}

func (d *draft) warn(e *problem.Error, at problem.Place, value string) {
	d.report.Warnings = append(d.report.Warnings, e.At(at).With(value))
}

// shelf finds text files by the names rows have.
type shelf struct {
	exact, last map[string]*words
	names       map[string]string // last part → the name of the rows that have it; "" if they have several
}

func (d *draft) shelf(uses []use) *shelf {
	s := &shelf{map[string]*words{}, map[string]*words{}, map[string]string{}}
	for _, w := range d.words {
		s.exact[w.Name] = w
		if !strings.Contains(w.Name, "/") {
			s.last[strings.ToLower(w.Name)] = w
		}
	}
	for _, u := range uses {
		last, name := lastPart(u.name), tidy(u.name)
		if was, known := s.names[last]; known && was != name {
			name = ""
		}
		s.names[last] = name
	}
	return s
}

// of finds the file that a row's name means: the one of that very name, else the one of its last part. two says that
// other rows name files of this last part in other folders.
func (s *shelf) of(name string) (w *words, two bool) {
	if w := s.exact[name]; w != nil {
		return w, false
	}
	last := lastPart(name)
	if w = s.last[last]; w != nil && s.names[last] == "" {
		return nil, true
	}
	return w, false
}

func tidy(name string) string { return path.Clean(strings.ReplaceAll(name, `\`, "/")) }

func lastPart(name string) string { return strings.ToLower(cleanName(tidy(name))) }

func pagesOf(pages []int) string {
	var all []string
	for _, n := range pages {
		all = append(all, strconv.Itoa(n))
	}
	return strings.Join(all, ", ")
}

// saveTexts keeps the words, and the files they came from.
func (a *App) saveTexts(tx *store.Tx, d *draft) error {
	for _, k := range d.kept {
		err := tx.SaveBlob(store.Blob{Hash: k.words.hash, Media: mediaOf(k.words.Name), Content: k.words.Data, MadeAt: a.now()})
		if err == nil {
			err = tx.SaveRowText(store.RowText{Path: k.path, Name: k.name, Body: k.words.source.Text, Paged: k.words.source.Pages > 0, Blob: k.words.hash, MadeAt: a.now()})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

var (
	errTextUnread  = problem.New(problem.Invalid, "text-file-unreadable", lang.Text{Zh: "文本文件读不出来", En: "the text file cannot be read"}, lang.Text{Zh: "另存后重新上传", En: "Save it again and upload it"})
	errTextMissing = problem.New(problem.Invalid, "text-file-missing", lang.Text{Zh: "这一行写明的文本文件还没有上传，合同和公告的条款暂不筛查", En: "the text file this row names has not been uploaded; its clauses are not screened yet"},
		lang.Text{Zh: "把这个文件（.txt、.docx、.pdf）和台账一起上传；行本身照常报送", En: "Upload that file (.txt, .docx, .pdf) together with the ledger; the row itself is filed all the same"})
	errTextUnused = problem.New(problem.Invalid, "text-file-unused", lang.Text{Zh: "没有哪一行的“文本文件”列写着这个文件，不会采用", En: "no row names this file in its text file column; it is not used"},
		lang.Text{Zh: "在合同台账的“合同文本文件”列或采购公告台账的“公告文本文件”列写上它的文件名", En: "Write its name into the column text_file of contracts or tenders"})
	errTextTwo = problem.New(problem.Conflict, "text-file-two", lang.Text{Zh: "另一行写着别的文件夹里的同名文件，说不准是哪一个", En: "another row names a file of this name in another folder; which one is meant is not certain"},
		lang.Text{Zh: "给文件改不同的名字，并在台账里照写", En: "Give the files different names and write these into the ledger"})
	errTextPictures = problem.New(problem.Unsupported, "text-file-pictures", lang.Text{Zh: "文本文件有几页是图片，没有文字，这几页不筛查", En: "some pages of the text file are pictures without text and are not screened"},
		lang.Text{Zh: "对这几页做文字识别（OCR），或者上传电子版", En: "Run OCR on these pages, or upload the electronic original"})
)
