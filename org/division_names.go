package org

import (
	"strings"
	"sync"
)

// FindDivisionByName finds a division by the names of its city and county as risk lists and tenancies write them. City is
// a prefecture, a municipality (北京市), or a province where counties stand directly under it; a last 市, 盟, 地区, 区, 县
// or 旗 may be left out, and usual short names of Inner Mongolia's banners are known (达茂旗). Also understood:
//
//   - a municipality's district as the city, with a street as the county: the district (丰台区 + 卢沟桥街道);
//   - no county: the city itself;
//   - a city that has no counties (东莞市): the city itself, whatever the county;
//   - a county given as its own city (雄县 + 雄县), or under a word such as 省直辖县级行政单位.
//
// ok is false if there is none or more than one by those names in the list of April 2019; a development zone is none.
// A name whose ending differs from the list's (澄江市, then 澄江县) is none either: the place has another code since.
func FindDivisionByName(city, county string) (d Division, ok bool) {
	city, county = strings.TrimSpace(city), strings.TrimSpace(county)
	x := divisionNames()
	if strings.Contains(city, "直辖县") {
		return one(x.named(x.direct, county))
	}
	c, found := x.city[city]
	switch {
	case !found:
		return x.countyAsCity(city, county)
	case county == "" || county == city || c.IsCounty():
		return c, true
	}
	below := divisions().below(c)
	if len(below) == 1 {
		return c, true
	}
	if d, ok := one(x.named(below[1:], county)); ok {
		return d, true
	}
	if d := shortNames[county]; Covers(c, d) {
		return d, true
	}
	return 0, false
}

// nameIndex finds cities by name. A name that two cities share is left out.
type nameIndex struct {
	city   map[string]Division
	county map[string][]Division // counties by full name, all over the country
	direct []Division            // the counties directly under a province that is no municipality
}

// named gives those of the divisions whose name is exactly this, or else those whose name without its ending is.
func (x *nameIndex) named(in []Division, name string) []Division {
	var exact, bare []Division
	for _, d := range in {
		switch full := d.Name(); name {
		case full:
			exact = append(exact, d)
		case stem(full):
			bare = append(bare, d)
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return bare
}

// countyAsCity finds a county-level place that stands where the city should.
func (x *nameIndex) countyAsCity(city, county string) (Division, bool) {
	if county != "" && county != city {
		return 0, false
	}
	return one(x.county[city])
}

func one(found []Division) (Division, bool) {
	if len(found) != 1 {
		return 0, false
	}
	return found[0], true
}

// stem gives a name without its ending, "" if less than two characters would be left.
func stem(name string) string {
	for _, ending := range []string{"自治州", "自治县", "自治旗", "地区", "市", "盟", "区", "县", "旗"} {
		if s, cut := strings.CutSuffix(name, ending); cut {
			if len(s) < len("两字") {
				return ""
			}
			return s
		}
	}
	return ""
}

var divisionNames = sync.OnceValue(func() *nameIndex {
	t := divisions()
	x := &nameIndex{city: make(map[string]Division, 1024), county: make(map[string][]Division, 3000)}
	bare := make(map[string][]Division, 512)
	for i, d := range t.codes {
		name := t.names[i]
		switch {
		case !d.IsCounty():
			x.city[name] = d
		case municipality(d):
			x.county[name] = append(x.county[name], d)
			continue // a city too, but after the others: a prefecture's name goes first
		default:
			x.county[name] = append(x.county[name], d)
			if d.Parent().IsProvince() {
				x.direct = append(x.direct, d)
			}
			continue
		}
		if s := stem(name); s != "" {
			bare[s] = append(bare[s], d)
		}
	}
	for _, d := range t.codes {
		if d.IsCounty() && municipality(d) {
			x.addCity(d.Name(), d)
		}
	}
	for s, found := range bare {
		if len(found) == 1 {
			x.addCity(s, found[0])
		}
	}
	return x
})

func (x *nameIndex) addCity(name string, d Division) {
	if _, taken := x.city[name]; !taken {
		x.city[name] = d
	}
}

// shortNames are the usual short names of Inner Mongolia's banners, those that mean one banner only.
var shortNames = map[string]Division{
	"土左旗": 150121,
	"土右旗": 150221,
	"达茂旗": 150223, "达茂联合旗": 150223,
	"白云矿区": 150206, "白云鄂博": 150206,
	"科左中旗": 150521, "科左后旗": 150522,
	"莫旗": 150722, "莫力达瓦旗": 150722,
	"鄂伦春旗": 150723,
	"鄂温克旗": 150724, "鄂温克": 150724,
	"陈旗": 150725, "新左旗": 150726, "新右旗": 150727,
	"察右前旗": 150926, "察右中旗": 150927, "察右后旗": 150928,
	"科右前旗": 152221, "科右中旗": 152222,
	"东乌旗": 152525, "西乌旗": 152526,
	"阿左旗": 152921, "阿右旗": 152922,
}
