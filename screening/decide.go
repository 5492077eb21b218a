package screening

import "slices"

// What the patterns found and what the classifier thinks of it are weighed against each other. For every label there are
// four bars, by what the patterns said of it: the surer they were, the less the classifier need be. A pattern the
// classifier finds unlikely enough is silenced; where the patterns are silent it may speak alone. The bars come from
// texts that neither had seen (learn_bars.go).
const (
	silent uint8 = iota // no pattern fits
	barred              // none fits, and one of the label's bars holds
	weak                // a pattern of low or medium band
	strong              // one of high band
	states
)

// said is a sentence that was looked at, until the last of those joined to it by semicolons is: they are weighed together
// too, for what one says may be unfair only beside what the other says.
type said struct {
	order       int
	found, past int // its findings by patterns
	a, z        int // in the paragraph
	first, last int // its words
	scores      scores
	state       [lanes]uint8
	quoted      bool // nobody's term
}

// group is sentences joined by semicolons.
type group struct {
	said []said
	all  evidence
	new  []finding
}

// together is how many characters of a paragraph are weighed together.
const together = 240

func (g *group) from() int {
	if len(g.said) == 0 {
		return 1 << 30
	}
	return g.said[0].a
}

// weigh lets the classifier look at a sentence the patterns are done with; their findings begin at start.
func (c *screener) weigh(p *paragraph, order, start int, quoted bool) {
	s, m := &c.sent, c.model
	if m == nil {
		return
	}
	if !quoted && (len(c.found) > start || len(s.toks) >= 3 && m.passes(&s.have)) && c.glance(start) {
		t := said{order: order, found: start, past: len(c.found), a: s.a, z: s.z, first: int(s.toks[0].a), last: int(s.toks[len(s.toks)-1].z)}
		s.rows = m.known(s.meant(s.on[:0]), s.rows)
		var e evidence
		m.gather(s.rows, &e)
		t.scores = m.judge(&e)
		c.states(&t)
		if c.group.said = append(c.group.said, t); len(c.group.said) == 1 {
			c.group.all = e
		} else {
			c.group.all.add(&e)
		}
	}
	if s.z-c.group.from() > together {
		c.settleGroup(p)
	}
}

// glance takes the features of a sentence and tells whether it is worth weighing: if a pattern found something, if it goes on
// from one that was, or if it looks like a term.
func (c *screener) glance(start int) bool {
	s, m := &c.sent, c.model
	s.on = s.features(&c.book.symbols, s.on[:0])
	s.rows = m.known(s.on, s.rows[:0])
	return len(c.found) > start || len(c.group.said) > 0 || m.glanceAt(s.rows) >= m.glanceBar
}

// states notes what the patterns say of each label.
func (c *screener) states(t *said) {
	m := c.model
	for _, f := range c.found[t.found:t.past] {
		st := weak
		if f.hit.Confidence == High {
			st = strong
		}
		for _, l := range []int{m.index(f.hit.Rule, f.hit.Family), m.index(f.hit.Rule, "")} {
			if l >= 0 {
				t.state[l] = max(t.state[l], st)
			}
		}
	}
	asked := false
	for l := range m.labels {
		if l == m.whole() || t.state[l] != silent || t.scores[l] < m.bars[l][silent] && c.watch == nil {
			continue
		}
		if !asked && slices.ContainsFunc(c.book.general, func(g pattern) bool { return g.in(&c.sent) }) {
			t.quoted = true
			return
		}
		asked = true
		if c.barred(l) {
			t.state[l] = barred
		}
	}
}

// barred tells whether something in the sentence forbids a label on which its patterns were silent.
func (c *screener) barred(l int) bool {
	s := &c.sent
	switch c.model.labels[l] {
	case "03.back-to-back":
		if barredBackToBack(s) {
			return true
		}
	case "03.open-ended-acceptance":
		if bounded(s) || !namesPayment(s, 0, 0) {
			return true
		}
	}
	for _, i := range c.detectors[l] {
		if slices.ContainsFunc(c.book.detectors[i].bars, func(g pattern) bool { return g.in(s) }) {
			return true
		}
	}
	return false
}

// stands tells whether a label is kept that the patterns said so much of and the classifier thinks so likely.
func (m *model) stands(l int, state uint8, z int32) bool { return z >= m.bars[l][state] }

// settleGroup decides on the sentences that were waiting.
func (c *screener) settleGroup(p *paragraph) {
	g, m := &c.group, c.model
	if m == nil || len(g.said) == 0 {
		return
	}
	var joint scores
	alone := len(g.said) == 1
	if joint = g.said[0].scores; !alone {
		joint = m.judge(&g.all)
	}
	if c.watch != nil {
		c.observe(joint)
	}
	start := g.said[0].found
	g.new = g.new[:0]
	for i := range g.said {
		if t := &g.said[i]; !t.quoted {
			c.settleOne(p, t, joint)
		}
	}
	if !alone {
		c.settleJoint(p, joint)
	}
	c.found = append(c.found[:start], g.new...)
	g.said = g.said[:0]
}

// observe tells who calibrates the bars what there was to decide.
func (c *screener) observe(joint scores) {
	g, m := &c.group, c.model
	for l := range m.labels {
		for i := range g.said {
			t := &g.said[i]
			z := t.scores[l]
			if t.state[l] >= weak {
				z = max(z, joint[l])
			}
			if !t.quoted {
				c.watch(l, t.state[l], z)
			}
		}
		if len(g.said) > 1 {
			c.watch(l, c.group.worst(l), joint[l])
		}
	}
}

// worst is the state of a label over the whole group, if no pattern spoke.
func (g *group) worst(l int) uint8 {
	st := silent
	for i := range g.said {
		if g.said[i].state[l] == barred {
			st = barred
		}
	}
	return st
}

// settleOne keeps what stands of a sentence's findings and adds what the classifier alone is sure of.
func (c *screener) settleOne(p *paragraph, t *said, joint scores) {
	g, m := &c.group, c.model
	before := len(g.new)
	whole := m.whole()
	if whole >= 0 {
		z := t.scores[whole]
		if t.state[whole] >= weak {
			z = max(z, joint[whole])
		}
		if !m.stands(whole, t.state[whole], z) {
			return
		}
	}
	for _, f := range c.found[t.found:t.past] {
		l := m.index(f.hit.Rule, f.hit.Family)
		// Where the rule stands as a whole, what a sure pattern says of its family is not doubted: a sentence may have several.
		if sure := whole >= 0 && f.hit.Confidence == High; l >= 0 && !sure && !m.stands(l, t.state[l], max(t.scores[l], joint[l])) {
			continue
		}
		if l >= 0 && m.stands(l, silent, t.scores[l]) {
			f.hit.Confidence = max(f.hit.Confidence, Medium)
		}
		g.new = append(g.new, f)
	}
	best := -1
	for l := range m.labels {
		if l == whole {
			continue
		}
		if best < 0 || t.scores[l]-m.bars[l][silent] > t.scores[best]-m.bars[best][silent] {
			best = l
		}
		if t.state[l] < weak && m.stands(l, t.state[l], t.scores[l]) {
			c.speak(p, l, t, t)
		}
	}
	if whole >= 0 && len(g.new) == before {
		c.speak(p, best, t, t)
	}
}

// settleJoint adds what no sentence says by itself, but all together do.
func (c *screener) settleJoint(p *paragraph, joint scores) {
	g, m := &c.group, c.model
	if w := m.whole(); w >= 0 && !m.stands(w, silent, joint[w]) {
		return
	}
	for l := range m.labels {
		if l == m.whole() || !m.stands(l, g.worst(l), joint[l]) || slices.ContainsFunc(g.new, func(f finding) bool { return m.index(f.hit.Rule, f.hit.Family) == l }) {
			continue
		}
		if !slices.ContainsFunc(g.said, func(t said) bool { return t.quoted }) {
			c.speak(p, l, &g.said[0], &g.said[len(g.said)-1])
		}
	}
}

// speak adds a finding of the classifier's own, from one sentence to another.
func (c *screener) speak(p *paragraph, l int, from, to *said) {
	m := c.model
	band := Low
	if from == to && from.scores[l] >= m.bars[l][silent]+2*unitUnit {
		band = Medium
	}
	rule, family := cut(m.labels[l])
	h := hitAt(p, from.a, to.z, from.first, to.last)
	h.Rule, h.Family, h.Confidence = rule, family, band
	c.group.new = append(c.group.new, finding{hit: h, implicit: rule == "03.open-ended-acceptance", para: p.number, order: to.order})
}
