package screening

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"strings"
	"sync"
)

// Behind the patterns stands a small net over what a sentence is made of (features.go). It was trained on the tune split
// (make learn); decide.go tells what weight its word has. Integers only, so every machine agrees.

//go:embed learned-contract.bin
var learnedContractFile []byte

//go:embed learned-tender.bin
var learnedTenderFile []byte

const (
	units    = hidden * nets // of all nets together
	lanes    = 16            // labels a model can have
	rowUnit  = 48            // a weight of 1 in a row of features
	unitUnit = 16 * rowUnit  // a hidden unit of 1; scores are in this measure too
	outUnit  = 1024          // a weight of 1 of a label
	never    = math.MaxInt32 // a bar nothing passes
)

const evenBytes = 0x00ff00ff00ff00ff

// model is a trained classifier.
type model struct {
	origin                string   // Origin of what it was trained on
	labels                []string // "rule" or "rule:family"
	gate                  [256]int32
	pass                  int32 // a sentence whose classes weigh less on the gate is not looked at
	bias                  [units]int32
	out                   [lanes][units + 1]int32
	bars                  [lanes][states]int32 // by what the patterns said: a score from here on is a hit
	full                  [buckets / 64]uint64
	before                [buckets / 64]int32 // rows of the buckets before
	glanceBias, glanceBar int32
	glance                []byte // what each feature weighs at a glance, 128 for nothing
	rows                  []byte // the weights of features one after the other, a byte a unit, 128 for nothing
}

var learnedContract = sync.OnceValue(func() *model { return mustLoad(learnedContractFile) })
var learnedTender = sync.OnceValue(func() *model { return mustLoad(learnedTenderFile) })

func mustLoad(b []byte) *model {
	m, err := load(b)
	if err != nil {
		panic(fmt.Sprintf("screening: classifier: %v", err)) // shipped inside: cannot happen after a test run
	}
	return m
}

// parts are the fields of a model with a fixed size, in the order of the file.
func (m *model) parts() []any {
	return []any{&m.gate, &m.pass, &m.bias, &m.out, &m.bars, &m.glanceBias, &m.glanceBar}
}

// store writes a model: origin and labels, the parts of fixed size, how many rows, their buckets, then the rows. It is not
// packed, so that a program that screens one page need not unpack it all.
func (m *model) store() []byte {
	var out bytes.Buffer
	out.WriteString(m.origin + " " + strings.Join(m.labels, " ") + "\n")
	for _, p := range m.parts() {
		_ = binary.Write(&out, binary.LittleEndian, p)
	}
	_ = binary.Write(&out, binary.LittleEndian, uint32(len(m.rows)/units))
	last := uint32(0)
	for k := range uint32(buckets) {
		if m.full[k/64]&(1<<(k%64)) != 0 {
			_ = binary.Write(&out, binary.LittleEndian, k-last)
			last = k
		}
	}
	out.Write(m.glance)
	out.Write(m.rows)
	return out.Bytes()
}

// load reads what store wrote, and keeps the rows where they lie.
func load(b []byte) (*model, error) {
	head, rest, ok := bytes.Cut(b, []byte("\n"))
	if !ok {
		return nil, errors.New("no head")
	}
	names := strings.Fields(string(head))
	if len(names) < 2 {
		return nil, errors.New("no labels")
	}
	m := &model{origin: names[0], labels: names[1:]}
	in := bytes.NewReader(rest)
	for _, p := range m.parts() {
		if err := binary.Read(in, binary.LittleEndian, p); err != nil {
			return nil, err
		}
	}
	var n uint32
	if err := binary.Read(in, binary.LittleEndian, &n); err != nil || n > buckets || len(m.labels) > lanes || in.Len() != int(n)*(4+1+units) {
		return nil, errors.New("not of the length it says")
	}
	rest = rest[len(rest)-in.Len():]
	k := uint32(0)
	for i := range int(n) {
		k = (k + binary.LittleEndian.Uint32(rest[4*i:])) % buckets
		m.full[k/64] |= 1 << (k % 64)
	}
	m.number()
	m.glance, m.rows = rest[4*n:5*n], rest[5*n:]
	return m, nil
}

// number counts the rows before each word of full: a table of all buckets would not fit the nearest cache.
func (m *model) number() {
	n := int32(0)
	for i, word := range m.full {
		m.before[i] = n
		n += int32(bits.OnesCount64(word))
	}
}

// passes tells whether a sentence of these classes is worth looking at.
func (m *model) passes(have *set) bool {
	sum := int32(0)
	for w, classes := range have {
		for ; classes != 0; classes &= classes - 1 {
			sum += m.gate[w*64+bits.TrailingZeros64(classes)]
		}
	}
	return sum >= m.pass
}

// evidence is what the features of one or more sentences add up to.
type evidence struct {
	sum [units]int32
	n   int32
}

func (e *evidence) add(o *evidence) {
	for i := range e.sum {
		e.sum[i] += o.sum[i]
	}
	e.n += o.n
}

// known gives the rows of the features that the model knows.
func (m *model) known(on, rows []uint32) []uint32 {
	for _, k := range on {
		word := m.full[k/64]
		if bit := uint64(1) << (k % 64); word&bit != 0 {
			rows = append(rows, uint32(m.before[k/64])+uint32(bits.OnesCount64(word&(bit-1))))
		}
	}
	return rows
}

// glanceAt is a quick estimate of how likely a sentence bears any label.
func (m *model) glanceAt(rows []uint32) int32 {
	sum := int32(-128 * len(rows))
	for _, r := range rows {
		sum += int32(m.glance[r])
	}
	return int32(int64(sum)*(unitUnit/glanceUnit)*overRoot(len(rows))>>16) + m.glanceBias
}

// overRoot is 2^16 over the root of n.
func overRoot(n int) int64 { return 1 << 28 / int64(math.Sqrt(float64(max(n, 1)))*(1<<12)) }

// gather adds up the features of a sentence.
func (m *model) gather(rows []uint32, e *evidence) {
	*e = evidence{n: int32(len(rows))}
	for len(rows) > 0 {
		some := rows[:min(len(rows), 256)] // sixteen bits a unit hold so many
		rows = rows[len(some):]
		var even, odd [units / 8]uint64
		for _, at := range some {
			row := (*[units]byte)(m.rows[int(at)*units:])
			for w := range even {
				x := binary.LittleEndian.Uint64(row[8*w:])
				even[w] += x & evenBytes
				odd[w] += x >> 8 & evenBytes
			}
		}
		for i := range e.sum {
			w := &even
			if i%2 == 1 {
				w = &odd
			}
			e.sum[i] += int32(uint16(w[i/8]>>(i%8/2*16))) - int32(len(some))*128
		}
	}
}

// scores are the log-odds of the labels.
type scores [lanes]int32

// judge gives the scores over some evidence.
func (m *model) judge(e *evidence) (z scores) {
	by := overRoot(int(e.n))
	var h [units]int32
	for i := range h {
		x := int32(int64(e.sum[i])*16*by>>16) + m.bias[i]
		if x < 0 {
			x /= 8 // leak
		}
		h[i] = x
	}
	for l := range m.labels {
		w := &m.out[l]
		sum := int64(w[units]) * unitUnit
		for i, x := range h {
			sum += int64(w[i]) * int64(x)
		}
		z[l] = int32(sum / outUnit)
	}
	return z
}

// index is the number of a label, -1 if there is none.
func (m *model) index(rule, family string) int {
	for i, l := range m.labels {
		if l == rule && family == "" || len(l) == len(rule)+1+len(family) && l[:len(rule)] == rule && l[len(rule)+1:] == family {
			return i
		}
	}
	return -1
}

// whole is the number of the label for "any of the families", -1 if the labels are rules of their own.
func (m *model) whole() int {
	if strings.Contains(m.labels[len(m.labels)-1], ":") {
		return 0
	}
	return -1
}

// cut takes a label apart.
func cut(label string) (rule, family string) {
	rule, family, _ = strings.Cut(label, ":")
	return rule, family
}
