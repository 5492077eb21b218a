package screening

import (
	"math/bits"
	"strings"
)

// Before a regular expression is run, cheap facts rule it out: the classes it cannot do without must be there, and in
// that order. Patterns are filed under the rarest class they need, so that a sentence only meets those it could fit.

// chain is the classes one way through a pattern cannot do without, in order.
type chain []set

// maxChains bounds the ways through a pattern that are told apart.
const maxChains = 96

// chainsOf lists the ways through a pattern.
func (d *dictionary) chainsOf(src string) []chain {
	p := chainParser{d: d, src: strings.Join(strings.Fields(src), "")}
	return p.alternatives()
}

type chainParser struct {
	d   *dictionary
	src string
	i   int
}

func (p *chainParser) alternatives() []chain {
	out := p.sequence()
	for p.i < len(p.src) && p.src[p.i] == '|' {
		p.i++
		out = append(out, p.sequence()...)
	}
	return out
}

func (p *chainParser) sequence() []chain {
	out := []chain{nil}
	for p.i < len(p.src) && p.src[p.i] != '|' && p.src[p.i] != ')' {
		item := p.item()
		if p.optional() || len(item) == 0 {
			continue
		}
		if len(out)*len(item) > maxChains {
			continue // too many ways: this part is left to the expression
		}
		crossed := make([]chain, 0, len(out)*len(item))
		for _, a := range out {
			for _, b := range item {
				crossed = append(crossed, append(append(chain{}, a...), b...))
			}
		}
		out = crossed
	}
	return out
}

// item reads one class, bracket or mark; nil if it asks for nothing.
func (p *chainParser) item() []chain {
	switch p.src[p.i] {
	case '{':
		end := p.i + strings.IndexByte(p.src[p.i:], '}')
		_, members, negated := p.d.group(p.src[p.i+1 : end])
		p.i = end + 1
		if negated {
			return nil
		}
		return []chain{{members}}
	case '(':
		p.i++
		out := p.alternatives()
		p.i++
		return out
	default:
		p.i++
		return nil
	}
}

// optional reads the quantifier that may follow and tells whether the item may be absent.
func (p *chainParser) optional() bool {
	if p.i >= len(p.src) {
		return false
	}
	switch p.src[p.i] {
	case '?', '*':
		p.i++
		return true
	case '+':
		p.i++
	case '{':
		if p.i+1 < len(p.src) && p.src[p.i+1] >= '0' && p.src[p.i+1] <= '9' {
			zero := p.src[p.i+1] == '0'
			p.i += strings.IndexByte(p.src[p.i:], '}') + 1
			return zero
		}
	}
	return false
}

// in tells whether the classes of c occur in s in order.
func (c chain) in(s *sentence) bool {
	k := 0
	for i := range s.toks {
		if k == len(c) {
			return true
		}
		if c[k].has(s.toks[i].class) {
			k++
		}
	}
	return k == len(c)
}

// route leads from a class to the probes that need it.
type route struct {
	probe int32 // of the rulebook, counted over all detectors
	chain chain
}

// common lists classes that nearly every sentence holds; a pattern is filed under something rarer if it has it.
var common = []string{"gap", "comma", "pay", "money", "buyer", "sub", "must", "to", "after", "days", "accord", "yi", "wait", "not", "forbid", "main", "employer", "doc", "opens", "closes",
	"number", "ref", "right", "bidder", "host", "have", "cmp", "firm", "team", "person", "points", "score", "give", "staffs", "cause", "goods", "agree", "accept", "liab", "noton", "years", "count",
	"apply", "settle", "refund", "weakint", "percent", "both", "local", "only", "local", "deposit", "brandw", "model", "perf", "reject", "invoice", "rcv", "claim", "retention", "fault", "guarantee"}

// file prepares the routes of a rulebook.
func (b *rulebook) file() {
	weight := map[class]int{}
	for i, n := range common {
		if c, ok := b.dict.byName[n]; ok {
			weight[c] = max(weight[c], 100-i)
		}
	}
	cost := func(s *set) int {
		sum := 0
		for c := range b.dict.names {
			if s.has(class(c)) {
				sum += 1 + weight[class(c)]
			}
		}
		return sum
	}
	n := int32(0)
	for di := range b.detectors {
		for pi := range b.detectors[di].find {
			for _, c := range b.detectors[di].find[pi].ways {
				if len(c) == 0 {
					panic("screening: a pattern that asks for nothing: " + b.detectors[di].find[pi].src)
				}
				best := 0
				for k := range c {
					if cost(&c[k]) < cost(&c[best]) {
						best = k
					}
				}
				for k := range b.dict.names {
					if c[best].has(class(k)) {
						b.routes[k] = append(b.routes[k], route{n, c})
					}
				}
			}
			b.detectors[di].first = n - int32(pi)
			n++
		}
	}
	b.probes = int(n)
}

// possible marks the probes s may fit and tells whether there are any.
func (b *rulebook) possible(s *sentence, marked []uint32, stamp uint32) bool {
	any := false
	for w, left := range s.have {
		for left != 0 {
			c := w<<6 + bits.TrailingZeros64(left)
			left &= left - 1
			for i := range b.routes[c] {
				r := &b.routes[c][i]
				if marked[r.probe] == stamp || !s.holds(r.chain) || !r.chain.in(s) {
					continue
				}
				marked[r.probe] = stamp
				any = true
			}
		}
	}
	return any
}

// holds tells whether s has a class of each set of c, in whatever order.
func (s *sentence) holds(c chain) bool {
	for k := range c {
		if !s.have.meets(&c[k]) {
			return false
		}
	}
	return true
}
