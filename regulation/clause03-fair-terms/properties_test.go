package fairterms_test

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
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

// code gives the n-th invented credit code.
func code(n int) string {
	first := fmt.Sprintf("91150100MA%07d", n)
	check, _ := org.CheckCharacter(first)
	return first + string(check)
}

// tables are ledgers as CSV lines, the header first.
type tables map[string][]string

func (x tables) book(t *rapid.T) *ledger.Book {
	var in []ledger.Input
	for _, kind := range slices.Sorted(maps.Keys(x)) {
		in = append(in, ledger.Input{Name: kind + ".csv", Data: []byte(strings.Join(x[kind], "\n"))})
	}
	b, report, err := ledger.Read(in, ledger.Options{Workers: 1})
	if err != nil || len(report.Rejected) > 0 {
		t.Fatalf("%v %v", err, report.Rejected)
	}
	return b
}

func evaluate(b *ledger.Book, asOf civil.Date, workers int) []*policy.Finding {
	return law().Evaluate(b, policy.Question{AsOf: asOf}, regulation.Filter{Rules: []string{"03.term-too-long", "03.pass-on-late", "03.upstream-not-chased"}}, workers, nil)
}

func say(f *policy.Finding) string {
	return fmt.Sprint(f.Rule.ID, f.Outcome, f.Enterprise, f.Beneficiary, f.Key, f.Amount, f.DueOn, f.Days, f.NextChange, f.Missing, f.Reason, f.Basis)
}

// drawBook makes a small book of contracts, payables and upstream receipts. No fact is dated after last.
func drawBook(t *rapid.T, last civil.Date) tables {
	day := func(what string) string {
		return (last - civil.Date(rapid.IntRange(0, 90).Draw(t, what)*37%91)).String()
	}
	pick := func(what string, from ...string) string { return rapid.SampledFrom(from).Draw(t, what) }
	payee := func() string { return code(rapid.SampledFrom([]int{11, 11, 12, 13}).Draw(t, "payee")) }
	unit := code(1)
	x := tables{
		"enterprises":       {"credit_code,name,size,kind", unit + ",甲," + pick("size", "large", "medium", "") + "," + pick("unit", "enterprise", "institution")},
		"counterparties":    {"credit_code,name,declared_size", code(11) + ",小,small", code(12) + ",大,large", code(13) + ",不明,"},
		"contracts":         {"contract_no,buyer_code,supplier_code,signed_on,term_start,term_days"},
		"upstream_receipts": {"upstream_no,enterprise_code,due_on,due_amount,received_on,received_amount,chased_on"},
		"payables":          {"payable_no,payer_code,payee_code,upstream_no,amount,disputed_amount"},
		"payments":          {"payment_no,payable_no,payer_code,paid_on,amount,method"},
	}
	for i := range 3 {
		x["contracts"] = append(x["contracts"], fmt.Sprintf("H%d,%s,%s,%s,delivery,%s", i, unit, payee(), day("signed"), pick("term", "", "60", "61")))
		x["upstream_receipts"] = append(x["upstream_receipts"], fmt.Sprintf("S%d,%s,%s,%d,%s,%s,%s", i, unit, pick("due", "", day("due")),
			rapid.IntRange(1, 900).Draw(t, "due amount"), pick("received", "", day("received")), pick("got", "", "1", "250", "777"), pick("chased", "", "", day("chased"))))
	}
	for i := range rapid.IntRange(1, 5).Draw(t, "payables") {
		x["payables"] = append(x["payables"], fmt.Sprintf("Y%d,%s,%s,%s,%d,%s", i, unit, payee(), pick("upstream", "S0", "", "S1", "S2", "S9"),
			rapid.IntRange(0, 999).Draw(t, "amount"), pick("disputed", "", "150")))
		for j := range rapid.IntRange(0, 2).Draw(t, "payments") {
			x["payments"] = append(x["payments"], fmt.Sprintf("F%d-%d,Y%d,%s,%s,%d,transfer", i, j, i, unit, day("paid"), rapid.IntRange(0, 400).Draw(t, "paid")))
		}
	}
	return x
}

// What is passed on late is the exact shortfall, rounded once, and never more than the undisputed balance.
func TestPassOnAgreesWithTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		asOf := civil.MustOf(2022, 6, 1) + civil.Date(rapid.IntRange(0, 300).Draw(t, "as of"))
		b := drawBook(t, asOf).book(t)
		want, got := map[string]string{}, map[string]string{}
		for i := range b.Payables {
			p := &b.Payables[i]
			up := b.UpstreamOf(p)
			if up == nil || up.ReceivedOn == 0 || p.Payee.String() == code(12) {
				continue
			}
			by, _ := civil.StateCouncil().AddWorkingDays(up.ReceivedOn, 10)
			bal := debt.BalanceOn(b, p, asOf)
			if asOf <= by || bal.Undisputed == 0 {
				continue
			}
			if up.ReceivedAmount == 0 {
				want[p.No] = "unknown"
				continue
			}
			share := new(big.Rat).SetFrac64(int64(min(up.ReceivedAmount, up.DueAmount)), int64(up.DueAmount))
			short := share.Mul(share, new(big.Rat).SetInt64(int64(p.Amount)))
			rounded, _ := money.RoundRat(short.Sub(short, new(big.Rat).SetInt64(int64(p.Amount-bal.Open))))
			if rounded = min(rounded, bal.Undisputed); rounded > 0 {
				want[p.No] = rounded.String()
			}
		}
		for _, f := range evaluate(b, asOf, 1) {
			if f.Rule.ID != "03.pass-on-late" {
				continue
			}
			got[f.Key] = "unknown"
			if f.Amount.OK {
				got[f.Key] = f.Amount.V.String()
			}
			if f.Beneficiary.String() == code(13) != (slices.Contains(f.Missing, "counterparties.declared_size")) {
				t.Fatalf("%s for %v lacks %v", f.Key, f.Beneficiary, f.Missing)
			}
		}
		if !maps.Equal(got, want) {
			t.Fatalf("found %v, want %v", got, want)
		}
	})
}

// The order of the rows and the number of workers never show, and nothing changes before the day it says.
func TestOrderAndTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		last := civil.MustOf(2025, 6, 1) + civil.Date(rapid.IntRange(0, 90).Draw(t, "last"))
		x := drawBook(t, last)
		back := tables{}
		for kind, lines := range x {
			rows := slices.Clone(lines[1:])
			slices.Reverse(rows)
			back[kind] = append([]string{lines[0]}, rows...)
		}
		b := x.book(t)
		found, other := evaluate(b, last, 1), evaluate(back.book(t), last, 2)
		if len(found) != len(other) {
			t.Fatalf("%d findings, reversed %d", len(found), len(other))
		}
		later := last + civil.Date(rapid.IntRange(1, 100).Draw(t, "later"))
		after := map[string]string{}
		for _, f := range evaluate(b, later, 1) {
			after[f.Rule.ID+f.Key] = say(f)
		}
		for i := range found {
			if say(found[i]) != say(other[i]) {
				t.Fatalf("%s\nreversed\n%s", say(found[i]), say(other[i]))
			}
			f := found[i]
			if now := say(f); (f.NextChange == 0 || f.NextChange > later) && after[f.Rule.ID+f.Key] != now {
				t.Fatalf("on %v\n%s\non %v\n%s", last, now, later, after[f.Rule.ID+f.Key])
			}
		}
	})
}
