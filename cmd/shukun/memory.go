package main

import (
	"os"
	"runtime/debug"
)

// A check reads its ledgers once and keeps nearly all it reads, so collecting garbage often only costs time: a large
// run is a third faster with rare collections. The limit makes collections frequent again before memory gets scarce.
const (
	gcPercent   = 400
	memoryLimit = 1 << 30 // bytes
)

// tuneMemory sets the garbage collector, unless the user has set it.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
}
