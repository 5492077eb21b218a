package e2e

import (
	"slices"
	"strings"
	"testing"

	"shukun/web"
)

// look is a screen as somebody looks at it.
type look struct {
	name, who, path string
}

// notPages are the addresses that are no screen of their own, each with the reason.
var notPages = map[string]string{
	"/audit/{seq}/receipt": "a file, once a checkpoint is signed",
	"/language":            "a switch", "/amount": "a switch", "/unit": "a switch",
	"/dashboard/{table}": "a file", "/findings/export.csv": "a file", "/findings/export.xlsx": "a file", "/payables/export.csv": "a file", "/payables/export.xlsx": "a file",
	"/filings/practice": "a file", "/leases/export.csv": "a file", "/leases/export.xlsx": "a file", "/ledgers/{kind}/export.csv": "a file", "/ledgers/{kind}/export.xlsx": "a file", "/ledgers/{kind}/template": "a file",
	"/filings/{id}/original/{place}": "a file", "/findings/{id}/evidence/{hash}": "a file", "/uploads/{id}/marked/{place}": "a file",
	"/reports/{id}": "needs a report: TestReportsWithoutScript", "/reports/{id}/export.xlsx": "a file", "/reports/{id}/export.html": "a file",
	"/findings/{id}/trace": "a part of the finding's page", "/sign-in/single": "leads to the identity provider", "/sign-in/single/back": "comes back from the identity provider",
	"/bootstrap/{token}": "a link used once: the journey of the first administrator", "/invitation/{token}": "a link used once: the journey of an invitation",
	"/sign-in/second": "follows the password: the journey of signing in", "/sign-in/enrol": "follows the password: the journey of signing in",
	"/uploads/{id}": "needs an upload: the journey of filing", "/uploads/{id}/columns": "needs an upload: the journey of filing", "/uploads/{id}/confirm": "needs an upload: the journey of filing",
	"/-/gallery/{name}": "looked at by the gallery's test", "/account/second": "needs the second factor", "/account/lend": "needs a role that may be lent",
	"/people/{id}/erase": "asks for the second factor first", "/people/{id}/reset": "asks for the second factor first", "/people/{id}/roles": "asks for the second factor first", "/people/{id}/edit": "asks for the second factor first", "/people/new": "asks for the second factor first",
}

// readers says who looks at an address; everybody else's is looked at by the regulator's head.
var readers = map[string]string{
	"/": "finance", "/payables": "finance", "/payables/{row}": "finance", "/leases": "leasing", "/leases/{row}": "leasing", "/filings/new": "finance", "/people": "group", "/organisation/new": "group",
	"/organisation/{code}/edit": "group", "/organisation/{code}/move": "group", "/organisation/{code}/people": "group", "/people/{id}": "group", "/jobs": "system", "/jobs/{id}": "system", "/audit": "audit",
	"/audit/{seq}": "audit", "/sign-in": "", "/mine": "sme",
}

// TestScreens looks at every address of the routes table as every reader sees it. A screen that is added there is looked
// at here, or somebody has to say why not.
func TestScreens(t *testing.T) {
	s := demo(t)
	looks := s.looks(t)
	for _, v := range []view{desk, desk.in("en")} {
		t.Run(v.lang, func(t *testing.T) {
			t.Parallel()
			s.screens(t, v, looks)
		})
	}
}

// screens looks at every screen in one language: each is opened once, at a desk, and then made as narrow as a phone.
func (s *site) screens(t *testing.T, v view, looks []look) {
	t.Helper()
	whole := t
	var b *tab
	for i, l := range looks {
		t.Run(l.name, func(t *testing.T) {
			if i%12 == 0 || l.who != looks[i-1].who { // a tab has its time
				if b != nil {
					b.close()
				}
				b = s.tab(whole, v.as(l.who))
			}
			b.t = t
			b.as(v)
			if status := b.open(l.path); status != 200 {
				t.Fatalf("%s: %d", l.path, status)
			}
			for _, w := range []view{v, v.phone()} {
				b.as(w)
				b.keep(l.name + "-" + w.String())
				b.good(l.path + " " + w.String())
			}
		})
	}
}

// looks lists the screens to look at: one for every address, and some states of our own.
func (s *site) looks(t *testing.T) []look {
	all := []look{{"today-head", "head", "/"}, {"today-system", "system", "/"}, {"dashboard-past", "head", "/dashboard?as-of=2022-06-01"}, {"payables-none", "finance", "/payables?due=2&days=x&supplier=无此人"},
		{"payable-interest", "finance", ""}, {"today-sme", "sme", "/"}, {"clauses-sme", "sme", "/clauses"}, {"account-sme", "sme", "/account"}}
	tabs := map[string]*tab{}
	for _, pattern := range web.Patterns() {
		if notPages[pattern] != "" {
			continue
		}
		who, known := readers[pattern]
		if !known {
			who = "head"
		}
		if tabs[who] == nil {
			tabs[who] = s.tab(t, desk.as(who))
		}
		path := s.fillIn(tabs[who], strings.TrimSuffix(pattern, "{$}"))
		if path == "" {
			t.Errorf("%s: no page leads %s there: say in notPages why it is not looked at, or who looks in readers", pattern, who)
			continue
		}
		if pattern == "/payables/{row}" {
			all[4].path = path + "?paid-on=2023-01-31"
		}
		all = append(all, look{strings.Trim(strings.NewReplacer("/", "-", "{", "", "}", "", "$", "today").Replace(pattern), "-"), who, path})
	}
	slices.SortStableFunc(all, func(a, b look) int { return strings.Compare(a.who, b.who) })
	return all
}

// fillIn finds an address of the pattern by following links: from the list above it to the first row.
func (s *site) fillIn(b *tab, pattern string) string {
	before, after, gap := strings.Cut(pattern, "{")
	if !gap {
		return pattern
	}
	_, after, _ = strings.Cut(after, "}")
	from := strings.TrimSuffix(before, "/")
	switch from {
	case "/rows":
		from = "/ledgers/payables"
	case "/units":
		from = "/findings"
	}
	b.open(from)
	links := eval[[]string](b, `[...document.querySelectorAll("main a")].map(a => new URL(a.href).pathname)`)
	for _, link := range links {
		rest, under := strings.CutPrefix(link, before)
		if under && rest != "" && !strings.Contains(rest, "/") && !strings.Contains(rest, ".") && rest != "new" && rest != "practice" {
			return link + after
		}
	}
	return ""
}
