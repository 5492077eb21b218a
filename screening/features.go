package screening

// What the classifier looks at in a sentence: runs of one to three symbols, a symbol being a character or, where somebody
// who acts, a measure or a title is named, that kind of word; the classes of the words, their neighbours up to reach, threes
// in a row, and every two that stand in one sentence.

// buckets are the places of the hashed features.
const buckets = 1 << 21

// reach is how far apart two words may stand and still be looked at as neighbours.
const reach = 5

// symbolNames are the classes that stand in a run of symbols as themselves: it does not matter which of the names a buyer bears.
var symbolNames = []string{"days", "years", "yuan", "percent", "persons", "points", "area", "age", "height", "count", "number", "date", "ref", "dist", "title",
	"owner", "employer", "third", "main", "sub", "buyer", "letter", "bidder", "firm", "host"}

// symbols are the classes of d that stand for themselves.
func (d *dictionary) symbols() set {
	var s set
	for _, n := range symbolNames {
		if c, ok := d.byName[n]; ok {
			s.add(c)
		}
	}
	return s
}

// features appends the hashed features of a sentence; what they mean is fixed, for models are trained on them. Those of
// what its words mean (thesaurus.go) come beside them: they cost the most, and a glance does without.
func (s *sentence) features(as *set, on []uint32) []uint32 {
	on = s.runs(as, on)
	var a, b uint32 // the two words before
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
		if t.class == gap || t.class == comma {
			continue
		}
		if a != 0 {
			on = append(on, mix(a<<16|b<<8|x, 14))
		}
		a, b = b, x
	}
	return s.pairs(on)
}

// runs appends runs of symbols.
func (s *sentence) runs(as *set, on []uint32) []uint32 {
	var a, b uint32 // the two symbols before
	at := s.a
	for i := 0; i <= len(s.toks); i++ {
		to, symbol := s.z, uint32(0)
		if i < len(s.toks) {
			t := &s.toks[i]
			if !as.has(t.class) || int(t.a) < at {
				continue
			}
			to, symbol = int(t.a), 1<<16+uint32(t.class)
		}
		for ; at <= to; at++ {
			u := symbol
			if at < to {
				if u = uint32(s.text[at]); u == '。' || u == '；' {
					continue
				}
			} else if symbol == 0 {
				break
			}
			on = append(on, mix(u, 21))
			if b != 0 {
				on = append(on, mix(b*65599+u, 22))
				if a != 0 {
					on = append(on, mix((a*65599+b)*65599+u, 23))
				}
			}
			a, b = b, u
		}
		if symbol != 0 {
			at = int(s.toks[i].z)
		}
	}
	return on
}

// pairs appends every two classes that stand in the sentence, wherever.
func (s *sentence) pairs(on []uint32) []uint32 {
	var all [64]uint32
	n := 0
	for x := uint32(closes) + 1; x < 256 && n < len(all); x++ {
		if !s.have.has(class(x)) {
			continue
		}
		for _, y := range all[:n] {
			on = append(on, mix(y<<8|x, 15))
		}
		all[n] = x
		n++
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
