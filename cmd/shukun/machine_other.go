//go:build !linux

package main

import "os"

// terminalColumns reports whether f is a terminal; its width is not known here.
func terminalColumns(f *os.File) (columns int, terminal bool) {
	info, err := f.Stat()
	return 0, err == nil && info.Mode()&os.ModeCharDevice != 0 && f.Name() != os.DevNull
}

// physicalMemory is not known here.
func physicalMemory() int64 { return 0 }
