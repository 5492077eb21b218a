package document

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// plainText reads UTF-8 with or without a mark, UTF-16 with a mark, and GB18030.
func plainText(b []byte) (string, error) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		b = b[3:]
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return wide(b[2:], binary.LittleEndian)
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return wide(b[2:], binary.BigEndian)
	}
	if len(b) > maxText*2 {
		return "", errTooLarge
	}
	if binaryLike(b) {
		return "", errBinary
	}
	if utf8.Valid(b) {
		return string(b), nil
	}
	if mixed(b) {
		return "", errMixed
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) || !chinese(out) {
		return "", errMixed
	}
	return string(out), nil
}

func wide(b []byte, order binary.ByteOrder) (string, error) {
	if len(b)%2 != 0 || len(b) > maxText*2 {
		return "", errMixed
	}
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = order.Uint16(b[2*i:])
	}
	s := string(utf16.Decode(u))
	if binaryLike([]byte(s)) {
		return "", errBinary
	}
	return s, nil
}

// binaryLike tells data from text by its control characters.
func binaryLike(b []byte) bool {
	control := 0
	for _, c := range b {
		if c == 0 {
			return true
		}
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1b {
			control++
		}
	}
	return control*50 > len(b)
}

// mixed tells text that is part UTF-8 and part something else: GB18030 hardly ever looks like a run of
// three-byte characters.
func mixed(b []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n <= 1 {
			bad++
			i++
			continue
		}
		if n == 3 && r >= 0x4e00 && r <= 0x9fff {
			good++
		}
		i += n
	}
	return good > 10 && good > bad/2
}

// chinese tells whether decoded text reads like Chinese: most of its wide characters are ideographs or punctuation.
func chinese(b []byte) bool {
	wide, known := 0, 0
	for _, r := range string(b) {
		if r < utf8.RuneSelf {
			continue
		}
		wide++
		if r >= 0x4e00 && r <= 0x9fff || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef || r >= 0x2000 && r <= 0x22ff {
			known++
		}
	}
	return wide > 0 && known*10 >= wide*9
}
