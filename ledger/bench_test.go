package ledger

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"shukun/civil"
	"shukun/org"
)

// fleet is a set of CSV ledgers of one group, made in memory.
type fleet struct{ names, texts []string }

func (f *fleet) inputs() []Input {
	var in []Input
	for i, n := range f.names {
		in = append(in, Input{Name: n, Data: []byte(f.texts[i])})
	}
	return in
}

// benchCode gives the n-th invented credit code, with the right check character.
func benchCode(n int) string {
	first := fmt.Sprintf("91150100MA%07d", n)
	check, _ := org.CheckCharacter(first)
	return first + string(check)
}

// newFleet makes payables rows of payables and the other ledgers in proportion: 60 % payments, 5 % contracts,
// 2 % counterparties.
func newFleet(payables int) *fleet {
	rng := rand.New(rand.NewPCG(1, 2))
	day := func() civil.Date { return civil.MustOf(2021, 6, 1) + civil.Date(rng.IntN(500)) }
	units, suppliers, contracts := 60, max(payables/50, 10), max(payables/20, 10)
	var e, c, k, p, m bytes.Buffer
	e.WriteString("credit_code,name,control,size,kind\n")
	for i := range units {
		fmt.Fprintf(&e, "%s,单位%d,controlled,large,enterprise\n", benchCode(i), i)
	}
	c.WriteString("credit_code,name,entity_type,industry_code,employees,revenue,assets,declared_size,county_code\n")
	for i := range suppliers {
		fmt.Fprintf(&c, "%s,供应商有限公司%d,enterprise,F52,%d,%d.5,%d,small,150102\n", benchCode(1000+i), i, i%300, i%9000, i%7000)
	}
	k.WriteString("contract_no,buyer_code,supplier_code,subject,signed_on,amount,term_start,term_days,overdue_rate,noncash_agreed,supplier_size\n")
	for i := range contracts {
		fmt.Fprintf(&k, "HT-2021-%06d,%s,%s,goods,%v,%d.00,acceptance,60,5.5,否,small\n", i, benchCode(i%units), benchCode(1000+i%suppliers), day(), rng.IntN(9000000))
	}
	p.WriteString("payable_no,payer_code,payee_code,contract_no,amount,delivered_on,accepted_on,settled_on,due_on,disputed_amount,unpaid_reason\n")
	m.WriteString("payment_no,payable_no,payer_code,paid_on,amount,method,instrument_no\n")
	for i := range payables {
		n := rng.IntN(contracts)
		d := day()
		fmt.Fprintf(&p, "YF-2022-%08d,%s,%s,HT-2021-%06d,%d.%02d,%v,%v,,,,\n", i, benchCode(n%units), benchCode(1000+n%suppliers), n, rng.IntN(900000), rng.IntN(100), d, d+7)
		if i%5 < 3 {
			fmt.Fprintf(&m, "FK-2022-%08d,YF-2022-%08d,%s,%v,%d.%02d,transfer,\n", i, i, benchCode(n%units), d+90, rng.IntN(90000), rng.IntN(100))
		}
	}
	return &fleet{
		names: []string{"enterprises.csv", "counterparties.csv", "contracts.csv", "payables.csv", "payments.csv"},
		texts: []string{e.String(), c.String(), k.String(), p.String(), m.String()},
	}
}

// BenchmarkRead reads a fleet of 200,000 payables into a Book; "x-csv" is its time over that of an encoding/csv
// loop on the same bytes in the same run.
func BenchmarkRead(b *testing.B) {
	f := newFleet(200_000)
	in := f.inputs()
	size := 0
	for _, t := range f.texts {
		size += len(t)
	}
	b.SetBytes(int64(2 * size))
	var plain, own time.Duration
	for b.Loop() {
		start := b.Elapsed()
		plainCSV(b, in)
		middle := b.Elapsed()
		if _, _, err := Read(in, Options{}); err != nil {
			b.Fatal(err)
		}
		plain, own = plain+middle-start, own+b.Elapsed()-middle
	}
	b.ReportMetric(float64(own)/float64(plain), "x-csv")
}

func plainCSV(b *testing.B, in []Input) {
	for _, f := range in {
		r := csv.NewReader(bytes.NewReader(f.Data))
		r.ReuseRecord = true
		for {
			if _, err := r.Read(); err == io.EOF {
				break
			} else if err != nil {
				b.Fatal(err)
			}
		}
	}
}
