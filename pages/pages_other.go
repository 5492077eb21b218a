//go:build !linux

package pages

// advise does nothing where the system has no large pages to ask for.
func advise[T any](rows []T) {}
