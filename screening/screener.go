package screening

import (
	"slices"
	"sync"
)

// finding is a hit before the law is added, and what is needed to settle it at the end.
type finding struct {
	hit      Hit
	implicit bool // stands only if the document sets no inspection period
	para     int
	order    int // of the sentence in its paragraph
}

// detector finds one kind of sentence.
type detector struct {
	rule, family string
	find         []probe
	bars         []pattern                            // any of these: not a hit
	judge        func(s *sentence, from, to int) bool // the last word; nil: yes
	first        int32                                // number of its first probe in the rulebook
	implicit     bool                                 // see finding
	yieldsTo     []string                             // keeps silent where one of these rules or :families fires ("": any)
}

// probe is a pattern and how sure a match makes us.
type probe struct {
	pattern
	band Band
}

type screener struct {
	as        Kind
	book      *rulebook
	sent      sentence
	found     []finding
	inspected bool         // an inspection period is set somewhere
	listed    bool         // inside a list of what is forbidden
	model     *model       // nil: patterns alone
	detectors [lanes][]int // of the rulebook, by label of the model
	group     group
	watch     func(label int, state uint8, z int32) // told what there is to decide, when bars are calibrated
	headStyle rune                                  // marker of the paragraph that announces it
	itemStyle rune                                  // marker of its items, 0 before the first
	released  map[int]bool                          // paragraphs that say the payment falls due whatever a third party does
	para      int
	marked    []uint32 // stamp of the last sentence a probe may fit
	stamp     uint32
}

// borrow gives a screener with the classifier shipped; give it back when the document is done.
func borrow(as Kind) *screener {
	book := bookOf(as)
	if c, ok := book.idle.Get().(*screener); ok {
		return c
	}
	return screenerWith(as, book.learned())
}

// giveBack forgets the document and keeps the room made for it.
func (c *screener) giveBack() {
	c.found, c.inspected, c.listed, c.group = nil, false, false, group{}
	clear(c.released)
	c.book.idle.Put(c)
}

// screenerWith is a screener with a classifier of its own, or none.
func screenerWith(as Kind, m *model) *screener {
	book := bookOf(as)
	c := &screener{as: as, book: book, released: map[int]bool{}, marked: make([]uint32, book.probes)}
	c.use(m)
	return c
}

// use sets the classifier.
func (c *screener) use(m *model) {
	c.model, c.detectors = m, [lanes][]int{}
	if m == nil {
		return
	}
	for i, d := range c.book.detectors {
		if l := m.index(d.rule, d.family); l >= 0 {
			c.detectors[l] = append(c.detectors[l], i)
		}
	}
}

// rulebook is the dictionary and detectors of a kind of text.
type rulebook struct {
	dict      *dictionary
	detectors []detector
	routes    [256][]route
	probes    int
	general   []pattern // a sentence that meets one of these is nobody's term: a definition, a quotation of law
	listHead  []pattern // announces a list of what is forbidden
	inspect   []pattern // sets an inspection period
	release   []pattern // frees the payment from a third party's
	parties   set       // who acts: a heading names nobody
	learned   func() *model
	idle      sync.Pool // of screeners
	symbols   set       // classes that the classifier takes as they are, whatever the word
	strict    set       // classes that keep a short numbered line from being taken for a heading
}

func (c *screener) run(text string) []finding {
	y := layout{dict: c.book.dict, each: c.paragraph}
	y.run(text)
	return c.settle()
}

func (c *screener) paragraph(p *paragraph) {
	c.para = p.number
	if contents(p.text) {
		return
	}
	if c.listed {
		switch {
		case p.style == 0, c.itemStyle != 0 && p.style != c.itemStyle, c.itemStyle == 0 && p.style == c.headStyle:
			c.listed = false
		default:
			c.itemStyle = p.style
		}
	}
	for i, order := 0, 0; i < len(p.text); order++ {
		next := c.sent.tag(c.book.dict, p.text, i)
		c.sentence(p, order)
		if c.sent.ending == 0 && next < len(p.text) {
			next++
		}
		i = next
	}
	c.settleGroup(p)
	if last := p.text[len(p.text)-1]; c.listed && c.itemStyle == 0 && last != '：' && last != '；' && last != '，' {
		c.listed = false
	}
}

func (c *screener) sentence(p *paragraph, order int) {
	s := &c.sent
	if len(s.toks) == 0 {
		return
	}
	if c.as == Contract && !c.inspected {
		for i := range c.book.inspect {
			if c.book.inspect[i].in(s) {
				c.inspected = true
				break
			}
		}
	}
	if c.as == Contract && slices.ContainsFunc(c.book.release, func(g pattern) bool { return g.in(s) }) && !claimsBarred(s) {
		c.released[p.number] = true
	}
	for i := range c.book.listHead {
		if c.book.listHead[i].in(s) {
			if !c.listed {
				c.listed, c.headStyle, c.itemStyle = true, p.style, 0
			}
		}
	}
	if c.listed || c.heading(p) {
		return
	}
	start := len(c.found)
	quoted := !c.patterns(p, order)
	c.weigh(p, order, start, quoted)
}

// patterns tries the detectors; it answers whether the sentence may be somebody's term at all.
func (c *screener) patterns(p *paragraph, order int) bool {
	s := &c.sent
	c.stamp++
	if !c.book.possible(s, c.marked, c.stamp) {
		return true
	}
	start := len(c.found)
	checked, general := false, false
	for i := range c.book.detectors {
		d := &c.book.detectors[i]
		if c.yields(d, start) {
			continue
		}
		band, from, to, ok := d.match(s, c.marked[d.first:], c.stamp)
		if !ok {
			continue
		}
		if !checked {
			checked = true
			general = slices.ContainsFunc(c.book.general, func(g pattern) bool { return g.in(s) })
		}
		if general {
			return false
		}
		c.found = append(c.found, finding{hit: c.hit(p, d, band, from, to), implicit: d.implicit, para: p.number, order: order})
	}
	return true
}

// yields tells whether a rule that says the same more exactly has fired on this sentence.
func (c *screener) yields(d *detector, start int) bool {
	for _, f := range c.found[start:] {
		for _, rule := range d.yieldsTo {
			if rule == "" || rule == f.hit.Rule || rule[0] == ':' && rule[1:] == f.hit.Family {
				return true
			}
		}
	}
	return false
}

// match gives the surest probe of d that s meets and no bar forbids.
func (d *detector) match(s *sentence, marked []uint32, stamp uint32) (band Band, from, to int, ok bool) {
	for i := range d.find {
		if marked[i] != stamp || d.find[i].band <= band {
			continue
		}
		a, z, yes := d.find[i].locate(s)
		if !yes || d.judge != nil && !d.judge(s, a, z) {
			continue
		}
		band, from, to, ok = d.find[i].band, a, z, true
	}
	if !ok {
		return 0, 0, 0, false
	}
	for i := range d.bars {
		if d.bars[i].in(s) {
			return 0, 0, 0, false
		}
	}
	return band, from, to, true
}

func (c *screener) hit(p *paragraph, d *detector, band Band, from, to int) Hit {
	s := &c.sent
	h := hitAt(p, s.a, s.z, int(s.toks[from].a), int(s.toks[to-1].z))
	h.Rule, h.Family, h.Confidence = d.rule, d.family, band
	return h
}

// hitAt is a hit on p.text[a:z] whose decisive words are p.text[from:to].
func hitAt(p *paragraph, a, z, from, to int) Hit {
	lead := a == 0
	a, z = trim(p.text, a, z)
	if lead {
		a = max(a, min(p.lead, z-1))
	}
	from = min(max(from, a), z-1) // a number in front is no part of the sentence, though words may be found in it
	to = min(max(to, from+1), z)
	return Hit{Page: p.page, Paragraph: p.number, Start: int(p.at[a]), End: int(p.at[z-1]) + 1, Sentence: plain(p.text[a:z]),
		Focus: [2]int{int(p.at[from]), int(p.at[to-1]) + 1}}
}

// trim takes blanks and marks of lists off both ends.
func trim(text []uint16, a, z int) (int, int) {
	for a < z-1 && (text[a] == '，' || text[a] == '、') {
		a++
	}
	return a, z
}

func plain(text []uint16) string {
	r := make([]rune, len(text))
	for i, c := range text {
		r[i] = rune(c)
	}
	return string(r)
}

// contents tells a line of a table of contents: dots that lead to a page number.
func contents(text []uint16) bool {
	n := len(text)
	for n > 0 && isDigit(text[n-1]) {
		n--
	}
	if n == len(text) || n < 4 {
		return false
	}
	dots := 0
	for n > 0 && (text[n-1] == '.' || text[n-1] == '…' || text[n-1] == '·' || text[n-1] == '-' || text[n-1] == '_') {
		n--
		dots++
		if text[n] == '…' {
			dots += 2
		}
	}
	return dots >= 3
}

// heading tells a short numbered line that names a subject and rules nothing.
func (c *screener) heading(p *paragraph) bool {
	s := &c.sent
	if p.lead == 0 || s.a != 0 || s.z != len(p.text) || s.ending != 0 || len(p.text)-p.lead > 16 {
		return false
	}
	article := p.text[0] == '第'
	for i := range s.toks {
		if k := s.toks[i].class; int(s.toks[i].a) >= p.lead && (c.book.parties.has(k) || !article && c.book.strict.has(k)) {
			return false
		}
	}
	return true
}

// settle drops what the whole document answers and makes one hit of neighbouring sentences of one rule.
func (c *screener) settle() []finding {
	var out []finding
	for _, f := range c.found {
		if f.implicit && c.inspected || c.released[f.para] && f.hit.Rule == "03.back-to-back" {
			continue
		}
		if c.as == Contract && runsOn(out, f) {
			continue
		}
		out = append(out, f)
	}
	return out
}

// runsOn makes f part of the hit it carries on: same rule, same paragraph, the sentence before.
func runsOn(out []finding, f finding) bool {
	for i := len(out) - 1; i >= 0 && out[i].para == f.para; i-- {
		if o := &out[i]; o.hit.Rule == f.hit.Rule && o.order+1 == f.order {
			o.hit.End, o.order = f.hit.End, f.order
			o.hit.Sentence += f.hit.Sentence
			o.hit.Confidence = max(o.hit.Confidence, f.hit.Confidence)
			return true
		}
	}
	return false
}
