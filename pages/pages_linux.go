package pages

import (
	"syscall"
	"unsafe"
)

// advise asks the system to back a large buffer by large pages, those too that it has only a part of: what lies beside it
// gains as well. The answer does not matter; it is advice.
func advise[T any](rows []T) {
	var t T
	size := uintptr(cap(rows)) * unsafe.Sizeof(t)
	if size < hugePage/8 {
		return
	}
	start := uintptr(unsafe.Pointer(unsafe.SliceData(rows)))
	from := start &^ (hugePage - 1)
	to := (start + size + hugePage - 1) &^ (hugePage - 1)
	_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, from, to-from, syscall.MADV_HUGEPAGE)
}
