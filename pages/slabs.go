package pages

import (
	"sync"
	"unsafe"
)

// Slabs hands out runs of one kind of element from few large pieces of memory, each of which holds as much as all before
// it, within bounds: little work takes little memory, and much work few pages. Its zero value is ready for use, by
// several goroutines at once. What is handed out lies in memory that is never taken back from under it.
type Slabs[T any] struct {
	mu    sync.Mutex
	rest  []T
	spare [][]T // given, to be used before new memory
	all   int   // handed out and left, in all slabs
}

// largestSlab is in bytes. Memory that was used before is cleared whole, needed or not, so no slab is very large.
const largestSlab = 16 << 20

// Take gives n elements, zeroed.
func (s *Slabs[T]) Take(n int) []T {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.rest) < n && len(s.spare) > 0 {
		s.rest, s.spare = s.spare[len(s.spare)-1], s.spare[:len(s.spare)-1]
		clear(s.rest)
	}
	if len(s.rest) < n {
		var t T
		s.rest = Make[T](max(n, min(s.all, largestSlab/max(1, int(unsafe.Sizeof(t))))))
		s.all += len(s.rest)
	}
	taken := s.rest[:n:n]
	s.rest = s.rest[n:]
	return taken
}

// Give hands over memory that nobody uses any more, to be handed out again: memory at hand costs a tenth of new memory.
func (s *Slabs[T]) Give(b []T) {
	var t T
	if b = b[:cap(b)]; uintptr(len(b))*unsafe.Sizeof(t) < hugePage/16 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.spare = append(s.spare, b)
}

// Flat is a kind of value without pointers, whose memory may hold any other such value.
type Flat interface {
	~uint64 | ~int32
}

// AsBytes gives the memory of values as bytes.
func AsBytes[T Flat](values []T) []byte {
	var t T
	values = values[:cap(values)]
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(values))), len(values)*int(unsafe.Sizeof(t)))
}
