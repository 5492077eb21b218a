package answer

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shukun/lang"
	"shukun/policy"
)

func TestJSONStringsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))
		if rapid.Bool().Draw(t, "text") {
			s = rapid.String().Draw(t, "s")
		}
		b := appendJSON(nil, s)
		var back string
		if err := json.Unmarshal(b, &back); err != nil {
			t.Fatalf("%q: %v", b, err)
		}
		if want := strings.ToValidUTF8(s, "\ufffd"); back != want && strings.ReplaceAll(back, "\ufffd", "") != strings.ReplaceAll(want, "\ufffd", "") {
			t.Fatalf("%q came back as %q", s, back)
		}
	})
}

func TestJSONEscapesOnlyWhatItMust(t *testing.T) {
	for s, want := range map[string]string{
		"a<b>&c":                 `"a<b>&c"`,
		"应付“账款”\u2028":           "\"应付“账款”\u2028\"",
		"\"\\\n\r\t\x00\x1f\x7f": `"\"\\\n\r\t\u0000\u001f` + "\x7f\"",
		"a\xffb\xe4\xb8":         "\"a\ufffdb\ufffd\ufffd\"",
		"\xed\xa0\x80":           "\"\ufffd\ufffd\ufffd\"",
		"𠮷":                      `"𠮷"`,
	} {
		if got := string(appendJSON(nil, s)); got != want {
			t.Errorf("%q: got %s, want %s", s, got, want)
		}
	}
}

func TestFindingInTheOrderOfTheContract(t *testing.T) {
	f := finding(overdue, "YF-0007", 12_000_000)
	f.Missing = []string{"counterparties.employees"}
	f.Span = &policy.Span{Start: 1, End: 9, Paragraph: 3, Sentence: "甲"}
	f.Trace = []policy.Step{{Step: "a", Value: "b", Basis: "c"}, {Step: "d", Value: "e"}}
	want := `{"rule":"01.overdue","clause":1,"outcome":"violation","enterprise":"` + unit.String() + `","beneficiary":"` + party.String() +
		`","ledger":"payables","key":"YF-0007","span":{"start":1,"end":9,"paragraph":3,"sentence":"甲"},"amount":"120000.00","due_on":"2022-05-05","days":56,` +
		`"next_change_on":"2022-07-01","missing":["counterparties.employees"],"reason":"应于2022-05-05付清，已逾期56天","basis":["notice:1"],` +
		`"trace":[{"step":"a","value":"b","basis":"c"},{"step":"d","value":"e"}]}`
	if got := string(appendFinding(nil, f)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	at := 0
	for _, k := range keys {
		i := strings.Index(want[at:], `"`+k+`":`)
		if i < 0 {
			t.Fatalf("%s is not after the key before it", k)
		}
		at += i
	}
	// An encoder that has seen other findings gives the same.
	var e encoder
	for i := range 600 {
		g := finding([]*policy.Rule{overdue, excuse, relief}[i%3], "k", int64(i))
		g.DueOn, g.NextChange = f.DueOn.AddDays(i*i), f.NextChange.AddDays(-i)
		if got, want := string(e.append(nil, g)), string(appendFinding(nil, g)); got != want || !strings.Contains(got, `"due_on":"`+g.DueOn.String()+`"`) {
			t.Fatalf("got  %s\nwant %s", got, want)
		}
	}
	bare := policy.Finding{Rule: conflict, Outcome: policy.Notice, Enterprise: unit, Key: "k", Reason: "r"}
	want = `{"rule":"00.size-conflict","clause":0,"outcome":"notice","enterprise":"` + unit.String() + `","ledger":"payables","key":"k","reason":"r"}`
	if got := string(appendFinding(nil, &bare)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestJSONLHasFindingsThenRejections(t *testing.T) {
	a := example(t, lang.Zh)
	lines := strings.Split(strings.TrimSuffix(string(write(t, a, JSONL)), "\n"), "\n")
	if len(lines) != len(a.Findings)+1 {
		t.Fatalf("%d lines", len(lines))
	}
	for _, l := range lines {
		if !json.Valid([]byte(l)) {
			t.Errorf("not JSON: %s", l)
		}
	}
	want := `{"file":"六月.xlsx","sheet":"应付账款","row":7,"column":"due_on","value":"2022-06-31","code":"date-impossible","message":"没有这一天（值：2022-06-31）。请核对日期"}`
	if got := lines[len(lines)-1]; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestJSONHasTheSameFindings(t *testing.T) {
	a := example(t, lang.En)
	var whole struct {
		AsOf     string            `json:"as_of"`
		Findings []json.RawMessage `json:"findings"`
		Rejected []json.RawMessage `json:"rejected"`
		Warnings []json.RawMessage `json:"warnings"`
		Summary  summaryJSON       `json:"summary"`
	}
	d := json.NewDecoder(bytes.NewReader(write(t, a, JSON)))
	d.DisallowUnknownFields()
	if err := d.Decode(&whole); err != nil {
		t.Fatal(err)
	}
	for i := range a.Findings {
		if got, want := string(whole.Findings[i]), string(appendFinding(nil, a.Findings[i])); got != want {
			t.Errorf("finding %d: %s", i, got)
		}
	}
	if whole.AsOf != "2022-06-30" || len(whole.Rejected) != 1 || string(whole.Warnings[0]) != `{"file":"说明.txt","code":"skipped","message":"not read"}` {
		t.Errorf("got %+v", whole)
	}
	if s := whole.Summary; s.Findings != len(a.Findings) || s.Rejected != 1 || s.Outcomes.Violation != 3 || s.Clauses[1].AmountOf != "01.overdue" || s.Clauses[1].Amount != "120000.00" {
		t.Errorf("summary %+v", s)
	}
}

func TestJSONOfNothing(t *testing.T) {
	a := &Answer{AsOf: 738000, Law: law(t)}
	if got := string(write(t, a, JSONL)); got != "" {
		t.Errorf("jsonl %q", got)
	}
	if got := write(t, a, JSON); !json.Valid(got) || !strings.Contains(string(got), `"findings":[],"rejected":[],"warnings":[]`) {
		t.Errorf("json %s", got)
	}
}

// The issue asks for 600,000 findings in well under 0.3 s on two cores.
func BenchmarkJSONL600k(b *testing.B) {
	a := &Answer{AsOf: 738000, Findings: make([]*policy.Finding, 600_000)}
	for i := range a.Findings {
		f := finding(overdue, "YF-"+strconv.Itoa(1_000_000+i), int64(i)*100)
		f.Reason = "应于2022-05-05付清，已逾期56天，无争议余额120,000.00元尚未支付"
		f.Basis = []string{"notice:1", "reg728:8"}
		a.Findings[i] = f
	}
	for _, workers := range []int{1, 2} {
		b.Run(strconv.Itoa(workers), func(b *testing.B) {
			a.Workers = workers
			var n counter
			for b.Loop() {
				n = 0
				if err := a.writeJSONL(&n); err != nil {
					b.Fatal(err)
				}
			}
			b.SetBytes(int64(n))
		})
	}
}

type counter int64

func (c *counter) Write(b []byte) (int, error) { *c += counter(len(b)); return len(b), nil }

var _ io.Writer = new(counter)
