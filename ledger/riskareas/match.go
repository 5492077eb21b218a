package riskareas

import (
	"strings"

	"shukun/lang"
	"shukun/org"
)

// match is what is known of a place.
type match struct {
	county org.Division // the county, or a city that has none; 0 if it is not certain
	known  org.Division // the smallest division it certainly lies in; 0 if even the province is not known
	inside bool         // the county as listed is a place in the division: a street, a town, a zone
	why    lang.Text    // why a place we know has no certain county
}

// findPlace finds the county of a place by its names. The province, where it is known, must agree.
func findPlace(p place) match {
	province := provinceNamed(p.province)
	city := p.cityIn(province)
	m := match{known: province}
	if city != 0 {
		m.known = city
	}
	if d := changedDivision(province, city, p.county); d != 0 {
		m.county = d
		return m
	}
	if z := findZone(city, p.county); z != nil {
		m.county, m.inside, m.why = z.county, z.county != 0, z.why
		return m
	}
	if province.IsProvince() && municipality(province) && p.city != p.province {
		if d, ok := org.FindDivisionByName(province.Name(), p.city); ok && fits(d, province) {
			m.county, m.inside = d, p.within()
			return m
		}
	}
	if d, ok := org.FindDivisionByName(p.city, p.county); ok && fits(d, province) {
		m.county, m.inside = d, d == city && p.within()
		return m
	}
	if city.IsCounty() {
		m.county, m.inside = city, p.within()
	}
	return m
}

// within reports whether the county is named as a part of the city, not as the city itself once more.
func (p place) within() bool { return p.county != "" && p.county != p.city && p.county != "市辖区" }

// cityIn gives the division the city is, 0 if there is none by that name or it lies in another province.
func (p place) cityIn(province org.Division) org.Division {
	d, ok := org.FindDivisionByName(p.city, "")
	if !ok || d.IsProvince() || province != 0 && d.Province() != province {
		return 0
	}
	return d
}

// fits reports whether d can stand in a ledger as a county of the province: a county, or a city that has none (东莞市).
func fits(d, province org.Division) bool {
	if province != 0 && d.Province() != province {
		return false
	}
	return d.IsCounty() || d.IsPrefecture() && len(org.Counties(d)) == 0
}

// municipality reports whether a province is a municipality: its name ends in 市.
func municipality(d org.Division) bool { return strings.HasSuffix(d.Name(), "市") }

// lastProvince is the highest code of a province in GB/T 2260, 澳门特别行政区.
const lastProvince org.Division = 820000

// provinceNamed finds a province by its name or the first two or more characters of it; 0 if there is none. The list
// names 新疆生产建设兵团, which is no province and whose cities are Xinjiang's, where provinces stand.
func provinceNamed(name string) org.Division {
	if len(name) < len("两字") {
		return 0
	}
	if name == "新疆生产建设兵团" {
		return 650000
	}
	for d := org.Division(110000); d <= lastProvince; d += 10000 {
		if strings.HasPrefix(d.Name(), name) {
			return d
		}
	}
	return 0
}

// divisionPrefix checks a division to convert and gives the digits its counties' codes begin with.
func divisionPrefix(s string) (string, error) {
	s = strings.TrimSpace(s)
	digits := s
	for len(digits) > 2 && strings.HasSuffix(digits, "00") {
		digits = digits[:len(digits)-2]
	}
	d, ok := org.ParseDivision(digits + "000000"[:max(0, 6-len(digits))])
	switch {
	case s == "":
		return "", nil
	case len(s) != 2 && len(s) != 4 && len(s) != 6, !ok:
		return "", unknownDivision.With(s)
	}
	if len(org.Counties(d)) > 0 || d.Name() != "" || changedCode(digits) {
		return digits, nil
	}
	return "", unknownDivision.With(s)
}

// outside reports whether d lies outside the divisions that begin with prefix. A province is not outside one of its
// counties: what lies in it may be there.
func outside(d org.Division, prefix string) bool {
	own := d.String()
	for len(own) > 2 && strings.HasSuffix(own, "00") {
		own = own[:len(own)-2]
	}
	return !strings.HasPrefix(own, prefix) && !strings.HasPrefix(prefix, own)
}
