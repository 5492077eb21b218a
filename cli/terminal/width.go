// Package terminal lays out text for people: how many columns a Chinese character takes, padding, wrapping, tables,
// colour, and making text from strangers' files safe to print.
package terminal

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Width gives the columns s takes on a terminal: two for a Chinese character, none for a combining mark.
func Width(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

func runeWidth(r rune) int {
	switch {
	case r < 0x20 || r == 0x7f:
		return 0
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// Pad fills s with spaces on the right up to n columns.
func Pad(s string, n int) string { return s + spaces(n-Width(s)) }

// PadLeft fills s with spaces on the left up to n columns.
func PadLeft(s string, n int) string { return spaces(n-Width(s)) + s }

func spaces(n int) string {
	if n <= 0 {
		return ""
	}
	return strings.Repeat(" ", n)
}

// Cut shortens s to at most n columns, with … where something is left out.
func Cut(s string, n int) string {
	if Width(s) <= n {
		return s
	}
	used := 0
	for i, r := range s {
		if w := runeWidth(r); used+w > n-1 {
			return s[:i] + "…"
		} else {
			used += w
		}
	}
	return s
}

// Clean makes text from a stranger's file safe for one line of a terminal: line breaks and tabs become spaces, control
// characters and marks that reorder text become U+FFFD.
func Clean(s string) string {
	if !strings.ContainsFunc(s, unsafeRune) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case unsafeRune(r):
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

func unsafeRune(r rune) bool {
	return r < 0x20 || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 ||
		r == 0x200e || r == 0x200f || r == 0x2028 || r == 0x2029 || r == 0xfeff
}
