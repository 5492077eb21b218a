package xlsx

import (
	"bytes"
	"io"
	"math"

	"shukun/problem"
)

// token is a piece of XML.
type token uint8

const (
	eof   token = iota
	open        // a start tag: name and attrs are set; a tag that closes itself is followed by its own end
	end         // an end tag
	text        // text between tags, entities still in it
	cdata       // text in a CDATA section, to be taken as it is
)

// attr is an attribute as written; entities may stand in the value.
type attr struct{ name, value []byte }

// scanner cuts XML into tokens. It checks that tags match and stay within a depth, refuses document types, and
// knows nothing of namespaces: names are given without their prefix.
type scanner struct {
	src        io.Reader
	buf        []byte
	pos, end   int   // what is unread in buf
	read       int64 // bytes read from src
	most       int64 // bytes that may be read from src
	tooMany    *problem.Error
	maxDepth   int
	open       []byte // names of the open elements, back to back
	marks      []int  // where each begins
	selfClosed bool
	begun      bool // the root has been seen

	name  []byte // of the last start tag
	attrs []attr
	text  []byte
}

var (
	errXML      = malformed("内部 XML 格式有误", "the XML inside it is not well formed")
	errBigToken = tooLarge("xlsx-token-too-large", maxToken, "内部一处标记或文字的字节数", "Bytes of one tag or text inside")
)

// newScanner begins to scan src, which has so many bytes.
func newScanner(src io.Reader, size int64, maxDepth int) (*scanner, error) {
	s := &scanner{src: src, buf: make([]byte, bufferFor(size)), most: math.MaxInt64, maxDepth: maxDepth}
	if err := s.more(); err != nil && err != io.EOF {
		return nil, err
	}
	return s, s.prolog()
}

// prolog skips a byte order mark and refuses encodings other than UTF-8.
func (s *scanner) prolog() error {
	b := s.buf[:s.end]
	for _, mark := range [...]string{"\xFE\xFF", "\xFF\xFE", "\x00<", "<\x00"} {
		if bytes.HasPrefix(b, []byte(mark)) {
			return errEncoding
		}
	}
	if bytes.HasPrefix(b, []byte("\xEF\xBB\xBF")) {
		s.pos = 3
		b = b[3:]
	}
	if !bytes.HasPrefix(b, []byte("<?xml")) {
		return nil
	}
	decl, _, _ := bytes.Cut(b, []byte("?>"))
	_, enc, ok := bytes.Cut(decl, []byte("encoding"))
	if !ok {
		return nil
	}
	enc = bytes.TrimLeft(enc, " \t\r\n=")
	if len(enc) < 2 || enc[0] != '"' && enc[0] != '\'' {
		return errXML
	}
	enc, _, _ = bytes.Cut(enc[1:], enc[:1])
	if !bytes.EqualFold(enc, []byte("UTF-8")) && !bytes.EqualFold(enc, []byte("US-ASCII")) {
		return errEncoding.With(string(enc))
	}
	return nil
}

// more reads on, keeping what is unread; io.EOF means there is nothing more.
func (s *scanner) more() error {
	if s.pos > 0 {
		s.end = copy(s.buf, s.buf[s.pos:s.end])
		s.pos = 0
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= maxToken {
			return errBigToken
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	before := s.end
	for s.end < len(s.buf) {
		n, err := s.src.Read(s.buf[s.end:])
		s.end += n
		s.read += int64(n)
		if s.read > s.most {
			return s.tooMany
		}
		if err != nil {
			if s.end > before {
				return nil // the error comes again
			}
			return err
		}
	}
	return nil
}

// need is more where the XML may not end yet.
func (s *scanner) need() error {
	err := s.more()
	if err == io.EOF {
		return errXML
	}
	return err
}

// next gives the next token; name, attrs and text are valid until the call after.
func (s *scanner) next() (token, error) {
	if s.selfClosed {
		s.selfClosed = false
		s.pop()
		return end, nil
	}
	for {
		if s.end-s.pos < 2 {
			if err := s.more(); err == io.EOF {
				return s.finish()
			} else if err != nil {
				return eof, err
			}
			if s.end-s.pos < 2 {
				continue
			}
		}
		if s.buf[s.pos] != '<' {
			if t, err := s.chars(); t == text || err != nil {
				return t, err
			}
			continue
		}
		switch s.buf[s.pos+1] {
		case '/':
			return end, s.endTag()
		case '?':
			if _, err := s.upTo(2, "?>"); err != nil {
				return eof, err
			}
		case '!':
			if t, err := s.declaration(); t == cdata || err != nil {
				return t, err
			}
		default:
			return open, s.startTag()
		}
	}
}

// finish ends the document.
func (s *scanner) finish() (token, error) {
	if len(trimSpace(s.buf[s.pos:s.end])) > 0 || len(s.marks) > 0 || !s.begun {
		return eof, errXML
	}
	return eof, nil
}

// chars gives the text up to the next tag; outside the root only space may stand, which is passed over.
func (s *scanner) chars() (token, error) {
	for {
		if i := bytes.IndexByte(s.buf[s.pos:s.end], '<'); i >= 0 {
			s.text = s.buf[s.pos : s.pos+i]
			s.pos += i
			break
		}
		if err := s.more(); err == io.EOF {
			s.text = s.buf[s.pos:s.end]
			s.pos = s.end
			break
		} else if err != nil {
			return eof, err
		}
	}
	if len(s.marks) > 0 {
		return text, nil
	}
	if len(trimSpace(s.text)) > 0 {
		return eof, errXML
	}
	return eof, nil
}

// upTo passes over what begins here and ends in tail, and gives what stands between.
func (s *scanner) upTo(head int, tail string) ([]byte, error) {
	for {
		if b := s.buf[s.pos:s.end]; len(b) >= head {
			if i := bytes.Index(b[head:], []byte(tail)); i >= 0 {
				s.pos += head + i + len(tail)
				return b[head : head+i], nil
			}
		}
		if err := s.need(); err != nil {
			return nil, err
		}
	}
}

// declaration passes over a comment, or gives a CDATA section; a document type is refused.
func (s *scanner) declaration() (token, error) {
	const comment, section = "<!--", "<![CDATA["
	for s.end-s.pos < len(section) {
		if bytes.HasPrefix(s.buf[s.pos:s.end], []byte(comment)) {
			break
		}
		if err := s.need(); err != nil {
			return eof, err
		}
	}
	b := s.buf[s.pos:s.end]
	if bytes.HasPrefix(b, []byte(comment)) {
		_, err := s.upTo(len(comment), "-->")
		return eof, err
	}
	if !bytes.HasPrefix(b, []byte(section)) {
		return eof, errDTD
	}
	var err error
	s.text, err = s.upTo(len(section), "]]>")
	if err == nil && len(s.marks) == 0 {
		err = errXML
	}
	return cdata, err
}

// skip passes over the rest of the element whose start tag was just given.
func (s *scanner) skip() error {
	for depth := len(s.marks); len(s.marks) >= depth; {
		if _, err := s.next(); err != nil {
			return err
		}
	}
	return nil
}

// attr gives the value of the attribute of that name, as written.
func (s *scanner) attr(name string) []byte {
	for i := range s.attrs {
		if string(s.attrs[i].name) == name {
			return s.attrs[i].value
		}
	}
	return nil
}

func trimSpace(b []byte) []byte {
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	for len(b) > 0 && isSpace(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }
