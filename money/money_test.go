package money

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestString(t *testing.T) {
	for _, c := range []struct {
		f              Fen
		plain, grouped string
	}{
		{0, "0.00", "0.00"}, {5, "0.05", "0.05"}, {-5, "-0.05", "-0.05"}, {12000000, "120000.00", "120,000.00"},
		{-9223372036854775808, "-92233720368547758.08", "-92,233,720,368,547,758.08"}, {100000, "1000.00", "1,000.00"},
	} {
		if c.f.String() != c.plain || c.f.Grouped() != c.grouped {
			t.Errorf("%d: %s %s", int64(c.f), c.f, c.f.Grouped())
		}
	}
}

// MulDiv and Exact must both equal the big-rational answer, rounded half away from zero.
func TestMulDivAgreesWithRat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := Fen(rapid.Int64Range(-1e15, 1e15).Draw(t, "fen"))
		num := rapid.Int64Range(-1e6, 1e6).Draw(t, "num")
		den := rapid.Int64Range(1, 1e7).Draw(t, "den")
		r := new(big.Rat).Mul(big.NewRat(int64(f), 1), big.NewRat(num, den))
		want, fits := RoundRat(r)
		got, ok := f.MulDiv(num, den)
		if ok != fits || got != want {
			t.Fatalf("%d*%d/%d = %d %v, want %d %v", f, num, den, got, ok, want, fits)
		}
		var e Exact
		if got, _ := e.Add(f, num, den).Round(); got != want {
			t.Fatalf("Exact gives %d, want %d", got, want)
		}
	})
}

func TestRoundingIsHalfUpOnce(t *testing.T) {
	if f, _ := Fen(1).MulDiv(1, 2); f != 1 {
		t.Errorf("half a fen rounds to %d, want 1", f)
	}
	if f, _ := Fen(-1).MulDiv(1, 2); f != -1 {
		t.Errorf("minus half a fen rounds to %d, want -1", f)
	}
	var e Exact
	e.Add(1, 1, 3).Add(1, 1, 3).Add(1, 1, 3)
	if f, _ := e.Round(); f != 1 {
		t.Errorf("three thirds are %d, want 1", f)
	}
	if _, ok := Fen(1<<62).MulDiv(1<<40, 1); ok {
		t.Error("an overflow must be reported")
	}
}

func TestDecimal(t *testing.T) {
	for in, want := range map[string]string{"3.65": "3.65", "-0.50": "-0.5", "+12": "12", "0.00000001": "0.00000001", ".5": "0.5", "7.": "7", "1.000000000": "1"} {
		d, ok := ParseDecimal(in)
		if !ok || d.String() != want {
			t.Errorf("ParseDecimal(%q) = %v %v, want %s", in, d, ok, want)
		}
	}
	for _, in := range []string{"", "-", ".", "1.2.3", "1e5", "0.000000001", "99999999999999", "１"} {
		if d, ok := ParseDecimal(in); ok {
			t.Errorf("ParseDecimal(%q) = %v, want refusal", in, d)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		d := Decimal(rapid.Int64().Draw(t, "d"))
		if d == -1<<63 {
			return
		}
		if back, ok := ParseDecimal(d.String()); !ok || back != d {
			t.Fatalf("%v does not survive: %v", d, back)
		}
	})
}

func TestFenText(t *testing.T) {
	for _, f := range []Fen{0, 1, -1, 99, -150, 123456789, 1<<63 - 1, -1 << 63} {
		b, _ := f.MarshalText()
		var back Fen
		if err := back.UnmarshalText(b); err != nil || back != f {
			t.Errorf("%s reads as %d, want %d: %v", b, back, f, err)
		}
	}
	if err := new(Fen).UnmarshalText([]byte("x")); err == nil {
		t.Error("x is no amount")
	}
}
