package fairprices_test

import (
	"fmt"
	"strings"
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

type sale struct {
	no, region, term, bundle string
	kcal, cents, tonnes      int
}

func (s sale) row() string {
	return fmt.Sprintf("%s,91150100MA00000018,coal,%s,%d,%s,%v,%d,%s,2022-06-10", s.no, s.region, s.kcal, s.term, money.Fen(s.cents), s.tonnes, s.bundle)
}

func check(t *rapid.T, sales ...sale) []*policy.Finding {
	g, err := law()
	if err != nil {
		t.Fatalf("%v", err)
	}
	var text strings.Builder
	text.WriteString("sale_no,seller_code,commodity,region,kcal,term,price,quantity,bundle_no,sold_on\n")
	for _, s := range sales {
		text.WriteString(s.row() + "\n")
	}
	b, report, err := ledger.Read([]ledger.Input{{Name: "commodity_sales.csv", Data: []byte(text.String())}}, ledger.Options{Workers: 1})
	if err != nil || len(report.Rejected) > 0 {
		t.Fatalf("%v %v", err, report.Rejected)
	}
	return g.Evaluate(b, policy.Question{AsOf: civil.MustParse("2022-06-30")}, regulation.Filter{Rules: []string{"12.price-ceiling"}}, 1, nil)
}

func sum(found []*policy.Finding) (total money.Fen) {
	for _, f := range found {
		total += f.Amount.V
	}
	return total
}

func genSale(t *rapid.T, no string) sale {
	return sale{no: no, region: rapid.SampledFrom([]string{"mengxi", "mengdong"}).Draw(t, "region"),
		term: rapid.SampledFrom([]string{"long_term", "spot"}).Draw(t, "term"), kcal: rapid.IntRange(1500, 7000).Draw(t, "kcal"),
		cents: rapid.IntRange(1, 120000).Draw(t, "price"), tonnes: rapid.IntRange(0, 100000).Draw(t, "tonnes")}
}

// A higher price is never less too much, a richer coal never more; a spot sale is never held to less than a long-term one.
func TestPriceOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := genSale(t, "S")
		base := sum(check(t, s))
		dearer, richer, spot := s, s, s
		dearer.cents += rapid.IntRange(0, 10000).Draw(t, "dearer")
		richer.kcal += rapid.IntRange(0, 500).Draw(t, "richer")
		spot.term = "spot"
		if x := sum(check(t, dearer)); x < base {
			t.Fatalf("%v, at a higher price %v", base, x)
		}
		if x := sum(check(t, richer)); x > base {
			t.Fatalf("%v, of richer coal %v", base, x)
		}
		if x := sum(check(t, spot)); x > base {
			t.Fatalf("%v, as spot %v", base, x)
		}
	})
}

// One more fen a tonne is one fen a tonne too much more, once the limit is passed.
func TestExcessIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := genSale(t, "S")
		found := check(t, s)
		if len(found) == 0 {
			return
		}
		more := s
		more.cents++
		if x := sum(check(t, more)) - sum(found); x != money.Fen(s.tonnes) {
			t.Fatalf("a fen a tonne on %d tonnes adds %v", s.tonnes, x)
		}
	})
}

// A bundle is one finding whatever the order of its rows; splitting a sale within it changes nothing; alone in a bundle, a
// long-term sale is what it is without one.
func TestBundles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(t, "sales")
		sales := make([]sale, n)
		for i := range sales {
			sales[i] = genSale(t, fmt.Sprintf("S%d", i))
			sales[i].bundle = "B"
		}
		found := check(t, sales...)
		if len(found) > 1 || len(found) == 1 && found[0].Key != "B" {
			t.Fatalf("%v", found)
		}
		again := check(t, rapid.Permutation(sales).Draw(t, "order")...)
		if len(again) != len(found) || len(found) == 1 && (again[0].Reason != found[0].Reason || again[0].Amount != found[0].Amount) {
			t.Fatalf("%v, in another order %v", found, again)
		}
		part := rapid.IntRange(0, sales[0].tonnes).Draw(t, "part")
		rest := sales[0]
		rest.no, rest.tonnes = "S9", sales[0].tonnes-part
		split := append([]sale{}, sales...)
		split[0].tonnes = part
		if x := sum(check(t, append(split, rest)...)); x != sum(found) {
			t.Fatalf("%v, one sale split %v", sum(found), x)
		}
		alone := sales[0]
		alone.term = "long_term"
		plain := alone
		plain.bundle = ""
		if x, y := sum(check(t, alone)), sum(check(t, plain)); x != y {
			t.Fatalf("alone in a bundle %v, without one %v", x, y)
		}
	})
}
