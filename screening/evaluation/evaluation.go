// Package evaluation measures how well the screen finds what it should: a labelled set of our own, written from facts
// and varied by hand, split by document into a part the rules were tuned on and a part they are measured on.
package evaluation

import (
	"embed"
	"fmt"
	"io/fs"
	"sort"
	"strings"

	"shukun/civil"
	"shukun/screening"
)

//go:embed cases
var files embed.FS

// Split is a part of the labelled set.
type Split string

// The parts. Blind is never trained on, and which of its sentences go wrong is not shown: only its counts are printed.
const (
	Tune  Split = "tune"
	Test  Split = "test"
	Blind Split = "blind"
)

// Case is one labelled clause.
type Case struct {
	Document string
	Kind     screening.Kind
	Want     []string // rules, those of clause 19 with their family: "19.restrictive-condition:region"
	Text     string
	Source   string // file and line
}

// Cases reads the labelled clauses of a split, in the order of the files.
func Cases(split Split) ([]Case, error) {
	names, err := fs.Glob(files, "cases/"+string(split)+"/*.tsv")
	if err != nil {
		return nil, err
	}
	var out []Case
	for _, name := range names {
		b, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		n := 0
		for line := range strings.Lines(string(b)) {
			n++
			line = strings.TrimRight(line, "\n")
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			f := strings.Split(line, "\t")
			if len(f) != 4 || (f[1] != "c" && f[1] != "t") {
				return nil, fmt.Errorf("%s:%d: want document, kind, labels, text", name, n)
			}
			c := Case{Document: f[0], Text: strings.ReplaceAll(f[3], `\n`, "\n"), Source: fmt.Sprintf("%s:%d", name, n)}
			if f[1] == "t" {
				c.Kind = screening.Tender
			}
			if f[2] != "-" {
				c.Want = strings.Split(f[2], ",")
			}
			out = append(out, c)
		}
	}
	return out, nil
}

// Finder gives the labels a tool puts on a clause.
type Finder func(c Case) []string

// Ours is the screen as it is shipped.
func Ours(c Case) []string {
	var out []string
	for _, h := range screening.Screen(screening.Document{Text: c.Text}, c.Kind, civil.MustParse("2025-07-01"), screening.Options{Buyer: screening.BuyerLarge}) {
		out = append(out, label(h))
	}
	return out
}

// Score counts the clauses of one rule.
type Score struct {
	Rule                 string
	Found, False, Missed int
	Clean                int // clauses without the label on which the rule kept silent
}

// Precision is the share of hits that are right; 1 if there are none.
func (s Score) Precision() float64 { return share(s.Found, s.Found+s.False) }

// Recall is the share of labelled clauses that are found; 1 if there are none.
func (s Score) Recall() float64 { return share(s.Found, s.Found+s.Missed) }

// F1 is the harmonic mean of precision and recall.
func (s Score) F1() float64 {
	p, r := s.Precision(), s.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func share(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

// Confusion is a clause on which the tool and the label differ.
type Confusion struct {
	Case  Case
	Rule  string
	False bool // a hit that should not be; otherwise a miss
}

// Measure counts a finder's hits and misses by rule; families of clause 19 count as rules of their own beside the rule itself.
func Measure(cases []Case, find Finder) ([]Score, []Confusion) {
	byRule := map[string]*Score{}
	score := func(rule string) *Score {
		s := byRule[rule]
		if s == nil {
			s = &Score{Rule: rule}
			byRule[rule] = s
		}
		return s
	}
	var wrong []Confusion
	for _, c := range cases {
		want, got := labels(c.Want), labels(find(c))
		for l := range want {
			if got[l] {
				score(l).Found++
			} else {
				score(l).Missed++
				wrong = append(wrong, Confusion{Case: c, Rule: l})
			}
		}
		for l := range got {
			if !want[l] {
				score(l).False++
				wrong = append(wrong, Confusion{Case: c, Rule: l, False: true})
			}
		}
	}
	out := make([]Score, 0, len(byRule))
	for _, s := range byRule {
		s.Clean = len(cases) - s.Found - s.False - s.Missed
		out = append(out, *s)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Rule < out[j].Rule })
	sort.SliceStable(wrong, func(i, j int) bool {
		if wrong[i].Case.Source != wrong[j].Case.Source {
			return wrong[i].Case.Source < wrong[j].Case.Source
		}
		return wrong[i].Rule < wrong[j].Rule
	})
	return out, wrong
}

// labels is a set of labels, in which a label with a family counts for its rule too.
func labels(list []string) map[string]bool {
	m := map[string]bool{}
	for _, l := range list {
		m[l] = true
		if rule, _, ok := strings.Cut(l, ":"); ok {
			m[rule] = true
		}
	}
	return m
}
