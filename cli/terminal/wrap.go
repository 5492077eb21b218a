package terminal

import "strings"

// closing may not begin a line and opening may not end one (the usual rule of Chinese typesetting).
const (
	closing = "，。、；：？！）〕】》」』”’%,.;:?!)]}"
	opening = "（〔【《「『“‘([{"
)

// Wrap breaks s into lines of at most n columns: between Chinese characters, else at spaces. A word longer than a line
// is left whole. n under 10 leaves s as it is.
func Wrap(s string, n int) []string {
	if n < 10 || Width(s) <= n {
		return []string{s}
	}
	var lines []string
	line, used := "", 0
	for _, piece := range pieces(s) {
		w := Width(piece)
		if used > 0 && used+w > n && !(piece == " ") {
			lines = append(lines, strings.TrimRight(line, " "))
			line, used = "", 0
		}
		if used == 0 && piece == " " {
			continue
		}
		line += piece
		used += w
	}
	if line != "" {
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}

// pieces cuts s where a line may break.
func pieces(s string) []string {
	var out []string
	start, wide := 0, false
	flush := func(end int) {
		if end > start {
			out = append(out, s[start:end])
			start = end
		}
	}
	open := false
	for i, r := range s {
		isWide := runeWidth(r) == 2
		shut := strings.ContainsRune(closing, r)
		switch {
		case r == ' ':
			flush(i)
			out = append(out, " ")
			start = i + 1
			wide, open = false, false
			continue
		case (isWide || wide) && !shut && !open:
			flush(i)
		}
		wide = isWide
		open = strings.ContainsRune(opening, r)
	}
	flush(len(s))
	return out
}
