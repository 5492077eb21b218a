package evaluation

import (
	"testing"

	"shukun/screening"
)

// What is shipped was trained from what the tune split, the lexicon and the patterns are today: a change of any of them,
// or of the features, needs make learn. Training itself takes minutes and is not repeated here; it gives the same bytes
// each time (on machines that do not fuse multiplications).
func TestTheClassifiersAreUpToDate(t *testing.T) {
	for _, kind := range []screening.Kind{screening.Contract, screening.Tender} {
		examples, err := Examples(kind)
		if err != nil {
			t.Fatal(err)
		}
		if screening.Origin(kind, examples) != screening.Shipped(kind) {
			t.Errorf("the classifier of %ss is not what the tune split gives: run make learn", kind)
		}
	}
}
