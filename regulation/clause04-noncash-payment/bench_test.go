package noncashpayment_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"shukun/civil"
	"shukun/ledger"
	"shukun/policy"
)

// benchBook is a book of 200,000 payables, 120,000 payments of which a tenth are by bill, and 20,000 instruments, of
// units with a cash position every week.
var benchBook = sync.OnceValue(func() map[int]*ledger.Book {
	books := map[int]*ledger.Book{}
	for _, units := range []int{1, 60} {
		books[units] = newBenchBook(units, 200_000)
	}
	return books
})

type noFail struct{}

func (noFail) Fatalf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }

func newBenchBook(units, payables int) *ledger.Book {
	rng := rand.New(rand.NewPCG(4, 4))
	start := civil.MustOf(2022, 1, 1)
	day := func() civil.Date { return start + civil.Date(rng.IntN(360)) }
	x := tables{
		"enterprises":    {"credit_code,name,size"},
		"counterparties": {"credit_code,name,declared_size"},
		"contracts":      {"contract_no,buyer_code,supplier_code,signed_on,term_start,term_days,noncash_agreed"},
		"payables":       {"payable_no,payer_code,payee_code,contract_no,amount,delivered_on,due_on"},
		"payments":       {"payment_no,payable_no,payer_code,paid_on,amount,method"},
		"instruments":    {"instrument_no,kind,issuer_code,payee_code,amount,issued_on,matures_on,settled_on"},
		"cash_positions": {"enterprise_code,as_of,available_funds"},
	}
	line := func(kind, format string, args ...any) { x[kind] = append(x[kind], fmt.Sprintf(format, args...)) }
	for u := range units {
		line("enterprises", "%s,单位%d,large", code(u), u)
		line("contracts", "H%d,%s,%s,2021-05-01,delivery,60,yes", u, code(u), code(1000+u))
		for week := range 52 {
			line("cash_positions", "%s,%v,%d", code(u), start+civil.Date(week*7), rng.IntN(1_000_000))
		}
	}
	for s := range 2000 {
		line("counterparties", "%s,供应商%d,small", code(1000+s), s)
	}
	for i := range payables {
		u, d := i%units, day()
		due := ""
		if i%3 == 0 {
			due = (d + 60).String()
		}
		line("payables", "Y%d,%s,%s,H%d,%d,%v,%s", i, code(u), code(1000+rng.IntN(2000)), u, 1+rng.IntN(90000), d, due)
		if i%5 < 3 {
			method := "transfer"
			if i%50 == 1 || i%25 == 2 {
				method = "commercial_bill"
			}
			line("payments", "F%d,Y%d,%s,%v,%d,%s", i, i, code(u), d+civil.Date(rng.IntN(90)), 1+rng.IntN(90000), method)
		}
		if i%10 == 0 {
			line("instruments", "P%d,commercial_bill,%s,%s,100,%v,%v,%v", i, code(u), code(1000+i%2000), d, d+180, d+180)
		}
	}
	return x.book(noFail{})
}

// BenchmarkRules asks each rule of clause 4 about a book on one core; ns/row is by the rows of the ledger that weighs.
func BenchmarkRules(b *testing.B) {
	for _, units := range []int{60, 1} {
		book := benchBook()[units]
		for _, c := range []struct {
			rule string
			rows int
		}{
			{"04.not-agreed", len(book.Payments)}, {"04.cash-first", len(book.Payables)},
			{"04.tenor", len(book.Instruments)}, {"04.acceptor-overdue", len(book.Instruments)},
		} {
			b.Run(fmt.Sprintf("%s/%d", c.rule, units), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					evaluate(book, policy.Question{AsOf: civil.MustOf(2023, 6, 30)}, 1, c.rule)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(c.rows), "ns/row")
			})
		}
	}
}
