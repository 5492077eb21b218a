package document

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"io"
	"maps"
	"slices"
	"strconv"
)

// The limits of a PDF.
const (
	maxObjects   = 1 << 20
	maxInflated  = 256 << 20 // bytes all streams together may expand to
	maxOneStream = 64 << 20
)

// pdfStore holds where the objects of a file are. It does not trust the cross-reference table: it looks for the
// objects themselves, the last of a number winning, so that damaged and revised files can be read.
type pdfStore struct {
	b        []byte
	at       map[int]int // offset just after "N G obj"
	inside   map[int]any // objects that were in object streams
	parsed   map[int]any
	trailer  pdfDict
	inflated int
}

func openPDF(b []byte) (*pdfStore, error) {
	s := &pdfStore{b: b, at: map[int]int{}, inside: map[int]any{}, parsed: map[int]any{}, trailer: pdfDict{}}
	s.index()
	if len(s.at) == 0 {
		return nil, errPDF
	}
	s.trailers()
	if _, ok := s.trailer["Encrypt"]; ok {
		return nil, errEncrypted
	}
	if err := s.unpack(); err != nil {
		return nil, err
	}
	return s, nil
}

// index finds every "N G obj".
func (s *pdfStore) index() {
	for i := 0; ; {
		k := bytes.Index(s.b[i:], []byte("obj"))
		if k < 0 {
			return
		}
		k += i
		i = k + 3
		if k >= 3 && string(s.b[k-3:k]) == "end" {
			continue
		}
		if n, ok := objectNumber(s.b[:k]); ok && len(s.at) < maxObjects {
			s.at[n] = k + 3
		}
	}
}

// objectNumber reads the "N G " that ends b.
func objectNumber(b []byte) (int, bool) {
	i := len(b)
	field := func() (int, bool) {
		for i > 0 && isSpace(b[i-1]) {
			i--
		}
		end := i
		for i > 0 && b[i-1] >= '0' && b[i-1] <= '9' && end-i < 10 {
			i--
		}
		n, err := strconv.Atoi(string(b[i:end]))
		return n, err == nil
	}
	if _, ok := field(); !ok {
		return 0, false
	}
	if i == 0 || !isSpace(b[i-1]) {
		return 0, false
	}
	return field()
}

// numbers gives the object numbers in the order of the file, so that what comes later wins.
func (s *pdfStore) numbers() []int {
	return slices.SortedFunc(maps.Keys(s.at), func(a, b int) int { return s.at[a] - s.at[b] })
}

// trailers gathers the dictionaries after the word trailer and those of cross-reference streams.
func (s *pdfStore) trailers() {
	take := func(d pdfDict) {
		for _, k := range []pdfName{"Root", "Encrypt"} {
			if v, ok := d[k]; ok && v != nil {
				s.trailer[k] = v
			}
		}
	}
	for i := 0; ; {
		k := bytes.Index(s.b[i:], []byte("trailer"))
		if k < 0 {
			break
		}
		i += k + len("trailer")
		l := pdfLexer{b: s.b, i: i}
		if v, ok := l.next(); ok {
			if d, is := v.(pdfDict); is {
				take(d)
			}
		}
	}
	for _, n := range s.numbers() {
		if st, ok := s.object(n).(*pdfStream); ok && st.dict["Type"] == pdfName("XRef") {
			take(st.dict)
		}
	}
	if _, ok := s.trailer["Root"]; !ok {
		for _, n := range s.numbers() {
			if d, is := s.object(n).(pdfDict); is && d["Type"] == pdfName("Catalog") {
				s.trailer["Root"] = pdfRef(n)
			}
		}
	}
}

// unpack reads the objects held in object streams.
func (s *pdfStore) unpack() error {
	for _, n := range s.numbers() {
		st, ok := s.object(n).(*pdfStream)
		if !ok || st.dict["Type"] != pdfName("ObjStm") {
			continue
		}
		data, err := s.data(st)
		if err != nil {
			return err
		}
		count, first := s.integer(st.dict["N"]), s.integer(st.dict["First"])
		head := pdfLexer{b: data}
		for range min(count, maxObjects) {
			num, ok1 := head.next()
			off, ok2 := head.next()
			a, is1 := num.(float64)
			o, is2 := off.(float64)
			if !ok1 || !ok2 || !is1 || !is2 {
				break
			}
			if p := first + int(o); p >= 0 && p < len(data) {
				body := pdfLexer{b: data, i: p}
				if v, ok := body.next(); ok {
					if _, direct := s.at[int(a)]; !direct {
						s.inside[int(a)] = v
					}
				}
			}
		}
	}
	if _, ok := s.trailer["Root"]; !ok {
		for _, n := range slices.Sorted(maps.Keys(s.inside)) {
			if d, is := s.inside[n].(pdfDict); is && d["Type"] == pdfName("Catalog") {
				s.trailer["Root"] = pdfRef(n)
			}
		}
	}
	return nil
}

// object reads object n.
func (s *pdfStore) object(n int) any {
	if v, ok := s.parsed[n]; ok {
		return v
	}
	i, ok := s.at[n]
	if !ok {
		return s.inside[n]
	}
	s.parsed[n] = nil // an object that refers to itself reads as null
	l := pdfLexer{b: s.b, i: i}
	v, _ := l.next()
	if d, is := v.(pdfDict); is {
		l.skip()
		if bytes.HasPrefix(s.b[l.i:], []byte("stream")) {
			length := -1
			if _, known := d["Length"]; known {
				length = s.integer(d["Length"])
			}
			v = &pdfStream{dict: d, raw: streamAt(s.b, l.i, length)}
		}
	}
	s.parsed[n] = v
	return v
}

// get follows references.
func (s *pdfStore) get(v any) any {
	for range 16 {
		r, is := v.(pdfRef)
		if !is {
			return v
		}
		v = s.object(int(r))
	}
	return nil
}

func (s *pdfStore) dict(v any) pdfDict {
	switch d := s.get(v).(type) {
	case pdfDict:
		return d
	case *pdfStream:
		return d.dict
	}
	return nil
}

func (s *pdfStore) array(v any) pdfArray {
	a, _ := s.get(v).(pdfArray)
	return a
}

func (s *pdfStore) integer(v any) int {
	f, _ := s.get(v).(float64)
	return int(f)
}

func (s *pdfStore) name(v any) pdfName {
	n, _ := s.get(v).(pdfName)
	return n
}

// data undoes the filters of a stream. Pictures keep theirs: nil, no error.
func (s *pdfStore) data(st *pdfStream) ([]byte, error) {
	filters, params := s.filters(st.dict)
	b := st.raw
	for i, f := range filters {
		var err error
		switch f {
		case "FlateDecode", "Fl":
			if b, err = s.inflate(b); err == nil {
				b = unpredict(b, s, params[i])
			}
		case "ASCIIHexDecode", "AHx":
			l := pdfLexer{b: append([]byte("<"), b...)}
			b = []byte(l.hex())
		case "ASCII85Decode", "A85":
			b = undo85(b)
		case "LZWDecode", "LZW":
			b, err = s.unlzw(b)
		default:
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
	}
	return b, nil
}

func (s *pdfStore) filters(d pdfDict) (names []pdfName, params []pdfDict) {
	f := s.get(d["Filter"])
	p := s.get(d["DecodeParms"])
	if n, is := f.(pdfName); is {
		return []pdfName{n}, []pdfDict{s.dict(p)}
	}
	pa, _ := p.(pdfArray)
	for i, v := range s.array(f) {
		names = append(names, s.name(v))
		var d pdfDict
		if i < len(pa) {
			d = s.dict(pa[i])
		}
		params = append(params, d)
	}
	return names, params
}

// inflate expands within the limits; a stream cut short gives what there is.
func (s *pdfStore) inflate(b []byte) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, nil
	}
	out, _ := io.ReadAll(io.LimitReader(r, maxOneStream+1))
	s.inflated += len(out)
	if len(out) > maxOneStream || s.inflated > maxInflated {
		return nil, errBomb
	}
	return out, nil
}

// unpredict undoes the PNG predictors of cross-reference and object streams.
func unpredict(b []byte, s *pdfStore, p pdfDict) []byte {
	if s.integer(p["Predictor"]) < 10 {
		return b
	}
	columns := max(s.integer(p["Columns"]), 1)
	if columns > 1<<16 {
		return nil
	}
	row := make([]byte, columns)
	out := make([]byte, 0, len(b))
	for len(b) > columns {
		kind, line := b[0], b[1:columns+1]
		next := make([]byte, columns)
		for i, c := range line {
			left := byte(0)
			if i > 0 {
				left = next[i-1]
			}
			switch kind {
			case 1:
				c += left
			case 2:
				c += row[i]
			case 3:
				c += byte((int(left) + int(row[i])) / 2)
			}
			next[i] = c
		}
		out = append(out, next...)
		row, b = next, b[columns+1:]
	}
	return out
}

func undo85(b []byte) []byte {
	b = bytes.TrimSuffix(bytes.TrimSpace(b), []byte("~>"))
	out := make([]byte, len(b)*4/5+8)
	for k := range 2 {
		n, _, err := ascii85.Decode(out, b, true)
		if err == nil || k == 1 {
			return out[:n]
		}
		out = make([]byte, len(b)*4+8)
	}
	return nil
}
