package screening

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// A pattern is a regular expression over classes. {a|b} is one token of class a or b; {^a|b} is one token of any
// other class but not a comma; ~ is any token but a comma; . is any token. Blanks mean nothing.
// Everything else ( ) | ? * + {m,n} ^ $ is as in package regexp, so matching is linear.
type pattern struct {
	re   func() *regexp.Regexp // built when a sentence first holds what the pattern needs: few patterns ever are
	ways []chain               // what a match cannot do without, one way or another
	src  string
}

// compile reads the pattern language; an unknown class is a fault of ours and panics at start.
func (d *dictionary) compile(src string) pattern {
	var b strings.Builder
	p := pattern{src: src}
	for i := 0; i < len(src); {
		c := src[i]
		switch {
		case c == ' ' || c == '\n' || c == '\t':
			i++
		case c == '~':
			b.WriteString("[^" + sign(comma) + "]")
			i++
		case c == '{' && i+1 < len(src) && (src[i+1] >= '0' && src[i+1] <= '9'):
			end := i + strings.IndexByte(src[i:], '}')
			b.WriteString(src[i : end+1])
			i = end + 1
		case c == '{':
			end := i + strings.IndexByte(src[i:], '}')
			text, _, _ := d.group(src[i+1 : end])
			b.WriteString(text)
			i = end + 1
		case c == '(':
			b.WriteString("(?:")
			i++
		case c == ')':
			b.WriteByte(c)
			i++
		default:
			b.WriteByte(c)
			i++
		}
	}
	text := b.String()
	p.re = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
	d.patterns = append(d.patterns, p)
	p.ways = d.chainsOf(src)
	return p
}

func sign(c class) string { return string(rune(tagBase) + rune(c)) }

func (d *dictionary) group(body string) (text string, members set, negated bool) {
	if strings.HasPrefix(body, "^") {
		negated = true
		body = body[1:]
	}
	var b strings.Builder
	b.WriteByte('[')
	if negated {
		b.WriteString("^" + sign(comma))
	}
	for n := range strings.SplitSeq(body, "|") {
		c, ok := d.byName[strings.TrimSpace(n)]
		if !ok {
			panic(fmt.Sprintf("screening: pattern names an unknown class %q", n))
		}
		members.add(c)
		b.WriteString(sign(c))
	}
	b.WriteByte(']')
	return b.String(), members, negated
}

// find gives the tokens a match of p covers in s: first, and one past the last.
func (p *pattern) find(s *sentence) (from, to int, ok bool) {
	possible := false
	for _, w := range p.ways {
		if s.holds(w) && w.in(s) {
			possible = true
			break
		}
	}
	if !possible {
		return 0, 0, false
	}
	return p.locate(s)
}

// locate is find for a sentence that is known to hold what the pattern needs.
func (p *pattern) locate(s *sentence) (from, to int, ok bool) {
	m := p.re().FindIndex(s.tags)
	if m == nil {
		return 0, 0, false
	}
	return m[0] / 2, m[1] / 2, true
}

func (p *pattern) in(s *sentence) bool {
	_, _, ok := p.find(s)
	return ok
}
