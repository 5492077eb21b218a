package org

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

// Industry is a code of GB/T 4754-2017 (国民经济行业分类) at any of its four levels: section F, division F52, group F521,
// class F5211. The zero Industry means "not known"; industries compare with == and hold no pointer.
type Industry uint32

// An Industry holds its section's letter, the number of its digits (0, 2, 3, 4) and their value.
func industryOf(section byte, width, number int) Industry {
	return Industry(section)<<24 | Industry(width)<<16 | Industry(number)
}

// ParseIndustry reads F, F52, 52, F521, 521, F5211, 5211, in either case, with or without spaces around it. A letter
// given must be the section of the digits. ok is false for anything the standard does not list.
func ParseIndustry[T string | []byte](s T) (i Industry, ok bool) {
	from, to := 0, len(s)
	for from < to && s[from] == ' ' {
		from++
	}
	for from < to && s[to-1] == ' ' {
		to--
	}
	var letter byte
	if from < to && upper(s[from]) >= 'A' && upper(s[from]) <= 'Z' {
		letter = upper(s[from])
		from++
	}
	width, number := to-from, 0
	if width > 4 || width == 1 || (width == 0 && letter == 0) {
		return 0, false
	}
	for ; from < to; from++ {
		if s[from] < '0' || s[from] > '9' {
			return 0, false
		}
		number = number*10 + int(s[from]-'0')
	}
	t := industries()
	section := letter
	if width > 0 {
		section = t.sectionOf[number/[...]int{2: 1, 3: 10, 4: 100}[width]]
	}
	i = industryOf(section, width, number)
	if (letter != 0 && letter != section) || t.name(i) == "" {
		return 0, false
	}
	return i, true
}

// MustIndustry is ParseIndustry for constants and tests; it panics on a code the standard does not list.
func MustIndustry(s string) Industry {
	i, ok := ParseIndustry(s)
	if !ok {
		panic("org: no industry " + s)
	}
	return i
}

// IsZero reports whether i is not known.
func (i Industry) IsZero() bool { return i == 0 }

// Section gives the letter A–T, 0 if i is not known.
func (i Industry) Section() byte { return byte(i >> 24) }

// Division gives the two digits as a number (1–97), 0 if i says only the section.
func (i Industry) Division() int { return i.prefix(2) }

// Group gives the three digits as a number (11–970), 0 if i is coarser.
func (i Industry) Group() int { return i.prefix(3) }

// Class gives the four digits as a number (111–9700), 0 if i is coarser.
func (i Industry) Class() int { return i.prefix(4) }

// Name gives the Chinese name in the standard, "" if i is not known.
func (i Industry) Name() string { return industries().name(i) }

// String gives the letter and the digits, "F5211"; "" if i is not known.
func (i Industry) String() string {
	switch {
	case i == 0:
		return ""
	case i.width() == 0:
		return string(rune(i.Section()))
	}
	return fmt.Sprintf("%c%0*d", i.Section(), i.width(), i.number())
}

func (i Industry) width() int  { return int(i >> 16 & 0xff) }
func (i Industry) number() int { return int(i & 0xffff) }

func (i Industry) prefix(width int) int {
	n := i.number()
	w := i.width()
	if w < width {
		return 0
	}
	for ; w > width; w-- {
		n /= 10
	}
	return n
}

//go:embed industries.tsv
var industriesTSV string

// industryTable has the standard's names; the index of a name is found by the digits, index 0 being no name.
type industryTable struct {
	names     []string
	section   [26]uint16
	division  [100]uint16
	group     [1000]uint16
	class     [10000]uint16
	sectionOf [100]byte // the letter of a division
}

func (t *industryTable) name(i Industry) string {
	n := i.number()
	switch i.width() {
	case 0:
		if i == 0 || i.Section() < 'A' || i.Section() > 'Z' {
			return ""
		}
		return t.names[t.section[i.Section()-'A']]
	case 2:
		return t.names[t.division[n]]
	case 3:
		return t.names[t.group[n]]
	}
	return t.names[t.class[n]]
}

var industries = sync.OnceValue(func() *industryTable {
	t := &industryTable{names: make([]string, 1, 2048)}
	var section byte
	for line := range strings.Lines(industriesTSV) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		code, rest, _ := strings.Cut(line, "\t")
		name, classes, _ := strings.Cut(rest, "\t")
		t.names = append(t.names, name)
		at := uint16(len(t.names) - 1)
		switch n := number(code); len(code) {
		case 1:
			section = code[0]
			t.section[section-'A'] = at
		case 2:
			t.division[n], t.sectionOf[n] = at, section
		case 3:
			t.group[n] = at
			for class := range strings.SplitSeq(classes, "\t") {
				t.class[n*10+int(class[0]-'0')] = at
				if class[1:] != "" {
					t.names = append(t.names, class[1:])
					t.class[n*10+int(class[0]-'0')] = uint16(len(t.names) - 1)
				}
			}
		}
	}
	return t
})

// number reads the digits of a table; anything else counts as 0.
func number(s string) (n int) {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0
		}
		n = n*10 + int(c-'0')
	}
	return n
}
