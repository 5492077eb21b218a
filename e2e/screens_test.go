package e2e

import "testing"

// look is a screen to be looked at.
type look struct {
	name, path string
}

var looks = []look{{"dashboard", "/dashboard"}, {"payables", "/payables"}, {"payables-filtered", "/payables?due=2&days=x&supplier=无此人"}}

// TestScreens looks at every screen as every reader sees it.
func TestScreens(t *testing.T) {
	s := start(t)
	s.fill(t)
	for _, v := range []view{desk.as("head"), desk.as("head").in("en"), desk.as("head").phone(), desk.as("head").in("en").phone()} {
		b := s.tab(t, v)
		for _, l := range looks {
			t.Run(l.name+"-"+v.String(), func(t *testing.T) {
				b.t = t
				if status := b.open(l.path); status != 200 {
					t.Errorf("%s: %d", l.path, status)
				}
				b.keep(l.name + "-" + v.String())
				b.good(l.path)
			})
		}
	}
}
