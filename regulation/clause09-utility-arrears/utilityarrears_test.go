package utilityarrears_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"shukun/civil"
	"shukun/ledger"
	"shukun/policy"
	"shukun/regulation"
)

var law = sync.OnceValues(func() (*regulation.Regulation, error) { return regulation.Load(nil) })

const (
	supplier = "91150100MA00000018"
	customer = "92150100MA00000026"
)

type bill struct {
	due, paid civil.Date
	lateFee   int
}

func book(t *rapid.T, bills ...bill) *ledger.Book {
	text := "bill_no,account_no,period_start,period_end,quantity,amount,due_on,paid_on,late_fee\n"
	for i, x := range bills {
		text += fmt.Sprintf("B%02d,A,%v,%v,1,100,%v,%v,%d\n", i, x.due.AddDays(-40), x.due.AddDays(-10), x.due, x.paid, x.lateFee)
	}
	b, report, err := ledger.Read([]ledger.Input{
		{Name: "counterparties.csv", Data: []byte("credit_code,name,entity_type\n" + customer + ",C,individual\n")},
		{Name: "utility_accounts.csv", Data: []byte("account_no,supplier_code,customer_code,service\nA," + supplier + "," + customer + ",water\n")},
		{Name: "utility_bills.csv", Data: []byte(text)},
	}, ledger.Options{Workers: 1})
	if err != nil || len(report.Rejected) > 0 {
		t.Fatalf("%v %v", err, report.Rejected)
	}
	return b
}

func check(t *rapid.T, b *ledger.Book, asOf civil.Date) []*policy.Finding {
	g, err := law()
	if err != nil {
		t.Fatalf("%v", err)
	}
	return g.Evaluate(b, policy.Question{AsOf: asOf}, regulation.Filter{Clauses: []int{9}}, 1, nil)
}

func genDay(from string, days int) *rapid.Generator[civil.Date] {
	return rapid.Map(rapid.IntRange(0, days), civil.MustParse(from).AddDays)
}

// An unpaid protected bill is, every day after it was due, either deferred or past its deferral, never both.
func TestUnpaidBillsAreDeferredThenEnded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		due := genDay("2022-06-02", 212).Draw(t, "due")
		asOf := due.AddDays(rapid.IntRange(1, 400).Draw(t, "days after"))
		found := check(t, book(t, bill{due: due}), asOf)
		if len(found) != 1 || found[0].Amount.OK || found[0].Beneficiary.String() != customer {
			t.Fatalf("%v", found)
		}
		want := "09.deferral"
		if asOf > due.AddMonths(6) {
			want = "09.window-ended"
		}
		if found[0].Rule.ID != want {
			t.Fatalf("due %v, on %v: %s", due, asOf, found[0].Rule.ID)
		}
	})
}

// Until the day a finding says it may change it stays as it is, and on that day it changes.
func TestNothingChangesBeforeTheDayTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		due := genDay("2022-05-20", 240).Draw(t, "due")
		b := book(t, bill{due: due, lateFee: rapid.IntRange(0, 1).Draw(t, "late fee")})
		asOf := due.AddDays(rapid.IntRange(1, 300).Draw(t, "days after"))
		for _, f := range check(t, b, asOf) {
			same := func(on civil.Date) bool {
				return slices.ContainsFunc(check(t, b, on), func(x *policy.Finding) bool {
					return x.Rule == f.Rule && x.Key == f.Key && x.Amount == f.Amount && x.DueOn == f.DueOn && x.Reason == f.Reason
				})
			}
			last := asOf.AddDays(rapid.IntRange(0, 300).Draw(t, "later"))
			if f.NextChange != 0 {
				last = f.NextChange.AddDays(-1)
				if same(f.NextChange) {
					t.Fatalf("%s was to change on %v", f.Rule.ID, f.NextChange)
				}
			}
			if !same(last) {
				t.Fatalf("%s changed by %v, told %v", f.Rule.ID, last, f.NextChange)
			}
		}
	})
}

// What happens after the as-of day leaves no trace in the findings of that day.
func TestLaterPaymentsDoNotShow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		due := genDay("2022-06-02", 212).Draw(t, "due")
		fee := rapid.IntRange(0, 1).Draw(t, "late fee")
		asOf := due.AddDays(rapid.IntRange(-5, 300).Draw(t, "days after"))
		open := check(t, book(t, bill{due: due, lateFee: fee}), asOf)
		later := check(t, book(t, bill{due: due, lateFee: fee, paid: asOf.AddDays(rapid.IntRange(1, 50).Draw(t, "paid"))}), asOf)
		if len(open) != len(later) {
			t.Fatalf("%d findings, with a later payment %d", len(open), len(later))
		}
		for i := range open {
			if open[i].Rule != later[i].Rule || open[i].Reason != later[i].Reason || open[i].NextChange != later[i].NextChange {
				t.Fatalf("%v / %v", open[i], later[i])
			}
		}
	})
}
