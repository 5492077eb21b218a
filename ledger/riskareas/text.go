package riskareas

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// placeLength bounds the place of a row, in characters; tailLength of them are kept for "等1234567处".
const (
	placeLength = 100
	tailLength  = 9
)

// placeText names the communities of a listing, each once, in the order of the list: as many as fit, and how many there
// are if not all do. Without any it is the fallback, the county's name.
func placeText(names []string, fallback string) (text string, count int) {
	kept := make([]string, 0, len(names))
	seen := make(map[string]bool, len(names))
	for _, name := range names {
		if name = oneLine(name); name != "" && !seen[name] {
			seen[name] = true
			kept = append(kept, name)
		}
	}
	if len(kept) == 0 {
		return plain(cut(oneLine(fallback), placeLength)), 0
	}
	count = len(kept)
	text, length := kept[0], utf8.RuneCountInString(kept[0])
	tail := ""
	for _, name := range kept[1:] {
		n := utf8.RuneCountInString(name)
		if length+1+n > placeLength-tailLength {
			tail = "等" + strconv.Itoa(count) + "处"
			break
		}
		text, length = text+"、"+name, length+1+n
	}
	return plain(cut(text, placeLength-utf8.RuneCountInString(tail)) + tail), count
}

// oneLine makes every run of white space and control or invisible characters one space.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.C, r) || r == utf8.RuneError
	}), " ")
}

// cut shortens s to at most n characters.
func cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}

// plain keeps a spreadsheet from taking text for a formula: a first =, +, - or @ becomes its wide form.
func plain(s string) string {
	if s == "" || !strings.ContainsRune("=+-@", rune(s[0])) {
		return s
	}
	return string(rune(s[0])-'!'+'！') + s[1:]
}
