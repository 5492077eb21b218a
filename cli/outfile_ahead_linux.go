//go:build amd64 || arm64

package cli

import (
	"os"
	"syscall"
)

// aheadBytes is how much is written before the system is asked to begin putting it on the disk.
const aheadBytes = 4 << 20

// ahead has the system put a file on the disk while it is still being written, so that little is left to wait for at the
// end. It promises nothing: Sync does.
type ahead struct {
	file        *os.File
	done, asked int64
}

func (a *ahead) Write(b []byte) (int, error) {
	n, err := a.file.Write(b)
	if a.done += int64(n); a.done-a.asked >= aheadBytes {
		const begin = 2 // SYNC_FILE_RANGE_WRITE
		_ = syscall.SyncFileRange(int(a.file.Fd()), a.asked, a.done-a.asked, begin)
		a.asked = a.done
	}
	return n, err
}
