package document

import (
	"bytes"
	"strconv"
)

// The values of a PDF: nil, bool, float64, pdfName, pdfString, pdfRef, pdfArray, pdfDict, *pdfStream; operators of a
// content stream are pdfOp.
type (
	pdfName   string
	pdfString string
	pdfOp     string
	pdfRef    int
	pdfArray  []any
	pdfDict   map[pdfName]any
	pdfStream struct {
		dict pdfDict
		raw  []byte
	}
)

// pdfLexer reads values from bytes.
type pdfLexer struct {
	b     []byte
	i     int
	depth int
}

const maxPDFNesting = 64

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelim(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func (l *pdfLexer) skip() {
	for l.i < len(l.b) {
		c := l.b[l.i]
		if c == '%' {
			for l.i < len(l.b) && l.b[l.i] != '\n' && l.b[l.i] != '\r' {
				l.i++
			}
			continue
		}
		if !isSpace(c) {
			return
		}
		l.i++
	}
}

// next reads one value or operator; ok is false at the end or where nothing can be read.
func (l *pdfLexer) next() (v any, ok bool) {
	l.skip()
	if l.i >= len(l.b) {
		return nil, false
	}
	switch c := l.b[l.i]; {
	case c == '/':
		return l.name(), true
	case c == '(':
		return l.literal(), true
	case c == '<' && l.i+1 < len(l.b) && l.b[l.i+1] == '<':
		return l.dict()
	case c == '<':
		return l.hex(), true
	case c == '[':
		return l.array()
	case c == ']' || c == '}' || c == '{' || c == ')':
		l.i++
		return pdfOp(c), true
	case c == '>':
		l.i++
		if l.i < len(l.b) && l.b[l.i] == '>' {
			l.i++
			return pdfOp(">>"), true
		}
		return pdfOp(">"), true
	case c == '+' || c == '-' || c == '.' || c >= '0' && c <= '9':
		return l.number(), true
	}
	start := l.i
	for l.i < len(l.b) && !isSpace(l.b[l.i]) && !isDelim(l.b[l.i]) {
		l.i++
	}
	switch w := string(l.b[start:l.i]); w {
	case "true":
		return true, true
	case "false":
		return false, true
	case "null":
		return nil, true
	default:
		return pdfOp(w), true
	}
}

func (l *pdfLexer) name() pdfName {
	l.i++
	var out []byte
	for l.i < len(l.b) && !isSpace(l.b[l.i]) && !isDelim(l.b[l.i]) {
		c := l.b[l.i]
		if c == '#' && l.i+2 < len(l.b) {
			if v, err := strconv.ParseUint(string(l.b[l.i+1:l.i+3]), 16, 8); err == nil {
				c = byte(v)
				l.i += 2
			}
		}
		out = append(out, c)
		l.i++
	}
	return pdfName(out)
}

// number reads a number, or a reference "12 0 R".
func (l *pdfLexer) number() any {
	v, whole := l.plainNumber()
	if !whole || v < 0 {
		return v
	}
	back := l.i
	l.skip()
	start := l.i
	for l.i < len(l.b) && l.b[l.i] >= '0' && l.b[l.i] <= '9' && l.i-start < 6 {
		l.i++
	}
	if l.i > start {
		l.skip()
		if l.i < len(l.b) && l.b[l.i] == 'R' && (l.i+1 == len(l.b) || isSpace(l.b[l.i+1]) || isDelim(l.b[l.i+1])) {
			l.i++
			return pdfRef(int(v))
		}
	}
	l.i = back
	return v
}

func (l *pdfLexer) plainNumber() (v float64, whole bool) {
	start := l.i
	whole = true
	for l.i < len(l.b) {
		c := l.b[l.i]
		if c == '.' || (c == '-' || c == '+') && l.i == start {
			whole = whole && c != '.'
		} else if c < '0' || c > '9' {
			break
		}
		l.i++
	}
	if l.i == start {
		l.i++
		return 0, false
	}
	v, err := strconv.ParseFloat(string(l.b[start:l.i]), 64)
	return v, whole && err == nil && v < 1<<30
}

func (l *pdfLexer) literal() pdfString {
	l.i++
	var out []byte
	for depth := 1; l.i < len(l.b); l.i++ {
		c := l.b[l.i]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.i++
				return pdfString(out)
			}
		case '\\':
			l.i++
			if l.i >= len(l.b) {
				return pdfString(out)
			}
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return pdfString(out)
}

func (l *pdfLexer) escape(out []byte) []byte {
	switch c := l.b[l.i]; c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	case '\r':
		if l.i+1 < len(l.b) && l.b[l.i+1] == '\n' {
			l.i++
		}
		return out
	default:
		if c < '0' || c > '7' {
			return append(out, c)
		}
		v := 0
		n := 0
		for n < 3 && l.i < len(l.b) && l.b[l.i] >= '0' && l.b[l.i] <= '7' {
			v = v*8 + int(l.b[l.i]-'0')
			l.i++
			n++
		}
		l.i--
		return append(out, byte(v))
	}
}

func (l *pdfLexer) hex() pdfString {
	l.i++
	var out []byte
	high, have := byte(0), false
	for l.i < len(l.b) {
		c := l.b[l.i]
		l.i++
		if c == '>' {
			break
		}
		v, ok := hexDigit(c)
		if !ok {
			continue
		}
		if have {
			out = append(out, high<<4|v)
		} else {
			high = v
		}
		have = !have
	}
	if have {
		out = append(out, high<<4)
	}
	return pdfString(out)
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

func (l *pdfLexer) array() (any, bool) {
	l.i++
	if l.depth++; l.depth > maxPDFNesting {
		return nil, false
	}
	defer func() { l.depth-- }()
	out := pdfArray{}
	for {
		v, ok := l.next()
		if !ok {
			return out, len(out) > 0
		}
		if op, is := v.(pdfOp); is {
			if op == "]" {
				return out, true
			}
			continue
		}
		out = append(out, v)
	}
}

func (l *pdfLexer) dict() (any, bool) {
	l.i += 2
	if l.depth++; l.depth > maxPDFNesting {
		return nil, false
	}
	defer func() { l.depth-- }()
	out := pdfDict{}
	for {
		k, ok := l.next()
		if !ok {
			return out, true
		}
		name, is := k.(pdfName)
		if !is {
			if k == pdfOp(">>") {
				return out, true
			}
			continue
		}
		v, ok := l.next()
		if !ok {
			return out, true
		}
		if v == pdfOp(">>") {
			return out, true
		}
		out[name] = v
	}
}

// streamAt gives the bytes of a stream whose keyword stands at i, by its length if that is right, else up to endstream.
func streamAt(b []byte, i, length int) []byte {
	i += len("stream")
	if i < len(b) && b[i] == '\r' {
		i++
	}
	if i < len(b) && b[i] == '\n' {
		i++
	}
	if length >= 0 && i+length <= len(b) {
		rest := bytes.TrimLeft(b[i+length:min(len(b), i+length+20)], "\r\n \t")
		if bytes.HasPrefix(rest, []byte("endstream")) {
			return b[i : i+length]
		}
	}
	if i > len(b) {
		return nil
	}
	if end := bytes.Index(b[i:], []byte("endstream")); end >= 0 {
		return bytes.TrimRight(b[i:i+end], "\r\n")
	}
	return b[i:]
}
