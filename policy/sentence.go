package policy

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"shukun/civil"
	"shukun/lang"
	"shukun/money"
	"shukun/org"
)

// Sentence is a sentence in both languages with numbered gaps: "应于{0}付款，已逾期{1}天". Compiled once.
type Sentence struct {
	parts [2][]part
	safe  [2]bool // its own words need no escape in JSON
}

type part struct {
	text string
	arg  int // -1: text
}

// Say compiles a sentence. It panics on a gap that is not {0}…{9}: sentences are constants.
func Say(zh, en string) *Sentence {
	return &Sentence{parts: [2][]part{compile(zh), compile(en)}, safe: [2]bool{plainText(zh), plainText(en)}}
}

// plain reports whether the sentence with its values is UTF-8 and needs no escape in JSON. Dates and numbers never do.
func (s *Sentence) plain(l lang.Lang, args []Arg) bool {
	if !s.safe[l] {
		return false
	}
	for i := range args {
		if a := &args[i]; a.kind == argText && !plainText(a.text(l)) {
			return false
		}
	}
	return true
}

func plainText(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < 0x20 || c == '"' || c == '\\' {
			return false
		}
	}
	return utf8.ValidString(s)
}

func compile(s string) []part {
	var out []part
	for s != "" {
		i := strings.IndexByte(s, '{')
		if i < 0 {
			return append(out, part{text: s, arg: -1})
		}
		if i+2 >= len(s) || s[i+1] < '0' || s[i+1] > '9' || s[i+2] != '}' {
			panic("policy: bad gap in sentence: " + s)
		}
		if i > 0 {
			out = append(out, part{text: s[:i], arg: -1})
		}
		out = append(out, part{arg: int(s[i+1] - '0')})
		s = s[i+3:]
	}
	return out
}

// Arg is a value for a gap. Args do not allocate.
type Arg struct {
	kind argKind
	n    int64
	s    string
	en   string
}

type argKind uint8

const (
	argText argKind = iota
	argYuan
	argDay
	argInt
	argDecimal
)

// Yuan shows an amount as people read it: 120,000.00.
func Yuan(f money.Fen) Arg { return Arg{kind: argYuan, n: int64(f)} }

// Day shows a date.
func Day(d civil.Date) Arg { return Arg{kind: argDay, n: int64(d)} }

// Int shows a whole number.
func Int[N int | int32 | int64](n N) Arg { return Arg{kind: argInt, n: int64(n)} }

// Number shows an exact decimal.
func Number(d money.Decimal) Arg { return Arg{kind: argDecimal, n: int64(d)} }

// Str shows text as it is.
func Str(s string) Arg { return Arg{s: s, en: s} }

// Words shows text in the language of the sentence.
func Words(t lang.Text) Arg { return Arg{s: t.Zh, en: t.En} }

// CodeOf shows a credit code.
func CodeOf(c org.Code) Arg { return Str(c.String()) }

// Append appends the sentence in language l.
func (s *Sentence) Append(b []byte, l lang.Lang, args []Arg) []byte {
	for _, p := range s.parts[l] {
		if p.arg < 0 {
			b = append(b, p.text...)
		} else if p.arg < len(args) {
			b = args[p.arg].Append(b, l)
		}
	}
	return b
}

// Append appends the value in language l.
func (a Arg) Append(b []byte, l lang.Lang) []byte {
	switch a.kind {
	case argYuan:
		return money.Fen(a.n).AppendGrouped(b)
	case argDay:
		return civil.Date(a.n).Append(b)
	case argInt:
		return strconv.AppendInt(b, a.n, 10)
	case argDecimal:
		return money.Decimal(a.n).Append(b)
	}
	return append(b, a.text(l)...)
}

func (a *Arg) text(l lang.Lang) string {
	if l == lang.En {
		return a.en
	}
	return a.s
}
