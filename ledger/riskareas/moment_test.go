package riskareas

import "testing"

func TestParseMoment(t *testing.T) {
	for in, want := range map[string]string{
		"2022-06-01 9时": "2022-06-01 9时", "2022-06-01 07时": "2022-06-01 7时", "2022-06-28 0时": "2022-06-28 0时", "2022-11-15 23时": "2022-11-15 23时",
		" 2022-6-1  9时 ": "2022-06-01 9时", "2022-06-01\u30009时": "", "2022-06-01 24时": "2022-06-01 24时", "2022-06-01 9时5分": "2022-06-01 9时5分",
		"2022-06-01 09:30": "2022-06-01 9时30分", "2022-06-01 09:30:59": "2022-06-01 9时30分", "2022/6/1 9时": "2022-06-01 9时",
		"2022年6月1日9时": "2022-06-01 9时", "2022年06月01日 09时": "2022-06-01 9时",
		"": "", "2022-06-01": "", "2022-06-01 ": "", "2022-06-019时": "", "2022-06-01 9": "", "2022-06-01 25时": "", "2022-06-01 24时1分": "",
		"2022-06-31 9时": "", "2022-13-01 9时": "", "22-06-01 9时": "", "2022-06-01 9时60分": "", "2022-06-01 9:5": "", "2022-06-01 9时过": "",
		"2022-06-01 -1时": "", "2022-06-01 9:30:60": "", "2022-06-01 009时": "", "９时": "", "2022-06/01 9时": "", "0000-06-01 9时": "",
	} {
		m, ok := parseMoment(in)
		if got := m.String(); ok != (want != "") || ok && got != want {
			t.Errorf("parseMoment(%q) = %q %v, want %q", in, got, ok, want)
		}
	}
}

func TestMomentsAreOrderedByTimeNotByText(t *testing.T) {
	order := []string{"2022-05-31 24时", "2022-06-01 0时", "2022-06-01 9时", "2022-06-01 09:30", "2022-06-01 10时", "2022-10-01 08时"}
	for i := range order {
		for j := range order {
			a, _ := parseMoment(order[i])
			b, _ := parseMoment(order[j])
			if got := a.compare(b); got != min(max(i-j, -1), 1) {
				t.Errorf("%s against %s: %d", order[i], order[j], got)
			}
		}
	}
}

func FuzzParseMoment(f *testing.F) {
	for _, s := range []string{"2022-06-01 9时", "2022-06-01 07时", "2022年6月1日9时30分", "2022/6/1 09:30:00", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, ok := parseMoment(s)
		if !ok {
			return
		}
		if back, ok := parseMoment(m.String()); !ok || back != m {
			t.Fatalf("%q reads as %v, which reads as %v %v", s, m, back, ok)
		}
	})
}
