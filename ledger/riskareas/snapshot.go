package riskareas

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"shukun/problem"
)

// snapshot is one state of the list, without its low-risk part.
type snapshot struct {
	at      moment
	entries []entry
}

// entry is one line of a list: a place and the communities in it.
type entry struct {
	level       Level
	place       place
	communities []string
}

// place is where an entry is, as listed. In municipalities the county is mostly a street, and the city the district.
type place struct{ province, city, county string }

// nameLength bounds each part of a place's name, in bytes. The longest county-level name in use has 45.
const nameLength = 300

// snapshotJSON is a snapshot as it is written; what is not named here (hcount, mcount, lowlist …) is not looked at.
type snapshotJSON struct {
	Data   json.RawMessage `json:"data"`
	At     json.RawMessage `json:"end_update_time"`
	High   json.RawMessage `json:"highlist"`
	Middle json.RawMessage `json:"middlelist"`
}

// entryJSON is an entry as it is written. County and area_name say the same; type is "2" throughout.
type entryJSON struct {
	Province    string   `json:"province"`
	City        string   `json:"city"`
	County      string   `json:"county"`
	Communities []string `json:"communitys"`
}

// parseSnapshot reads one snapshot, with or without the "data" around it. A list that is null or not there is empty, but
// one of the two must be named: an answer that only says when would otherwise take every county off the list.
// The error has no place in the file yet; line counts from the first line of b, 0 where the fault is in no one line.
func parseSnapshot(b []byte) (s snapshot, line int, err *problem.Error) {
	if !utf8.Valid(b) {
		return snapshot{}, 1 + bytes.Count(validStart(b), []byte{'\n'}), badEncoding
	}
	var raw snapshotJSON
	if e := json.Unmarshal(b, &raw); e != nil {
		if _, other := errors.AsType[*json.UnmarshalTypeError](e); other {
			return snapshot{}, 0, notSnapshot.Because(e) // an array, a number
		}
		return snapshot{}, lineOf(b, e), badJSON.Because(e)
	}
	if raw.At == nil && present(raw.Data) {
		inner := raw.Data
		raw = snapshotJSON{}
		if e := json.Unmarshal(inner, &raw); e != nil {
			return snapshot{}, 0, notSnapshot.Because(e)
		}
	}
	var text string
	if !present(raw.At) || raw.High == nil && raw.Middle == nil {
		return snapshot{}, 0, notSnapshot
	}
	if e := json.Unmarshal(raw.At, &text); e != nil {
		return snapshot{}, 0, badTime.With(string(raw.At))
	}
	at, ok := parseMoment(text)
	if !ok {
		return snapshot{}, 0, badTime.With(text)
	}
	s.at = at
	if s.entries, err = parseList(s.entries, raw.High, "highlist", High); err == nil {
		s.entries, err = parseList(s.entries, raw.Middle, "middlelist", Medium)
	}
	return s, 0, err
}

// parseList appends the entries of one list. It looks at them one by one, so that a list of a million empty entries is
// refused at the first.
func parseList(to []entry, list json.RawMessage, name string, level Level) ([]entry, *problem.Error) {
	if !present(list) {
		return to, nil
	}
	d := json.NewDecoder(bytes.NewReader(list))
	if open, e := d.Token(); e != nil || open != json.Delim('[') {
		return nil, badList.At(problem.Place{Column: name})
	}
	for i := 0; d.More(); i++ {
		at := problem.Place{Column: name + "[" + strconv.Itoa(i) + "]"}
		var raw entryJSON
		if e := d.Decode(&raw); e != nil {
			return nil, badEntry.At(at).Because(e)
		}
		p := place{cleanName(raw.Province), cleanName(raw.City), cleanName(raw.County)}
		switch {
		case p == (place{}):
			return nil, badEntry.At(at)
		case max(len(p.province), len(p.city), len(p.county)) > nameLength:
			return nil, badEntry.At(at).With(p.province + " " + p.city + " " + p.county)
		}
		to = append(to, entry{level, p, raw.Communities})
	}
	return to, nil
}

func present(b json.RawMessage) bool { return len(b) > 0 && string(b) != "null" }

// cleanName takes spaces and the mark of a stand-in county off a name: 加格达奇区(虚拟).
func cleanName(s string) string {
	s = oneLine(s)
	for _, mark := range []string{"(虚拟)", "（虚拟）"} {
		s = strings.TrimSuffix(s, mark)
	}
	return strings.TrimSpace(s)
}

// lineOf gives the line of b, from 1, that a JSON error is in; 0 if it does not say.
func lineOf(b []byte, e error) int {
	syntax, ok := errors.AsType[*json.SyntaxError](e)
	if !ok {
		return 0
	}
	return 1 + bytes.Count(b[:min(int(syntax.Offset), len(b))], []byte{'\n'})
}

// validStart gives the part of b before the first byte that is not UTF-8.
func validStart(b []byte) []byte {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return b[:i]
		}
		i += n
	}
	return b
}
