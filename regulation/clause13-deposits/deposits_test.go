package deposits_test

import (
	"fmt"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
	"shukun/regulation"
)

var law = sync.OnceValues(func() (*regulation.Regulation, error) { return regulation.Load(nil) })

const payer = "92150100MA00000026"

// check evaluates one deposit taken on 2022-06-10, with the rest of its row.
func check(t *rapid.T, kind, subject string, base, amount money.Fen, rest string, asOf civil.Date) map[string]policy.Finding {
	g, err := law()
	if err != nil {
		t.Fatalf("%v", err)
	}
	text := fmt.Sprintf("deposit_no,holder_code,payer_code,kind,subject,base_amount,amount,form,received_on,due_back_on,returned_on,returned_amount\n"+
		"D,91150100MA00000018,%s,%s,%s,%v,%v,cash,2022-06-10,%s\n", payer, kind, subject, base, amount, rest)
	b, report, err := ledger.Read([]ledger.Input{
		{Name: "counterparties.csv", Data: []byte("credit_code,name,entity_type\n" + payer + ",C,individual\n")},
		{Name: "deposits.csv", Data: []byte(text)},
	}, ledger.Options{Workers: 1})
	if err != nil || len(report.Rejected) > 0 {
		t.Fatalf("%v %v", err, report.Rejected)
	}
	found := map[string]policy.Finding{}
	for _, f := range g.Evaluate(b, policy.Question{AsOf: asOf}, regulation.Filter{Clauses: []int{13}}, 1, nil) {
		if found[f.Rule.ID].Rule != nil {
			t.Fatalf("%s twice", f.Rule.ID)
		}
		found[f.Rule.ID] = *f
	}
	return found
}

var asOf = civil.MustParse("2022-12-31")

// What is found too much, taken off, leaves a deposit that is not over; a fen more is over by that fen.
func TestTheExcessIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]string{"bid", "performance", "quality", "wage"}).Draw(t, "kind")
		subject := rapid.SampledFrom([]string{"goods", "works", "services"}).Draw(t, "subject")
		base := money.Fen(rapid.Int64Range(0, 100_000_000_00).Draw(t, "base"))
		amount := money.Fen(rapid.Int64Range(0, 5_000_000_00).Draw(t, "amount"))
		excess := check(t, kind, subject, base, amount, ",,", asOf)["13.over-ratio"].Amount.V
		if excess < 0 || excess > amount {
			t.Fatalf("%v of %v is too much", excess, amount)
		}
		if excess == 0 {
			return
		}
		if f := check(t, kind, subject, base, amount-excess, ",,", asOf)["13.over-ratio"]; f.Rule != nil {
			t.Fatalf("%v less %v is still %v too much", amount, excess, f.Amount.V)
		}
		if f := check(t, kind, subject, base, amount-excess+1, ",,", asOf)["13.over-ratio"]; f.Amount.V != 1 {
			t.Fatalf("a fen more is %v too much", f.Amount.V)
		}
	})
}

// What is returned and what is not add up to the deposit; the days count up with the calendar; before the day after it was
// due back nothing is late.
func TestReturnsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := money.Fen(rapid.Int64Range(1, 1_000_00).Draw(t, "amount"))
		back := money.Fen(rapid.Int64Range(0, int64(amount)).Draw(t, "returned"))
		taken := civil.MustParse("2022-06-10")
		due := taken.AddDays(rapid.IntRange(0, 100).Draw(t, "due"))
		on := taken.AddDays(rapid.IntRange(0, 200).Draw(t, "returned on"))
		day := taken.AddDays(rapid.IntRange(0, 200).Draw(t, "as of"))
		f := check(t, "performance", "goods", 1_000_000_00, amount, fmt.Sprintf("%v,%v,%v", due, on, back), day)["13.overdue-return"]
		if on > day {
			back = 0
		}
		if day <= due || back == amount {
			if f.Rule != nil {
				t.Fatalf("%v on %v", f.Reason, day)
			}
			return
		}
		if f.Amount.V != amount-back || f.Days != int32(day-due) || f.DueOn != due || f.NextChange != day.AddDays(1) {
			t.Fatalf("%v of %v due back %v, on %v: %v, %d days", amount-back, amount, due, day, f.Amount.V, f.Days)
		}
	})
}
