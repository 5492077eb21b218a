package org

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Division is a six-digit code of an administrative division at or above county level (GB/T 2260): 150000 a province,
// 150100 a prefecture, 150102 a county. The zero Division means "not known".
type Division int32

// ParseDivision reads six digits of a listed province, with or without spaces around them. The division itself need not
// be listed: codes change after the list's date; FindDivision tells.
func ParseDivision[T string | []byte](s T) (d Division, ok bool) {
	from, to := 0, len(s)
	for from < to && s[from] == ' ' {
		from++
	}
	for from < to && s[to-1] == ' ' {
		to--
	}
	if to-from != 6 {
		return 0, false
	}
	for ; from < to; from++ {
		if s[from] < '0' || s[from] > '9' {
			return 0, false
		}
		d = d*10 + Division(s[from]-'0')
	}
	if d%10000 != 0 && d%10000 < 100 {
		return 0, false // no county can have no prefecture's digits
	}
	if _, listed := FindDivision(d.Province()); !listed {
		return 0, false
	}
	return d, true
}

// FindDivision gives the name of a division; ok is false if the list of April 2019 does not have it.
func FindDivision(d Division) (name string, ok bool) {
	t := divisions()
	i, ok := slices.BinarySearch(t.codes, d)
	if !ok {
		return "", false
	}
	return t.names[i], true
}

// Covers reports whether a is b or b lies in a: 150000 covers every 15xxxx, 150100 every 1501xx. No code covers nothing.
func Covers(a, b Division) bool {
	switch {
	case a == 0 || b == 0:
		return false
	case a.IsProvince():
		return b/10000 == a/10000
	case a.IsPrefecture():
		return b/100 == a/100
	}
	return a == b
}

// IsProvince reports whether d is a province, autonomous region or municipality.
func (d Division) IsProvince() bool { return d != 0 && d%10000 == 0 }

// IsPrefecture reports whether d is a prefecture: a prefecture-level city, league or autonomous prefecture.
func (d Division) IsPrefecture() bool { return d%10000 != 0 && d%100 == 0 }

// IsCounty reports whether d is a county: a district, county-level city, county or banner.
func (d Division) IsCounty() bool { return d%100 != 0 }

// Province gives the province d is or lies in.
func (d Division) Province() Division { return d - d%10000 }

// Parent gives the division directly above d: for a county its prefecture, or its province where counties stand directly
// under it (municipalities; codes xx90xx); for a prefecture its province; for a province none.
func (d Division) Parent() Division {
	switch {
	case d.IsProvince():
		return 0
	case d.IsPrefecture() || d/100%100 == 90 || municipality(d):
		return d.Province()
	}
	return d - d%100
}

// Name gives d's own name, "" if it is not listed.
func (d Division) Name() string { name, _ := FindDivision(d); return name }

// FullName gives d's name after the names of what it lies in: 内蒙古自治区呼和浩特市新城区; "" if it is not listed.
func (d Division) FullName() string {
	name := d.Name()
	if name == "" || d.Parent() == 0 {
		return name
	}
	return d.Parent().FullName() + name
}

// String gives the six digits, "" if d is not known.
func (d Division) String() string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%06d", int32(d))
}

// Counties gives the listed counties that d is or covers, in order of their codes.
func Counties(d Division) []Division {
	var out []Division
	for _, c := range divisions().below(d) {
		if c.IsCounty() {
			out = append(out, c)
		}
	}
	return out
}

// municipality reports whether d is or lies in 北京, 天津, 上海 or 重庆, where districts have no city between them and the top.
func municipality(d Division) bool {
	switch d / 10000 {
	case 11, 12, 31, 50:
		return true
	}
	return false
}

//go:embed divisions.tsv
var divisionsTSV string

// divisionTable has the listed divisions in order of their codes.
type divisionTable struct {
	codes []Division
	names []string
}

// below gives the listed divisions that d covers, itself included.
func (t *divisionTable) below(d Division) []Division {
	span := Division(1)
	switch {
	case d.IsProvince():
		span = 10000
	case d.IsPrefecture():
		span = 100
	}
	from, _ := slices.BinarySearch(t.codes, d)
	to, _ := slices.BinarySearch(t.codes, d+span)
	return t.codes[from:to]
}

var divisions = sync.OnceValue(func() *divisionTable {
	t := &divisionTable{codes: make([]Division, 0, 3300), names: make([]string, 0, 3300)}
	for line := range strings.Lines(divisionsTSV) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		code, rest, _ := strings.Cut(line, "\t")
		name, counties, _ := strings.Cut(rest, "\t")
		at := Division(number(code))
		for range (6 - len(code)) / 2 {
			at *= 100
		}
		if name != "" {
			t.codes, t.names = append(t.codes, at), append(t.names, name)
		}
		for county := range strings.SplitSeq(counties, "\t") {
			if len(county) > 2 {
				t.codes, t.names = append(t.codes, at+Division(number(county[:2]))), append(t.names, county[2:])
			}
		}
	}
	return t
})
