package evaluation

import (
	"fmt"
	"strings"

	"shukun/screening"
)

// Table prints precision, recall and F1 a rule on the blind part and the test split with counts, the same for three plain baselines,
// and the list of clauses on which the screen and the labels differ.
func Table() (string, error) {
	cases, err := Cases(Test)
	if err != nil {
		return "", err
	}
	tune, err := Cases(Tune)
	if err != nil {
		return "", err
	}
	blind, err := Cases(Blind)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "blind part: %d clauses of %d documents, never trained on\n\n", len(blind), documents(blind))
	unseen, _ := Measure(blind, Ours)
	tabulate(&b, unseen)
	b.WriteByte('\n')
	fmt.Fprintf(&b, "test split: %d clauses of %d documents (tune split: %d)\n\n", len(cases), documents(cases), len(tune))
	scores, wrong := Measure(cases, Ours)
	tabulate(&b, scores)
	b.WriteString("\nall rules together (families of clause 19 as one rule)\n")
	for _, t := range []struct {
		name string
		find Finder
	}{{"this screen", Ours}, {"keyword list", KeywordList}, {"regex list", RegexList}, {"keyword with negation", KeywordWithNegation}} {
		row(&b, t.name, Overall(cases, t.find))
	}
	confess(&b, wrong)
	for _, split := range []Split{Tune, Test} {
		docs, err := MarkedDocuments(split)
		if err != nil {
			return "", err
		}
		for _, m := range docs {
			cases, find := InPlace(m)
			_, wrong := Measure(cases, find)
			fmt.Fprintf(&b, "\n%s document %s, %d paragraphs\n", split, m.Name, len(cases))
			row(&b, "all rules", Overall(cases, find))
			confess(&b, wrong)
		}
	}
	return b.String(), nil
}

// Batch is Table for the cases of the files whose name holds part, of any part, without baselines.
func Batch(part string) (string, error) {
	var all []Case
	for _, s := range []Split{Tune, Test, Blind} {
		cases, err := Cases(s)
		if err != nil {
			return "", err
		}
		for _, c := range cases {
			if strings.Contains(c.Source, part) {
				all = append(all, c)
			}
		}
	}
	var b strings.Builder
	scores, wrong := Measure(all, Ours)
	tabulate(&b, scores)
	row(&b, "all", Overall(all, Ours))
	confess(&b, wrong)
	return b.String(), nil
}

func tabulate(b *strings.Builder, scores []Score) {
	fmt.Fprintf(b, "%-40s %5s %5s %5s %5s  %9s %6s %6s\n", "rule", "found", "false", "miss", "clean", "precision", "recall", "F1")
	for _, s := range scores {
		row(b, s.Rule, s)
	}
}

func row(b *strings.Builder, name string, s Score) {
	fmt.Fprintf(b, "%-40s %5d %5d %5d %5d  %9.3f %6.3f %6.3f\n", name, s.Found, s.False, s.Missed, s.Clean, s.Precision(), s.Recall(), s.F1())
}

func confess(b *strings.Builder, wrong []Confusion) {
	b.WriteString("\nconfusions\n")
	if len(wrong) == 0 {
		b.WriteString("none\n")
	}
	for _, w := range wrong {
		kind := "missed"
		if w.False {
			kind = "false "
		}
		fmt.Fprintf(b, "%s %-32s %s %s\n", kind, w.Rule, w.Case.Source, w.Case.Text)
	}
}

func documents(cases []Case) int {
	seen := map[string]bool{}
	for _, c := range cases {
		seen[c.Document] = true
	}
	return len(seen)
}

// Overall adds up a finder's counts over all rules, families left aside.
func Overall(cases []Case, find Finder) Score {
	scores, _ := Measure(cases, find)
	sum := Score{Rule: "all"}
	for _, s := range scores {
		if !strings.Contains(s.Rule, ":") {
			sum.Found, sum.False, sum.Missed = sum.Found+s.Found, sum.False+s.False, sum.Missed+s.Missed
		}
	}
	return sum
}

// Whole is a document with nothing wrong in it.
type Whole struct {
	Name string
	Kind screening.Kind
	Text string
}

// Wholes reads the whole synthetic documents, none of which holds an unfair term or a restrictive condition.
func Wholes() ([]Whole, error) {
	entries, err := files.ReadDir("cases/documents")
	if err != nil {
		return nil, err
	}
	var out []Whole
	for _, e := range entries {
		b, err := files.ReadFile("cases/documents/" + e.Name())
		if err != nil {
			return nil, err
		}
		w := Whole{Name: e.Name(), Text: string(b)}
		if strings.HasPrefix(e.Name(), "tender") {
			w.Kind = screening.Tender
		}
		out = append(out, w)
	}
	return out, nil
}
