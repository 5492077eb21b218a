package pages

import (
	"bytes"
	"strings"
	"sync"
	"testing"
)

// Texts stay what they were while more are kept, in one goroutine or several that share slabs.
func TestTexts(t *testing.T) {
	var slabs Slabs[byte]
	var work sync.WaitGroup
	for worker := range 4 {
		work.Go(func() {
			texts, kept := Texts{Slabs: &slabs}, []string{}
			for n := range 2000 {
				want := strings.Repeat(string(rune('a'+worker)), n%97)
				texts.Need(len(want))
				from := len(texts.Bytes)
				texts.Bytes = append(texts.Bytes, want...)
				kept = append(kept, texts.From(from))
			}
			for n, got := range kept {
				if got != strings.Repeat(string(rune('a'+worker)), n%97) {
					t.Errorf("text %d of worker %d became %q", n, worker, got)
				}
			}
		})
	}
	work.Wait()
}

// A text longer than a block has a block of its own; without slabs there are blocks all the same.
func TestLongText(t *testing.T) {
	for _, slabs := range []*Slabs[byte]{nil, {}} {
		texts := Texts{Slabs: slabs}
		long := bytes.Repeat([]byte("长"), blockBytes)
		texts.Need(len(long))
		texts.Bytes = append(texts.Bytes, long...)
		if got := texts.From(0); got != string(long) {
			t.Errorf("%d bytes", len(got))
		}
		if texts.Need(0); texts.From(len(texts.Bytes)) != "" {
			t.Error("an empty text is not empty")
		}
	}
}

// Runs are zeroed, as long as asked for, and none grows into the next.
func TestSlabs(t *testing.T) {
	var slabs Slabs[int]
	for n := range 300 {
		run := slabs.Take(n)
		if len(run) != n || cap(run) != n {
			t.Fatalf("%d of %d for %d", len(run), cap(run), n)
		}
		for i := range run {
			if run[i] != 0 {
				t.Fatalf("run %d is used already", n)
			}
			run[i] = 1
		}
	}
}

// Large slices are as good as others, whatever the system makes of the advice.
func TestMake(t *testing.T) {
	big := Make[int64](3 << 20)
	for i := range big {
		if big[i] != 0 {
			t.Fatal("not zeroed")
		}
		big[i] = int64(i)
	}
	if Make[string](0) == nil {
		t.Error("none is nil")
	}
}
