package xlsx

import (
	"bytes"
	"io"
)

// The classes of byte that end a name in a tag.
var endsName = func() (t [256]bool) {
	for _, c := range []byte(" \t\r\n=/>'\"<") {
		t[c] = true
	}
	return t
}()

// startTag reads a start tag into name and attrs and opens its element.
func (s *scanner) startTag() error {
	for {
		n, err := s.parseTag(s.buf[s.pos+1 : s.end])
		if err == nil {
			s.pos += 1 + n
			return nil
		}
		if err != io.ErrUnexpectedEOF {
			return err
		}
		if err := s.need(); err != nil {
			return err
		}
	}
}

// parseTag reads a start tag from b, which begins after its '<', and gives its length;
// io.ErrUnexpectedEOF means that b ends within it.
func (s *scanner) parseTag(b []byte) (int, error) {
	i, local := 0, 0
	for i < len(b) && !endsName[b[i]] {
		if b[i] == ':' {
			local = i + 1
		}
		i++
	}
	full := b[:i]
	s.name = b[local:i]
	s.attrs = s.attrs[:0]
	for {
		for i < len(b) && isSpace(b[i]) {
			i++
		}
		if i+1 >= len(b) {
			if i < len(b) && b[i] == '>' {
				return i + 1, s.push(full)
			}
			return 0, io.ErrUnexpectedEOF
		}
		switch b[i] {
		case '>':
			return i + 1, s.push(full)
		case '/':
			if b[i+1] != '>' {
				return 0, errXML
			}
			s.selfClosed = true
			return i + 2, s.push(full)
		}
		n, err := s.parseAttr(b[i:])
		if err != nil {
			return 0, err
		}
		i += n
	}
}

// parseAttr reads one attribute from the beginning of b, and gives its length.
func (s *scanner) parseAttr(b []byte) (int, error) {
	i := 0
	for i < len(b) && !endsName[b[i]] {
		i++
	}
	name := b[:i]
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	if i < len(b) && (b[i] != '=' || len(name) == 0) {
		return 0, errXML
	}
	i++
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	if i >= len(b) {
		return 0, io.ErrUnexpectedEOF
	}
	quote := b[i]
	if quote != '"' && quote != '\'' {
		return 0, errXML
	}
	i++
	from := i
	for i < len(b) && b[i] != quote {
		i++
	}
	if i == len(b) {
		return 0, io.ErrUnexpectedEOF
	}
	if len(s.attrs) == maxAttrs {
		return 0, errBigToken
	}
	s.attrs = append(s.attrs, attr{name, b[from:i]})
	return i + 1, nil
}

// push opens an element.
func (s *scanner) push(name []byte) error {
	if len(s.marks) >= s.maxDepth {
		return tooLarge("xlsx-too-deep", int64(s.maxDepth), "内部 XML 的嵌套层数", "XML elements inside one another")
	}
	if len(s.marks) == 0 {
		if s.begun {
			return errXML // a second root
		}
		s.begun = true
	}
	if len(s.name) == 0 {
		return errXML
	}
	s.marks = append(s.marks, len(s.open))
	s.open = append(s.open, name...)
	return nil
}

// pop closes the innermost element.
func (s *scanner) pop() {
	last := len(s.marks) - 1
	s.open = s.open[:s.marks[last]]
	s.marks = s.marks[:last]
}

// endTag reads an end tag, which must be that of the innermost element.
func (s *scanner) endTag() error {
	if len(s.marks) == 0 {
		return errXML
	}
	name := s.open[s.marks[len(s.marks)-1]:]
	for {
		b := s.buf[s.pos+2 : s.end]
		if len(b) > len(name) {
			if !bytes.HasPrefix(b, name) {
				return errXML
			}
			i := len(name)
			for i < len(b) && isSpace(b[i]) {
				i++
			}
			if i < len(b) {
				if b[i] != '>' {
					return errXML
				}
				s.pos += 2 + i + 1
				s.pop()
				return nil
			}
		}
		if err := s.need(); err != nil {
			return err
		}
	}
}
