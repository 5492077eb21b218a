package ledger

import (
	"sync"
	"sync/atomic"
)

// inParts runs fn over 0…n in parallel parts; small n is not worth the trouble.
func inParts(n, workers int, fn func(from, to int)) {
	if n < 4096 || workers < 2 {
		fn(0, n)
		return
	}
	const least = 8192 // rows, so that a slow worker does not hold up the rest
	size := max(least, (n+workers*8-1)/(workers*8))
	inParallel((n+size-1)/size, workers, func(i int) { fn(i*size, min((i+1)*size, n)) })
}

// inParallel runs fn for 0…n-1 on several goroutines, each taking the next number.
func inParallel(n, workers int, fn func(i int)) {
	if n == 1 {
		fn(0)
		return
	}
	var next atomic.Int64
	var work sync.WaitGroup
	for range min(n, workers) {
		work.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				fn(i)
			}
		})
	}
	work.Wait()
}
