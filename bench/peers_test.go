package bench

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
	"shukun/org"
	"shukun/regulation"
)

// The peers' rule is that of 01.overdue and 01.interest where the day is written down, no rate is agreed and what was paid
// stands on the payable itself: simple enough for every peer to say, and ours runs whole all the same, with its reasons.

// peerRows is how many payables the peers judge.
const peerRows = 1_000_000

// fact is a payable as the peers see it: joined, days counted from one epoch, amounts in fen.
type fact struct {
	Covered, Large                      bool
	Amount, Due, Paid, PaidOn, Disputed int64
	AsOf                                int64
	Overdue, Interest                   int64 // what grule answers
}

// verdict is what is owed on all payables together.
type verdict struct {
	overdues, overdue, interests, interest int64
}

func (v *verdict) add(overdue, interest int64) {
	if overdue > 0 {
		v.overdues++
		v.overdue += overdue
	}
	if interest > 0 {
		v.interests++
		v.interest += interest
	}
}

// peerLedgers writes the ledgers of the peers' rule: units, parties, payables.
func peerLedgers(b *testing.B) string {
	b.Helper()
	dir := filepath.Join(home(b), "peers")
	if _, err := os.Stat(filepath.Join(dir, "payables.csv")); err == nil {
		return dir
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		b.Fatal(err)
	}
	d := rand.New(rand.NewPCG(1, 2))
	code := func(n int) string {
		first := fmt.Sprintf("91150100YL%07d", n)
		check, _ := org.CheckCharacter(first)
		return first + string(check)
	}
	sizes := []string{"large", "large", "large", "medium"}
	file(b, dir, "enterprises.csv", func(w io.Writer) {
		fmt.Fprintln(w, "credit_code,name,control,size")
		for i := range 1200 {
			fmt.Fprintf(w, "%s,示例单位%d,wholly,%s\n", code(i), i, sizes[i%4])
		}
	})
	file(b, dir, "counterparties.csv", func(w io.Writer) {
		fmt.Fprintln(w, "credit_code,name,entity_type,declared_size")
		for i := range 20_000 {
			fmt.Fprintf(w, "%s,示例供应商%d,enterprise,%s\n", code(100_000+i), i, []string{"small", "micro", "medium", "small", "large"}[i%5])
		}
	})
	file(b, dir, "payables.csv", func(w io.Writer) {
		fmt.Fprintln(w, "payable_no,payer_code,payee_code,amount,delivered_on,due_on,paid_amount,paid_on,disputed_amount")
		last := civil.MustParse(asOf)
		for i := range peerRows {
			delivered := last - civil.Date(d.IntN(540))
			due := delivered + civil.Date(30*(1+d.IntN(3)))
			amount := money.Fen(1000 + d.IntN(20_000_000))
			paid, on, disputed := "", "", ""
			// As in the sample: about one payable in twenty is overdue, one in sixteen bears interest.
			if how := d.IntN(100); how < 95 {
				at := due - civil.Date(d.IntN(20))
				if how >= 89 {
					at = due + civil.Date(1+d.IntN(60))
				}
				paid, on = amount.String(), at.String()
				if how < 1 {
					paid = (amount / 2).String()
				}
			}
			if d.IntN(100) == 0 {
				disputed = (amount / 4).String()
			}
			fmt.Fprintf(w, "YF-2022-%08d,%s,%s,%s,%v,%v,%s,%s,%s\n", i, code(d.IntN(1200)), code(100_000+d.IntN(20_000)), amount, delivered, due, paid, on, disputed)
		}
	})
	return dir
}

func file(b *testing.B, dir, name string, fill func(io.Writer)) {
	b.Helper()
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	fill(w)
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
}

// facts reads the ledgers the plain way, with encoding/csv, and joins them: what a rule engine of rows needs first.
func facts(b *testing.B, dir string) []fact {
	b.Helper()
	column := func(name string, at int) map[string]string {
		m := map[string]string{}
		for _, r := range records(b, filepath.Join(dir, name))[1:] {
			m[r[0]] = r[at]
		}
		return m
	}
	payers, payees := column("enterprises.csv", 3), column("counterparties.csv", 3)
	f, err := os.Open(filepath.Join(dir, "payables.csv"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.ReuseRecord = true
	if _, err := r.Read(); err != nil {
		b.Fatal(err)
	}
	all := make([]fact, 0, peerRows)
	for {
		row, err := r.Read()
		if err == io.EOF {
			return all
		}
		if err != nil {
			b.Fatal(err)
		}
		size := payees[row[2]]
		all = append(all, fact{Covered: size != "" && size != "large", Large: payers[row[1]] == "large", Amount: fen(row[3]), Due: day(row[5]),
			Paid: fen(row[6]), PaidOn: day(row[7]), Disputed: fen(row[8]), AsOf: int64(question.AsOf)})
	}
}

func records(b *testing.B, path string) [][]string {
	b.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	all, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		b.Fatal(err)
	}
	return all
}

// fen reads an amount as it is written here: always two decimals.
func fen(s string) int64 {
	if s == "" {
		return 0
	}
	yuan, _ := strconv.ParseInt(s[:len(s)-3], 10, 64)
	cents, _ := strconv.ParseInt(s[len(s)-2:], 10, 64)
	return yuan*100 + cents
}

func day(s string) int64 {
	d, _ := civil.Parse(s)
	return int64(d)
}

// byHand is the rule as plain Go over rows in memory: what a person would write for this one rule and nothing else.
func byHand(f *fact) (overdue, interest int64) {
	if !f.Covered || f.AsOf <= f.Due {
		return 0, 0
	}
	paid, late := int64(0), int64(0)
	if f.Paid > 0 && f.PaidOn <= f.AsOf {
		paid, late = f.Paid, max(0, f.PaidOn-f.Due)
	}
	overdue = max(0, f.Amount-paid-f.Disputed)
	if f.Large {
		interest = (((f.Amount-f.Disputed)*late+overdue*(f.AsOf-f.Due-late))*5 + 5000) / 10_000
	}
	return overdue, interest
}

// peerFilter keeps the two rules the peers carry out.
var peerFilter = regulation.Filter{Rules: []string{"01.overdue", "01.interest"}}

// ours is the verdict of the product's own rules.
func ours(g *regulation.Regulation, book *ledger.Book, workers int) (v verdict) {
	found := g.Evaluate(book, question, peerFilter, workers, nil)
	for i := range found {
		if found[i].Rule.ID == "01.overdue" {
			v.add(int64(found[i].Amount.V), 0)
		} else {
			v.add(0, int64(found[i].Amount.V))
		}
	}
	return v
}
