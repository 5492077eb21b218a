package xlsx_test

import (
	"hash/crc32"
	"maps"
	"slices"
	"testing"

	"shukun/ledger/xlsx"
)

// headers says how handZip writes the headers of every part.
type headers struct {
	localLong, centralLong bool   // sizes in the ZIP64 extra field
	descriptor             string // "", "signed", "bare", "long": what stands after the bytes
	bare                   bool   // leave the ZIP64 extra fields out
	add                    int64  // to the sizes after the bytes or in the local header
}

// handZip writes an archive header by header, as programs other than Go's do.
func handZip(f files, h headers) []byte {
	var file, table []byte
	count := uint16(0)
	for _, name := range slices.Sorted(maps.Keys(f)) {
		data := []byte(f[name])
		crc, size, at := crc32.ChecksumIEEE(data), uint64(len(data)), uint64(len(file))
		shown, flags := int64(size)+h.add, uint16(0)
		var extra, centralExtra []byte
		local := [3]uint32{crc, uint32(shown), uint32(shown)}
		if h.localLong {
			local[1], local[2] = 0xFFFFFFFF, 0xFFFFFFFF
			extra = le.AppendUint16([]byte{0x99, 0x99, 2, 0, 7, 7, 1, 0}, 16)
			extra = le.AppendUint64(le.AppendUint64(extra, uint64(shown)), uint64(shown))
		}
		if h.descriptor != "" {
			local, flags = [3]uint32{}, 8
		}
		central := [4]uint32{crc, uint32(size), uint32(size), uint32(at)}
		if h.centralLong {
			central[1], central[2], central[3] = 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF
			centralExtra = le.AppendUint16([]byte{1, 0}, 24)
			for _, n := range []uint64{size, size, at} {
				centralExtra = le.AppendUint64(centralExtra, n)
			}
		}
		if h.bare {
			extra, centralExtra = nil, nil
		}
		file = header(file, "PK\x03\x04\x2d\x00", flags, local[:], name, extra)
		file = append(append(append(file, name...), extra...), data...)
		file = append(file, descriptor(h.descriptor, crc, uint64(shown))...)
		table = header(table, "PK\x01\x02\x2d\x00\x2d\x00", flags, central[:3], name, centralExtra)
		table = append(table, make([]byte, 10)...)
		table = le.AppendUint32(table, central[3])
		table = append(append(table, name...), centralExtra...)
		count++
	}
	end := le.AppendUint16(le.AppendUint16([]byte("PK\x05\x06\x00\x00\x00\x00"), count), count)
	end = le.AppendUint32(le.AppendUint32(end, uint32(len(table))), uint32(len(file)))
	return slices.Concat(file, table, end, []byte{0, 0})
}

// header writes what local and central headers share: flags, method, time, checksum, sizes, lengths.
func header(b []byte, head string, flags uint16, sizes []uint32, name string, extra []byte) []byte {
	b = le.AppendUint16(append(b, head...), flags)
	b = append(b, 0, 0, 0, 0, 0, 0)
	for _, n := range sizes {
		b = le.AppendUint32(b, n)
	}
	return le.AppendUint16(le.AppendUint16(b, uint16(len(name))), uint16(len(extra)))
}

func descriptor(kind string, crc uint32, size uint64) []byte {
	signed := le.AppendUint32([]byte("PK\x07\x08"), crc)
	switch kind {
	case "signed":
		return le.AppendUint32(le.AppendUint32(signed, uint32(size)), uint32(size))
	case "bare":
		return le.AppendUint32(le.AppendUint32(signed[4:], uint32(size)), uint32(size))
	case "long":
		return le.AppendUint64(le.AppendUint64(signed, size), size)
	}
	return nil
}

func TestHeadersOfOtherPrograms(t *testing.T) {
	f := minimal(sheetOf(oneRow))
	for _, c := range []struct {
		h    headers
		code string
	}{
		{headers{}, ""},
		{headers{localLong: true}, ""},
		{headers{centralLong: true}, ""},
		{headers{localLong: true, centralLong: true}, ""},
		{headers{descriptor: "signed"}, ""},
		{headers{descriptor: "bare"}, ""},
		{headers{descriptor: "long", centralLong: true}, ""},
		{headers{add: 1}, "xlsx-header-mismatch"},
		{headers{localLong: true, add: 1}, "xlsx-header-mismatch"},
		{headers{localLong: true, add: 1 << 62}, "xlsx-header-mismatch"},
		{headers{localLong: true, bare: true}, "xlsx-header-mismatch"},
		{headers{centralLong: true, bare: true}, "xlsx-archive"},
		{headers{descriptor: "signed", add: 1}, "xlsx-header-mismatch"},
		{headers{descriptor: "bare", add: 1}, "xlsx-header-mismatch"},
		{headers{descriptor: "long", add: 1}, "xlsx-header-mismatch"},
		{headers{descriptor: "missing"}, "xlsx-header-mismatch"},
	} {
		err := read(handZip(f, c.h), xlsx.ServerLimits())
		if c.code != "" {
			wantCode(t, err, c.code)
		} else if err != nil {
			t.Errorf("%+v: %v", c.h, err)
		}
	}
}
