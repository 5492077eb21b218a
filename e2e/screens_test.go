package e2e

import "testing"

// look is a screen as somebody looks at it.
type look struct {
	name, who, path string
}

// TestScreens looks at every screen as every reader sees it.
func TestScreens(t *testing.T) {
	s := demo(t)
	looks := s.looks(t)
	for _, v := range []view{desk, desk.in("en"), desk.phone(), desk.in("en").phone()} {
		tabs, whole := map[string]*tab{}, t
		for _, l := range looks {
			t.Run(l.name+"-"+v.String(), func(t *testing.T) {
				if tabs[l.who] == nil {
					tabs[l.who] = s.tab(whole, v.as(l.who))
				}
				b := tabs[l.who]
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

// looks lists the screens to look at.
func (s *site) looks(t *testing.T) []look {
	all := []look{{"today-finance", "finance", "/"}, {"today-head", "head", "/"}, {"today-system", "system", "/"}, {"dashboard", "head", "/dashboard"}, {"dashboard-past", "head", "/dashboard?as-of=2022-06-01"},
		{"payables", "finance", "/payables"}, {"payables-filtered", "finance", "/payables?due=2&days=x&supplier=无此人"}, {"leases", "leasing", "/leases"}}
	b := s.tab(t, desk.as("finance"))
	b.open("/payables?due=late")
	all = append(all, look{"payable", "finance", eval[string](b, `new URL(document.querySelector("table[data-rows] tbody a").href).pathname`) + "?paid-on=2023-01-31"})
	b.open("/leases?state=late")
	all = append(all, look{"lease", "leasing", eval[string](b, `new URL(document.querySelector("table[data-rows] tbody a").href).pathname`)})
	return all
}
