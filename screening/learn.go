package screening

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"sync"
)

// Example is a text and the labels it should get, for Learn.
type Example struct {
	Text   string
	Labels []string
	Group  string // examples of one document are judged by models that have not seen it
	Fresh  bool   // no pattern was written with this text in view
}

const (
	folds      = 5
	minSeen    = 2 // a feature of fewer examples is left out
	gateRounds = 10
	gateLoss   = 100 // one in so many labelled examples may be stopped at the gate
)

// vector is an example as the classifier sees it.
type vector struct {
	on        []uint32 // numbers of its features
	labels    []string
	is        []bool // by number of the label
	group     string
	fresh     bool
	have      set        // classes that occur
	parts     []set      // by sentence
	sentences [][]uint32 // the features a glance sees, by sentence
}

// vectors turns examples into features, without those that are too rare to mean anything, and lists the labels. Hash
// gives the hash of a feature's number.
func vectors(as Kind, examples []Example) (data []vector, labels []string, hash []uint32) {
	book := bookOf(as)
	seen := map[uint32]int{}
	for _, e := range examples {
		v := vector{labels: e.Labels, group: e.Group, fresh: e.Fresh}
		y := layout{dict: book.dict, each: func(p *paragraph) {
			var s sentence
			for i := 0; i < len(p.text); {
				i = s.tag(book.dict, p.text, i)
				from := len(v.on)
				v.on = s.features(&book.symbols, v.on)
				v.sentences = append(v.sentences, slices.Clone(v.on[from:]))
				v.on = s.meant(v.on)
				v.parts = append(v.parts, s.have)
				for w := range s.have {
					v.have[w] |= s.have[w]
				}
				if s.ending == 0 && i < len(p.text) {
					i++
				}
			}
		}}
		y.run(e.Text)
		once := map[uint32]bool{}
		for _, k := range v.on {
			if !once[k] {
				once[k] = true
				seen[k]++
			}
		}
		data = append(data, v)
		for _, l := range e.Labels {
			if !slices.Contains(labels, l) {
				labels = append(labels, l)
			}
		}
	}
	slices.Sort(labels)
	for k, n := range seen {
		if n >= minSeen {
			hash = append(hash, k)
		}
	}
	slices.Sort(hash)
	number := map[uint32]uint32{}
	for i, k := range hash {
		number[k] = uint32(i)
	}
	for i := range data {
		v := &data[i]
		known := func(on []uint32) []uint32 {
			on = slices.DeleteFunc(on, func(k uint32) bool { return seen[k] < minSeen })
			for j, k := range on {
				on[j] = number[k]
			}
			return on
		}
		v.on = known(v.on)
		for j := range v.sentences {
			v.sentences[j] = known(v.sentences[j])
		}
		for _, l := range labels {
			v.is = append(v.is, v.has(l))
		}
	}
	return data, labels, hash
}

// bookOf is the rulebook of a kind of text.
func bookOf(as Kind) *rulebook {
	if as == Tender {
		return tenderBook()
	}
	return contractBook()
}

// Learn trains the classifier of a kind of text. The same examples in the same order give the same bytes.
func Learn(as Kind, examples []Example) []byte {
	data, labels, hash := vectors(as, examples)
	judged := holdOut(as, examples, data, labels, hash)
	all := func(*vector) bool { return true }
	m := newModel(as, data, labels, hash, all)
	m.setBars(judged, func(int) bool { return true })
	m.origin = originOf(as, data, hash)
	return m.store()
}

// Origin names all that a classifier of a kind of text would be trained from today, and Shipped what the one inside was:
// if they differ it is out of date.
func Origin(as Kind, examples []Example) string {
	data, _, hash := vectors(as, examples)
	return originOf(as, data, hash)
}

// Shipped is the Origin of the classifier inside.
func Shipped(as Kind) string { return bookOf(as).learned().origin }

func originOf(as Kind, data []vector, hash []uint32) string {
	h := sha256.New()
	fmt.Fprintln(h, hidden, nets, rounds, step, dropped, began, leak, folds, minSeen, gateRounds, gateLoss, glanceRounds, glanceFolds, glanceLoss, glanceUnit, glanceHeavy, wantPrecision, wantRecall, preferred)
	for _, p := range bookOf(as).dict.patterns {
		fmt.Fprintln(h, p.src)
	}
	for _, v := range data {
		fmt.Fprintln(h, v.labels, v.group, v.fresh)
		for _, k := range v.on {
			fmt.Fprintln(h, hash[k])
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// CrossValidate gives the labels that the screen puts on each example when its classifier and bars have not seen the
// document it comes from; the patterns are as they are.
func CrossValidate(as Kind, examples []Example) [][]string {
	data, labels, hash := vectors(as, examples)
	j := holdOut(as, examples, data, labels, hash)
	out := make([][]string, len(examples))
	for f, m := range j.models {
		m.setBars(j, func(i int) bool { return j.fold[i] != f })
		for i := range examples {
			if j.fold[i] != f {
				continue
			}
			c := screenerWith(as, m)
			for _, found := range c.run(examples[i].Text) {
				l := found.hit.Rule
				if found.hit.Family != "" {
					l += ":" + found.hit.Family
				}
				if !slices.Contains(out[i], l) {
					out[i] = append(out[i], l)
				}
			}
		}
	}
	return out
}

// newModel trains the nets on the examples that use allows, and the gate, and writes them in whole numbers.
func newModel(as Kind, data []vector, labels []string, hash []uint32, use func(*vector) bool) *model {
	m := &model{labels: labels, rows: make([]byte, len(hash)*units)}
	var trained [nets]*net
	var wait sync.WaitGroup
	for n := range nets {
		wait.Go(func() { trained[n] = fit(data, labels, len(hash), use, 88172645463325252+uint64(n)*7919) })
	}
	wait.Wait()
	for i, k := range hash {
		m.full[k/64] |= 1 << (k % 64)
		for u := range units {
			w := trained[u/hidden].rows[i][u%hidden]
			b := int(math.Round(float64(w) * rowUnit))
			m.rows[i*units+u] = byte(max(-127, min(127, b)) + 128)
		}
	}
	for u := range units {
		t := trained[u/hidden]
		m.bias[u] = int32(math.Round(float64(t.bias[u%hidden]) * unitUnit))
		for l := range labels {
			m.out[l][u] = int32(math.Round(float64(t.out[l][u%hidden]) * outUnit / nets))
		}
	}
	for l := range labels {
		for _, t := range trained {
			m.out[l][units] += int32(math.Round(float64(t.out[l][hidden]) * outUnit / nets))
		}
	}
	m.number()
	m.setGate(data, use)
	m.setGlance(data, len(hash), use)
	return m
}

// setGate trains the gate: a logistic regression of "any label" over the classes that occur, and a bar that nearly all pass.
func (m *model) setGate(data []vector, use func(*vector) bool) {
	var w [256]float64
	bias := -1.0
	score := func(h *set) float64 {
		sum := bias
		for c := range 256 {
			if h.has(class(c)) {
				sum += w[c]
			}
		}
		return sum
	}
	for r := range gateRounds {
		for i := range data {
			v := &data[i]
			if !use(v) {
				continue
			}
			g := 1 / (1 + math.Exp(-score(&v.have)))
			if len(v.labels) > 0 {
				g = (g - 1) * 4
			}
			g *= 0.05 / float64(1+r)
			bias -= g
			for c := range 256 {
				if v.have.has(class(c)) {
					w[c] -= g
				}
			}
		}
	}
	for c := range w {
		m.gate[c] = int32(math.Round(w[c] * outUnit))
	}
	var all []int32
	for i := range data {
		if v := &data[i]; use(v) && len(v.labels) > 0 {
			best := int32(math.MinInt32)
			for k := range v.parts {
				sum := int32(0)
				for c := range 256 {
					if v.parts[k].has(class(c)) {
						sum += m.gate[c]
					}
				}
				best = max(best, sum)
			}
			all = append(all, best)
		}
	}
	slices.Sort(all)
	if len(all) > 0 {
		m.pass = all[len(all)/gateLoss] - outUnit/4
	}
}
