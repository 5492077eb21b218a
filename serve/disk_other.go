//go:build !linux

package serve

// diskSpace is not known here.
func diskSpace(string) (free, all uint64, known bool) { return 0, 0, false }

// diskNodes is not known here.
func diskNodes(string) (free, all uint64, known bool) { return 0, 0, false }
