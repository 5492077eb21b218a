package web

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// luminance is the relative luminance of a colour "#rrggbb" as WCAG 2.2 has it.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	if err != nil || len(colour) != 7 {
		t.Fatalf("%q is no colour of six figures", colour)
	}
	part := func(v uint64) float64 {
		c := float64(v&255) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*part(n>>16) + 0.7152*part(n>>8) + 0.0722*part(n)
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

var (
	rootBlock  = regexp.MustCompile(`(?s):root\s*\{(.*?)\}`)
	tokenValue = regexp.MustCompile(`--([a-z-]+):\s*(#[0-9a-fA-F]{3,6})\s*;`)
)

// TestContrastOfTokens works out the contrast of every colour token that stands on another: text at least 4.5, edges and
// signs at least 3, in every scheme the style sheet has.
func TestContrastOfTokens(t *testing.T) {
	css, err := staticFiles.ReadFile("static/app.css")
	if err != nil {
		t.Fatal(err)
	}
	blocks := rootBlock.FindAllStringSubmatch(string(css), -1)
	if len(blocks) == 0 {
		t.Fatal("the style sheet has no tokens")
	}
	if dark := strings.Contains(string(css), "prefers-color-scheme: dark"); dark != (len(blocks) > 1) {
		t.Fatalf("dark scheme %v, %d blocks of tokens", dark, len(blocks))
	}
	tokens := map[string]string{}
	for _, block := range blocks { // a later block changes what it names
		for _, m := range tokenValue.FindAllStringSubmatch(block[1], -1) {
			value := m[2]
			if len(value) == 4 {
				value = "#" + strings.Repeat(value[1:2], 2) + strings.Repeat(value[2:3], 2) + strings.Repeat(value[3:4], 2)
			}
			tokens[m[1]] = value
		}
		grounds := []string{"bg", "soft", "head"}
		pairs := map[[2]string]float64{}
		for _, ground := range grounds {
			for _, text := range []string{"text", "muted", "link", "link-dark", "error", "warn", "ok"} {
				pairs[[2]string{text, ground}] = 4.5
			}
		}
		for _, state := range []string{"error", "warn", "ok"} {
			pairs[[2]string{state, state + "-bg"}] = 4.5
			pairs[[2]string{"text", state + "-bg"}] = 4.5
		}
		for _, text := range []string{"text", "link", "link-dark"} {
			pairs[[2]string{text, "link-bg"}] = 4.5
		}
		pairs[[2]string{"bg", "link"}] = 4.5 // the words of the main button
		pairs[[2]string{"bg", "link-dark"}] = 4.5
		for _, edge := range []string{"border", "link", "error"} {
			pairs[[2]string{edge, "bg"}] = max(3, pairs[[2]string{edge, "bg"}])
		}
		for pair, least := range pairs {
			over, under := tokens[pair[0]], tokens[pair[1]]
			if over == "" || under == "" {
				t.Fatalf("the style sheet has no token --%s or --%s", pair[0], pair[1])
			}
			if c := contrast(t, over, under); c < least {
				t.Errorf("--%s on --%s: %.2f, want %.1f", pair[0], pair[1], c, least)
			}
		}
	}
}
