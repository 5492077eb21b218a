package screen

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// segment is a piece of a line all of which lies in the same hits.
type segment struct {
	Text  string
	Hits  []int // indices, none outside hits
	Focus bool  // decisive words of one of them
}

// line is a line of a text, cut where hits begin and end.
type line struct {
	Segments []segment
	Starts   []int // hits that begin in it
	End      int   // the character past it
	NewPage  bool  // a page begins with it
}

// eachLine cuts a text into lines and calls fn for each. Blank lines are left out.
func eachLine(text string, hits []hit, fn func(l *line) error) error {
	var cuts []int
	for i := range hits {
		cuts = append(cuts, hits[i].Start, hits[i].End, hits[i].Focus[0], hits[i].Focus[1])
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	l := &line{}
	next, from, segmentAt := 0, 0, 0 // hit to begin; byte and character where the segment begins
	var active []int
	flush := func(to int) {
		if piece := strings.Trim(text[from:to], "\r"); piece != "" {
			l.Segments = append(l.Segments, segmentOf(piece, segmentAt, active, hits))
		}
	}
	at, cut := 0, 0
	end := func() error {
		if blank(l) && len(l.Starts) == 0 {
			l.Segments = nil
			return nil
		}
		l.End = at
		err := fn(l)
		*l = line{}
		return err
	}
	for i := 0; i < len(text); {
		for cut < len(cuts) && cuts[cut] == at {
			flush(i)
			from, segmentAt = i, at
			cut++
			active = slices.DeleteFunc(active, func(k int) bool { return hits[k].End <= at })
			for ; next < len(hits) && hits[next].Start <= at; next++ {
				active = append(active, next)
				l.Starts = append(l.Starts, next)
			}
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		at++
		if r == '\n' || r == '\f' {
			flush(i - size)
			from, segmentAt = i, at
			if err := end(); err != nil {
				return err
			}
			l.NewPage = l.NewPage || r == '\f'
		}
	}
	flush(len(text))
	return end()
}

func blank(l *line) bool {
	return !slices.ContainsFunc(l.Segments, func(s segment) bool { return strings.TrimSpace(s.Text) != "" })
}

func segmentOf(text string, at int, active []int, hits []hit) segment {
	s := segment{Text: text}
	for _, k := range active {
		if hits[k].End > at {
			s.Hits = append(s.Hits, k)
			s.Focus = s.Focus || hits[k].Focus[0] <= at && at < hits[k].Focus[1]
		}
	}
	return s
}
