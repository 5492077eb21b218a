package main

import (
	"os"
	"syscall"
	"unsafe"
)

// terminalColumns reports whether f is a terminal, and how wide it is.
func terminalColumns(f *os.File) (columns int, terminal bool) {
	var size struct{ rows, columns, x, y uint16 }
	_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), syscall.TIOCGWINSZ, uintptr(unsafe.Pointer(&size)))
	return int(size.columns), errno == 0
}
