package riskareas

import (
	"cmp"
	"slices"

	"shukun/civil"
	"shukun/org"
	"shukun/problem"
)

// timeline gathers snapshots in any order: for each hour the counties it lists.
type timeline struct {
	prefix  string
	read    int
	hours   map[moment]*hour
	matches map[place]match
	texts   map[string]string // one copy of every place text: a listing stands in hundreds of snapshots
}

// hour is what the snapshots of one hour list.
type hour struct {
	listed    []listing // by county and level, each once
	unmatched []lost    // by place, each once
}

// listing is a county at a level, with the place its first row would show.
type listing struct {
	county      org.Division
	level       Level
	place       string
	communities int
}

// lost is a place without a county, and the levels it is listed at.
type lost struct {
	place        place
	high, medium bool
}

func newTimeline(prefix string) *timeline {
	return &timeline{prefix: prefix, hours: map[moment]*hour{}, matches: map[place]match{}, texts: map[string]string{}}
}

// What we keep is bounded: a year has 8,760 hours, and the list was kept for three; the country has 2,851 counties, and
// the list names some thousands of places.
const (
	maxHours  = 100_000
	maxPlaces = 100_000
)

// add takes in a snapshot.
func (t *timeline) add(s snapshot) *problem.Error {
	t.read++
	h := t.hours[s.at]
	if h == nil {
		h = &hour{}
		t.hours[s.at] = h
	}
	names := map[listing][]string{}
	for _, e := range s.entries {
		m := t.match(e.place)
		switch {
		case m.county == 0:
			if m.known == 0 || !outside(m.known, t.prefix) {
				h.unmatched = append(h.unmatched, lost{e.place, e.level == High, e.level == Medium})
			}
		case !outside(m.county, t.prefix):
			key := listing{county: m.county, level: e.level}
			names[key] = append(names[key], e.names(m)...)
		}
		if len(t.matches) > maxPlaces {
			return tooMuch
		}
	}
	for l, communities := range names {
		l.place, l.communities = placeText(communities, countyName(l.county))
		l.place = t.text(l.place)
		h.listed = append(h.listed, l)
	}
	h.tidy()
	if len(t.hours) > maxHours {
		return tooMuch
	}
	return nil
}

// text gives our copy of a text.
func (t *timeline) text(s string) string {
	if known, ok := t.texts[s]; ok {
		return known
	}
	t.texts[s] = s
	return s
}

// match is findPlace, once for each place.
func (t *timeline) match(p place) match {
	m, ok := t.matches[p]
	if !ok {
		m = findPlace(p)
		t.matches[p] = m
	}
	return m
}

// names gives an entry's communities; where the county as listed is only a part of the division, with its name before
// them, or alone if there are none.
func (e *entry) names(m match) []string {
	if !m.inside {
		return e.communities
	}
	if len(e.communities) == 0 {
		return []string{e.place.county}
	}
	out := make([]string, len(e.communities))
	for i, c := range e.communities {
		out[i] = e.place.county + c
	}
	return out
}

// tidy makes every listing and every lost place stand once. Of two listings the one with more communities shows its place,
// or the first in the alphabet: which snapshot came first must not matter.
func (h *hour) tidy() {
	slices.SortFunc(h.listed, func(a, b listing) int {
		return cmp.Or(compareListings(a, b), cmp.Compare(b.communities, a.communities), cmp.Compare(a.place, b.place))
	})
	h.listed = slices.Clip(slices.CompactFunc(h.listed, func(a, b listing) bool { return compareListings(a, b) == 0 }))
	slices.SortFunc(h.unmatched, func(a, b lost) int { return comparePlaces(a.place, b.place) })
	once := h.unmatched[:0]
	for _, l := range h.unmatched {
		if n := len(once); n > 0 && once[n-1].place == l.place {
			once[n-1].high = once[n-1].high || l.high
			once[n-1].medium = once[n-1].medium || l.medium
			continue
		}
		once = append(once, l)
	}
	h.unmatched = slices.Clip(once)
}

func compareListings(a, b listing) int {
	return cmp.Or(cmp.Compare(a.county, b.county), cmp.Compare(a.level, b.level))
}

func comparePlaces(a, b place) int {
	return cmp.Or(cmp.Compare(a.province, b.province), cmp.Compare(a.city, b.city), cmp.Compare(a.county, b.county))
}

// result puts the hours in order and follows every county through them.
func (t *timeline) result() *Result {
	order := make([]moment, 0, len(t.hours))
	for m := range t.hours {
		order = append(order, m)
	}
	slices.SortFunc(order, moment.compare)
	return &Result{
		Rows: t.rows(order), Unmatched: t.unmatched(order), Snapshots: t.read, Hours: len(order),
		First: order[0].String(), Last: order[len(order)-1].String(),
	}
}

// episode is the latest row of a county at a level, and the last hour that had it.
type episode struct {
	row  int
	hour int
	open bool
}

func (t *timeline) rows(order []moment) []Row {
	var rows []Row
	latest := map[listing]*episode{} // by county and level alone
	for n, at := range order {
		for _, l := range t.hours[at].listed {
			key := listing{county: l.county, level: l.level}
			e := latest[key]
			switch {
			case e == nil:
				e = &episode{row: len(rows)}
				latest[key] = e
				rows = append(rows, newRow(l, at))
			case e.open:
			case rows[e.row].ListedOn == at.day:
				rows[e.row].DelistedOn = civil.Date(0)
			default:
				e.row = len(rows)
				rows = append(rows, newRow(l, at))
			}
			e.hour, e.open = n, true
		}
		for _, e := range latest {
			if e.open && e.hour < n {
				e.open = false
				rows[e.row].DelistedOn = at.day
			}
		}
	}
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.County, b.County), cmp.Compare(a.Level, b.Level), cmp.Compare(a.ListedOn, b.ListedOn))
	})
	return rows
}

func newRow(l listing, at moment) Row {
	return Row{County: l.county, Level: l.level, ListedOn: at.day, Place: l.place, Source: "全国疫情中高风险地区名单（截至" + at.String() + "）"}
}

func (t *timeline) unmatched(order []moment) []Unmatched {
	found := map[place]*Unmatched{}
	levels := map[place]lost{}
	for _, at := range order {
		for _, l := range t.hours[at].unmatched {
			u := found[l.place]
			if u == nil {
				u = &Unmatched{Province: l.place.province, City: l.place.city, County: l.place.county, First: at.String()}
				found[l.place] = u
			}
			u.Last = at.String()
			u.Snapshots++
			all := levels[l.place]
			levels[l.place] = lost{high: all.high || l.high, medium: all.medium || l.medium}
		}
	}
	var out []Unmatched
	for p, u := range found {
		if levels[p].high {
			u.Levels = append(u.Levels, High)
		}
		if levels[p].medium {
			u.Levels = append(u.Levels, Medium)
		}
		u.Problem = unmatchedProblem(u, t.matches[p].why)
		out = append(out, *u)
	}
	slices.SortFunc(out, func(a, b Unmatched) int {
		return comparePlaces(place{a.Province, a.City, a.County}, place{b.Province, b.City, b.County})
	})
	return out
}
