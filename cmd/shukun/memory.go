package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

// gcPercent is how much garbage may gather before it is collected, in percent of what is kept. ballast counts as kept, but
// is never touched and so takes no memory: without it the collector runs again and again while the first ledgers come in,
// though a check keeps nearly all it reads. With both, the first collection of a check comes at about 600 MB.
const (
	gcPercent = 200
	ballast   = 200 << 20
)

// tuneMemory sets the garbage collector, unless the user has: rare collections, but never beyond three quarters of the
// memory there is. What it gives back is to be called at the end.
func tuneMemory() (end func()) {
	size := int64(ballast)
	if total := physicalMemory(); total > 0 {
		size = min(size, total/16)
		if os.Getenv("GOMEMLIMIT") == "" {
			debug.SetMemoryLimit(total / 4 * 3)
		}
	}
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	debug.SetGCPercent(gcPercent)
	weight := make([]byte, size)
	return func() { runtime.KeepAlive(weight) }
}
