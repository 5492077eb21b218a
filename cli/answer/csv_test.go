package answer

import (
	"encoding/csv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shukun/lang"
	"shukun/policy"
)

func TestCSVReadsBack(t *testing.T) {
	a := example(t, lang.Zh)
	text, ok := strings.CutPrefix(string(write(t, a, CSV)), "\ufeff")
	if !ok {
		t.Error("no byte order mark")
	}
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Join(records[0], ",") != strings.Join(keys[:], ",") || len(records) != len(a.Findings)+1 {
		t.Fatalf("head %v, %d records", records[0], len(records))
	}
	want := []string{"01.overdue", "1", "violation", unit.String(), party.String(), "payables", "YF-0001", "", "120000.00", "2022-05-05", "56", "2022-07-01",
		"", "应于2022-05-05付清，已逾期56天", "notice:1", `[{"step":"付款期限","value":"60","basis":"reg728:8"},{"step":"余额","value":"120,000.00"}]`}
	for i, field := range records[2] {
		if field != want[i] {
			t.Errorf("%s: got %q, want %q", keys[i], field, want[i])
		}
	}
	if got := records[1][6]; got != "'=1+1" {
		t.Errorf("key %q", got)
	}
}

func TestCSVHoldsNoFormula(t *testing.T) {
	marks := []string{"=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠", "", "a", "\"", " ", "　"}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(marks).Draw(t, "first") + rapid.SampledFrom(marks).Draw(t, "second") + rapid.String().Draw(t, "rest")
		f := &policy.Finding{Rule: overdue, Outcome: policy.Violation, Enterprise: unit, Key: s, Reason: s}
		line := string(appendRecord(nil, f))
		r := csv.NewReader(strings.NewReader(line))
		record, err := r.Read()
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		for _, field := range []string{record[6], record[13]} {
			if formulaLike(field) {
				t.Fatalf("%q stays a formula", field)
			}
			if back := strings.TrimPrefix(field, "'"); strings.ReplaceAll(back, "\r", "") != strings.ReplaceAll(strings.TrimPrefix(s, "'"), "\r", "") {
				t.Fatalf("%q came back as %q", s, field)
			}
		}
	})
}

func TestNegativeAmountsStayNumbers(t *testing.T) {
	f := finding(overdue, "k", -1234)
	if line := string(appendRecord(nil, f)); !strings.Contains(line, ",-12.34,") {
		t.Error(line)
	}
}
