package screening

import (
	"math"
	"slices"
)

// The glance is a logistic regression of "any label" over all features: it costs a byte a feature, where the nets cost
// sixty-four, and spares them most of what is fair.
const (
	glanceRounds = 8
	glanceFolds  = 3
	glanceLoss   = 66 // one in so many labelled examples from documents it has not seen may be passed over
	glanceUnit   = 32 // a weight of 1
	glanceHeavy  = 3  // so many times as much as a fair example weighs one that bears a label
)

// linear is a weight a feature and one more.
type linear struct {
	w    []float32
	bias float32
}

// score is the log-odds over some features.
func (g *linear) score(on []uint32) float32 {
	s := float32(0)
	for _, k := range on {
		s += g.w[k]
	}
	return s*scaleOf(len(on)) + g.bias
}

// fitLinear trains a glance on the examples that use allows, leaving features out at random as the nets do.
func fitLinear(data []vector, features int, use func(*vector) bool) *linear {
	g := &linear{w: make([]float32, features), bias: -1}
	past, pastBias := make([]float32, features), float32(0)
	var order []int
	for i := range data {
		if use(&data[i]) {
			order = append(order, i)
		}
	}
	d := dice(2463534242)
	var on []uint32
	for range glanceRounds {
		for i := len(order) - 1; i > 0; i-- {
			j := int(d.next() % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		for _, i := range order {
			v := &data[i]
			on = on[:0]
			for _, some := range v.sentences {
				for _, k := range some {
					if d.next()%1000 >= dropped*1000 {
						on = append(on, k)
					}
				}
			}
			e := float32(1 / (1 + math.Exp(-float64(g.score(on)))))
			if len(v.labels) > 0 {
				e = (e - 1) * glanceHeavy
			}
			pastBias += e * e
			g.bias -= step * e / root(pastBias)
			e *= scaleOf(len(on))
			for _, k := range on {
				past[k] += e * e
				g.w[k] -= step * e / root(past[k])
			}
		}
	}
	return g
}

// setGlance trains the glance, and sets its bar by what glances made of documents they had not seen.
func (m *model) setGlance(data []vector, features int, use func(*vector) bool) {
	m.glance = make([]byte, features)
	fold, groups := make([]int, len(data)), map[string]int{}
	for i, v := range data {
		if _, ok := groups[v.group]; !ok {
			groups[v.group] = len(groups)
		}
		fold[i] = groups[v.group] / folds % glanceFolds // not the folds of holdOut
	}
	var best []int32
	for f := range glanceFolds {
		at := map[string]bool{}
		for i, v := range data {
			at[v.group] = fold[i] == f
		}
		m.takeGlance(fitLinear(data, features, func(v *vector) bool { return use(v) && !at[v.group] }))
		for i := range data {
			if v := &data[i]; use(v) && at[v.group] && len(v.labels) > 0 {
				most := int32(math.MinInt32)
				for _, on := range v.sentences {
					most = max(most, m.glanceAt(on))
				}
				best = append(best, most)
			}
		}
	}
	slices.Sort(best)
	m.takeGlance(fitLinear(data, features, use))
	if m.glanceBar = math.MinInt32; len(best) > 0 {
		m.glanceBar = best[len(best)/glanceLoss]
	}
}

func (m *model) takeGlance(g *linear) {
	for k, w := range g.w {
		m.glance[k] = byte(max(-127, min(127, int(math.Round(float64(w)*glanceUnit)))) + 128)
	}
	m.glanceBias = int32(math.Round(float64(g.bias) * unitUnit))
}
