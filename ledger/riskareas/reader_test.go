package riskareas

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"

	"shukun/problem"
)

var small = lines(
	shot("2022-06-04 9时", nil, []string{erlian + "乌兰社区"}),
	shot("2022-06-06 07时", []string{erlian + "乌兰社区"}, nil),
	shot("2022-06-24 21时", nil, nil),
)

const smallRows = "152501 high 2022-06-06 2022-06-24\n152501 medium 2022-06-04 2022-06-06\n"

// One snapshot a line, however it is named and packed.
func TestLines(t *testing.T) {
	for name, text := range map[string]string{
		"a.jsonl": small, "a.jsonl.gz": packed(small), "a.json": small, "a.json.gz": packed(small), "a": packed(small), "b.jsonl": "\ufeff" + small,
		"c.jsonl": strings.ReplaceAll(small, "\n", "\r\n"), "d.jsonl": strings.ReplaceAll(small, "\n", "\n\n \n"), "e.jsonl": strings.TrimSuffix(small, "\n"),
		"f.jsonl.gz": small, "g.jsonl.gz": packed("\ufeff" + small), "two.gz": packed(small[:100]) + packed(small[100:]),
		"wrapped": strings.ReplaceAll(strings.ReplaceAll(small, "{\"end", `{"data": {"end`), "}\n", "},\"code\":0}\n"),
	} {
		r := convert(t, Options{}, file(name, text))
		if rows(r) != smallRows || r.Snapshots != 3 || r.Hours != 3 || r.First != "2022-06-04 9时" || r.Last != "2022-06-24 21时" {
			t.Errorf("%s: %d snapshots, %d hours, %s to %s, rows\n%s", name, r.Snapshots, r.Hours, r.First, r.Last, rows(r))
		}
	}
}

// Whole snapshots: with or without data around them, on one line or many, with keys in any order, lists null or missing.
func TestWholeSnapshots(t *testing.T) {
	entry := `{"communitys":["乌兰社区"],"county":"二连浩特市","city":"锡林郭勒盟","province":"内蒙古自治区"}`
	for i, text := range []string{
		`{"data":{"end_update_time":"2022-06-04 9时","hcount":1,"mcount":0,"highlist":[` + entry + `],"middlelist":[]},"code":0,"msg":"查询成功"}`,
		`{"end_update_time":"2022-06-04 9时","highlist":[` + entry + `]}`,
		`{"highlist":[` + entry + `],"lowlist":{"never":["looked at"]},"end_update_time":"2022-06-04 9时","middlelist":null}`,
		"\ufeff{\n  \"code\": 0,\n  \"data\": {\n    \"highlist\": [\n      " + entry + "\n    ],\n    \"end_update_time\": \"2022-06-04 9时\"\n  }\n}\n",
		"\n\n{\n\"end_update_time\":\n\"2022-06-04 9时\",\n\n\"highlist\":[" + entry + "]}",
	} {
		for _, name := range []string{"a.json", "a.jsonl", "a"} {
			for _, text := range []string{text, packed(text)} {
				if r := convert(t, Options{}, file(name, text)); rows(r) != "152501 high 2022-06-04 \n" || r.Snapshots != 1 || r.Rows[0].Place != "乌兰社区" {
					t.Errorf("text %d as %s: %q", i, name, rows(r))
				}
			}
		}
	}
}

func TestRefusals(t *testing.T) {
	good := shot("2022-06-04 9时", nil, nil)
	two := good + "\n"
	at := func(lists string) string { return `{"end_update_time":"2022-06-04 9时",` + lists + `}` }
	for _, c := range []struct {
		name, text, code string
		line             int
	}{
		{"bad.jsonl", two + `{"end_update_time": "2022-06-05 9时", "highlist": [`, "snapshot-json", 2},
		{"bad.jsonl", two + two + "nonsense\n" + two, "snapshot-json", 3},
		{"bad.json", two + two + "nonsense\n" + two, "snapshot-json", 3},
		{"first.jsonl", `{"end_update_time":` + "\n" + two, "snapshot-json", 1},
		{"first.json", `{"end_update_time":` + "\n" + two, "snapshot-json", 1},
		{"first.jsonl", "{\nnonsense\n", "snapshot-json", 1},
		{"whole.json", "{\n\"end_update_time\": \"2022-06-04 9时\",\n\"highlist\": [,]\n}", "snapshot-json", 3},
		{"cut.json", "{\n\"end_update_time\": \"2022-06-04 9时\",\n\"highlist\": [", "snapshot-json", 3},
		{"after.json", "{\n\"end_update_time\": \"2022-06-04 9时\",\n\"highlist\": []\n}\n{}", "snapshot-json", 5},
		{"none", "", "snapshots-none", 0}, {"none.jsonl", "\n \n", "snapshots-none", 0}, {"none.gz", packed(""), "snapshots-none", 0},
		{"array.json", "[" + good + "]", "snapshot-unknown", 1}, {"number.json", "1", "snapshot-unknown", 1}, {"null.json", "null", "snapshot-unknown", 1},
		{"other.jsonl", two + `{"file_count": 1385, "file_list": []}`, "snapshot-unknown", 2},
		{"answer.json", `{"data":null,"code":1,"msg":"错误"}`, "snapshot-unknown", 1}, {"answer.json", `{"data":"x"}`, "snapshot-unknown", 1},
		{"nolist.json", `{"end_update_time":"2022-06-04 9时"}`, "snapshot-unknown", 1},
		{"time.jsonl", two + `{"end_update_time":"2022-06-04","highlist":[]}`, "snapshot-time", 2},
		{"time.jsonl", `{"end_update_time":1654300000,"highlist":[]}`, "snapshot-time", 1},
		{"list.jsonl", at(`"highlist":{}`), "snapshot-list", 1}, {"list.jsonl", at(`"highlist":[],"middlelist":"x"`), "snapshot-list", 1},
		{"entry.jsonl", two + at(`"highlist":[{}]`), "snapshot-entry", 2}, {"entry.jsonl", at(`"highlist":[7]`), "snapshot-entry", 1},
		{"entry.jsonl", at(`"highlist":[{"city":["乌海市"],"county":"海南区"}]`), "snapshot-entry", 1},
		{"entry.jsonl", at(`"highlist":[{"city":"乌海市","county":"海南区","communitys":[1]}]`), "snapshot-entry", 1},
		{"entry.jsonl", at(`"highlist":[{"city":"乌海市","county":"` + strings.Repeat("区", 200) + `"}]`), "snapshot-entry", 1},
		{"entry.jsonl", at(`"highlist":[{"city":"乌海市","county":"海南区","communitys":"一个"}]`), "snapshot-entry", 1},
		{"gbk.jsonl", two + "{\"end_update_time\":\"2022-06-04 9\xce\xf7\",\"highlist\":[]}", "snapshot-encoding", 2},
		{"gbk.json", "{\n\"end_update_time\":\n\"2022-06-04 9\xce\xf7\"\n,\"highlist\":[]}", "snapshot-encoding", 3},
		{"utf16.json", "\xff\xfe{\x00}\x00", "snapshot-encoding", 1}, {"utf16.json", "\xfe\xff\x00{\x00}", "snapshot-encoding", 1},
		{"short.gz", "\x1f\x8b\x08", "gzip-damaged", 1}, {"head.gz", "\x1f\x8bnonsense-nonsense", "gzip-damaged", 1},
	} {
		_, err := Convert([]Input{file("fine.jsonl", small), file(c.name, c.text)}, Options{})
		if err == nil {
			t.Errorf("%s: %q must be refused", c.name, c.text)
			continue
		}
		refused(t, err, c.code, c.name, c.line)
	}
	_, err := Convert(nil, Options{})
	refused(t, err, "snapshots-none", "", 0)
}

// A packed file cut anywhere is refused, and so is one with a bit turned over; never is a part of it taken for the whole.
func TestDamagedGzip(t *testing.T) {
	whole := packed(strings.Repeat(small, 50))
	for n := 3; n < len(whole); n++ {
		if _, err := Convert([]Input{file("cut.jsonl.gz", whole[:n])}, Options{}); problem.CodeOf(err) != "gzip-damaged" {
			t.Fatalf("cut at %d of %d: %v", n, len(whole), err)
		}
	}
	turned := []byte(whole)
	turned[len(turned)-6] ^= 1 // in the checksum
	if _, err := Convert([]Input{file("bad.jsonl.gz", string(turned))}, Options{}); problem.CodeOf(err) != "gzip-damaged" {
		t.Errorf("a wrong checksum: %v", err)
	}
}

func TestLimits(t *testing.T) {
	read := func(text string, l limits) error {
		return readInput(file("big.jsonl", text), l, func(snapshot) *problem.Error { return nil })
	}
	for name, l := range map[string]limits{"snapshot": {snapshot: 200, input: 1 << 20}, "input": {snapshot: 1 << 20, input: 300}} {
		if err := read(small[:strings.Index(small, "\n")+1], limits{snapshot: 400, input: 400}); err != nil {
			t.Fatal(name, err)
		}
		if err := read(strings.Repeat("\n", 1000)+small, l); problem.KindOf(err) != problem.TooLarge {
			t.Errorf("%s: %v", name, err)
		}
	}
	long := `{"end_update_time":"2022-06-04 9时","highlist":[` + strings.Repeat(" ", 1<<18) + `]}`
	refused(t, read(small+long, limits{snapshot: 1 << 17, input: 1 << 20}), "snapshot-too-long", "big.jsonl", 4)
	if err := read(small+long, limits{snapshot: 1 << 19, input: 1 << 20}); err != nil {
		t.Error(err)
	}
	pretty := Input{Name: "big.json", Open: file("", "{\n"+strings.Repeat("1,\n", 1000)).Open}
	refused(t, readInput(pretty, limits{snapshot: 1000, input: 1 << 20}, nil), "snapshot-too-long", "big.json", 1)
	pretty.Name = "big.jsonl"
	refused(t, readInput(pretty, limits{snapshot: 1000, input: 1 << 20}, nil), "snapshot-json", "big.jsonl", 1)
}

func TestOpenFails(t *testing.T) {
	own := problem.New(problem.Forbidden, "no-entry", badJSON.What, badJSON.Next)
	for _, c := range []struct {
		err  error
		code string
	}{
		{fmt.Errorf("open: %w", fs.ErrNotExist), "file-not-found"}, {errors.New("disk on fire"), "file-unreadable"}, {own, "no-entry"},
		{own.At(problem.Place{File: "x.json"}), "no-entry"},
	} {
		_, err := Convert([]Input{{Name: "x.json", Open: func() (io.ReadCloser, error) { return nil, c.err }}}, Options{})
		refused(t, err, c.code, "x.json", 0)
	}
	broken := Input{Name: "x.json", Open: func() (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(strings.NewReader(small), failing{})), nil
	}}
	_, err := Convert([]Input{broken}, Options{})
	refused(t, err, "file-unreadable", "x.json", 4)
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("disk on fire") }

func FuzzReadInput(f *testing.F) {
	for _, s := range []string{
		small, packed(small), "\ufeff" + small, "{\n\"end_update_time\":\"2022-06-04 9时\",\"highlist\":[]}", `{"data":{"data":{}}}`, "[]", "\x1f\x8b", "{", "\n",
		`{"end_update_time":"2022-06-04 9时","highlist":[{"city":"乌海市","county":"海南区","communitys":["=1+1",null]}]}`,
	} {
		f.Add("a.jsonl", []byte(s))
	}
	f.Fuzz(func(t *testing.T, name string, b []byte) {
		r, err := Convert([]Input{file(name, string(b))}, Options{})
		if err != nil {
			e, ok := errors.AsType[*problem.Error](err)
			if !ok || e.Place.File != name || e.What.Empty() {
				t.Fatalf("%v", err)
			}
			return
		}
		if r.Snapshots == 0 || r.Hours == 0 || r.Hours > r.Snapshots {
			t.Fatalf("%d snapshots, %d hours", r.Snapshots, r.Hours)
		}
		checkRows(t, r)
	})
}
