package org

import (
	"strings"
	"testing"
)

// allIndustries gives every code of the standard, coarse before fine.
func allIndustries() []Industry {
	t := industries()
	var out []Industry
	for s := range t.section {
		if i := industryOf('A'+byte(s), 0, 0); t.section[s] != 0 {
			out = append(out, i)
		}
	}
	for _, level := range []struct {
		width, per int
		at         []uint16
	}{{2, 1, t.division[:]}, {3, 10, t.group[:]}, {4, 100, t.class[:]}} {
		for n, at := range level.at {
			if at != 0 {
				out = append(out, industryOf(t.sectionOf[n/level.per], level.width, n))
			}
		}
	}
	return out
}

// The standard has 20 sections, 97 divisions, 473 groups and 1,380 classes; every code reads back with and without its letter.
func TestIndustryTable(t *testing.T) {
	count := map[int]int{}
	for _, i := range allIndustries() {
		count[i.width()]++
		s := i.String()
		if back, ok := ParseIndustry(s); !ok || back != i {
			t.Errorf("%s reads back as %v", s, back)
		}
		if back, ok := ParseIndustry([]byte(strings.ToLower(s))); !ok || back != i {
			t.Errorf("%s in lower case reads back as %v", s, back)
		}
		if i.width() > 0 {
			if back, ok := ParseIndustry(s[1:]); !ok || back != i {
				t.Errorf("%s reads back as %v", s[1:], back)
			}
			if _, ok := ParseIndustry("T" + s[1:]); ok != (s[0] == 'T') {
				t.Errorf("T%s: accepted %v", s[1:], ok)
			}
		}
		if n := i.Name(); n == "" || n != strings.TrimSpace(n) || strings.ContainsAny(n, "\t\r()") {
			t.Errorf("%s is called %q", s, n)
		}
		if i.width() > 2 {
			if up := MustIndustry(s[:len(s)-1]); !within(i, up) || up.Name() == "" {
				t.Errorf("%s is not in %s", s, up)
			}
		}
	}
	if count[0] != 20 || count[2] != 97 || count[3] != 473 || count[4] != 1380 {
		t.Errorf("counts %v", count)
	}
}

func TestParseIndustry(t *testing.T) {
	for in, want := range map[string]string{
		"F": "F 批发和零售业", "f52": "F52 零售业", "52": "F52 零售业", "F5211": "F5211 百货零售", "5211": "F5211 百货零售",
		"521": "F521 综合零售", " 01 ": "A01 农业", "a0111": "A0111 稻谷种植", "7010": "K7010 房地产开发经营", "37": "C37 铁路、船舶、航空航天和其他运输设备制造业",
		"05": "A05 农、林、牧、渔专业及辅助性活动", "5910": "G5910 装卸搬运", "T": "T 国际组织", "9700": "T9700 国际组织", "58": "G58 多式联运和运输代理业",
	} {
		i, ok := ParseIndustry(in)
		if got := i.String() + " " + i.Name(); !ok || got != want {
			t.Errorf("ParseIndustry(%q) = %s, want %s", in, got, want)
		}
	}
	for _, in := range []string{"", " ", "U", "Z", "5", "98", "00", "F5", "G52", "A52", "999", "5299999", "52111", "FF52", "F 52", "F-52", "五二", "5a", "F52\x00", "-52"} {
		if i, ok := ParseIndustry(in); ok || !i.IsZero() {
			t.Errorf("ParseIndustry(%q) = %v, want refusal", in, i)
		}
	}
}

func TestIndustryParts(t *testing.T) {
	for in, want := range map[string][3]int{"A": {0, 0, 0}, "05": {5, 0, 0}, "0111": {1, 11, 111}, "F521": {52, 521, 0}, "5211": {52, 521, 5211}} {
		i := MustIndustry(in)
		if got := [3]int{i.Division(), i.Group(), i.Class()}; got != want {
			t.Errorf("%s: %v, want %v", in, got, want)
		}
	}
	var none Industry
	if none.String() != "" || none.Name() != "" || none.Section() != 0 || none.Division() != 0 || !none.IsZero() {
		t.Error("no industry must have no parts")
	}
	if s := industryOf('F', 4, 9999); s.Name() != "" {
		t.Errorf("F9999 is called %q", s.Name())
	}
	defer func() {
		if recover() == nil {
			t.Error("MustIndustry must not take an unknown code")
		}
	}()
	MustIndustry("98")
}

func TestServiceSector(t *testing.T) {
	for in, want := range map[string][2]bool{
		"F": {true, true}, "5211": {true, true}, "G5910": {true, true}, "J": {true, true}, "T": {true, true}, "S91": {true, true},
		"A05": {true, true}, "0511": {true, true}, "B11": {true, true}, "1110": {true, true}, "43": {true, true}, "4310": {true, true},
		"A01": {false, true}, "0111": {false, true}, "B06": {false, true}, "C13": {false, true}, "3620": {false, true},
		"D": {false, true}, "44": {false, true}, "E": {false, true}, "E47": {false, true},
		"A": {false, false}, "B": {false, false}, "C": {false, false},
	} {
		service, known := ServiceSector(MustIndustry(in))
		if got := [2]bool{service, known}; got != want {
			t.Errorf("%s: %v, want %v", in, got, want)
		}
	}
	if service, known := ServiceSector(0); service || known {
		t.Error("no industry is not known")
	}
}

// What is decided for a coarse code holds for everything below it.
func TestServiceSectorAgreesDownward(t *testing.T) {
	all := allIndustries()
	for _, up := range all[:20+97] {
		service, known := ServiceSector(up)
		for _, i := range all {
			if s, k := ServiceSector(i); known && within(i, up) && (s != service || !k) {
				t.Errorf("%v %v, but %v %v %v", up, service, i, s, k)
			}
		}
	}
}

func FuzzParseIndustry(f *testing.F) {
	for _, s := range []string{"F", "F52", "52", "5211", "f5211", "A0111", "", "G52", "９", " 52 "} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		i, ok := ParseIndustry(b)
		if s, ok2 := ParseIndustry(string(b)); s != i || ok2 != ok {
			t.Fatalf("%q: bytes %v, string %v", b, i, s)
		}
		if ok != (i.Name() != "") || ok == i.IsZero() {
			t.Fatalf("%q: %v %v %q", b, i, ok, i.Name())
		}
		if !ok {
			return
		}
		if back, ok := ParseIndustry(i.String()); !ok || back != i {
			t.Fatalf("%v reads back as %v", i, back)
		}
		if size, o := ComputeSize(SizeFacts{Industry: i, Known: allFigures}); (size == SizeUnknown) == (o.Row != 0) {
			t.Fatalf("%v: size %v by row %d", i, size, o.Row)
		}
	})
}

func BenchmarkParseIndustry(b *testing.B) {
	s := []byte("F5211")
	for b.Loop() {
		ParseIndustry(s)
	}
}
