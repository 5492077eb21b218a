package terminal

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestWidth(t *testing.T) {
	for s, want := range map[string]int{
		"": 0, "abc": 3, "应付账款": 8, "（万元）": 8, "é": 1, "e\u0301": 1, "１２": 4, "—…·": 3, "\x1b[1m": 3, "￥1": 3, "ｱ": 1, "𠮷": 2,
	} {
		if got := Width(s); got != want {
			t.Errorf("Width(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestPadAndCut(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Pad("应付", 6), "应付  "}, {PadLeft("应付", 6), "  应付"}, {Pad("应付账款", 6), "应付账款"},
		{Cut("应付账款", 8), "应付账款"}, {Cut("应付账款", 7), "应付账…"}, {Cut("应付账款", 6), "应付…"}, {Cut("abcdef", 4), "abc…"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		s    string
		n    int
		want string
	}{
		{"逾期未付的无争议余额，应当立即支付。", 20, "逾期未付的无争议余|额，应当立即支付。"},
		{"the undisputed balance must be paid in time", 20, "the undisputed|balance must be paid|in time"},
		{"应于2022-05-05付清，已逾期56天", 20, "应于2022-05-05付清，|已逾期56天"},
		{"short", 20, "short"},
		{"windows too narrow stay", 9, "windows too narrow stay"},
	} {
		if got := strings.Join(Wrap(c.s, c.n), "|"); got != c.want {
			t.Errorf("Wrap(%q, %d) = %s, want %s", c.s, c.n, got, c.want)
		}
	}
}

func TestWrapKeepsEveryCharacterAndTheWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("应付账款a1 ，。（）x9 元"))).Draw(t, "s")
		n := rapid.IntRange(10, 40).Draw(t, "n")
		lines := Wrap(s, n)
		bare := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if got := bare(strings.Join(lines, "")); got != bare(s) {
			t.Fatalf("lost something: %q from %q", got, s)
		}
		for _, line := range lines {
			if over := Width(line) - n; over > 0 && len(lines) > 1 && len(pieces(line)) > 1 {
				t.Fatalf("line %q is %d columns too wide", line, over)
			}
		}
	})
}

func TestTable(t *testing.T) {
	table := Table{Aligns: []Align{Left, Right, Left}, Head: []string{"规则", "件数", "说明"}, Limit: 40,
		Rows: [][]string{{"逾期", "3", "应付款超过约定的付款日仍未付清的"}, {"a", "1,000", "x"}}}
	want := "规则   件数  说明\n逾期      3  应付款超过约定的付款日仍未\n             付清的\na     1,000  x"
	if got := strings.Join(table.Lines("", Paint{}), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := table.Lines("  ", Paint{On: true})[0]; got != "\x1b[1m  规则   件数  说明\x1b[0m" {
		t.Errorf("head %q", got)
	}
}

func TestCleanLetsNothingDriveTheTerminal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		for _, r := range Clean(s) {
			if unsafeRune(r) {
				t.Fatalf("%q keeps %q", s, r)
			}
		}
		if utf8.ValidString(s) && utf8.RuneCountInString(Clean(s)) != utf8.RuneCountInString(s) {
			t.Fatalf("%q changed length", s)
		}
	})
	if got := Clean("甲\x1b[31m公司\r\n"); got != "甲\ufffd[31m公司  " {
		t.Errorf("got %q", got)
	}
}
