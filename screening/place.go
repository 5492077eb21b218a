package screening

import (
	"strconv"

	"shukun/lang"
)

// Place tells in words where in the document a hit stands; paged says that its pages are known.
func (h *Hit) Place(paged bool) lang.Text {
	n := strconv.Itoa(h.Paragraph)
	if !paged {
		return lang.Text{Zh: "第" + n + "段", En: "paragraph " + n}
	}
	page := strconv.Itoa(h.Page)
	return lang.Text{Zh: "第" + page + "页第" + n + "段", En: "page " + page + ", paragraph " + n}
}
