package noncashpayment_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"shukun/civil"
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

// Parties of the books below: unit 1 is large, unit 2 an institution; payees are an SME, a large one and one unknown.
var parties = tables{
	"enterprises":    {"credit_code,name,size,kind", code(1) + ",甲,large,", code(2) + ",乙,,institution"},
	"counterparties": {"credit_code,name,declared_size", code(11) + ",小,small", code(12) + ",大,large", code(13) + ",不明,"},
}

// tables are ledgers as CSV lines, the header first.
type tables map[string][]string

type failer interface{ Fatalf(string, ...any) }

func (x tables) book(t failer) *ledger.Book {
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

// reversed gives the same rows in the other order.
func (x tables) reversed() tables {
	y := tables{}
	for kind, lines := range x {
		rows := slices.Clone(lines[1:])
		slices.Reverse(rows)
		y[kind] = append([]string{lines[0]}, rows...)
	}
	return y
}

func evaluate(b *ledger.Book, q policy.Question, workers int, rules ...string) []*policy.Finding {
	return law().Evaluate(b, q, regulation.Filter{Clauses: []int{4}, Rules: rules}, workers, nil)
}

func say(f *policy.Finding) string {
	return fmt.Sprint(f.Rule.ID, f.Outcome, f.Enterprise, f.Beneficiary, f.Key, f.Amount, f.DueOn, f.Days, f.NextChange, f.Missing, f.Reason, f.Basis)
}

// drawBook makes a small book of every ledger clause 4 looks at. No fact is dated after last.
func drawBook(t *rapid.T, last civil.Date) tables {
	day := func(what string) civil.Date {
		return last - civil.Date(rapid.IntRange(0, 120).Draw(t, what))
	}
	maybe := func(what string) string {
		if rapid.Bool().Draw(t, what+"?") {
			return day(what).String()
		}
		return ""
	}
	pick := func(what string, from ...string) string { return rapid.SampledFrom(from).Draw(t, what) }
	unit := func() string { return code(rapid.IntRange(1, 2).Draw(t, "unit")) }
	payee := func() string { return code(rapid.IntRange(11, 13).Draw(t, "payee")) }
	x := maps.Clone(parties)
	x["contracts"] = []string{"contract_no,buyer_code,supplier_code,signed_on,term_start,term_days,noncash_agreed"}
	for i := range 4 {
		x["contracts"] = append(x["contracts"], fmt.Sprintf("H%d,%s,%s,%v,%s,%s,%s", i, unit(), payee(), day("signed"),
			pick("start", "", "delivery", "acceptance", "settlement"), pick("term", "", "0", "20", "45"), pick("agreed", "", "yes", "no")))
	}
	x["payables"] = []string{"payable_no,payer_code,payee_code,contract_no,amount,delivered_on,accepted_on,settled_on,due_on,paid_amount,paid_on,disputed_amount"}
	x["payments"] = []string{"payment_no,payable_no,payer_code,paid_on,amount,method"}
	for i := range rapid.IntRange(1, 6).Draw(t, "payables") {
		owner := unit()
		due := ""
		if rapid.Bool().Draw(t, "due?") {
			due = (last + civil.Date(rapid.IntRange(-120, 60).Draw(t, "due"))).String()
		}
		paid, paidOn := "", ""
		if rapid.Bool().Draw(t, "own paid?") {
			paid, paidOn = "300", maybe("own paid on")
		}
		x["payables"] = append(x["payables"], fmt.Sprintf("Y%d,%s,%s,%s,%d,%s,%s,%s,%s,%s,%s,%s", i, owner, payee(), pick("contract", "", "H0", "H1", "H2", "H3", "H9"),
			rapid.IntRange(0, 2000).Draw(t, "amount"), maybe("delivered"), maybe("accepted"), maybe("settled"), due, paid, paidOn, pick("disputed", "", "0", "250")))
		for j := range rapid.IntRange(0, 3).Draw(t, "payments") {
			x["payments"] = append(x["payments"], fmt.Sprintf("F%d-%d,Y%d,%s,%v,%d,%s", i, j, i, owner, day("paid on"), rapid.IntRange(0, 700).Draw(t, "paid"),
				pick("method", "transfer", "bank_bill", "commercial_bill", "supply_chain_note")))
		}
	}
	positions := map[string]string{}
	for range rapid.IntRange(0, 5).Draw(t, "positions") {
		u, on := unit(), day("as of")
		positions[u+on.String()] = fmt.Sprintf("%s,%v,%d", u, on, rapid.IntRange(0, 6000).Draw(t, "funds"))
	}
	x["cash_positions"] = append([]string{"enterprise_code,as_of,available_funds"}, slices.Sorted(maps.Values(positions))...)
	x["instruments"] = []string{"instrument_no,kind,issuer_code,payee_code,amount,issued_on,matures_on,settled_on,exception_reason"}
	for i := range rapid.IntRange(0, 9).Draw(t, "instruments") {
		issued := day("issued") - 100
		matures := issued + civil.Date(rapid.IntRange(0, 400).Draw(t, "tenor"))
		x["instruments"] = append(x["instruments"], fmt.Sprintf("P%d,%s,%s,%s,%d,%v,%v,%s,%s", i, pick("kind", "bank_bill", "commercial_bill", "supply_chain_note"),
			unit(), payee(), rapid.IntRange(1, 900).Draw(t, "face"), issued, matures, maybe("settled"), pick("exception", "", "约定")))
	}
	return x
}

// An issuer is overdue in a month exactly where the test for acceptors, counted afresh for the month, says so.
func TestIssuerOverdueAgreesWithTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		last := civil.MustOf(2022, 6, 1) + civil.Date(rapid.IntRange(0, 600).Draw(t, "last"))
		b := drawBook(t, last).book(t)
		want := map[string]bool{}
		for _, unit := range []string{code(1), code(2)} {
			for first := civil.MustOf(2021, 8, 1); first <= last; first = first.AddMonths(1) {
				end := min(first.EndOfMonth(), last)
				all, inMonth := 0, 0
				var balance money.Fen
				for i := range b.Instruments {
					x := &b.Instruments[i]
					settled := x.SettledOn
					if settled > last {
						settled = 0
					}
					if x.Issuer.String() != unit || x.IssuedOn > last || x.MaturesOn >= last || x.MaturesOn > end || settled != 0 && settled <= x.MaturesOn {
						continue
					}
					if x.MaturesOn >= first.AddMonths(-5) {
						all++
					}
					if x.MaturesOn >= first {
						inMonth++
					}
					if settled == 0 || settled > end {
						balance += x.Amount
					}
				}
				if all >= 3 && (inMonth > 0 || balance > 0) {
					want[unit+"+"+first.String()[:7]] = true
				}
			}
		}
		got := map[string]bool{}
		for _, f := range evaluate(b, policy.Question{AsOf: last}, 1, "04.acceptor-overdue") {
			got[f.Key] = true
		}
		if !maps.Equal(got, want) {
			t.Fatalf("found %v, want %v", got, want)
		}
	})
}

// The order of the rows and the number of workers never show.
func TestOrderNeverShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := drawBook(t, civil.MustOf(2023, 3, 31))
		q := policy.Question{AsOf: civil.MustOf(2023, 3, 20)}
		there, back := evaluate(x.book(t), q, 1), evaluate(x.reversed().book(t), q, 3)
		if len(there) != len(back) {
			t.Fatalf("%d findings, reversed %d", len(there), len(back))
		}
		for i := range there {
			if say(there[i]) != say(back[i]) {
				t.Fatalf("%s\nreversed\n%s", say(there[i]), say(back[i]))
			}
		}
	})
}

// If nothing more is filed, a finding stands word for word until the day it says it may change.
func TestNothingChangesBeforeItsDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		last := civil.MustOf(2023, 3, 1) + civil.Date(rapid.IntRange(0, 60).Draw(t, "last"))
		b := drawBook(t, last).book(t)
		later := last + civil.Date(rapid.IntRange(1, 200).Draw(t, "later"))
		after := map[string]string{}
		for _, f := range evaluate(b, policy.Question{AsOf: later}, 1) {
			f.NextChange = 0
			after[f.Rule.ID+f.Key] = say(f)
		}
		for _, f := range evaluate(b, policy.Question{AsOf: last}, 1) {
			if f.NextChange != 0 && f.NextChange <= last {
				t.Fatalf("%s changes on %v, which is past", f.Rule.ID, f.NextChange)
			}
			if f.NextChange != 0 && f.NextChange <= later {
				continue
			}
			f.NextChange = 0
			if now := say(f); after[f.Rule.ID+f.Key] != now {
				t.Fatalf("on %v\n%s\non %v\n%s", last, now, later, after[f.Rule.ID+f.Key])
			}
		}
	})
}

// A finding explained is the finding found, with steps of its own: as many for the last of a row as for the first.
func TestStepsDoNotPileUp(t *testing.T) {
	x := maps.Clone(parties)
	x["payables"] = []string{"payable_no,payer_code,payee_code,amount,due_on", "Y1," + code(1) + "," + code(11) + ",100,2022-06-20"}
	x["payments"] = []string{"payment_no,payable_no,payer_code,paid_on,amount,method"}
	for i := range 5 {
		x["payments"] = append(x["payments"], fmt.Sprintf("F%d,Y1,%s,2022-06-1%d,1,bank_bill", i, code(1), i))
	}
	x["cash_positions"] = []string{"enterprise_code,as_of,available_funds", code(1) + ",2022-06-01,1000"}
	found := evaluate(x.book(t), policy.Question{AsOf: civil.MustOf(2022, 6, 30), Trace: true}, 1, "04.cash-first")
	if len(found) != 5 {
		t.Fatalf("%d findings, want 5", len(found))
	}
	for _, f := range found {
		if len(f.Trace) != len(found[0].Trace) {
			t.Errorf("%s has %d steps, the first %d", f.Key, len(f.Trace), len(found[0].Trace))
		}
	}
}

// Without an enterprises ledger every unit that acts is taken as ours.
func TestWithoutEnterprises(t *testing.T) {
	x := tables{
		"instruments":    {"instrument_no,kind,issuer_code,payee_code,amount,issued_on,matures_on", "P1,bank_bill," + code(1) + "," + code(11) + ",100,2022-01-01,2022-06-01"},
		"payables":       {"payable_no,payer_code,payee_code,amount,due_on", "Y1," + code(2) + "," + code(11) + ",100,2022-06-20"},
		"payments":       {"payment_no,payable_no,payer_code,paid_on,amount,method", "F1,Y1," + code(2) + ",2022-06-10,100,bank_bill"},
		"cash_positions": {"enterprise_code,as_of,available_funds", code(2) + ",2022-06-01,1"},
		"counterparties": {"credit_code,name,declared_size", code(11) + ",小,small"},
	}
	var got []string
	for _, f := range evaluate(x.book(t), policy.Question{AsOf: civil.MustOf(2022, 6, 30)}, 1) {
		got = append(got, f.Rule.ID+" "+f.Outcome.String())
	}
	want := []string{"04.cash-first violation", "04.matured-unpaid violation", "04.not-agreed undetermined"}
	if !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
}
