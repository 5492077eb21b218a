package sample

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shukun/civil"
	"shukun/ledger"
	"shukun/screening"
)

// giveTexts hands the book the words of the files in dir that its rows name.
func giveTexts(t *testing.T, dir string, book *ledger.Book) {
	t.Helper()
	words := func(name string) ledger.Text {
		body, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return ledger.Text{Body: string(body)}
	}
	for i := range book.Contracts {
		if name := book.Contracts[i].TextFile; name != "" {
			book.SetContractText(i, words(name))
		}
	}
	for i := range book.Tenders {
		if name := book.Tenders[i].TextFile; name != "" {
			book.SetTenderText(i, words(name))
		}
	}
}

// TestTexts: every text a ledger names is in the folder; those of the cases hit the term they promise, or none.
func TestTexts(t *testing.T) {
	dir, _ := write(t, Demo, 1, Options{})
	book, _ := read(t, dir)
	for i := range book.Contracts {
		if c := &book.Contracts[i]; c.TextFile != "" {
			screen(t, filepath.Join(dir, c.TextFile), screening.Contract, c.No, c.SignedOn)
		}
	}
	for i := range book.Tenders {
		if c := &book.Tenders[i]; c.TextFile != "" {
			screen(t, filepath.Join(dir, c.TextFile), screening.Tender, c.No, c.PublishedOn)
		}
	}
}

func screen(t *testing.T, path string, kind screening.Kind, no string, day civil.Date) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	hits := screening.Screen(screening.Document{Text: string(text)}, kind, day, screening.Options{Buyer: screening.BuyerLarge})
	rule := strings.TrimSuffix(strings.TrimSuffix(strings.SplitN(no, "-", 3)[2], "-中"), "-未")
	found := slices.ContainsFunc(hits, func(h screening.Hit) bool { return h.Rule == rule })
	if found != strings.HasSuffix(no, "-中") {
		t.Errorf("%s: hit %v", no, found)
	}
	for _, h := range hits {
		if h.Rule != rule || strings.HasSuffix(no, "-未") {
			t.Errorf("%s also hits %s: %s", no, h.Rule, h.Sentence)
		}
	}
}
