package xlsx

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// What must be looked at in a text before it is taken as it is.
const (
	highByte    = 1 << iota // part of a character outside ASCII
	specialByte             // begins an entity, a line end or an escape
	badByte                 // no character of XML 1.0
)

var byteClass = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c == '&' || c == '\r' || c == '_':
			t[c] = specialByte
		case c < ' ' && c != '\t' && c != '\n':
			t[c] = badByte
		case c >= utf8.RuneSelf:
			t[c] = highByte
		}
	}
	return t
}()

var (
	errCharacter = malformed("含有非法字符", "it holds characters that are not allowed")
	errEntity    = damaged("xlsx-entity", "含有未知的 XML 实体", "it holds an unknown XML entity")
)

// appendText appends a text of the file to dst: UTF-8 checked, entities and _xHHHH_ escapes decoded, line ends
// made "\n". In a CDATA section there are no entities.
func appendText(dst, raw []byte, section bool) ([]byte, error) {
	var found uint8
	for _, c := range raw {
		found |= byteClass[c]
	}
	if found&badByte != 0 || found&highByte != 0 && !utf8.Valid(raw) {
		return dst, errCharacter
	}
	if found&specialByte == 0 {
		return append(dst, raw...), nil
	}
	for i := 0; i < len(raw); {
		switch c := raw[i]; {
		case c == '&' && !section:
			r, n := entity(raw[i:])
			if n == 0 {
				return dst, errEntity.With(string(raw[i:min(i+12, len(raw))]))
			}
			dst = utf8.AppendRune(dst, r)
			i += n
		case c == '\r':
			dst = append(dst, '\n')
			i++
			if i < len(raw) && raw[i] == '\n' {
				i++
			}
		case c == '_':
			r, n := escape(raw[i:])
			dst = utf8.AppendRune(dst, r)
			i += n
		default:
			dst = append(dst, c)
			i++
		}
	}
	return dst, nil
}

// decodeText is appendText for an attribute, as a string.
func decodeText(raw []byte) (string, error) {
	b, err := appendText(nil, raw, false)
	return string(b), err
}

// entity reads an entity from the beginning of b; n is 0 if it is none that XML itself declares.
func entity(b []byte) (r rune, n int) {
	const longest = len("&#x10FFFF;")
	i := bytes.IndexByte(b[:min(len(b), longest+2)], ';')
	if i < 0 {
		return 0, 0
	}
	name := b[1:i]
	switch string(name) {
	case "lt":
		return '<', i + 1
	case "gt":
		return '>', i + 1
	case "amp":
		return '&', i + 1
	case "quot":
		return '"', i + 1
	case "apos":
		return '\'', i + 1
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, 0
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	code, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil || code > utf8.MaxRune || !utf8.ValidRune(rune(code)) || code < utf8.RuneSelf && byteClass[code] == badByte {
		return 0, 0
	}
	return rune(code), i + 1
}

// escape reads Excel's _xHHHH_ (ECMA-376 part 1, 22.9.2.19 ST_Xstring) from the beginning of b, which is '_'.
// A high surrogate takes the low one that follows with it; what is no escape stays as it is.
func escape(b []byte) (r rune, n int) {
	const length = len("_x0000_")
	u, ok := escapedUnit(b)
	if !ok {
		return '_', 1
	}
	if !utf16.IsSurrogate(u) {
		return u, length
	}
	if low, ok := escapedUnit(b[length:]); ok {
		if r := utf16.DecodeRune(u, low); r != utf8.RuneError {
			return r, 2 * length
		}
	}
	return '_', 1
}

func escapedUnit(b []byte) (rune, bool) {
	if len(b) < 7 || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, false
	}
	var u rune
	for _, c := range b[2:6] {
		switch {
		case '0' <= c && c <= '9':
			u = u<<4 | rune(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			u = u<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return u, true
}

// charCount counts as Excel does, in UTF-16 units.
func charCount(b []byte) int {
	n := 0
	for _, c := range b {
		if c&0xC0 != 0x80 { // not a continuation byte
			n++
		}
		if c >= 0xF0 { // beyond the basic plane
			n++
		}
	}
	return n
}

// collect appends the text of the element whose start tag was just given, up to its end, leaving out elements
// inside it.
func (s *scanner) collect(dst []byte, most int) ([]byte, error) {
	begin := len(dst)
	for {
		t, err := s.next()
		if err != nil {
			return dst, err
		}
		switch t {
		case open:
			err = s.skip()
		case text, cdata:
			dst, err = appendText(dst, s.text, t == cdata)
			if len(dst)-begin > most {
				err = errBigToken
			}
		case end:
			return dst, nil
		}
		if err != nil {
			return dst, err
		}
	}
}

// collectRich appends the text of a string item (<si>, <is>), up to its end: its own text and that of its
// runs, but not phonetic guides.
func (s *scanner) collectRich(dst []byte, most int) ([]byte, error) {
	begin, depth := len(dst), len(s.marks)
	for {
		t, err := s.next()
		if err != nil {
			return dst, err
		}
		switch {
		case t == open && string(s.name) == "t":
			dst, err = s.collect(dst, most)
			if len(dst)-begin > most {
				err = errBigToken
			}
		case t == open && string(s.name) != "r":
			err = s.skip()
		case t == end && len(s.marks) < depth:
			return dst, nil
		}
		if err != nil {
			return dst, err
		}
	}
}
