package screening

// token is one word, measure, mark or gap of a sentence.
type token struct {
	class class
	a, z  int32   // in the normal text of the paragraph
	value float64 // of a measure
}

// set is a set of classes.
type set [4]uint64

func (s *set) add(c class)      { s[c>>6] |= 1 << (c & 63) }
func (s *set) has(c class) bool { return s[c>>6]&(1<<(c&63)) != 0 }
func (s *set) meets(o *set) bool {
	return s[0]&o[0] != 0 || s[1]&o[1] != 0 || s[2]&o[2] != 0 || s[3]&o[3] != 0
}

// tagBase is the first of the characters that stand for classes in a tag string; all take two bytes in UTF-8.
const tagBase = 0x100

// sentence is a tagged sentence; its buffers are used again for the next.
type sentence struct {
	text   []uint16 // normal text of the paragraph
	a, z   int      // the sentence within it
	toks   []token
	tags   []byte // two bytes a token
	have   set
	on     []uint32 // features, when asked for
	rows   []uint32 // those of them that the classifier knows, by its numbers
	ending uint16   // the mark that closed it, 0 if none
}

// quiet marks small words that carry nothing by themselves.
var quiet = quietTable()

func quietTable() *[1 << 16]bool {
	var t [1 << 16]bool
	for _, r := range "的之了所其该本此于而则且及并各每均皆已经亦即又便在上中内应当将须再也都就这那项笔期地得者为“”\"'‘’、·." {
		t[r] = true
	}
	return &t
}

func (s *sentence) reset() {
	s.toks, s.tags, s.have, s.ending = s.toks[:0], s.tags[:0], set{}, 0
}

func (s *sentence) put(t token) {
	s.toks = append(s.toks, t)
	r := rune(tagBase) + rune(t.class)
	s.tags = append(s.tags, 0xC0|byte(r>>6), 0x80|byte(r&0x3f))
	s.have.add(t.class)
}

// tag cuts text[a:] into tokens up to the end of the sentence and gives the place after it.
func (s *sentence) tag(d *dictionary, text []uint16, a int) int {
	s.reset()
	s.text, s.a = text, a
	gapFrom, loud := a, 0
	flush := func(to int) {
		if loud > 0 {
			for k := range min((loud+3)/4, 3) {
				at := gapFrom + k*(to-gapFrom)/min((loud+3)/4, 3)
				s.put(token{class: gap, a: int32(at), z: int32(to)})
			}
		}
		loud = 0
	}
	i := a
	for i < len(text) {
		c := text[i]
		switch c {
		case '。', '！', '？', '；':
			flush(i)
			s.ending = c
			s.z = i + 1
			return i + 1
		case '，', '：':
			flush(i)
			s.put(token{class: comma, a: int32(i), z: int32(i + 1)})
			i++
			gapFrom = i
			continue
		case '（', '“':
			if c == '（' && i+2 < len(text) && text[i+1] == '含' && text[i+2] == '）' {
				i += 3 // 以上（含）
				continue
			}
			if c == '（' {
				flush(i)
				s.put(token{class: opens, a: int32(i), z: int32(i + 1)})
				gapFrom = i + 1
			}
			i++
			continue
		case '）':
			flush(i)
			s.put(token{class: closes, a: int32(i), z: int32(i + 1)})
			i++
			gapFrom = i
			continue
		case '《':
			if n := quoted(text[i:]); n > 0 {
				flush(i)
				s.put(token{class: title, a: int32(i), z: int32(i + n)})
				i += n
				gapFrom = i
				continue
			}
		}
		t := s.word(d, text, i)
		if t.class == none {
			if !quiet[c] {
				loud++
			}
			i++
			continue
		}
		flush(i)
		s.put(t)
		i = int(t.z)
		gapFrom = i
	}
	flush(i)
	s.z = i
	return i
}

// word gives the word or measure at text[i], class none if there is neither.
func (s *sentence) word(d *dictionary, text []uint16, i int) token {
	c, n := d.longest(text[i:])
	if numeric[text[i]] {
		if text[i] == '第' {
			if m := ordinal(text[i:]); m > n {
				return token{class: ref, a: int32(i), z: int32(i + m)}
			}
		} else if m := measured(text[i:]); m.n >= n && m.n > 0 {
			return token{class: m.class, a: int32(i), z: int32(i + m.n), value: m.value}
		}
	}
	return token{class: c, a: int32(i), z: int32(i + n)}
}

// numeric marks the characters a measure can begin with.
var numeric = numericTable()

func numericTable() *[1 << 16]bool {
	var t [1 << 16]bool
	for _, r := range "0123456789零一二三四五六七八九十百千万两壹贰叁肆伍陆柒捌玖拾佰仟_第" {
		t[r] = true
	}
	return &t
}

// ordinal is the length of 第三条, 第2款, 第一名.
func ordinal(text []uint16) int {
	_, n := numeral(text[1:])
	if n == 0 {
		return 0
	}
	n++
	if n < len(text) {
		switch rune(text[n]) {
		case '条', '款', '项', '章', '节', '页', '次', '期', '批', '名', '目', '笔', '季', '阶':
			n++
		}
	}
	return n
}

// quoted is the length of a 《title》, 0 if it does not close soon.
func quoted(text []uint16) int {
	for i := 1; i < len(text) && i < 60; i++ {
		if text[i] == '》' {
			return i + 1
		}
	}
	return 0
}
