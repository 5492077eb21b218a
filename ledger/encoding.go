package ledger

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// decoded is a text file brought to UTF-8, with LF or CRLF line ends.
type decoded struct {
	text     []byte
	encoding string
	mixed    bool // U+FFFD stands for bytes in another encoding than the rest
}

// decodeText reads UTF-8 with or without BOM, UTF-16 with BOM, or GB18030; LF, CRLF or CR.
func decodeText(b []byte) decoded {
	switch {
	case bytes.HasPrefix(b, utf8BOM):
		b = b[len(utf8BOM):]
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}), bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return decoded{lineEnds(decodeUTF16(b)), "UTF-16", true}
	}
	b = lineEnds(b)
	if utf8.Valid(b) {
		return decoded{text: b, encoding: "UTF-8"}
	}
	return decodeMixed(b)
}

var utf8BOM = []byte{0xEF, 0xBB, 0xBF}

// readsAsIs reports whether the first piece of a text is UTF-8 with LF or CRLF line ends, as far as it can tell.
func readsAsIs(first []byte, last bool) bool {
	if !last {
		first = first[:bytes.LastIndexByte(first, '\n')+1] // no character is cut
	}
	return utf8.Valid(first) && (bytes.IndexByte(first, '\r') < 0 || bytes.IndexByte(first, '\n') >= 0)
}

// decodeMixed decides by lines: a GB18030 file has next to no line of Chinese that is valid UTF-8, and a UTF-8
// file none that is not. What is neither becomes U+FFFD.
func decodeMixed(b []byte) decoded {
	var utf, gb int
	eachLine(b, func(line []byte) {
		switch {
		case ascii(line):
		case utf8.Valid(line):
			utf++
		default:
			gb++
		}
	})
	d := decoded{encoding: "UTF-8", text: make([]byte, 0, len(b)+len(b)/2)}
	mostlyGB := gb >= utf
	if mostlyGB {
		d.encoding = "GB18030"
	}
	// A line of GB18030 can be valid UTF-8 by chance; where there are many, the file is a true mix.
	byChance := utf*20 <= gb
	toUTF8 := simplifiedchinese.GB18030.NewDecoder()
	eachLine(b, func(line []byte) {
		valid := utf8.Valid(line)
		switch {
		case ascii(line), valid && !mostlyGB:
			d.text = append(d.text, line...)
			return
		case mostlyGB && (!valid || byChance):
			if out, err := toUTF8.Bytes(line); err == nil && !bytes.ContainsRune(out, utf8.RuneError) {
				d.text = append(d.text, out...)
				return
			}
		}
		d.mixed = true
		d.text = append(d.text, garbled(line)...)
	})
	return d
}

// garbled keeps what is ASCII of a line, so that its cells stay apart, and marks it by U+FFFD.
func garbled(line []byte) []byte {
	out := make([]byte, 0, len(line))
	for _, c := range line {
		if c < 0x80 {
			out = append(out, c)
		} else if !bytes.HasSuffix(out, []byte("\uFFFD")) {
			out = append(out, "\uFFFD"...)
		}
	}
	return out
}

func eachLine(b []byte, fn func(line []byte)) {
	for len(b) > 0 {
		end := bytes.IndexByte(b, '\n') + 1
		if end == 0 {
			end = len(b)
		}
		fn(b[:end])
		b = b[end:]
	}
}

// lineEnds turns lone CR line ends into LF. CRLF is left: the ends of records are trimmed anyway.
func lineEnds(b []byte) []byte {
	if bytes.IndexByte(b, '\n') >= 0 || bytes.IndexByte(b, '\r') < 0 {
		return b
	}
	return bytes.ReplaceAll(b, []byte{'\r'}, []byte{'\n'})
}

func decodeUTF16(b []byte) []byte {
	little := b[0] == 0xFF
	units := make([]uint16, 0, len(b)/2)
	for i := 2; i < len(b); i += 2 {
		switch {
		case i+1 == len(b):
			units = append(units, utf8.RuneError) // half a character
		case little:
			units = append(units, uint16(b[i])|uint16(b[i+1])<<8)
		default:
			units = append(units, uint16(b[i+1])|uint16(b[i])<<8)
		}
	}
	return []byte(string(utf16.Decode(units)))
}
