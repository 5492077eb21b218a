package evaluation

import (
	"strings"
	"testing"

	"shukun/screening"
)

// body is ordinary contract or tender text, with one clause in forty unfair, as long as asked for.
func body(tb testing.TB, k screening.Kind, bytes int) string {
	tb.Helper()
	wholes, err := Wholes()
	if err != nil {
		tb.Fatal(err)
	}
	cases, err := Cases(Tune)
	if err != nil {
		tb.Fatal(err)
	}
	var b strings.Builder
	for n := 0; b.Len() < bytes; n++ {
		for _, w := range wholes {
			if w.Kind == k {
				b.WriteString(w.Text)
			}
		}
		for i := n % 50; i < len(cases); i += 50 {
			if cases[i].Kind == k {
				b.WriteString(cases[i].Text + "\n")
			}
		}
	}
	return b.String()
}

func benchmark(b *testing.B, k screening.Kind) {
	doc := screening.Document{Text: body(b, k, 2<<20)}
	b.SetBytes(int64(len(doc.Text)))
	b.ReportAllocs()
	for b.Loop() {
		screening.Screen(doc, k, 0, screening.Options{})
	}
}

func BenchmarkContract(b *testing.B) { benchmark(b, screening.Contract) }

func BenchmarkTender(b *testing.B) { benchmark(b, screening.Tender) }

// BenchmarkHundredPages is a contract of a hundred pages, about 60,000 characters.
func BenchmarkHundredPages(b *testing.B) {
	doc := screening.Document{Text: body(b, screening.Contract, 180_000)}
	b.SetBytes(int64(len(doc.Text)))
	for b.Loop() {
		screening.Screen(doc, screening.Contract, 0, screening.Options{})
	}
}
