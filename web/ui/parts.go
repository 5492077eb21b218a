package ui

import (
	"net/url"
	"strings"

	"shukun/lang"
)

func otherLang(p *Page) string {
	if p.Lang == lang.En {
		return "zh"
	}
	return "en"
}

func otherLangTag(p *Page) string {
	if p.Lang == lang.En {
		return "zh-CN"
	}
	return "en"
}

func escape(s string) string { return url.QueryEscape(s) }

// indent shows how deep a unit stands in the tree, with spaces that a select keeps.
func indent(depth int) string { return strings.Repeat("\u3000", depth) }
