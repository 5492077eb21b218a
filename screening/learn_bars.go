package screening

import (
	"cmp"
	"math"
	"slices"
)

// What the bars aim at. They are set by models that have learnt four fifths of the examples, and of the odder half: the whole
// model is surer on ordinary texts, so that 0.93 here is the goal of 0.95 there.
const (
	wantPrecision = 0.93
	wantRecall    = 0.90
	preferred     = 3 // so many times as dear as recall is precision
)

// choice is something there was to decide on a text: what the patterns said of a label, and the classifier's score.
type choice struct {
	state uint8
	z     float64
}

// holdout is what models made of texts from documents they had not seen.
type holdout struct {
	data    []vector
	models  []*model
	fold    []int        // of an example
	choices [][][]choice // by example and label
}

// holdOut judges every example by a model trained without its document.
func holdOut(as Kind, examples []Example, data []vector, labels []string, hash []uint32) *holdout {
	j := &holdout{data: data, fold: make([]int, len(data)), choices: make([][][]choice, len(data))}
	group := map[string]int{}
	for i, v := range data {
		if _, ok := group[v.group]; !ok {
			group[v.group] = len(group) % folds
		}
		j.fold[i] = group[v.group]
	}
	for f := range folds {
		m := newModel(as, data, labels, hash, func(v *vector) bool { return group[v.group] != f })
		j.models = append(j.models, m)
		for i := range data {
			if j.fold[i] != f {
				continue
			}
			j.choices[i] = make([][]choice, len(labels))
			c := screenerWith(as, m)
			c.watch = func(l int, state uint8, z int32) {
				j.choices[i][l] = append(j.choices[i][l], choice{state, float64(z) / unitUnit})
			}
			c.run(examples[i].Text)
			if c.inspected { // the document answers an open acceptance, whatever the bars are
				if l := m.index("03.open-ended-acceptance", ""); l >= 0 {
					j.choices[i][l] = nil
				}
			}
		}
	}
	return j
}

// weights say how much the word of the patterns counts beside the classifier's.
type weights struct {
	slope float64
	by    [states]float64
}

func (w *weights) of(c choice) float64 { return w.slope*c.z + w.by[c.state] }

// best is the choice that speaks most for the label.
func (w *weights) best(all []choice) (c choice, ok bool) {
	for i, x := range all {
		if i == 0 || w.of(x) > w.of(c) {
			c = x
		}
	}
	return c, len(all) > 0
}

// setBars sets the bars of m by the examples that no pattern was written for and that use allows.
func (m *model) setBars(j *holdout, use func(int) bool) {
	for l, label := range m.labels {
		w := weights{slope: 1, by: [states]float64{silent: 0, barred: -1, weak: 1, strong: 2}}
		prior := w
		for range 100 {
			var gs, gb, hb = 0.0, [states]float64{}, [states]float64{}
			hs := 1.0
			for i := range j.data {
				c, ok := w.best(j.choices[i][l])
				if !ok || !j.data[i].fresh || !use(i) {
					continue
				}
				p := 1 / (1 + math.Exp(-w.of(c)))
				g := p
				if j.data[i].has(label) {
					g--
				}
				gs += g * c.z
				gb[c.state] += g
				hs += p * (1 - p) * c.z * c.z
				hb[c.state] += p * (1 - p)
			}
			w.slope = max(0.2, w.slope-0.3*(gs+w.slope-prior.slope)/hs)
			for s := range gb {
				w.by[s] -= 0.3 * (gb[s] + w.by[s] - prior.by[s]) / (hb[s] + 1)
			}
		}
		least := m.leastOf(j, l, &w, use)
		for s := range w.by {
			m.bars[l][s] = int32(math.Round(max(-1e5, min(1e5, (least-w.by[s])/w.slope)) * unitUnit))
		}
		m.bars[l][weak] = min(m.bars[l][weak], m.bars[l][silent]) // the surer the patterns, the lower the bar, however few there were to learn it from
		m.bars[l][strong] = min(m.bars[l][strong], m.bars[l][weak])
		m.bars[l][barred] = never // what was written down as fair stays fair
	}
}

// leastOf is the least that must speak for a label: the wanted precision first, then as much recall as can be. Texts that
// patterns were written for count half, and only as what must stay silent: on them the patterns find all there is.
func (m *model) leastOf(j *holdout, l int, w *weights, use func(int) bool) float64 {
	type point struct {
		of    float64
		right bool
		count float64
	}
	var all []point
	positive := 0.0
	for i := range j.data {
		right, count := j.data[i].has(m.labels[l]), 1.0
		if !use(i) || right && !j.data[i].fresh {
			continue
		}
		if right {
			positive++
		} else if !j.data[i].fresh {
			count = 0.5
		}
		if c, ok := w.best(j.choices[i][l]); ok && (c.state < weak || j.data[i].fresh) {
			all = append(all, point{w.of(c), right, count})
		}
	}
	slices.SortStableFunc(all, func(a, b point) int { return cmp.Compare(b.of, a.of) })
	right, sum, least, most := 0.0, 0.0, 3.0, 0.0
	for i, p := range all {
		sum += p.count
		if p.right {
			right++
		}
		if i+1 < len(all) && all[i+1].of == p.of {
			continue
		}
		precision, recall := right/sum, right/max(positive, 1)
		worth := preferred*min(precision, wantPrecision)/wantPrecision + min(recall, wantRecall)/wantRecall + (precision+recall)/100
		if worth > most {
			most, least = worth, p.of
			if i+1 < len(all) {
				least = (p.of + all[i+1].of) / 2
			}
		}
	}
	return least
}
