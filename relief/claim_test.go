package relief

import (
	"testing"

	"shukun/civil"
	"shukun/money"
)

// Two parts, 300 by 30 June and 200 more by 10 August: what is due, and in which part it is missing.
func TestDueBy(t *testing.T) {
	june, august := civil.MustParse("2022-06-30"), civil.MustParse("2022-08-10")
	both := Claim{Total: 500, Base: Part{300, june}, TopUp: Part{200, august}}
	one := Claim{Total: 300, Base: Part{300, june}}
	same := Claim{Total: 500, Base: Part{300, june}, TopUp: Part{200, june}}
	for _, c := range []struct {
		name   string
		claim  Claim
		on     string
		given  money.Fen
		due    money.Fen
		missed string
	}{
		{"on the first deadline", both, "2022-06-30", 0, 0, ""},
		{"the day after", both, "2022-07-01", 0, 300, "2022-06-30"},
		{"on the second deadline", both, "2022-08-10", 299, 300, "2022-06-30"},
		{"the day after, the first part filled", both, "2022-08-11", 300, 500, "2022-08-10"},
		{"the day after, the first part a fen short", both, "2022-08-11", 299, 500, "2022-06-30"},
		{"one part only", one, "2023-01-01", 100, 300, "2022-06-30"},
		{"both parts on one day", same, "2022-07-01", 400, 500, "2022-06-30"},
	} {
		due, missed := c.claim.DueBy(civil.MustParse(c.on), c.given)
		if due != c.due || missed.String() != c.missed {
			t.Errorf("%s: %d due, missed %v; want %d, %s", c.name, due, missed, c.due, c.missed)
		}
	}
	if both.Due() != august || one.Due() != june {
		t.Error("the deadlines ahead are wrong")
	}
}
