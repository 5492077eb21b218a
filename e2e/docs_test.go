package e2e

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var docs = flag.Bool("docs", false, "write the pictures of docs/screens anew")

// TestDocs makes the pictures the documents show. Without -docs it only makes sure that each can be made.
func TestDocs(t *testing.T) {
	s := demo(t)
	for _, l := range []look{{"today", "finance", "/"}, {"dashboard", "head", "/dashboard"}, {"payables", "finance", "/payables"}, {"leases", "leasing", "/leases"}, {"findings", "head", "/findings?outcome=violation"},
		{"filings", "finance", "/filings/new"}} {
		b := s.tab(t, desk.as(l.who))
		if status := b.open(l.path); status != 200 {
			t.Errorf("%s: %d", l.path, status)
		}
		s.write(t, l.name, b.picture())
		switch l.name {
		case "payables":
			b.open("/payables?due=late")
			b.click("table[data-rows] tbody a")
			s.write(t, "payable", b.picture())
		case "findings":
			b.click("table[data-rows] tbody a")
			s.write(t, "finding", b.picture())
		}
	}
	b := s.tab(t, desk.as("head").in("en"))
	b.open("/dashboard")
	s.write(t, "dashboard-en", b.picture())
	b = s.tab(t, desk.as("head").phone())
	b.open("/dashboard")
	s.write(t, "dashboard-phone", b.picture())
}

func (s *site) write(t *testing.T, name string, png []byte) {
	t.Helper()
	if len(png) < 5_000 {
		t.Errorf("%s: an empty picture", name)
	}
	if *docs {
		if err := os.MkdirAll("../docs/screens", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join("../docs/screens", name+".png"), png, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
