package powerresale_test

import (
	"fmt"
	"sync"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
	"shukun/regulation"
)

var law = sync.OnceValues(func() (*regulation.Regulation, error) { return regulation.Load(nil) })

// markup gives what clause 8 finds too much for one period.
func markup(t *rapid.T, gridKWh, ownKWh int, grid, resold, refunded money.Fen) money.Fen {
	g, err := law()
	if err != nil {
		t.Fatalf("%v", err)
	}
	text := fmt.Sprintf("point_no,reseller_code,period_start,period_end,grid_kwh,grid_amount,own_kwh,resold_amount,refunded_amount\n"+
		"P,91150100MA00000018,2022-06-01,2022-06-30,%d,%v,%d,%v,%v\n", gridKWh, grid, ownKWh, resold, refunded)
	b, report, err := ledger.Read([]ledger.Input{{Name: "power_resale.csv", Data: []byte(text)}}, ledger.Options{Workers: 1})
	if err != nil || len(report.Rejected) > 0 {
		t.Fatalf("%v %v", err, report.Rejected)
	}
	found := g.Evaluate(b, policy.Question{AsOf: civil.MustParse("2022-07-31")}, regulation.Filter{Rules: []string{"08.markup"}}, 1, nil)
	if len(found) == 0 {
		return 0
	}
	return found[0].Amount.V
}

// Refunding what was found clears it; a fen less leaves a fen. What is found never exceeds what was collected.
func TestRefundingTheMarkupClearsIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		bought := rapid.IntRange(1, 1_000_000).Draw(t, "bought")
		own := rapid.IntRange(0, bought+10).Draw(t, "own")
		grid := money.Fen(rapid.Int64Range(0, 1_000_000_00).Draw(t, "grid"))
		resold := money.Fen(rapid.Int64Range(0, 1_000_000_00).Draw(t, "resold"))
		more := markup(t, bought, own, grid, resold, 0)
		if more < 0 || more > resold {
			t.Fatalf("too much is %v of %v", more, resold)
		}
		if more == 0 {
			return
		}
		if left := markup(t, bought, own, grid, resold, more); left != 0 {
			t.Fatalf("%v refunded leaves %v", more, left)
		}
		if left := markup(t, bought, own, grid, resold, more-1); left != 1 {
			t.Fatalf("%v refunded leaves %v", more-1, left)
		}
	})
}

// More own use never allows more to be collected.
func TestMoreOwnUseNeverHelps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		bought := rapid.IntRange(1, 100_000).Draw(t, "bought")
		own := rapid.IntRange(0, bought).Draw(t, "own")
		more := rapid.IntRange(own, bought).Draw(t, "more own")
		grid := money.Fen(rapid.Int64Range(0, 1_000_000).Draw(t, "grid"))
		resold := money.Fen(rapid.Int64Range(0, 1_000_000).Draw(t, "resold"))
		if a, b := markup(t, bought, own, grid, resold, 0), markup(t, bought, more, grid, resold, 0); a > b {
			t.Fatalf("%v with %d, %v with %d of own use", a, own, b, more)
		}
	})
}

const ownLoss = `
- name: resale_loss_percent
  title: {zh: 损耗率, en: loss rate}
  unit: percent
  checked: 2026-01-01
  values:
    - {from: 2012-01-01, to: 2022-06-14, value: null, source: {instrument: resale-im-2023}}
    - {from: 2022-06-15, value: 10, source: {instrument: resale-im-2023, article: "3"}}
`

// A local loss rate is added from its day on; before it, the reading's.
func TestLocalLossRate(t *testing.T) {
	g, err := regulation.Load(fstest.MapFS{
		"clause08-power-resale/parameters.yaml": &fstest.MapFile{Data: []byte(ownLoss)},
		"readings.yaml":                         &fstest.MapFile{Data: []byte("- {id: resale-loss-rate, value: \"5\", source: 法务部意见}\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	b, _, err := ledger.Read([]ledger.Input{{Name: "power_resale.csv", Data: []byte("point_no,reseller_code,period_start,period_end,grid_kwh,grid_amount,resold_amount\n" +
		"P,91150100MA00000018,2022-05-01,2022-05-31,100,100,120\nP,91150100MA00000018,2022-06-01,2022-06-30,100,100,120\n")}}, ledger.Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	found := g.Evaluate(b, policy.Question{AsOf: civil.MustParse("2022-07-31")}, regulation.Filter{Clauses: []int{8}}, 1, nil)
	if len(found) != 2 || found[0].Amount.V != 1500 || found[1].Amount.V != 1000 {
		t.Fatalf("%v", found)
	}
	if last := found[0].Basis[4]; last != "reading:resale-loss-rate" {
		t.Errorf("the first rests on %s", last)
	}
	if last := found[1].Basis[4]; last != "resale-im-2023:3" {
		t.Errorf("the second rests on %s", last)
	}
}
