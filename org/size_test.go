package org

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"shukun/money"
)

const allFigures = FactEmployees | FactRevenue | FactAssets

func decimal(s string) money.Decimal {
	d, ok := money.ParseDecimal(s)
	if !ok {
		panic(s)
	}
	return d
}

func TestComputeSize(t *testing.T) {
	for _, c := range []struct {
		industry        string
		employees       int64
		revenue, assets string
		want            Size
	}{
		{"I6513", 103, "15735.28", "0", Medium}, // the disputed software firm: revenue of a large one, staff of a medium one
		{"I6513", 300, "10000", "0", Large}, {"I6513", 299, "10000", "0", Medium}, {"I6513", 300, "9999.99999999", "0", Medium},
		{"I6513", 9, "50000", "0", Micro}, {"I6513", 1000, "49.99", "0", Micro}, {"I6513", 10, "50", "0", Small},
		{"A", 0, "20000", "0", Large}, {"A0111", 0, "500", "0", Medium}, {"A05", 0, "50", "0", Small}, {"A", 0, "49.99999999", "0", Micro},
		{"C3620", 1000, "40000", "0", Large}, {"B", 300, "2000", "0", Medium}, {"D44", 20, "300", "0", Small}, {"C", 19, "100000", "0", Micro},
		{"E47", 5, "80000", "80000", Large}, {"E47", 5, "80000", "79999", Medium}, {"E", 5, "6000", "5000", Medium},
		{"E", 5, "300", "299", Micro}, {"E", 5, "5999", "5000", Small},
		{"F51", 200, "40000", "0", Large}, {"5111", 20, "5000", "0", Medium}, {"F51", 5, "1000", "0", Small}, {"F51", 4, "1000", "0", Micro},
		{"F52", 300, "20000", "0", Large}, {"5211", 50, "500", "0", Medium}, {"F52", 10, "100", "0", Small}, {"F52", 10, "99", "0", Micro},
		{"G54", 1000, "30000", "0", Large}, {"G591", 300, "3000", "0", Medium}, {"5810", 20, "200", "0", Small},
		{"5920", 200, "30000", "0", Large}, {"5990", 250, "29999", "0", Medium}, {"G592", 20, "100", "0", Small}, {"G592", 100, "999", "0", Small},
		{"G60", 1000, "30000", "0", Large}, {"G60", 300, "1999", "0", Small},
		{"H61", 300, "10000", "0", Large}, {"H62", 100, "2000", "0", Medium}, {"H", 10, "100", "0", Small}, {"6210", 9, "100", "0", Micro},
		{"I63", 2000, "100000", "0", Large}, {"I64", 2000, "99999", "0", Medium}, {"I63", 10, "100", "0", Small},
		{"K7010", 1, "200000", "10000", Large}, {"K7010", 1, "200000", "9999", Medium}, {"K701", 1, "1000", "4999", Small}, {"K701", 1, "500000", "1999", Micro},
		{"K7020", 1000, "5000", "0", Large}, {"K702", 300, "1000", "0", Medium}, {"K702", 100, "499", "0", Micro},
		{"L71", 300, "0", "120000", Large}, {"L", 100, "0", "8000", Medium}, {"7211", 10, "0", "100", Small}, {"L72", 10, "0", "99", Micro},
		{"M73", 300, "0", "0", Large}, {"N", 100, "0", "0", Medium}, {"O80", 10, "0", "0", Small}, {"R", 9, "0", "0", Micro},
		{"Q85", 100, "0", "0", Medium}, {"K703", 10, "0", "0", Small}, {"K7090", 9, "0", "0", Micro},
		{"M", 1 << 62, "0", "0", Large}, {"M", -1 << 62, "0", "0", Micro}, {"A", 0, "-3", "0", Micro},
	} {
		size, o := ComputeSize(SizeFacts{MustIndustry(c.industry), c.employees, decimal(c.revenue), decimal(c.assets), allFigures})
		if size != c.want || o.Reason != SizeComputed || o.Missing != 0 || o.Row == 0 {
			t.Errorf("%s, %d staff, %s, %s: %v %+v, want %v", c.industry, c.employees, c.revenue, c.assets, size, o, c.want)
		}
	}
}

func TestComputeSizeSaysWhatIsMissing(t *testing.T) {
	for _, c := range []struct {
		industry string
		known    Fact
		reason   SizeReason
		missing  Fact
	}{
		{"", allFigures, SizeIndustryMissing, FactIndustry},
		{"F", allFigures, SizeIndustryTooBroad, FactIndustry}, {"G", allFigures, SizeIndustryTooBroad, FactIndustry},
		{"G59", allFigures, SizeIndustryTooBroad, FactIndustry}, {"I", allFigures, SizeIndustryTooBroad, FactIndustry},
		{"K", allFigures, SizeIndustryTooBroad, FactIndustry}, {"K70", allFigures, SizeIndustryTooBroad, FactIndustry},
		{"Q", allFigures, SizeIndustryTooBroad, FactIndustry},
		{"G53", allFigures, SizeNoStandard, 0}, {"5311", allFigures, SizeNoStandard, 0}, {"J", allFigures, SizeNoStandard, 0},
		{"J6631", 0, SizeNoStandard, 0}, {"K704", allFigures, SizeNoStandard, 0}, {"7040", allFigures, SizeNoStandard, 0},
		{"P", allFigures, SizeNoStandard, 0}, {"P8310", allFigures, SizeNoStandard, 0}, {"Q84", allFigures, SizeNoStandard, 0},
		{"S", allFigures, SizeNoStandard, 0}, {"T97", allFigures, SizeNoStandard, 0},
		{"F52", 0, SizeFactsMissing, FactEmployees | FactRevenue}, {"F52", FactEmployees, SizeFactsMissing, FactRevenue},
		{"F52", FactRevenue | FactAssets, SizeFactsMissing, FactEmployees}, {"E", FactRevenue, SizeFactsMissing, FactAssets},
		{"L71", FactEmployees | FactRevenue, SizeFactsMissing, FactAssets}, {"A", FactEmployees | FactAssets, SizeFactsMissing, FactRevenue},
		{"M", FactEmployees, SizeComputed, 0}, {"F52", FactEmployees | FactRevenue, SizeComputed, 0}, {"A", FactRevenue, SizeComputed, 0},
	} {
		var i Industry
		if c.industry != "" {
			i = MustIndustry(c.industry)
		}
		size, o := ComputeSize(SizeFacts{Industry: i, Known: c.known})
		if o.Reason != c.reason || o.Missing != c.missing || (size == SizeUnknown) != (c.reason != SizeComputed) {
			t.Errorf("%s with %b: %v %+v, want %d %b", c.industry, c.known, size, o, c.reason, c.missing)
		}
	}
	want := []string{"industry_code", "employees", "revenue", "assets"}
	if got := (FactIndustry | allFigures).Columns(); !slices.Equal(got, want) || Fact(0).Columns() != nil {
		t.Errorf("columns %v", got)
	}
}

// Every group of the standard has the row its section's text calls for, or none; a coarse code never says more than its parts.
func TestSizeRowsCoverTheIndustries(t *testing.T) {
	rows := SizeRows()
	if len(rows) != 16 {
		t.Fatalf("%d rows", len(rows))
	}
	for n, row := range rows {
		if row.Number != n+1 || row.Sector.Empty() || row.Needs() == 0 {
			t.Errorf("row %+v", row)
		}
		for _, l := range []Limits{row.Employees, row.Revenue, row.Assets} {
			if l != (Limits{}) && !(l.Large > l.Medium && l.Medium > l.Small && l.Small > 0) {
				t.Errorf("row %d: limits %v", row.Number, l)
			}
		}
	}
	none := map[string]bool{}
	for _, i := range allIndustries() {
		row, reason := sizeRowOf(i)
		named := 0
		for _, r := range rows {
			for _, code := range r.Industries {
				if within(i, MustIndustry(code)) {
					named++
					if row == nil || row.Number != r.Number {
						t.Errorf("%v is named in row %d, but gets %v", i, r.Number, row)
					}
				}
			}
		}
		if named > 1 {
			t.Errorf("%v is named %d times", i, named)
		}
		if reason == SizeNoStandard && i.width() == 2 {
			none[i.String()] = true
		}
		if row != nil && i.width() < 3 {
			for _, below := range allIndustries() {
				if r, _ := sizeRowOf(below); within(below, i) && (r == nil || !sameLimits(r, row)) {
					t.Errorf("%v has row %d, but %v %v", i, row.Number, below, r)
				}
			}
		}
	}
	for _, d := range []string{"G53", "J66", "J67", "J68", "J69", "P83", "Q84", "S91", "S92", "S93", "S94", "S95", "S96", "T97"} {
		if !none[d] {
			t.Errorf("%s must have no standard", d)
		}
		delete(none, d)
	}
	if len(none) != 0 {
		t.Errorf("no standard for %v", none)
	}
	rows[0].Industries[0] = "Z"
	if SizeRows()[0].Industries[0] != "A" {
		t.Error("a caller can change the standard")
	}
}

// The standard's own words are the oracle: a class needs every figure at its lower limit, micro needs one below.
// Growing never lowers the class.
func TestComputeSizeProperties(t *testing.T) {
	figure := rapid.OneOf(rapid.Int64Range(0, 1500), rapid.Int64Range(0, 250000))
	rapid.Check(t, func(t *rapid.T) {
		row := sizeRows[rapid.IntRange(0, 15).Draw(t, "row")]
		i := MustIndustry(row.Industries[rapid.IntRange(0, len(row.Industries)-1).Draw(t, "industry")])
		v := [3]int64{figure.Draw(t, "staff"), figure.Draw(t, "revenue"), figure.Draw(t, "assets")}
		limits := [3]Limits{row.Employees, row.Revenue, row.Assets}
		reaches := func(of func(Limits) int64) bool {
			for n, l := range limits {
				if v[n] < of(l) {
					return false
				}
			}
			return true
		}
		want := Micro
		switch {
		case reaches(func(l Limits) int64 { return l.Large }):
			want = Large
		case reaches(func(l Limits) int64 { return l.Medium }):
			want = Medium
		case reaches(func(l Limits) int64 { return l.Small }):
			want = Small
		}
		compute := func() Size {
			size, _ := ComputeSize(SizeFacts{i, v[0], money.Whole(v[1]), money.Whole(v[2]), allFigures})
			return size
		}
		got := compute()
		if got != want {
			t.Fatalf("%v %v: %v, want %v", i, v, got, want)
		}
		v[rapid.IntRange(0, 2).Draw(t, "grows")] += figure.Draw(t, "by")
		if grown := compute(); grown > got {
			t.Fatalf("%v grew to %v and fell from %v to %v", i, v, got, grown)
		}
	})
}

func TestSizeWords(t *testing.T) {
	for s := Large; s <= Individual; s++ {
		for _, word := range []string{s.String(), s.Title().Zh} {
			if back, ok := ParseSize(word); !ok || back != s || word == "" {
				t.Errorf("%q reads as %v", word, back)
			}
		}
		if s.Title().Empty() {
			t.Errorf("%v has no title", s)
		}
		covered, known := Covered(s)
		if !known || covered != (s != Large) {
			t.Errorf("%v covered %v %v", s, covered, known)
		}
	}
	if s, ok := ParseSize("中型企业"); !ok || s != Medium {
		t.Errorf("中型企业 reads as %v", s)
	}
	for _, word := range []string{"", "小微", "个体工商户企业", "LARGE", "规模未知"} {
		if s, ok := ParseSize(word); ok {
			t.Errorf("%q reads as %v", word, s)
		}
	}
	for _, s := range []Size{SizeUnknown, 9} {
		if covered, known := Covered(s); covered || known || s.String() != "" || s.Title().Empty() {
			t.Errorf("size %d is not known", s)
		}
	}
}

func BenchmarkComputeSize(b *testing.B) {
	f := SizeFacts{MustIndustry("F5211"), 60, money.Whole(600), 0, FactEmployees | FactRevenue}
	for b.Loop() {
		ComputeSize(f)
	}
}
