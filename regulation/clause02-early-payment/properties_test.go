package earlypayment_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"shukun/civil"
	"shukun/debt"
	"shukun/ledger"
	"shukun/money"
	"shukun/org"
	"shukun/policy"
	"shukun/regulation"
)

var law = sync.OnceValue(func() *regulation.Regulation {
	g, err := regulation.Load(nil)
	if err != nil {
		panic(err)
	}
	return g
})

func code(n int) string {
	first := fmt.Sprintf("91150100MA%07d", n)
	check, _ := org.CheckCharacter(first)
	return first + string(check)
}

// drawBook makes early payments of one payable; there is no enterprises ledger, so the payer is taken as ours.
func drawBook(t *rapid.T, last civil.Date) *ledger.Book {
	day := func(what string) string {
		return (last - civil.Date(rapid.IntRange(0, 20).Draw(t, what)*8%21)).String()
	}
	pick := func(what string, from ...string) string { return rapid.SampledFrom(from).Draw(t, what) }
	requests := []string{"request_no,payable_no,payer_code,applied_on,long_term,good_credit,performed,in_difficulty,funds_safe,decided_on,amount,paid_on"}
	payments := []string{"payment_no,payable_no,payer_code,paid_on,amount,method"}
	yes := func(what string) string { return pick(what, "yes", "yes", "yes", "no", "") }
	for i := range rapid.IntRange(1, 4).Draw(t, "requests") {
		requests = append(requests, fmt.Sprintf("S%d,Y,%s,%s,%s,%s,%s,%s,%s,%s,%d,%s", i, code(1), pick("applied", day("applied"), ""), yes("long"), yes("credit"),
			yes("performed"), yes("difficulty"), yes("safe"), pick("decided", day("decided"), ""), rapid.IntRange(0, 900).Draw(t, "amount"), pick("paid", day("paid"), "")))
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "payments") {
		payments = append(payments, fmt.Sprintf("F%d,Y,%s,%s,%d,transfer", i, code(1), day("paid on"), rapid.IntRange(0, 500).Draw(t, "paid amount")))
	}
	payables := []string{"payable_no,payer_code,payee_code,amount", fmt.Sprintf("Y,%s,%s,1000", code(1), code(2))}
	var in []ledger.Input
	for kind, lines := range map[string][]string{"early_payments": requests, "payments": payments, "payables": payables} {
		in = append(in, ledger.Input{Name: kind + ".csv", Data: []byte(strings.Join(lines, "\n"))})
	}
	b, report, err := ledger.Read(in, ledger.Options{Workers: 1})
	if err != nil || len(report.Rejected) > 0 {
		t.Fatalf("%v %v", err, report.Rejected)
	}
	return b
}

// A paid request is reported exactly where one of the seven lacks, and for exactly what it paid beyond the balance.
func TestRequestsAgreeWithTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		last := civil.MustOf(2022, 6, 30)
		b := drawBook(t, last)
		asOf := last - civil.Date(rapid.IntRange(0, 10).Draw(t, "back"))
		want := map[string]money.Fen{}
		for i := range b.EarlyPayments {
			x := &b.EarlyPayments[i]
			if x.PaidOn == 0 || x.PaidOn > asOf {
				continue
			}
			all := x.LongTerm == ledger.Yes && x.GoodCredit == ledger.Yes && x.Performed == ledger.Yes && x.InDifficulty == ledger.Yes &&
				x.FundsSafe == ledger.Yes && x.AppliedOn != 0 && x.AppliedOn <= x.PaidOn && x.DecidedOn != 0 && x.DecidedOn <= x.PaidOn
			if !all {
				want["02.condition-missing"+x.No] = x.Amount
			}
			if over := x.Amount - max(0, debt.BalanceOn(b, &b.Payables[0], x.PaidOn-1).Open); over > 0 {
				want["02.exceeds-balance"+x.No] = over
			}
		}
		found := law().Evaluate(b, policy.Question{AsOf: asOf}, regulation.Filter{Clauses: []int{2}}, 1, nil)
		for _, f := range found {
			if amount, ok := want[f.Rule.ID+f.Key]; !ok || amount != f.Amount.V || f.Outcome != policy.Violation || f.NextChange != 0 {
				t.Fatalf("%s %s: %v, want %v %v", f.Rule.ID, f.Key, f.Amount.V, amount, ok)
			}
		}
		if len(found) != len(want) {
			t.Fatalf("%d findings, want %v", len(found), want)
		}
	})
}
