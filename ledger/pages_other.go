//go:build !linux

package ledger

// large does nothing where the system has no large pages to ask for.
func large[T any](rows []T) []T { return rows }
