package xlsx

import (
	"bytes"
	"encoding/binary"
	"io"
	"math"
)

// directory is where an archive's table of contents lies.
type directory struct {
	count, size, offset uint64
}

const (
	endLen     = 22
	locatorLen = 20
	end64Len   = 56
	maxComment = math.MaxUint16
)

// findDirectory reads the end records. The end must be the end of the file, and the table must reach up to it.
func findDirectory(r io.ReaderAt, size int64) (directory, error) {
	le := binary.LittleEndian
	tail := make([]byte, min(size, endLen+maxComment))
	start := size - int64(len(tail))
	if err := readFull(r, tail, start); err != nil {
		return directory{}, err
	}
	at := -1
	if len(tail) >= endLen {
		at = bytes.LastIndex(tail[:len(tail)-endLen+4], []byte("PK\x05\x06"))
	}
	if at < 0 {
		return directory{}, errTruncated
	}
	end := tail[at:]
	switch rest := len(end) - endLen - int(le.Uint16(end[20:])); {
	case rest > 0:
		return directory{}, errTrailing
	case rest < 0:
		return directory{}, errTruncated
	}
	d := directory{count: uint64(le.Uint16(end[10:])), size: uint64(le.Uint32(end[12:])), offset: uint64(le.Uint32(end[16:]))}
	if le.Uint32(end[4:]) != 0 || uint64(le.Uint16(end[8:])) != d.count {
		return directory{}, errDirectory // in several volumes
	}
	limit := start + int64(at)
	if at >= locatorLen && le.Uint32(tail[at-locatorLen:]) == 0x07064b50 {
		long, begins, err := findDirectory64(r, tail[at-locatorLen:at], limit-locatorLen)
		if err != nil {
			return directory{}, err
		}
		if !agrees(d.count, long.count, math.MaxUint16) || !agrees(d.size, long.size, math.MaxUint32) ||
			!agrees(d.offset, long.offset, math.MaxUint32) {
			return directory{}, errDirectory
		}
		d, limit = long, begins
	}
	if d.size > uint64(limit) || d.offset != uint64(limit)-d.size {
		return directory{}, errDirectory
	}
	return d, nil
}

// findDirectory64 reads the end record of a ZIP64 archive, which must end where its locator begins, and tells
// where it begins itself.
func findDirectory64(r io.ReaderAt, locator []byte, locatorAt int64) (directory, int64, error) {
	le := binary.LittleEndian
	begins := le.Uint64(locator[8:])
	if le.Uint32(locator[4:]) != 0 || le.Uint32(locator[16:]) > 1 ||
		locatorAt < end64Len || begins > uint64(locatorAt-end64Len) {
		return directory{}, 0, errDirectory
	}
	var end [end64Len]byte
	if err := readFull(r, end[:], int64(begins)); err != nil {
		return directory{}, 0, err
	}
	d := directory{count: le.Uint64(end[32:]), size: le.Uint64(end[40:]), offset: le.Uint64(end[48:])}
	if le.Uint32(end[:]) != 0x06064b50 || le.Uint64(end[4:]) != uint64(locatorAt)-begins-12 ||
		le.Uint64(end[16:]) != 0 || le.Uint64(end[24:]) != d.count {
		return directory{}, 0, errDirectory
	}
	return d, int64(begins), nil
}

// agrees reports whether a short field says the same as the long one, or "see the long one".
func agrees(short, long, see uint64) bool { return short == long || short == see }

// zip64Sizes are the sizes of a header, some of which may stand in its ZIP64 extra field instead.
type zip64Sizes struct {
	extra []byte
	short []uint32 // in the order of the extra field
}

// read gives the sizes; false if one that should be in the extra field is not there, or is beyond reason.
func (z zip64Sizes) read() ([]int64, bool) {
	long := z.field()
	out := make([]int64, len(z.short))
	for i, s := range z.short {
		if s != math.MaxUint32 {
			out[i] = int64(s)
			continue
		}
		if len(long) < 8 {
			return nil, false
		}
		n := binary.LittleEndian.Uint64(long)
		if n > math.MaxInt64/4 {
			return nil, false
		}
		out[i], long = int64(n), long[8:]
	}
	return out, true
}

// field finds the ZIP64 extra field.
func (z zip64Sizes) field() []byte {
	for b := z.extra; len(b) >= 4; {
		id, n := binary.LittleEndian.Uint16(b), int(binary.LittleEndian.Uint16(b[2:]))
		if len(b) < 4+n {
			return nil
		}
		if id == 1 {
			return b[4 : 4+n]
		}
		b = b[4+n:]
	}
	return nil
}
