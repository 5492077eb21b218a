package ledger

import (
	"syscall"
	"unsafe"
)

// hugePage is the size of the large pages asked for; smaller buffers gain nothing.
const hugePage = 2 << 20

// large asks the system to back a large buffer that will be filled once, front to back, by large pages: half a million
// page faults cost as much as reading the ledgers. The answer does not matter; it is advice.
func large[T any](rows []T) []T {
	var t T
	size := uintptr(cap(rows)) * unsafe.Sizeof(t)
	if size < 2*hugePage {
		return rows
	}
	start := uintptr(unsafe.Pointer(unsafe.SliceData(rows)))
	first := (start + hugePage - 1) &^ (hugePage - 1)
	if end := (start + size) &^ (hugePage - 1); end > first {
		area := unsafe.Slice((*byte)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(rows)), first-start)), end-first)
		_ = syscall.Madvise(area, syscall.MADV_HUGEPAGE)
	}
	return rows
}
