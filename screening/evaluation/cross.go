package evaluation

import (
	"fmt"
	"strings"

	"shukun/screening"
)

// colloquial tells the documents of batches eight and nine, many of whose sentences are notes, tables and speech.
func colloquial(document string) bool {
	return strings.HasPrefix(document, "A-") || strings.HasPrefix(document, "B-")
}

// Cross prints precision and recall a rule over the tune split when the classifier and its bars have not seen the
// document a text comes from, first for the batches that the patterns have not seen either, then for those of them that are drafted
// as contracts and tenders usually are.
func Cross() (string, error) {
	var b strings.Builder
	for _, kind := range []screening.Kind{screening.Contract, screening.Tender} {
		examples, err := Examples(kind)
		if err != nil {
			return "", err
		}
		got := screening.CrossValidate(kind, examples)
		for _, part := range []string{"fresh", "ordinary", "all"} {
			var cases []Case
			found := map[string][]string{}
			for i, e := range examples {
				if part != "all" && !e.Fresh || part == "ordinary" && colloquial(e.Group) {
					continue
				}
				c := Case{Document: e.Group, Kind: kind, Want: e.Labels, Source: fmt.Sprintf("%s:%d", e.Group, i), Text: e.Text}
				cases = append(cases, c)
				found[c.Source] = got[i]
			}
			find := func(c Case) []string { return found[c.Source] }
			scores, wrong := Measure(cases, find)
			fmt.Fprintf(&b, "%s, %s: %d texts\n", kind, part, len(cases))
			tabulate(&b, scores)
			row(&b, "all", Overall(cases, find))
			if part == "fresh" {
				confess(&b, wrong)
			}
			b.WriteByte('\n')
		}
	}
	return b.String(), nil
}
