package evaluation

import (
	"slices"
	"strings"

	"shukun/screening"
)

// fresh names the batches and documents no pattern was written for: the first run on them was blind and the patterns
// have not been touched since. On them the classifier learns how far patterns are to be trusted.
var fresh = []string{"seventh-", "eighth-", "ninth-", "tenth-", "eleventh-", "thirteenth-", "fourteenth-", "sixteenth-", "seventeenth-", "contract-equipment", "contract-service-short", "tender-goods-blind", "contract-epc", "contract-works-short", "tender-services", "tender-works"}

func isFresh(source string) bool {
	return slices.ContainsFunc(fresh, func(f string) bool { return strings.Contains(source, f) })
}

// Examples are what the classifier of a kind of text is trained on: the tune split, its marked documents by the
// paragraph, and the whole documents with nothing wrong in them.
func Examples(as screening.Kind) ([]screening.Example, error) {
	cases, err := Cases(Tune)
	if err != nil {
		return nil, err
	}
	var out []screening.Example
	for _, c := range cases {
		if c.Kind == as {
			out = append(out, screening.Example{Text: c.Text, Labels: withRule(c.Want), Group: c.Document, Fresh: isFresh(c.Source)})
		}
	}
	marked, err := MarkedDocuments(Tune)
	if err != nil {
		return nil, err
	}
	for _, m := range marked {
		if m.Kind != as {
			continue
		}
		for _, c := range m.Paragraphs() {
			if c.Text != "" {
				out = append(out, screening.Example{Text: c.Text, Labels: withRule(c.Want), Group: c.Document, Fresh: isFresh(c.Source)})
			}
		}
	}
	wholes, err := Wholes()
	if err != nil {
		return nil, err
	}
	for _, text := range screening.Rewrites(as) {
		out = append(out, screening.Example{Text: text, Group: "rewrites"})
	}
	for _, w := range wholes {
		if w.Kind != as {
			continue
		}
		for line := range strings.Lines(w.Text) {
			if line = strings.TrimSpace(line); line != "" {
				out = append(out, screening.Example{Text: line, Group: w.Name})
			}
		}
	}
	return out, nil
}

// withRule adds to labels that name a family the rule alone.
func withRule(labels []string) []string {
	out := slices.Clone(labels)
	for _, l := range labels {
		if rule, _, ok := strings.Cut(l, ":"); ok && !slices.Contains(out, rule) {
			out = append(out, rule)
		}
	}
	return out
}
