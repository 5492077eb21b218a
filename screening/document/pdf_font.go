package document

import (
	"encoding/binary"
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// pdfFont turns the bytes a font is shown with into characters.
type pdfFont struct {
	width   int               // bytes a code; 0: as the code spaces say
	spaces  []codeSpace       // of the character map
	table   map[uint32]string // code to text, keyed with its length in the top byte
	simple  *[256]rune        // of a font of single bytes
	wide    bool              // codes are UTF-16 themselves
	chinese bool              // codes are GBK
	vague   bool              // nothing says what the codes mean
}

type codeSpace struct {
	n      int
	lo, hi uint32
}

func codeKey(code uint32, n int) uint32 { return uint32(n)<<24 | code&0xffffff }

// font reads a font dictionary.
func (s *pdfStore) font(v any) *pdfFont {
	d := s.dict(v)
	f := &pdfFont{}
	if st, ok := s.get(d["ToUnicode"]).(*pdfStream); ok {
		if b, err := s.data(st); err == nil && len(b) > 0 {
			f.readMap(b)
		}
	}
	if d["Subtype"] == pdfName("Type0") {
		switch enc := string(s.name(d["Encoding"])); {
		case len(f.table) > 0:
			if len(f.spaces) == 0 {
				f.width = 2
			}
		case strings.HasPrefix(enc, "UniGB-UCS2"), strings.HasPrefix(enc, "UniGB-UTF16"), strings.HasPrefix(enc, "UniCNS-U"), strings.HasPrefix(enc, "UniJIS-U"):
			f.wide, f.width = true, 2
		case strings.HasPrefix(enc, "GBK"), strings.HasPrefix(enc, "GB-EUC"), strings.HasPrefix(enc, "GBpc"):
			f.chinese = true
		default:
			f.vague, f.width = true, 2
		}
		return f
	}
	f.simple = s.simpleEncoding(d)
	return f
}

// simpleEncoding gives the characters of a font of single bytes: Latin, changed by the Differences.
func (s *pdfStore) simpleEncoding(d pdfDict) *[256]rune {
	var t [256]rune
	for i := range t {
		switch {
		case i >= 0x20 && i < 0x7f, i >= 0xa1:
			t[i] = rune(i)
		}
	}
	for i, r := range map[int]rune{0x91: '‘', 0x92: '’', 0x93: '“', 0x94: '”', 0x96: '–', 0x97: '—', 0x85: '…', 0x80: '€'} {
		t[i] = r
	}
	code := 0
	for _, v := range s.array(s.dict(d["Encoding"])["Differences"]) {
		switch v := s.get(v).(type) {
		case float64:
			code = int(v)
		case pdfName:
			if code >= 0 && code < 256 {
				t[code] = glyph(string(v))
			}
			code++
		}
	}
	return &t
}

var glyphNames = map[string]rune{
	"space": ' ', "period": '.', "comma": ',', "colon": ':', "semicolon": ';', "hyphen": '-', "parenleft": '(', "parenright": ')', "percent": '%', "slash": '/',
	"zero": '0', "one": '1', "two": '2', "three": '3', "four": '4', "five": '5', "six": '6', "seven": '7', "eight": '8', "nine": '9', "greater": '>', "less": '<', "greaterequal": '≥', "lessequal": '≤',
}

// glyph gives the character of a glyph name, 0 if it is not known.
func glyph(name string) rune {
	if len(name) == 1 {
		return rune(name[0])
	}
	if r, ok := glyphNames[name]; ok {
		return r
	}
	for _, prefix := range []string{"uni", "u"} {
		if h, ok := strings.CutPrefix(name, prefix); ok && len(h) >= 4 {
			if v, err := strconv.ParseUint(h[:4], 16, 32); err == nil {
				return rune(v)
			}
		}
	}
	return 0
}

// readMap reads a ToUnicode character map.
func (f *pdfFont) readMap(b []byte) {
	f.table = map[uint32]string{}
	l := pdfLexer{b: b}
	var held []any
	for {
		v, ok := l.next()
		if !ok || len(f.table) > 1<<17 {
			return
		}
		op, is := v.(pdfOp)
		if !is {
			if len(held) < 1<<16 {
				held = append(held, v)
			}
			continue
		}
		switch op {
		case "endcodespacerange":
			for i := 0; i+1 < len(held); i += 2 {
				lo, ok1 := held[i].(pdfString)
				hi, ok2 := held[i+1].(pdfString)
				if ok1 && ok2 && len(lo) > 0 && len(lo) <= 3 {
					f.spaces = append(f.spaces, codeSpace{len(lo), number32(lo), number32(hi)})
				}
			}
		case "endbfchar":
			for i := 0; i+1 < len(held); i += 2 {
				if from, ok := held[i].(pdfString); ok {
					f.set(from, number32(from), held[i+1], 0)
				}
			}
		case "endbfrange":
			f.ranges(held)
		}
		held = held[:0]
	}
}

func (f *pdfFont) ranges(held []any) {
	for i := 0; i+2 < len(held); i += 3 {
		lo, ok1 := held[i].(pdfString)
		hi, ok2 := held[i+1].(pdfString)
		if !ok1 || !ok2 || len(lo) == 0 || len(lo) > 3 {
			continue
		}
		a, z := number32(lo), number32(hi)
		for c := a; c <= z && c-a < 1<<16; c++ {
			if list, is := held[i+2].(pdfArray); is {
				if int(c-a) < len(list) {
					f.set(lo, c, list[c-a], 0)
				}
				continue
			}
			f.set(lo, c, held[i+2], c-a)
		}
	}
}

func (f *pdfFont) set(shape pdfString, code uint32, to any, add uint32) {
	s, ok := to.(pdfString)
	if !ok || len(shape) == 0 || len(shape) > 3 {
		return
	}
	text := wideText([]byte(s), add)
	f.table[codeKey(code, len(shape))] = text
}

// wideText decodes UTF-16BE, its last unit raised by add.
func wideText(b []byte, add uint32) string {
	if len(b) == 1 {
		return string(rune(b[0]) + rune(add))
	}
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = binary.BigEndian.Uint16(b[2*i:])
	}
	if len(u) > 0 {
		u[len(u)-1] += uint16(add)
	}
	return string(utf16.Decode(u))
}

func number32(s pdfString) (v uint32) {
	for i := range len(s) {
		v = v<<8 | uint32(s[i])
	}
	return v
}

// decode turns shown bytes into text; lost counts the codes that have none.
func (f *pdfFont) decode(b pdfString) (text string, lost int) {
	switch {
	case f.wide:
		return wideText([]byte(b), 0), 0
	case f.chinese:
		out, err := simplifiedchinese.GBK.NewDecoder().String(string(b))
		if err != nil {
			return "", len(b) / 2
		}
		return out, 0
	case f.vague:
		return "", len(b) / 2
	}
	var out strings.Builder
	for i := 0; i < len(b); {
		n, code := f.code(b[i:])
		if t, ok := f.table[codeKey(code, n)]; ok {
			out.WriteString(t)
		} else if f.simple != nil && n == 1 {
			if r := f.simple[code&0xff]; r != 0 {
				out.WriteRune(r)
			} else {
				lost++
			}
		} else {
			lost++
		}
		i += n
	}
	return out.String(), lost
}

// code reads the next code of b and its length.
func (f *pdfFont) code(b pdfString) (n int, code uint32) {
	if f.simple != nil && len(f.table) == 0 {
		return 1, uint32(b[0])
	}
	for _, sp := range f.spaces {
		if sp.n <= len(b) {
			if c := number32(b[:sp.n]); c >= sp.lo && c <= sp.hi && (f.simple == nil || sp.n == 1) {
				return sp.n, c
			}
		}
	}
	n = 1
	if f.simple == nil {
		n = 2
		if f.width > 0 {
			n = f.width
		}
	}
	n = min(n, len(b))
	return n, number32(b[:n])
}
