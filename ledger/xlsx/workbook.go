package xlsx

import (
	"io"
	"slices"
	"strings"
	"sync"

	"shukun/problem"
)

// Workbook is an open workbook. Nothing of its sheets is in memory.
type Workbook struct {
	Date1904 bool // serial dates count from 1904-01-01, as in files begun on old Macs

	zip        *archive
	limits     Limits
	metaLeft   int64
	sheets     []Sheet
	parts      []*entry // of the sheets
	sharedPart *entry
	styles     []Kind // by cell style: Number, DateNumber or PercentNumber
	shared     func() (*sharedStrings, error)

	mu     sync.Mutex
	shapes map[int]*shape // what a full reading of a sheet found beside its cells
}

// Sheet is one worksheet as a person sees its tab. Chart sheets have no rows and are left out.
type Sheet struct {
	Name   string
	Hidden bool  // hidden, or "very hidden"
	Bytes  int64 // of XML, unpacked: what a reading costs
}

// Open checks a workbook and reads its table of contents and styles; r must stay readable as long as the
// Workbook is used. Every refusal is a *problem.Error: Unsupported for formats and contents we do not read,
// TooLarge beyond a limit, Invalid for damage.
func Open(r io.ReaderAt, size int64, limits Limits) (*Workbook, error) {
	limits = limits.orDefault()
	if size <= 0 {
		return nil, errEmpty
	}
	if size > limits.FileBytes {
		return nil, tooLarge("xlsx-file-too-large", limits.FileBytes, "文件字节数", "Bytes of the file")
	}
	first := make([]byte, min(size, 4<<10))
	if err := readFull(r, first, 0); err != nil {
		return nil, err
	}
	if err := sniffAt(io.NewSectionReader(r, 0, size), first).refusal(); err != nil {
		return nil, err
	}
	zip, err := openArchive(r, size, limits)
	if err != nil {
		return nil, err
	}
	w := &Workbook{zip: zip, limits: limits, metaLeft: maxMeta, shapes: make(map[int]*shape)}
	w.shared = sync.OnceValues(w.loadShared)
	return w, w.load()
}

// Sheets lists the worksheets in the order of their tabs.
func (w *Workbook) Sheets() []Sheet { return slices.Clone(w.sheets) }

// load reads everything but the sheets and the shared strings, and refuses harmful content.
func (w *Workbook) load() error {
	names := make([]string, 0, len(w.zip.parts))
	for _, e := range w.zip.parts {
		names = append(names, e.name)
	}
	slices.Sort(names)
	if err := w.checkParts(names); err != nil {
		return err
	}
	extensions := make(map[string]string)
	for _, name := range names {
		extensions[extension(name)] = name
	}
	top, err := w.relations("")
	if err != nil {
		return err
	}
	book := firstOfKind(top, "officeDocument")
	kind, err := w.contentTypes(extensions, book)
	if err != nil {
		return err
	}
	if err := checkMainType(kind, book); err != nil {
		return err
	}
	for _, name := range names {
		if owner, ok := relsOwner(name); ok && owner != "" && !strings.EqualFold(owner, book) {
			if _, err := w.relations(owner); err != nil {
				return err
			}
		}
	}
	relations, err := w.relations(book)
	if err != nil {
		return err
	}
	if err := w.loadBook(book, relations); err != nil {
		return err
	}
	if len(w.sheets) == 0 {
		return errNoSheets
	}
	w.sharedPart = w.zip.find(firstOfKind(relations, "sharedStrings"))
	return w.loadStyles(w.zip.find(firstOfKind(relations, "styles")))
}

// checkMainType refuses main parts that are not of an .xlsx workbook or template.
func checkMainType(kind, name string) error {
	switch lower := strings.ToLower(kind); {
	case strings.Contains(lower, "sheet.binary"):
		return errBinary
	case strings.Contains(lower, "macroenabled"):
		return forbidden("xlsx-macro", name, "宏（VBA）", "macros (VBA)")
	case strings.Contains(lower, "spreadsheetml") && strings.Contains(lower, ".main+xml"):
		return nil
	}
	return errNotWorkbook
}

// loadBook reads the workbook part: its sheets and the epoch of its dates.
func (w *Workbook) loadBook(name string, relations []relation) error {
	e := w.zip.find(name)
	if name == "" || e == nil {
		return errNotWorkbook
	}
	return w.eachMeta(e, "workbook", func(s *scanner) error {
		switch string(s.name) {
		case "workbookPr":
			w.Date1904 = truth(s.attr("date1904"))
		case "sheets":
			return s.children(func() error { return w.addSheet(s, relations) })
		case "definedNames":
			return s.children(func() error {
				formula, err := s.collect(nil, maxFormula)
				if err != nil {
					return err
				}
				return checkFormula(formula)
			})
		}
		return s.skip()
	})
}

// addSheet takes in a <sheet> of the workbook part.
func (w *Workbook) addSheet(s *scanner, relations []relation) error {
	name, err := decodeText(s.attr("name"))
	if err != nil {
		return err
	}
	id := ""
	for _, a := range s.attrs {
		if strings.HasSuffix(string(a.name), ":id") { // r:id, whatever the prefix
			id = string(a.value)
		}
	}
	state := string(s.attr("state"))
	i := slices.IndexFunc(relations, func(r relation) bool { return r.id == id })
	if i < 0 {
		return errNoPart(name)
	}
	if relations[i].kind == "worksheet" {
		part := w.zip.find(relations[i].target)
		if part == nil {
			return errNoPart(name)
		}
		w.parts = append(w.parts, part)
		w.sheets = append(w.sheets, Sheet{name, state == "hidden" || state == "veryHidden", part.unpacked})
	}
	return s.skip()
}

func errNoPart(sheet string) *problem.Error {
	return damaged("xlsx-missing-part", "缺少一张工作表的内容", "the contents of a sheet are missing").With(sheet)
}

// scan begins to read a part; the function given back must be called at the end.
func (w *Workbook) scan(e *entry, limit int64, tooBig *problem.Error) (*scanner, func(), error) {
	p, err := w.zip.open(e, limit, tooBig)
	if err != nil {
		return nil, nil, err
	}
	src, closer := readAhead(p)
	s, err := newScanner(src, e.unpacked, w.limits.Depth)
	if err != nil {
		closer()
		return nil, nil, err
	}
	return s, closer, nil
}

// firstOfKind gives the target of the first relationship of a kind, or "".
func firstOfKind(relations []relation, kind string) string {
	for _, r := range relations {
		if r.kind == kind {
			return r.target
		}
	}
	return ""
}
