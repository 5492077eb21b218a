package xlsx

import (
	"path"
	"strings"

	"shukun/problem"
)

// relation is a relationship of a part, its target resolved (ECMA-376 part 2).
type relation struct {
	id, kind, target string // kind is the last word of the type: "worksheet"
}

// harm is a kind of content that is refused wherever it shows: in a part's name, a content type, or a
// relationship.
type harm struct {
	code, zh, en string
	words        []string // lower case; one of them within the name, the content type or the relationship type
}

var harms = []harm{
	{"xlsx-macro", "宏（VBA）", "macros (VBA)", []string{"vbaproject", "macroenabled", "vbadata"}},
	{"xlsx-macro", "宏表", "a macro sheet", []string{"macrosheet", "xlmacro", "xlintlmacro"}},
	{"xlsx-dialog", "对话框表", "a dialog sheet", []string{"dialogsheet"}},
	{"xlsx-external-link", "对其他文件的链接", "links to other files", []string{"externallink", "externalreference"}},
	{"xlsx-active-content", "ActiveX 控件", "ActiveX controls", []string{"activex", "relationships/control"}},
	{"xlsx-active-content", "嵌入的对象（OLE）", "embedded objects (OLE)", []string{"oleobject", "/embeddings/", "relationships/package"}},
}

// checkHarm refuses a name or type that belongs to harmful content; part is what the message names.
func checkHarm(nameOrType, part string) error {
	lower := strings.ToLower(nameOrType)
	for _, h := range harms {
		for _, word := range h.words {
			if strings.Contains(lower, word) {
				return forbidden(h.code, part, h.zh, h.en)
			}
		}
	}
	return nil
}

// checkParts refuses harmful content by the names of the parts, in the order of the names.
func (w *Workbook) checkParts(names []string) error {
	for _, name := range names {
		if strings.HasSuffix(strings.ToLower(name), "xl/workbook.bin") {
			return errBinary
		}
		if err := checkHarm("/"+name, name); err != nil {
			return err
		}
	}
	return nil
}

// contentTypes reads [Content_Types].xml, refuses harmful content by its type, and gives the type of the
// part asked for.
func (w *Workbook) contentTypes(extensions map[string]string, partName string) (string, error) {
	const types = "[Content_Types].xml"
	e := w.zip.find(types)
	if e == nil {
		return "", errNotWorkbook
	}
	var byName, byExtension string
	err := w.eachMeta(e, "Types", func(s *scanner) error {
		kind, err := decodeText(s.attr("ContentType"))
		if err != nil {
			return err
		}
		name, err := decodeText(s.attr("PartName"))
		if err != nil {
			return err
		}
		ext := strings.ToLower(string(s.attr("Extension")))
		isPart := string(s.name) == "Override"
		if isPart && strings.EqualFold(name, "/"+partName) {
			byName = kind
		} else if isPart {
			err = checkHarm(kind, name)
		} else if user, used := extensions[ext]; used {
			if err = checkHarm(kind, user); strings.EqualFold(ext, extension(partName)) {
				byExtension, err = kind, nil
			}
		}
		if err != nil {
			return err
		}
		return s.skip()
	})
	if byName == "" {
		byName = byExtension
	}
	return byName, err
}

// relations reads the relationships of a part, or of the package if the name is empty.
func (w *Workbook) relations(name string) ([]relation, error) {
	e := w.zip.find(relsName(name))
	if e == nil {
		return nil, nil
	}
	var out []relation
	err := w.eachMeta(e, "Relationships", func(s *scanner) error {
		var words [4]string
		for i, name := range [...]string{"Id", "Target", "Type", "TargetMode"} {
			var err error
			if words[i], err = decodeText(s.attr(name)); err != nil {
				return err
			}
		}
		id, target, kind, mode := words[0], words[1], words[2], words[3]
		last := kind[strings.LastIndexByte(kind, '/')+1:]
		if err := checkHarm(kind, e.name+" → "+target); err != nil {
			return err
		}
		external := strings.EqualFold(strings.TrimSpace(mode), "External")
		if external && last != "hyperlink" {
			return forbidden("xlsx-external-link", e.name+" → "+target, "对外部内容的引用", "a reference to something outside")
		}
		if !external {
			out = append(out, relation{id, last, resolve(name, target)})
		}
		return s.skip()
	})
	return out, err
}

// eachMeta calls fn for every child of the root of a small part; all small parts share one budget.
func (w *Workbook) eachMeta(e *entry, root string, fn func(*scanner) error) error {
	tooBig := tooLarge("xlsx-meta-too-large", maxMeta, "工作簿目录信息的字节数", "Bytes of the workbook's own description")
	s, closer, err := w.scan(e, w.metaLeft, tooBig)
	if err != nil {
		return err
	}
	defer closer()
	w.metaLeft -= e.unpacked
	err = s.eachChild(root, func() error { return fn(s) })
	if p, ok := err.(*problem.Error); ok && p.Value == "" {
		return p.With(e.name)
	}
	return err
}

// relsName is the part that holds the relationships of a part: xl/_rels/workbook.xml.rels.
func relsName(name string) string {
	dir, base := path.Split(name)
	return dir + "_rels/" + base + ".rels"
}

// relsOwner is the part whose relationships a part holds; false if it holds none.
func relsOwner(name string) (string, bool) {
	dir, base := path.Split(name)
	if len(base) < len(".rels") || !strings.EqualFold(base[len(base)-5:], ".rels") || !strings.EqualFold(path.Base(dir), "_rels") {
		return "", false
	}
	return dir[:len(dir)-len("_rels/")] + base[:len(base)-5], true
}

// resolve gives the part a relationship of owner points to; a target from the root begins with "/".
func resolve(owner, target string) string {
	target, _, _ = strings.Cut(target, "#")
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return strings.TrimPrefix(path.Clean("/"+path.Dir(owner)+"/"+target), "/")
}

func extension(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
}
