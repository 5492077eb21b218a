//go:build unix

package evaluation

import (
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"shukun/screening"
)

// body is ordinary contract or tender text, with an unfair clause after every forty lines, as long as asked for.
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
	cases = slices.DeleteFunc(cases, func(c Case) bool { return c.Kind != k || len(c.Want) == 0 })
	var b strings.Builder
	lines, next := 0, 0
	for b.Len() < bytes {
		for _, w := range wholes {
			if w.Kind != k {
				continue
			}
			for line := range strings.Lines(w.Text) {
				b.WriteString(line)
				if lines++; lines%40 == 0 {
					b.WriteString(cases[next%len(cases)].Text + "\n")
					next += 7
				}
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
