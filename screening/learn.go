package screening

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"math"
	"slices"
)

// Example is a text and the labels it should get, for Learn.
type Example struct {
	Text   string
	Labels []string
	Group  string // examples of one document are judged by models that have not seen it
}

// The training: a logistic regression for each label, by stochastic steps whose length adapts.
const (
	rounds  = 10
	step    = 0.5
	folds   = 5
	trusted = 0.95 // of the hits on unseen documents must be right
	minSeen = 2    // a feature of fewer examples is left out
	lowest  = 0.6  // log-odds below which nothing is a hit
)

type vector struct {
	on     []uint32
	labels []string
	group  string
	scale  float64
}

// Learn trains the classifier of a kind of text. The same examples in the same order give the same bytes.
func Learn(as Kind, examples []Example) []byte {
	data, labels := vectors(as, examples)
	groups := []string{}
	for _, v := range data {
		if !slices.Contains(groups, v.group) {
			groups = append(groups, v.group)
		}
	}
	held := map[string]int{}
	for i, g := range groups {
		held[g] = i % folds
	}
	unseen := make([][]float64, len(labels))
	for i := range unseen {
		unseen[i] = make([]float64, len(data))
	}
	for f := range folds {
		for li, l := range labels {
			w, b := fit(data, l, func(v *vector) bool { return held[v.group] != f })
			for i := range data {
				if held[data[i].group] == f {
					unseen[li][i] = data[i].dot(w) + b
				}
			}
		}
	}
	var out bytes.Buffer
	for i, l := range labels {
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(l)
	}
	out.WriteByte('\n')
	weights := make([][]float64, len(labels))
	for li, l := range labels {
		w, b := fit(data, l, func(*vector) bool { return true })
		weights[li] = w
		put(&out, b)
		put(&out, threshold(data, l, unseen[li]))
	}
	for k := range uint32(buckets) {
		row := make([]byte, len(labels))
		empty := true
		for li := range labels {
			row[li] = byte(int8(max(-127, min(127, math.Round(weights[li][k]*weightUnit)))))
			empty = empty && row[li] == 0
		}
		if !empty {
			_ = binary.Write(&out, binary.LittleEndian, k)
			out.Write(row)
		}
	}
	var z bytes.Buffer
	w, _ := gzip.NewWriterLevel(&z, gzip.BestCompression)
	_, _ = w.Write(out.Bytes())
	_ = w.Close()
	return z.Bytes()
}

func put(out *bytes.Buffer, v float64) {
	_ = binary.Write(out, binary.LittleEndian, int32(math.Round(v*weightUnit*weightUnit)))
}

// vectors turns examples into features, without those that are too rare to mean anything.
func vectors(as Kind, examples []Example) (data []vector, labels []string) {
	book := contractBook()
	if as == Tender {
		book = tenderBook()
	}
	seen := map[uint32]int{}
	for _, e := range examples {
		v := vector{labels: e.Labels, group: e.Group}
		y := layout{dict: book.dict, each: func(p *paragraph) {
			var s sentence
			for i := 0; i < len(p.text); {
				i = s.tag(book.dict, p.text, i)
				v.on = s.features(v.on)
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
	for i := range data {
		data[i].on = slices.DeleteFunc(data[i].on, func(k uint32) bool { return seen[k] < minSeen })
		data[i].scale = 1 / math.Sqrt(math.Max(1, float64(len(data[i].on))))
	}
	return data, labels
}

func (v *vector) dot(w []float64) float64 {
	sum := 0.0
	for _, k := range v.on {
		sum += w[k]
	}
	return sum * v.scale
}

// fit trains one label on the examples that use allows.
func fit(data []vector, label string, use func(*vector) bool) (w []float64, bias float64) {
	w = make([]float64, buckets)
	past := make([]float64, buckets)
	pastBias := 1e-8
	var order []int
	positive := 0
	for i := range data {
		if use(&data[i]) {
			order = append(order, i)
			if slices.Contains(data[i].labels, label) {
				positive++
			}
		}
	}
	heavy := math.Min(4, float64(len(order)-positive)/math.Max(1, float64(positive)))
	dice := uint64(88172645463325252)
	for range rounds {
		for i := len(order) - 1; i > 0; i-- { // an order of its own each round, the same in every training
			dice ^= dice << 13
			dice ^= dice >> 7
			dice ^= dice << 17
			j := int(dice % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		for _, i := range order {
			v := &data[i]
			p := 1 / (1 + math.Exp(-v.dot(w)-bias))
			g := p
			if slices.Contains(v.labels, label) {
				g = (p - 1) * heavy
			}
			by := g * v.scale
			for _, k := range v.on {
				past[k] += by * by
				w[k] -= step * by / math.Sqrt(past[k]+1e-8)
			}
			pastBias += g * g
			bias -= step * g / math.Sqrt(pastBias)
		}
	}
	return w, bias
}

// threshold is the lowest score from which on enough hits on unseen documents are right.
func threshold(data []vector, label string, scores []float64) float64 {
	type judged struct {
		score float64
		right bool
	}
	var all []judged
	for i, s := range scores {
		all = append(all, judged{s, slices.Contains(data[i].labels, label)})
	}
	slices.SortStableFunc(all, func(a, b judged) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	right, best := 0, math.Inf(1)
	for i, j := range all {
		if j.score < lowest {
			break
		}
		if j.right {
			right++
		}
		if float64(right) >= trusted*float64(i+1) {
			best = j.score
		}
	}
	if math.IsInf(best, 1) {
		best = 1e5
	}
	return best
}
