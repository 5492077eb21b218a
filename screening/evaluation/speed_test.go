//go:build unix

package evaluation

import (
	"strings"
	"syscall"
	"testing"
	"time"

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
	from := processor(b)
	for b.Loop() {
		screening.Screen(doc, k, 0, screening.Options{})
	}
	b.ReportMetric(float64(b.N)*float64(len(doc.Text))/1e6/(processor(b)-from).Seconds(), "MB/cpu-s")
}

// processor is the processor time used so far: on a busy machine the clock on the wall says little.
func processor(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
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
