package riskareas

import (
	"testing"

	"shukun/org"
)

func TestFindPlace(t *testing.T) {
	for _, c := range []struct {
		province, city, county string
		want                   org.Division
		inside                 bool
	}{
		{"内蒙古自治区", "乌兰察布市", "察哈尔右翼后旗", 150928, false}, {"内蒙古自治区", "锡林郭勒盟", "二连浩特市", 152501, false},
		{"内蒙古", "呼伦贝尔市", "满洲里市", 150781, false}, {"", "呼伦贝尔市", "满洲里市", 150781, false},
		// Municipalities: the division is in city, and the county is a street; or the city is the municipality.
		{"北京市", "朝阳区", "酒仙桥街道", 110105, true}, {"北京市", "丰台区", "", 110106, false}, {"", "丰台区", "卢沟桥街道", 110106, true},
		{"上海市", "上海市", "徐汇区", 310104, false}, {"天津市", "天津市", "河东区", 120102, false}, {"重庆市", "重庆市", "秀山土家族苗族自治县", 500241, false},
		{"北京市", "朝阳区", "朝阳区", 110105, false}, {"重庆市", "重庆市", "两江新区", 0, false}, {"北京市", "北京市", "", 0, false},
		// Cities without counties; counties directly under a province; counties that stand as their own city.
		{"广东省", "东莞市", "虎门镇", 441900, true}, {"甘肃省", "嘉峪关市", "市辖区", 620200, false}, {"海南省", "儋州市", "儋州市", 460400, false},
		{"海南省", "省直辖县级行政单位", "万宁市", 469006, false}, {"河北省", "雄县", "雄县", 130638, false}, {"河北省", "辛集市", "某镇", 130181, true},
		// Changed since April 2019.
		{"山东省", "济南市", "莱芜区", 370116, false}, {"云南省", "玉溪市", "澄江市", 530481, false}, {"黑龙江省", "伊春市", "友好区", 230719, false},
		{"河北省", "邢台市", "襄都区", 130502, false}, {"吉林省", "长春市", "公主岭市", 220184, false}, {"吉林省", "四平市", "公主岭市", 220381, false},
		{"新疆维吾尔自治区", "自治区直辖县级行政区划", "新星市", 659011, false}, {"浙江省", "温州市", "龙港市", 330383, false},
		{"新疆维吾尔自治区", "胡杨河市", "胡杨河市", 659010, false}, {"新疆维吾尔自治区", "石河子市", "石河子市", 659001, false},
		// Development zones: certain, and not.
		{"内蒙古自治区", "通辽市", "经济技术开发区", 150502, true}, {"广东省", "深圳市", "大鹏新区", 440307, true}, {"江苏省", "无锡市", "无锡高新区", 320214, true},
		{"内蒙古自治区", "包头市", "稀土高新区", 0, false}, {"河南省", "郑州市", "经济技术开发区", 0, false}, {"四川省", "成都市", "高新区", 0, false},
		{"新疆生产建设兵团", "新疆生产建设兵团", "新疆生产建设兵团", 0, false}, {"黑龙江省", "大兴安岭地区", "加格达奇区", 0, false},
		// No county, another province's, or nothing at all.
		{"内蒙古自治区", "呼和浩特市", "", 0, false}, {"内蒙古自治区", "", "", 0, false}, {"山西省", "呼伦贝尔市", "满洲里市", 0, false},
		{"辽宁省", "北京市", "朝阳区", 0, false}, {"吉林省", "长白山保护开发区", "池北区", 0, false}, {"", "", "", 0, false}, {"?", "?", "?", 0, false},
	} {
		m := findPlace(place{c.province, c.city, c.county})
		if m.county != c.want || m.inside != c.inside {
			t.Errorf("%s %s %s: %v %v, want %v %v", c.province, c.city, c.county, m.county, m.inside, c.want, c.inside)
		}
		if m.county != 0 && countyName(m.county) == "" {
			t.Errorf("%v has no name", m.county)
		}
	}
}

// Every listed county and every listed city without counties is found under its names.
func TestEveryListedCountyIsFound(t *testing.T) {
	for province := org.Division(110000); province <= lastProvince; province += 10000 {
		for _, d := range org.Counties(province) {
			city := d.Parent().Name()
			got := findPlace(place{province.Name(), city, d.Name()}).county
			if changed := changedDivision(province, d.Parent(), d.Name()); changed != 0 {
				if changed == d {
					t.Errorf("%v %s has not changed", d, d.FullName())
				}
				continue
			}
			if got != d {
				t.Errorf("%s %s %s: %v, want %v", province.Name(), city, d.Name(), got, d)
			}
		}
	}
}

func TestChangesAreConsistent(t *testing.T) {
	seen := map[org.Division]bool{}
	for _, c := range changes {
		if p := c.code.Parent(); p != c.parent || c.parent.Name() == "" {
			t.Errorf("%s %v lies in %v, not in %v", c.name, c.code, p, c.parent)
		}
		if seen[c.code] || c.code.Name() == c.name || countyName(c.code) != c.name {
			t.Errorf("%s %v is twice in the table, or not changed", c.name, c.code)
		}
		seen[c.code] = true
		if m := findPlace(place{c.code.Province().Name(), c.parent.Name(), c.name}); m.county != c.code {
			t.Errorf("%s %v is found as %v", c.name, c.code, m.county)
		}
	}
}

func TestZonesAreConsistent(t *testing.T) {
	for _, z := range zones {
		if z.note == "" || (z.county == 0) == z.why.Empty() || !z.city.IsPrefecture() || z.city.Name() == "" {
			t.Errorf("%v lacks its source, or what to tell the user", z.names)
		}
		if z.county != 0 && (!org.Covers(z.city, z.county) || z.county.Name() == "") {
			t.Errorf("%v: %v does not lie in %v", z.names, z.county, z.city)
		}
		for _, name := range z.names {
			if d, ok := org.FindDivisionByName(z.city.Name(), name); ok {
				t.Errorf("%s is a division, %v", name, d)
			}
		}
	}
}

func TestDivisionPrefix(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "15": "15", " 15 ": "15", "1501": "1501", "150000": "15", "150100": "1501", "1500": "15", "150102": "150102", "429000": "4290",
		"370116": "370116", "441900": "4419", "659010": "659010",
	} {
		if got, err := divisionPrefix(in); err != nil || got != want {
			t.Errorf("divisionPrefix(%q) = %q %v, want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"1", "150", "15010", "1501020", "99", "1599", "150199", "nm", "1５", "00", "-1", "15\x00"} {
		_, err := divisionPrefix(in)
		if err == nil {
			t.Errorf("divisionPrefix(%q) must be refused", in)
			continue
		}
		refused(t, err, "division-unknown", "", 0)
	}
}

func FuzzFindPlace(f *testing.F) {
	f.Add("北京市", "朝阳区", "酒仙桥街道")
	f.Add("", "\xff", "区")
	f.Fuzz(func(t *testing.T, province, city, county string) {
		m := findPlace(place{province, city, county})
		if m.county != 0 && countyName(m.county) == "" || m.county != 0 && m.known != 0 && m.known.Province() != m.county.Province() {
			t.Fatalf("%q %q %q: %v in %v", province, city, county, m.county, m.known)
		}
	})
}
