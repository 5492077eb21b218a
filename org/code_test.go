package org

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shukun/lang"
	"shukun/problem"
)

func TestParseCode(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Verdict
		code string
	}{
		{"91350100M000100Y43", CodeOK, "91350100M000100Y43"},
		{"91350100m000100y43", CodeOK, "91350100M000100Y43"},
		{" 91350100M000100Y43\t", CodeOK, "91350100M000100Y43"},
		{"\u300091350100M000100Y43", CodeOK, "91350100M000100Y43"},
		{"91350100M000100Y4A", CodeWrongCheck, "91350100M000100Y4A"},
		{"91350100M000100Y44", CodeWrongCheck, "91350100M000100Y44"},
		{"9135O100M000100Y43", CodeOddLetter, "9135O100M000100Y43"},
		{"91350100m000100Y4z", CodeOddLetter, "91350100M000100Y4Z"},
		{"91150100MA0000N000", CodeWrongCheck, "91150100MA0000N000"}, // no spreadsheet takes it for a number
		{"911501000000000000", CodePrecisionLost, ""},
		{"911501001234567000", CodePrecisionLost, ""},
		{"9.115E+17", CodePrecisionLost, ""},
		{"9.11501001234567e+17", CodePrecisionLost, ""},
		{"9.115E17", CodePrecisionLost, ""},
		{"9E+17", CodePrecisionLost, ""},
		{" 9.115E+17 ", CodePrecisionLost, ""},
		{"911501001234567000.00", CodePrecisionLost, ""},
		{"911,501,001,234,567,000", CodePrecisionLost, ""},
		{"", CodeMalformed, ""},
		{"   ", CodeMalformed, ""},
		{"91350100M000100Y4", CodeMalformed, ""},
		{"91350100M000100Y433", CodeMalformed, ""},
		{"91350100M000100-43", CodeMalformed, ""},
		{"91350100 M000100Y4", CodeMalformed, ""},
		{"纾困纾困纾困", CodeMalformed, ""}, // 18 bytes
		{"150100000012345", CodeMalformed, ""},
		{"E+17", CodeMalformed, ""},
		{"9.E", CodeMalformed, ""},
		{"9.1x5E+17", CodeMalformed, ""},
		{"1.5", CodeMalformed, ""},
	} {
		got, verdict := ParseCode(c.in)
		if verdict != c.want || got.String() != c.code {
			t.Errorf("ParseCode(%q) = %q %v, want %q %v", c.in, got, verdict, c.code, c.want)
		}
		again, verdict2 := ParseCode([]byte(c.in))
		if again != got || verdict2 != verdict {
			t.Errorf("ParseCode of the bytes of %q = %q %v", c.in, again, verdict2)
		}
		if verdict.Usable() == got.IsZero() {
			t.Errorf("%q: usable %v, but the code is %q", c.in, verdict.Usable(), got)
		}
	}
}

// An 18-digit code may end in 000 by right.
func TestTrailingZerosWithTheRightCheck(t *testing.T) {
	for n := range 100 {
		first := fmt.Sprintf("9115010012345%02d00", n)
		if check, _ := CheckCharacter(first); check == '0' {
			if c, v := ParseCode(first + "0"); v != CodeOK || c.String() != first+"0" {
				t.Errorf("%s0: %v", first, v)
			}
			return
		}
	}
	t.Fatal("no such code among those tried")
}

func TestVerdictProblems(t *testing.T) {
	if CodeOK.Problem("x") != nil || CodeOK.String() != "ok" || Verdict(99).Problem("x") != nil {
		t.Error("a right code is no problem")
	}
	for v, code := range map[Verdict]string{
		CodeWrongCheck: "credit-code-check", CodeOddLetter: "credit-code-letter",
		CodeMalformed: "credit-code-malformed", CodePrecisionLost: "credit-code-precision-lost",
	} {
		p := v.Problem("9.115E+17")
		if p.Code != code || v.String() != code || p.Kind != problem.Invalid || p.Value != "9.115E+17" || p.What.Empty() || p.Next.Empty() {
			t.Errorf("%d: %+v", v, p)
		}
	}
	if m := CodePrecisionLost.Problem("9.115E+17").Message(lang.Zh); !strings.Contains(m, "15 位") || !strings.Contains(m, "9.115E+17") {
		t.Errorf("the message must say what happened: %s", m)
	}
	if verdictProblems[CodeMalformed].Value != "" {
		t.Error("showing a value changed the shared problem")
	}
}

func TestCheckCharacter(t *testing.T) {
	if c, ok := CheckCharacter("91350100M000100Y4"); !ok || c != '3' {
		t.Errorf("check character %c %v, want 3", c, ok)
	}
	for _, bad := range []string{"", "91350100M000100Y43", "91350100m000100Y4", "91350100O000100Y4", "91350100-000100Y4"} {
		if c, ok := CheckCharacter(bad); ok {
			t.Errorf("CheckCharacter(%q) = %c, want refusal", bad, c)
		}
	}
}

func TestCodeText(t *testing.T) {
	c := MustCode("91350100M000100Y43")
	b, err := json.Marshal(map[string]Code{"a": c, "b": {}})
	if err != nil || string(b) != `{"a":"91350100M000100Y43","b":""}` {
		t.Errorf("%s %v", b, err)
	}
	var back map[string]Code
	if err := json.Unmarshal(b, &back); err != nil || back["a"] != c || !back["b"].IsZero() {
		t.Errorf("%v %v", back, err)
	}
	var one Code
	if err := one.UnmarshalText([]byte("9.115E+17")); problem.CodeOf(err) != "credit-code-precision-lost" {
		t.Errorf("error %v", err)
	}
	if (Code{}).Compare(c) >= 0 || c.Compare(c) != 0 || (Code{}).String() != "" {
		t.Error("no code comes first and is written as nothing")
	}
	defer func() {
		if recover() == nil {
			t.Error("MustCode must not take a wrong code")
		}
	}()
	MustCode("91350100M000100Y4A")
}

func genFirst17() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		b := make([]byte, 17)
		for i := range b {
			b[i] = codeAlphabet[rapid.IntRange(0, 30).Draw(t, "value")]
		}
		return string(b)
	})
}

// The check character finds every single wrong character and every swap of neighbours.
func TestCheckCharacterProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := genFirst17().Draw(t, "first 17")
		check, ok := CheckCharacter(first)
		if !ok {
			t.Fatalf("no check character for %q", first)
		}
		whole := first + string(check)
		if c, v := ParseCode(whole); v != CodeOK || c.String() != whole {
			t.Fatalf("%q: %v", whole, v)
		}
		if c, v := ParseCode(strings.ToLower(whole)); v != CodeOK || c.String() != whole {
			t.Fatalf("lower case of %q: %q %v", whole, c, v)
		}
		b := []byte(whole)
		i := rapid.IntRange(0, 17).Draw(t, "at")
		b[i] = codeAlphabet[rapid.IntRange(0, 30).Draw(t, "other")]
		if _, v := ParseCode(b); (v == CodeOK) != (string(b) == whole) {
			t.Fatalf("%q with one character changed to %q: %v", whole, b, v)
		}
		b = []byte(whole)
		j := rapid.IntRange(0, 15).Draw(t, "swap")
		b[j], b[j+1] = b[j+1], b[j]
		if _, v := ParseCode(b); (v == CodeOK) != (string(b) == whole) {
			t.Fatalf("%q with neighbours swapped %q: %v", whole, b, v)
		}
	})
}

func TestParseCodeDoesNotAllocate(t *testing.T) {
	b := []byte("91350100m000100y43")
	if n := testing.AllocsPerRun(100, func() { ParseCode(b); ParseCode("91350100M000100Y4A") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzParseCode(f *testing.F) {
	for _, s := range []string{"91350100M000100Y43", "91350100M000100Y4A", "9.115E+17", "911501001234567000", " x ", "\xff"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c, v := ParseCode(b)
		if s, w := ParseCode(string(b)); s != c || w != v {
			t.Fatalf("bytes %q %v, string %q %v", c, v, s, w)
		}
		if v.Usable() == c.IsZero() {
			t.Fatalf("%q: %q %v", b, c, v)
		}
		if v.Usable() {
			if again, w := ParseCode(c.String()); again != c || w != v {
				t.Fatalf("%q reads back as %q %v", c, again, w)
			}
		}
		if v == CodeOK {
			if check, ok := CheckCharacter(c.String()[:17]); !ok || check != c[17] {
				t.Fatalf("%q: check %c %v", c, check, ok)
			}
		}
	})
}

func BenchmarkParseCode(b *testing.B) {
	s := []byte("91350100M000100Y43")
	for b.Loop() {
		ParseCode(s)
	}
}
