package xlsx

import (
	"encoding/binary"
	"io"
)

// checkLocal compares a part's local header, and the descriptor after its bytes if it has one, with the table
// of contents, and finds where its bytes begin. They must end before the table at directory.
func (a *archive) checkLocal(e *entry, directory int64) error {
	const fixed = 30
	le := binary.LittleEndian
	if e.header > directory-fixed {
		return errMismatch(e.name)
	}
	var h [fixed]byte
	if err := readFull(a.r, h[:], e.header); err != nil {
		return err
	}
	nameLen, extraLen := int(le.Uint16(h[26:])), int(le.Uint16(h[28:]))
	e.data = e.header + fixed + int64(nameLen) + int64(extraLen)
	if le.Uint32(h[:]) != 0x04034b50 || nameLen != len(e.name) || e.data > directory || e.packed > directory-e.data {
		return errMismatch(e.name)
	}
	rest := make([]byte, nameLen+extraLen)
	if err := readFull(a.r, rest, e.header+fixed); err != nil {
		return err
	}
	flags := le.Uint16(h[6:])
	if string(rest[:nameLen]) != e.name || le.Uint16(h[8:]) != e.method || flags&flagEncrypted != 0 {
		return errMismatch(e.name)
	}
	crc, unpacked, packed := le.Uint32(h[14:]), le.Uint32(h[22:]), le.Uint32(h[18:])
	later := flags&flagDescriptor != 0
	if later && (unpacked == 0 && packed == 0 || crc == 0) {
		return a.checkDescriptor(e, directory)
	}
	sizes, ok := zip64Sizes{extra: rest[nameLen:], short: []uint32{unpacked, packed}}.read()
	if !ok || crc != e.crc || sizes[0] != e.unpacked || sizes[1] != e.packed {
		return errMismatch(e.name)
	}
	return nil
}

// checkDescriptor compares what stands after a part's bytes: an optional signature, the checksum, and both
// sizes in 4 or in 8 bytes.
func (a *archive) checkDescriptor(e *entry, directory int64) error {
	le := binary.LittleEndian
	at := e.data + e.packed
	b := make([]byte, min(24, directory-at))
	if err := readFull(a.r, b, at); err != nil {
		return err
	}
	for range 2 { // without the signature, then after it
		if len(b) >= 12 && le.Uint32(b) == e.crc {
			if int64(le.Uint32(b[4:])) == e.packed && int64(le.Uint32(b[8:])) == e.unpacked {
				return nil
			}
			if len(b) >= 20 && le.Uint64(b[4:]) == uint64(e.packed) && le.Uint64(b[12:]) == uint64(e.unpacked) {
				return nil
			}
		}
		if len(b) < 4 || le.Uint32(b) != 0x08074b50 {
			break
		}
		b = b[4:]
	}
	return errMismatch(e.name)
}

// section is the packed bytes of a part.
func (a *archive) section(e *entry) *io.SectionReader {
	return io.NewSectionReader(a.r, e.data, e.packed)
}
