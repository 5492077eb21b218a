package ledger

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// decodeText brings a text file to UTF-8 with LF line ends: UTF-8 with or without BOM, UTF-16 with BOM,
// GB18030; LF, CRLF or CR. bad are the numbers of the lines (from 1) in another encoding than the rest.
func decodeText(b []byte) (text []byte, encoding string, bad map[int]bool) {
	encoding = "UTF-8"
	switch {
	case bytes.HasPrefix(b, []byte{0xEF, 0xBB, 0xBF}):
		b = b[3:]
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}), bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return lineEnds(decodeUTF16(b)), "UTF-16", nil
	}
	b = lineEnds(b)
	if utf8.Valid(b) {
		return b, encoding, nil
	}
	return decodeMixed(b)
}

// decodeMixed decides by lines: a GB18030 file has next to no line of Chinese that is valid UTF-8.
func decodeMixed(b []byte) (text []byte, encoding string, bad map[int]bool) {
	var utf, gb int
	eachLine(b, func(_ int, line []byte) {
		switch {
		case ascii(line):
		case utf8.Valid(line):
			utf++
		default:
			gb++
		}
	})
	toUTF8 := simplifiedchinese.GB18030.NewDecoder()
	mostlyGB := gb >= utf
	encoding = "UTF-8"
	if mostlyGB {
		encoding = "GB18030"
	}
	// A few lines of GB18030 can be valid UTF-8 by chance; in a true mix they are no exception.
	byChance := mostlyGB && utf*20 <= gb
	bad = map[int]bool{}
	text = make([]byte, 0, len(b)+len(b)/2)
	eachLine(b, func(n int, line []byte) {
		valid := utf8.Valid(line)
		switch {
		case ascii(line), valid && !mostlyGB:
			text = append(text, line...)
		case mostlyGB && (!valid || byChance):
			out, err := toUTF8.Bytes(line)
			if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
				bad[n] = true
				out = bytes.ToValidUTF8(line, []byte("\uFFFD"))
			}
			text = append(text, out...)
		default:
			bad[n] = true
			text = append(text, bytes.ToValidUTF8(line, []byte("\uFFFD"))...)
		}
	})
	return text, encoding, bad
}

func eachLine(b []byte, fn func(n int, line []byte)) {
	for n := 1; len(b) > 0; n++ {
		end := bytes.IndexByte(b, '\n') + 1
		if end == 0 {
			end = len(b)
		}
		fn(n, b[:end])
		b = b[end:]
	}
}

// lineEnds turns lone CR line ends into LF. CRLF is left: cells are trimmed anyway.
func lineEnds(b []byte) []byte {
	if bytes.IndexByte(b, '\n') >= 0 || bytes.IndexByte(b, '\r') < 0 {
		return b
	}
	return bytes.ReplaceAll(b, []byte{'\r'}, []byte{'\n'})
}

func decodeUTF16(b []byte) []byte {
	little := b[0] == 0xFF
	units := make([]uint16, 0, len(b)/2)
	for i := 2; i+1 < len(b); i += 2 {
		if little {
			units = append(units, uint16(b[i])|uint16(b[i+1])<<8)
		} else {
			units = append(units, uint16(b[i+1])|uint16(b[i])<<8)
		}
	}
	return []byte(string(utf16.Decode(units)))
}

// separator finds the delimiter of a CSV text: the one that makes most columns in its first lines.
func separator(text []byte) byte {
	head := text[:min(len(text), 64<<10)]
	best, most := byte(','), 0
	for _, sep := range []byte{',', '\t', ';'} {
		count := 0
		eachLine(head, func(n int, line []byte) {
			if n <= 30 {
				count = max(count, bytes.Count(line, []byte{sep}))
			}
		})
		if count > most {
			best, most = sep, count
		}
	}
	return best
}
