package evaluation

import (
	"fmt"
	"os"
	"testing"
)

func TestDev(t *testing.T) {
	sp := Tune
	if os.Getenv("SPLIT") != "" {
		sp = Split(os.Getenv("SPLIT"))
	}
	cs, err := Cases(sp)
	if err != nil {
		t.Fatal(err)
	}
	sc, wrong := Measure(cs, Ours)
	for _, s := range sc {
		fmt.Printf("%-45s ok=%3d fp=%3d fn=%3d  P=%.3f R=%.3f\n", s.Rule, s.Found, s.False, s.Missed, s.Precision(), s.Recall())
	}
	if os.Getenv("QUIET") == "" {
		for _, w := range wrong {
			k := "MISS "
			if w.False {
				k = "FALSE"
			}
			fmt.Println(k, w.Rule, w.Case.Source, w.Case.Text)
		}
	}
}
