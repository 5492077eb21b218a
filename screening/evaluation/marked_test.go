package evaluation

import (
	"strings"
	"testing"
)

// In whole documents the unfair paragraphs are found where they stand, and what is fair stays unmarked.
func TestMarkedDocuments(t *testing.T) {
	for _, split := range []Split{Tune, Test} {
		docs, err := MarkedDocuments(split)
		if err != nil {
			t.Fatal(err)
		}
		sum := Score{}
		for _, m := range docs {
			if strings.Contains(m.Text, "@") {
				t.Errorf("%s: a mark is left in the text", m.Name)
			}
			cases, find := InPlace(m)
			s := Overall(cases, find)
			sum.Found, sum.False, sum.Missed = sum.Found+s.Found, sum.False+s.False, sum.Missed+s.Missed
			labelled := 0
			for _, c := range cases {
				labelled += len(c.Want)
			}
			if labelled == 0 && s.False > 0 {
				t.Errorf("%s is fair, yet has %d hits", m.Name, s.False)
			}
		}
		if sum.Precision() < precisionFloor || sum.Recall() < recallFloor {
			t.Errorf("%s documents: precision %.3f, recall %.3f", split, sum.Precision(), sum.Recall())
		}
	}
}
