package document

import (
	"strings"
)

const maxPages = 20000

// pdfText reads the text layer of a PDF, a form feed between pages.
func pdfText(b []byte) (text string, pages int, unread []int, err error) {
	s, err := openPDF(b)
	if err != nil {
		return "", 0, nil, err
	}
	root := s.dict(s.trailer["Root"])
	if root == nil {
		return "", 0, nil, errPDF
	}
	if err := s.refuseActive(root); err != nil {
		return "", 0, nil, err
	}
	var out strings.Builder
	p := &pageReader{s: s, out: &out, fonts: map[any]*pdfFont{}}
	walker := pageWalker{s: s, seen: map[pdfRef]bool{}}
	walker.each = func(page, resources pdfDict) bool {
		pages++
		if pages > 1 {
			out.WriteString("\n\f")
		}
		p.any, p.images, p.font, p.ctm, p.stack = false, 0, nil, unit, nil
		before := p.shown
		p.run(s.content(page["Contents"]), resources)
		if p.shown == before && p.lost == 0 && p.images > 0 {
			unread = append(unread, pages)
		}
		return out.Len() <= maxText && p.ops <= maxOps && pages < maxPages
	}
	walker.walk(root["Pages"], nil, 0)
	switch {
	case out.Len() > maxText || p.ops > maxOps:
		return "", 0, nil, errTooLarge
	case s.inflated > maxInflated:
		return "", 0, nil, errBomb
	case pages == 0:
		return "", 0, nil, errPDF
	case p.lost > 20 && p.lost*3 > p.shown:
		return "", 0, nil, errUnmapped
	case len(unread) > 0 && (p.shown == 0 || len(unread)*2 > pages || p.shown < 20*len(unread)):
		return "", 0, nil, errScanned
	}
	return out.String(), pages, unread, nil
}

// refuseActive refuses files with scripts or forms.
func (s *pdfStore) refuseActive(root pdfDict) error {
	names := s.dict(root["Names"])
	if _, ok := names["JavaScript"]; ok {
		return errScript
	}
	if s.scripted(root["OpenAction"], 0) || s.scripted(root["AA"], 0) {
		return errScript
	}
	if form := s.dict(root["AcroForm"]); form != nil {
		if _, xfa := form["XFA"]; xfa || len(s.array(form["Fields"])) > 0 {
			return errForm
		}
	}
	return nil
}

// scripted tells an action, or a table of actions, that runs a script.
func (s *pdfStore) scripted(v any, depth int) bool {
	d := s.dict(v)
	if d == nil || depth > 4 {
		return false
	}
	if _, ok := d["JS"]; ok || s.name(d["S"]) == "JavaScript" || s.name(d["S"]) == "Launch" {
		return true
	}
	for _, k := range []pdfName{"Next", "O", "C", "WC", "WS", "DS", "WP", "DP"} {
		if _, ok := d[k]; ok && s.scripted(d[k], depth+1) {
			return true
		}
	}
	return false
}

// content puts the content streams of a page together.
func (s *pdfStore) content(v any) []byte {
	switch c := s.get(v).(type) {
	case *pdfStream:
		b, _ := s.data(c)
		return b
	case pdfArray:
		var out []byte
		for _, part := range c {
			if st, ok := s.get(part).(*pdfStream); ok {
				b, _ := s.data(st)
				out = append(append(out, b...), '\n')
			}
			if len(out) > maxOneStream {
				break
			}
		}
		return out
	}
	return nil
}

// pageWalker goes through the tree of pages; resources are handed down.
type pageWalker struct {
	s    *pdfStore
	seen map[pdfRef]bool
	each func(page, resources pdfDict) bool
	done bool
}

func (w *pageWalker) walk(v any, resources pdfDict, depth int) {
	if ref, ok := v.(pdfRef); ok {
		if w.seen[ref] {
			return
		}
		w.seen[ref] = true
	}
	d := w.s.dict(v)
	if d == nil || depth > maxPDFNesting || w.done {
		return
	}
	if r := w.s.dict(d["Resources"]); r != nil {
		resources = r
	}
	if kids := w.s.array(d["Kids"]); kids != nil {
		for _, k := range kids {
			w.walk(k, resources, depth+1)
		}
		return
	}
	if !w.each(d, resources) {
		w.done = true
	}
}
