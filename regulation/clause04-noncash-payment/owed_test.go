package noncashpayment

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shukun/civil"
	"shukun/debt"
	"shukun/ledger"
	"shukun/money"
	"shukun/org"
	"shukun/policy"
)

// shippedRules makes the clause's rules from the law as shipped.
func shippedRules(t *testing.T) *rules {
	t.Helper()
	read := func(path string) []byte {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	readings, err := policy.ParseReadings("readings.yaml", read("../readings.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	common, err := policy.ParseParameters("parameters.yaml", read("../clause01-timely-payment/parameters.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	ps, err := policy.ParseParameters("parameters.yaml", read("parameters.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	basics := &policy.Basics{Calendar: civil.StateCouncil(), Readings: readings}
	return newRules(ps, common, basics, debt.NewTerms(common, basics))
}

func testCode(n int) string {
	first := fmt.Sprintf("91150100MA%07d", n)
	check, _ := org.CheckCharacter(first)
	return first + string(check)
}

// drawUnit makes the ledgers of one unit, an institution or a large enterprise, with facts in the months to last.
func drawUnit(t *rapid.T, last civil.Date) *ledger.Book {
	day := func(what string) string {
		n := rapid.IntRange(0, 105).Draw(t, what) * 37 % 106 // spread: drawn numbers tend to be small
		return (last + 5 - civil.Date(n)).String()
	}
	maybe := func(what string) string { return rapid.SampledFrom([]string{"", day(what)}).Draw(t, what+"?") }
	pick := func(what string, from ...string) string { return rapid.SampledFrom(from).Draw(t, what) }
	unit := testCode(1)
	contracts := []string{"contract_no,buyer_code,supplier_code,signed_on,term_start,term_days,inspection_days"}
	payables := []string{"payable_no,payer_code,payee_code,contract_no,amount,delivered_on,accepted_on,settled_on,due_on,paid_amount,paid_on,disputed_amount"}
	payments := []string{"payment_no,payable_no,payer_code,paid_on,amount,method"}
	for i := range rapid.IntRange(1, 4).Draw(t, "payables") {
		contracts = append(contracts, fmt.Sprintf("H%d,%s,%s,%s,%s,%s,%s", i, unit, testCode(11), day("signed"),
			pick("start", "acceptance", "delivery", "acceptance", "settlement"), pick("term", "0", "", "20", "70"), pick("inspection", "", "10")))
		payables = append(payables, fmt.Sprintf("Y%d,%s,%s,%s,%d,%s,%s,%s,%s,%s,%s,%s", i, unit, testCode(rapid.SampledFrom([]int{11, 11, 12, 13}).Draw(t, "payee")),
			pick("contract", fmt.Sprintf("H%d", i), "", fmt.Sprintf("H%d", i)), rapid.IntRange(1, 2000).Draw(t, "amount"), maybe("delivered"), maybe("accepted"),
			maybe("settled"), pick("due", "", "", day("due")), pick("own paid", "", "300"), maybe("own paid on"), pick("disputed", "", "250")))
		for j := range rapid.IntRange(0, 3).Draw(t, "payments") {
			payments = append(payments, fmt.Sprintf("F%d-%d,Y%d,%s,%s,%d,bank_bill", i, j, i, unit, day("paid on"), rapid.IntRange(-50, 900).Draw(t, "paid")))
		}
	}
	input := func(kind string, lines ...string) ledger.Input {
		return ledger.Input{Name: kind + ".csv", Data: []byte(strings.Join(lines, "\n"))}
	}
	b, report, err := ledger.Read([]ledger.Input{
		input("enterprises", "credit_code,name,size,kind", unit+",甲,large,"+pick("kind", "enterprise", "institution")),
		input("counterparties", "credit_code,name,declared_size", testCode(11)+",小,small", testCode(12)+",大,large", testCode(13)+",不明,"),
		input("cash_positions", "enterprise_code,as_of,available_funds", unit+",2019-01-01,1"),
		input("contracts", contracts...), input("payables", payables...), input("payments", payments...),
	}, ledger.Options{Workers: 1})
	if err != nil || len(report.Rejected) > 0 {
		t.Fatalf("%v %v", err, report.Rejected)
	}
	return b
}

// What a unit owed, put together from changes, is on every day what the definition gives for that day.
func TestOwedAgreesWithTheDefinition(t *testing.T) {
	c := shippedRules(t)
	rapid.Check(t, func(t *rapid.T) {
		asOf := civil.MustOf(2020, 11, 1) // the Regulation came into force two months before
		if rapid.Bool().Draw(t, "late") {
			asOf = civil.MustOf(2022, 6, 30)
		}
		b := drawUnit(t, asOf)
		r := policy.NewRun(policy.Question{AsOf: asOf, AssumeSME: rapid.Bool().Draw(t, "assume")}, b, nil)
		e := &b.Enterprises[0]
		var days []civil.Date
		if rapid.Bool().Draw(t, "far") {
			days = append(days, asOf-2*nearDays) // too far apart for an index by day
		}
		for d, step := asOf-100, civil.Date(rapid.IntRange(1, 9).Draw(t, "step")); d <= asOf; d += step {
			days = append(days, d)
		}
		owed := c.owedOn(e, days, asOf)
		odd := owed.Fork() // as if another worker had gone over every other payable
		b.PayablesOf(e.Code, func(i int, p *ledger.Payable) {
			if i%2 == 1 {
				odd.Add(r, i, p)
			} else {
				owed.Add(r, i, p)
			}
		})
		owed.Merge(odd)
		owed.close()
		for _, d := range days {
			surely, perhaps := c.owedSlowly(r, e, d)
			if a, b := owed.on(d); a != surely || b != perhaps {
				t.Fatalf("on %v: %v surely and %v perhaps, want %v and %v", d, a, b, surely, perhaps)
			}
		}
	})
}

// owedSlowly adds up what a unit owed at the end of a day, payable by payable.
func (c *rules) owedSlowly(r *policy.Run, e *ledger.Enterprise, d civil.Date) (surely, perhaps money.Fen) {
	for i := range r.Book.Payables {
		p := &r.Book.Payables[i]
		if due := c.terms.Due(r.Book, p, e, d).On; due == 0 || due > d+30 {
			continue
		}
		open := p.Amount
		debt.EachPayment(r.Book, p, r.AsOf, func(on civil.Date, amount money.Fen) {
			if on <= d {
				open -= amount
			}
		})
		left := max(0, open-p.Disputed)
		switch r.CoverOf(r.Book.PayeeStanding(p, r.AsOf)) {
		case policy.Covered:
			surely += left
		case policy.CoverUnknown, policy.CoverAssumed:
			perhaps += left
		}
	}
	return surely, perhaps
}
