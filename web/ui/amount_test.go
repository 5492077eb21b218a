package ui

import (
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"shukun/money"
)

func TestShow(t *testing.T) {
	for _, c := range []struct {
		unit AmountUnit
		fen  money.Fen
		want string
	}{
		{Yuan, 0, "0.00"}, {Yuan, 1, "0.01"}, {Yuan, -1, "-0.01"}, {Yuan, 99, "0.99"}, {Yuan, 100, "1.00"}, {Yuan, 123_456_789, "1,234,567.89"}, {Yuan, -123_456_789, "-1,234,567.89"},
		{TenK, 1_000_000, "1.00"}, {TenK, 4_999, "0.00"}, {TenK, 5_000, "0.01"}, {TenK, -4_999, "0.00"}, {TenK, -5_000, "-0.01"}, {TenK, 123_456_789_00, "12,345.68"}, {TenK, 14_999, "0.01"}, {TenK, 15_000, "0.02"},
		{Yi, 10_000_000_000, "1.00"}, {Yi, 49_999_999, "0.00"}, {Yi, 50_000_000, "0.01"}, {Yi, -50_000_000, "-0.01"}, {Yi, 1_234_567_890_123_456, "123,456.79"},
		{Yuan, math.MaxInt64, "92,233,720,368,547,758.07"}, {Yuan, math.MinInt64, "-92,233,720,368,547,758.08"}, {TenK, math.MinInt64, "-9,223,372,036,854.78"}, {Yi, math.MaxInt64, "922,337,203.69"},
	} {
		if got := c.unit.Show(c.fen); got != c.want {
			t.Errorf("%s of %d fen: %s, want %s", c.unit, c.fen, got, c.want)
		}
	}
}

// TestShowAgreesWithRat holds the rounding against exact fractions: half up, away from zero, once.
func TestShowAgreesWithRat(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		f := money.Fen(r.Int64()>>r.IntN(60)) * money.Fen(1-2*r.IntN(2))
		for _, u := range AmountUnits {
			exact := new(big.Rat).SetFrac64(int64(f), int64(u.step())*100)
			if got := strings.ReplaceAll(u.Show(f), ",", ""); got != exact.FloatString(2) && "-"+got != exact.FloatString(2) {
				t.Fatalf("%s of %d fen: %s, want %s", u, f, got, exact.FloatString(2))
			}
		}
	}
}

func TestAdds(t *testing.T) {
	if diff, ok := TenK.Adds(15_000, 5_000, 5_000, 5_000); ok || diff != "0.01" {
		t.Errorf("three halves up show 0.03 under 0.02: got %q, %v", diff, ok)
	}
	if _, ok := Yuan.Adds(15_000, 5_000, 5_000, 5_000); !ok {
		t.Error("fen always add up")
	}
}
