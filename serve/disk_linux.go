package serve

import "syscall"

// diskSpace gives the bytes free and in all of the disk that holds a folder.
func diskSpace(folder string) (free, all uint64, known bool) {
	var s syscall.Statfs_t
	if syscall.Statfs(folder, &s) != nil || s.Blocks == 0 {
		return 0, 0, false
	}
	return s.Bavail * uint64(s.Bsize), s.Blocks * uint64(s.Bsize), true
}

// diskNodes gives the files that may still be made, and in all.
func diskNodes(folder string) (free, all uint64, known bool) {
	var s syscall.Statfs_t
	if syscall.Statfs(folder, &s) != nil || s.Files == 0 {
		return 0, 0, false
	}
	return s.Ffree, s.Files, true
}
