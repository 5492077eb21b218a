package xlsx

import (
	"bytes"
	"encoding/binary"
	"io"
	"unicode/utf16"

	"shukun/problem"
)

// Format is what the first bytes of a file say it is.
type Format uint8

// The formats told apart. FormatOther is CSV or anything else.
const (
	FormatOther     Format = iota
	FormatZip              // a ZIP archive: .xlsx, or .xlsm .xlsb .docx .ods .zip
	FormatXLS              // a compound file with a workbook in it: .xls .et
	FormatEncrypted        // a compound file with an encrypted package in it: .xlsx with a password
	FormatCompound         // another compound file, or one whose directory is not among the bytes given
	FormatMarkup           // HTML or XML, which many systems export under the name .xls
)

var compoundMagic = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}

// Sniff tells the format from the beginning of a file; 4 KiB are enough to tell all but compound files apart,
// whose directory may lie anywhere.
func Sniff(first []byte) Format {
	format := sniffAt(bytes.NewReader(first), first)
	if format == FormatCompound {
		// The directory is out of reach, but writers often put it near the front.
		return formatOf(func(name string) bool { return bytes.Contains(first, inUTF16(name)) })
	}
	return format
}

// sniffAt tells the format from the first bytes, and for compound files from the directory in r.
func sniffAt(r io.ReaderAt, first []byte) Format {
	switch {
	case bytes.HasPrefix(first, []byte("PK\x03\x04")), bytes.HasPrefix(first, []byte("PK\x05\x06")):
		return FormatZip
	case bytes.HasPrefix(first, compoundMagic):
		names := compoundNames(r, first)
		return formatOf(func(name string) bool { return names[name] })
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(first, []byte("\xEF\xBB\xBF")), " \t\r\n")
	if len(text) > 1 && text[0] == '<' && (text[1] == '?' || text[1] == '!' || isLetter(text[1])) {
		return FormatMarkup
	}
	return FormatOther
}

// formatOf tells a compound file by the names of its streams.
func formatOf(has func(string) bool) Format {
	switch {
	case has("EncryptedPackage"), has("EncryptionInfo"):
		return FormatEncrypted
	case has("Workbook"), has("Book"):
		return FormatXLS
	}
	return FormatCompound
}

// refusal is why a file of this format is not read; nil for FormatZip.
func (f Format) refusal() *problem.Error {
	switch f {
	case FormatZip:
		return nil
	case FormatXLS:
		return errLegacy
	case FormatEncrypted:
		return errPassword
	case FormatCompound:
		return errCompound
	case FormatMarkup:
		return errMarkup
	}
	return errNotZip
}

// compoundNames lists the streams of a compound file ([MS-CFB] 2.2, 2.3, 2.6), as far as they can be read.
func compoundNames(r io.ReaderAt, header []byte) map[string]bool {
	const headerLen, fatAt, fatSlots, entryLen, mostSectors = 512, 76, 109, 128, 256
	names := make(map[string]bool)
	if len(header) < headerLen {
		return names
	}
	shift := binary.LittleEndian.Uint16(header[30:])
	if shift != 9 && shift != 12 {
		return names
	}
	size := int64(1) << shift
	sector := binary.LittleEndian.Uint32(header[48:])
	buf := make([]byte, size)
	for range mostSectors {
		if n, _ := r.ReadAt(buf, (int64(sector)+1)*size); int64(n) < size {
			break
		}
		for e := buf; len(e) >= entryLen; e = e[entryLen:] {
			names[streamName(e)] = true
		}
		perSector := uint32(size / 4)
		slot := sector / perSector
		if slot >= fatSlots {
			break
		}
		fat := binary.LittleEndian.Uint32(header[fatAt+4*slot:])
		var next [4]byte
		if n, _ := r.ReadAt(next[:], (int64(fat)+1)*size+4*int64(sector%perSector)); n < 4 {
			break
		}
		if sector = binary.LittleEndian.Uint32(next[:]); sector >= 0xFFFFFFFA {
			break
		}
	}
	return names
}

// streamName is the name in a directory entry of a compound file: UTF-16 with its length in bytes, NUL included.
func streamName(entry []byte) string {
	n := int(binary.LittleEndian.Uint16(entry[64:]))
	if n < 2 || n > 64 {
		return ""
	}
	units := make([]uint16, n/2-1)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(entry[2*i:])
	}
	return string(utf16.Decode(units))
}

func inUTF16(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

func isLetter(c byte) bool { c |= 0x20; return 'a' <= c && c <= 'z' }
