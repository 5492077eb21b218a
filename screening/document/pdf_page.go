package document

import (
	"bytes"
	"math"
	"strings"
	"unicode/utf8"
)

// matrix is a PDF transformation [a b c d e f].
type matrix [6]float64

var unit = matrix{1, 0, 0, 1, 0, 0}

func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// pageReader runs the content of a page and writes its text line by line.
type pageReader struct {
	s       *pdfStore
	out     *strings.Builder
	fonts   map[any]*pdfFont
	font    *pdfFont
	ctm     matrix
	stack   []matrix
	tm, tlm matrix
	size    float64
	leading float64
	lastX   float64
	lastY   float64
	any     bool // something shown on this page
	shown   int  // characters shown on all pages
	lost    int  // codes without a character
	images  int  // pictures on this page
	ops     int
	depth   int
}

const (
	maxOps       = 20 << 20
	maxFormDepth = 12
)

// run reads a content stream with its resources.
func (p *pageReader) run(content []byte, resources pdfDict) {
	l := pdfLexer{b: content}
	var args []any
	for {
		v, ok := l.next()
		if !ok || p.ops > maxOps {
			return
		}
		op, is := v.(pdfOp)
		if !is {
			if len(args) < 64 {
				args = append(args, v)
			}
			continue
		}
		p.ops++
		if op == "BI" {
			p.images++
			if k := bytes.Index(content[l.i:min(len(content), l.i+1<<20)], []byte("EI")); k >= 0 {
				l.i += k + 2
			}
		} else {
			p.do(op, args, resources)
		}
		args = args[:0]
	}
}

func num(args []any, i int) float64 {
	if i < len(args) {
		if f, ok := args[i].(float64); ok {
			return f
		}
	}
	return 0
}

func matrixOf(args []any) matrix {
	return matrix{num(args, 0), num(args, 1), num(args, 2), num(args, 3), num(args, 4), num(args, 5)}
}

func (p *pageReader) do(op pdfOp, args []any, res pdfDict) {
	switch op {
	case "q":
		if len(p.stack) < 1024 {
			p.stack = append(p.stack, p.ctm)
		}
	case "Q":
		if n := len(p.stack); n > 0 {
			p.ctm, p.stack = p.stack[n-1], p.stack[:n-1]
		}
	case "cm":
		p.ctm = matrixOf(args).times(p.ctm)
	case "BT":
		p.tm, p.tlm = unit, unit
	case "Tf":
		if len(args) > 1 {
			p.font, p.size = p.fontNamed(args[0], res), num(args, 1)
		}
	case "TL":
		p.leading = num(args, 0)
	case "Td":
		p.move(num(args, 0), num(args, 1))
	case "TD":
		p.leading = -num(args, 1)
		p.move(num(args, 0), num(args, 1))
	case "Tm":
		p.tm = matrixOf(args)
		p.tlm = p.tm
	case "T*":
		p.move(0, -p.leading)
	case "Tj":
		p.show(args, 0)
	case "'":
		p.move(0, -p.leading)
		p.show(args, 0)
	case "\"":
		p.move(0, -p.leading)
		p.show(args, 2)
	case "TJ":
		if len(args) > 0 {
			if a, ok := args[0].(pdfArray); ok {
				p.show(a, 0)
				for _, v := range a {
					if f, ok := v.(float64); ok {
						p.advance(-f / 1000)
					}
				}
			}
		}
	case "Do":
		p.draw(args, res)
	}
}

func (p *pageReader) fontNamed(v any, res pdfDict) *pdfFont {
	name, _ := v.(pdfName)
	ref := p.s.dict(res["Font"])[name]
	key := any(ref)
	if _, is := ref.(pdfRef); !is {
		key = name
	}
	if f, ok := p.fonts[key]; ok {
		return f
	}
	f := p.s.font(ref)
	p.fonts[key] = f
	return f
}

func (p *pageReader) move(x, y float64) {
	p.tlm = matrix{1, 0, 0, 1, x, y}.times(p.tlm)
	p.tm = p.tlm
}

// advance moves the pen by a share of the font size.
func (p *pageReader) advance(ems float64) {
	p.tm = matrix{1, 0, 0, 1, ems * p.size, 0}.times(p.tm)
}

// show writes strings; a change of line on the paper becomes a line end.
func (p *pageReader) show(args []any, from int) {
	for i := from; i < len(args); i++ {
		s, ok := args[i].(pdfString)
		if !ok || p.font == nil {
			continue
		}
		text, lost := p.font.decode(s)
		p.lost += lost
		at := p.tm.times(p.ctm)
		height := math.Abs(p.size) * math.Hypot(at[2], at[3])
		if height == 0 {
			height = 10
		}
		if p.any && text != "" {
			switch dy := math.Abs(at[5] - p.lastY); {
			case dy > height*0.5:
				p.out.WriteByte('\n')
				if dy > height*3.2 {
					p.out.WriteByte('\n')
				}
			case at[4]-p.lastX > height*1.5:
				p.out.WriteByte('\t')
			}
		}
		n := utf8.RuneCountInString(text)
		if n > 0 {
			p.any = true
			p.shown += n
			p.out.WriteString(text)
		}
		ems := 0.0
		for _, r := range text {
			if r < 0x2e80 {
				ems += 0.5
			} else {
				ems++
			}
		}
		p.advance(ems)
		end := p.tm.times(p.ctm)
		p.lastX, p.lastY = end[4], end[5]
	}
}

// draw runs a form or counts a picture.
func (p *pageReader) draw(args []any, res pdfDict) {
	if len(args) == 0 || p.depth >= maxFormDepth {
		return
	}
	name, _ := args[0].(pdfName)
	st, ok := p.s.get(p.s.dict(res["XObject"])[name]).(*pdfStream)
	if !ok {
		return
	}
	switch st.dict["Subtype"] {
	case pdfName("Image"):
		p.images++
	case pdfName("Form"):
		b, err := p.s.data(st)
		if err != nil || b == nil {
			return
		}
		own := p.s.dict(st.dict["Resources"])
		if own == nil {
			own = res
		}
		was := p.ctm
		if m := p.s.array(st.dict["Matrix"]); len(m) == 6 {
			p.ctm = matrixOf(m).times(p.ctm)
		}
		p.depth++
		p.run(b, own)
		p.depth--
		p.ctm = was
	}
}
