package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
)

// gcPercent is how much garbage may gather before it is collected, in percent of what is kept: rare collections, since a
// check reads its ledgers once and keeps nearly all it reads. firstCollection is how much memory is in use when garbage is
// collected for the first time; before it, a collector would go over the first ledgers again and again as the rest come in.
const (
	gcPercent       = 200
	firstCollection = 900 << 20
)

// tuneMemory sets the garbage collector, unless the user has, which keeps memory under three quarters of what there is. A
// command that ends after one pass over ledgers collects nothing until much is in use; others go on or read file after file.
func tuneMemory(onePass bool) {
	limit := int64(math.MaxInt64)
	if total := physicalMemory(); total > 0 {
		limit = total / 4 * 3
	}
	ownPercent, ownLimit := os.Getenv("GOGC") != "", os.Getenv("GOMEMLIMIT") != ""
	if ownPercent || ownLimit {
		if !ownPercent {
			debug.SetGCPercent(gcPercent)
		}
		if !ownLimit {
			debug.SetMemoryLimit(limit)
		}
		return
	}
	if !onePass {
		debug.SetGCPercent(gcPercent)
		debug.SetMemoryLimit(limit)
		return
	}
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(min(firstCollection, limit))
	// The first collection frees the mark, and that brings in the rule for those that follow.
	mark := new([8]*byte) // large enough to stand alone
	runtime.AddCleanup(mark, func(limit int64) {
		debug.SetGCPercent(gcPercent)
		debug.SetMemoryLimit(limit)
	}, limit)
}
