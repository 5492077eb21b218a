package riskareas

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"shukun/problem"
)

// tester is what a test and a property have in common.
type tester interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// file is an input of this text.
func file(name, text string) Input {
	return Input{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
}

// shot writes a snapshot: high and medium are "province city county community…", one entry each.
func shot(at string, high, medium []string) string {
	b, err := json.Marshal(map[string]any{"end_update_time": at, "hcount": 9, "highlist": list(high), "middlelist": list(medium)})
	if err != nil {
		panic(err)
	}
	return string(b)
}

func list(entries []string) []map[string]any {
	out := []map[string]any{}
	for _, e := range entries {
		f := strings.Split(e, " ")
		out = append(out, map[string]any{"type": "2", "province": f[0], "city": f[1], "county": f[2], "area_name": strings.Join(f[:3], " "), "communitys": f[3:]})
	}
	return out
}

// lines joins snapshots into JSON Lines.
func lines(shots ...string) string { return strings.Join(shots, "\n") + "\n" }

// rows writes rows as "code level listed delisted", for comparing.
func rows(r *Result) string {
	var b strings.Builder
	for _, row := range r.Rows {
		b.WriteString(row.County.String() + " " + string(row.Level) + " " + row.ListedOn.String() + " " + row.DelistedOn.String() + "\n")
	}
	return b.String()
}

func convert(t tester, o Options, inputs ...Input) *Result {
	t.Helper()
	r, err := Convert(inputs, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func packed(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		panic(err)
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

// refused checks that an error is ours, with this code and place.
func refused(t *testing.T, err error, code, name string, line int) {
	t.Helper()
	e, ok := errors.AsType[*problem.Error](err)
	switch {
	case !ok:
		t.Fatalf("%v is no problem.Error", err)
	case e.Code != code || e.Place.File != name || e.Place.Row != line:
		t.Errorf("%q at %q line %d, want %q at %q line %d", e.Code, e.Place.File, e.Place.Row, code, name, line)
	case e.What.Empty() || e.Next.Empty():
		t.Errorf("%s is not in both languages", code)
	}
}

const (
	erlian   = "内蒙古自治区 锡林郭勒盟 二连浩特市 "
	manzhou  = "内蒙古自治区 呼伦贝尔市 满洲里市 "
	chahar   = "内蒙古自治区 乌兰察布市 察哈尔右翼后旗 "
	tongliao = "内蒙古自治区 通辽市 经济技术开发区 "
	baotou   = "内蒙古自治区 包头市 稀土高新区 "
)
