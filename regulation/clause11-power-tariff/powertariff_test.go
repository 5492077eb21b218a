package powertariff_test

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

type bill struct {
	from, to civil.Date
	quantity int64
	price    money.Decimal
	amount   money.Fen
}

// overcharges gives what clause 11 finds too much on each bill, zero for none.
func overcharges(t *rapid.T, bills ...bill) []money.Fen {
	g, err := law()
	if err != nil {
		t.Fatalf("%v", err)
	}
	text := "bill_no,account_no,period_start,period_end,quantity,price,amount,due_on\n"
	for i, x := range bills {
		text += fmt.Sprintf("%d,A,%v,%v,%d,%v,%v,%v\n", i, x.from, x.to, x.quantity, x.price, x.amount, x.to)
	}
	b, report, err := ledger.Read([]ledger.Input{
		{Name: "utility_accounts.csv", Data: []byte("account_no,supplier_code,customer_code,service,voltage_kv,agent_purchase,use\nA,91150100MA00000018,91150100MA00000026,power,0.38,yes,commercial\n")},
		{Name: "utility_bills.csv", Data: []byte(text)},
	}, ledger.Options{Workers: 1})
	if err != nil || len(report.Rejected) > 0 {
		t.Fatalf("%v %v", err, report.Rejected)
	}
	more := make([]money.Fen, len(bills))
	for _, f := range g.Evaluate(b, policy.Question{AsOf: civil.MustParse("2024-12-31")}, regulation.Filter{Clauses: []int{11}}, 1, nil) {
		more[f.Key[0]-'0'] = f.Amount.V
	}
	return more
}

func genBill(t *rapid.T) (b bill, days int) {
	b.from = civil.MustParse("2022-04-01").AddDays(rapid.IntRange(0, 390).Draw(t, "from"))
	days = rapid.IntRange(2, 90).Draw(t, "days")
	b.to = b.from.AddDays(days - 1)
	b.price = money.Decimal(rapid.Int64Range(0, 20000).Draw(t, "price") * 10000) // up to 2 yuan, four decimals
	return b, days
}

func (b bill) touches() bool {
	return b.from <= civil.MustParse("2023-03-31") && b.to >= civil.MustParse("2022-06-01")
}

// plenty is an amount above any bill here, so that what is due shows as plenty less what is too much.
const plenty = money.Fen(1_000_000_000_00)

// Splitting a period at any day adds up to the whole, but for the rounding of each part.
func TestSplittingAPeriodAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole, days := genBill(t)
		daily := rapid.Int64Range(0, 5000).Draw(t, "kWh a day")
		cut := rapid.IntRange(1, days-1).Draw(t, "cut")
		left, right := whole, whole
		left.to, right.from = whole.from.AddDays(cut-1), whole.from.AddDays(cut)
		whole.quantity, left.quantity, right.quantity = daily*int64(days), daily*int64(cut), daily*int64(days-cut)
		whole.amount, left.amount, right.amount = plenty, plenty, plenty
		more := overcharges(t, whole, left, right)
		due := [3]money.Fen{}
		for i, x := range []bill{whole, left, right} {
			if due[i] = plenty - more[i]; !x.touches() {
				due[i], _ = money.RoundRat(new(money.Exact).Add(money.Fen(x.price), x.quantity, 1_000_000).Rat()) // no day inside: the full price
			}
		}
		if d := due[0] - due[1] - due[2]; d < -1 || d > 1 {
			t.Fatalf("the whole is %v, the parts %v and %v", due[0], due[1], due[2])
		}
	})
}

// A bill at the full price is too high by no more than five per cent and rounding; one at what is due is not too high,
// nor one a fen above it; two fen above it are.
func TestWhatIsDueIsNeverTooMuch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, days := genBill(t)
		x.quantity = rapid.Int64Range(0, 5000).Draw(t, "kWh a day") * int64(days)
		x.amount = plenty
		due := plenty - overcharges(t, x)[0]
		full, _ := money.RoundRat(new(money.Exact).Add(money.Fen(x.price), x.quantity, 1_000_000).Rat())
		if !x.touches() {
			if due != plenty {
				t.Fatalf("%v to %v is outside, but %v was found", x.from, x.to, plenty-due)
			}
			return
		}
		slack := money.Fen(x.quantity/200 + 2) // four decimals round by up to 0.00005 yuan a kWh, and each sum to a fen
		if full-due > full/20+slack || due > full+slack {
			t.Fatalf("%v of %v is due", due, full)
		}
		at, fen, two := x, x, x
		at.amount, fen.amount, two.amount = due, due+1, due+2
		if more := overcharges(t, at, fen, two); more[0] != 0 || more[1] != 0 || more[2] != 2 {
			t.Fatalf("%v", more)
		}
	})
}
