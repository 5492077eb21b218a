package screening

import (
	"slices"
	"strings"
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
	headStyle rune         // marker of the paragraph that announces it
	itemStyle rune         // marker of its items, 0 before the first
	released  map[int]bool // paragraphs that say the payment falls due whatever a third party does
	para      int
	marked    []uint32 // stamp of the last sentence a probe may fit
	stamp     uint32
}

func newScreener(as Kind) *screener {
	book := contractBook()
	if as == Tender {
		book = tenderBook()
	}
	return &screener{as: as, book: book, released: map[int]bool{}, marked: make([]uint32, book.probes)}
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
	worth     set // a sentence without any of these is not worth asking the classifier about
	strict    set // classes that keep a short numbered line from being taken for a heading
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
	if c.patterns(p, order) && len(c.found) == start {
		c.learned(p, order)
	}
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

// learned asks the classifier about a sentence on which every pattern was silent, and believes it unless a bar holds.
func (c *screener) learned(p *paragraph, order int) {
	s := &c.sent
	if c.book.learned == nil || len(s.toks) < 3 || !s.have.meets(&c.book.worth) {
		return
	}
	label := c.book.learned().score(s)
	if label == "" {
		return
	}
	rule, family, _ := strings.Cut(label, ":")
	for i := range c.book.detectors {
		d := &c.book.detectors[i]
		if d.rule == rule && d.family == family && slices.ContainsFunc(d.bars, func(g pattern) bool { return g.in(s) }) {
			return
		}
	}
	if slices.ContainsFunc(c.book.general, func(g pattern) bool { return g.in(s) }) {
		return
	}
	d := detector{rule: rule, family: family}
	switch rule {
	case "03.back-to-back":
		if barredBackToBack(s) {
			return
		}
	case "03.open-ended-acceptance":
		if d.implicit = true; bounded(s) || !namesPayment(s, 0, 0) {
			return
		}
	}
	c.found = append(c.found, finding{hit: c.hit(p, &d, Low, 0, len(s.toks)), implicit: d.implicit, para: p.number, order: order})
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
	a, z := trim(p.text, s.a, s.z)
	if s.a == 0 {
		a = max(a, min(p.lead, z-1))
	}
	h := Hit{Rule: d.rule, Family: d.family, Page: p.page, Paragraph: p.number, Confidence: band,
		Start: int(p.at[a]), End: int(p.at[z-1]) + 1, Sentence: plain(p.text[a:z])}
	h.Focus = [2]int{int(p.at[s.toks[from].a]), int(p.at[s.toks[to-1].z-1]) + 1}
	return h
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
