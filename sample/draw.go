package sample

import (
	"hash/fnv"
	"math/bits"
	"math/rand/v2"
	"sort"

	"shukun/civil"
	"shukun/money"
)

// draw is a stream of chance. The same seed and name give the same numbers on every machine: it keeps to integers, since
// floating point may differ from one processor to another.
type draw struct{ source *rand.PCG }

// newDraw begins the stream of that name, so that a change to one ledger leaves the others as they were.
func newDraw(seed uint64, name string) *draw {
	h := fnv.New64a()
	h.Write([]byte(name))
	return &draw{rand.NewPCG(seed, h.Sum64())}
}

// below gives a number from 0 up to, not including, n.
func (d *draw) below(n int) int {
	hi, _ := bits.Mul64(d.source.Uint64(), uint64(n))
	return int(hi)
}

// between gives a number from a to b, both included.
func (d *draw) between(a, b int) int { return a + d.below(b-a+1) }

// chance is true in that many cases of a thousand.
func (d *draw) chance(permille int) bool { return d.below(1000) < permille }

// days gives a day from a to b, both included.
func (d *draw) days(a, b civil.Date) civil.Date { return a + civil.Date(d.below(int(b-a)+1)) }

// pick gives one of all.
func pick[T any](d *draw, all []T) T { return all[d.below(len(all))] }

// share is a value and its weight.
type share[T any] struct {
	value  T
	weight int
}

// among gives one of the values by weight.
func among[T any](d *draw, shares []share[T]) T {
	sum := 0
	for _, s := range shares {
		sum += s.weight
	}
	at := d.below(sum)
	for _, s := range shares {
		if at -= s.weight; at < 0 {
			return s.value
		}
	}
	return shares[len(shares)-1].value
}

// bell is about normally distributed with mean 0 and deviation 1, in units of 1/65536.
func (d *draw) bell() int64 {
	var sum int64
	for range 3 {
		for u, i := d.source.Uint64(), 0; i < 4; i++ {
			sum += int64(u >> (16 * i) & 0xffff)
		}
	}
	return sum - 6*65536
}

// powers are 2^(i/16) in units of 1/65536.
var powers = [17]int64{65536, 68438, 71468, 74632, 77936, 81386, 84990, 88752, 92682, 96785, 101070, 105545, 110218, 115098, 120194, 125515, 131072}

// spread is log-normally distributed: half the numbers are under the median, and one deviation is a factor of
// 2^(tenths/10). median is at most 2^31.
func (d *draw) spread(median int64, tenths int64) int64 {
	e := d.bell() * tenths / 10
	whole, part := e>>16, e&0xffff
	i := part >> 12
	f := powers[i] + (powers[i+1]-powers[i])*(part&0xfff)>>12
	n := median * f
	if whole += -16; whole >= 0 {
		return n << min(whole, 12)
	}
	return n >> min(-whole, 62)
}

// yuan is a log-normal amount between 10 yuan and 80 million; most are in whole yuan.
func (d *draw) yuan(median int64, tenths int64) money.Fen {
	f := min(max(d.spread(median*100, tenths), 1000), 8_000_000_000)
	if d.chance(700) {
		f -= f % 100
	}
	return money.Fen(f)
}

// zipf draws ranks: the n-th is drawn 1/n times as often as the first, so that few suppliers make up most of the trade.
type zipf []uint64

func newZipf(n int) zipf {
	z := make(zipf, n)
	sum := uint64(0)
	for i := range z {
		sum += 1 << 40 / uint64(i+3)
		z[i] = sum
	}
	return z
}

func (z zipf) rank(d *draw) int {
	at, _ := bits.Mul64(d.source.Uint64(), z[len(z)-1])
	return sort.Search(len(z), func(i int) bool { return z[i] > at })
}
