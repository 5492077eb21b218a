// Package pages asks the operating system for memory in large pages. Half a million page faults cost as much as reading
// the ledgers they are for.
package pages

// hugePage is the size of a large page in bytes; buffers much smaller gain nothing.
const hugePage = 2 << 20

// Make makes a large slice that will be filled once, front to back, backed by large pages where the system has them.
func Make[T any](n int) []T {
	rows := make([]T, n)
	advise(rows)
	return rows
}
