package org

import (
	"testing"

	"pgregory.net/rapid"
)

// The list has 34 provinces, 334 prefectures and 2,851 counties; Inner Mongolia has 12 leagues and cities, 103 counties.
func TestDivisionTable(t *testing.T) {
	var provinces, prefectures, imPrefectures int
	list := divisions()
	for i, d := range list.codes {
		if i > 0 && d <= list.codes[i-1] {
			t.Errorf("%v is out of order", d)
		}
		switch {
		case d.IsProvince():
			provinces++
		case d.IsPrefecture():
			prefectures++
			if Covers(150000, d) {
				imPrefectures++
			}
		}
		if p := d.Parent(); p != 0 && p.Name() == "" {
			t.Errorf("%v %s lies in %v, which is not listed", d, list.names[i], p)
		}
		if back, ok := ParseDivision(d.String()); !ok || back != d {
			t.Errorf("%v reads back as %v", d, back)
		}
	}
	if n := len(list.codes) - provinces - prefectures; provinces != 34 || prefectures != 334 || n != 2851 {
		t.Errorf("%d provinces, %d prefectures, %d counties", provinces, prefectures, n)
	}
	if n := len(Counties(150000)); imPrefectures != 12 || n != 103 {
		t.Errorf("Inner Mongolia has %d prefectures, %d counties", imPrefectures, n)
	}
}

func TestFindDivision(t *testing.T) {
	for d, want := range map[Division]string{
		150000: "内蒙古自治区", 150100: "内蒙古自治区呼和浩特市", 150102: "内蒙古自治区呼和浩特市新城区", 152501: "内蒙古自治区锡林郭勒盟二连浩特市",
		110105: "北京市朝阳区", 500241: "重庆市秀山土家族苗族自治县", 429004: "湖北省仙桃市", 441900: "广东省东莞市", 820000: "澳门特别行政区",
		150199: "", 0: "", 990000: "",
	} {
		name, ok := FindDivision(d)
		if d.FullName() != want || ok != (want != "") || name != d.Name() {
			t.Errorf("%v is %q %v, want %q", d, d.FullName(), ok, want)
		}
	}
}

func TestParseDivision(t *testing.T) {
	for _, in := range []string{"150102", " 150102 ", "150000", "150100", "150199"} {
		if d, ok := ParseDivision(in); !ok || d == 0 {
			t.Errorf("ParseDivision(%q) = %v, want a code", in, d)
		}
	}
	for _, in := range []string{"", "15", "15010", "1501020", "15010a", "1501-2", "990000", "000000", "150001", "１５０１０２", "新城"} {
		if d, ok := ParseDivision([]byte(in)); ok || d != 0 {
			t.Errorf("ParseDivision(%q) = %v, want refusal", in, d)
		}
	}
	if s := Division(0).String(); s != "" {
		t.Errorf("no division is written %q", s)
	}
}

func TestDivisionParents(t *testing.T) {
	for d, want := range map[Division]Division{
		150102: 150100, 150100: 150000, 150000: 0, 110105: 110000, 500241: 500000, 429004: 420000, 659001: 650000, 469001: 460000, 0: 0,
	} {
		if p := d.Parent(); p != want {
			t.Errorf("%v lies in %v, want %v", d, p, want)
		}
	}
}

func TestCovers(t *testing.T) {
	for _, c := range []struct {
		a, b Division
		want bool
	}{
		{150100, 150102, true}, {150000, 150102, true}, {150000, 152501, true}, {150000, 150100, true}, {150102, 150102, true},
		{150100, 150100, true}, {150100, 150202, false}, {150100, 150000, false}, {150102, 150100, false}, {150102, 150103, false},
		{140000, 150102, false}, {0, 150102, false}, {150102, 0, false}, {0, 0, false}, {441900, 441900, true},
	} {
		if got := Covers(c.a, c.b); got != c.want {
			t.Errorf("Covers(%v, %v) = %v", c.a, c.b, got)
		}
	}
}

// Covering is an order, and a division is covered by its parents and by nothing else above it.
func TestCoversProperties(t *testing.T) {
	code := rapid.SampledFrom(divisions().codes)
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := code.Draw(t, "a"), code.Draw(t, "b"), code.Draw(t, "c")
		if !Covers(a, a) || (Covers(a, b) && Covers(b, a) && a != b) || (Covers(a, b) && Covers(b, c) && !Covers(a, c)) {
			t.Fatalf("%v %v %v", a, b, c)
		}
		above := false
		for p := b; p != 0; p = p.Parent() {
			above = above || p == a
		}
		if Covers(a, b) != above {
			t.Fatalf("Covers(%v, %v) = %v, but parents say %v", a, b, Covers(a, b), above)
		}
	})
}

// Every county is found by its own and its city's name; and without the ending, or not at all where two share the stem.
func TestEveryCountyIsFoundByName(t *testing.T) {
	for _, d := range divisions().codes {
		if !d.IsCounty() {
			if found, ok := FindDivisionByName(d.Name(), ""); !ok || found != d {
				t.Errorf("%s: %v %v, want %v", d.Name(), found, ok, d)
			}
			continue
		}
		city, county := d.Parent().Name(), d.Name()
		for _, names := range [][2]string{{city, county}, {stem(city), county}, {city, stem(county)}, {" " + city + " ", county + "\u3000"}} {
			if names[0] == "" || names[1] == "" {
				continue
			}
			found, ok := FindDivisionByName(names[0], names[1])
			if ok && found != d || !ok && names[1] == county {
				t.Errorf("%q: %v %v, want %v", names, found, ok, d)
			}
		}
	}
}

func TestFindDivisionByName(t *testing.T) {
	for _, c := range []struct {
		city, county string
		want         Division
	}{
		{"乌兰察布市", "察哈尔右翼后旗", 150928}, {"乌兰察布", "察右后旗", 150928}, {"锡林郭勒盟", "二连浩特市", 152501}, {"锡林郭勒", "二连浩特", 152501},
		{"呼伦贝尔市", "满洲里市", 150781}, {"包头市", "达茂旗", 150223}, {"呼伦贝尔市", "莫力达瓦达斡尔族自治旗", 150722}, {"呼伦贝尔市", "鄂温克旗", 150724},
		{"乌海市", "海南", 150303}, {"兴安盟", "阿尔山", 152202}, {"呼和浩特市", "土左旗", 150121}, {"呼和浩特市", "", 150100},
		{"北京市", "朝阳区", 110105}, {"北京", "朝阳", 110105}, {"丰台区", "卢沟桥街道", 110106}, {"丰台区", "", 110106}, {"上海市", "嘉定区", 310114},
		{"朝阳市", "朝阳县", 211321}, {"长春市", "朝阳区", 220104}, {"吉林市", "船营区", 220204}, {"吉林", "船营区", 220204},
		{"东莞市", "虎门镇", 441900}, {"嘉峪关市", "市辖区", 620200}, {"儋州市", "市辖区", 460400},
		{"省直辖县级行政单位", "万宁市", 469006}, {"海南省", "万宁市", 469006}, {"雄县", "雄县", 130638}, {"辛集市", "辛集市", 130181}, {"满洲里市", "", 150781},
		{"重庆市", "秀山土家族苗族自治县", 500241}, {"伊犁哈萨克自治州", "伊宁市", 654002}, {"内蒙古自治区", "", 150000},
		// Not a county-level division, not in the list, or more than one.
		{"包头市", "稀土高新区", 0}, {"通辽市", "经济技术开发区", 0}, {"玉溪市", "澄江市", 0}, {"包头市", "察右后旗", 0}, {"乌海市", "新城区", 0},
		{"伊犁哈萨克自治州", "伊宁", 0}, {"新疆生产建设兵团", "新疆生产建设兵团", 0}, {"鼓楼区", "鼓楼区", 0}, {"雄县", "雄州镇", 0}, {"省直辖县级行政单位", "呼和浩特市", 0},
		{"", "", 0}, {"", "新城区", 0}, {"市", "区", 0}, {"某市", "某县", 0},
	} {
		d, ok := FindDivisionByName(c.city, c.county)
		if d != c.want || ok != (c.want != 0) {
			t.Errorf("%s %s: %v %v, want %v", c.city, c.county, d, ok, c.want)
		}
	}
}

// A short name must not be the list's own name for another place, and must belong to a listed banner.
func TestShortNames(t *testing.T) {
	for name, d := range shortNames {
		if !Covers(150000, d) || d.Name() == "" || d.Name() == name || stem(d.Name()) == name {
			t.Errorf("%s: %v %s", name, d, d.Name())
		}
		if found, ok := FindDivisionByName(d.Parent().Name(), name); !ok || found != d {
			t.Errorf("%s: found %v %v, want %v", name, found, ok, d)
		}
	}
}

func TestCounties(t *testing.T) {
	if c := Counties(150300); len(c) != 3 || c[0] != 150302 {
		t.Errorf("乌海市 has %v", c)
	}
	if c := Counties(150302); len(c) != 1 || c[0] != 150302 {
		t.Errorf("海勃湾区 is %v", c)
	}
	if c := Counties(0); len(c) != 0 {
		t.Errorf("no division has %v", c)
	}
}

func FuzzParseDivision(f *testing.F) {
	for _, s := range []string{"150102", " 150100", "990000", "150001", ""} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d, ok := ParseDivision(b)
		if ok == (d == 0) {
			t.Fatalf("%q: %v %v", b, d, ok)
		}
		if back, again := ParseDivision(d.String()); ok && (!again || back != d) {
			t.Fatalf("%v reads back as %v", d, back)
		}
		d.FullName()
		Counties(d)
	})
}

func FuzzFindDivisionByName(f *testing.F) {
	f.Add("包头市", "达茂旗")
	f.Add("\xff", "区")
	f.Fuzz(func(t *testing.T, city, county string) {
		if d, ok := FindDivisionByName(city, county); ok != (d.Name() != "") {
			t.Fatalf("%q %q: %v %v", city, county, d, ok)
		}
	})
}

func BenchmarkFindDivision(b *testing.B) {
	for b.Loop() {
		FindDivision(150102)
	}
}

func BenchmarkFindDivisionByName(b *testing.B) {
	for b.Loop() {
		FindDivisionByName("乌兰察布市", "察右后旗")
	}
}
