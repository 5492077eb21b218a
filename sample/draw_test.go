package sample

import (
	"slices"
	"strings"
	"testing"

	"shukun/civil"
)

func contains(s, part string) bool { return strings.Contains(s, part) }

// TestDrawIsPinned: the numbers a seed gives are part of what the sample is.
func TestDrawIsPinned(t *testing.T) {
	d := newDraw(1, "payables")
	var got []int
	for range 4 {
		got = append(got, d.below(1000))
	}
	got = append(got, int(d.bell()), int(d.spread(1000, 20)), int(d.yuan(28_000, 20)))
	if want := []int{930, 951, 212, 64, -97739, 2586, 926200}; !slices.Equal(got, want) {
		t.Errorf("drew %v, want %v", got, want)
	}
}

// TestSpread: half of the draws are under the median, and one in six or so above a deviation more.
func TestSpread(t *testing.T) {
	d := newDraw(3, "spread")
	const n, median = 20_000, 10_000
	under, far := 0, 0
	for range n {
		switch x := d.spread(median, 20); {
		case x < median:
			under++
		case x > 4*median:
			far++
		}
	}
	if under < n*48/100 || under > n*52/100 || far < n*14/100 || far > n*18/100 {
		t.Errorf("of %d, %d under the median and %d a deviation above", n, under, far)
	}
}

// TestTradeLooksReal: few suppliers have most of the trade, month ends are busy, most is paid and some of it late.
func TestTradeLooksReal(t *testing.T) {
	dir, _ := write(t, Group, 5, Options{})
	book, _ := read(t, dir)
	perPayee := map[string]int{}
	ends := 0
	for i := range book.Payables {
		p := &book.Payables[i]
		perPayee[p.Payee.String()]++
		if p.DeliveredOn != 0 && p.DeliveredOn.EndOfMonth()-p.DeliveredOn < 5 {
			ends++
		}
	}
	var counts []int
	for _, n := range perPayee {
		counts = append(counts, n)
	}
	slices.Sort(counts)
	top := 0
	for _, n := range counts[len(counts)*9/10:] {
		top += n
	}
	all := len(book.Payables)
	if top < all*4/10 {
		t.Errorf("the first tenth of the suppliers has only %d of %d payables", top, all)
	}
	if ends < all*35/100 {
		t.Errorf("only %d of %d deliveries at month ends", ends, all)
	}
	if n := len(book.Payments); n < all*54/100 || n > all*66/100 {
		t.Errorf("%d payments for %d payables", n, all)
	}
	for i := range book.Payments {
		if on := book.Payments[i].PaidOn; on > asOf || on < civil.MustOf(2021, 1, 1) {
			t.Fatalf("%s paid on %v", book.Payments[i].No, on)
		}
	}
}
