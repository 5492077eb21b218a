package xlsx

// eachChild calls fn at the start tag of every child of the root, whose name must be root; fn must pass over
// the child. It reads the part to its end.
func (s *scanner) eachChild(root string, fn func() error) error {
	for {
		switch t, err := s.next(); {
		case err != nil:
			return err
		case t == eof:
			return nil
		case t == open && len(s.marks) > 1:
			if err := fn(); err != nil {
				return err
			}
		case t == open && string(s.name) != root:
			return errNotWorkbookPart
		}
	}
}

// children calls fn at the start tag of every child of the element just opened; fn must pass over the child.
func (s *scanner) children(fn func() error) error {
	for depth := len(s.marks); ; {
		t, err := s.next()
		switch {
		case err != nil:
			return err
		case t == open:
			if err := fn(); err != nil {
				return err
			}
		case t == end && len(s.marks) < depth:
			return nil
		}
	}
}

var errNotWorkbookPart = malformed("内部 XML 的根元素不对", "a part inside it has another root element than it should")

// number reads a whole number of an attribute; false if it is none, or has more than 9 digits.
func number(b []byte) (int, bool) {
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// truth reads an xsd:boolean of an attribute.
func truth(b []byte) bool { return string(b) == "1" || string(b) == "true" || string(b) == "on" }
