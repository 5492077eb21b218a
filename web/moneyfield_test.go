package web

import (
	"testing"

	"shukun/money"
)

func TestParseYuan(t *testing.T) {
	for s, want := range map[string]money.Fen{"1": 100, "1,234.56": 123456, "１２３．４５": 12345, "¥ 1，000": 100000, "3.5万": 3500000, "3万元": 3000000, "1.2亿": 12000000000, "-2": -200, "0.01元": 1} {
		if got, ok := parseYuan(s); !ok || got != want {
			t.Errorf("%s: %d, %v; want %d", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "万", "1.234", "1.2.3", "一万", "1e5", "99999999999999999999", "999999999亿亿"} {
		if got, ok := parseYuan(s); ok {
			t.Errorf("%q was read as %d", s, got)
		}
	}
}
