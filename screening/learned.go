package screening

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strings"
	"sync"
)

// Behind the patterns stands a linear classifier over what a sentence is made of: pairs and triples of characters, and
// the classes of its words with their neighbours. It was trained on the tune split (make learn) and only speaks where
// every pattern was silent and no bar holds; its hits are of the lowest band. Integers only, so every machine agrees.

const (
	buckets = 1 << 17 // of the hashed features
	lanes   = 16      // labels a model can have
)

//go:embed learned-contract.gz learned-tender.gz
var learnedFiles embed.FS

// model is a trained classifier.
type model struct {
	labels []string // "rule" or "rule:family"
	bias   [lanes]int32
	bar    [lanes]int32 // a score from here on is a hit
	full   [buckets / 64]uint64
	rows   [][2]uint64 // a byte a label, 128 for nothing
	direct []int32     // bucket to row
}

// nothing is a row without weights, evenBytes picks every second byte of one.
const (
	nothing   = 0x8080808080808080
	evenBytes = 0x00ff00ff00ff00ff
)

// weightUnit is what a weight of 1 is stored as.
const weightUnit = 24

var learnedContract = sync.OnceValue(func() *model { return mustLoad("learned-contract.gz") })
var learnedTender = sync.OnceValue(func() *model { return mustLoad("learned-tender.gz") })

func mustLoad(name string) *model {
	b, err := learnedFiles.ReadFile(name)
	if err == nil {
		var m *model
		if m, err = load(b); err == nil {
			return m
		}
	}
	panic(fmt.Sprintf("screening: %s: %v", name, err)) // shipped inside: cannot happen after a test run
}

// load reads a model: labels, biases, bars, then the rows that are not empty.
func load(b []byte) (*model, error) {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		return nil, err
	}
	head, rest, ok := bytes.Cut(raw, []byte("\n"))
	if !ok {
		return nil, fmt.Errorf("no head")
	}
	m := &model{labels: strings.Fields(string(head)), direct: make([]int32, buckets)}
	for i := range m.labels {
		m.bias[i] = int32(binary.LittleEndian.Uint32(rest[8*i:]))
		m.bar[i] = int32(binary.LittleEndian.Uint32(rest[8*i+4:]))
	}
	rest = rest[8*len(m.labels):]
	for size := 4 + len(m.labels); len(rest) >= size; rest = rest[size:] {
		k := binary.LittleEndian.Uint32(rest) % buckets
		row := [2]uint64{nothing, nothing}
		for i := range m.labels {
			at := uint(i%8) * 8
			row[i/8] = row[i/8]&^(0xff<<at) | uint64(uint8(int(int8(rest[4+i]))+128))<<at
		}
		m.full[k/64] |= 1 << (k % 64)
		m.direct[k] = int32(len(m.rows))
		m.rows = append(m.rows, row)
	}
	return m, nil
}

// reach is how far apart two words may stand and still be looked at as a pair.
const reach = 5

// features appends the hashed features of a sentence; what they mean is fixed, for models are trained on them.
func (s *sentence) features(on []uint32) []uint32 {
	var a, b uint32 // the two characters before
	last := uint16(0)
	for _, c := range s.text[s.a:s.z] {
		if numeric[c] || isDigit(c) {
			c = '0'
		}
		if c == '0' && last == '0' || c == '。' || c == '；' {
			continue
		}
		last = c
		u := uint32(c)
		if b != 0 {
			on = append(on, mix(b<<16^u, 2))
			if a != 0 {
				on = append(on, mix(a*31+b, u*7+3))
			}
		}
		a, b = b, u
	}
	for i, t := range s.toks {
		x := uint32(t.class)
		on = append(on, mix(x, 11))
		for d := 1; d <= reach && i+d < len(s.toks); d++ {
			kind := uint32(13)
			if d == 1 {
				kind = 12
			}
			on = append(on, mix(x<<8|uint32(s.toks[i+d].class), kind))
		}
	}
	return on
}

func mix(a, b uint32) uint32 {
	h := a*0x9E3779B1 ^ b*0x85EBCA77
	h ^= h >> 15
	h *= 0x2C1B3C6D
	h ^= h >> 13
	return h % buckets
}

// score gives the label with most above its bar, "" if there is none.
func (m *model) score(s *sentence) string {
	s.on = s.features(s.on[:0])
	var sum [16]int32
	var part [4]uint64 // four labels each, sixteen bits a label: good for 256 rows
	n, open := int32(0), 0
	flush := func() {
		for i := range sum {
			w := part[i/8*2+i%2] // even labels of a word first
			sum[i] += int32(uint16(w>>(uint(i%8/2)*16))) - int32(open)*128
		}
		part, open = [4]uint64{}, 0
	}
	for _, k := range s.on {
		if m.full[k/64]&(1<<(k%64)) == 0 {
			continue
		}
		row := &m.rows[m.direct[k]]
		part[0] += row[0] & evenBytes
		part[1] += row[0] >> 8 & evenBytes
		part[2] += row[1] & evenBytes
		part[3] += row[1] >> 8 & evenBytes
		if n, open = n+1, open+1; open == 256 {
			flush()
		}
	}
	flush()
	if n == 0 {
		return ""
	}
	root := int32(math.Sqrt(float64(n)) * 16)
	best, most, any, sure := "", int32(math.MinInt32), false, false
	for i, l := range m.labels {
		over := sum[i]*16*weightUnit/root + m.bias[i] - m.bar[i]
		sure = sure || over > 0
		if l == m.whole() {
			any = over > 0
			continue // of clause 19 the family is named too
		}
		if over > most {
			best, most = l, over
		}
	}
	if any || sure && most > 0 {
		return best
	}
	return ""
}

// whole is the label for "any of the families", "" if the labels are rules of their own.
func (m *model) whole() string {
	if strings.Contains(m.labels[len(m.labels)-1], ":") {
		return m.labels[0]
	}
	return ""
}
