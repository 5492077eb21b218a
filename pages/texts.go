package pages

import "unsafe"

// Texts keeps many short texts in few blocks of memory: an allocation a text would cost more than making it. It is used by
// one goroutine.
type Texts struct {
	Slabs *Slabs[byte] // where blocks come from, shared with others
	Bytes []byte       // of the block at hand; append to it after Need
}

const blockBytes = 32 << 10

// Need makes room for n more bytes. The texts given out keep the block they are in.
func (t *Texts) Need(n int) {
	if cap(t.Bytes)-len(t.Bytes) >= n {
		return
	}
	if n = max(n, blockBytes); t.Slabs != nil {
		t.Bytes = t.Slabs.Take(n)[:0]
	} else {
		t.Bytes = make([]byte, 0, n)
	}
}

// From gives the text that begins at an offset of the block and runs to its end.
func (t *Texts) From(at int) string {
	b := t.Bytes[at:]
	return unsafe.String(unsafe.SliceData(b), len(b))
}
