package problem

import (
	"slices"
	"strings"
)

// Nearest gives the candidate that a slip of the finger may have meant, "" if none is near.
func Nearest(s string, candidates []string) string {
	best, least := "", max(2, len([]rune(s))/3)+1
	for _, c := range candidates {
		if d := distance([]rune(s), []rune(c)); d < least {
			best, least = c, d
		}
	}
	if best == "" {
		if i := slices.IndexFunc(candidates, func(c string) bool { return len(s) > 3 && strings.HasPrefix(c, s) }); i >= 0 {
			return candidates[i]
		}
	}
	return best
}

// distance counts the letters to change, add or drop to get from a to b (Levenshtein).
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		left := row[0]
		row[0]++
		for j := range b {
			cost := left
			if a[i] != b[j] {
				cost++
			}
			left = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
