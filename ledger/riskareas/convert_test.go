package riskareas

import (
	"encoding/csv"
	"errors"
	"fmt"
	"math/rand"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// checkRows checks what holds of every result: order, keys, days, and text that a spreadsheet takes as it is.
func checkRows(t tester, r *Result) {
	t.Helper()
	for i, row := range r.Rows {
		if row.County == 0 || row.Level != High && row.Level != Medium || row.ListedOn == 0 || row.DelistedOn != 0 && row.DelistedOn < row.ListedOn {
			t.Fatalf("row %d: %+v", i, row)
		}
		if row.Place == "" || row.Source == "" || utf8.RuneCountInString(row.Place) > placeLength || strings.ContainsAny(row.Place, "\n\r\t") ||
			strings.ContainsAny(row.Place[:1], "=+-@") || !utf8.ValidString(row.Place) {
			t.Fatalf("row %d: place %q, source %q", i, row.Place, row.Source)
		}
		if i == 0 {
			continue
		}
		a := r.Rows[i-1]
		if a.County > row.County || a.County == row.County && (a.Level > row.Level || a.Level == row.Level &&
			(a.ListedOn >= row.ListedOn || a.DelistedOn == 0 || a.DelistedOn > row.ListedOn)) {
			t.Fatalf("rows %d and %d: %+v %+v", i-1, i, a, row)
		}
	}
	var b strings.Builder
	if err := r.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil || len(records) != len(r.Rows)+1 {
		t.Fatalf("%v: %d records of %d rows", err, len(records), len(r.Rows))
	}
	for i, row := range r.Rows {
		want := []string{row.County.String(), string(row.Level), row.ListedOn.String(), row.DelistedOn.String(), row.Place, row.Source}
		if fmt.Sprint(records[i+1]) != fmt.Sprint(want) {
			t.Fatalf("record %q, want %q", records[i+1], want)
		}
	}
}

// A county's levels are apart; it comes back as a new row; the last snapshot that still has it leaves it open.
func TestEpisodes(t *testing.T) {
	r := convert(t, Options{}, file("a.jsonl", lines(
		shot("2022-06-01 9时", nil, []string{erlian + "甲", manzhou + "乙"}),
		shot("2022-06-01 10时", []string{erlian + "甲"}, []string{erlian + "甲", manzhou + "乙"}),
		shot("2022-06-03 07时", []string{erlian + "甲"}, []string{manzhou + "乙"}),
		shot("2022-06-05 0时", nil, nil),
		shot("2022-06-09 9时", nil, []string{erlian + "丙"}),
		shot("2022-06-10 9时", nil, []string{erlian + "丁"}),
	)))
	want := "150781 medium 2022-06-01 2022-06-05\n152501 high 2022-06-01 2022-06-05\n" +
		"152501 medium 2022-06-01 2022-06-03\n152501 medium 2022-06-09 \n"
	if rows(r) != want {
		t.Errorf("rows\n%swant\n%s", rows(r), want)
	}
	if p := r.Rows[3]; p.Place != "丙" || p.Source != "全国疫情中高风险地区名单（截至2022-06-09 9时）" {
		t.Errorf("the latest row reads %q, %q", p.Place, p.Source)
	}
	checkRows(t, r)
}

// Listed and gone within a day is a row of one day; gone and back within the day of listing is the same row still, and
// back on the day of leaving, if that is a later one, is a new row.
func TestSameDay(t *testing.T) {
	on, off := []string{chahar}, []string(nil)
	for _, c := range []struct {
		shots [][]string
		want  string
	}{
		{[][]string{on, off}, "150928 high 2022-08-05 2022-08-05\n"},
		{[][]string{on, off, on}, "150928 high 2022-08-05 \n"},
		{[][]string{on, off, on, off}, "150928 high 2022-08-05 2022-08-05\n"},
		{[][]string{off, off}, ""},
	} {
		var all []string
		for hour, list := range c.shots {
			all = append(all, shot(fmt.Sprintf("2022-08-05 %d时", 8+hour), list, nil))
		}
		if r := convert(t, Options{}, file("a.jsonl", lines(all...))); rows(r) != c.want {
			t.Errorf("%v: %q, want %q", c.shots, rows(r), c.want)
		}
	}
	r := convert(t, Options{}, file("a.jsonl", lines(shot("2022-08-04 9时", on, nil), shot("2022-08-05 9时", off, nil), shot("2022-08-05 12时", on, nil))))
	if want := "150928 high 2022-08-04 2022-08-05\n150928 high 2022-08-05 \n"; rows(r) != want {
		t.Errorf("%q, want %q", rows(r), want)
	}
}

// Snapshots of one hour count as one: split by region, put out twice, or corrected.
func TestOneHour(t *testing.T) {
	a := shot("2022-06-01 9时", []string{erlian + "甲"}, nil)
	b := shot("2022-06-01 09时", []string{manzhou + "乙", erlian + "丙 丁"}, nil)
	c := shot("2022-06-01 9时", nil, nil)
	var first string
	for _, order := range [][]string{{a, b, c}, {c, b, a}, {b, a, c, a}} {
		r := convert(t, Options{}, file("a.jsonl", lines(order...)))
		if want := "150781 high 2022-06-01 \n152501 high 2022-06-01 \n"; rows(r) != want || r.Hours != 1 || r.Snapshots != len(order) {
			t.Errorf("%d hours, rows %q", r.Hours, rows(r))
		}
		if text := fmt.Sprint(r.Rows); first == "" {
			first = text
		} else if first != text {
			t.Errorf("the order changes the rows: %s, %s", first, text)
		}
		if r.Rows[1].Place != "丙、丁" {
			t.Errorf("place %q", r.Rows[1].Place)
		}
	}
}

func TestLowlistIsIgnored(t *testing.T) {
	low := `{"end_update_time":"2022-06-01 9时","highlist":[],"lowlist":[{"province":"内蒙古自治区","city":"乌海市","county":"某地","communitys":["a"]},7]}`
	if r := convert(t, Options{}, file("a.json", low)); len(r.Rows) != 0 || len(r.Unmatched) != 0 || r.Snapshots != 1 {
		t.Errorf("%+v", r)
	}
}

func TestUnmatched(t *testing.T) {
	zone := "四川省 成都市 高新区 "
	text := lines(
		shot("2022-11-01 9时", nil, []string{baotou + "稀土路街道", tongliao + "新城街道"}),
		shot("2022-11-02 9时", []string{baotou + "万水泉镇", zone + "某街道", erlian + "甲"}, nil),
		shot("2022-11-02 9时", nil, []string{baotou + "万水泉镇"}),
		shot("2022-11-03 9时", nil, []string{"新疆生产建设兵团 新疆生产建设兵团 新疆生产建设兵团 第八师", "某省 某市 某县 x"}),
	)
	r := convert(t, Options{}, file("a.jsonl", text))
	if want := "150502 medium 2022-11-01 2022-11-02\n152501 high 2022-11-02 2022-11-03\n"; rows(r) != want {
		t.Errorf("rows %q", rows(r))
	}
	if p := r.Rows[0].Place; p != "经济技术开发区新城街道" {
		t.Errorf("a zone's place is %q", p)
	}
	var got []string
	for _, u := range r.Unmatched {
		got = append(got, fmt.Sprint(u.City, u.County, u.Levels, u.First, " ", u.Last, " ", u.Snapshots))
		if u.Problem.What.Empty() || u.Problem.Next.Empty() || u.Problem.Code != "risk-area-unmatched" || !strings.Contains(u.Problem.Value, u.County) {
			t.Errorf("%v", u.Problem)
		}
	}
	want := []string{
		"包头市稀土高新区[high medium]2022-11-01 9时 2022-11-02 9时 2", "成都市高新区[high]2022-11-02 9时 2022-11-02 9时 1",
		"新疆生产建设兵团新疆生产建设兵团[medium]2022-11-03 9时 2022-11-03 9时 1", "某市某县[medium]2022-11-03 9时 2022-11-03 9时 1",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("unmatched\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if s := r.Unmatched[0].Problem.Error(); !strings.Contains(s, "Qingshan") || !strings.Contains(s, "snapshots: 2") {
		t.Errorf("%s", s)
	}
	// By division: what certainly lies elsewhere is no trouble; what may lie in it is.
	for division, n := range map[string]int{"15": 2, "150200": 2, "1501": 1, "51": 2, "6590": 2, "152501": 1, "110105": 1} {
		if r := convert(t, Options{Division: division}, file("a.jsonl", text)); len(r.Unmatched) != n {
			t.Errorf("division %s: %d unmatched, want %d: %v", division, len(r.Unmatched), n, r.Unmatched)
		}
	}
}

// More places than any list has are refused, quickly.
func TestTooManyPlaces(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"end_update_time":"2022-06-04 9时","highlist":[{"city":"x"}`)
	for i := range maxPlaces {
		fmt.Fprintf(&b, `,{"city":"%d"}`, i)
	}
	b.WriteString("]}")
	_, err := Convert([]Input{file("many.jsonl", "\n"+b.String())}, Options{})
	refused(t, err, "snapshots-too-many", "many.jsonl", 2)
}

func TestDivision(t *testing.T) {
	text := lines(shot("2022-06-01 9时", []string{erlian + "甲", "北京市 朝阳区 酒仙桥街道 二街坊", "北京市 朝阳区 双井街道", "广东省 东莞市 虎门镇 x"}, []string{manzhou + "乙"}))
	for division, want := range map[string]string{
		"": "110105 150781 152501 441900", "15": "150781 152501", "150000": "150781 152501", "1525": "152501", "11": "110105", "441900": "441900", "12": "",
	} {
		r := convert(t, Options{Division: division}, file("a.jsonl", text))
		var got []string
		for _, row := range r.Rows {
			got = append(got, row.County.String())
			if row.County == 110105 && row.Place != "酒仙桥街道二街坊、双井街道" || row.County == 441900 && row.Place != "虎门镇x" {
				t.Errorf("place %q", row.Place)
			}
		}
		if strings.Join(got, " ") != want || r.Snapshots != 1 {
			t.Errorf("division %q: %v, want %s", division, got, want)
		}
	}
}

func TestPlaceText(t *testing.T) {
	long := strings.Repeat("长", 150)
	for _, c := range []struct {
		names []string
		want  string
	}{
		{nil, "某县"}, {[]string{"", " \t"}, "某县"}, {[]string{"甲", " 甲\u200b ", "乙"}, "甲、乙"}, {[]string{"甲\n乙\x00丙"}, "甲 乙 丙"},
		{[]string{"=1+1", "@b"}, "＝1+1、@b"}, {[]string{"a,\"b\""}, "a,\"b\""}, {[]string{long}, long[:99*3] + "…"}, {[]string{long, "甲"}, long[:96*3] + "…等2处"},
		{[]string{long[:60*3], "b" + long[:60*3], "丙"}, long[:60*3] + "等3处"},
	} {
		got, _ := placeText(c.names, "某县")
		if got != c.want || utf8.RuneCountInString(got) > placeLength {
			t.Errorf("%q: %q, want %q", c.names, got, c.want)
		}
	}
}

func TestWriteCSV(t *testing.T) {
	r := convert(t, Options{}, file("a.jsonl", lines(shot("2022-06-01 9时", []string{erlian + "甲,\"乙\""}, nil), shot("2022-06-02 10时", nil, nil))))
	var b strings.Builder
	want := "county_code,level,listed_on,delisted_on,place,source\n" +
		"152501,high,2022-06-01,2022-06-02,\"甲,\"\"乙\"\"\",全国疫情中高风险地区名单（截至2022-06-01 9时）\n"
	if err := r.WriteCSV(&b); err != nil || b.String() != want {
		t.Errorf("%v %q", err, b.String())
	}
	if err := r.WriteCSV(full{}); err == nil {
		t.Error("a full disk must be told")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

// Neither the order of snapshots, nor how they are cut into files and packed, changes anything; and the rows say of every
// day what the snapshots say.
func TestOrderAndSplitDoNotMatter(t *testing.T) {
	places := []string{erlian + "甲", erlian + "乙 丙", manzhou + "丁", tongliao + "戊", baotou + "己", "北京市 朝阳区 双井街道 庚", "云南省 玉溪市 澄江市 辛"}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 14).Draw(t, "snapshots")
		some := rapid.SliceOfN(rapid.SampledFrom(places), 0, 4)
		var shots []string
		for range n {
			at := fmt.Sprintf("2022-06-%d %d时", rapid.IntRange(1, 6).Draw(t, "day"), rapid.IntRange(0, 23).Draw(t, "hour"))
			shots = append(shots, shot(at, some.Draw(t, "high"), some.Draw(t, "medium")))
		}
		want := convert(t, Options{}, file("a.jsonl", lines(shots...)))
		checkRows(t, want)
		rand.New(rand.NewSource(rapid.Int64().Draw(t, "seed"))).Shuffle(n, func(i, j int) { shots[i], shots[j] = shots[j], shots[i] })
		at := rapid.IntRange(0, n).Draw(t, "cut")
		var inputs []Input
		if at > 0 {
			inputs = append(inputs, file("one.jsonl.gz", packed(lines(shots[:at]...))))
		}
		for i, s := range shots[at:] {
			inputs = append(inputs, file(fmt.Sprintf("%d.json", i), `{"data":`+s+`}`))
		}
		got := convert(t, Options{}, inputs...)
		if fmt.Sprint(got.Rows) != fmt.Sprint(want.Rows) || fmt.Sprintf("%+v", bare(got)) != fmt.Sprintf("%+v", bare(want)) || got.Hours != want.Hours {
			t.Fatalf("rows %v\nwant %v\nunmatched %v\nwant %v", got.Rows, want.Rows, bare(got), bare(want))
		}
	})
}

// bare gives the unmatched places without the problem's address, for comparing.
func bare(r *Result) []string {
	var out []string
	for _, u := range r.Unmatched {
		out = append(out, fmt.Sprint(u.Province, u.City, u.County, u.Levels, u.First, u.Last, u.Snapshots, u.Problem.Error()))
	}
	return out
}
