package pages

import (
	"sync"
	"unsafe"
)

// Slabs hands out runs of one kind of element from few large pieces of memory, each of which holds as much as all before
// it, within bounds: little work takes little memory, and much work few pages. Its zero value is ready for use, by
// several goroutines at once. What is handed out lies in memory that is never taken back from under it.
type Slabs[T any] struct {
	mu   sync.Mutex
	rest []T
	all  int // handed out and left, in all slabs
}

// largestSlab is in bytes. Memory that was used before is cleared whole, needed or not, so no slab is very large.
const largestSlab = 16 << 20

// Take gives n elements, zeroed.
func (s *Slabs[T]) Take(n int) []T {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.rest) < n {
		var t T
		s.rest = Make[T](max(n, min(s.all, largestSlab/max(1, int(unsafe.Sizeof(t))))))
		s.all += len(s.rest)
	}
	taken := s.rest[:n:n]
	s.rest = s.rest[n:]
	return taken
}
