package web

import (
	"fmt"
	"strings"
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/org"
	"shukun/store/storetest"
)

// manyUnits makes a group of 6,000 units: flat, or in threes of levels.
func manyUnits(t testing.TB, a *app.App, flat bool) {
	all := []string{"G"}
	for i := range 6000 {
		path := fmt.Sprintf("G/U%04d", i)
		if !flat && i%60 > 0 {
			path = fmt.Sprintf("G/U%04d/U%04d", i-i%60, i)
		}
		all = append(all, path)
	}
	apptest.Units(t, a, all...)
}

// TestSixThousandUnits: the page of a large organisation stays small, flat or not, and says what it leaves out.
func TestSixThousandUnits(t *testing.T) {
	for _, flat := range []bool{true, false} {
		a := apptest.New(t, storetest.SQLite(t))
		manyUnits(t, a, flat)
		head, _ := as(t, a, site(t, a), app.Grant{Role: org.RegulatorHead, Path: "/"})
		x := head.get("/organisation").want(t, 200)
		if len(x.body) > 200_000 {
			t.Errorf("flat %v: the page has %d bytes", flat, len(x.body))
		}
		if said := strings.Contains(x.body, "另有 5800 家没有列出"); said != flat {
			t.Errorf("flat %v: what is left out is said: %v", flat, said)
		}
		head.get("/organisation?q=U5999").want(t, 200, "U5999")
	}
}

func BenchmarkSixThousandUnits(b *testing.B) {
	a := apptest.New(b, storetest.SQLite(b))
	manyUnits(b, a, true)
	h := New(a, Options{Log: a.Log})
	_, token := apptest.Visit(b, a, app.Grant{Role: org.RegulatorHead, Path: "/"})
	for _, path := range []string{"/organisation", "/organisation?q=U5999", "/organisation/U5999"} {
		b.Run(path, func(b *testing.B) {
			for b.Loop() {
				if w := ask(h, "GET", path, token); w.Code != 200 {
					b.Fatal(w.Code)
				}
			}
		})
	}
}
