package screening

import (
	"math"
	"slices"
)

// The training: one layer of hidden units that all labels share, then a logistic regression for each, by stochastic
// steps whose length adapts to each feature. In every round most features of an example are left out at random, so that
// no single one can be leant on.
const (
	hidden  = 32    // units of one net
	nets    = 4     // trained from different beginnings; what they say is averaged
	rounds  = 20    // over all examples
	step    = 0.2   // length of the first steps
	dropped = 0.6   // share of features left out
	began   = 0.1   // size of the weights to begin with
	leak    = 0.125 // of a unit below nought
)

// net is what is trained.
type net struct {
	rows [][]float32 // of the features, hidden long
	bias []float32   // of the units
	out  [][]float32 // of the labels: a weight a unit, and one more
}

// dice throws the same numbers in every training.
type dice uint64

func (d *dice) next() uint64 {
	x := uint64(*d)
	x ^= x << 13
	x ^= x >> 7
	x ^= x << 17
	*d = dice(x)
	return x
}

// unit is between -1 and 1.
func (d *dice) unit() float32 { return float32(d.next()%2000001)/1000000 - 1 }

// forward gives the hidden units over some features.
func (n *net) forward(on []uint32, h []float32) {
	clear(h)
	for _, k := range on {
		for j, e := range n.rows[k] {
			h[j] += e
		}
	}
	scale := scaleOf(len(on))
	for j := range h {
		h[j] = h[j]*scale + n.bias[j]
		if h[j] < 0 {
			h[j] *= leak
		}
	}
}

func scaleOf(n int) float32 { return float32(1 / math.Sqrt(math.Max(1, float64(n)))) }

// score gives the log-odds of a label over hidden units.
func (n *net) score(label int, h []float32) float32 {
	w := n.out[label]
	s := w[len(h)]
	for j, x := range h {
		s += w[j] * x
	}
	return s
}

// trainer holds what training needs beside the net.
type trainer struct {
	*net
	dice    dice
	past    []float32 // squares of the steps of a feature so far
	pastB   []float32
	pastOut [][]float32
	h, back []float32
	on      []uint32
}

// fit trains a net on the examples that use allows.
func fit(data []vector, labels []string, features int, use func(*vector) bool, seed uint64) *net {
	t := &trainer{net: &net{}, dice: dice(seed), past: make([]float32, features), pastB: make([]float32, hidden), h: make([]float32, hidden), back: make([]float32, hidden)}
	t.bias = make([]float32, hidden)
	flat := make([]float32, features*hidden)
	for i := range flat {
		flat[i] = t.dice.unit() * began
	}
	for i := range features {
		t.rows = append(t.rows, flat[i*hidden:(i+1)*hidden])
	}
	for range labels {
		w := make([]float32, hidden+1)
		for j := range hidden {
			w[j] = t.dice.unit() * float32(math.Sqrt(3.0/hidden))
		}
		w[hidden] = -2
		t.out = append(t.out, w)
		t.pastOut = append(t.pastOut, make([]float32, hidden+1))
	}
	var order []int
	for i := range data {
		if use(&data[i]) {
			order = append(order, i)
		}
	}
	for range rounds {
		for i := len(order) - 1; i > 0; i-- { // an order of its own each round, the same in every training
			j := int(t.dice.next() % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		for _, i := range order {
			t.learn(&data[i], labels)
		}
	}
	return t.net
}

// learn takes a step for one example.
func (t *trainer) learn(v *vector, labels []string) {
	t.on = t.on[:0]
	for _, k := range v.on {
		if t.dice.next()%1000 >= dropped*1000 {
			t.on = append(t.on, k)
		}
	}
	t.forward(t.on, t.h)
	clear(t.back)
	for l := range labels {
		g := float32(1 / (1 + math.Exp(-float64(t.score(l, t.h)))))
		if v.is[l] {
			g--
		}
		if g > -1e-4 && g < 1e-4 {
			continue
		}
		w, past := t.out[l], t.pastOut[l]
		for j, x := range t.h {
			t.back[j] += g * w[j]
			q := g * x
			past[j] += q * q
			w[j] -= step * q / root(past[j])
		}
		past[hidden] += g * g
		w[hidden] -= step * g / root(past[hidden])
	}
	scale := scaleOf(len(t.on))
	size := float32(0)
	for j := range t.back {
		if t.h[j] < 0 {
			t.back[j] *= leak
		}
		q := t.back[j]
		t.pastB[j] += q * q
		t.bias[j] -= step * q / root(t.pastB[j])
		t.back[j] = q * scale
		size += t.back[j] * t.back[j]
	}
	size /= hidden
	for _, k := range t.on {
		t.past[k] += size
		by := step / root(t.past[k])
		for j, e := range t.rows[k] {
			t.rows[k][j] = e - by*t.back[j]
		}
	}
}

func root(x float32) float32 { return float32(math.Sqrt(float64(x) + 1e-6)) }

// has tells whether the example bears a label.
func (v *vector) has(label string) bool { return slices.Contains(v.labels, label) }
